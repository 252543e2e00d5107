//! The board: filters, order, counts by work state, pages, saved views.

use claimdesk_core::id::ClaimId;
use claimdesk_core::model::{Kind, Stance, Target};
use claimdesk_tests::{Desk, made};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn board(desk: &mut Desk, filter: Value) -> Value {
    desk.ask("board", json!({ "filter": filter, "today": "2017-07-10" }), None).expect("a board")
}

fn shown(desk: &mut Desk, filter: Value) -> Vec<String> {
    let board = board(desk, filter);
    let rows = board["rows"].as_array().expect("rows");
    assert_eq!(board["total"], rows.len());
    rows.iter().map(|row| row["claim"]["heading"].as_str().unwrap_or_default().to_owned()).collect()
}

fn set(desk: &mut Desk, claim: ClaimId, fields: Value) {
    desk.json(json!({ "do": "edit_claim", "claim": claim, "set": fields })).expect("set");
}

#[test]
fn each_filter_shows_what_it_says_and_each_order_is_one() {
    let mut desk = Desk::new();
    let (first, second) = (desk.case("Paris talks"), desk.case("Other talks"));
    let plain = desk.claim(first, "Plain").add();
    let late = desk.claim(first, "Late").add();
    let doubtful = desk.claim(second, "Doubtful").add();
    let editor = desk.editor;
    set(&mut desk, late, json!({ "deadline": "2017-07-09", "priority": "urgent", "assignee": editor }));
    set(&mut desk, doubtful, json!({ "deadline": "2017-07-11", "priority": "high" }));
    desk.json(json!({ "do": "set_work_state", "claim": late, "state": "checking" })).expect("set");
    let agency = desk.source("Agency").add();
    let (one, two) = (desk.source("Outlet one").origin(agency).add(), desk.source("Outlet two").origin(agency).add());
    for source in [one, two] {
        desk.link(doubtful, source, Stance::Supports);
    }
    let own = desk.source("Own").add();
    for source in [agency, own] {
        desk.link(plain, source, Stance::Supports);
    }
    desk.verdict(plain, "Supported", "Two origins.");
    desk.rebut(Target::Claim(doubtful)).says("No");
    let b = desk.second_editor();
    desk.sit(b);
    desk.json(json!({ "do": "sign_off_claim", "claim": plain, "note": "Read." })).expect("signed");
    set(&mut desk, plain, json!({ "statement": "Plainer", "short": "Plain" }));
    for (filter, expected) in [
        (json!({ "sort": "number" }), vec!["Plain", "Late", "Doubtful"]),
        (json!({ "case": second }), vec!["Doubtful"]),
        (json!({ "text": "doubt" }), vec!["Doubtful"]),
        (json!({ "states": ["checking"] }), vec!["Late"]),
        (json!({ "assignee": editor }), vec!["Late"]),
        (json!({ "unassigned": true, "sort": "number" }), vec!["Plain", "Doubtful"]),
        (json!({ "priorities": ["high", "urgent"], "sort": "priority" }), vec!["Late", "Doubtful"]),
        (json!({ "tones": ["supported"] }), vec!["Plain"]),
        (json!({ "tones": ["open"], "sort": "number" }), vec!["Late", "Doubtful"]),
        (json!({ "tones": ["open", "supported"], "sort": "newest" }), vec!["Doubtful", "Late", "Plain"]),
        (json!({ "stale": true }), vec!["Plain"]),
        (json!({ "unanswered": true }), vec!["Doubtful"]),
        (json!({ "single_origin": true }), vec!["Doubtful"]),
        (json!({ "overdue": true }), vec!["Late"]),
        (json!({ "sort": "deadline" }), vec!["Late", "Doubtful", "Plain"]),
        (json!({ "sort": "assignee" }), vec!["Late", "Plain", "Doubtful"]),
        (json!({ "sort": "state" }), vec!["Doubtful", "Late", "Plain"]),
        (json!({ "sort": "state", "backwards": true }), vec!["Plain", "Late", "Doubtful"]),
    ] {
        assert_eq!(shown(&mut desk, filter.clone()), expected, "{filter}");
    }
    let answer = board(&mut desk, json!({ "states": ["tagged"] }));
    assert_eq!(
        answer["states"],
        json!([["tagged", 1], ["checking", 1], ["signed_off", 1]]),
        "the other columns are counted too"
    );
    let page =
        desk.ask("board", json!({ "filter": { "sort": "number" }, "offset": 1, "limit": 1 }), None).expect("a page");
    assert_eq!((&page["total"], &page["rows"][0]["claim"]["heading"]), (&json!(3), &json!("Late")));
    assert_eq!(page["rows"][0]["overdue"], false, "without a day nothing is overdue");
}

