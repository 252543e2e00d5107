//! The checked copy on the author's own file, from the import to the file that goes back.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::desk::{Home, verifies};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/tests/fixtures").join(name)
}

/// Runs a script with a file: the system's Python, for which the packages are installed.
fn python(script: &str, file: &Path, more: &[&str]) -> Vec<u8> {
    let mut command = Command::new("/usr/bin/python3");
    let ran = command.arg(fixture(script)).arg(file).args(more).output().expect("python3 is installed");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

/// Brings the author's file in. That it has tracked changes already is said on standard error.
fn bring_in(home: &Home, file: &Path) {
    let ran = home.run(&["import", &file.to_string_lossy(), "--case", "Wells"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// A desk with the author's file, and a verdict on these words of it with a change asked.
fn desk_with(file: &Path, words: &str, change: &Value) -> Home {
    let home = Home::new();
    bring_in(&home, file);
    judge(&home, words, change);
    home
}

fn judge(home: &Home, words: &str, change: &Value) {
    let text: Value = serde_json::from_str(&home.ok(&["--json", "text", "1"])).expect("JSON");
    let desk: Value = serde_json::from_str(&home.ok(&["--json", "ask", "desk", "{}"])).expect("JSON");
    let (revision, whole) = (&text["revision"]["id"], text["text"].as_str().expect("a text"));
    let start = whole[..whole.find(words).expect("the words")].chars().count();
    let claim = "01900000-0000-7000-8000-000000000001";
    let all = [
        json!({"do": "tag_claim", "id": claim, "revision": revision, "start": start,
            "end": start + words.chars().count(), "exact": words}),
        json!({"do": "add_rebuttal", "target": {"claim": claim}, "statement": "Says that nobody counted.",
            "with": {"by": {"name": "The water board"}, "reflect": "Say that the board disputes the count."}}),
        json!({"do": "give_verdict", "claim": claim, "scale": desk["scales"][0]["id"], "value_name": "Refuted",
            "with": {"finding": "The bulletin has another number.", "reasoning": "It was read.", "change_asked": change}}),
    ];
    for command in all {
        home.ok(&["do", &command.to_string(), "--why", "for the test"]);
    }
}

fn copy(home: &Home, more: &[&str]) -> (PathBuf, String) {
    let path = home.path("copy.docx");
    let to = path.to_string_lossy().into_owned();
    let ran = home.run(&[&["export", "--format", "docx", "--audience", "checked_copy", "-o", &to], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    (path, ran.err)
}

fn member(file: &Path, name: &str) -> Vec<u8> {
    let bytes = std::fs::read(file).expect("a file");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = Vec::new();
    zip.by_name(name).expect(name).read_to_end(&mut part).expect("its bytes");
    part
}

#[test]
fn the_author_gets_their_own_file_back_with_comments_and_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("draft.docx");
    python("author.py", &draft, &[]);
    let change = json!({"old": "forty-one wells", "new": "41 wells", "note": "As the bulletin has it."});
    let home = desk_with(&draft, "forty-one wells were dry in June", &change);
    let (path, said) = copy(&home, &[]);
    assert_eq!(said, "", "nothing to tell");
    let told: Value = serde_json::from_slice(&python("read_marked.py", &path, &[])).expect("JSON");
    let comments = told["comments"].as_array().expect("comments");
    assert_eq!(comments.len(), 2, "{comments:?}");
    assert_eq!(comments[0]["lines"], json!(["Late by which calendar?"]));
    assert_eq!((&comments[1]["on"], &comments[1]["by"]), (&json!("41 wells were dry in June"), &json!("Desk")));
    let lines = comments[1]["lines"].to_string();
    for wanted in ["Claim 1. ", "Refuted", "The bulletin has another number.", "forty-one wells", "41 wells"] {
        assert!(lines.contains(wanted), "{wanted}: {lines}");
    }
    assert!(lines.contains("As the bulletin has it.") && lines.contains("Say that the board disputes the count."));
    assert_eq!(told["deleted"][0][2], "forty-one wells");
    assert_eq!(told["inserted"][0][2], "41 wells");
    for kept in ["word/media/image1.png", "word/styles.xml", "word/header1.xml", "word/footnotes.xml"] {
        assert_eq!(member(&path, kept), member(&draft, kept), "{kept}");
    }
    let first = std::fs::read(&path).expect("a file");
    copy(&home, &[]);
    assert_eq!(std::fs::read(&path).expect("a file"), first, "the same moment, the same bytes");
    copy(&home, &["--language", "de"]);
    let told: Value = serde_json::from_slice(&python("read_marked.py", &path, &[])).expect("JSON");
    assert!(told["comments"][1]["lines"].to_string().contains("Behauptung 1"), "{told}");
    assert!(verifies(&home, &home.desk()));
}

#[test]
fn the_copy_is_of_the_draft_that_the_report_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("one.docx"), folder.path().join("two.docx"));
    python("author.py", &first, &[]);
    python("author.py", &second, &["July"]);
    let home = desk_with(&first, "forty-one wells", &json!({"old": "forty-one", "new": "41", "note": ""}));
    let ran = home.run(&["draft", "1", &second.to_string_lossy()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: Value =
        serde_json::from_str(&home.ok(&["export", "--format", "json", "--audience", "checked_copy", "-o", "-"]))
            .expect("JSON");
    assert_eq!(report["texts"][0]["draft"], 2);
    let words = |file: &Path| String::from_utf8(member(file, "word/document.xml")).expect("a text");
    let (path, _) = copy(&home, &[]);
    assert!(words(&path).contains("were dry in July"));
    let before =
        home.run(&["--at", "5", "export", "--format", "docx", "--audience", "checked_copy", "-o", "past.docx"]);
    assert_eq!(before.code, 0, "{}", before.err);
    let past = home.path("past.docx");
    assert!(words(&past).contains("were dry in June"), "as of then it was the first draft");
    assert_eq!(member(&past, "word/footnotes.xml"), member(&first, "word/footnotes.xml"));
}

#[test]
fn changes_that_cannot_be_tracked_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("draft.docx");
    python("author.py", &draft, &[]);
    let change = json!({"old": "4 July", "new": "5 July", "note": ""});
    let home = desk_with(&draft, "on 4 July, two weeks late", &change);
    let (path, said) = copy(&home, &[]);
    assert!(said.contains("1 of the changes asked could not be tracked in the author's file"), "{said}");
    let told: Value = serde_json::from_slice(&python("read_marked.py", &path, &[])).expect("JSON");
    assert_eq!(told["inserted"][0][2], "4 July", "the author's own change is left alone");
    assert!(told["comments"][1]["lines"].to_string().contains("5 July"));
}

#[test]
fn what_came_otherwise_is_made_anew() {
    let home = Home::new();
    let file = home.file("draft.md", "# Wells\n\nThe ministry said that forty-one wells were dry.\n");
    bring_in(&home, &file);
    judge(&home, "forty-one wells", &json!({"old": "forty-one", "new": "41", "note": ""}));
    let (path, said) = copy(&home, &[]);
    assert_eq!(said, "");
    assert!(String::from_utf8(member(&path, "docProps/core.xml")).expect("a text").contains("Checked copy"));
}
