//! Cases: opened, edited, removed with all that is in them.

use claimdesk_core::model::Stance;
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn a_case_is_opened_and_edited() {
    let mut desk = Desk::new();
    let (scale, editor) = (desk.scale(), desk.editor);
    assert_snapshot!(desk.told(json!({ "do": "add_case", "name": "Paris talks", "with": { "language": "en", "scale": scale } })), @"Opened a case; touched case; made case");
    let case = desk.ask("desk", json!({}), None).expect("the desk")["cases"][0]["case"]["id"].clone();
    let set = json!({ "state": "closed", "lead": editor, "deadline": "2017-07" });
    assert_snapshot!(desk.told(json!({ "do": "edit_case", "case": case, "set": set })), @"Edited a case; touched case; made ");
    let page = desk.ask("case_page", json!({ "case": case }), None).expect("a case");
    assert_eq!((&page["case"]["state"], &page["case"]["deadline"]), (&json!("closed"), &json!("2017-07")));
    assert_snapshot!(desk.refuses(json!({ "do": "edit_case", "case": case, "set": { "lead": super::nobody() } })), @"There is no editor 00000000-0000-7000-8000-00000000ffff.");
    assert_snapshot!(desk.refuses(json!({ "do": "add_case", "name": "x", "with": { "scale": super::nobody() } })), @"There is no scale 00000000-0000-7000-8000-00000000ffff.");
    desk.json(json!({ "do": "edit_case", "case": case, "set": { "lead": null } })).expect("null clears");
}

#[test]
fn a_removed_case_takes_all_with_it_but_its_sources_and_returns_whole() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    let claim = desk.tag(revision, "met in Paris");
    let part = desk.claim(case, "They met on 6 July").add();
    desk.json(json!({ "do": "edit_claim", "claim": part, "set": { "part_of": claim } })).expect("a part");
    let source = desk.source("Press release").add();
    let evidence = desk.link(claim, source, Stance::Supports);
    let rebuttal = desk.rebut(claimdesk_core::model::Target::Evidence(evidence)).says("doubtful");
    desk.rebut(claimdesk_core::model::Target::Rebuttal(rebuttal)).says("answered");
    desk.verdict(claim, "Supported", "The release says so.");
    let before = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let told = desk.told(json!({ "do": "remove_case", "case": case }));
    assert_snapshot!(told, @"Removed a case; touched case, document, revision, claim, passage, evidence, rebuttal, verdict; made ");
    let page = desk.ask("desk", json!({}), None).expect("the desk");
    assert_eq!((page["cases"].as_array().map(Vec::len), &page["sources"]), (Some(0), &json!(1)));
    desk.undo().expect("it returns");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), before);
}

#[test]
fn a_case_stays_while_another_leans_on_its_claims() {
    let mut desk = Desk::new();
    let [first, second] = ["Paris talks", "Moscow talks"].map(|name| desk.case(name));
    let old = desk.claim(first, "The ministers met").add();
    let inside = desk.claim(first, "The ministers have met").add();
    let outside = desk.claim(second, "The two ministers met").add();
    for claim in [inside, outside] {
        desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "same_as": old } })).expect("the same");
    }
    assert_snapshot!(desk.refuses(json!({ "do": "remove_case", "case": first })), @"This claim is still used by 1 claim of another case: remove or change that first.");
    desk.told(json!({ "do": "remove_case", "case": second }));
    desk.told(json!({ "do": "remove_case", "case": first }));
}
