//! Documents: text and layout must fit; a document goes with its passages, the claims stay.

use claimdesk_core::model::{BlockKind, Layout};
use claimdesk_core::{Attachment, sha256};
use claimdesk_tests::{Desk, document};
use insta::assert_snapshot;
use serde_json::json;

/// What the desk says to a document whose layout was tampered with.
fn told(spoil: impl FnOnce(&mut Layout)) -> String {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (mut add, mut attachments) = document(case, &["Paris talks", "They met."]);
    let mut layout: Layout = serde_json::from_slice(&attachments[1].bytes).expect("a layout");
    spoil(&mut layout);
    let bytes = serde_json::to_vec(&layout).expect("JSON");
    add.text.layout = sha256(&bytes);
    attachments[1] = Attachment { bytes, media_type: "application/json".to_owned() };
    let editor = desk.editor;
    desk.stands(|desk| desk.store().execute_with(editor, add.into(), None, &attachments))
}

#[test]
fn a_layout_covers_its_text_without_gaps() {
    assert_snapshot!(told(|layout| layout.blocks[1].start += 1), @"The layout does not fit the text: block 1 lies at 14 to 22.");
    assert_snapshot!(told(|layout| layout.blocks[1].end += 1), @"The layout does not fit the text: block 1 lies at 13 to 23.");
    assert_snapshot!(told(|layout| layout.blocks[1].end -= 1), @"The layout does not fit the text: its blocks do not cover it.");
    assert_snapshot!(told(|layout| { layout.blocks.pop(); }), @"The layout does not fit the text: its blocks do not cover it.");
    assert_snapshot!(
        told(|layout| layout.blocks[0].marks.push(serde_json::from_value(json!({ "style": "strong", "start": 0, "end": 12 })).expect("a mark"))),
        @"The layout does not fit the text: block 0 has a mark or cell outside it."
    );
    assert!(told(|layout| layout.blocks.clear()).contains("do not cover it"));
}

#[test]
fn notes_and_locators_lie_in_their_text() {
    let note = |span: serde_json::Value| {
        serde_json::from_value(json!({ "kind": "comment", "text": "Who says so?", "span": span })).expect("a note")
    };
    let misfit = told(|layout| layout.notes.push(note(json!({ "start": 20, "end": 23 }))));
    assert_snapshot!(misfit, @"The layout does not fit the text: note 0 hangs outside it.");
    let misfit = told(|layout| {
        layout.notes.push(note(json!({ "start": 0, "end": 5 })));
        layout.notes[0].answers = Some(1);
    });
    assert_snapshot!(misfit, @"The layout does not fit the text: note 0 hangs outside it.");
    let page = json!({ "kind": "page", "start": 0, "end": 23, "label": "1" });
    let misfit = told(|layout| layout.locators.push(serde_json::from_value(page).expect("a locator")));
    assert_snapshot!(misfit, @"The layout does not fit the text: a locator lies outside it.");
}

#[test]
fn a_document_keeps_its_bytes_text_and_layout() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (id, revision) = desk.document(case, &["Paris talks", "Встреча в Париже · لقاء باريس"]);
    let text = desk.ask("document_text", json!({ "revision": revision }), None).expect("a text");
    assert_eq!(text["text"], "Paris talks\n\nВстреча в Париже · لقاء باريس");
    assert_eq!(text["original_sha256"], sha256("Paris talks\n\nВстреча в Париже · لقاء باريس".as_bytes()));
    assert_eq!(text["revision"]["code_points"], 42);
    let layout: Layout = serde_json::from_value(text["layout"].clone()).expect("a layout");
    assert_eq!(
        layout.blocks.iter().map(|block| block.kind).collect::<Vec<_>>(),
        [BlockKind::Title, BlockKind::Paragraph]
    );
    assert_snapshot!(desk.told(json!({ "do": "edit_document", "document": id, "set": { "author": "Author A", "published": "2017-07-06" } })), @"Edited a document; touched document; made ");
    assert_snapshot!(desk.refuses(json!({ "do": "edit_document", "document": id, "set": { "title": " " } })), @"The title must not be empty.");
}

#[test]
fn a_removed_document_leaves_its_claims() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (id, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris."]);
    let claim = desk.tag(revision, "met in Paris");
    assert_snapshot!(desk.told(json!({ "do": "remove_document", "document": id })), @"Removed a document; touched document, revision, passage; made ");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("the claim stays");
    assert_eq!(page["places"], json!([]));
    desk.undo().expect("it returns");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(
        (&page["places"][0]["passage"]["exact"], &page["places"][0]["is_latest"]),
        (&json!("met in Paris"), &json!(true))
    );
}
