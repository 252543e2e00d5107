//! PDFs that other programs made: their words, in order, with their pages.

mod engine;

use claimdesk_core::model::{BlockKind, LocatorKind};
use claimdesk_intake::{Hint, Intake, Unreadable, Warning, read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const ENGLISH: &str = "The mission published its report on 29 June 2017, after the samples had been looked at in two \
    laboratories, and the inspectors said that they were confident of what they had found.";
const RUSSIAN: &str =
    "Миссия опубликовала доклад 29 июня 2017 года, после того как образцы были исследованы в двух лабораториях.";
const ARABIC: &str =
    "نشرت البعثة تقريرها في 29 حزيران 2017، بعد أن فُحصت العينات (دم وتربة) في مختبرين، وقالت إنها واثقة.";
const CHINESE: &str =
    "视察团于2017年6月29日发表了报告，此前样品已在两个实验室进行了检验，视察员表示他们对所发现的情况有信心。";

/// Two pages with one picture each; without the table of places, which readers mend.
const PICTURES: &[u8] = b"%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 200 100] /Resources << /XObject << /P 5 0 R >> >> >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /Contents 6 0 R >> endobj
4 0 obj << /Type /Page /Parent 2 0 R /Contents 6 0 R >> endobj
5 0 obj << /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>
stream
a
endstream
endobj
6 0 obj << /Length 30 >>
stream
q 200 0 0 100 0 0 cm /P Do Q  
endstream
endobj
trailer << /Size 7 /Root 1 0 R >>
%%EOF
";

fn run(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).output();
    ran.is_ok_and(|output| output.status.success())
}

fn folder() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    });
    &FOLDER
}

/// The report as LibreOffice prints it; nothing where it or the library is not there.
fn report() -> Option<Vec<u8>> {
    static REPORT: LazyLock<Option<Vec<u8>>> = LazyLock::new(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf/report.fodt");
        let profile = format!("-env:UserInstallation=file://{}", folder().join("profile").display());
        let (to, from) = (folder().to_str().expect("UTF-8"), source.to_str().expect("UTF-8"));
        let printed = run("soffice", &[&profile, "--headless", "--convert-to", "pdf", "--outdir", to, from]);
        if !printed {
            eprintln!("skipped: no LibreOffice to print with");
        }
        std::fs::read(folder().join("report.pdf")).ok().filter(|_| printed)
    });
    if engine::load() { REPORT.clone() } else { None }
}

fn named(bytes: &[u8]) -> Result<Intake, Unreadable> {
    read(bytes, &Hint { name: Some("report.pdf".to_owned()), ..Hint::default() })
}

fn blocks(intake: &Intake) -> Vec<(BlockKind, bool, String)> {
    let letters: Vec<char> = intake.text.chars().collect();
    let cut = |start: u32, end: u32| letters[start as usize..end as usize].iter().collect();
    intake.layout.blocks.iter().map(|block| (block.kind, block.rtl, cut(block.start, block.end))).collect()
}

#[test]
fn paragraphs_of_three_scripts_come_back_whole_and_in_order() {
    let Some(pdf) = report() else { return };
    let read = named(&pdf).unwrap();
    assert_eq!(read.media_type, "application/pdf");
    assert_eq!(read.title.as_deref(), Some("Three languages"));
    let mut expected = vec![(BlockKind::Title, false, "On the report of the mission".to_owned())];
    let paragraph = |text: String| (BlockKind::Paragraph, false, text);
    expected.extend((1..=12).map(|n| paragraph(format!("Paragraph {n}. {ENGLISH} {ENGLISH}"))));
    expected.push((BlockKind::Heading, false, "What was said elsewhere".to_owned()));
    expected.extend((1..=3).map(|n| paragraph(format!("{n}. {RUSSIAN} {RUSSIAN}"))));
    expected.extend((1..=3).map(|_| (BlockKind::Paragraph, true, format!("{ARABIC} {ARABIC}"))));
    expected.extend((1..=3).map(|_| paragraph(format!("{CHINESE}{CHINESE}"))));
    expected.extend((1..=8).map(|n| paragraph(format!("Column {n}. {ENGLISH}"))));
    let found = blocks(&read);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn words_know_their_page_and_what_repeats_is_left_out() {
    let Some(pdf) = report() else { return };
    let read = named(&pdf).unwrap();
    let pages: Vec<_> = read.layout.locators.iter().filter(|locator| locator.kind == LocatorKind::Page).collect();
    let labels: Vec<_> = pages.iter().map(|page| page.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "3"]);
    assert_eq!((pages[0].start, pages[2].end), (0, read.code_points));
    // Each paragraph knows its rectangles, on its page and beside one another.
    let areas: Vec<_> = read.layout.locators.iter().filter(|locator| locator.kind == LocatorKind::Area).collect();
    assert!(areas.len() >= read.layout.blocks.len(), "{} areas", areas.len());
    for (one, area) in areas.iter().map(|one| (one, one.area.expect("an area has its rectangle"))) {
        let page = pages.iter().rev().find(|page| page.start <= one.start).expect("a page");
        assert_eq!(one.label, page.label);
        assert!(one.start < one.end && area.left < area.right && area.top < area.bottom, "{one:?}");
        assert!(area.right < 6_200 && area.bottom < 8_500, "on a page of A4: {one:?}");
    }
    assert!(areas.windows(2).all(|two| two[0].end <= two[1].start));
    let columns: Vec<_> = areas.iter().filter(|one| one.label == "2").filter_map(|one| one.area).collect();
    assert!(columns.iter().any(|area| area.left > 2_500), "the second column lies on the right: {columns:?}");
    let start = read.text.chars().take(pages[2].start as usize).collect::<String>();
    assert!(start.contains("Column 1.") || start.contains("What was said elsewhere"), "{start}");
    assert!(!read.text.contains("all pages") && !read.text.contains("Page 2"));
    assert_eq!(read.warnings, [Warning::RepeatedLines { count: 6 }]);
}

#[test]
fn encrypted_and_pictured_pages_are_refused_with_the_reason() {
    let Some(_) = report() else { return };
    let path = |name: &str| folder().join(name).to_str().unwrap().to_owned();
    let (plain, locked) = (path("report.pdf"), path("locked.pdf"));
    assert!(run("qpdf", &["--encrypt", "user", "owner", "256", "--", &plain, &locked]), "qpdf runs");
    assert_eq!(named(&std::fs::read(&locked).unwrap()).unwrap_err(), Unreadable::Encrypted);
    let open = path("open.pdf");
    assert!(run("qpdf", &["--encrypt", "", "owner", "256", "--", &plain, &open]));
    assert!(named(&std::fs::read(&open).unwrap()).is_ok(), "anybody may read what has no password to open it");
    assert_eq!(named(PICTURES).unwrap_err(), Unreadable::NoTextLayer { pages: 2 });
    let cut = named(&std::fs::read(&plain).unwrap()[..700]).unwrap_err();
    assert!(matches!(cut, Unreadable::Damaged { .. } | Unreadable::NoTextLayer { .. }), "{cut}");
}
