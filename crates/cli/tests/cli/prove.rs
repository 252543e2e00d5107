//! Checkpoints, countersignatures and what is proven, as a person runs them.

use crate::desk::Home;

#[test]
fn a_checkpoint_is_signed_countersigned_by_a_colleague_and_kept() {
    let home = Home::with_sample();
    let said = home.ok(&["checkpoint", "-o", "desk.checkpoint"]);
    assert!(said.contains("Signed with claimdesk-desk-"), "{said}");
    let note = std::fs::read_to_string(home.path("desk.checkpoint")).expect("a checkpoint");
    assert!(note.starts_with("claimdesk/") && note.lines().count() == 5, "{note}");

    let colleague = Home::new();
    let file = home.path("desk.checkpoint").display().to_string();
    let said = colleague.ok(&["countersign", &file]);
    let key = said.lines().next().and_then(|line| line.split(' ').next_back()).expect("a key").to_owned();
    home.ok(&["adopt", "desk.checkpoint"]);
    let proof = home.ok(&["proof", "--witness", &key]);
    assert!(proof.contains("Signed: the first 3 entries"), "{proof}");
    assert!(proof.contains("Seen by others: the first 3 entries, by claimdesk-witness-"), "{proof}");
    assert!(proof.contains("It goes on from the 3 entries"), "{proof}");
    assert!(home.ok(&["proof"]).contains("by nobody whose key you named"));
    assert!(home.ok(&["verify"]).contains("Consistent with itself"));
}

#[test]
fn a_desk_that_was_set_back_or_rewritten_is_noticed() {
    let home = Home::with_sample();
    let desk = home.desk();
    let older = std::fs::read(&desk).expect("the desk");
    home.ok(&["do", "{\"do\":\"add_case\",\"name\":\"Later\"}"]);
    home.ok(&["checkpoint", "-o", "desk.checkpoint"]);
    assert!(home.ok(&["proof"]).contains("It goes on"));
    std::fs::write(&desk, older).expect("set back");
    assert!(home.ok(&["proof"]).contains("SET BACK"), "an older file is noticed");
    let sentence = home.fails(2, &["checkpoint", "-o", "again.checkpoint"]);
    assert!(sentence.contains("not signed until you accept"), "{sentence}");
    assert!(home.ok(&["proof"]).contains("SET BACK"), "signing does not make the alarm go away");
    for name in ["One", "Two", "Three"] {
        home.ok(&["do", &format!("{{\"do\":\"add_case\",\"name\":\"{name}\"}}")]);
    }
    assert!(home.ok(&["proof"]).contains("REWRITTEN"), "another history is noticed");
    home.fails(2, &["adopt", "desk.checkpoint"]);
    assert!(home.ok(&["proof", "--accept"]).contains("It goes on"), "somebody decided so");
    home.ok(&["checkpoint", "-o", "again.checkpoint"]);
    home.fails(1, &["countersign", "desk.checkpoint-that-is-not-there"]);
}

#[test]
fn a_stranger_checks_an_evidence_bundle_without_this_program() {
    let home = Home::with_sample();
    let case = "Khan Shaykhun, 2017 (sample)";
    home.ok(&["do", "{\"do\":\"add_case\",\"name\":\"Nothing that a stranger should see\"}"]);
    let said = home.ok(&["bundle", "--case", case, "-o", "evidence"]);
    assert!(said.contains("data/VERIFY.md"), "{said}");
    let folder = home.path("evidence");
    let script = folder.join("data/verify_proof.py");
    let check = || {
        let done =
            std::process::Command::new("python3").arg(&script).current_dir(&folder).output().expect("python3 runs");
        (
            done.status.success(),
            String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr),
        )
    };
    let (holds, said) = check();
    assert!(holds, "{said}");
    let sums = std::process::Command::new("sha256sum")
        .args(["--quiet", "-c", "manifest-sha256.txt"])
        .current_dir(&folder)
        .status();
    assert!(sums.expect("sha256sum runs").success());
    let all = walk(&folder);
    for path in &all {
        let bytes = std::fs::read(path).expect("a file");
        assert!(!contains(&bytes, b"Nothing that a stranger should see"), "{} tells of another case", path.display());
    }
    // One byte anywhere.
    for path in all.iter().filter(|path| **path != script) {
        let bytes = std::fs::read(path).expect("a file");
        let mut spoilt = bytes.clone();
        match spoilt.len() / 2 {
            0 => spoilt.push(b'x'),
            middle => spoilt[middle] ^= 1,
        }
        std::fs::write(path, &spoilt).expect("changed");
        let (holds, said) = check();
        assert!(!holds, "a changed byte in {} is not found: {said}", path.display());
        std::fs::write(path, &bytes).expect("put back");
    }
    home.fails(1, &["bundle", "--case", case, "-o", "evidence"]);
    assert!(home.ok(&["verify"]).contains("Consistent with itself"));
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { all.extend(walk(&path)) } else { all.push(path) }
    }
    all
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
