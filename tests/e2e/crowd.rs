//! A long text with many claims in the real window: everything answers, and pictures to look at.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::hand::Hand;
use crate::stage::{Display, Stage, built};
use crate::{cli, pause, picture};

/// Paragraphs of 100 words, so that there are 50,000 words.
const PARAGRAPHS: usize = 500;

/// Claims, two a paragraph.
const CLAIMS: usize = 1_000;

/// A text of short and long sentences, with names in three scripts.
fn text() -> String {
    let mut text = String::from("# A long report\n\n");
    for n in 1..=PARAGRAPHS {
        if n % 20 == 1 {
            write!(text, "## Part {}\n\n", n / 20 + 1).expect("text");
        }
        let first = format!(
            "Statement {n} says that sample {n} was taken in Khan Shaykhun (خان شيخون, Хан-Шейхун) on day {n}."
        );
        let second =
            format!("Statement {n} also says that the sample was seen by two laboratories and described in annex {n}.");
        let filler =
            "The words that follow are there to fill the line and to make the paragraph as long as one in a report. ";
        writeln!(text, "{first} {second} {}\n", filler.repeat(3).trim_end()).expect("text");
    }
    text
}

/// Tags so many statements, two a paragraph, by the command line, as one stream of commands.
pub(crate) fn tag_statements(home: &Path, claims: usize) {
    let read: Value = serde_json::from_str(&cli(home, &["--json", "text", "1"])).expect("a text");
    let (text, revision) = (read["text"].as_str().expect("a text"), &read["revision"]["id"]);
    let mut lines = String::new();
    let (mut at, mut counted) = (0, 0);
    for n in 1..=claims {
        let begin =
            if n % 2 == 1 { format!("Statement {} says", n / 2 + 1) } else { format!("Statement {} also", n / 2) };
        let from = at + text[at..].find(&begin).expect("the statement stands in the text");
        let to = from + text[from..].find('.').expect("it ends") + 1;
        counted += text[at..from].chars().count();
        let start = counted;
        counted += text[from..to].chars().count();
        at = to;
        let tag = json!({ "do": "tag_claim", "revision": revision, "start": start, "end": counted });
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

#[tokio::test(flavor = "multi_thread")]
async fn real_window_stays_at_hand_with_fifty_thousand_words_and_a_thousand_claims() {
    let home = tempfile::tempdir().expect("a home");
    let file = home.path().join("report.md");
    std::fs::write(&file, text()).expect("a text");
    cli(home.path(), &["--editor", "Editor A", "new"]);
    cli(home.path(), &["import", &file.display().to_string(), "--case", "A long report"]);
    tag_statements(home.path(), CLAIMS);
    let display = Display::start("1940x1140");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    hand.see("Statement 1 says").await;
    hand.see("0 of 1,000 checked").await;
    for _ in 0..3 {
        hand.press(&['j']).await;
    }
    hand.wait("//*[@data-dossier]").await;
    pause().await;
    picture(&display, "crowd-1280");
    stage.client.set_window_size(1920, 1080).await.expect("a size");
    pause().await;
    picture(&display, "crowd-1920");
    // To the last claim and back, by the filter and by the keys.
    hand.press(&['/']).await;
    for letter in "annex 500".chars() {
        hand.press(&[letter]).await;
    }
    pause().await;
    hand.press(&[Key::Enter.into()]).await;
    hand.press(&['j']).await;
    hand.see("described in annex 500").await;
    pause().await;
    picture(&display, "crowd-filtered");
    hand.ctrl('k').await;
    pause().await;
    picture(&display, "crowd-palette");
}
