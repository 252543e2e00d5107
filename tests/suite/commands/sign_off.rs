//! Sign-off: by a second person, of exactly what was seen; stale by itself.

use claimdesk_core::id::ClaimId;
use claimdesk_core::model::{Stance, Target};
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::{Value, json};

fn page(desk: &mut Desk, claim: ClaimId) -> Value {
    desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page")
}

fn sign(claim: ClaimId) -> Value {
    json!({ "do": "sign_off_claim", "claim": claim, "note": "Read against the report." })
}

fn stale(desk: &mut Desk, claim: ClaimId) -> bool {
    page(desk, claim)["signed"][0]["sign_off"]["stale"] == true
}

/// What is different since the newest sign-off, a line each.
fn changed(desk: &mut Desk, claim: ClaimId) -> String {
    let page = page(desk, claim);
    let text = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let lines = page["signed"][0]["changed"].as_array().expect("a list").iter().map(|change| {
        let of = [text(&change["kind"]), text(&change["field"])].join(" ");
        format!("{}: {} → {}", of.trim(), text(&change["was"]), text(&change["became"]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A claim with a passage, evidence and a verdict, which Editor B has signed.
fn signed() -> (Desk, ClaimId) {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    let claim = desk.tag(revision, "met in Paris on 6 July 2017");
    let source = desk.source("Briefing of 7 July 2017").add();
    desk.link(claim, source, Stance::Supports);
    desk.verdict(claim, "Supported", "The briefing says so.");
    let second = desk.second_editor();
    desk.sit(second);
    assert_eq!(desk.told(sign(claim)), "Signed a claim off; touched claim, sign_off; made sign_off");
    (desk, claim)
}

#[test]
fn a_second_person_signs_never_the_checker_alone() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met in Paris.").add();
    let second = desk.second_editor();
    assert_snapshot!(desk.refuses(sign(claim)), @"There is no verdict yet: a sign-off releases one.");
    desk.verdict(claim, "Supported", "The briefing says so.");
    assert_snapshot!(desk.refuses(sign(claim)), @"Editor A gave this verdict: a second person signs it off.");
    desk.sit(second);
    let why = desk.try_do(
        claimdesk_core::Command::from_json(&json!({ "do": "sign_off_claim", "claim": claim }).to_string())
            .expect("a command"),
        None,
    );
    assert_snapshot!(why.expect_err("a refusal"), @"This needs a reason: say in one sentence why.");
    desk.json(sign(claim)).expect("signed");
    assert_eq!(page(&mut desk, claim)["claim"]["work_state"], "signed_off");
    assert_snapshot!(desk.refuses(sign(claim)), @"You have signed this already, and nothing has changed since.");
    desk.json(json!({ "do": "set_work_state", "claim": claim, "state": "withdrawn", "reason": "Cut." })).expect("set");
    desk.sit_first();
    assert_snapshot!(desk.refuses(sign(claim)), @"This claim is left out of the check: set its work state back first.");
}

#[test]
fn an_open_rebuttal_asks_for_a_reason_that_is_kept() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met in Paris.").add();
    let source = desk.source("Briefing").add();
    let evidence = desk.link(claim, source, Stance::Supports);
    desk.verdict(claim, "Supported", "The briefing says so.");
    let rebuttal = desk.rebut(Target::Evidence(evidence)).says("The briefing is not on the record");
    let second = desk.second_editor();
    desk.sit(second);
    assert_snapshot!(desk.refuses(sign(claim)), @"A rebuttal of this claim or its evidence is neither answered nor weighed: weigh it, or say why it is signed off all the same.");
    let mut all_the_same = sign(claim);
    all_the_same["despite"] = json!("The deadline is tonight; the briefing is public.");
    desk.json(all_the_same).expect("signed");
    let signed = &page(&mut desk, claim)["signed"][0]["sign_off"];
    assert_eq!(signed["despite"], "The deadline is tonight; the briefing is public.");
    assert_eq!(signed["unanswered"], json!([rebuttal]));
    desk.json(json!({ "do": "withdraw_sign_off", "claim": claim })).expect("withdrawn");
    desk.json(json!({ "do": "weigh_rebuttal", "rebuttal": rebuttal, "weighing": { "weight": "does_not_hold", "reason": "It is on the ministry's site." } }))
        .expect("weighed");
    desk.json(sign(claim)).expect("a weighed rebuttal asks for nothing");
    let signed = &page(&mut desk, claim)["signed"][0]["sign_off"];
    assert_eq!((&signed["despite"], &signed["unanswered"]), (&json!(""), &json!([])));
}

#[test]
fn it_goes_stale_by_itself_says_what_changed_and_holds_again() {
    let (mut desk, claim) = signed();
    desk.sit_first();
    let evidence = page(&mut desk, claim)["evidence"][0]["evidence"]["id"].clone();
    let set = |statement: &str| json!({ "do": "edit_claim", "claim": claim, "set": { "statement": statement } });
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "topics": ["Paris"], "priority": "high" } }))
        .expect("set");
    assert!(!stale(&mut desk, claim), "what nobody signed may change");
    desk.json(set("The ministers met in Paris on 7 July 2017.")).expect("set");
    desk.json(json!({ "do": "edit_evidence", "evidence": evidence, "set": { "stance": "context", "shows": "Where they met" } }))
        .expect("set");
    desk.verdict(claim, "Refuted", "It was the day before.");
    desk.rebut(Target::Claim(claim)).says("It was in Moscow");
    assert!(stale(&mut desk, claim));
    assert_snapshot!(changed(&mut desk, claim), @r"
    claim statement: met in Paris on 6 July 2017 → The ministers met in Paris on 7 July 2017.
    verdict value: Supported → Refuted
    verdict reasoning: The briefing says so. → It was the day before.
    evidence stance: supports → context
    evidence shows:  → Where they met
    rebuttal: – → It was in Moscow
    ");
    for _ in 0..4 {
        desk.undo().expect("undone");
    }
    assert_eq!(changed(&mut desk, claim), "");
    assert!(!stale(&mut desk, claim), "what was signed stands again");
    let case = page(&mut desk, claim)["claim"]["case"].clone();
    let list = desk.ask("claim_list", json!({ "case": case }), None).expect("a list");
    assert_eq!((&list["tally"]["signed_off"], &list["tally"]["stale"]), (&json!(1), &json!(0)));
    assert_eq!((&list["rows"][0]["signed_by"], &list["rows"][0]["stale"]), (&json!("EB"), &json!(false)));
    desk.redo().expect("the statement again");
    let list = desk.ask("claim_list", json!({ "case": case, "show": "stale" }), None).expect("a list");
    assert_eq!(
        (&list["tally"]["signed_off"], &list["tally"]["stale"], &list["total"]),
        (&json!(0), &json!(1), &json!(1))
    );
    assert_eq!(list["rows"][0]["stale"], true);
}

