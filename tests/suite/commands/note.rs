//! What a draft brings along: each comment and footnote becomes a claim or a source by one step, or is dismissed.

use claimdesk_core::id::{CaseId, DocumentId, RevisionId};
use claimdesk_core::model::{Note, NoteKind, Span};
use claimdesk_tests::{Desk, note};
use insta::assert_snapshot;
use serde_json::{Value, json};

const TEXT: [&str; 3] = [
    "The attack of 4 April 2017",
    "The mission presented its report in The Hague on 29 June 2017. It did not visit the town, for security reasons.",
    "Resolution 2118 was adopted unanimously in September 2013.",
];
const CITED: &str = "OPCW, “Report of the Fact-Finding Mission”, S/1510/2017, 29 June 2017, https://www.opcw.org/ffm (accessed 3 July 2018).";

fn notes(paragraphs: &[&str]) -> Vec<Note> {
    let mut answer = note(NoteKind::Comment, paragraphs, "29 June 2017", "Author B", "Its first page has it.");
    answer.answers = Some(0);
    vec![
        note(NoteKind::Comment, paragraphs, "29 June 2017", "Author A", "Is this the right day?"),
        answer,
        note(NoteKind::Footnote, paragraphs, "29 June 2017.", "", CITED),
        note(NoteKind::Comment, paragraphs, "", "Author A", "Check all dates."),
        note(NoteKind::TrackedDeletion, paragraphs, "unanimously", "Author B", "almost"),
        note(NoteKind::Comment, paragraphs, "unanimously", "Author A", "Say by how many."),
    ]
}

struct Noted {
    desk: Desk,
    case: CaseId,
    document: DocumentId,
    first: RevisionId,
}

fn noted() -> Noted {
    let mut desk = Desk::new();
    let case = desk.case("Khan Shaykhun");
    let (document, first) = desk.noted(case, &TEXT, &notes(&TEXT));
    Noted { desk, case, document, first }
}

impl Noted {
    fn list(&mut self, revision: RevisionId) -> Value {
        self.desk.ask("note_list", json!({ "revision": revision }), None).expect("notes")
    }

    fn row(&mut self, revision: RevisionId, note: u32) -> Value {
        let list = self.list(revision);
        list["rows"].as_array().expect("rows").iter().find(|row| row["note"] == note).expect("the note").clone()
    }

    fn told(&mut self, verb: &str, note: u32) -> String {
        let revision = self.first;
        self.desk.told(json!({ "do": verb, "revision": revision, "note": note }))
    }
}

#[test]
fn a_comment_becomes_a_claim_on_its_words_with_what_was_said() {
    let mut on = noted();
    let before = on.list(on.first);
    assert_eq!(
        before["counts"],
        json!({ "total": 4, "open": 4, "claims": 0, "sources": 0, "dismissed": 0, "changes": 1 })
    );
    let row = on.row(on.first, 0);
    assert_eq!(
        (&row["quote"], &row["author"], &row["likely"]),
        (&json!("29 June 2017"), &json!("Author A"), &json!("claim"))
    );
    assert_eq!(row["replies"], json!([{ "author": "Author B", "written": "", "text": "Its first page has it." }]));
    assert_snapshot!(on.told("claim_note", 0), @"Made a claim of a note; touched claim, passage, comment, uptake; made claim, passage, comment, comment, uptake");
    let row = on.row(on.first, 0);
    assert_eq!((&row["claim"]["number"], &row["decided_by"]), (&json!(1), &json!("Editor A")));
    let claim = row["claim"]["claim"].clone();
    let page = on.desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(page["places"][0]["passage"]["exact"], "29 June 2017");
    // A date by itself says nothing: the claim is stated in its sentence.
    assert_eq!(page["claim"]["statement"], "The mission presented its report in The Hague on 29 June 2017.");
    let said: Vec<&str> =
        page["comments"].as_array().expect("comments").iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(said, ["Author A: Is this the right day?", "Author B: Its first page has it."]);
    assert_eq!((&page["comments"][0]["kind"], &page["comments"][1]["kind"]), (&json!("question"), &json!("remark")));
    assert_snapshot!(on.desk.refuses(json!({ "do": "dismiss_note", "revision": on.first, "note": 0 })), @"It is decided already what becomes of this note.");
    on.desk.undo().expect("one step");
    assert_eq!(on.list(on.first), before);
    on.desk.redo().expect("again");
    on.desk.json(json!({ "do": "remove_claim", "claim": claim })).expect("removed");
    assert_eq!(on.list(on.first), before, "without its claim it is open again");
}

