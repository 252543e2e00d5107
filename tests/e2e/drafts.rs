//! A second draft in the real window: brought in by the file dialog, a doubtful place decided by
//! keyboard, undone, the two drafts compared, and how much of the text is read.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::hand::Hand;
use crate::stage::{Display, Stage, built};
use crate::{cli, pause, picture};

const FIRST: &str = "# Paris talks\n\n\
The French and Russian foreign ministers met in Paris on 6 July 2017.\n\n\
The mission did not visit the town, for security reasons. The attack killed 87 people, 31 of them children.\n\n\
Moscow called the data behind the report very doubtful.\n";

/// As a word processor writes it, with a footnote.
const SECOND: &str = r#"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}
\pard\s1\outlinelevel0 Paris talks\par
\pard\plain Moscow called the data behind the report very doubtful.{\super\chftn{\footnote\pard\plain {\super\chftn} Security Council, "Resolution 2118", https://undocs.org/S/RES/2118(2013)}}\par
\pard\plain The French and Russian foreign ministers met in Paris on 6 July 2017.\par
\pard\plain The attack killed 90 people, 31 of them children. Russia, too, acknowledges the use of sarin, the ministry said on 7 July 2017.\par
}"#;

const TAGGED: [&str; 4] = [
    "The French and Russian foreign ministers met in Paris on 6 July 2017",
    "The mission did not visit the town",
    "The attack killed 87 people, 31 of them children",
    "Moscow called the data behind the report very doubtful",
];

/// Tags the passages by the command line, as one stream of commands.
fn tag_all(home: &Path) {
    let read: Value = serde_json::from_str(&cli(home, &["--json", "text", "1"])).expect("a text");
    let (text, revision) = (read["text"].as_str().expect("a text"), &read["revision"]["id"]);
    let mut lines = String::new();
    for words in TAGGED {
        let at = text.find(words).expect("the words stand in the text");
        let start = text[..at].chars().count();
        let tag =
            json!({ "do": "tag_claim", "revision": revision, "start": start, "end": start + words.chars().count() });
        writeln!(lines, "{tag}").expect("a line");
    }
    let mut child = Command::new(built("claimdesk"))
        .args(["do", "-"])
        .env("CLAIMDESK_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the command line runs");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("commands");
    assert!(child.wait().expect("an end").success(), "a claim could not be tagged");
}

/// The entries of the ledger, seen from outside.
fn entries(home: &Path) -> usize {
    cli(home, &["--json", "log"]).lines().count()
}

/// Brings the second draft in by key and file dialog.
async fn bring_the_draft(hand: &Hand<'_>, display: &Display, file: &Path) {
    hand.press(&[Key::Shift.into(), 'd']).await;
    display.await_window("Open");
    display.press(&["slash"]);
    display.press(&["ctrl+a"]);
    display.type_text(&file.display().to_string());
    display.press(&["Return"]);
    hand.see("Draft 2 of the open document").await;
    picture(display, "draft-choose");
    hand.push("Bring in as draft 2").await;
    hand.see("Draft 2 has come").await;
}

/// Decides the doubtful place by one key, leaves, and takes all of it back as one step.
async fn decide_and_undo(hand: &Hand<'_>, display: &Display, home: &Path) {
    hand.see("Where is it now").await;
    hand.see("A number has changed").await;
    pause().await;
    picture(display, "draft-review");
    let before = entries(home);
    hand.press(&['1']).await;
    hand.see("0 to decide").await;
    assert_eq!(entries(home), before, "a decision of an open sitting is in the ledger");
    picture(display, "draft-decided");
    hand.ctrl(Key::Enter.into()).await;
    hand.gone("//*[@id='review-title']").await;
    hand.see("Draft 2: 1 decided").await;
    assert_eq!(entries(home), before + 1, "a sitting is one step");
    hand.ctrl('z').await;
    hand.see("Draft 2 has come: 1 place to decide.").await;
    hand.press(&[Key::Control.into(), Key::Shift.into(), 'z']).await;
    hand.gone("//*[contains(text(), 'Draft 2 has come')]").await;
}

/// Makes a source of the footnote by one key: it becomes evidence of the claim that holds its mark.
async fn take_up_the_footnote(hand: &Hand<'_>, display: &Display, home: &Path) {
    hand.press(&['f']).await;
    hand.see("Footnote 1").await;
    hand.see("A source, and evidence for claim 4").await;
    picture(display, "draft-notes");
    hand.press(&['2']).await;
    hand.see("0 of 1 notes are open").await;
    let page = cli(home, &["claim", "4"]);
    assert!(page.contains("Resolution 2118"), "the source is not on the claim: {page}");
    hand.press(&[Key::Escape.into()]).await;
    hand.gone("//h2[text()='Notes']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_carries_the_marks_into_the_next_draft() {
    let home = tempfile::tempdir().expect("a home");
    let (first, second) = (home.path().join("paris-talks-1.md"), home.path().join("paris-talks-2.rtf"));
    std::fs::write(&first, FIRST).expect("a text");
    std::fs::write(&second, SECOND).expect("a text");
    cli(home.path(), &["--editor", "Editor A", "new"]);
    cli(home.path(), &["import", &first.display().to_string(), "--case", "Paris talks"]);
    tag_all(home.path());
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    hand.see("The attack killed 87 people").await;

    bring_the_draft(&hand, &display, &second).await;
    decide_and_undo(&hand, &display, home.path()).await;

    take_up_the_footnote(&hand, &display, home.path()).await;

    hand.press(&['b']).await;
    hand.see("Compare two drafts").await;
    hand.press(&['j']).await;
    hand.see("Change 1 of").await;
    hand.see("moved").await;
    pause().await;
    picture(&display, "draft-compared");
    hand.press(&[Key::Escape.into()]).await;
    hand.gone("//h1[contains(text(), 'Compare two drafts')]").await;

    hand.press(&['n']).await;
    hand.see("of the words are marked").await;
    hand.wait("//*[contains(@class, 'cover') and contains(@class, 'tagged')]").await;
    pause().await;
    picture(&display, "draft-coverage");
    hand.press(&[Key::Alt.into(), Key::PageUp.into()]).await;
    hand.see("Draft 1 of 2, as it was").await;
    hand.see("killed 87 people").await;
    picture(&display, "draft-old");
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}
