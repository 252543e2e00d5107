//! Several commands as one step: all or none.

use claimdesk_tests::{Desk, counted};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn together(commands: Value) -> Value {
    json!({ "do": "together", "title": "Set up the case", "commands": commands })
}

#[test]
fn each_sees_what_those_before_it_did() {
    let mut desk = Desk::new();
    let (case, claim) = (counted(0xca), counted(0xc1));
    let told = desk.told(together(json!([
        { "do": "add_case", "id": case, "name": "Paris talks" },
        { "do": "add_claim", "id": claim, "case": case, "statement": "They met" },
        { "do": "set_work_state", "claim": claim, "state": "checking" },
    ])));
    assert_snapshot!(told, @"Set up the case; touched case, claim; made case, claim");
    let list = desk.ask("claim_list", json!({ "case": case }), None).expect("a list");
    assert_eq!(list["rows"][0]["work_state"], "checking");
    desk.undo().expect("one step");
    assert_eq!(desk.ask("desk", json!({}), None).expect("the desk")["cases"], json!([]));
    desk.redo().expect("one step");
    assert_eq!(desk.ask("claim_list", json!({ "case": case }), None).expect("a list"), list);
}

#[test]
fn one_refusal_undoes_all() {
    let mut desk = Desk::new();
    let case = counted(0xca);
    let half = json!([{ "do": "add_case", "id": case, "name": "Paris talks" }, { "do": "add_claim", "case": case, "statement": "" }]);
    assert_snapshot!(desk.refuses(together(half)), @"The statement must not be empty.");
    assert_eq!(desk.ask("desk", json!({}), None).expect("the desk")["cases"], json!([]));
    assert_snapshot!(desk.refuses(together(json!([]))), @"Nothing would change.");
    assert_snapshot!(desk.refuses(json!({ "do": "together", "title": "", "commands": [{ "do": "add_case", "name": "x" }] })), @"The title must not be empty.");
    assert_snapshot!(desk.refuses(together(json!([together(json!([]))]))), @"Steps that are done together cannot hold such a step again.");
}

#[test]
fn what_asks_for_a_reason_alone_asks_for_it_among_others() {
    let mut desk = Desk::new();
    let source = desk.source("A source").add();
    let remove =
        claimdesk_core::Command::from_json(&together(json!([{ "do": "remove_source", "source": source }])).to_string())
            .expect("a command");
    assert_snapshot!(desk.refused(remove.clone(), None), @"This needs a reason: say in one sentence why.");
    desk.try_do(remove, Some("It is there twice.")).expect("removed");
}
