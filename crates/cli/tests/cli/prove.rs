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
    for name in ["One", "Two", "Three"] {
        home.ok(&["do", &format!("{{\"do\":\"add_case\",\"name\":\"{name}\"}}")]);
    }
    assert!(home.ok(&["proof"]).contains("REWRITTEN"), "another history is noticed");
    home.fails(2, &["adopt", "desk.checkpoint"]);
    home.fails(1, &["countersign", "desk.checkpoint-that-is-not-there"]);
}
