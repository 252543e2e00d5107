//! What commands refuse: the sentence, and that nothing changed.

use claimdesk_core::command::{
    AddCase, AddClaim, AddPassage, AddSource, EditClaim, EditSource, GiveVerdict, LinkEvidence, RemoveClaim,
    RemoveEvidence, RemoveSource, SetWorkState, TagClaim, WeighRebuttal,
};
use claimdesk_core::model::{
    ClaimPatch, Effect, SourcePatch, Stance, Target, VerdictPatch, Weighing, Weight, WorkState,
};
use claimdesk_tests::{Desk, document};
use insta::assert_snapshot;

fn tag(revision: claimdesk_core::id::RevisionId, start: u32, end: u32, exact: Option<&str>) -> TagClaim {
    TagClaim {
        id: None,
        passage: None,
        revision,
        start,
        end,
        exact: exact.map(str::to_owned),
        with: None,
        work_state: None,
        work_state_reason: None,
    }
}

#[test]
fn a_passage_lies_in_the_text_and_quotes_what_stands_there() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Title", "A 👩‍🔬 in خان شيخون"]);
    assert_snapshot!(desk.refused(tag(revision, 5, 99, None), None), @"The passage from 5 to 99 does not lie in the text, which has 25 characters.");
    assert_snapshot!(desk.refused(tag(revision, 9, 10, None), None), @"The passage would begin or end inside a letter.");
    assert_snapshot!(desk.refused(tag(revision, 0, 5, Some("Tytle")), None), @"The passage does not read “Tytle” but “Title”.");
    assert_snapshot!(desk.refused(tag(revision, 5, 7, None), None), @"The passage must not be empty.");
    let claim = desk.tag(revision, "خان شيخون");
    let (start, end) = desk.find(revision, "خان شيخون");
    let again = AddPassage { id: None, claim, revision, start, end, exact: None };
    assert_snapshot!(desk.refused(again, None), @"Nothing would change.");
}

#[test]
fn what_ends_work_asks_for_a_reason() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let needed = "This needs a reason: say in one sentence why.";
    assert_eq!(desk.refused(RemoveClaim { claim }, None), needed);
    assert_eq!(desk.refused(RemoveClaim { claim }, Some("  ")), needed);
    let state = |state| SetWorkState { claim, state, reason: String::new() };
    assert_eq!(desk.refused(state(WorkState::NotToBeChecked), None), needed);
    assert_snapshot!(desk.refused(state(WorkState::SignedOff), None), @"A claim is signed off, published or corrected by its own step, not by setting the work state.");
    let scale = desk.scale();
    let verdict = |value: &str| GiveVerdict {
        id: None,
        claim,
        scale,
        value: None,
        value_name: Some(value.to_owned()),
        with: VerdictPatch::default(),
    };
    assert_eq!(desk.refused(verdict("Supported"), None), needed);
    assert_snapshot!(desk.refused(verdict("Perhaps"), Some("why")), @"The scale “Four-way” has no such value.");
}

#[test]
fn what_is_used_is_not_removed() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let source = desk.source("FFM report").add();
    desk.source("Press release").origin(source).add();
    let evidence = desk.link(claim, source, Stance::Supports);
    let rebuttal = desk.rebut(Target::Evidence(evidence)).says("doubtful");
    assert_snapshot!(desk.refused(RemoveSource { source }, Some("x")), @"This source is still used by 1 piece of evidence, 1 source that goes back to it: remove or change that first.");
    assert_snapshot!(desk.refused(RemoveEvidence { evidence }, Some("x")), @"This evidence is still used by 1 rebuttal of it: remove or change that first.");
    let weighing = Weighing { weight: Weight::Holds, reason: String::new() };
    let weigh = WeighRebuttal { rebuttal, weighing, effect: Effect::None };
    assert_snapshot!(desk.refused(weigh, None), @"This needs a reason: say in one sentence why.");
}

#[test]
fn empty_wrong_and_circular_things_are_refused() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    assert_snapshot!(desk.refused(AddCase { id: None, name: " ".into(), with: None }, None), @"The name must not be empty.");
    let blank = AddClaim { id: None, case, statement: String::new(), with: None };
    assert_snapshot!(desk.refused(blank, None), @"The statement must not be empty.");
    let claim = desk.claim(case, "A claim").add();
    let part = desk.claim(case, "A part").add();
    let set = |part_of| ClaimPatch { part_of: Some(Some(part_of)), ..ClaimPatch::default() };
    desk.run(EditClaim { claim: part, set: set(claim) });
    assert_snapshot!(desk.refused(EditClaim { claim, set: set(part) }, None), @"The claim would in the end go back to itself.");
    let long = ClaimPatch { short: Some("x".repeat(76)), ..ClaimPatch::default() };
    assert_snapshot!(desk.refused(EditClaim { claim, set: long }, None), @"The short form is too long: 76 characters; at most 75 are kept.");
    assert_snapshot!(desk.refused(EditClaim { claim, set: ClaimPatch::default() }, None), @"Nothing would change.");
    assert_snapshot!(desk.refused(AddSource { id: None, with: SourcePatch::default() }, None), @"The title, symbol, originator or address must not be empty.");
    let source = desk.source("FFM report").add();
    let own = SourcePatch { origin: Some(Some(source)), ..SourcePatch::default() };
    assert_snapshot!(desk.refused(EditSource { source, set: own }, None), @"The origin would in the end go back to itself.");
    let neither = LinkEvidence { id: None, claim, source: None, new_source: None, with: None };
    assert_snapshot!(desk.refused(neither, None), @"The source must not be empty.");
}

#[test]
fn the_same_bytes_come_in_once_a_case() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    desk.document(case, &["Paris talks", "A text."]);
    let (command, attachments) = document(case, &["Paris talks", "A text."]);
    let editor = desk.editor;
    let error = desk.store().execute_with(editor, command.clone().into(), None, &attachments).expect_err("refused");
    assert_snapshot!(error, @"“Paris talks” is already in this case: its draft 1 has the same bytes.");
    let mut missing = command;
    missing.text.original = "0".repeat(64);
    let error = desk.store().execute_with(editor, missing.into(), None, &[]).expect_err("refused");
    assert_snapshot!(error, @"The bytes 0000000000000000000000000000000000000000000000000000000000000000 did not come with the request.");
}

#[test]
fn unknown_fields_and_commands_are_named() {
    let mut desk = Desk::new();
    for (json, part) in [
        (serde_json::json!({ "do": "add_case", "name": "x", "colour": "red" }), "colour"),
        (serde_json::json!({ "do": "burn_case" }), "burn_case"),
        (serde_json::json!({ "do": "add_claim", "case": "no id", "statement": "x" }), "cannot be read"),
    ] {
        let error = desk.json(json).expect_err("refused").to_string();
        assert!(error.contains(part), "{error}");
    }
}
