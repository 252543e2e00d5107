//! The model: after any commands, by anybody, every past moment reads as it was seen then.

use claimdesk_core::Command;
use claimdesk_core::command::AddDocument;
use claimdesk_core::id::{EditorId, EntryId};
use claimdesk_core::model::Kind;
use claimdesk_tests::random::{Dice, Things, command};
use claimdesk_tests::{Desk, is_refusal};
use serde_json::{Value, json};

/// Everything that the queries show of the desk at a moment.
fn seen(desk: &mut Desk, at: Option<u64>) -> Value {
    let page = desk.ask("desk", json!({}), at).expect("the desk");
    let mut all = vec![page.clone(), desk.ask("source_list", json!({ "text": "", "limit": 1000 }), at).expect("sources")];
    for case in page["cases"].as_array().expect("cases") {
        let case = &case["case"]["id"];
        let page = desk.ask("case_page", json!({ "case": case }), at).expect("a case");
        for document in page["documents"].as_array().expect("documents") {
            let revision = &document["latest"]["id"];
            all.push(desk.ask("document_text", json!({ "revision": revision }), at).expect("a text"));
            all.push(desk.ask("passage_list", json!({ "revision": revision }), at).expect("passages"));
        }
        let list = desk.ask("claim_list", json!({ "case": case }), at).expect("claims");
        for claim in list["rows"].as_array().expect("rows") {
            all.push(desk.ask("claim_page", json!({ "claim": claim["id"] }), at).expect("a claim"));
        }
        all.extend([page, list]);
    }
    Value::Array(all)
}

/// What is on the desk now, by kind, from what was seen.
fn things(seen: &Value) -> Things {
    fn walk(value: &Value, things: &mut Things) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk(item, things)),
            Value::Object(fields) => {
                for (name, inner) in fields {
                    let kind = match name.as_str() {
                        "case" => Kind::Case,
                        "document" => Kind::Document,
                        "latest" => Kind::Revision,
                        "claim" => Kind::Claim,
                        "passage" => Kind::Passage,
                        "source" => Kind::Source,
                        "evidence" => Kind::Evidence,
                        "rebuttal" => Kind::Rebuttal,
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
    dice: Dice,
    editors: [EditorId; 2],
    /// What was seen after each entry: index 0 after entry `first`.
    memory: Vec<(u64, EntryId, Value)>,
}

impl Run {
    fn new(seed: u64) -> Self {
        let mut desk = Desk::new();
        let first = desk.editor;
        let second = desk.second_editor();
        let case = desk.case("Paris talks");
        desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
        Self { desk, dice: Dice::new(seed), editors: [first, second], memory: Vec::new() }
    }

    fn step(&mut self) {
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
                if restore { store.restore(editor, entry, why) } else { store.revert(editor, entry, why) }
            }
            _ => {
                let name = Command::NAMES[self.dice.below(Command::NAMES.len())];
                let (command, attachments) =
                    command(name, &mut self.dice, &things(&now)).expect("every command has a generator");
                self.desk.store().execute_with(editor, command, Some("for the test".to_owned()), &attachments)
            }
        };
        match done {
            Ok(receipt) => {
                let now = seen(&mut self.desk, None);
                self.memory.push((receipt.seq, receipt.entry, now));
            }
            Err(error) => {
                assert!(is_refusal(&error), "not a refusal: {error:?}");
                assert_eq!(seen(&mut self.desk, None), now, "a refusal changed something: {error}");
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

#[test]
fn every_past_moment_reads_as_it_was_seen_then() {
    for seed in 1..=12 {
        println!("seed {seed}");
        let mut run = Run::new(seed);
        for _ in 0..110 {
            run.step();
        }
        let memory = std::mem::take(&mut run.memory);
        assert!(memory.len() > 25, "too few of the commands were carried out: {}", memory.len());
        for (seq, _, then) in &memory {
            assert_eq!(&seen(&mut run.desk, Some(*seq)), then, "seed {seed}, entry {seq}");
        }
        run.desk.store().verify().expect("it verifies");
        run.desk.store().rebuild().expect("it is rebuilt");
        run.desk.store().verify().expect("it verifies after rebuilding");
        assert_eq!(&seen(&mut run.desk, None), &memory[memory.len() - 1].2, "rebuilding changed something");
    }
}
