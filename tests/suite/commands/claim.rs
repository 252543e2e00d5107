//! Claims: tagged, added, edited, set aside, removed with what belongs to them.

use claimdesk_core::model::{Stance, Target};
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn a_tagged_claim_takes_its_words_its_context_and_the_language_of_its_case() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    desk.json(json!({ "do": "edit_case", "case": case, "set": { "language": "fr" } })).expect("set");
    let (_, revision) = desk.document(case, &["Paris talks", "The two\nministers met in Paris on 6 July 2017."]);
    let (start, end) = desk.find(revision, "two\nministers met");
    let told = desk.told(json!({ "do": "tag_claim", "revision": revision, "start": start, "end": end }));
    assert_snapshot!(told, @"Tagged a claim; touched claim, passage; made claim, passage");
    let list = desk.ask("claim_list", json!({ "case": case }), None).expect("a list");
    let page = desk.ask("claim_page", json!({ "claim": list["rows"][0]["id"] }), None).expect("a page");
    assert_eq!((&page["claim"]["statement"], &page["claim"]["language"]), (&json!("two ministers met"), &json!("fr")));
    let passage = &page["places"][0]["passage"];
    assert_eq!(
        [&passage["prefix"], &passage["exact"], &passage["suffix"]],
        [&json!("Paris talks\n\nThe "), &json!("two\nministers met"), &json!(" in Paris on 6 July 2017.")]
    );
    let with = json!({ "statement": "Le Drian and Lavrov met in Paris", "priority": "high" });
    let aside = json!({ "do": "tag_claim", "revision": revision, "start": 0, "end": 5, "with": with, "work_state": "not_to_be_checked" });
    assert_snapshot!(desk.refuses(aside), @"This needs a reason: say in one sentence why.");
    assert_snapshot!(desk.refuses(json!({ "do": "tag_claim", "revision": super::nobody(), "start": 0, "end": 5 })), @"There is no revision 00000000-0000-7000-8000-00000000ffff.");
}

#[test]
fn claims_are_numbered_by_case() {
    let mut desk = Desk::new();
    let [paris, moscow] = ["Paris talks", "Moscow talks"].map(|name| desk.case(name));
    for (case, number) in [(paris, 1), (paris, 2), (moscow, 1), (paris, 3)] {
        let told = desk.told(json!({ "do": "add_claim", "case": case, "statement": format!("no. {number}") }));
        assert_eq!(told, "Added a claim; touched claim; made claim");
    }
    let list = desk.ask("claim_list", json!({ "case": paris }), None).expect("a list");
    assert_eq!((&list["rows"][2]["number"], &list["rows"][2]["heading"]), (&json!(3), &json!("no. 3")));
}

#[test]
fn an_edit_sets_what_it_names_and_null_clears() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin was used").said_by("OPCW").add();
    let editor = desk.editor;
    let set = json!({ "short": "Sarin", "kinds": ["event_or_property"], "made": "2017-06-29", "assignee": editor, "topics": ["Khan Shaykhun"] });
    assert_snapshot!(desk.told(json!({ "do": "edit_claim", "claim": claim, "set": set })), @"Edited a claim; touched claim; made ");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!((&page["claim"]["claimant"]["name"], &page["assignee"]["name"]), (&json!("OPCW"), &json!("Editor A")));
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "assignee": null } })).expect("cleared");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page")["assignee"], json!(null));
    for (set, says) in [
        (json!({ "assignee": super::nobody() }), "There is no editor 00000000-0000-7000-8000-00000000ffff."),
        (json!({ "same_as": claim }), "The claim would in the end go back to itself."),
        (json!({ "part_of": claim }), "The claim would in the end go back to itself."),
        (json!({ "same_as": super::nobody() }), "There is no claim 00000000-0000-7000-8000-00000000ffff."),
        (json!({ "questions": [{ "question": " " }] }), "The question must not be empty."),
        (
            json!({ "questions": [{ "question": "When?", "answers": [{ "source": super::nobody() }] }] }),
            "There is no source 00000000-0000-7000-8000-00000000ffff.",
        ),
        (
            json!({ "appearances": [{ "source": super::nobody() }] }),
            "There is no source 00000000-0000-7000-8000-00000000ffff.",
        ),
        (json!({ "place": "x".repeat(100_001) }), "The place is too long: 100001 characters; at most 100000 are kept."),
        (
            json!({ "claimant": { "name": "x".repeat(100_001) } }),
            "The name is too long: 100001 characters; at most 100000 are kept.",
        ),
        (
            json!({ "attributor": { "body": "x".repeat(100_001) } }),
            "The name of the body is too long: 100001 characters; at most 100000 are kept.",
        ),
    ] {
        assert_eq!(desk.refuses(json!({ "do": "edit_claim", "claim": claim, "set": set })), says);
    }
    // 75 letters are kept whatever their bytes.
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "short": "ш".repeat(75) } })).expect("75 letters");
}