#[test]
fn a_stale_sign_off_stands_in_nobodys_way() {
    let (mut desk, claim) = signed();
    let second = desk.editor;
    desk.sit_first();
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "statement": "They met on 7 July." } }))
        .expect("set");
    desk.sit(second);
    desk.json(json!({ "do": "withdraw_sign_off", "claim": claim })).expect("withdrawn");
    assert_eq!(page(&mut desk, claim)["claim"]["work_state"], "second_check");
    desk.sit_first();
    desk.sit(second);
    desk.undo().expect("the sign-off is back");
    assert!(stale(&mut desk, claim), "and says what it is: stale");
    desk.sit_first();
    desk.undo().expect("the words are back, whatever became of the sign-off");
    assert!(!stale(&mut desk, claim));
    desk.sit(second);
    desk.sit_first();
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "statement": "They met on 8 July." } }))
        .expect("set");
    desk.sit(second);
    let digest = page(&mut desk, claim)["digest"].clone();
    let mut again = sign(claim);
    again["seen"] = json!("0".repeat(64));
    assert_snapshot!(desk.refuses(again.clone()), @"The claim has changed since you looked at it.");
    again["seen"] = digest;
    desk.json(again).expect("signed again");
    let page = page(&mut desk, claim);
    let flags: Vec<&Value> =
        page["signed"].as_array().expect("two").iter().map(|row| &row["sign_off"]["stale"]).collect();
    assert_eq!(flags, [&json!(false), &json!(true)], "the earlier one is kept, newest first");
}