#[test]
fn a_bulk_act_is_one_step_and_a_view_is_kept() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claims: Vec<ClaimId> = ["One", "Two"].map(|words| desk.claim(case, words).add()).to_vec();
    let editor = desk.editor;
    let commands: Vec<Value> = claims
        .iter()
        .map(|claim| json!({ "do": "edit_claim", "claim": claim, "set": { "assignee": editor } }))
        .collect();
    desk.json(json!({ "do": "together", "title": "Assigned 2 claims to Editor A", "commands": commands }))
        .expect("done");
    assert_eq!(shown(&mut desk, json!({ "assignee": editor })).len(), 2);
    desk.undo().expect("one step");
    assert_eq!(shown(&mut desk, json!({ "assignee": editor })).len(), 0);
    let filter = json!({ "case": case, "unassigned": true, "sort": "priority" });
    let view = made(
        &desk.json(json!({ "do": "save_view", "name": "To give out", "filter": filter })).expect("saved"),
        Kind::View,
    );
    let kept = board(&mut desk, json!({}))["views"][0].clone();
    assert_eq!(shown(&mut desk, kept["filter"].clone()).len(), 2);
    desk.json(json!({ "do": "save_view", "id": view, "name": "To give out now", "filter": filter })).expect("changed");
    assert_eq!(board(&mut desk, json!({}))["views"][0]["name"], "To give out now");
    assert_snapshot!(desk.refuses(json!({ "do": "save_view", "name": " ", "filter": {} })), @"The name must not be empty.");
    desk.json(json!({ "do": "remove_case", "case": case })).expect("removed");
    assert_eq!(board(&mut desk, json!({}))["views"], json!([]), "a view of the case goes with it");
}

/// Claims of every kind of standing, as `single` says: evidence that all goes back to one agency or to two.
fn crowd(desk: &mut Desk, claims: usize) {
    let (first, second) = (desk.case("Paris talks"), desk.case("Other talks"));
    let (editor, scale) = (desk.editor, desk.scale());
    let agencies = [desk.source("Agency one").add(), desk.source("Agency two").add()];
    let outlets: Vec<_> = (0..200).map(|n| desk.source(&format!("Outlet {n}")).origin(agencies[n % 2]).add()).collect();
    let states = ["triaged", "checking", "proposed", "second_check"];
    let priorities = ["low", "normal", "high", "urgent"];
    let of = |n: usize| -> Vec<Value> {
        let id = ClaimId(claimdesk_tests::counted((1 << 40) + n as u128));
        let with = json!({
            "priority": priorities[n % 4],
            "deadline": if n.is_multiple_of(3) { format!("2017-07-{:02}", n % 28 + 1) } else { String::new() },
            "assignee": if n.is_multiple_of(5) { json!(editor) } else { Value::Null },
        });
        let case = if n.is_multiple_of(2) { first } else { second };
        let mut all = vec![
            json!({ "do": "add_claim", "id": id, "case": case, "statement": format!("Claim number {n}"), "with": with }),
            json!({ "do": "set_work_state", "claim": id, "state": states[n % 4] }),
        ];
        for step in 0..n % 3 {
            let (source, stance) = (outlets[(n + step * (n % 7)) % 200], "supports");
            all.push(json!({ "do": "link_evidence", "claim": id, "source": source, "with": { "stance": stance } }));
        }
        if n.is_multiple_of(2) {
            all.push(json!({ "do": "give_verdict", "claim": id, "scale": scale, "value_name": "Supported", "with": { "reasoning": "x" } }));
        }
        if n.is_multiple_of(10) {
            all.push(json!({ "do": "add_rebuttal", "target": { "claim": id }, "statement": "doubtful data" }));
            all.push(json!({ "do": "add_comment", "claim": id, "text": "Which day?", "kind": "question" }));
        }
        all
    };
    for from in (0..claims).step_by(1_000) {
        let commands: Vec<Value> = (from..(from + 1_000).min(claims)).flat_map(of).collect();
        desk.json(json!({ "do": "together", "title": "Filled", "commands": commands })).expect("filled");
    }
}

