//! What is left out: with a ground, once, and it follows the text like a claim.

use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn words_are_left_out_with_a_ground_and_taken_back() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "By Author A. The two ministers met in Paris."]);
    let (start, end) = desk.find(revision, "By Author A.");
    let leave = |ground: &str, reason: &str| json!({ "do": "leave_out", "revision": revision, "start": start, "end": end, "exact": "By Author A.", "ground": ground, "reason": reason });
    assert_snapshot!(desk.refuses(leave("other", " ")), @"The reason must not be empty.");
    assert_snapshot!(desk.refuses(json!({ "do": "leave_out", "revision": revision, "start": start, "end": end, "exact": "By Author B.", "ground": "formality" })), @"The passage does not read “By Author B.” but “By Author A.”.");
    assert_snapshot!(desk.told(leave("formality", "")), @"Left words out of the check; touched omission; made omission");
    assert_snapshot!(desk.refuses(leave("no_time", "")), @"Nothing would change.");
    let covered = desk.ask("coverage", json!({ "revision": revision }), None).expect("a coverage");
    assert_eq!((&covered["words"]["left_out"], &covered["words"]["total"]), (&json!(3), &json!(11)));
    assert_eq!(covered["rows"][0]["state"], "unmarked");
    assert_eq!(covered["spans"], json!([{ "start": start, "end": end, "state": "left_out" }]));
    let review = desk.ask("omission_list", json!({ "revision": revision }), None).expect("a list");
    let omission = review[0]["omission"]["id"].clone();
    assert_snapshot!(desk.refuses(json!({ "do": "edit_omission", "omission": omission, "set": { "ground": "other" } })), @"The reason must not be empty.");
    assert_snapshot!(desk.told(json!({ "do": "edit_omission", "omission": omission, "set": { "ground": "no_time" } })), @"Edited what is left out; touched omission; made ");
    assert_snapshot!(desk.told(json!({ "do": "remove_omission", "omission": omission })), @"Took words back into the check; touched omission; made ");
    desk.undo().expect("undone");
    let back = desk.ask("omission_list", json!({ "revision": revision }), None).expect("a list");
    assert_eq!(back[0]["omission"]["ground"], "no_time");
}
