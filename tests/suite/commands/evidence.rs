//! Evidence: a source linked to a claim, known or new.

use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn a_known_and_a_new_source_are_linked_in_order() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a sarin-like substance was used").add();
    let report = desk.source("FFM report").symbol("S/1510/2017").add();
    let link = json!({ "do": "link_evidence", "claim": claim, "source": report, "with": { "strength": "strong", "shows": "It was used." } });
    assert_snapshot!(desk.told(link), @"Linked evidence; touched evidence; made evidence");
    let new = json!({ "originator": "French foreign ministry", "csl": { "title": "National evaluation" } });
    let link = json!({ "do": "link_evidence", "claim": claim, "new_source": new, "with": { "stance": "context" } });
    assert_snapshot!(desk.told(link), @"Linked evidence; touched source, evidence; made source, evidence");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let positions: Vec<_> =
        page["evidence"].as_array().expect("evidence").iter().map(|row| row["evidence"]["position"].clone()).collect();
    assert_eq!(positions, [json!(1), json!(2)]);
    assert_eq!((&page["balance"]["supports"], &page["balance"]["context"]), (&json!(1), &json!(1)));
    let first = page["evidence"][0]["evidence"]["id"].clone();
    assert_snapshot!(desk.told(json!({ "do": "edit_evidence", "evidence": first, "set": { "stance": "contradicts", "position": 3 } })), @"Edited evidence; touched evidence; made ");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(page["evidence"][1]["evidence"]["id"], first, "set behind by hand");
    assert_snapshot!(desk.told(json!({ "do": "remove_evidence", "evidence": first })), @"Removed evidence; touched evidence; made ");
    assert!(desk.ask("source_page", json!({ "source": report }), None).is_ok(), "the source stays");
}

#[test]
fn a_link_names_one_claim_and_one_source() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let source = desk.source("A source").add();
    let link = |more: serde_json::Value| {
        let mut link = json!({ "do": "link_evidence", "claim": claim });
        link.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        link
    };
    assert_snapshot!(desk.refuses(link(json!({ "source": source, "new_source": { "symbol": "x" } }))), @"Give either a source or a new source, not both.");
    assert_snapshot!(desk.refuses(link(json!({ "source": super::nobody() }))), @"There is no source 00000000-0000-7000-8000-00000000ffff.");
    assert_snapshot!(desk.refuses(link(json!({ "new_source": {} }))), @"The title, symbol, originator or address must not be empty.");
    assert_snapshot!(desk.refuses(json!({ "do": "link_evidence", "claim": super::nobody(), "source": source })), @"There is no claim 00000000-0000-7000-8000-00000000ffff.");
    let long = "x".repeat(100_001);
    for (with, what) in [
        (json!({ "shows": long }), "sentence on what it shows"),
        (json!({ "excerpts": [{ "quote": long }] }), "quote"),
        (json!({ "excerpts": [{ "locator": long }] }), "locator"),
    ] {
        let told = desk.refuses(link(json!({ "source": source, "with": with })));
        assert_eq!(told, format!("The {what} is too long: 100001 characters; at most 100000 are kept."));
    }
    assert_eq!(
        desk.ask("desk", json!({}), None).expect("the desk")["sources"],
        1,
        "no source came in by a refused link"
    );
}
