//! The letterhead: a name and a logo for all reports, as steps of the history.

use claimdesk_core::model::Kind;
use claimdesk_core::{Attachment, Command, Receipt, Result, sha256};
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::{Value, json};

/// A PNG of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&vec![90; (width * height * 3) as usize]).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

fn set(desk: &mut Desk, bytes: &[u8]) -> Result<Receipt> {
    let command = json!({ "do": "set_letterhead", "logo": { "png": sha256(bytes), "name": "sign.png" } });
    let command = Command::from_json(&command.to_string()).expect("a command");
    let attachment = Attachment { bytes: bytes.to_vec(), media_type: "image/png".to_owned() };
    let editor = desk.editor;
    desk.store().execute_with(editor, command, None, &[attachment])
}

fn letterhead(desk: &mut Desk, at: Option<u64>) -> Value {
    desk.ask("desk", json!({}), at).expect("the desk")["letterhead"].clone()
}

#[test]
fn a_desk_has_one_letterhead_and_each_change_is_a_step() {
    let mut desk = Desk::new();
    assert_eq!(letterhead(&mut desk, None), Value::Null);
    let named = desk.json(json!({ "do": "set_letterhead", "name": " Checking desk " })).expect("named");
    assert_eq!(named.created.iter().map(|made| made.kind).collect::<Vec<_>>(), [Kind::Letterhead]);
    set(&mut desk, &png(300, 80)).expect("a logo");
    let both = letterhead(&mut desk, None);
    assert_eq!(both["name"], "Checking desk", "what is not named stays");
    assert_eq!((&both["logo"]["width"], &both["logo"]["height"]), (&json!(300), &json!(80)));
    assert_eq!(letterhead(&mut desk, Some(named.seq))["logo"], Value::Null, "the past knows its own");
    desk.undo().expect("one step");
    assert_eq!(letterhead(&mut desk, None)["logo"], Value::Null);
    desk.redo().expect("again");
    desk.json(json!({ "do": "set_letterhead", "logo": null })).expect("taken away");
    assert_eq!(letterhead(&mut desk, None)["name"], "Checking desk");
    desk.json(json!({ "do": "set_letterhead", "name": "" })).expect("emptied");
    assert_eq!(letterhead(&mut desk, None), Value::Null, "one that says nothing is none");
    desk.json(json!({ "do": "set_letterhead", "name": "Checking desk" })).expect("named");
    desk.store().verify().expect("it verifies");
}

#[test]
fn only_a_picture_that_a_report_can_show_is_a_logo() {
    let mut desk = Desk::new();
    let whole = png(40, 40);
    let broken = [&whole[..40], &[0; 20], &whole[60..]].concat();
    for bytes in [b"not a picture".to_vec(), broken, whole[..whole.len() / 2].to_vec(), png(1_601, 2)] {
        let head = desk.store().reader(None).and_then(|reader| reader.head()).expect("a head").seq;
        let error = set(&mut desk, &bytes).expect_err("refused").to_string();
        assert_eq!(error, "The logo is not a PNG that a report can show: at most 1,600 pixels a side and 1 MiB.");
        assert_eq!(desk.store().reader(None).and_then(|reader| reader.head()).expect("a head").seq, head);
    }
    assert_snapshot!(desk.refuses(json!({ "do": "set_letterhead", "logo": { "png": "0".repeat(64) } })), @"The bytes 0000000000000000000000000000000000000000000000000000000000000000 did not come with the request.");
    set(&mut desk, &whole).expect("a logo");
}
