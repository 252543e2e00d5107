//! End to end: the real program in its real window, with real mouse and keys.
//!
//! Each test has a display, a driver and a home of its own (`stage`), and a
//! hand that does what a person would (`hand`). What the window did is looked
//! at from outside too, by the command line on the same file.

mod board;
mod crowd;
mod drafts;
mod hand;
mod letterhead;
mod long;
mod sources;
mod stage;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use hand::Hand;
use stage::{Display, Stage, built};

const ARTICLE: &str = "<!doctype html><html lang=en><head><title>Paris talks</title></head><body>\
<nav>Home · News · Sport</nav><article><h1>Paris talks</h1>\
<p>The French and Russian foreign ministers met in Paris on 6 July 2017. Both stated their opposition to chemical \
weapons; the dialogue between the two capitals had begun in Moscow on 20 June.</p>\
<p>The mission concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance.</p>\
<p>Moscow called the data behind the report very doubtful, and said so on the day after the report was dated, for \
all who would hear it in The Hague and elsewhere.</p>\
</article><footer>Imprint</footer></body></html>";

const SOURCE: &str = "Report of the fact-finding mission";
const REBUTTAL: &str = "Calls the data very doubtful and not collected on the spot";
const ANSWER: &str = "The town was unsafe; samples and autopsies were used";
const REASON: &str = "The report says so in these terms";

