//! What comes back by undo, redo, revert or restore keeps the rules that its command kept.

use claimdesk_core::Command;
use claimdesk_core::command::{
    AddRebuttal, EditClaim, EditSource, GiveVerdict, RemoveClaim, RemoveRebuttal, RemoveSource, SetWorkState, Together,
};
use claimdesk_core::id::{CaseId, ClaimId, SourceId};
use claimdesk_core::model::{
    Answer, ClaimPatch, Kind, Question, RebuttalEvidence, RebuttalPatch, SourcePatch, Stance, Target, VerdictPatch,
    WorkState,
};
use claimdesk_core::query::{ClaimList, ClaimPage, Search, Show};
use claimdesk_tests::{Desk, made};
use insta::assert_snapshot;
use serde_json::json;

fn part_of(whole: ClaimId) -> ClaimPatch {
    ClaimPatch { part_of: Some(Some(whole)), ..ClaimPatch::default() }
}

fn numbers(desk: &mut Desk, case: CaseId) -> Vec<u32> {
    let list = ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: None };
    let reader = desk.store().reader(None).expect("now");
    list.ask(&reader).expect("a list").rows.iter().map(|row| row.number).collect()
}

fn disputing(claim: ClaimId, source: SourceId) -> AddRebuttal {
    let evidence = RebuttalEvidence {
        source,
        stance: Stance::Supports,
        locator: String::new(),
        quote: "collected in a neighbouring country".to_owned(),
    };
    let with = RebuttalPatch { evidence: Some(vec![evidence]), ..RebuttalPatch::default() };
    AddRebuttal { id: None, target: Target::Claim(claim), statement: "doubtful data".to_owned(), with: Some(with) }
}

fn answered_from(source: SourceId) -> ClaimPatch {
    let answer = Answer { answer: "29 June 2017".to_owned(), source: Some(source), ..Answer::default() };
    let question = Question { question: "Of what day is it?".to_owned(), answers: vec![answer], ..Question::default() };
    ClaimPatch { questions: Some(vec![question]), ..ClaimPatch::default() }
}

#[test]
fn a_number_is_never_given_twice() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    desk.claim(case, "one").add();
    let second = desk.claim(case, "two").add();
    let removed = desk.run(RemoveClaim { claim: second });
    desk.claim(case, "three").add();
    desk.revert(removed.entry).expect("it returns");
    assert_eq!(numbers(&mut desk, case), [1, 2, 3]);
    let both = |statement: &str| {
        Command::from_json(&json!({ "do": "add_claim", "case": case, "statement": statement }).to_string())
            .expect("a command")
    };
    desk.run(Together { title: "Two more".to_owned(), commands: vec![both("four"), both("five")] });
    desk.undo().expect("undone");
    desk.claim(case, "six").add();
    assert_eq!(numbers(&mut desk, case), [1, 2, 3, 6]);
    desk.store().rebuild().expect("made anew");
    desk.claim(case, "seven").add();
    assert_eq!(numbers(&mut desk, case), [1, 2, 3, 6, 7]);
}

#[test]
fn a_second_verdict_does_not_come_in_by_redo() {
    let mut desk = Desk::new();
    let second = desk.second_editor();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "The FFM report is of 29 June 2017").add();
    desk.run(SetWorkState { claim, state: WorkState::AwaitingSource, reason: String::new() });
    desk.verdict(claim, "Supported", "Its title page says so.");
    desk.undo().expect("undone");
    desk.sit(second);
    desk.verdict(claim, "Refuted", "The press release is of 30 June.");
    desk.sit_first();
    assert_snapshot!(desk.stands(Desk::redo), @"It cannot be taken back: entry 8 (Gave a verdict, by Editor B) builds upon it.");
}

#[test]
fn a_circle_of_parts_does_not_come_in_by_redo() {
    let mut desk = Desk::new();
    let second = desk.second_editor();
    let case = desk.case("Paris talks");
    let [x, y, z] = ["x", "y", "z"].map(|statement| desk.claim(case, statement).add());
    desk.run(EditClaim { claim: x, set: part_of(y) });
    desk.undo().expect("undone");
    desk.sit(second);
    desk.run(EditClaim { claim: y, set: part_of(x) });
    desk.sit_first();
    assert_snapshot!(desk.stands(Desk::redo), @"The claim would in the end go back to itself.");
    desk.run(EditClaim { claim: z, set: part_of(y) });
}

