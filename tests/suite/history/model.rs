//! The model: after any commands, by anybody, every past moment reads as it was seen then.

use claimdesk_core::command::AddDocument;
use claimdesk_core::id::{EditorId, EntryId};
use claimdesk_core::model::Kind;
use claimdesk_core::{Command, RestoreScope};
use claimdesk_tests::random::{Dice, Things, command};
use claimdesk_tests::{Desk, is_refusal};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tempfile::TempDir;

/// Everything that the queries show of the desk at a moment.
fn seen(desk: &mut Desk, at: Option<u64>) -> Value {
    let page = desk.ask("desk", json!({}), at).expect("the desk");
    let sources = desk.ask("source_list", json!({ "text": "", "limit": 1000 }), at).expect("sources");
    let mut all = vec![page.clone(), sources.clone()];
    for source in sources["rows"].as_array().expect("rows") {
        all.push(desk.ask("source_page", json!({ "source": source["source"]["id"] }), at).expect("a source"));
    }
    for (query, input) in [
        ("contact_list", json!({ "today": "2017-07-07" })),
        ("source_twins", json!({})),
        ("board", json!({ "limit": 1000, "today": "2017-07-07", "filter": { "sort": "deadline" } })),
    ] {
        all.push(desk.ask(query, input, at).expect("an answer"));
    }
    all.push(desk.ask("history", json!({ "limit": 3 }), at).expect("a history"));
    for words in ["sarin rep", "شيخون", "шейх"] {
        all.push(desk.ask("search", json!({ "text": words }), at).expect("an answer"));
    }
    for case in page["cases"].as_array().expect("cases") {
        let case = &case["case"]["id"];
        let page = desk.ask("case_page", json!({ "case": case }), at).expect("a case");
        for document in page["documents"].as_array().expect("documents") {
            let revision = &document["latest"]["id"];
            all.push(desk.ask("document_text", json!({ "revision": revision }), at).expect("a text"));
            all.push(desk.ask("passage_list", json!({ "revision": revision }), at).expect("passages"));
            let notes = desk.ask("note_list", json!({ "revision": revision }), at).expect("notes");
            check_notes(&notes);
            all.push(notes);
            all.push(fates(desk, &document["document"]["id"], at));
        }
        let list = desk.ask("claim_list", json!({ "case": case }), at).expect("claims");
        check_tally(desk, case, &list, at);
        for claim in list["rows"].as_array().expect("rows") {
            all.push(desk.ask("claim_page", json!({ "claim": claim["id"] }), at).expect("a claim"));
        }
        all.extend([page, list]);
    }
    Value::Array(all)
}

/// What became of the marks of a document in its drafts. Every mark has one fate in each later draft.
fn fates(desk: &mut Desk, document: &Value, at: Option<u64>) -> Value {
    let drafts = desk.ask("revision_list", json!({ "document": document }), at).expect("drafts");
    let mut all = Vec::new();
    for draft in drafts["rows"].as_array().expect("rows") {
        let revision = &draft["revision"]["id"];
        let review = desk.ask("draft_review", json!({ "revision": revision }), at).expect("a review");
        for counts in [&draft["counts"], &review["passages"], &review["omissions"]] {
            let states = ["unchanged", "moved", "reworded", "ask", "gone"];
            let sum: u64 = states.iter().filter_map(|state| counts[state].as_u64()).sum();
            assert_eq!(json!(sum), counts["total"], "nothing is lost and nothing is double: {counts}");
        }
        all.push(desk.ask("coverage", json!({ "revision": revision }), at).expect("a coverage"));
        all.push(review);
    }
    all.push(drafts);
    Value::Array(all)
}

/// Every note is open, or one thing became of it.
fn check_notes(notes: &Value) {
    let counts = &notes["counts"];
    let sum: u64 = ["open", "claims", "sources", "dismissed"].iter().filter_map(|one| counts[one].as_u64()).sum();
    assert_eq!(json!(sum), counts["total"], "nothing is lost and nothing is double: {counts}");
    let rows = notes["rows"].as_array().map_or(0, Vec::len) as u64;
    assert_eq!(rows, sum + counts["changes"].as_u64().unwrap_or_default());
}

