//! Editors: who joins, who leaves, and what those who left may do.

use claimdesk_tests::{Desk, counted};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn an_editor_joins_is_renamed_and_leaves() {
    let mut desk = Desk::new();
    let id = counted(0xe0);
    assert_snapshot!(desk.told(json!({ "do": "add_editor", "id": id, "name": " Editor  Émile B " })), @"Added an editor; touched editor; made editor");
    assert_snapshot!(desk.told(json!({ "do": "edit_editor", "editor": id, "set": { "role": "lawyer" } })), @"Edited an editor; touched editor; made ");
    let editors = desk.ask("desk", json!({}), None).expect("the desk")["editors"].clone();
    assert_eq!(
        editors[1],
        json!({ "id": id, "name": "Editor  Émile B", "initials": "EB", "role": "lawyer", "key": "", "left": false })
    );
    assert_snapshot!(desk.refuses(json!({ "do": "add_editor", "id": id, "name": "Editor C" })), @"There is already a editor with this id.");
    assert_snapshot!(desk.refuses(json!({ "do": "add_editor", "name": "\u{a0} " })), @"The name must not be empty.");
    assert_snapshot!(desk.refuses(json!({ "do": "edit_editor", "editor": id, "set": { "name": "" } })), @"The name must not be empty.");
}

#[test]
fn who_left_acts_no_more_but_may_return() {
    let mut desk = Desk::new();
    let second = desk.second_editor();
    let leave = |left: bool| json!({ "do": "edit_editor", "editor": second, "set": { "left": left } });
    desk.json(leave(true)).expect("gone");
    desk.sit(second);
    assert_snapshot!(desk.refuses(json!({ "do": "add_case", "name": "Paris talks" })), @"Editor B has left the desk. Choose who sits here now.");
    desk.json(leave(false)).expect("back by their own hand");
    desk.json(json!({ "do": "add_case", "name": "Paris talks" })).expect("at work");
}

#[test]
fn nobody_is_nobody() {
    let mut desk = Desk::new();
    desk.sit(super::nobody().into());
    assert_snapshot!(desk.refuses(json!({ "do": "add_case", "name": "Paris talks" })), @"There is no editor 00000000-0000-7000-8000-00000000ffff.");
}
