//! Scales: copied, made, edited; an old verdict keeps what it said.

use claimdesk_tests::{Desk, counted};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn value(n: u128, name: &str) -> Value {
    json!({ "id": counted(0xf00 + n), "name": name, "number": 1, "tone": "supported", "sign": "check" })
}

#[test]
fn each_template_is_copied_with_its_values() {
    let mut desk = Desk::new();
    for (template, name, values) in
        [("four_way", "Four-way", 4), ("five_step", "Five-step truth", 5), ("copy_check", "Newsroom copy check", 6)]
    {
        let told = desk.told(json!({ "do": "copy_scale", "template": template }));
        assert_eq!(told, "Copied a scale; touched scale; made scale");
        let scales = desk.ask("desk", json!({}), None).expect("the desk")["scales"].clone();
        let copied = scales.as_array().and_then(|scales| scales.last()).expect("a scale");
        assert_eq!((&copied["name"], &copied["template"]), (&json!(name), &json!(template)));
        assert_eq!(copied["values"].as_array().map(Vec::len), Some(values));
    }
    assert_snapshot!(desk.refuses(json!({ "do": "copy_scale", "template": "stars" })), @"There is no template stars.");
}

#[test]
fn a_scale_needs_two_values_that_differ() {
    let mut desk = Desk::new();
    let add = |values: Value| json!({ "do": "add_scale", "name": "Yes or no", "values": values });
    assert_snapshot!(desk.told(add(json!([value(1, "Yes"), value(2, "No")]))), @"Added a scale; touched scale; made scale");
    for wrong in [
        json!([]),
        json!([value(1, "Yes")]),
        json!([value(1, "Yes"), value(2, "Yes ")]),
        json!([value(1, "Yes"), value(1, "No")]),
        json!([value(1, "Yes"), value(2, "")]),
    ] {
        assert_eq!(desk.refuses(add(wrong)), "A scale needs at least two values with different names.");
    }
}

#[test]
fn changing_a_scale_never_changes_an_old_verdict() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "The FFM report is of 29 June 2017").add();
    desk.verdict(claim, "Supported", "Its title page says so.");
    let before = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let scale = desk.scale();
    let set = json!({ "name": "Yes or no", "values": [value(1, "Yes"), value(2, "No")] });
    assert_snapshot!(desk.told(json!({ "do": "edit_scale", "scale": scale, "set": set })), @"Edited a scale; touched scale; made ");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), before);
}