/// The command line on the desk of this home.
fn cli(home: &Path, arguments: &[&str]) -> String {
    let done = Command::new(built("claimdesk")).args(arguments).env("CLAIMDESK_HOME", home).output();
    let done = done.expect("the command line runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Keeps a picture where a person can look at it, if pictures are asked for.
fn picture(display: &Display, name: &str) {
    if std::env::var_os("SHOTS").is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("shots");
    if std::fs::create_dir_all(&folder).is_ok() {
        display.picture(&folder.join(format!("{name}.png")));
    }
}

/// The text of a PDF, its line breaks made spaces.
fn text_of(pdf: &Path) -> String {
    let done = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext runs: it is in poppler-utils");
    String::from_utf8_lossy(&done.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(600)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_does_the_main_job_from_an_article_to_a_report() {
    let home = tempfile::tempdir().expect("a home");
    let article = home.path().join("article.html");
    std::fs::write(&article, ARTICLE).expect("an article");
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[&article.display().to_string()]).await;
    let hand = Hand(&stage.client);

    hand.sit_down().await;
    hand.push("Bring in").await;
    tag_the_finding(&hand, &display).await;
    fill_the_dossier(&hand, &display).await;
    let pdf = home.path().join("report.pdf");
    save_the_report(&hand, &display, &pdf).await;
    let text = text_of(&pdf);
    for part in ["exposed to sarin or a sarin-like substance", SOURCE, REBUTTAL, ANSWER, "Supported", REASON] {
        assert!(text.contains(part), "the report lacks “{part}”: {text}");
    }
    assert!(!text.contains("Home · News"), "the furniture of the page came in: {text}");

    let before = cli(home.path(), &["--json", "log"]);
    stage.kill();
    assert_eq!(cli(home.path(), &["--json", "log"]), before, "the kill lost an entry");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    for words in [SOURCE, REBUTTAL, ANSWER, REASON] {
        hand.see(words).await;
    }
    picture(&display, "after-the-kill");
    // The founding stands, and that this computer signs with a key is no step of anybody's.
    let steps = before.lines().filter(|line| !line.contains("\"key_added\"")).count() - 1;
    undo_and_redo_all(&hand, &display, home.path(), steps).await;
}

/// Selects the sentence with the mouse and tags it with the keyboard.
async fn tag_the_finding(hand: &Hand<'_>, display: &Display) {
    let sentence = hand.wait("//*[@role='document']//*[contains(text(), 'exposed to sarin')]").await;
    hand.click_times(&sentence, 3).await;
    picture(display, "selected");
    hand.press(&['t']).await;
    hand.wait("//*[@data-dossier]").await;
    pause().await;
    hand.press(&[Key::Escape.into()]).await;
    picture(display, "tagged");
}

/// Source, rebuttal, answer, weighing and verdict, each by its key and its form.
async fn fill_the_dossier(hand: &Hand<'_>, display: &Display) {
    hand.press(&['s']).await;
    hand.push("New source").await;
    hand.fill("Title", SOURCE).await;
    hand.fill("Symbol", "S/1510/2017").await;
    hand.fill("What it shows", "The mission's own conclusion").await;
    picture(display, "source-form");
    hand.send_form().await;
    hand.see("S/1510/2017").await;

    hand.press(&['r']).await;
    hand.fill("Who disputes it", "Russian foreign ministry").await;
    hand.fill("What it says", REBUTTAL).await;
    picture(display, "rebuttal-form");
    hand.send_form().await;
    hand.push("Answer").await;
    hand.fill("Who disputes it", "OPCW").await;
    hand.fill("What it says", ANSWER).await;
    hand.send_form().await;
    hand.see(ANSWER).await;
    give_verdict(hand, display).await;
    pause().await;
    picture(display, "dossier");
}

/// The first verdict of the scale, with a reason.
async fn give_verdict(hand: &Hand<'_>, display: &Display) {
    hand.press(&['v']).await;
    hand.wait("//form[@data-dossier-form]").await;
    hand.press(&['1']).await;
    hand.fill("Reasoning", REASON).await;
    picture(display, "verdict-form");
    hand.send_form().await;
    hand.see(REASON).await;
}

/// Exports by the dialog of the window and the file dialog of the system.
async fn save_the_report(hand: &Hand<'_>, display: &Display, pdf: &Path) {
    hand.ctrl('e').await;
    hand.see("Export a report").await;
    hand.wait("//*[@role='dialog']//img[starts-with(@src, 'snap:')]").await;
    pause().await;
    picture(display, "report");
    let save = hand.wait("//*[@role='dialog']//button[starts-with(normalize-space(.), 'Save')]").await;
    save.click().await.expect("Save can be clicked");
    display.await_window("Save");
    display.press(&["ctrl+a"]);
    display.type_text(&pdf.display().to_string());
    picture(display, "file-dialog");
    display.press(&["Return"]);
    let until = Instant::now() + Duration::from_secs(30);
    while !pdf.exists() {
        assert!(Instant::now() < until, "no report was written");
        pause().await;
    }
    hand.see("Saved the report").await;
}

/// Back to the empty desk step by step, and forth again: the same is there.
async fn undo_and_redo_all(hand: &Hand<'_>, display: &Display, home: &Path, steps: usize) {
    let claims = |home: &Path| cli(home, &["--json", "claims"]);
    let before = claims(home);
    for _ in 0..steps {
        hand.ctrl('z').await;
    }
    hand.see("Look at the sample case").await;
    picture(display, "all-undone");
    assert_eq!(claims(home), "", "a claim is left after everything was undone");
    for _ in 0..steps {
        hand.press(&[Key::Control.into(), Key::Shift.into(), 'z']).await;
    }
    hand.see(REASON).await;
    assert_eq!(claims(home), before, "redoing everything gives what was undone");
    assert!(cli(home, &["verify"]).contains("Consistent with itself"));
}

/// Goes back to before the sample came, compares that with now, and looks at the desk's safekeeping.
async fn travel(hand: &Hand<'_>, display: &Display) {
    hand.press(&[Key::Escape.into()]).await;
    hand.press(&['m']).await;
    hand.wait("//*[@role='slider']").await;
    picture(display, "time-control");
    // Two steps: the sample, and that this computer signs with a key, whichever came first.
    for _ in 0..2 {
        hand.press(&[Key::Alt.into(), ',']).await;
    }
    hand.see("as of").await;
    pause().await;
    picture(display, "past");
    hand.press(&['c']).await;
    hand.see("OPCW investigators found").await;
    pause().await;
    picture(display, "compared");
    hand.push("Back to now").await;
    hand.gone("//*[contains(text(), 'Back to now')]").await;
    hand.press(&[Key::Escape.into()]).await;
    let chip = hand.wait("//footer//button[@title='Safekeeping']").await;
    chip.click().await.expect("the chip can be clicked");
    // One entry proves itself, two prove themselves: what is verified at the start may be the founding alone.
    hand.see("· verified").await;
    hand.see("Last verified backup").await;
    pause().await;
    picture(display, "safekeeping");
    hand.press(&[Key::Escape.into()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_shows_the_sample_case() {
    let home = tempfile::tempdir().expect("a home");
    let display = Display::start("1940x1140");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    stage.client.set_window_size(1920, 1080).await.expect("a size");
    pause().await;
    picture(&display, "who");
    hand.sit_down().await;
    hand.see("Look at the sample case").await;
    picture(&display, "welcome");
    hand.push("Look at the sample case").await;
    hand.see("Paris talks").await;
    pause().await;
    for _ in 0..4 {
        hand.press(&['j']).await;
    }
    hand.wait("//*[@data-dossier]").await;
    pause().await;
    picture(&display, "sample-1920");
    stage.client.set_window_size(1280, 800).await.expect("a size");
    pause().await;
    picture(&display, "sample-1280");
    hand.press(&['h']).await;
    hand.see("Added the sample case").await;
    pause().await;
    picture(&display, "history-1280");
    travel(&hand, &display).await;
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}
