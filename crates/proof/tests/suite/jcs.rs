//! The canonical JSON that entries are sealed in: the values that RFC 8785 prints, byte for byte.

use serde_json::Value;
use serde_json_canonicalizer::to_string;

fn canonical(text: &str) -> String {
    to_string(&serde_json::from_str::<Value>(text).unwrap()).unwrap()
}

#[test]
fn the_example_of_the_rfc_is_written_as_it_says() {
    // RFC 8785, 3.2.2 and 3.2.3.
    let input = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    let output = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                  \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(canonical(input), output);
}

#[test]
fn names_are_in_the_order_of_utf_16() {
    // RFC 8785, 3.2.3.
    let input = r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
        "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#;
    let values: Vec<&str> = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"].into();
    let output = canonical(input);
    let places: Vec<usize> = values.iter().map(|value| output.find(value).unwrap()).collect();
    assert!(places.is_sorted(), "{output}");
}

#[test]
fn numbers_are_those_of_the_rfc_s_table() {
    // RFC 8785, appendix B.
    for (bits, text) in [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] {
        assert_eq!(to_string(&f64::from_bits(bits)).unwrap(), text);
    }
}

#[test]
fn what_has_no_canonical_form_is_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(to_string(&number).is_err(), "{number}");
    }
    // A lone surrogate is no text (RFC 8785, 3.2.2.2).
    assert!(serde_json::from_str::<Value>(r#""\udead""#).is_err());
}

/// What the ledger writes has no fractions: its integers stay as they are up to 2^53 - 1.
#[test]
fn the_ledger_s_integers_stay_as_they_are() {
    for number in [0_i64, 1, -1, 1_048_576, (1 << 53) - 1, -(1 << 53) + 1] {
        assert_eq!(to_string(&number).unwrap(), number.to_string());
    }
}
