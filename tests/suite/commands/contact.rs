//! Contacts, comments and checklists: what is owed, said and looked at.

use claimdesk_core::id::{CaseId, ClaimId};
use claimdesk_core::model::{Kind, Target};
use claimdesk_tests::{Desk, made};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn page(desk: &mut Desk, claim: ClaimId) -> Value {
    desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page")
}

fn claim() -> (Desk, CaseId, ClaimId) {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met in Paris.").add();
    (desk, case, claim)
}

fn overdue(desk: &mut Desk, today: &str) -> Vec<String> {
    let rows = desk.ask("contact_list", json!({ "waiting": true, "today": today }), None).expect("contacts");
    let late = rows.as_array().expect("rows").iter().filter(|row| row["overdue"] == true);
    late.map(|row| row["contact"]["whom"]["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn who_was_asked_waits_is_overdue_and_answers() {
    let (mut desk, case, claim) = claim();
    desk.json(json!({ "do": "set_work_state", "claim": claim, "state": "checking" })).expect("set");
    let ask = json!({ "do": "add_contact", "case": case, "with": {
        "claim": claim, "whom": { "name": "The ministry" }, "way": "email", "question": "Where did they meet?",
        "asked": "2017-07-07", "deadline": "2017-07-09" } });
    let contact = made(&desk.json(ask).expect("asked"), Kind::Contact);
    assert_eq!(page(&mut desk, claim)["claim"]["work_state"], "awaiting_source");
    desk.json(json!({ "do": "add_contact", "case": case, "with": { "whom": { "body": "The agency" }, "purpose": "inquiry" } }))
        .expect("about the case alone");
    assert_eq!(overdue(&mut desk, "2017-07-09"), [""; 0]);
    assert_eq!(overdue(&mut desk, "2017-07-10"), ["The ministry"]);
    let board = json!({ "filter": { "overdue": true }, "today": "2017-07-10" });
    assert_eq!(desk.ask("board", board, None).expect("a board")["rows"][0]["overdue"], true);
    assert_snapshot!(desk.refuses(json!({ "do": "answer_contact", "contact": contact, "outcome": "answered" })), @"The answer must not be empty.");
    desk.json(json!({ "do": "answer_contact", "contact": contact, "outcome": "answered", "answered": "2017-07-11",
        "answer": "At the ministry.", "terms": "background" }))
        .expect("answered");
    let kept = &page(&mut desk, claim)["contacts"][0];
    assert_eq!((&kept["answer"], &kept["terms"]), (&json!("At the ministry."), &json!("background")));
    assert_eq!(overdue(&mut desk, "2017-07-12"), [""; 0]);
    let nobody = json!({ "do": "add_contact", "case": case, "with": { "question": "?" } });
    assert_snapshot!(desk.refuses(nobody), @"The name of whom to ask must not be empty.");
    let other = desk.case("Another");
    let elsewhere = json!({ "do": "add_contact", "case": other, "with": { "whom": { "name": "x" }, "claim": claim } });
    assert_snapshot!(desk.refuses(elsewhere), @"The claim belongs to another case.");
}

#[test]
fn what_goes_takes_its_contacts_along_or_lets_go_of_them() {
    let (mut desk, case, claim) = claim();
    let rebuttal = desk.rebut(Target::Claim(claim)).says("It was in Moscow");
    let ask = |with: Value| json!({ "do": "add_contact", "case": case, "with": with });
    desk.json(ask(json!({ "whom": { "name": "A" }, "claim": claim, "rebuttal": rebuttal }))).expect("asked");
    desk.json(ask(json!({ "whom": { "name": "B" } }))).expect("asked");
    desk.json(json!({ "do": "remove_rebuttal", "rebuttal": rebuttal })).expect("the contact lets go of it");
    assert_eq!(page(&mut desk, claim)["contacts"][0]["rebuttal"], Value::Null);
    desk.undo().expect("undone");
    assert_eq!(page(&mut desk, claim)["contacts"][0]["rebuttal"], json!(rebuttal));
    desk.json(json!({ "do": "remove_claim", "claim": claim })).expect("removed");
    let count =
        |desk: &mut Desk| desk.ask("contact_list", json!({}), None).expect("contacts").as_array().map_or(0, Vec::len);
    assert_eq!(count(&mut desk), 1);
    desk.undo().expect("back");
    assert_eq!(count(&mut desk), 2);
    desk.json(json!({ "do": "remove_case", "case": case })).expect("removed");
    assert_eq!(count(&mut desk), 0);
}

#[test]
fn comments_call_on_people_keep_dissent_and_are_settled() {
    let (mut desk, _, claim) = claim();
    let second = desk.second_editor();
    desk.verdict(claim, "Supported", "The briefing says so.");
    let say = |text: &str, kind: &str| json!({ "do": "add_comment", "claim": claim, "text": text, "kind": kind });
    let first =
        made(&desk.json(say("Is this on record, @EB? Ask @EBX not.", "question")).expect("said"), Kind::Comment);
    desk.sit(second);
    desk.json(say("It is not supported: two outlets, one agency. @Editor A", "dissent")).expect("kept");
    let comments = page(&mut desk, claim)["comments"].clone();
    assert_eq!((&comments[0]["mentions"], &comments[0]["verdict"]), (&json!([second]), &json!("Supported")));
    assert_eq!(comments[1]["kind"], "dissent");
    let open = |desk: &mut Desk| {
        desk.ask("board", json!({ "filter": { "open_points": true } }), None).expect("a board")["rows"][0]["open_points"].clone()
    };
    assert_eq!(open(&mut desk), json!(2));
    assert_snapshot!(desk.refuses(json!({ "do": "edit_comment", "comment": first, "text": "x" })), @"Editor A wrote this: only they change or remove it. Answer it instead.");
    desk.json(json!({ "do": "settle_comment", "comment": first, "settled": true, "how": "It is." })).expect("settled");
    assert_eq!(open(&mut desk), json!(1));
    let answer = json!({ "do": "add_comment", "claim": claim, "text": "Yes.", "answers": first });
    desk.json(answer).expect("answered");
    let noted = json!({ "do": "add_comment", "claim": claim, "text": "Not so.", "kind": "dissent", "of": desk.editor });
    desk.sit_first();
    desk.json(noted).expect("noted for the other");
    let said = page(&mut desk, claim)["comments"][3].clone();
    assert_eq!((&said["by"], &said["of"]), (&json!(desk.editor), &json!(second)));
    assert_snapshot!(desk.refuses(json!({ "do": "remove_comment", "comment": first })), @"This comment is still used by 1 answer: remove or change that first.");
}

#[test]
fn the_checklist_follows_the_kinds_and_says_who_looked() {
    let (mut desk, _, claim) = claim();
    let points = |desk: &mut Desk| -> Vec<String> {
        let page = page(desk, claim);
        let rows = page["checklist"].as_array().expect("rows").iter();
        rows.map(|row| {
            format!("{}{}", row["point"].as_str().unwrap_or_default(), if row["tick"].is_null() { "" } else { " ✓" })
        })
        .collect()
    };
    assert_eq!(points(&mut desk), ["names", "dates", "source_fit"]);
    desk.json(
        json!({ "do": "edit_claim", "claim": claim, "set": { "kinds": ["numerical", "quotation", "image_or_video"] } }),
    )
    .expect("set");
    assert_eq!(
        points(&mut desk),
        ["names", "dates", "numbers", "quotation", "attribution", "image_origin", "source_fit"]
    );
    desk.json(json!({ "do": "tick_check", "claim": claim, "point": "numbers", "done": true, "note": "Eighty, not eighteen." })).expect("ticked");
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "kinds": [] } })).expect("set");
    assert_eq!(points(&mut desk), ["names", "dates", "numbers ✓", "source_fit"], "what was ticked stays");
    desk.json(json!({ "do": "tick_check", "claim": claim, "point": "numbers", "done": false })).expect("taken away");
    assert_eq!(points(&mut desk), ["names", "dates", "source_fit"]);
}
