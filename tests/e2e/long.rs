//! The next draft of a very long text, and a very large copy, in the real window: how long they take, and whether the
//! window answers meanwhile. Measurements, not a part of the gate.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use fantoccini::{Client, Locator};

use crate::crowd::tag_statements;
use crate::hand::Hand;
use crate::stage::{Display, Stage};
use crate::{cli, pause, picture};

/// Paragraphs of some hundred words, so that there are 200,000 words.
const PARAGRAPHS: usize = 2_000;

/// Claims, two a paragraph.
const CLAIMS: usize = 1_000;

/// How long the whole may take.
const LONGEST: Duration = Duration::from_secs(300);

/// A long report. In its second draft some statements are reworded, some are gone, and one part is moved.
fn text(second: bool) -> String {
    let mut text = String::from("# A long report\n\n");
    let mut order: Vec<usize> = (1..=PARAGRAPHS).collect();
    if second {
        order.retain(|n| n % 50 != 7);
        order.rotate_left(20);
    }
    let filler =
        "The words that follow are there to fill the line and to make the paragraph as long as one in a report. ";
    for n in order {
        let taken = if second && n.is_multiple_of(10) { "was collected" } else { "was taken" };
        let day = if second && n % 25 == 3 { n + 1 } else { n };
        let first = format!(
            "Statement {n} says that sample {n} {taken} in Khan Shaykhun (خان شيخون, Хан-Шейхун) on day {day}."
        );
        let other =
            format!("Statement {n} also says that the sample was seen by two laboratories and described in annex {n}.");
        writeln!(text, "{first} {other} {}\n", filler.repeat(3).trim_end()).expect("text");
    }
    text
}

/// Waits for words, and gives the longest time that the window needed for an answer meanwhile.
async fn slowest_until(client: &Client, xpath: &str) -> Duration {
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    loop {
        let asked = Instant::now();
        client.execute("return document.title", Vec::new()).await.expect("the window answers");
        slowest = slowest.max(asked.elapsed());
        if !client.find_all(Locator::XPath(xpath)).await.expect("the window answers").is_empty() {
            return slowest;
        }
        assert!(begun.elapsed() < LONGEST, "“{xpath}” did not come");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn choose(hand: &Hand<'_>, display: &Display, file: &Path) {
    hand.press(&[Key::Shift.into(), 'd']).await;
    display.await_window("Open");
    display.press(&["slash"]);
    display.press(&["ctrl+a"]);
    display.type_text(&file.display().to_string());
    display.press(&["Return"]);
    hand.see("Draft 2 of the open document").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: make e2e first, then cargo test -p claimdesk-tests --test e2e -- --ignored long --nocapture"]
async fn real_window_takes_a_draft_of_two_hundred_thousand_words() {
    let home = tempfile::tempdir().expect("a home");
    let (first, second) = (home.path().join("report-1.md"), home.path().join("report-2.md"));
    std::fs::write(&first, text(false)).expect("a text");
    std::fs::write(&second, text(true)).expect("a text");
    cli(home.path(), &["--editor", "Editor A", "new"]);
    let begun = Instant::now();
    cli(home.path(), &["import", &first.display().to_string(), "--case", "A long report"]);
    let imported = begun.elapsed();
    let begun = Instant::now();
    tag_statements(home.path(), CLAIMS);
    let tagged = begun.elapsed();
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    hand.see("Statement 1 says").await;
    choose(&hand, &display, &second).await;
    let begun = Instant::now();
    hand.push("Bring in as draft 2").await;
    let waiting = slowest_until(&stage.client, "//*[contains(text(), 'Draft 2 has come')]").await;
    let came = begun.elapsed();
    let begun = Instant::now();
    hand.press(&['d']).await;
    let opening = slowest_until(&stage.client, "//*[@id='review-title']").await;
    let open = begun.elapsed();
    pause().await;
    picture(&display, "draft-long-review");
    let begun = Instant::now();
    hand.press(&['1']).await;
    let decided = begun.elapsed();
    eprintln!("long: import {imported:.2?}, {CLAIMS} tags {tagged:.2?}");
    eprintln!("long: the draft came after {came:.2?}, slowest answer meanwhile {waiting:.2?}");
    eprintln!("long: the review after {open:.2?}, slowest answer meanwhile {opening:.2?}; one decision {decided:.2?}");
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}

/// Asks the program a question as the window does, and waits for its answer.
const QUESTION: &str = "const done = arguments[arguments.length - 1]; \
    window.__TAURI_INTERNALS__.invoke('ask', { name: 'source_list', input: {}, at: null }).then(() => done(''), (e) => done(JSON.stringify(e)))";

/// Waits for words, and gives the longest time that a question to the desk took meanwhile.
async fn slowest_question_until(client: &Client, xpath: &str) -> (Duration, u32) {
    let begun = Instant::now();
    let (mut slowest, mut asked) = (Duration::ZERO, 0);
    loop {
        let at = Instant::now();
        let answer = client.execute_async(QUESTION, Vec::new()).await.expect("the window answers");
        assert_eq!(answer, "", "the desk answers");
        (slowest, asked) = (slowest.max(at.elapsed()), asked + 1);
        if !client.find_all(Locator::XPath(xpath)).await.expect("the window answers").is_empty() {
            return (slowest, asked);
        }
        assert!(begun.elapsed() < LONGEST, "“{xpath}” did not come");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: make e2e first, then cargo test -p claimdesk-tests --test e2e -- --ignored large --nocapture"]
async fn real_window_goes_on_while_a_large_copy_comes_in() {
    let home = tempfile::tempdir().expect("a home");
    let recording = home.path().join("recording.ogg");
    // Bytes that nothing packs, behind the sign of a recording.
    let mut state = 1_u64;
    let mut bytes = b"OggS".to_vec();
    bytes.extend((0..200 << 17).flat_map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.rotate_left(29).to_le_bytes()
    }));
    std::fs::write(&recording, &bytes).expect("a recording");
    cli(home.path(), &["--editor", "Editor A", "new"]);
    cli(home.path(), &["sample"]);
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    hand.see("Khan Shaykhun").await;
    hand.press(&[Key::Shift.into(), 'l']).await;
    let line = hand.wait("//*[@role='option'][contains(normalize-space(.), 'Agency text on the Paris')]").await;
    line.click().await.expect("the source can be chosen");
    let tab = hand.wait("//*[@role='tab'][contains(normalize-space(.), 'Copies')]").await;
    tab.click().await.expect("the tab can be chosen");
    hand.push("Attach files").await;
    display.await_window("Open File");
    display.type_text(&recording.display().to_string());
    display.press(&["Return"]);
    let begun = Instant::now();
    let (slowest, asked) = slowest_question_until(&stage.client, "//*[contains(text(), 'application/ogg')]").await;
    eprintln!(
        "large: kept after {:.2?}; {asked} questions meanwhile, the slowest answered after {slowest:.2?}",
        begun.elapsed()
    );
    picture(&display, "large-copy");
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}
