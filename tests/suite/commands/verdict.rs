//! Verdicts: given, changed, withdrawn; one on a claim.

use claimdesk_core::id::ClaimId;
use claimdesk_tests::{Desk, counted};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn page(desk: &mut Desk, claim: ClaimId) -> Value {
    desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page")
}

#[test]
fn a_verdict_is_given_changed_and_withdrawn() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "The FFM blamed Damascus").add();
    let scale = desk.scale();
    let give = |value: &str, with: Value| json!({ "do": "give_verdict", "claim": claim, "scale": scale, "value_name": value, "with": with });
    let with = json!({ "finding": "Its mandate was whether, not by whom.", "reasoning": "Section on the mandate." });
    assert_snapshot!(desk.told(give("Not enough evidence", with)), @"Gave a verdict; touched claim, verdict; made verdict");
    let first = page(&mut desk, claim);
    assert_eq!((&first["claim"]["work_state"], &first["verdict_by"]["name"]), (&json!("proposed"), &json!("Editor A")));
    assert_snapshot!(desk.told(give("Refuted", json!({ "confidence": "high" }))), @"Gave a verdict; touched verdict; made ");
    let second = page(&mut desk, claim);
    assert_eq!(second["verdict"]["id"], first["verdict"]["id"], "changed, not added");
    assert_eq!(second["verdict"]["finding"], first["verdict"]["finding"], "what is not named stays");
    assert_eq!(
        (&second["verdict"]["value"]["name"], &second["verdict"]["confidence"]),
        (&json!("Refuted"), &json!("high"))
    );
    assert_snapshot!(desk.told(json!({ "do": "withdraw_verdict", "claim": claim })), @"Withdrew the verdict; touched claim, verdict; made ");
    let third = page(&mut desk, claim);
    assert_eq!((&third["verdict"], &third["claim"]["work_state"]), (&json!(null), &json!("checking")));
    assert!(desk.refuses(json!({ "do": "withdraw_verdict", "claim": claim })).starts_with("There is no verdict of "));
    desk.undo().expect("it returns");
    assert_eq!(page(&mut desk, claim), second);
}

#[test]
fn a_value_is_named_by_id_or_by_name_and_must_be_on_the_scale() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let scale = desk.scale();
    let value = desk.ask("desk", json!({}), None).expect("the desk")["scales"][0]["values"][3].clone();
    let give = |value: Value| json!({ "do": "give_verdict", "claim": claim, "scale": scale, "value": value });
    assert_snapshot!(desk.refuses(give(json!(counted(0xfff)))), @"The scale “Four-way” has no such value.");
    assert_snapshot!(desk.refuses(give(json!(null))), @"The scale “Four-way” has no such value.");
    desk.json(give(value["id"].clone())).expect("given");
    assert_eq!(page(&mut desk, claim)["verdict"]["value"], value);
    let long = json!({ "do": "give_verdict", "claim": claim, "scale": scale, "value": value["id"], "with": { "limits": "x".repeat(100_001) } });
    assert_snapshot!(desk.refuses(long), @"The note on limits is too long: 100001 characters; at most 100000 are kept.");
}

#[test]
fn a_verdict_leaves_a_state_that_was_set_by_hand() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    desk.json(json!({ "do": "set_work_state", "claim": claim, "state": "returned", "reason": "Ask again." }))
        .expect("set");
    desk.verdict(claim, "Supported", "It is so.");
    let page = page(&mut desk, claim);
    assert_eq!(
        (&page["claim"]["work_state"], &page["claim"]["work_state_reason"]),
        (&json!("returned"), &json!("Ask again."))
    );
}
