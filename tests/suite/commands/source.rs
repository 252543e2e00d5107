//! Sources: what must be known of one, and when it may go.

use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn a_source_comes_is_completed_and_goes() {
    let mut desk = Desk::new();
    let with = json!({ "kind": "report", "csl": { "title": "Fact-finding mission report" }, "symbol": "S/1510/2017", "published": "2017-06-29" });
    assert_snapshot!(desk.told(json!({ "do": "add_source", "with": with })), @"Added a source; touched source; made source");
    let list = desk.ask("source_list", json!({ "text": "S/1510" }), None).expect("a list");
    let source = list["rows"][0]["source"].clone();
    assert_eq!(
        (&list["total"], &source["published"], &list["rows"][0]["uses"]),
        (&json!(1), &json!("2017-06-29"), &json!(0))
    );
    let set = json!({ "originator": "OPCW", "reliability": "B", "credibility": "2" });
    assert_snapshot!(desk.told(json!({ "do": "edit_source", "source": source["id"], "set": set })), @"Edited a source; touched source; made ");
    let page = desk.ask("source_page", json!({ "source": source["id"] }), None).expect("a page");
    assert_eq!((&page["source"]["symbol"], &page["source"]["credibility"]), (&json!("S/1510/2017"), &json!("2")));
    assert_snapshot!(desk.told(json!({ "do": "remove_source", "source": source["id"] })), @"Removed a source; touched source; made ");
    assert!(desk.ask("source_page", json!({ "source": source["id"] }), None).is_err());
}

#[test]
fn a_source_has_a_name_and_a_sound_address() {
    let mut desk = Desk::new();
    let add = |with: serde_json::Value| json!({ "do": "add_source", "with": with });
    assert_snapshot!(desk.refuses(add(json!({ "csl": { "title": "  " } }))), @"The title, symbol, originator or address must not be empty.");
    for url in ["javascript:alert(1)", "file:///etc/passwd", "opcw.org"] {
        let told = desk.refuses(add(json!({ "csl": { "title": "x", "URL": url } })));
        assert_eq!(told, format!("“{url}” is not a web address: it must begin with https:// or http://."));
    }
    desk.json(add(json!({ "csl": { "URL": "HTTPS://www.opcw.org/" } }))).expect("an address is name enough");
    let told = desk.refuses(add(json!({ "csl": { "title": "x".repeat(100_001) } })));
    assert_snapshot!(told, @"The title is too long: 100001 characters; at most 100000 are kept.");
    assert_snapshot!(desk.refuses(add(json!({ "symbol": "x", "origin": super::nobody() }))), @"There is no source 00000000-0000-7000-8000-00000000ffff.");
    assert!(desk.refuses(add(json!({ "symbol": "x", "published": "30.6.2017" }))).contains("is not a date"));
}
