//! Files as authors have them, from python-docx and from LibreOffice, read back by other programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::made::{marked, members, on, part, text};
use serde_json::{Value, json};
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// Runs a script with a file: the system's Python, for which the packages are installed.
fn python(script: &str, file: &Path) -> Vec<u8> {
    let ran = Command::new("/usr/bin/python3").arg(fixture(script)).arg(file).output().expect("python3 is installed");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

/// What LibreOffice makes of a file.
fn converted(folder: &TempDir, file: &Path, to: &str) -> Vec<u8> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let out = folder.path().join("out");
    let ran = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(file)
        .env("HOME", folder.path())
        .output()
        .expect("LibreOffice is installed (scripts/packages.sh)");
    let made = out.join(file.file_stem().expect("a name")).with_extension(to);
    std::fs::read(made).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn author() -> (TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("draft.docx");
    python("author.py", &path);
    let bytes = std::fs::read(path).expect("written");
    (folder, bytes)
}

fn kept(folder: &TempDir, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join("checked.docx");
    std::fs::write(&path, bytes).expect("written");
    path
}

const REMARKS: [&str; 7] = [
    "forty-one wells were dry in June",
    "the ministry’s page on 4 July",
    "two weeks late",
    "41 of 180",
    "الآبار جفت",
    "counted twice",
    "page 3",
];

#[test]
fn an_authors_file_keeps_all_that_it_was() {
    let (folder, bytes) = author();
    let before = text(&bytes);
    let all = on(&bytes, &REMARKS, &[("forty-one", "41"), ("4 July", "5 July"), ("twice", "once")]);
    let (made, tracked) = marked(&bytes, &all);
    assert_eq!(tracked, 2, "what the author tracked is not tracked again");
    let told: Value = serde_json::from_slice(&python("read_marked.py", &kept(&folder, &made))).expect("JSON");
    let comments = told["comments"].as_array().expect("comments");
    assert_eq!(comments[0]["lines"], json!(["Late by which calendar?"]), "the author's own stays");
    let hang: Vec<&str> = comments[1..].iter().filter_map(|comment| comment["on"].as_str()).collect();
    let on = [
        "41 wells were dry in June",
        "the ministry’s page on 4 July",
        "two weeks late",
        "41 of 180",
        "الآبار جفت",
        "counted once",
        "",
    ];
    assert_eq!(hang, on, "the words of a note are marked at its sign");
    assert!(comments[1..].iter().all(|comment| comment["by"] == "Foreign desk"), "{comments:?}");
    let desk = |words: &str| json!(["Foreign desk", "2017-07-06T11:30:00Z", words]);
    let editor = |words: &str| json!(["Editor B", "2017-07-04T11:30:00Z", words]);
    assert_eq!(told["deleted"], json!([desk("forty-one"), editor("3 July"), desk("twice")]));
    assert_eq!(told["inserted"], json!([desk("41"), editor("4 July"), desk("once")]));
    let after = text(&made);
    assert_eq!(after.text, before.text.replace("forty-one", "41").replace("twice", "once"));
    // Bold stays bold on both sides of a change.
    assert!(
        part(&made, "word/document.xml")
            .contains(r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">41</w:t></w:r></w:ins>"#)
    );
}

#[test]
fn every_other_member_is_the_same_to_the_byte() {
    let (_folder, bytes) = author();
    let all = on(&bytes, &REMARKS, &[("forty-one", "41")]);
    let (made, _) = marked(&bytes, &all);
    assert_eq!(made, marked(&bytes, &all).0, "the same twice");
    let (mut before, mut after) = (members(&bytes), members(&made));
    for changed in ["word/document.xml", "word/comments.xml"] {
        assert_ne!(before.remove(changed).expect("there"), after.remove(changed).expect("there"), "{changed}");
    }
    assert_eq!(before, after);
    assert!(before.contains_key("word/media/image1.png") && before.contains_key("word/header1.xml"));
}

#[test]
fn libreoffice_finds_the_comments_and_the_changes() {
    let (folder, bytes) = author();
    let (made, _) = marked(&bytes, &on(&bytes, &REMARKS, &[("forty-one", "41"), ("twice", "once")]));
    let path = kept(&folder, &made);
    let flat = String::from_utf8(converted(&folder, &path, "fodt")).expect("a text");
    assert_eq!(flat.matches("<office:annotation ").count(), REMARKS.len() + 1, "all comments arrive");
    for n in 1..=REMARKS.len() {
        assert!(flat.contains(&format!("Claim {n}.")), "claim {n}");
    }
    assert_eq!(flat.matches("<text:deletion>").count(), 3);
    assert_eq!(flat.matches("<text:insertion>").count(), 3);
    let words = String::from_utf8_lossy(&converted(&folder, &path, "pdf")).len();
    assert!(words > 1_000, "it can be printed");
}

#[test]
fn what_libreoffice_wrote_is_marked_in_four_scripts() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = converted(&folder, &fixture("office.fodt"), "docx");
    let before = text(&bytes);
    let remarks = [
        "dated 29 June",
        "Samples",
        "mission did not visit",
        "87",
        "أشخاصا في خان",
        "подверглись",
        "汉谢洪",
        "S/1510/2017",
    ];
    let (made, tracked) = marked(&bytes, &on(&bytes, &remarks, &[("Samples", "Probes"), ("not", "never")]));
    assert_eq!(tracked, 2);
    assert_eq!(text(&made).text, before.text.replace("Samples", "Probes").replace("not", "never"));
    let told: Value = serde_json::from_slice(&python("read_marked.py", &kept(&folder, &made))).expect("JSON");
    assert_eq!(told["comments"].as_array().expect("comments").len(), remarks.len() + 2);
    let flat = String::from_utf8(converted(&folder, &folder.path().join("checked.docx"), "fodt")).expect("a text");
    assert_eq!(flat.matches("<office:annotation ").count(), remarks.len() + 2);
}
