//! Rebuttals: who disputes what, what was answered, what the desk makes of it.

use claimdesk_core::id::{ClaimId, RebuttalId};
use claimdesk_core::model::Target;
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

fn status(desk: &mut Desk, claim: ClaimId, rebuttal: RebuttalId) -> String {
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let found = page["rebuttals"]
        .as_array()
        .expect("rebuttals")
        .iter()
        .find(|thread| thread["rebuttal"]["id"] == json!(rebuttal));
    found.expect("the rebuttal")["rebuttal"]["status"].as_str().expect("a word").to_owned()
}

#[test]
fn an_answer_makes_a_rebuttal_answered_and_its_removal_unanswered_again() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a sarin-like substance was used").add();
    let rebuttal =
        desk.rebut(Target::Claim(claim)).by("Russian foreign ministry").on("2017-06-30").says("doubtful data");
    assert_eq!(status(&mut desk, claim, rebuttal), "unanswered");
    let told = desk.told(json!({ "do": "add_rebuttal", "target": { "rebuttal": rebuttal }, "statement": "samples and autopsies", "with": { "by": { "name": "OPCW" } } }));
    assert_snapshot!(told, @"Added a rebuttal; touched rebuttal; made rebuttal");
    assert_eq!(status(&mut desk, claim, rebuttal), "answered");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let answer = &page["rebuttals"][0]["answers"][0]["rebuttal"]["id"];
    assert_snapshot!(desk.told(json!({ "do": "remove_rebuttal", "rebuttal": answer })), @"Removed a rebuttal; touched rebuttal; made ");
    assert_eq!(status(&mut desk, claim, rebuttal), "unanswered");
    // What was set by hand is left as it is.
    desk.json(json!({ "do": "set_rebuttal_status", "rebuttal": rebuttal, "status": "maintained" })).expect("set");
    desk.rebut(Target::Rebuttal(rebuttal)).says("another answer");
    assert_eq!(status(&mut desk, claim, rebuttal), "maintained");
}

#[test]
fn a_rebuttal_goes_with_its_answers_and_returns_with_them() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a sarin-like substance was used").add();
    let first = desk.rebut(Target::Claim(claim)).on("2017-06-30").says("doubtful data");
    let second = desk.rebut(Target::Rebuttal(first)).on("2017-07-07").says("Moscow too acknowledges it");
    desk.rebut(Target::Rebuttal(second)).on("2017-11-09").says("questions left open");
    let before = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    desk.json(json!({ "do": "remove_rebuttal", "rebuttal": first })).expect("removed");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page")["rebuttals"], json!([]));
    desk.undo().expect("it returns");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), before);
}

#[test]
fn the_desk_weighs_with_a_reason() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let rebuttal = desk.rebut(Target::Claim(claim)).says("no");
    let weigh = |reason: &str| json!({ "do": "weigh_rebuttal", "rebuttal": rebuttal, "weighing": { "weight": "holds_in_part", "reason": reason }, "effect": "needs_context" });
    assert_snapshot!(desk.refuses(weigh("\n")), @"This needs a reason: say in one sentence why.");
    assert_snapshot!(desk.told(weigh("The samples were not taken on the spot.")), @"Weighed a rebuttal; touched rebuttal; made ");
    let list = desk.ask("claim_list", json!({ "case": case, "show": "unanswered" }), None).expect("a list");
    assert_eq!(list["total"], 0, "weighed is dealt with");
    assert_snapshot!(desk.told(json!({ "do": "set_rebuttal_status", "rebuttal": rebuttal, "status": "withdrawn" })), @"Set a rebuttal's status; touched rebuttal; made ");
    let list = desk.ask("claim_list", json!({ "case": case, "show": "disputed" }), None).expect("a list");
    assert_eq!(list["total"], 0, "withdrawn disputes nothing");
}

#[test]
fn a_rebuttal_attacks_something_and_says_something() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let rebuttal = desk.rebut(Target::Claim(claim)).says("no");
    assert_snapshot!(desk.refuses(json!({ "do": "add_rebuttal", "target": { "evidence": super::nobody() }, "statement": "x" })), @"There is no evidence 00000000-0000-7000-8000-00000000ffff.");
    assert_snapshot!(desk.refuses(json!({ "do": "add_rebuttal", "target": { "rebuttal": super::nobody() }, "statement": "x" })), @"There is no rebuttal 00000000-0000-7000-8000-00000000ffff.");
    assert_snapshot!(desk.refuses(json!({ "do": "add_rebuttal", "target": { "claim": claim }, "statement": " " })), @"The statement must not be empty.");
    assert_snapshot!(desk.refuses(json!({ "do": "edit_rebuttal", "rebuttal": rebuttal, "set": { "evidence": [{ "source": super::nobody() }] } })), @"There is no source 00000000-0000-7000-8000-00000000ffff.");
    assert_snapshot!(desk.told(json!({ "do": "edit_rebuttal", "rebuttal": rebuttal, "set": { "grounds": ["method", "custody"], "uttered": "2017-06-30" } })), @"Edited a rebuttal; touched rebuttal; made ");
}
