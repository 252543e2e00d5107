//! The next draft: each mark gets its fate in it, nothing is lost, nothing moves silently.

use claimdesk_core::id::{ClaimId, DocumentId, RevisionId};
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::{Value, json};

const TITLE: &str = "The attack of 4 April 2017";
const MISSION: &str =
    "The mission presented its report in The Hague on 29 June 2017, and its press release came a day later.";
const TALKS: &str = "The foreign ministers of France and Russia met in Paris on 6 July 2017.";
const RULE: &str = "Resolution 2118 was adopted unanimously by the Security Council in September 2013.";
const SITE: &str = "For security reasons the mission did not visit the town, but worked in a neighbouring country.";

struct Drafts {
    desk: Desk,
    document: DocumentId,
    first: RevisionId,
    claims: Vec<ClaimId>,
}

/// A document with a claim in each of its four paragraphs.
fn drafts() -> Drafts {
    let mut desk = Desk::new();
    let case = desk.case("Khan Shaykhun");
    let (document, first) = desk.document(case, &[TITLE, MISSION, TALKS, RULE, SITE]);
    let words = [
        "presented its report in The Hague on 29 June 2017",
        "met in Paris on 6 July 2017",
        RULE,
        "did not visit the town",
    ];
    let claims = words.iter().map(|words| desk.tag(first, words)).collect();
    Drafts { desk, document, first, claims }
}

impl Drafts {
    fn review(&mut self, revision: RevisionId) -> Value {
        self.desk.ask("draft_review", json!({ "revision": revision }), None).expect("a review")
    }

    /// The anchor of the nth claim in a draft.
    fn anchor(&mut self, revision: RevisionId, nth: usize) -> Value {
        let claim = json!(self.claims[nth]);
        let review = self.review(revision);
        let rows = review["rows"].as_array().expect("rows");
        rows.iter().map(|row| row["anchor"].clone()).find(|anchor| anchor["claim"] == claim).expect("an anchor")
    }

    fn state(&mut self, revision: RevisionId, nth: usize) -> String {
        self.anchor(revision, nth)["state"].as_str().unwrap_or_default().to_owned()
    }

    /// The claims that stand in a draft, by number.
    fn standing(&mut self, revision: RevisionId) -> Vec<u64> {
        let drawn = self.desk.ask("passage_list", json!({ "revision": revision }), None).expect("passages");
        drawn.as_array().expect("rows").iter().filter_map(|row| row["number"].as_u64()).collect()
    }

    fn decide(&mut self, anchor: &Value, to: Value) -> String {
        self.desk.told(json!({ "do": "decide_anchor", "anchor": anchor["id"], "to": to }))
    }
}

#[test]
fn a_draft_gives_every_passage_its_fate() {
    let mut on = drafts();
    let dated = TALKS.replace("6 July", "7 July");
    let second = on.desk.draft(on.document, &[TITLE, SITE, MISSION, &dated]);
    let review = on.review(second);
    let counts = &review["passages"];
    assert_eq!(counts["total"], 4);
    assert_eq!([&counts["ask"], &counts["gone"]], [&json!(1), &json!(1)], "{counts}");
    // A changed date never attaches by itself: it is offered.
    let asked = on.anchor(second, 1);
    assert_eq!((&asked["state"], asked["start"].is_null()), (&json!("ask"), true), "{asked}");
    assert!(asked["candidates"][0]["exact"].as_str().is_some_and(|words| words.contains("7 July")), "{asked}");
    assert_eq!(on.state(second, 2), "gone");
    assert_eq!(on.standing(second).len(), 2);
    assert_eq!(on.standing(on.first), [1, 2, 3, 4], "the first draft keeps its marks");
    let page = on.desk.ask("claim_page", json!({ "claim": on.claims[0] }), None).expect("a page");
    let place = &page["places"][0];
    assert_eq!(
        (&place["is_latest"], &place["revision_number"], &place["marked_number"]),
        (&json!(true), &json!(2), &json!(1))
    );
    assert_eq!(place["passage"]["exact"], "presented its report in The Hague on 29 June 2017");
    assert!(place["passage"]["prefix"].as_str().is_some_and(|words| words.ends_with("The mission ")), "{place}");
    let lost = on.desk.ask("claim_page", json!({ "claim": on.claims[2] }), None).expect("a page");
    assert_eq!((&lost["places"][0]["is_latest"], &lost["places"][0]["state"]), (&json!(false), &json!("gone")));
    assert_eq!(lost["places"][0]["passage"]["exact"], RULE, "it opens where it last stood");
    let case = on.desk.ask("desk", json!({}), None).expect("the desk")["cases"][0]["case"]["id"].clone();
    let list = on.desk.ask("claim_list", json!({ "case": case, "document": on.document }), None).expect("claims");
    assert_eq!((&list["total"], &list["rows"][0]["first"][0]), (&json!(2), &json!(second)));
}