#[test]
fn a_comment_in_the_words_of_a_claim_is_added_to_that() {
    let mut on = noted();
    on.desk.tag(on.first, TEXT[2]);
    let row = on.row(on.first, 5);
    assert_eq!(row["holder"]["number"], 1);
    assert_snapshot!(on.told("claim_note", 5), @"Made a claim of a note; touched comment, uptake; made comment, uptake");
    let list = on.desk.ask("claim_list", json!({ "case": on.case }), None).expect("claims");
    assert_eq!(list["total"], 1, "no second claim on the same words");
}

#[test]
fn a_note_on_the_whole_document_becomes_a_claim_without_a_place() {
    let mut on = noted();
    assert_snapshot!(on.told("claim_note", 3), @"Made a claim of a note; touched claim, comment, uptake; made claim, comment, uptake");
    assert_eq!(on.row(on.first, 3)["claim"]["heading"], "Check all dates.");
    assert_snapshot!(on.desk.refuses(json!({ "do": "claim_note", "revision": on.first, "note": 1 })), @"There is no note 1.");
    assert_snapshot!(on.desk.refuses(json!({ "do": "claim_note", "revision": on.first, "note": 4 })), @"There is no note 4.");
    assert_snapshot!(on.desk.refuses(json!({ "do": "claim_note", "revision": on.first, "note": 99 })), @"There is no note 99.");
    assert_snapshot!(on.desk.refuses(json!({ "do": "claim_note", "revision": on.first, "note": 0, "text": "Is this so?" })), @"The passage does not read “Is this so?” but “Is this the right day?”.");
}

#[test]
fn a_footnote_becomes_a_source_and_evidence_of_the_claim_that_holds_its_mark() {
    let mut on = noted();
    let claim = on.desk.tag(on.first, "The mission presented its report in The Hague on 29 June 2017");
    let row = on.row(on.first, 2);
    assert_eq!(
        (&row["likely"], &row["holder"]["number"]),
        (&json!("source"), &json!(1)),
        "the mark stands behind the full stop"
    );
    assert_snapshot!(on.told("source_note", 2), @"Made a source of a note; touched source, evidence, uptake; made source, evidence, uptake");
    let page = on.desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    let source = &page["evidence"][0]["source"];
    assert_eq!(source["csl"]["title"], "Report of the Fact-Finding Mission");
    assert_eq!((&source["csl"]["URL"], &source["symbol"]), (&json!("https://www.opcw.org/ffm"), &json!("S/1510/2017")));
    assert_eq!(page["evidence"][0]["evidence"]["stance"], "context", "it is cited, not yet read");
    assert_eq!(source["note"], CITED, "the citation is kept word for word");
    on.desk.undo().expect("one step");
    assert_eq!(on.row(on.first, 2)["uptake"], Value::Null);
    let twice = on.desk.ask("source_list", json!({}), None).expect("sources");
    assert_eq!(twice["total"], 0, "the source went with it");
}

