//! Every verb once, with what it prints.

use insta::assert_snapshot;

use crate::desk::{Home, field, verifies};

const VERBS: &[&str] = &[
    "new",
    "sample",
    "import",
    "draft",
    "drafts",
    "review",
    "compare",
    "notes",
    "note",
    "coverage",
    "do",
    "ask",
    "cases",
    "documents",
    "text",
    "claims",
    "claim",
    "log",
    "undo",
    "redo",
    "revert",
    "restore",
    "verify",
    "rebuild",
    "export",
    "completions",
];

#[test]
fn every_verb_has_help_with_an_example() {
    let home = Home::empty();
    let help = home.ok(&["--help"]);
    for verb in VERBS {
        assert!(help.contains(&format!("  {verb} ")), "{verb} is not in the help");
        let help = home.ok(&[verb, "--help"]);
        assert!(help.contains("Example: claimdesk "), "{verb}: {help}");
    }
    assert_snapshot!("help", help);
}

#[test]
fn a_desk_is_founded_by_the_editor_who_is_named() {
    let home = Home::empty();
    assert_snapshot!("new", home.plain(&home.ok(&["--editor", "Editor A", "new"])));
    let named = home.path("Named.claimdesk").to_string_lossy().into_owned();
    let receipt = home.ok(&["--json", "--desk", &named, "new"]);
    assert_eq!(field(&receipt, "label"), ["Founded the desk"]);
    let log = home.ok(&["--json", "--desk", &named, "log"]);
    assert_eq!(field(&log, "editor"), ["Editor"], "the system says no name");
    assert!(!home.path("Named.claimdesk-wal").exists(), "one plain file is left");
}

#[test]
fn the_sample_can_be_read_with_every_reading_verb() {
    let home = Home::with_sample();
    for (name, arguments) in [
        ("cases", vec!["cases"]),
        ("documents", vec!["documents", "--case", "Khan"]),
        ("text", vec!["text", "What came"]),
        ("claims", vec!["claims"]),
        ("claim", vec!["claim", "3"]),
        ("log", vec!["log"]),
        ("ask", vec!["ask", "desk"]),
        ("verify", vec!["verify"]),
        ("log-json", vec!["--json", "log"]),
        ("claims-json", vec!["--json", "claims"]),
    ] {
        assert_snapshot!(name, home.plain(&home.ok(&arguments)));
    }
    let text = home.ok(&["text", "1"]);
    assert!(text.contains("خان شيخون, Хан-Шейхун"), "{text}");
}