#[test]
fn what_a_person_decides_stands_and_is_one_step() {
    let mut on = drafts();
    let dated = TALKS.replace("6 July", "7 July");
    let second = on.desk.draft(on.document, &[TITLE, MISSION, &dated, RULE, SITE]);
    let asked = on.anchor(second, 1);
    assert_eq!(
        on.desk.refuses(json!({ "do": "decide_anchor", "anchor": asked["id"], "to": "confirm" })),
        "There is no place to confirm yet: choose one."
    );
    assert_eq!(
        on.desk.refuses(json!({ "do": "decide_anchor", "anchor": asked["id"], "to": { "candidate": 9 } })),
        "There is no such place to choose."
    );
    assert_snapshot!(on.decide(&asked, json!({ "candidate": 0 })), @"Decided where words stand; touched anchor; made ");
    let decided = on.anchor(second, 1);
    assert_eq!((&decided["state"], &decided["decided_by"]), (&json!("reworded"), &json!(on.desk.editor)));
    assert_eq!(on.standing(second), [1, 2, 3, 4]);
    on.desk.undo().expect("undone");
    assert_eq!(on.anchor(second, 1), asked);
    on.desk.redo().expect("redone");
    assert_eq!(
        on.desk.refuses(json!({ "do": "decide_anchor", "anchor": asked["id"], "to": { "candidate": 0 } })),
        "Nothing would change."
    );
    on.decide(&asked, json!("gone"));
    assert_eq!((on.state(second, 1), on.standing(second)), ("gone".to_owned(), vec![1, 3, 4]));
    on.decide(&asked, json!("ask"));
    let again = on.anchor(second, 1);
    assert!(again["candidates"][0]["exact"].as_str().is_some_and(|words| words.contains("7 July")), "{again}");
    let (start, end) = on.desk.find(second, "in Paris on 7 July 2017");
    on.decide(&asked, json!({ "place": { "start": start, "end": end, "exact": "in Paris on 7 July 2017" } }));
    assert_eq!(on.anchor(second, 1)["exact"], "in Paris on 7 July 2017");
    assert_eq!(
        on.desk.refuses(json!({ "do": "decide_anchor", "anchor": asked["id"], "to": { "place": { "start": start, "end": end, "exact": "elsewhere" } } })),
        "The passage does not read “elsewhere” but “in Paris on 7 July 2017”."
    );
}

#[test]
fn a_passage_that_was_gone_comes_back_and_says_so() {
    let mut on = drafts();
    let second = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, SITE]);
    assert_eq!(on.state(second, 2), "gone");
    let third = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE, "A new end."]);
    let back = on.anchor(third, 2);
    assert_eq!(
        (&back["state"], &back["why"], &back["from"]),
        (&json!("unchanged"), &json!("came_back"), &json!(on.first))
    );
    assert_eq!(on.standing(third), [1, 2, 3, 4]);
}

#[test]
fn what_was_said_to_be_gone_never_comes_back_unasked() {
    let mut on = drafts();
    let second = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, SITE]);
    let gone = on.anchor(second, 2);
    on.decide(&gone, json!("gone"));
    let third = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE, "A new end."]);
    let asks = on.anchor(third, 2);
    assert_eq!((&asks["state"], &asks["why"]), (&json!("ask"), &json!("was_said_gone")));
    assert_eq!(asks["candidates"][0]["exact"], RULE);
    // What somebody saw and did not take for it is no reason to ask again.
    on.decide(&asks, json!("gone"));
    let fourth = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE, "Another end."]);
    assert_eq!(on.state(fourth, 2), "gone");
}

#[test]
fn a_decision_on_an_older_draft_is_followed_where_nobody_decided() {
    let mut on = drafts();
    let dated = TALKS.replace("6 July", "7 July");
    let second = on.desk.draft(on.document, &[TITLE, MISSION, &dated, RULE, SITE]);
    let third = on.desk.draft(on.document, &[TITLE, MISSION, &dated, RULE, SITE, "A new end."]);
    let fourth = on.desk.draft(on.document, &[TITLE, MISSION, &dated, RULE, SITE, "Another end."]);
    let said = on.anchor(fourth, 1);
    on.decide(&said, json!("gone"));
    let asked = on.anchor(second, 1);
    on.decide(&asked, json!({ "candidate": 0 }));
    assert_eq!((on.state(third, 1), on.state(fourth, 1)), ("unchanged".to_owned(), "gone".to_owned()));
    on.desk.undo().expect("one step");
    assert_eq!((on.state(second, 1), on.state(third, 1)), ("ask".to_owned(), "ask".to_owned()));
}

