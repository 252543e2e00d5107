//! Time: two moments compared, a part restored, the bin, the line of days, searching the history.

use claimdesk_core::RestoreScope;
use claimdesk_core::command::RemoveClaim;
use claimdesk_core::model::{Kind, Stance, Target};
use claimdesk_tests::Desk;
use serde_json::{Value, json};

/// What a comparison shows, as lines.
fn differs(desk: &mut Desk, question: Value) -> String {
    let answer = desk.ask("compare", question, None).expect("a comparison");
    let line = |row: &Value| {
        let fields = row["fields"].as_array().expect("fields").iter();
        let fields = fields
            .filter(|field| row["what"] == "updated" && field["field"] != "work_state")
            .map(|field| format!(" {}: {} → {}", field["field"].as_str().unwrap_or(""), field["was"], field["became"]));
        let (what, kind, name) = (&row["what"], &row["kind"], &row["name"]);
        let head = format!("{what} {kind} {name}").replace('"', "");
        format!("{head}{}", fields.collect::<String>())
    };
    answer["rows"].as_array().expect("rows").iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn two_moments_are_compared_net() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met on 6 July").add();
    let gone = desk.claim(case, "They met on 5 July").add();
    let then = desk.head();
    let editor_b = desk.second_editor();
    let source = desk.source("Press release").add();
    desk.link(claim, source, Stance::Supports);
    desk.run(RemoveClaim { claim: gone });
    let come_and_gone = desk.claim(case, "Never there at either").add();
    desk.run(RemoveClaim { claim: come_and_gone });
    desk.sit(editor_b);
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "statement": "They met on 6 July 2017" } }))
        .expect("edited");
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "place": "Paris" } })).expect("edited");
    let expected = "added editor Editor B\n\
         added source Press release\n\
         updated claim They met on 6 July 2017 place: \"\" → \"Paris\" statement: \"They met on 6 July\" → \"They met on 6 July 2017\"\n\
         added evidence \n\
         removed claim They met on 5 July";
    assert_eq!(differs(&mut desk, json!({ "from": then })), expected);
    let of_claim = differs(&mut desk, json!({ "from": then, "claim": claim, "kinds": ["evidence"] }));
    assert_eq!(of_claim, "added evidence ");
    let of_b = differs(&mut desk, json!({ "from": then, "editor": editor_b }));
    assert!(of_b.starts_with("updated claim They met on 6 July 2017"), "{of_b}");
    assert_eq!(of_b.lines().count(), 1);
    let head = desk.head();
    let back = differs(&mut desk, json!({ "from": head, "to": then }));
    assert!(back.contains("added claim They met on 5 July") && back.contains("removed source Press release"), "{back}");
    let answer = desk.ask("compare", json!({ "from": then, "kinds": ["claim"], "limit": 1 }), None).expect("one");
    assert_eq!((&answer["more"], answer["counts"].as_array().map(Vec::len)), (&json!(true), Some(4)));
    assert!(desk.ask("compare", json!({ "from": head + 1 }), None).is_err(), "nothing is known of the future");
}