/// What is counted is what is shown, whatever the filter.
fn check_tally(desk: &mut Desk, case: &Value, list: &Value, at: Option<u64>) {
    let numbers: BTreeSet<u64> =
        list["rows"].as_array().expect("rows").iter().filter_map(|row| row["number"].as_u64()).collect();
    assert_eq!(json!(numbers.len()), list["tally"]["all"], "each claim has a number of its own");
    for show in ["all", "open", "disputed", "checked", "signed_off", "stale", "unanswered", "not_checked"] {
        let shown = desk.ask("claim_list", json!({ "case": case, "show": show }), at).expect("claims");
        let rows = json!(shown["rows"].as_array().map_or(0, Vec::len));
        assert_eq!((&shown["total"], &list["tally"][show]), (&rows, &rows), "{show}");
    }
}

/// What is on the desk now, by kind, from what was seen.
fn things(seen: &Value) -> Things {
    fn walk(value: &Value, things: &mut Things) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk(item, things)),
            Value::Object(fields) => {
                for (name, inner) in fields {
                    for (list, kind) in [("comments", Kind::Comment), ("views", Kind::View)] {
                        let rows = inner.as_array().filter(|_| name == list);
                        let ids = rows.into_iter().flatten().map(|row| row["id"].clone());
                        things.entry(kind).or_default().extend(ids);
                    }
                    let kind = match name.as_str() {
                        "case" => Kind::Case,
                        "document" => Kind::Document,
                        "latest" | "revision" => Kind::Revision,
                        "claim" => Kind::Claim,
                        "passage" => Kind::Passage,
                        "source" => Kind::Source,
                        "evidence" => Kind::Evidence,
                        "rebuttal" => Kind::Rebuttal,
                        "omission" => Kind::Omission,
                        "uptake" => Kind::Uptake,
                        "anchor" => Kind::Anchor,
                        "contact" => Kind::Contact,
                        "snapshot" => Kind::Snapshot,
                        _ => {
                            walk(inner, things);
                            continue;
                        }
                    };
                    if let Some(id) = inner.get("id") {
                        things.entry(kind).or_default().push(id.clone());
                    }
                    walk(inner, things);
                }
            }
            _ => {}
        }
    }
    let mut found = Things::new();
    walk(seen, &mut found);
    for (key, kind) in [("editors", Kind::Editor), ("scales", Kind::Scale)] {
        let ids = seen[0][key].as_array().expect("a list").iter().map(|row| row["id"].clone());
        found.insert(kind, ids.collect());
    }
    found
}

struct Run {
    desk: Desk,
    folder: TempDir,
    dice: Dice,
    editors: [EditorId; 2],
    /// Commands that no run has carried out yet.
    never: Vec<&'static str>,
    /// What was seen after each entry: index 0 after entry `first`.
    memory: Vec<(u64, EntryId, Value)>,
}

impl Run {
    fn new(seed: u64, never: Vec<&'static str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut desk = Desk::in_file(&folder.path().join("model.claimdesk"));
        let first = desk.editor;
        let second = desk.second_editor();
        let case = desk.case("Paris talks");
        let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
        // Something that the other editor may sign off: chance alone hardly ever comes to it.
        let claim = desk.tag(revision, "met in Paris");
        let verdict = json!({ "do": "give_verdict", "claim": claim, "scale": desk.scale(), "value_name": "Supported", "with": { "reasoning": "Both ministries say so." } });
        desk.json(verdict).expect("a verdict");
        Self { desk, folder, dice: Dice::new(seed), editors: [first, second], never, memory: Vec::new() }
    }

