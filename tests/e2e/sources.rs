//! Sources in the real window: from a bibliography to a verdict signed twice, and a hostile copy that does nothing.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use fantoccini::key::Key;

use crate::board::{change_seats, refuse_own_sign_off, reword, sign};
use crate::hand::Hand;
use crate::stage::{Browser, Display, Stage};
use crate::{ANSWER, ARTICLE, REBUTTAL, SOURCE, cli, give_verdict, pause, picture, tag_the_finding};

const BIBLIOGRAPHY: &str = "@report{ffm2017, title={Report of the fact-finding mission}, number={S/1510/2017}, \
institution={OPCW}, date={2017-06-29}}";

/// A report as a PDF, made by LibreOffice.
fn pdf(home: &Path) -> PathBuf {
    let body = "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\" \
        office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>\
        <text:p>Report of the fact-finding mission</text:p>\
        <text:p>The mission concluded that people were exposed to sarin or a sarin-like substance.</text:p>\
        </office:text></office:body></office:document>";
    let from = home.join("report.fodt");
    std::fs::write(&from, body).expect("a document");
    let made = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", home.join("office").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .args([home, &from])
        .output()
        .expect("LibreOffice runs: it is in the package libreoffice-writer");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    home.join("report.pdf")
}

/// Takes the bibliography in, and attaches the PDF to what came of it.
async fn bring_in(hand: &Hand<'_>, display: &Display, pdf: &Path) {
    hand.press(&[Key::Shift.into(), 'l']).await;
    hand.press(&['i']).await;
    hand.fill("Entries, DOIs or addresses", BIBLIOGRAPHY).await;
    hand.push("Read").await;
    picture(display, "library-import");
    hand.push("Bring in 1 source").await;
    let line = hand.wait(&format!("//*[@role='option'][contains(normalize-space(.), '{SOURCE}')]")).await;
    line.click().await.expect("the source can be chosen");
    let tab = hand.wait("//*[@role='tab'][contains(normalize-space(.), 'Copies')]").await;
    tab.click().await.expect("the tab can be chosen");
    picture(display, "library");
    hand.push("Attach files").await;
    display.await_window("Open File");
    display.type_text(&pdf.display().to_string());
    display.press(&["Return"]);
    hand.see("application/pdf").await;
}

/// Finds words in the copy and pins them as evidence of the claim.
async fn pin(hand: &Hand<'_>, display: &Display) {
    open_copy(hand).await;
    hand.wait("//img[starts-with(@src, 'snap:')]").await;
    let find = hand.wait("//input[@placeholder='Find in the copy']").await;
    find.send_keys("exposed to sarin or a sarin-like substance").await.expect("words can be typed");
    hand.see("0 of 1").await;
    hand.push("Next").await;
    hand.see("1 of 1").await;
    picture(display, "copy");
    let text = hand.wait("//*[@aria-label='The text of the copy']//*[@role='document']").await;
    let text = serde_json::to_value(&text).expect("an element has an id");
    hand.0.execute("arguments[0].focus()", vec![text]).await.expect("the text takes the keyboard");
    hand.press(&['e']).await;
    hand.see("Pin as evidence").await;
    picture(display, "copy-pin");
    let pin = hand.wait("//*[@role='dialog']//button[normalize-space(.)='Pin as evidence']").await;
    pin.click().await.expect("Pin can be pushed");
    hand.gone("//*[@role='dialog']").await;
    hand.push("Close the copy").await;
    hand.push("Back to the desk").await;
}

async fn open_copy(hand: &Hand<'_>) {
    let open = hand.wait("//*[@role='tabpanel']//button[normalize-space(.)='Open']").await;
    open.click().await.expect("the copy can be opened");
}

/// Disputes the evidence, answers that, and weighs it.
async fn dispute(hand: &Hand<'_>) {
    hand.wait("//*[@data-evidence]//button[starts-with(@aria-label, 'Actions')]").await.click().await.expect("a menu");
    let line = "//*[@role='menuitem'][contains(normalize-space(.), 'this evidence')]";
    hand.wait(line).await.click().await.expect("the line can be clicked");
    hand.fill("Who disputes it", "Russian foreign ministry").await;
    hand.fill("What it says", REBUTTAL).await;
    hand.send_form().await;
    hand.push("Answer").await;
    hand.fill("Who disputes it", "OPCW").await;
    hand.fill("What it says", ANSWER).await;
    hand.send_form().await;
    hand.wait("//*[@data-rebuttal]//button[starts-with(@aria-label, 'Actions')]").await.click().await.expect("a menu");
    let line = hand.wait("//*[@role='menuitem'][normalize-space(.)='Weigh']").await;
    line.click().await.expect("the line can be clicked");
    hand.press(&['3']).await;
    hand.fill("Why", "The answer meets it.").await;
    hand.send_form().await;
    hand.see("Does not hold").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_goes_from_a_bibliography_to_a_verdict_signed_twice() {
    let home = tempfile::tempdir().expect("a home");
    let article = home.path().join("article.html");
    std::fs::write(&article, ARTICLE).expect("an article");
    let pdf = pdf(home.path());
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[&article.display().to_string()]).await;
    let hand = Hand(&stage.client);

    hand.sit_down().await;
    hand.push("Bring in").await;
    tag_the_finding(&hand, &display).await;
    bring_in(&hand, &display, &pdf).await;
    pin(&hand, &display).await;
    dispute(&hand).await;
    give_verdict(&hand, &display).await;
    refuse_own_sign_off(&hand, home.path()).await;
    change_seats(&hand).await;
    sign(&hand, "Read against the report.").await;
    reword(&hand).await;
    hand.see("Stale").await;
    sign(&hand, "Read once more.").await;
    picture(&display, "walk-signed");

    let log = cli(home.path(), &["--json", "log"]);
    for (operation, times) in [("quote_evidence", 1), ("weigh_rebuttal", 1), ("sign_off_claim", 2)] {
        assert_eq!(log.matches(&format!("\"{operation}\"")).count(), times, "{operation}: {log}");
    }
    // The dossier opens the copy at the words.
    let open = hand.wait("//*[@role='button'][contains(normalize-space(.), 'Open at the quote')]").await;
    open.click().await.expect("the quote can be opened");
    hand.see("Supports claim").await;
    pause().await;
    picture(&display, "copy-quote");
    assert!(cli(home.path(), &["verify"]).contains("Consistent with itself"));
}