#[test]
fn what_is_out_was_signed_off_and_what_is_corrected_was_out() {
    let (mut desk, claim) = signed();
    let state =
        |state: &str| json!({ "do": "set_work_state", "claim": claim, "state": state, "reason": "A reader wrote." });
    assert_snapshot!(desk.refuses(state("corrected")), @"A claim is corrected after it was published.");
    desk.sit_first();
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "statement": "They met." } })).expect("set");
    assert_snapshot!(desk.refuses(state("published")), @"A claim is published after it was signed off as it stands.");
    desk.undo().expect("undone");
    desk.json(state("published")).expect("it is out");
    desk.json(state("corrected")).expect("and corrected");
    desk.json(json!({ "do": "withdraw_verdict", "claim": claim })).expect("withdrawn");
    assert!(stale(&mut desk, claim));
    assert_snapshot!(changed(&mut desk, claim), @"verdict: Supported → –");
    let rows = desk.ask("history", json!({ "claim": claim, "limit": 1 }), None).expect("a history");
    assert_eq!(rows["rows"][0]["operation"], "withdraw_verdict");
}

#[test]
fn words_that_change_in_the_next_draft_make_a_release_stale_and_are_named() {
    let mut desk = Desk::new();
    let case = desk.case("Khan Shaykhun");
    let concluded =
        "The mission had concluded that people in the town were exposed to sarin or a sarin-like substance.";
    let other =
        "The report was presented to the Security Council a week later, and its members met behind closed doors.";
    let (document, first) = desk.document(case, &["The report", concluded, other]);
    let claims = [desk.tag(first, concluded), desk.tag(first, other)];
    let second = desk.second_editor();
    for claim in claims {
        desk.sit_first();
        desk.verdict(claim, "Supported", "The report says so.");
        desk.sit(second);
        desk.json(sign(claim)).expect("signed");
    }
    desk.sit_first();
    let reworded = concluded.replace("had concluded that people in the town", "found that many people in the town");
    let draft = desk.draft(document, &["The report", &reworded, other]);
    let review = desk.ask("draft_review", json!({ "revision": draft }), None).expect("a review");
    assert_eq!((&review["passages"]["reworded"], &review["passages"]["unchanged"]), (&json!(1), &json!(1)), "{review}");
    assert_eq!([stale(&mut desk, claims[0]), stale(&mut desk, claims[1])], [true, false]);
    let rows = page(&mut desk, claims[0])["signed"][0]["changed"].clone();
    let words = |op: &str| -> String {
        let pieces = rows[0]["words"].as_array().expect("pieces").iter().filter(|piece| piece["op"] == op);
        pieces.filter_map(|piece| piece["text"].as_str()).collect()
    };
    assert_eq!(
        (words("removed").as_str(), words("added").as_str()),
        ("had concluded that", "found that many"),
        "{rows}"
    );
    assert!(words("same").ends_with(" people in the town were exposed to sarin or a sarin-like substance."));
    let list = desk.ask("claim_list", json!({ "case": case, "show": "stale" }), None).expect("a list");
    assert_eq!(list["total"], 1);
    desk.sit(second);
    desk.json(sign(claims[0])).expect("signed again, as it stands now");
    let signed = page(&mut desk, claims[0])["signed"].clone();
    assert_eq!((&signed[0]["sign_off"]["stale"], &signed[0]["changed"]), (&json!(false), &json!([])));
    // Words that are gone are named, too; the draft undone, all holds again.
    desk.sit_first();
    let third = desk.draft(document, &["The report", other]);
    let gone = changed(&mut desk, claims[0]);
    assert!(gone.starts_with("passage exact: ") && gone.ends_with(" → "), "{gone}");
    assert!(!stale(&mut desk, claims[1]));
    desk.undo().expect("the draft is taken back");
    assert!(!stale(&mut desk, claims[0]), "{third} is gone");
}
