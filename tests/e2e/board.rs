//! The workflow in the real window: a checklist ticked, somebody asked and overdue on the board, a sign-off that
//! its own checker may not give, given by a second editor, stale when the statement changes, and given again.

use std::path::Path;

use fantoccini::key::Key;

use crate::hand::Hand;
use crate::stage::{Display, Stage};
use crate::{ARTICLE, cli, give_verdict, pause, picture, tag_the_finding};

/// Ticks the first point of the checklist by keys.
async fn tick(hand: &Hand<'_>) {
    hand.press(&['l']).await;
    hand.press(&[' ']).await;
    hand.see("1 of 3").await;
}

/// Asks somebody by a day that is long past.
async fn ask(hand: &Hand<'_>, display: &Display) {
    hand.press(&['i']).await;
    hand.fill("Whom", "Press office of the mission").await;
    hand.fill("What is asked", "Which laboratories?").await;
    hand.fill("Answer by", "2017-07-05").await;
    picture(display, "contact-form");
    hand.send_form().await;
    hand.see("Overdue: no answer by").await;
}

/// Looks for what is overdue on the board, and comes back.
async fn overdue_on_the_board(hand: &Hand<'_>, display: &Display) {
    hand.press(&['w']).await;
    hand.wait("//*[@role='listbox'][@aria-multiselectable]//*[@role='option']").await;
    hand.push("Overdue").await;
    hand.wait("//*[@role='option'][contains(normalize-space(.), 'overdue')]").await;
    pause().await;
    picture(display, "board-overdue");
    hand.press(&['w']).await;
    hand.gone("//*[@role='listbox'][@aria-multiselectable]").await;
}

/// Signs the claim off with a note.
pub(crate) async fn sign(hand: &Hand<'_>, note: &str) {
    hand.press(&['o']).await;
    hand.fill("What you checked", note).await;
    hand.send_form().await;
    hand.see(note).await;
}

/// Rewords the claim in its place.
pub(crate) async fn reword(hand: &Hand<'_>) {
    let statement = hand.wait("//*[@data-dossier]//header//button[contains(normalize-space(.), 'sarin')]").await;
    statement.click().await.expect("the statement can be clicked");
    let field = hand.wait("//*[@data-dossier]//header//textarea").await;
    field.send_keys(" The report says so.").await.expect("words can be typed");
    hand.ctrl(Key::Enter.into()).await;
    hand.gone("//*[@data-dossier]//header//textarea").await;
}

/// The one who gave the verdict may not release it.
pub(crate) async fn refuse_own_sign_off(hand: &Hand<'_>, home: &Path) {
    hand.press(&['o']).await;
    hand.see("You gave this verdict").await;
    assert!(!cli(home, &["--json", "log"]).contains("sign_off_claim"), "a checker released their own verdict");
}

/// A second editor comes and sits down.
pub(crate) async fn change_seats(hand: &Hand<'_>) {
    let seat = hand.wait("//footer//button[contains(normalize-space(.), 'Editor A')]").await;
    seat.click().await.expect("the seat can be clicked");
    let add = hand.wait("//*[@role='menuitem'][contains(normalize-space(.), 'Add an editor')]").await;
    add.click().await.expect("the line can be clicked");
    hand.fill("Name", "Editor B").await;
    hand.press(&[Key::Enter.into()]).await;
    hand.wait("//footer//button[contains(normalize-space(.), 'Editor B')]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_takes_a_claim_through_the_desk_to_a_second_signature() {
    let home = tempfile::tempdir().expect("a home");
    let article = home.path().join("article.html");
    std::fs::write(&article, ARTICLE).expect("an article");
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[&article.display().to_string()]).await;
    let hand = Hand(&stage.client);

    hand.sit_down().await;
    hand.push("Bring in").await;
    tag_the_finding(&hand, &display).await;
    tick(&hand).await;
    ask(&hand, &display).await;
    give_verdict(&hand, &display).await;
    refuse_own_sign_off(&hand, home.path()).await;
    overdue_on_the_board(&hand, &display).await;
    change_seats(&hand).await;
    sign(&hand, "Read against the article.").await;
    reword(&hand).await;
    hand.see("Stale").await;
    pause().await;
    picture(&display, "sign-off-stale");
    sign(&hand, "Read once more.").await;
    let log = cli(home.path(), &["--json", "log"]);
    assert_eq!(log.matches("\"sign_off_claim\"").count(), 2, "{log}");
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}