#[test]
fn things_are_named_by_id_number_or_the_beginning_of_their_name() {
    let home = Home::with_sample();
    home.ok(&["do", r#"{"do":"add_case","name":"Khan, another"}"#]);
    let id = home.ok(&["cases"]).lines().last().expect("a case").split("  ").nth(1).expect("its id").to_owned();
    for case in [id.as_str(), "1", "Khan Shaykhun, 2017 (sample)", "khan sh"] {
        assert_eq!(home.ok(&["claims", "--case", case]).lines().count(), 14, "{case}");
    }
    assert_snapshot!("names-ambiguous", home.fails(2, &["claims", "--case", "Khan"]));
    let by_number = home.ok(&["claim", "4", "--case", "1"]);
    assert_eq!(by_number, home.ok(&["claim", "The OPCW mission bl", "--case", "1"]));
    let id = field(&home.ok(&["--json", "claims", "--case", "1"]), "id")[3].clone();
    assert_eq!(by_number, home.ok(&["claim", &id]));
}

#[test]
fn the_past_is_read_by_entry_time_or_day() {
    let home = Home::with_sample();
    let claims = |at: &str| home.ok(&["--at", at, "claims"]).lines().count();
    let times = field(&home.ok(&["--json", "log"]), "at");
    assert_eq!((claims("0"), claims("1"), claims("2"), claims("2001-02-03"), claims("2999-12-31")), (0, 0, 14, 0, 14));
    assert_eq!((claims(&times[0]), claims(&times[1])), (0, 14));
    assert_eq!(home.ok(&["--at", "1", "log"]).lines().count(), 1);
    assert_snapshot!("at-nonsense", home.fails(2, &["--at", "yesterday", "cases"]));
}

#[test]
fn steps_are_taken_back_and_brought_again() {
    let home = Home::with_sample();
    let claims = || home.ok(&["claims"]).lines().count();
    assert_snapshot!("undo", home.plain(&home.ok(&["undo"])));
    assert_eq!(claims(), 0);
    home.ok(&["redo"]);
    assert_eq!(claims(), 14);
    home.ok(&["restore", "1", "--why", "back to the beginning"]);
    assert_eq!(claims(), 0);
    home.ok(&["revert", "5", "--why", "not so far back"]);
    assert_eq!(claims(), 14);
    home.ok(&["sample", "--remove"]);
    assert_eq!(claims(), 0);
    home.ok(&["rebuild"]);
    assert_snapshot!("log-of-steps", home.plain(&home.ok(&["log"])));
    assert!(verifies(&home, &home.desk()));
}

#[test]
fn texts_come_in_and_open_the_case_they_name() {
    let home = Home::new();
    home.file("one.md", "# One\n\nThe first text, long enough to be one.\n");
    home.file("two.txt", "The second text, which has no title of its own.\n");
    let out = home.ok(&["import", "one.md", "two.txt", "--case", "Paris talks"]);
    assert_snapshot!("import", home.plain(&out));
    assert_eq!(home.ok(&["cases"]).lines().count(), 1);
    assert!(home.ok(&["text", "One"]).contains("The first text"));
    assert_snapshot!("import-twice", home.fails(1, &["import", "one.md", "--case", "Paris"]));
    assert_snapshot!("import-missing", home.fails(1, &["import", "three.md", "--case", "Paris"]));
}

#[test]
fn editors_are_named_by_name_or_initials() {
    let home = Home::new();
    home.ok(&["do", r#"{"do":"add_editor","name":"Editor B"}"#]);
    let add = |editor: &str| home.ok(&["--editor", editor, "do", r#"{"do":"add_case","name":"A case"}"#]);
    add("EB");
    add("editor b");
    let editors = field(&home.ok(&["--json", "log"]), "editor");
    assert_eq!(editors, ["Editor A", "Editor A", "Editor B", "Editor B"]);
}

#[test]
fn reports_are_written_in_every_format() {
    let home = Home::with_sample();
    for format in ["pdf", "docx", "odt", "html", "markdown", "xlsx", "json"] {
        for audience in ["checking_file", "checked_copy", "summary", "article"] {
            let path = home.path(&format!("{audience}.{format}"));
            let to = path.to_string_lossy().into_owned();
            home.ok(&["export", "--format", format, "--audience", audience, "-o", &to]);
            assert!(std::fs::metadata(&path).expect("a report").len() > 1_000, "{format} {audience}");
        }
    }
    let out = home.ok(&["--at", "2", "export", "--format", "json", "--case", "1", "-o", "-"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["head"]["entry"], 2);
    assert_snapshot!("export-format", home.fails(2, &["export", "--format", "papyrus", "-o", "-"]));
}

#[test]
fn the_letterhead_is_set_and_taken_away() {
    let home = Home::with_sample();
    // One red pixel, as GIF.
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    std::fs::write(home.path("sign.gif"), gif).expect("a file");
    home.ok(&["letterhead", "--name", "Checking desk", "--logo", "sign.gif"]);
    let head = || -> serde_json::Value {
        let out = home.ok(&["export", "--format", "json", "-o", "-"]);
        serde_json::from_str::<serde_json::Value>(&out).expect("JSON")["head"].clone()
    };
    let with = head();
    assert_eq!(with["made_by"]["desk"], "Checking desk");
    assert_eq!((&with["logo"]["width"], &with["logo"]["height"]), (&1.into(), &1.into()));
    assert!(with["logo"]["png"].as_str().is_some_and(|png| png.starts_with("iVBORw0KGgo")));
    home.ok(&["letterhead", "--no-logo"]);
    assert_eq!((&head()["made_by"]["desk"], head().get("logo")), (&"Checking desk".into(), None));
    home.file("words.png", "These are words.");
    assert_snapshot!("letterhead-words", home.fails(1, &["letterhead", "--logo", "words.png"]));
    assert_snapshot!("letterhead-nothing", home.fails(2, &["letterhead"]));
    home.ok(&["verify"]);
}

#[test]
fn completions_are_printed_for_the_shells() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.ok(&["completions", shell]).contains("claimdesk"), "{shell}");
    }
}
