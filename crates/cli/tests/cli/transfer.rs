//! The whole desk as one readable file, and back.

use crate::desk::{Home, field, verifies};

#[test]
fn the_sample_goes_out_and_comes_back_to_the_byte() {
    let home = Home::with_sample();
    home.ok(&["checkpoint", "-o", "desk.checkpoint"]);
    let said = home.ok(&["export-desk", "whole.jsonl"]);
    assert!(said.contains("whole.jsonl"), "{said}");
    let whole = std::fs::read(home.path("whole.jsonl")).expect("the file");
    assert_eq!(home.ok(&["export-desk", "-"]).into_bytes(), whole, "the same desk gives the same bytes");

    let said = home.ok(&["import-desk", "whole.jsonl", "Copy.claimdesk"]);
    assert!(said.contains("all verified"), "{said}");
    let copy = home.path("Copy.claimdesk");
    assert!(verifies(&home, &copy));
    let copy = copy.display().to_string();
    home.ok(&["--desk", &copy, "export-desk", "again.jsonl"]);
    assert_eq!(std::fs::read(home.path("again.jsonl")).expect("the file"), whole);
    let log = |desk: &[&str]| home.ok(&[&["--json"], desk, &["log"]].concat());
    assert_eq!(log(&["--desk", &copy]), log(&[]), "people, dates, reasons and hashes");
    assert!(!field(&log(&[]), "hash").is_empty());
    assert!(home.ok(&["--desk", &copy, "proof"]).contains("Signed"), "the checkpoint came along");
    // Anybody can read it without the program.
    for line in whole.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        serde_json::from_slice::<serde_json::Value>(line).expect("each line is JSON");
    }
}

#[test]
fn what_is_no_desk_leaves_no_file() {
    let home = Home::with_sample();
    home.ok(&["export-desk", "whole.jsonl"]);
    let whole = std::fs::read_to_string(home.path("whole.jsonl")).expect("the file");
    let (cut, _) = whole.trim_end().rsplit_once('\n').expect("lines");
    home.file("cut.jsonl", cut);
    home.file("other.jsonl", "{\"a\":1}\n");
    home.file("empty.jsonl", "");
    for (file, code) in [("cut.jsonl", 3), ("other.jsonl", 1), ("empty.jsonl", 1), ("none.jsonl", 1)] {
        let sentence = home.fails(code, &["import-desk", file, "New.claimdesk"]);
        assert!(!sentence.is_empty());
        let left: Vec<_> = std::fs::read_dir(home.path("")).expect("a folder").flatten().collect();
        let left: Vec<_> = left.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        assert!(left.iter().all(|name| !name.contains("New.claimdesk")), "{file} left {left:?}");
    }
    let there = home.fails(1, &["import-desk", "whole.jsonl", "Desk.claimdesk"]);
    assert!(there.contains("already"), "{there}");
    assert!(verifies(&home, &home.desk()), "the desk that was there is as it was");
}