    /// One step by either editor; gives the name of what was carried out.
    fn step(&mut self) -> Option<String> {
        let editor = self.editors[self.dice.below(2)];
        self.desk.sit(editor);
        let now = self.memory.last().map_or_else(|| seen(&mut self.desk, None), |(.., now)| now.clone());
        let done = match self.dice.below(10) {
            0 => self.desk.undo(),
            1 => self.desk.redo(),
            2 if !self.memory.is_empty() => {
                let n = self.dice.below(self.memory.len());
                let entry = self.memory[n].1;
                let restore = self.dice.below(3) == 0;
                let why = Some("for the test".to_owned());
                let store = self.desk.store();
                if restore {
                    store.restore(editor, entry, RestoreScope::default(), why)
                } else {
                    store.revert(editor, entry, why)
                }
            }
            _ => {
                let mut name = Command::NAMES[self.dice.below(Command::NAMES.len())];
                // Else the desk would be nearly empty most of the time.
                while name.starts_with("remove_") && self.dice.below(3) > 0 {
                    name = Command::NAMES[self.dice.below(Command::NAMES.len())];
                }
                // What was never carried out gets a turn more often than chance would give it.
                if self.dice.below(6) == 0 {
                    name = self.dice.of(&self.never).copied().unwrap_or(name);
                }
                let (command, attachments) =
                    command(name, &mut self.dice, &things(&now)).expect("every command has a generator");
                self.desk.store().execute_with(editor, command, Some("for the test".to_owned()), &attachments)
            }
        };
        match done {
            Ok(receipt) => {
                let now = seen(&mut self.desk, None);
                self.memory.push((receipt.seq, receipt.entry, now));
                Some(receipt.operation)
            }
            Err(error) => {
                assert!(is_refusal(&error), "not a refusal: {error:?}");
                assert_eq!(seen(&mut self.desk, None), now, "a refusal changed something: {error}");
                None
            }
        }
    }
}

#[test]
fn every_command_has_a_generator() {
    let mut dice = Dice::new(1);
    let mut things = Things::new();
    things.insert(Kind::Case, vec![json!(claimdesk_tests::counted(1))]);
    for name in Command::NAMES {
        assert!(command(name, &mut dice, &things).is_some(), "no generator for {name}");
    }
    let _: fn(AddDocument) -> Command = Command::from;
}

/// Whatever was seen after an entry is seen again at that moment.
fn check_every_past(desk: &mut Desk, memory: &[(u64, EntryId, Value)]) {
    for (seq, _, then) in memory {
        assert_eq!(&seen(desk, Some(*seq)), then, "entry {seq}");
    }
    // Back again in leaps of two sizes: a moment is reached from the one before it, or from the ledger.
    for step in [5, 17] {
        for (seq, _, then) in memory.iter().rev().step_by(step) {
            assert_eq!(&seen(desk, Some(*seq)), then, "entry {seq}, on the way back");
        }
    }
    let (.., now) = memory.last().expect("something was done");
    assert_eq!(&seen(desk, None), now);
}

#[test]
fn every_past_moment_reads_as_it_was_seen_then() {
    let mut done: BTreeSet<String> = BTreeSet::new();
    for seed in 1..=16 {
        // Shown where a test fails: with it, the same steps can be taken again.
        eprintln!("seed {seed}");
        let never = Command::NAMES.iter().copied().filter(|name| !done.contains(*name)).collect();
        let mut run = Run::new(seed, never);
        done.extend((0..160).filter_map(|_| run.step()));
        let Run { mut desk, folder, memory, .. } = run;
        assert!(memory.len() > 30, "too few of the commands were carried out: {}", memory.len());
        check_every_past(&mut desk, &memory);
        desk.store().verify().expect("it verifies");
        desk.store().rebuild().expect("it is rebuilt");
        check_every_past(&mut desk, &memory[memory.len() - 1..]);
        desk.close();
        let mut desk = Desk::reopen(&folder.path().join("model.claimdesk"), 1);
        let some: Vec<_> = memory
            .iter()
            .enumerate()
            .filter(|(n, _)| (memory.len() - 1 - n).is_multiple_of(10))
            .map(|(_, then)| then.clone())
            .collect();
        check_every_past(&mut desk, &some);
    }
    let all = Command::NAMES.iter().copied().chain(["undo", "redo", "revert", "restore"]);
    let never: Vec<&str> = all.filter(|name| !done.contains(*name)).collect();
    assert!(never.is_empty(), "never carried out: {never:?}");
}
