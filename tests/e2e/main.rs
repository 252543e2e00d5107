//! End to end: the real program in its real window, with real mouse and keys.
//!
//! Each test has a display, a driver and a home of its own (`stage`). What the
//! window did is looked at from outside too, by the command line on the same file.

mod stage;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use stage::{Display, Stage, built};

const DRAFT: &str = "Paris talks

The French and Russian foreign ministers met in Paris on 6 July 2017.

The mission concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance.";

async fn wait(client: &Client, xpath: &str) -> Element {
    let found = client.wait().at_most(Duration::from_secs(20)).for_element(Locator::XPath(xpath)).await;
    found.unwrap_or_else(|error| panic!("“{xpath}” did not come: {error}"))
}

fn button(text: &str) -> String {
    format!("//button[contains(normalize-space(.), '{text}')]")
}

async fn click(client: &Client, xpath: &str) {
    let element = wait(client, xpath).await;
    element.click().await.unwrap_or_else(|error| panic!("“{xpath}” cannot be clicked: {error}"));
}

/// Presses keys together, as Ctrl and Z.
async fn press(client: &Client, keys: &[char]) {
    let mut actions = KeyActions::new("keys".to_owned());
    for key in keys {
        actions = actions.then(KeyAction::Down { value: *key });
    }
    for key in keys.iter().rev() {
        actions = actions.then(KeyAction::Up { value: *key });
    }
    client.perform_actions(actions).await.expect("keys are pressed");
    tokio::time::sleep(Duration::from_millis(250)).await;
}

/// Clicks so many times at the middle of an element.
async fn click_times(client: &Client, element: &Element, times: usize) {
    let mut actions = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
        element: element.clone(),
        duration: None,
        x: 0.0,
        y: 0.0,
    });
    for _ in 0..times {
        actions = actions
            .then(PointerAction::Down { button: fantoccini::actions::MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: fantoccini::actions::MOUSE_BUTTON_LEFT });
    }
    client.perform_actions(actions).await.expect("the mouse clicks");
    tokio::time::sleep(Duration::from_millis(250)).await;
}

/// The command line on the desk of this home.
fn cli(home: &Path, arguments: &[&str]) -> String {
    let done = Command::new(built("claimdesk")).args(arguments).env("CLAIMDESK_HOME", home).output();
    let done = done.expect("the command line runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Keeps a picture where a person can look at it.
fn picture(display: &Display, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("shots");
    if std::fs::create_dir_all(&folder).is_ok() {
        display.picture(&folder.join(format!("{name}.png")));
    }
}

async fn sit_down(client: &Client) {
    let name = wait(client, "//form//input").await;
    name.send_keys("Editor A").await.expect("a name is typed");
    click(client, &button("Sit down at the desk")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_keeps_a_tagged_claim_over_a_kill_and_undoes_all() {
    let home = tempfile::tempdir().expect("a home");
    let display = Display::start("1280x800");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let client = stage.client.clone();

    sit_down(&client).await;
    click(&client, &button("Paste a text")).await;
    let field = wait(&client, "//*[@role='dialog']//textarea").await;
    field.send_keys(DRAFT).await.expect("a text is typed");
    picture(&display, "begin");
    click(&client, &button("Bring in")).await;
    let sentence = wait(&client, "//*[contains(text(), 'exposed to sarin')]").await;
    click_times(&client, &sentence, 3).await;
    picture(&display, "selected");
    press(&client, &['t']).await;
    wait(&client, "//*[@data-dossier]").await;
    picture(&display, "tagged");
    let log = cli(home.path(), &["log"]);
    assert!(log.contains("Tagged a claim"), "{log}");
    stage.kill();

    let stage = Stage::start(&display, home.path(), &[]).await;
    let client = stage.client.clone();
    wait(&client, "//*[contains(normalize-space(.), 'sarin-like substance')]").await;
    picture(&display, "after-the-kill");
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
    let pdf = home.path().join("report.pdf");
    cli(home.path(), &["export", "--format", "pdf", "-o", &pdf.display().to_string()]);
    let text = Command::new("pdftotext").arg(&pdf).arg("-").output().expect("pdftotext runs: it is in poppler-utils");
    let text = String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["exposed to sarin or a sarin-like substance", "Paris talks"] {
        assert!(text.contains(part), "the report lacks “{part}”: {text}");
    }

    for _ in 0..2 {
        press(&client, &[Key::Control.into(), 'z']).await;
    }
    wait(&client, "//*[contains(normalize-space(.), 'Look at the sample case')]").await;
    picture(&display, "all-undone");
    for _ in 0..2 {
        press(&client, &[Key::Control.into(), Key::Shift.into(), 'z']).await;
    }
    wait(&client, "//*[contains(normalize-space(.), 'sarin-like substance')]").await;
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_shows_the_sample_case() {
    let home = tempfile::tempdir().expect("a home");
    let display = Display::start("1920x1080");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let client = stage.client.clone();
    client.set_window_size(1920, 1080).await.expect("a size");
    sit_down(&client).await;
    click(&client, &button("Look at the sample case")).await;
    wait(&client, "//*[contains(normalize-space(.), 'Paris talks')]").await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    for _ in 0..3 {
        press(&client, &['j']).await;
    }
    wait(&client, "//*[@data-dossier]").await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    picture(&display, "sample-1920");
    client.set_window_size(1280, 800).await.expect("a size");
    tokio::time::sleep(Duration::from_millis(600)).await;
    picture(&display, "sample-1280");
}
