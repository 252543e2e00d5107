//! Passages: one more place where a claim is made.

use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn a_claim_is_made_in_many_places_that_overlap_and_nest() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "They met in Paris. In Paris they met."]);
    let claim = desk.tag(revision, "met in Paris");
    for words in ["They met in Paris", "Paris. In Paris", "In Paris they met"] {
        let (start, end) = desk.find(revision, words);
        let add = json!({ "do": "add_passage", "claim": claim, "revision": revision, "start": start, "end": end, "exact": words });
        assert_eq!(desk.told(add), "Added a passage; touched passage; made passage");
    }
    let drawn = desk.ask("passage_list", json!({ "revision": revision }), None).expect("passages");
    let starts: Vec<_> =
        drawn.as_array().expect("rows").iter().map(|row| row["start"].as_u64().expect("a number")).collect();
    assert_eq!(starts, [13, 18, 25, 32], "in the order of the text");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let exact: Vec<_> = page["places"]
        .as_array()
        .expect("places")
        .iter()
        .map(|place| place["passage"]["exact"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(exact, ["They met in Paris", "met in Paris", "Paris. In Paris", "In Paris they met"]);
}

#[test]
fn a_place_goes_and_the_claim_stays() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "They met in Paris."]);
    let claim = desk.tag(revision, "met in Paris");
    let passage =
        desk.ask("passage_list", json!({ "revision": revision }), None).expect("passages")[0]["passage"].clone();
    let editor = desk.editor;
    let remove = claimdesk_core::Command::from_json(&json!({ "do": "remove_passage", "passage": passage }).to_string())
        .expect("a command");
    assert_snapshot!(desk.stands(|desk| desk.store().execute(editor, remove, None)), @"This needs a reason: say in one sentence why.");
    assert_snapshot!(desk.told(json!({ "do": "remove_passage", "passage": passage })), @"Removed a passage; touched passage; made ");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("it stays")["places"], json!([]));
}

#[test]
fn a_place_lies_in_a_text_of_the_claims_own_case() {
    let mut desk = Desk::new();
    let [paris, moscow] = ["Paris talks", "Moscow talks"].map(|name| desk.case(name));
    let (_, revision) = desk.document(paris, &["Paris talks", "They met in Paris."]);
    let claim = desk.claim(moscow, "They met").add();
    let add = json!({ "do": "add_passage", "claim": claim, "revision": revision, "start": 0, "end": 5 });
    assert_snapshot!(desk.refuses(add), @"The passage belongs to another case.");
    let here = desk.claim(paris, "They met").add();
    for (start, end) in [(5_u32, 5_u32), (6, 5), (0, 32), (4_000_000_000_u32, 4_000_000_001_u32)] {
        let told = desk
            .refuses(json!({ "do": "add_passage", "claim": here, "revision": revision, "start": start, "end": end }));
        assert_eq!(
            told,
            format!("The passage from {start} to {end} does not lie in the text, which has 31 characters.")
        );
    }
}