#[test]
fn a_claim_a_record_and_a_field_are_restored_alone() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met on 6 July").add();
    let source = desk.source("Press release").add();
    let evidence = desk.link(claim, source, Stance::Supports);
    let then = desk.store().reader(None).and_then(|reader| reader.head()).expect("a head");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let edit =
        json!({ "do": "edit_claim", "claim": claim, "set": { "statement": "They did not meet", "place": "Paris" } });
    desk.json(edit).expect("edited");
    desk.json(json!({ "do": "remove_evidence", "evidence": evidence })).expect("removed");
    desk.rebut(Target::Claim(claim)).by("OPCW").says("It was another day");
    let other = desk.claim(case, "Something else").add();
    let (editor, entry) = (desk.editor, then.entry.expect("an entry"));
    let why = || Some("It was right".to_owned());

    let field = RestoreScope {
        kind: Some(Kind::Claim),
        id: Some(claim.0),
        field: Some("statement".to_owned()),
        ..RestoreScope::default()
    };
    let receipt = desk.store().restore(editor, entry, field.clone(), why()).expect("the field");
    assert_eq!(receipt.label, "Restored a field of a claim");
    let now = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!((&now["claim"]["statement"], &now["claim"]["place"]), (&json!("They met on 6 July"), &json!("Paris")));
    desk.stands(|desk| desk.store().restore(editor, entry, field, why()));

    let row = RestoreScope { kind: Some(Kind::Evidence), id: Some(evidence.0), ..RestoreScope::default() };
    desk.store().restore(editor, entry, row, why()).expect("the evidence");
    let whole = RestoreScope { claim: Some(claim), ..RestoreScope::default() };
    desk.store().restore(editor, entry, whole, why()).expect("the claim");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), page);
    assert!(desk.ask("claim_page", json!({ "claim": other }), None).is_ok(), "another claim stays");
    desk.undo().expect("a restore is a step like any other");
    assert_ne!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), page);
}

#[test]
fn what_was_removed_waits_in_the_bin() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    let claim = desk.tag(revision, "met in Paris");
    let source = desk.source("Press release").add();
    desk.link(claim, source, Stance::Supports);
    let empty = json!({ "rows": [], "more": false });
    assert_eq!(desk.ask("bin", json!({}), None).expect("a bin"), empty);
    let removed = desk.run(RemoveClaim { claim });
    let bin = desk.ask("bin", json!({ "case": case }), None).expect("a bin");
    let row = &bin["rows"][0];
    assert_eq!((&row["kind"], &row["name"], &row["number"]), (&json!("claim"), &json!("met in Paris"), &json!(1)));
    assert_eq!((&row["along"], &row["why"], &row["seq"]), (&json!(2), &json!("for the test"), &json!(removed.seq)));
    desk.revert(removed.entry).expect("it returns");
    assert_eq!(desk.ask("bin", json!({}), None).expect("a bin"), empty);
}

#[test]
fn the_ledger_is_a_line_of_days_with_marks() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    let claim = desk.tag(revision, "met in Paris");
    desk.verdict(claim, "Supported", "The release says so.");
    let line = desk.ask("timeline", json!({ "case": case }), Some(2)).expect("a line");
    let head = desk.head();
    assert_eq!(line["days"], json!([{ "day": "2001-02-03", "first": 1, "last": head, "entries": head }]));
    let marks: Vec<&str> =
        line["marks"].as_array().expect("marks").iter().filter_map(|mark| mark["what"].as_str()).collect();
    assert_eq!(marks, ["draft", "verdict"]);
    assert_eq!(line["head"], json!(head));
}

#[test]
fn the_history_is_filtered_and_searched() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "Sarin or a “sarin-like” substance").add();
    let source = desk.source("Press release").add();
    desk.link(claim, source, Stance::Supports);
    desk.undo().expect("undone");
    let mut labels = |question: Value| -> Vec<String> {
        let answer = desk.ask("history", question, None).expect("a history");
        answer["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["label"].as_str().unwrap_or("").to_owned())
            .collect()
    };
    assert_eq!(labels(json!({ "words": "“SARIN-like”" })), ["Added a claim"]);
    assert_eq!(labels(json!({ "words": "statement" })), Vec::<String>::new(), "names of fields are not words");
    assert_eq!(labels(json!({ "kind": "evidence" })), ["Undid: Linked evidence", "Linked evidence"]);
    assert_eq!(labels(json!({ "operations": ["add_claim", "add_case"] })), ["Added a claim", "Opened a case"]);
    assert_eq!(labels(json!({ "claim": claim, "operations": ["undo"] })), ["Undid: Linked evidence"]);
    assert_eq!(labels(json!({ "case": case, "limit": 1 })), ["Undid: Linked evidence"]);
    let (second, third) = ("2001-02-03T04:05:08.000Z", "2001-02-03T04:05:09.000Z");
    assert_eq!(labels(json!({ "since": second, "until": third })), ["Added a claim", "Opened a case"]);
}