/// A server that notes every path it is asked for; `/page` is the hostile page.
struct Detector {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Detector {
    fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = socket.local_addr().expect("an address").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in socket.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut request = [0; 2048];
                let read = stream.read(&mut request).unwrap_or(0);
                let path = String::from_utf8_lossy(&request[..read]).split(' ').nth(1).unwrap_or("").to_owned();
                let body = if path == "/page" { hostile(port) } else { String::new() };
                if !path.contains("favicon") {
                    notes.lock().expect("the notes").push(path);
                }
                let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n", body.len());
                drop(stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes()));
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("the notes").clone()
    }
}

/// A page that does what a page should not: each way has a path of its own.
fn hostile(port: u16) -> String {
    let at = format!("http://127.0.0.1:{port}");
    format!(
        "<!doctype html><html><head><title>A report</title><base href='{at}/base/'>\
         <link rel=stylesheet href='{at}/sheet'><link rel=preload as=image href='{at}/preload'>\
         <style>@import '{at}/import'; body {{ background: url({at}/background) }}</style>\
         <meta http-equiv=refresh content='2;url={at}/refresh'></head><body>\
         <p>The mission concluded that people were exposed to sarin.</p>\
         <script>fetch('{at}/script'); document.title = 'acted'; setTimeout(() => document.forms[0].submit(), 900)</script>\
         <img src='{at}/image' onerror=\"fetch('{at}/onerror')\"><img srcset='{at}/srcset 1x'>\
         <svg><image href='{at}/svg'/></svg><iframe src='{at}/frame'></iframe><object data='{at}/object'></object>\
         <video poster='{at}/poster' src='{at}/video' autoplay></video>\
         <form action='{at}/form'><input autofocus onfocus=\"fetch('{at}/onfocus')\"></form>\
         <a href='{at}/link' ping='{at}/ping' target=_top>Go on reading</a></body></html>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn real_window_shows_a_hostile_copy_that_runs_loads_and_leads_nowhere() {
    let home = tempfile::tempdir().expect("a home");
    let detector = Detector::start();
    let page = home.path().join("page.html");
    std::fs::write(&page, hostile(detector.port)).expect("a page");
    let bibliography = home.path().join("sources.bib");
    std::fs::write(&bibliography, BIBLIOGRAPHY).expect("a bibliography");
    let article = home.path().join("article.html");
    std::fs::write(&article, ARTICLE).expect("an article");
    cli(home.path(), &["--editor", "Editor A", "new"]);
    cli(home.path(), &["import", &article.display().to_string(), "--case", "Paris talks"]);
    cli(home.path(), &["sources", "import", &bibliography.display().to_string()]);
    cli(home.path(), &["sources", "attach", SOURCE, &page.display().to_string()]);
    let display = Display::start("1300x860");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);

    let place = stage.client.current_url().await.expect("an address");
    hand.wait("//footer").await;
    hand.press(&[Key::Shift.into(), 'l']).await;
    let line = hand.wait(&format!("//*[@role='option'][contains(normalize-space(.), '{SOURCE}')]")).await;
    line.click().await.expect("the source can be chosen");
    hand.wait("//*[@role='tab'][contains(normalize-space(.), 'Copies')]").await.click().await.expect("a tab");
    open_copy(&hand).await;
    let frame = hand.wait("//iframe[starts-with(@src, 'snap:')]").await;
    hand.see("people were exposed to sarin").await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    picture(&display, "copy-hostile");
    // Its link leads nowhere, wherever in the page one clicks.
    hand.click_times(&frame, 1).await;
    pause().await;
    assert_eq!(detector.heard(), Vec::<String>::new(), "the copy reached the network");
    assert_eq!(stage.client.current_url().await.expect("an address"), place, "the window was led away");
    assert_ne!(stage.client.title().await.expect("a title"), "acted");
    drop(stage);

    // The same page in a browser of the same engine: the detector hears what it would have heard.
    let browser = Browser::start(&display, home.path()).await;
    browser.client.goto(&format!("http://127.0.0.1:{}/page", detector.port)).await.expect("the page opens");
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    let heard = detector.heard();
    for path in ["/page", "/sheet", "/import", "/script", "/image", "/onerror", "/frame", "/svg"] {
        assert!(heard.iter().any(|one| one == path), "the detector did not hear {path}: {heard:?}");
    }
    let left = ["/form", "/refresh"].iter().any(|path| heard.iter().any(|one| one.starts_with(path)));
    assert!(left, "the page led nobody away: {heard:?}");
}
