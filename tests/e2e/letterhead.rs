//! The desk gets its letterhead in the real window: a picture from the file dialog, redrawn by the worker, and in the
//! report that comes out.

use fantoccini::key::Key;

use crate::hand::Hand;
use crate::stage::{Display, Stage};
use crate::{cli, pause, picture, text_of};

/// A red square of one pixel, as GIF.
const SIGN: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[tokio::test(flavor = "multi_thread")]
async fn real_window_gives_the_desk_a_letterhead() {
    let home = tempfile::tempdir().expect("a home");
    let (sign, words) = (home.path().join("sign.gif"), home.path().join("words.png"));
    std::fs::write(&sign, SIGN).expect("a picture");
    std::fs::write(&words, "These are words.").expect("a text");
    cli(home.path(), &["--editor", "Editor A", "new"]);
    cli(home.path(), &["sample"]);
    let display = Display::start("1280x800");
    let stage = Stage::start(&display, home.path(), &[]).await;
    let hand = Hand(&stage.client);
    hand.see("Khan Shaykhun").await;
    hand.ctrl('k').await;
    display.type_text("Letterhead");
    hand.wait("//*[@role='option'][contains(normalize-space(.), 'Letterhead')]").await;
    hand.press(&[Key::Enter.into()]).await;
    hand.fill("Name of the desk", "Checking desk").await;
    for (file, then) in [(&words, "not a PNG, JPEG, WebP or GIF"), (&sign, "")] {
        hand.push("Choose a picture").await;
        display.await_window("Open");
        display.type_text(&file.display().to_string());
        display.press(&["Return"]);
        if !then.is_empty() {
            hand.see(then).await;
            picture(&display, "letterhead-refused");
        }
    }
    hand.wait("//section[@aria-labelledby='letterhead-logo']//img").await;
    pause().await;
    picture(&display, "letterhead");
    hand.push("Save").await;
    hand.gone("//section[@aria-labelledby='letterhead-logo']//img").await;
    let pdf = home.path().join("report.pdf");
    cli(home.path(), &["export", "--format", "pdf", "-o", &pdf.display().to_string()]);
    let text = text_of(&pdf);
    assert!(text.contains("Checking desk"), "{text}");
    let images = std::process::Command::new("pdfimages").arg("-list").arg(&pdf).output().expect("pdfimages runs");
    let images = String::from_utf8_lossy(&images.stdout).into_owned();
    assert!(images.lines().any(|line| line.contains("image")), "the logo is not in the report: {images}");
    hand.ctrl('z').await;
    hand.see("Undid").await;
    assert!(!cli(home.path(), &["export", "--format", "json", "-o", "-"]).contains("Checking desk"), "one step");
}
