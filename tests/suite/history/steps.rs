//! Undo, redo, revert and restore: one step each, by each editor, for ever.

use claimdesk_core::RestoreScope;
use claimdesk_core::command::{AddSource, Command, EditClaim, RemoveClaim, Together};
use claimdesk_core::model::{ClaimPatch, Stance};
use claimdesk_tests::Desk;
use serde_json::json;

fn reword(statement: &str) -> ClaimPatch {
    ClaimPatch { statement: Some(statement.to_owned()), ..ClaimPatch::default() }
}

#[test]
fn undo_and_redo_walk_back_and_forth_without_limit() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "one").add();
    for statement in ["two", "three"] {
        desk.run(EditClaim { claim, set: reword(statement) });
    }
    for _ in 0..4 {
        desk.undo().expect("a step back");
    }
    assert_eq!(desk.undo().expect_err("the founding stands").to_string(), "There is nothing to undo.");
    for _ in 0..4 {
        desk.redo().expect("a step forth");
    }
    assert!(desk.redo().is_err());
    desk.undo().expect("a step back");
    desk.run(EditClaim { claim, set: reword("four") });
    assert!(desk.redo().is_err(), "a new step ends what could be redone");
    desk.undo().expect("back over four");
    desk.undo().expect("back over two, for three was undone before");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("the claim");
    assert_eq!(page["claim"]["statement"], "one");
    insta::assert_snapshot!(desk.log(), @r"
    1 Editor A: Founded the desk
    2 Editor A: Opened a case
    3 Editor A: Added a claim
    4 Editor A: Edited a claim
    5 Editor A: Edited a claim
    6 Editor A: Undid: Edited a claim
    7 Editor A: Undid: Edited a claim
    8 Editor A: Undid: Added a claim
    9 Editor A: Undid: Opened a case
    10 Editor A: Redid: Opened a case
    11 Editor A: Redid: Added a claim
    12 Editor A: Redid: Edited a claim
    13 Editor A: Redid: Edited a claim
    14 Editor A: Undid: Edited a claim
    15 Editor A: Edited a claim
    16 Editor A: Undid: Edited a claim
    17 Editor A: Undid: Edited a claim
    ");
}

#[test]
fn each_editor_undoes_their_own_and_never_what_another_built_upon() {
    let mut desk = Desk::new();
    let second = desk.second_editor();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a sarin-like substance was used").add();
    desk.sit(second);
    let source = desk.source("FFM report").symbol("S/1510/2017").add();
    desk.link(claim, source, Stance::Supports);
    desk.sit_first();
    let head = desk.head();
    insta::assert_snapshot!(
        desk.undo().expect_err("built upon"),
        @"It cannot be taken back: entry 6 (Linked evidence, by Editor B) builds upon it."
    );
    assert_eq!(desk.head(), head);
    desk.sit(second);
    desk.undo().expect("the second editor's own");
    desk.sit_first();
    desk.undo().expect("nothing builds upon it any more");
}

#[test]
fn several_things_done_together_are_one_step() {
    let mut desk = Desk::new();
    let add = |title: &str| {
        let with = serde_json::from_value(json!({ "csl": { "title": title } })).expect("a patch");
        Command::from(AddSource { id: None, with })
    };
    let receipt = desk.run(Together { title: "Imported 2 sources".to_owned(), commands: vec![add("A"), add("B")] });
    assert_eq!((receipt.label.as_str(), receipt.created.len()), ("Imported 2 sources", 2));
    assert_eq!(desk.undo().expect("one step").label, "Undid: Imported 2 sources");
    assert_eq!(desk.ask("desk", json!({}), None).expect("the desk")["sources"], 0);
}

#[test]
fn a_removed_claim_returns_with_all_its_links() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    let claim = desk.tag(revision, "met in Paris");
    let source = desk.source("Press release").add();
    let evidence = desk.link(claim, source, Stance::Supports);
    let rebuttal =
        desk.rebut(claimdesk_core::model::Target::Evidence(evidence)).by("Russian foreign ministry").says("doubtful");
    desk.rebut(claimdesk_core::model::Target::Rebuttal(rebuttal)).by("OPCW").says("answered");
    desk.verdict(claim, "Supported", "The release says so.");
    let before = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let removed = desk.run(RemoveClaim { claim });
    let editor = desk.editor;
    desk.store().revert(editor, removed.entry, Some("It was right".to_owned())).expect("it returns");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), before);
}

#[test]
fn restore_brings_a_past_moment_forward_as_one_entry() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let then = desk.store().reader(None).and_then(|reader| reader.head()).expect("a head");
    desk.claim(case, "later").add();
    desk.source("later").add();
    let editor = desk.editor;
    let entry = then.entry.expect("an entry");
    assert!(desk.store().restore(editor, entry, RestoreScope::default(), None).is_err(), "restoring asks for a reason");
    desk.store()
        .restore(editor, entry, RestoreScope::default(), Some("Back to the beginning".to_owned()))
        .expect("restored");
    let page = desk.ask("desk", json!({}), None).expect("the desk");
    assert_eq!((&page["sources"], &page["cases"][0]["tally"]["all"]), (&json!(0), &json!(0)));
    desk.undo().expect("a restore is a step like any other");
    assert_eq!(desk.ask("desk", json!({}), None).expect("the desk")["sources"], 1);
}