#[test]
fn a_mark_in_an_older_draft_follows_into_the_newer_ones() {
    let mut on = drafts();
    let second = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE, "A new end."]);
    let late = on.desk.tag(on.first, "a neighbouring country");
    on.claims.push(late);
    assert_eq!(on.state(second, 4), "unchanged");
    let (start, end) = on.desk.find(on.first, "For security reasons");
    on.desk
        .json(json!({ "do": "leave_out", "revision": on.first, "start": start, "end": end, "ground": "opinion" }))
        .expect("left out");
    let review = on.review(second);
    assert_eq!((&review["passages"]["total"], &review["omissions"]["total"]), (&json!(5), &json!(1)));
    let removed = on.desk.json(json!({ "do": "remove_claim", "claim": late })).expect("removed");
    assert_eq!(on.review(second)["passages"]["total"], 4);
    on.desk.draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE, "Another end."]);
    on.desk.revert(removed.entry).expect("it returns");
    let drafts = on.desk.ask("revision_list", json!({ "document": on.document }), None).expect("drafts");
    for (row, marked) in drafts["rows"].as_array().expect("rows").iter().zip([0, 0, 5]) {
        let counts = &row["counts"];
        let total = if marked == 0 { 5 } else { 0 };
        assert_eq!((&counts["total"], &row["marked"]), (&json!(total), &json!(marked)));
        assert_eq!(counts["unchanged"], total, "{counts}");
    }
}

#[test]
fn a_draft_is_taken_back_whole_or_not_at_all() {
    let mut on = drafts();
    let b = on.desk.second_editor();
    let second = on.desk.draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE, "A new end."]);
    on.desk.undo().expect("undone");
    assert!(on.desk.ask("draft_review", json!({ "revision": second }), None).is_err());
    on.desk.redo().expect("redone");
    assert_eq!(on.standing(second), [1, 2, 3, 4]);
    // A later mark in the first draft has its fate in the second by the texts alone: that is no reason to refuse.
    on.desk.sit(b);
    on.desk.tag(on.first, "a neighbouring country");
    on.desk.sit_first();
    on.desk.undo().expect("undone");
    on.desk.redo().expect("redone");
    assert_eq!(on.review(second)["passages"]["total"], 5);
    on.desk.sit(b);
    on.desk.tag(second, "A new end");
    on.desk.sit_first();
    assert_snapshot!(on.desk.stands(Desk::undo), @"It cannot be taken back: entry 15 (Tagged a claim, by Editor B) builds upon it.");
}

#[test]
fn a_decision_stands_in_the_way_of_taking_back_what_it_decides() {
    let mut on = drafts();
    let b = on.desk.second_editor();
    let dated = TALKS.replace("6 July", "7 July");
    let second = on.desk.draft(on.document, &[TITLE, MISSION, &dated, RULE, SITE]);
    on.desk.sit(b);
    let asked = on.anchor(second, 1);
    on.decide(&asked, json!({ "candidate": 0 }));
    on.desk.sit_first();
    assert_snapshot!(on.desk.stands(Desk::undo), @"It cannot be taken back: entry 10 (Decided where words stand, by Editor B) builds upon it.");
}

#[test]
fn the_same_bytes_are_recognised() {
    let mut on = drafts();
    let same = on.desk.try_draft(on.document, &[TITLE, MISSION, TALKS, RULE, SITE]).expect_err("the same bytes");
    assert_snapshot!(same.to_string(), @"“The attack of 4 April 2017” is already in this case: its draft 1 has the same bytes.");
    on.desk.draft(on.document, &[TITLE, MISSION]);
    let same = on.desk.try_draft(on.document, &[TITLE, MISSION]).expect_err("the same bytes");
    assert_snapshot!(same.to_string(), @"“The attack of 4 April 2017” is already in this case: its draft 2 has the same bytes.");
}

#[test]
fn a_number_is_given_once() {
    let mut on = drafts();
    let second = on.desk.try_draft(on.document, &[TITLE, MISSION, "One end."]).expect("a draft");
    let undone = on.desk.undo().expect("undone");
    on.desk.draft(on.document, &[TITLE, MISSION, "Another end."]);
    let refused = on.desk.stands(|desk| desk.revert(undone.entry));
    assert!(refused.contains("Added a draft"), "{refused}");
    assert!(second.seq < undone.seq);
}

#[test]
fn a_removed_document_takes_all_fates_along_and_brings_them_back() {
    let mut on = drafts();
    let second = on.desk.draft(on.document, &[TITLE, MISSION, SITE, "A new end."]);
    let before = on.review(second);
    assert_snapshot!(on.desk.told(json!({ "do": "remove_document", "document": on.document })), @"Removed a document; touched document, revision, passage, anchor; made ");
    on.desk.undo().expect("it returns");
    assert_eq!(on.review(second), before);
}