#[test]
fn a_source_stays_while_a_question_or_a_rebuttal_names_it() {
    let mut desk = Desk::new();
    let second = desk.second_editor();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "The FFM report is of 29 June 2017").add();
    let source = desk.source("FFM report").symbol("S/1510/2017").add();
    desk.sit(second);
    desk.run(EditClaim { claim, set: answered_from(source) });
    assert_snapshot!(desk.refused(RemoveSource { source }, Some("x")), @"This source is still used by 1 claim: remove or change that first.");
    desk.sit_first();
    assert_snapshot!(desk.stands(Desk::undo), @"It cannot be taken back: entry 6 (Edited a claim, by Editor B) builds upon it.");
    desk.sit(second);
    desk.undo().expect("the answer goes");
    desk.run(disputing(claim, source));
    desk.sit_first();
    assert_snapshot!(desk.stands(Desk::undo), @"It cannot be taken back: entry 8 (Added a rebuttal, by Editor B) builds upon it.");
}

#[test]
fn what_names_a_source_that_is_gone_does_not_come_back() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "The FFM report is of 29 June 2017").add();
    let source = desk.source("FFM report").add();
    let answered = desk.run(EditClaim { claim, set: answered_from(source) });
    let disputed = desk.run(disputing(claim, source));
    let rebuttal = made(&disputed, Kind::Rebuttal).into();
    let rebuttal_gone = desk.run(RemoveRebuttal { rebuttal });
    let answer_gone = desk.revert(answered.entry).expect("the answer goes");
    let source_gone = desk.run(RemoveSource { source });
    assert_snapshot!(desk.stands(|desk| desk.revert(rebuttal_gone.entry)), @"The rebuttal cannot come back: the source that it refers to is not there any more.");
    assert_snapshot!(desk.stands(|desk| desk.revert(answer_gone.entry)), @"The claim cannot come back: the source that it refers to is not there any more.");
    desk.revert(source_gone.entry).expect("the source returns");
    desk.revert(rebuttal_gone.entry).expect("and then the rebuttal");
    desk.revert(answer_gone.entry).expect("and the answer");
}

#[test]
fn what_hangs_on_something_that_is_gone_does_not_come_back() {
    let mut desk = Desk::new();
    let second = desk.second_editor();
    let case = desk.case("Paris talks");
    let (document, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris."]);
    let claim = desk.tag(revision, "met in Paris");
    let page = ClaimPage { claim }.ask(&desk.store().reader(None).expect("now")).expect("a page");
    let passage = page.places[0].passage.id;
    desk.json(json!({ "do": "remove_passage", "passage": passage })).expect("removed");
    desk.sit(second);
    desk.json(json!({ "do": "remove_document", "document": document })).expect("removed");
    desk.sit_first();
    assert_snapshot!(desk.stands(Desk::undo), @"The passage cannot come back: the document that it refers to is not there any more.");
}

#[test]
fn who_joined_later_stays_when_the_desk_is_restored() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let then = desk.store().reader(None).and_then(|reader| reader.head()).expect("a head");
    let second = desk.second_editor();
    desk.sit(second);
    desk.claim(case, "later").add();
    desk.sit_first();
    desk.restore(then.entry.expect("an entry")).expect("restored");
    let page = desk.ask("desk", json!({}), None).expect("the desk");
    assert_eq!((&page["cases"][0]["tally"]["all"], page["editors"].as_array().map(Vec::len)), (&json!(0), Some(2)));
    desk.sit(second);
    desk.claim(case, "later still").add();
}

#[test]
fn a_verdict_among_other_things_asks_for_its_reason_too() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let scale = desk.scale();
    let together = |reasoning: &str| {
        let with = VerdictPatch { reasoning: Some(reasoning.to_owned()), ..VerdictPatch::default() };
        let value_name = Some("Supported".to_owned());
        let verdict = GiveVerdict { id: None, claim, scale, value: None, value_name, with };
        Together { title: "Settled".to_owned(), commands: vec![verdict.into()] }
    };
    for nothing in ["", "  "] {
        assert_eq!(desk.refused(together(nothing), None), "This needs a reason: say in one sentence why.");
    }
    desk.try_do(together("The title page says so."), None).expect("the reasoning is the reason");
}

#[test]
fn equal_finds_come_in_one_order_now_then_and_after_rebuilding() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let sources: Vec<SourceId> = (0..4).map(|_| desk.source("Khan Shaykhun report").add()).collect();
    let claim = desk.claim(case, "Khan Shaykhun report").add();
    desk.run(EditSource {
        source: sources[0],
        set: SourcePatch { note: Some("read".to_owned()), ..SourcePatch::default() },
    });
    let found = |desk: &mut Desk, at| {
        let reader = desk.store().reader(at).expect("a moment");
        let search = Search { text: "khan report".to_owned(), case: None, limit: None };
        search.ask(&reader).expect("an answer").into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let (head, now) = (desk.head(), found(&mut desk, None));
    assert_eq!(now.len(), 5);
    desk.run(EditClaim { claim, set: ClaimPatch { place: Some("Paris".to_owned()), ..ClaimPatch::default() } });
    assert_eq!(found(&mut desk, Some(head)), now, "then as now");
    desk.undo().expect("undone");
    desk.store().rebuild().expect("made anew");
    assert_eq!(found(&mut desk, None), now, "made anew as before");
}