#[test]
fn a_source_that_the_desk_has_is_not_added_again() {
    let mut on = noted();
    let source = on.desk.source("The report").symbol("S/1510/2017").add();
    assert_snapshot!(on.told("source_note", 2), @"Made a source of a note; touched uptake; made uptake");
    assert_eq!(on.row(on.first, 2)["source"], json!({ "source": source, "label": "The report" }));
    let other = on.desk.source("The same report").add();
    on.desk.json(json!({ "do": "merge_sources", "keep": other, "others": [source] })).expect("merged");
    assert_eq!(on.row(on.first, 2)["source"]["source"], json!(other), "it follows the merging");
    on.desk.json(json!({ "do": "remove_source", "source": other })).expect("removed");
    assert_eq!(on.row(on.first, 2)["uptake"], Value::Null, "without its source it is open again");
}

#[test]
fn what_is_dismissed_stays_so_in_the_next_draft_and_at_every_past_moment() {
    let mut on = noted();
    let before = on.desk.head();
    assert_snapshot!(on.told("dismiss_note", 5), @"Dismissed a note; touched uptake; made uptake");
    let dismissed = on.desk.head();
    // The words around it change, another comment comes first, and its own words are reworded.
    let text = [TEXT[0], TEXT[1], "In September 2013 the resolution was adopted without a vote against."];
    let again = [
        note(NoteKind::Comment, &text, "In September 2013", "Author B", "Say by how many."),
        note(NoteKind::Comment, &text, "without a vote against", "Author A", "Say by how many."),
        note(NoteKind::Endnote, &text, "29 June 2017.", "", CITED),
    ];
    let second = on.desk.noted_draft(on.document, &text, &again);
    let list = on.list(second);
    assert_eq!((&list["counts"]["open"], &list["counts"]["dismissed"]), (&json!(2), &json!(1)));
    let row = on.row(second, 1);
    assert_eq!((&row["uptake"]["became"], &row["decided_in"]), (&json!("dismissed"), &json!(1)));
    assert_eq!(on.row(second, 0)["uptake"], Value::Null, "another author's is another note");
    let counts = |desk: &mut Desk, revision: RevisionId, at| {
        desk.ask("note_list", json!({ "revision": revision }), at).expect("notes")["counts"]["dismissed"].clone()
    };
    assert_eq!(counts(&mut on.desk, on.first, Some(before)), 0);
    assert_eq!(counts(&mut on.desk, on.first, Some(dismissed)), 1);
    let uptake = row["uptake"]["id"].clone();
    assert_snapshot!(on.desk.told(json!({ "do": "reopen_note", "uptake": uptake })), @"Opened a note again; touched uptake; made ");
    assert_eq!(counts(&mut on.desk, second, None), 0);
    on.desk.undo().expect("undone");
    assert_eq!(counts(&mut on.desk, second, None), 1);
    on.desk.json(json!({ "do": "remove_document", "document": on.document })).expect("removed");
}

#[test]
fn of_two_notes_that_are_alike_only_the_decided_one_is_decided() {
    let mut on = noted();
    let text = ["Notes", "One says so. Two say so. Three say so."];
    let ibid = |on: &str| note(NoteKind::Footnote, &text, on, "", "Ibid.");
    let (document, first) =
        on.desk.noted(on.case, &text, &[ibid("One says so."), ibid("Two say so."), ibid("Three say so.")]);
    on.desk.json(json!({ "do": "dismiss_note", "revision": first, "note": 1 })).expect("dismissed");
    let became = |list: &Value| -> Vec<bool> {
        list["rows"].as_array().expect("rows").iter().map(|row| !row["uptake"].is_null()).collect()
    };
    assert_eq!(became(&on.list(first)), [false, true, false]);
    let second = on.desk.noted_draft(
        document,
        &["Notes", "Two say so. One says so. Three say so."],
        &[
            Note { span: Some(Span { start: 18, end: 18 }), ..ibid("One") },
            Note { span: Some(Span { start: 31, end: 31 }), ..ibid("One") },
        ],
    );
    // The words before its mark are the same; those before the other's are not.
    assert_eq!(became(&on.list(second)), [true, false]);
}
