//! What the next draft of a long text costs: the whole command with everything it writes, and the
//! questions of its screens, with their growth. `make bench` prints it; nothing here is asserted.

use claimdesk_core::command::{AddRevision, Command, Together};
use claimdesk_core::id::RevisionId;
use claimdesk_tests::random::Dice;
use claimdesk_tests::{Desk, new_text};
use serde_json::json;
use std::time::{Duration, Instant};

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn say(line: &str) {
    println!("{line}");
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn timed<T>(turn: impl FnOnce() -> T) -> (T, Duration) {
    let from = Instant::now();
    let done = turn();
    (done, from.elapsed())
}

/// A sentence of 20 words, like its neighbours but for its numbers.
fn sentence(n: usize) -> String {
    format!(
        "Statement {n} says that sample {n} was taken in Khan Shaykhun on day {n} and that annex {n} of the report describes it."
    )
}

/// Paragraphs of four sentences.
fn text(sentences: &[String]) -> Vec<String> {
    let paragraphs = sentences.chunks(4).map(|four| four.join(" "));
    std::iter::once("A long text".to_owned()).chain(paragraphs).collect()
}

/// So many edits: words replaced, numbers changed, sentences struck, put in and moved.
fn edited(sentences: &[String], edits: usize) -> Vec<String> {
    let mut dice = Dice::new(7);
    let mut all = sentences.to_vec();
    for edit in 0..edits {
        let at = dice.below(all.len());
        match edit % 5 {
            0 => all[at] = all[at].replace("describes", "shows"),
            1 => all[at] = all[at].replace("on day", "by noon of day"),
            2 => drop(all.remove(at)),
            3 => all.insert(at, format!("A new witness, number {edit}, was heard in The Hague.")),
            _ => {
                let moved = all.remove(at);
                let to = dice.below(all.len());
                all.insert(to, moved);
            }
        }
    }
    all
}

fn main() {
    for (sentences, passages, edits) in [(1_000, 500, 200), (10_000, 5_000, 2_000)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bench.claimdesk");
        let mut desk = Desk::in_file(&path);
        let case = desk.case("A long case");
        let all: Vec<String> = (0..sentences).map(|n| sentence(100_000 + n)).collect();
        let paragraphs = text(&all);
        let shown: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let (document, first) = desk.document(case, &shown);
        let (_, tagged) = timed(|| tag(&mut desk, first, &paragraphs, passages));
        let paragraphs = text(&edited(&all, edits));
        let shown: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let (new, attachments) = new_text(&shown);
        let words = new.words;
        let editor = desk.editor;
        let add = AddRevision { id: None, document, text: new };
        let (receipt, added) =
            timed(|| desk.store().execute_with(editor, add.into(), None, &attachments).expect("a draft"));
        let second = RevisionId(claimdesk_tests::made(&receipt, claimdesk_core::model::Kind::Revision));
        let review = desk.ask("draft_review", json!({ "revision": second }), None).expect("a review");
        let mut ask = |name: &str, input: serde_json::Value| {
            let (_, took) = timed(|| desk.ask(name, input, None).expect("an answer"));
            format!("{name} {}", ms(took))
        };
        let questions = [
            ask("draft_review", json!({ "revision": second, "states": ["ask"] })),
            ask("new_sentences", json!({ "revision": second })),
            ask("passage_list", json!({ "revision": second })),
            ask("coverage", json!({ "revision": second })),
            ask("compare_texts", json!({ "from": first, "to": second, "changed": true })),
            ask("claim_list", json!({ "case": case, "document": document, "limit": 200 })),
            ask("revision_list", json!({ "document": document })),
        ];
        let (_, undone) = timed(|| desk.undo().expect("undone"));
        desk.close();
        let bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
        say(&format!(
            "a draft of {words} words with {passages} passages after {edits} edits: add_revision {}; {}; undo {}; tagging them {}; {} MB of desk; {}",
            ms(added),
            questions.join("; "),
            ms(undone),
            ms(tagged),
            bytes >> 20,
            review["passages"]
        ));
    }
}

/// Tags the words on the sample in every second sentence.
fn tag(desk: &mut Desk, revision: RevisionId, paragraphs: &[String], passages: usize) {
    let mut start = 0;
    let mut commands: Vec<Command> = Vec::new();
    for paragraph in paragraphs {
        let mut places = paragraph.match_indices("sample ");
        while let Some((at, _)) = places.next() {
            let end = at + paragraph[at..].find(" and").unwrap_or(0);
            let command = json!({ "do": "tag_claim", "revision": revision, "start": start + at, "end": start + end });
            commands.push(Command::from_json(&command.to_string()).expect("a command"));
            places.next();
        }
        start += paragraph.len() + 2;
    }
    commands.truncate(passages);
    desk.run(Together { title: "Tagged".to_owned(), commands });
}
