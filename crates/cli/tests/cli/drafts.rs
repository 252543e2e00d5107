//! The next draft on the command line: what came of each mark, how the texts differ, how much is read.

use insta::assert_snapshot;

use crate::desk::{Home, field, verifies};

const SECOND: &str = "# What came later\n\nOn 26 October 2017 the Joint Investigative Mechanism of the OPCW and the United Nations reported to the Security Council. It was confident that the Syrian Arab Republic was responsible for the release of sarin at Khan Shaykhun.\n\nThe resolution at issue carries the symbol S/RES/2118, one summary says.\n";

#[test]
fn a_draft_comes_from_a_file_and_every_mark_has_its_fate() {
    let home = Home::with_sample();
    let file = home.file("later-2.md", SECOND);
    let file = file.to_string_lossy();
    let told = home.ok(&["draft", "What came", &file]);
    assert!(told.contains("Added a draft") && told.contains("draft 2 after draft 1"), "{told}");
    assert!(told.contains("1 unchanged · 0 moved · 0 reworded · 1 to be decided · 0 gone of 2"), "{told}");
    let review = home.ok(&["review", "What came"]);
    assert!(review.contains("to be decided"), "{review}");
    assert!(review.contains("  was: carries the symbol S/RES/2117"), "{review}");
    assert!(review.contains("S/RES/[-2117-]{+2118+}"), "what comes into question: {review}");
    let drafts = home.ok(&["--json", "drafts", "What came"]);
    assert_eq!(field(&drafts, "marked"), ["0", "2"]);
    let compared = home.ok(&["compare", "What came"]);
    assert!(compared.contains("- The mechanism had weighed eight scenarios."), "{compared}");
    assert!(home.ok(&["text", "What came", "--draft", "1"]).contains("eight scenarios"));
    assert!(!home.ok(&["text", "What came"]).contains("eight scenarios"));
    let covered = home.ok(&["coverage", "What came"]);
    assert!(covered.contains("unmarked 0–15: What came later"), "{covered}");
    assert!(verifies(&home, &home.desk()));
    let again = home.fails(1, &["draft", "What came", &file]);
    assert_snapshot!(again.lines().next().unwrap_or_default(), @"claimdesk: “What came later” is already in this case: its draft 2 has the same bytes.");
    let none = home.fails(1, &["text", "What came", "--draft", "7"]);
    assert_snapshot!(none.lines().next().unwrap_or_default(), @"claimdesk: There is no draft 7.");
}

#[test]
fn the_sample_shows_a_review_at_once() {
    let home = Home::with_sample();
    let review = home.ok(&["review", "Paris talks"]);
    for said in ["unchanged", "moved", "reworded", "to be decided", "gone", "new sentences are unread"] {
        assert!(review.contains(said), "{said}: {review}");
    }
}

const NOTED: &str = "# Paris talks\n\nThe resolution forbids chemical weapons.[^1] It was adopted unanimously.[^2]\n\n[^1]: Security Council, “Resolution 2118”, https://undocs.org/S/RES/2118(2013)\n\n[^2]: Ibid.\n";

#[test]
fn a_footnote_becomes_a_source_or_is_dismissed_and_the_next_draft_knows() {
    let home = Home::empty();
    home.ok(&["--editor", "Editor A", "new"]);
    let file = home.file("noted.md", NOTED);
    home.ok(&["import", &file.to_string_lossy(), "--case", "Paris talks"]);
    let listed = home.ok(&["notes", "1"]);
    assert_snapshot!(listed, @r"
    2 notes: 2 open, 0 became claims, 0 sources, 0 dismissed; 0 tracked changes
    1 footnote
      on: The resolution forbids chemical weapons.
      Security Council, “Resolution 2118”, https://undocs.org/S/RES/2118(2013)
    2 footnote
      on: It was adopted unanimously.
      Ibid.
    ");
    assert!(home.ok(&["note", "1", "1", "source"]).contains("Made a source of a note"));
    assert!(home.ok(&["note", "1", "2", "dismiss"]).contains("Dismissed a note"));
    let next = home.file("noted-2.md", &NOTED.replace("The resolution forbids", "It forbids"));
    home.ok(&["draft", "1", &next.to_string_lossy()]);
    let listed = home.ok(&["notes", "1"]);
    assert!(
        listed.contains("1 footnote → source “Resolution 2118”") && listed.contains("2 footnote → dismissed"),
        "{listed}"
    );
    let again = home.fails(1, &["note", "1", "2", "claim"]);
    assert_snapshot!(again.lines().next().unwrap_or_default(), @"claimdesk: It is decided already what becomes of this note.");
    home.ok(&["note", "1", "2", "open"]);
    assert!(home.ok(&["notes", "1"]).starts_with("2 notes: 1 open"));
    let none = home.fails(1, &["note", "1", "7", "claim"]);
    assert_snapshot!(none.lines().next().unwrap_or_default(), @"claimdesk: There is no note 7.");
}
