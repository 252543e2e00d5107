//! The claim page: origins, circles, threads in order of time, history.

use claimdesk_core::command::EditSource;
use claimdesk_core::model::{Ground, SourcePatch, Stance, Target};
use claimdesk_core::query::{ClaimPage, History};
use claimdesk_tests::Desk;

#[test]
fn two_sources_with_one_origin_count_once() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a sarin-like substance was used").said_by("OPCW").add();
    let report = desk.source("FFM report").symbol("S/1510/2017").add();
    let release = desk.source("OPCW press release").origin(report).add();
    let evaluation = desk.source("French national evaluation").add();
    let first = desk.link(claim, report, Stance::Supports);
    let second = desk.link(claim, release, Stance::Supports);
    desk.link(claim, evaluation, Stance::Supports);
    let reader = desk.store().reader(None).expect("now");
    let page = ClaimPage { claim }.ask(&reader).expect("a page");
    assert_eq!((page.balance.supports, page.balance.origins_for, page.balance.origins_against), (3, 2, 0));
    let of = |id| page.evidence.iter().find(|row| row.evidence.id == id).expect("evidence");
    assert_eq!(of(second).same_origin_as, Some(first));
    assert_eq!(of(second).origin.as_ref().map(|source| source.id), Some(report));
}

#[test]
fn sources_that_cite_each_other_are_flagged_as_a_circle() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let a = desk.source("Newspaper A").add();
    let b = desk.source("Newspaper B").origin(a).add();
    desk.run(EditSource { source: a, set: SourcePatch { origin: Some(Some(b)), ..SourcePatch::default() } });
    desk.link(claim, a, Stance::Supports);
    desk.link(claim, b, Stance::Supports);
    let reader = desk.store().reader(None).expect("now");
    let page = ClaimPage { claim }.ask(&reader).expect("a page");
    assert_eq!(page.balance.origins_for, 1, "a circle is one origin at most");
    assert_eq!(page.balance.circles, vec![vec![a, b]]);
    assert!(page.evidence.iter().all(|row| row.circular));
}

#[test]
fn rebuttals_stand_beside_what_they_attack_in_order_of_time() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a sarin-like substance was used").add();
    let report = desk.source("FFM report").add();
    let evidence = desk.link(claim, report, Stance::Supports);
    let late = desk.rebut(Target::Claim(claim)).by("Russian delegation").on("2017-11-09").says("contradictions");
    let early = desk
        .rebut(Target::Evidence(evidence))
        .by("Russian foreign ministry")
        .on("2017-06-30")
        .grounds(&[Ground::Method, Ground::Custody])
        .says("doubtful data");
    let answer = desk.rebut(Target::Rebuttal(early)).by("OPCW").on("2017-06-30").says("samples and autopsies");
    let before = desk.rebut(Target::Claim(claim)).on("2017-04").says("who took the samples");
    let reader = desk.store().reader(None).expect("now");
    let page = ClaimPage { claim }.ask(&reader).expect("a page");
    let ids: Vec<_> = page.rebuttals.iter().map(|thread| thread.rebuttal.id).collect();
    assert_eq!(ids, [before, late]);
    let thread = &page.evidence[0].rebuttals[0];
    assert_eq!((thread.rebuttal.id, thread.answers[0].rebuttal.id), (early, answer));
    assert_eq!(format!("{:?}", thread.rebuttal.status), "Answered");
}

#[test]
fn the_history_of_a_claim_says_what_was_and_became_in_words() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Investigators proved that sarin was used").add();
    desk.claim(case, "Another claim").add();
    desk.json(serde_json::json!({ "do": "edit_claim", "claim": claim, "set": { "statement": "Investigators found that sarin was used" } }))
        .expect("reworded");
    let reader = desk.store().reader(None).expect("now");
    let history = History { claim: Some(claim), ..History::default() }.ask(&reader).expect("a history");
    assert_eq!(history.rows.len(), 2, "only what touched this claim");
    let field = &history.rows[0].changes[0].fields[0];
    assert_eq!(field.field, "statement");
    let words: Vec<String> = field.words.iter().map(|piece| format!("{:?}:{}", piece.op, piece.text)).collect();
    assert_eq!(words, ["Same:Investigators ", "Removed:proved", "Added:found", "Same: that sarin was used"]);
}
