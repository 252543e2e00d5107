//! Lists and search: filters, order of the text, pages, words of any script, then and now.

use claimdesk_core::model::Stance;
use claimdesk_tests::Desk;
use serde_json::{Value, json};

fn headings(list: &Value) -> Vec<&str> {
    list["rows"].as_array().expect("rows").iter().filter_map(|row| row["heading"].as_str()).collect()
}

#[test]
fn claims_of_a_document_come_in_the_order_of_its_text() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (document, revision) = desk.document(case, &["Paris talks", "First this. Then that. Last of all this."]);
    for words in ["Last of all", "First this", "Then that"] {
        desk.tag(revision, words);
    }
    desk.claim(case, "Not in the text").add();
    let list = desk.ask("claim_list", json!({ "case": case, "document": document }), None).expect("a list");
    assert_eq!(headings(&list), ["First this", "Then that", "Last of all"]);
    let list = desk.ask("claim_list", json!({ "case": case, "limit": 2, "offset": 1 }), None).expect("a page");
    assert_eq!(headings(&list), ["First this", "Then that"]);
    assert_eq!((&list["total"], &list["tally"]["all"]), (&json!(4), &json!(4)));
}

#[test]
fn filters_count_what_they_show() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let supported = desk.claim(case, "Supported").add();
    desk.verdict(supported, "Supported", "It is so.");
    let disputed = desk.claim(case, "Disputed").add();
    desk.rebut(claimdesk_core::model::Target::Claim(disputed)).says("No");
    let left_out = desk.claim(case, "Left out").add();
    desk.json(json!({ "do": "set_work_state", "claim": left_out, "state": "not_to_be_checked", "reason": "opinion" }))
        .expect("left out");
    let source = desk.source("A source").add();
    desk.link(disputed, source, Stance::Contradicts);
    for (show, expected) in [
        ("all", vec!["Supported", "Disputed", "Left out"]),
        ("open", vec!["Disputed"]),
        ("disputed", vec!["Disputed"]),
        ("unanswered", vec!["Disputed"]),
        ("checked", vec!["Supported"]),
        ("not_checked", vec!["Left out"]),
        ("signed_off", vec![]),
    ] {
        let list = desk.ask("claim_list", json!({ "case": case, "show": show }), None).expect("a list");
        assert_eq!(headings(&list), expected, "{show}");
        assert_eq!(list["tally"][show], json!(expected.len()), "{show}");
    }
}

#[test]
fn words_of_any_script_are_found_now_and_then() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    for statement in
        ["Хан-Шейхун был атакован", "هجوم خان شيخون", "汗谢洪遭到化学武器袭击", "Khan Cheikhoun, étude française"]
    {
        desk.claim(case, statement).add();
    }
    let then = desk.head();
    desk.claim(case, "Written later about sarin").add();
    for (text, found) in
        [("шейх", 1), ("خان", 1), ("化学", 1), ("etude franc", 1), ("sarin", 1), ("nothing of the kind", 0)]
    {
        let rows = desk.ask("search", json!({ "text": text }), None).expect("an answer");
        assert_eq!(rows.as_array().expect("rows").len(), found, "{text}");
    }
    for (text, found) in [("sarin", 0), ("خان", 1)] {
        let rows = desk.ask("search", json!({ "text": text }), Some(then)).expect("an answer");
        assert_eq!(rows.as_array().expect("rows").len(), found, "{text}, then");
    }
    for odd in ["\"", "*", "a* OR", "NEAR(", "'; drop table claim", ""] {
        desk.ask("search", json!({ "text": odd }), None).expect("no text breaks the search");
    }
}

#[test]
fn a_moment_that_is_not_there_and_a_question_that_is_not_known_are_faults() {
    let mut desk = Desk::new();
    assert!(desk.ask("desk", json!({}), Some(99)).is_err());
    let error = desk.ask("weather", json!({}), None).expect_err("no such question");
    assert!(error.to_string().contains("claim_page"), "{error}");
}
