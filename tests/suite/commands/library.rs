//! The library: sources that are one become one, in one step.

use claimdesk_core::model::{Stance, Target};
use claimdesk_tests::Desk;
use insta::assert_snapshot;
use serde_json::{Value, json};

#[test]
fn twins_are_found_by_doi_address_symbol_and_title() {
    let mut desk = Desk::new();
    let add = |desk: &mut Desk, with: Value| desk.json(json!({ "do": "add_source", "with": with })).expect("added");
    add(&mut desk, json!({ "csl": { "title": "A", "DOI": "10.1000/XYZ" } }));
    add(&mut desk, json!({ "csl": { "title": "B", "DOI": "https://doi.org/10.1000/xyz" } }));
    add(&mut desk, json!({ "csl": { "title": "C", "URL": "https://www.example.org/a/?utm_source=x#top" } }));
    add(&mut desk, json!({ "csl": { "title": "D", "URL": "http://example.org/a" } }));
    add(&mut desk, json!({ "symbol": "S/1510/2017" }));
    add(&mut desk, json!({ "symbol": "s/1510 /2017" }));
    add(&mut desk, json!({ "csl": { "title": "Report of the mission, 2017" }, "published": "2017" }));
    add(&mut desk, json!({ "csl": { "title": "REPORT of the Mission 2017" }, "published": "2017-06" }));
    add(&mut desk, json!({ "csl": { "title": "Report of the mission 2017" }, "published": "2016" }));
    let groups = desk.ask("source_twins", json!({}), None).expect("groups");
    let told: Vec<String> = groups
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| {
            format!("{} {}", group["by"].as_str().unwrap_or_default(), group["sources"].as_array().map_or(0, Vec::len))
        })
        .collect();
    assert_eq!(told, ["doi 2", "url 2", "symbol 2", "title 2"]);
}

#[test]
fn merging_is_one_step_that_moves_every_use_and_undo_takes_it_back_whole() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met.").add();
    let keep = desk.source("Report").add();
    let twin = desk.source("Report of the mission").symbol("S/1510/2017").add();
    let derived = desk.source("Agency").origin(twin).add();
    desk.link(claim, twin, Stance::Supports);
    desk.link(claim, derived, Stance::Supports);
    desk.json(json!({ "do": "add_rebuttal", "target": Target::Claim(claim), "statement": "No", "with": { "evidence": [{ "source": twin }] } })).expect("added");
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "questions": [{ "question": "Who?", "answers": [{ "answer": "They", "source": twin }] }] } })).expect("set");
    desk.json(json!({ "do": "add_contact", "case": case, "with": { "whom": { "name": "A" }, "source": twin } }))
        .expect("asked");
    desk.json(json!({ "do": "edit_source", "source": twin, "set": { "confidentiality": "desk", "note": "From the mission." } })).expect("set");
    let before = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_snapshot!(desk.refuses(json!({ "do": "merge_sources", "keep": keep, "others": [keep] })), @"Name the source to keep, and others that go into it.");
    assert_snapshot!(desk.told(json!({ "do": "merge_sources", "keep": keep, "others": [twin] })), @"Merged sources; touched source, claim, evidence, rebuttal, contact; made ");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(
        (&page["evidence"][0]["source"]["id"], &page["evidence"][1]["origin"]["id"]),
        (&json!(keep), &json!(keep))
    );
    assert_eq!(page["balance"]["origins_for"], 1, "they count once");
    let kept = &page["evidence"][0]["source"];
    assert_eq!(
        (&kept["csl"]["title"], &kept["symbol"], &kept["confidentiality"]),
        (&json!("Report"), &json!("S/1510/2017"), &json!("desk"))
    );
    assert!(!page.to_string().contains(&twin.to_string()), "nothing names the other any more");
    assert!(desk.ask("source_page", json!({ "source": twin }), None).is_err());
    desk.undo().expect("undone");
    assert_eq!(desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page"), before);
}