#[test]
fn pages_of_every_order_join_without_a_gap_and_ids_are_those_of_the_rows() {
    let mut desk = Desk::new();
    crowd(&mut desk, 240);
    for sort in ["state", "number", "priority", "deadline", "assignee", "newest"] {
        for filter in [
            json!({ "sort": sort }),
            json!({ "sort": sort, "backwards": true, "states": ["checking", "second_check"] }),
            json!({ "sort": sort, "single_origin": true }),
            json!({ "sort": sort, "overdue": true, "backwards": true }),
        ] {
            let mut ask = |offset: u32, limit: u32, ids: bool| {
                let asked =
                    json!({ "filter": filter, "today": "2017-07-10", "offset": offset, "limit": limit, "ids": ids });
                desk.ask("board", asked, None).expect("a board")
            };
            let whole = ask(0, 1_000, false);
            let of_rows: Vec<Value> =
                whole["rows"].as_array().expect("rows").iter().map(|row| row["claim"]["id"].clone()).collect();
            assert_eq!(whole["total"], of_rows.len(), "{filter}");
            assert!(!of_rows.is_empty(), "{filter}");
            let mut joined = Vec::new();
            for offset in (0..240).step_by(7) {
                joined.extend(ask(offset, 7, true)["ids"].as_array().expect("ids").clone());
            }
            assert_eq!(joined, of_rows, "{filter}");
        }
    }
}

#[test]
fn unsettled_are_those_about_which_the_desk_has_still_to_talk() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let settled = desk.claim(case, "Settled").add();
    desk.claim(case, "No verdict").add();
    let disputed = desk.claim(case, "Disputed").add();
    let question = desk.claim(case, "Question").add();
    let point = desk.claim(case, "Point").add();
    let left = desk.claim(case, "Left out").add();
    let source = desk.source("Report").add();
    for claim in [settled, disputed, question, point] {
        desk.link(claim, source, Stance::Supports);
        desk.verdict(claim, "Supported", "It is so.");
    }
    desk.rebut(Target::Claim(disputed)).says("No");
    set(&mut desk, question, json!({ "questions": [{ "question": "Which day?" }] }));
    desk.json(json!({ "do": "add_comment", "claim": point, "text": "Which town?", "kind": "question" }))
        .expect("asked");
    desk.json(json!({ "do": "set_work_state", "claim": left, "state": "not_to_be_checked", "reason": "An opinion." }))
        .expect("left out");
    let mut unsettled = || -> Vec<String> {
        let asked = json!({ "filter": { "sort": "number" }, "unsettled": true });
        let board = desk.ask("board", asked, None).expect("a board");
        let rows = board["rows"].as_array().expect("rows").clone();
        rows.iter().map(|row| row["claim"]["heading"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(unsettled(), ["No verdict", "Disputed", "Question", "Point"]);
}