#[test]
fn a_person_is_named_in_no_more_letters_than_a_field_keeps() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met").add();
    let long = "x".repeat(100_001);
    for (part, is_called) in [("name", "name"), ("role", "role"), ("body", "name of the body")] {
        let party = json!({ part: long });
        let says = format!("The {is_called} is too long: 100001 characters; at most 100000 are kept.");
        let rebuttal =
            json!({ "do": "add_rebuttal", "target": { "claim": claim }, "statement": "No", "with": { "by": party } });
        assert_eq!(desk.refuses(rebuttal), says);
        assert_eq!(desk.refuses(json!({ "do": "add_contact", "case": case, "with": { "whom": party } })), says);
    }
}

#[test]
fn a_part_belongs_to_a_claim_of_its_own_case() {
    let mut desk = Desk::new();
    let [paris, moscow] = ["Paris talks", "Moscow talks"].map(|name| desk.case(name));
    let whole = desk.claim(paris, "They met and agreed").add();
    let part = desk.claim(paris, "They met").add();
    let other = desk.claim(moscow, "They met before").add();
    desk.json(json!({ "do": "edit_claim", "claim": part, "set": { "part_of": whole } })).expect("a part");
    assert_snapshot!(desk.refuses(json!({ "do": "edit_claim", "claim": other, "set": { "part_of": whole } })), @"The claim of which it is a part belongs to another case.");
    assert_snapshot!(desk.refuses(json!({ "do": "remove_claim", "claim": whole })), @"This claim is still used by its parts (1): remove or change that first.");
    let page = desk.ask("claim_page", json!({ "claim": whole }), None).expect("a page");
    assert_eq!(page["parts"][0]["heading"], "They met");
}

#[test]
fn where_the_work_stands_is_said_with_its_reason() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "An opinion").add();
    let is_open =
        |desk: &mut Desk| desk.ask("case_page", json!({ "case": case }), None).expect("a case")["tally"]["open"] == 1;
    for state in ["triaged", "assigned", "checking", "awaiting_source", "proposed", "second_check"] {
        desk.json(json!({ "do": "set_work_state", "claim": claim, "state": state })).expect("set");
        assert!(is_open(&mut desk), "{state}");
    }
    for state in ["returned", "not_to_be_checked", "superseded", "withdrawn"] {
        let told = desk.refuses(json!({ "do": "set_work_state", "claim": claim, "state": state, "reason": " " }));
        assert_eq!(told, "This needs a reason: say in one sentence why.");
        desk.json(json!({ "do": "set_work_state", "claim": claim, "state": state, "reason": " It is an opinion. " }))
            .expect("set");
        assert_eq!(is_open(&mut desk), state == "returned", "{state}");
    }
    for (state, sentence) in [
        ("signed_off", "A claim is signed off, published or corrected by its own step, not by setting the work state."),
        ("published", "A claim is published after it was signed off as it stands."),
        ("corrected", "A claim is corrected after it was published."),
    ] {
        let told = desk.refuses(json!({ "do": "set_work_state", "claim": claim, "state": state, "reason": "x" }));
        assert_eq!(told, sentence);
    }
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(page["claim"]["work_state_reason"], "It is an opinion.");
}

#[test]
fn a_removed_claim_takes_what_belongs_to_it() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris."]);
    let claim = desk.tag(revision, "met in Paris");
    let source = desk.source("Press release").add();
    let evidence = desk.link(claim, source, Stance::Supports);
    desk.rebut(Target::Evidence(evidence)).says("doubtful");
    desk.verdict(claim, "Supported", "The release says so.");
    assert_snapshot!(desk.told(json!({ "do": "remove_claim", "claim": claim })), @"Removed a claim; touched claim, passage, evidence, rebuttal, verdict; made ");
    assert_eq!(desk.ask("passage_list", json!({ "revision": revision }), None).expect("none"), json!([]));
    assert_snapshot!(desk.refuses(json!({ "do": "remove_claim", "claim": claim })).replace(&claim.to_string(), "…"), @"There is no claim ….");
}