#[test]
fn the_list_is_narrowed_and_ordered_as_asked() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met.").add();
    let used = desk.source("Report").add();
    desk.link(claim, used, Stance::Supports);
    let add = |desk: &mut Desk, with: Value| desk.json(json!({ "do": "add_source", "with": with })).expect("added");
    add(&mut desk, json!({ "csl": { "title": "Book" }, "kind": "book", "published": "2016", "reliability": "A" }));
    add(
        &mut desk,
        json!({ "csl": { "title": "Letter" }, "kind": "letter", "published": "2017", "confidentiality": "protected" }),
    );
    let mut titles = |asked: Value| {
        let mut question = json!({ "text": "" });
        question.as_object_mut().expect("a question").extend(asked.as_object().expect("fields").clone());
        let answer = desk.ask("source_list", question, None).expect("a list");
        let rows = answer["rows"].as_array().expect("rows").clone();
        assert_eq!(answer["total"], rows.len());
        rows.iter()
            .map(|row| row["source"]["csl"]["title"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(titles(json!({})), "Book Letter Report");
    assert_eq!(titles(json!({ "sort": "published" })), "Letter Book Report");
    assert_eq!(titles(json!({ "sort": "reliability" })), "Book Letter Report");
    assert_eq!(titles(json!({ "sort": "uses" })), "Report Book Letter");
    assert_eq!(titles(json!({ "sort": "added" })), "Letter Book Report");
    assert_eq!(titles(json!({ "only": "used" })), "Report");
    assert_eq!(titles(json!({ "only": "unused", "kinds": ["book"] })), "Book");
    assert_eq!(titles(json!({ "only": "confidential" })), "Letter");
    assert_eq!(titles(json!({ "only": "unjudged" })), "Letter Report");
    assert_eq!(titles(json!({ "only": "kept" })), "");
    assert_eq!(titles(json!({ "case": case })), "Report");
    assert_eq!(titles(json!({ "text": "letter", "kinds": ["letter"] })), "Letter");
}

#[test]
fn what_comes_in_is_held_against_the_desk_and_against_itself() {
    let mut desk = Desk::new();
    let known = desk.source("Report of the mission").symbol("S/1510/2017").add();
    let entries = json!([{ "symbol": "s/1510/2017" }, { "csl": { "title": "A new report of 2017" } }, { "csl": { "title": "A New Report of 2017" } }, { "csl": { "title": "Short" } }]);
    let found = desk.ask("source_known", json!({ "entries": entries }), None).expect("found");
    assert_eq!((&found[0]["by"], &found[0]["source"]), (&json!("symbol"), &json!(known)));
    assert_eq!(found[1], Value::Null);
    assert_eq!((&found[2]["by"], &found[2]["source"]), (&json!("title"), &Value::Null), "it is the entry before");
    assert_eq!(found[3], Value::Null);
}

#[test]
fn a_source_tells_everything_that_rests_on_it_and_what_it_goes_back_to() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They met.").add();
    let first = desk.source("Minutes").add();
    let second = desk.source("Agency").origin(first).add();
    let third = desk.source("Newspaper").origin(second).add();
    desk.link(claim, third, Stance::Contradicts);
    desk.json(json!({ "do": "add_rebuttal", "target": Target::Claim(claim), "statement": "No", "with": { "evidence": [{ "source": third }] } })).expect("added");
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": { "questions": [{ "question": "Who?", "answers": [{ "answer": "They", "source": third }] }] } })).expect("set");
    desk.json(json!({ "do": "add_contact", "case": case, "with": { "whom": { "name": "A" }, "source": third } }))
        .expect("asked");
    let page = desk.ask("source_page", json!({ "source": third }), None).expect("a page");
    let roles: Vec<&str> =
        page["uses"].as_array().expect("uses").iter().map(|one| one["role"].as_str().unwrap_or_default()).collect();
    assert_eq!(roles, ["evidence", "rebuttal", "named"]);
    let chain: Vec<&Value> = page["chain"].as_array().expect("a chain").iter().map(|one| &one["id"]).collect();
    assert_eq!(chain, [&json!(second), &json!(first)]);
    assert_eq!(page["contacts"].as_array().map(Vec::len), Some(1));
    let derived = desk.ask("source_page", json!({ "source": first }), None).expect("a page");
    assert_eq!(derived["derived"][0]["id"], json!(second));
    desk.json(json!({ "do": "edit_source", "source": first, "set": { "origin": third } }))
        .expect("a circle is a finding");
    let circle = desk.ask("source_page", json!({ "source": third }), None).expect("a page");
    assert_eq!(circle["chain"].as_array().map(Vec::len), Some(2), "each once");
}
