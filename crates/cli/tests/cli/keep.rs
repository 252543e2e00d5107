//! Backups and recovery, as a person runs them.

use serde_json::Value;

use crate::desk::{Home, field};

/// The sample desk with a backup, and 20 entries after it.
fn backed_up() -> (Home, String) {
    let home = Home::with_sample();
    let desk = home.desk().display().to_string();
    home.ok(&["--desk", &desk, "backup"]);
    let lines: String = (0..20).map(|n| format!("{{\"do\":\"add_case\",\"name\":\"Case {n}\"}}\n")).collect();
    let done = home.run_with(&["--desk", &desk, "do", "-"], &lines);
    assert_eq!(done.code, 0, "{}", done.err);
    (home, desk)
}

#[test]
fn a_backup_is_verified_named_by_its_entry_and_copied_to_a_second_folder() {
    let (home, desk) = backed_up();
    let second = home.path("other disk");
    let said = home.ok(&["--desk", &desk, "backup", "--second", &second.display().to_string()]);
    assert!(said.contains("Verified backup") && said.contains("Copied to"), "{said}");
    let listed = home.ok(&["--json", "--desk", &desk, "backups"]);
    let all: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(all.len(), 2);
    let path = all[0]["path"].as_str().expect("a path");
    let log = |desk: &str| home.ok(&["--json", "--desk", desk, "log"]);
    assert_eq!(log(path), log(&desk), "the newest backup says what the desk says");
    let copied = std::fs::read_dir(&second).expect("a folder").count();
    assert_eq!(copied, 1, "one folder for this desk");
}

#[test]
fn a_damaged_desk_is_put_together_again_and_its_bytes_are_kept() {
    let (home, desk) = backed_up();
    let before = home.ok(&["--json", "--desk", &desk, "log"]);
    let hashes = field(&before, "hash");
    let mut bytes = std::fs::read(&desk).expect("the desk");
    // The body of the newest entry loses a letter: everything before it proves itself.
    let at = find_last(&bytes, b"{\"command\":\"add_case\"").expect("the entry's body");
    bytes[at + 12] = b'X';
    std::fs::write(&desk, &bytes).expect("damage");
    assert_eq!(home.run(&["--desk", &desk, "verify"]).code, 3);

    let said = home.ok(&["--json", "--desk", &desk, "recover"]);
    let done: Value = serde_json::from_str(&said).expect("JSON");
    assert!(done["backup"].is_string() && done["lost"].is_u64(), "{said}");
    let kept = done["kept"].as_u64().expect("a place");
    assert_eq!(done["lost"].as_u64(), Some(hashes.len() as u64));
    let after = field(&home.ok(&["--json", "--desk", &desk, "log"]), "hash");
    let kept = usize::try_from(kept).expect("small");
    assert_eq!(after.len(), kept + 1, "what proved itself, and the entry that says so");
    assert_eq!(after[..kept], hashes[..kept], "byte for byte the same entries");
    assert!(home.ok(&["--desk", &desk, "verify"]).contains("Consistent with itself"));
    let folder = done["kept_in"].as_str().expect("a folder");
    let name = home.desk().file_name().expect("a name").to_owned();
    assert_eq!(
        std::fs::read(std::path::Path::new(folder).join(name)).expect("kept"),
        bytes,
        "the damaged bytes are kept"
    );
}

#[test]
fn what_is_no_desk_any_more_comes_back_from_the_backup_and_what_has_none_is_left() {
    let (home, desk) = backed_up();
    std::fs::write(&desk, b"nothing of it is left").expect("damage");
    assert_ne!(home.run(&["--desk", &desk, "verify"]).code, 0);
    let done: Value = serde_json::from_str(&home.ok(&["--json", "--desk", &desk, "recover"])).expect("JSON");
    assert_eq!(done["base"], done["kept"], "{done}");
    assert!(home.ok(&["--desk", &desk, "cases"]).contains("Khan Shaykhun"));

    let other = home.file("Other.claimdesk", "nothing either");
    home.fails(3, &["--desk", &other.display().to_string(), "recover"]);
    assert_eq!(std::fs::read_to_string(&other).expect("there"), "nothing either", "left as it was");
}

fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[test]
fn a_text_is_erased_by_law_from_the_desk_and_its_backups_and_every_proof_stands() {
    let home = Home::new();
    let words = "Words that the law wants to be gone, at length, and never seen again.";
    let text = home.file("letter.txt", words).display().to_string();
    home.ok(&["import", &text, "--case", "Letters"]);
    home.ok(&["backup"]);
    home.ok(&["checkpoint", "-o", "desk.checkpoint"]);
    std::fs::remove_file(&text).expect("the file itself is not the desk's");
    assert!(home.ok(&["text", "1"]).contains(words));
    let said = home.ok(&["erase", "1", "--why", "Request of 3 May under Article 17"]);
    assert!(said.contains("The only backup now"), "{said}");
    let sentence = home.fails(1, &["text", "1"]);
    assert!(sentence.contains("were erased"), "{sentence}");
    assert!(home.ok(&["verify"]).contains("Consistent with itself"));
    assert!(home.ok(&["proof"]).contains("It goes on from"));
    assert!(home.ok(&["log"]).contains("Article 17"));
    let mut folders = vec![home.path("")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            assert!(find_last(&bytes, words.as_bytes()).is_none(), "the words are still in {}", path.display());
        }
    }
    assert!(home.fails(1, &["erase", "1", "--why", "Once more"]).contains("were erased"));
}