#[test]
fn an_answer_that_is_taken_back_leaves_the_others() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met").add();
    let rebuttal = desk.rebut(Target::Claim(claim)).by("Editor B's source").says("They did not");
    let editor_b = desk.second_editor();
    desk.rebut(Target::Rebuttal(rebuttal)).by("OPCW").says("They did");
    desk.sit(editor_b);
    desk.rebut(Target::Rebuttal(rebuttal)).by("UN").says("They did indeed");
    desk.sit_first();
    desk.undo().expect("the first answer goes");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(page["rebuttals"][0]["rebuttal"]["status"], "answered", "{page}");
}

#[test]
fn two_claims_do_not_each_lean_on_the_other() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let one = desk.claim(case, "They met").add();
    let two = desk.claim(case, "They met in Paris").add();
    desk.json(json!({ "do": "edit_claim", "claim": one, "set": { "same_as": two } })).expect("one leans on two");
    let sentence = desk.refuses(json!({ "do": "edit_claim", "claim": two, "set": { "same_as": one } }));
    assert!(sentence.contains("go back to itself"), "{sentence}");
}

#[test]
fn a_comparison_names_the_claims_that_are_there() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met on 6 July").add();
    let gone = desk.claim(case, "They met on 5 July").add();
    desk.claim(case, "Untouched").add();
    let then = desk.head();
    let source = desk.source("Press release").add();
    desk.link(claim, source, Stance::Supports);
    desk.run(RemoveClaim { claim: gone });
    let answer = desk.ask("compare", json!({ "from": then }), None).expect("a comparison");
    assert_eq!(answer["claims"], json!([{ "id": claim, "number": 1, "heading": "They met on 6 July" }]));
}

#[test]
fn the_bin_is_searched_through() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    for n in 0..60 {
        let claim = desk.claim(case, &format!("Claim {}", ["one", "two", "three"][n % 3])).add();
        desk.json(json!({ "do": "remove_claim", "claim": claim })).expect("removed");
    }
    let mut found = |question: Value| {
        let answer = desk.ask("bin", question, None).expect("the bin");
        let names: Vec<String> = answer["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["name"].as_str().unwrap_or("").to_owned())
            .collect();
        (names, answer["more"].as_bool().expect("more"))
    };
    let two = vec!["Claim two".to_owned(); 2];
    assert_eq!(found(json!({ "text": "TWO claim", "limit": 2 })), (two, true));
    assert_eq!(found(json!({ "text": "two", "case": case, "limit": 500 })).0.len(), 20);
    assert_eq!(found(json!({ "text": "60" })).0.len(), 1, "its number is a word too");
    assert_eq!(found(json!({ "text": "no such words" })), (Vec::new(), false));
}

#[test]
fn what_erasing_takes_is_known_before() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let paragraphs = ["Paris talks", "The two ministers met in Paris on 6 July 2017."];
    let (document, revision) = desk.document(case, &paragraphs);
    desk.tag(revision, "met in Paris");
    let ask = |desk: &mut Desk| desk.ask("erasing", json!({ "document": document }), None).expect("an answer");
    let before = ask(&mut desk);
    assert_eq!((&before["claims"], &before["passages"], &before["others"]), (&json!(1), &json!(1), &json!([])));
    let blobs: Vec<String> = before["bytes"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["blob"].as_str().map(str::to_owned))
        .collect();
    assert!(blobs.len() >= 2, "{before}");
    let editor = desk.editor;
    for blob in &blobs {
        desk.store()
            .erase(editor, &blob.parse().expect("a name"), Some("Request of 3 May".to_owned()))
            .expect("erased");
    }
    assert!(ask(&mut desk)["bytes"].as_array().expect("rows").iter().all(|row| row["erased"].is_u64()));
}
