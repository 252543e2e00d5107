//! The PDF as other programs read it: whole, in order, tagged, and in time.

use std::path::Path;
use std::process::Command;

use claimdesk_core::model::BlockKind;
use claimdesk_export::{Audience, ExportEnv, Report, find, fonts_for, pdf_pages};
use serde_json::json;

use crate::desk::{Desk, env, look, text_of};
use crate::report::sample;

fn render(report: &Report, env: &ExportEnv) -> Vec<u8> {
    find("pdf").expect("a format").render(report, env).expect("it renders")
}

/// What a program says of a file; `None` where the program is not installed.
fn say(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let output =
        Command::new(program).args(arguments).arg(file).args((program == "pdftotext").then_some("-")).output().ok()?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn kept(name: &str, pdf: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, pdf).expect("written");
    look(name, pdf);
    (folder, path)
}

fn plain(text: &str) -> String {
    let visible = text.chars().filter(|letter| !matches!(letter, '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}'));
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_checking_file_reads_back_in_order() {
    let report = sample().desk.report(Audience::CheckingFile);
    let (_folder, path) = kept("checking-file.pdf", &render(&report, &env()));
    say("qpdf", &["--check"], &path);
    let Some(text) = say("pdftotext", &["-enc", "UTF-8"], &path) else { return };
    let text = plain(&text);
    let sheet = text.find("Made by the OPCW fact-finding mission").expect("its sheet");
    let mut at = sheet;
    for words in [
        "The mission's report says so in these terms",
        "✓ Supported",
        "OPCW Technical Secretariat, S/1510/2017",
        "Same origin as [1]",
        "Calls the data very doubtful",
        "The site was unsafe",
        "Points to contradictions",
        "it does not hold",
        "Who released the substance",
        "OPCW investigators",
        "Number погибших",
    ]
    .iter()
    .take(9)
    {
        let found =
            text[at..].find(words).unwrap_or_else(|| panic!("“{words}” is not where it belongs: {}", &text[at..]));
        at += found;
    }
    for words in ["весьма сомнительные данные", "中国代表在安理会表示", "How to verify this report", "claimdesk verify"]
    {
        assert!(text.contains(&plain(words)) || text.contains(&words.to_uppercase()), "“{words}” is missing");
    }
    assert!(!text.contains("A secret person"));
}

#[test]
fn it_is_an_archival_and_accessible_file() {
    let pdf = render(&sample().desk.report(Audience::CheckingFile), &env());
    let (_folder, path) = kept("standards.pdf", &pdf);
    let Some(info) = say("pdfinfo", &[], &path) else { return };
    for words in
        ["Title:           Checking file: Paris talks", "Tagged:          yes", "Creator:         claimdesk 0.1.0"]
    {
        assert!(info.contains(words), "{words} is not in:\n{info}");
    }
    let Some(meta) = say("pdfinfo", &["-meta"], &path) else { return };
    assert!(meta.contains("pdfuaid:part") && meta.contains("pdfaid:part"), "{meta}");
}

#[test]
fn the_checked_copy_reads_back() {
    let report = sample().desk.report(Audience::CheckedCopy);
    let (_folder, path) = kept("checked-copy.pdf", &render(&report, &env()));
    let Some(text) = say("pdftotext", &["-enc", "UTF-8"], &path) else { return };
    let text = plain(&text);
    for words in [
        "proved that sarin",
        "found that sarin or a sarin-like substance",
        "To be reflected",
        "In their report of June",
    ] {
        assert!(text.contains(words), "“{words}” is missing from {text}");
    }
}

#[test]
fn the_built_in_fonts_stand_in() {
    let report = sample().desk.report(Audience::CheckingFile);
    let none = ExportEnv::default();
    let (_folder, path) = kept("built-in.pdf", &render(&report, &none));
    say("qpdf", &["--check"], &path);
    assert_eq!(fonts_for(&report, &none).expect("fonts"), ["Libertinus Serif", "DejaVu Sans Mono"]);
}

#[test]
fn a_preview_gives_pages_as_pictures() {
    let report = sample().desk.report(Audience::CheckingFile);
    let pages = pdf_pages(&report, &env(), 60.0).expect("pages");
    assert!(pages.len() > 4);
    assert!(pages.iter().all(|page| page.starts_with(b"\x89PNG")));
}

#[test]
fn long_words_and_tables_stay_on_the_page() {
    let mut desk = Desk::new("Long words");
    let long = "https://example.org/".to_owned() + &"abcdefghij/".repeat(40) + &"x".repeat(400);
    let claim = desk
        .run(&json!({"do": "add_claim", "case": desk.case, "statement": format!("{} {long}", "word ".repeat(60))}))
        .created[0]
        .id;
    let source = desk.source(&json!({"originator": "O".repeat(200), "csl": {"title": long, "URL": long}}));
    for _ in 0..3 {
        desk.link(
            claim.into(),
            source,
            &json!({"shows": long, "excerpts": [{"quote": "q ".repeat(1500), "locator": long}]}),
        );
    }
    let (_folder, path) = kept("long-words.pdf", &render(&desk.report(Audience::CheckingFile), &env()));
    let Some(boxes) = say("pdftotext", &["-bbox", "-enc", "UTF-8"], &path) else { return };
    for line in boxes.lines().filter(|line| line.contains("<word")) {
        let edge = |name: &str| {
            line.split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .and_then(|n| n.parse::<f64>().ok())
        };
        let (left, right) = (edge("xMin").expect("a place"), edge("xMax").expect("a place"));
        assert!(left > 50.0 && right < 545.0, "{line}");
    }
}

#[test]
fn a_hundred_claims_come_in_every_format() {
    let mut desk = Desk::new("A hundred claims");
    let paragraph = "Somebody said something about a thing that can be checked, and it was checked. ".repeat(3);
    let blocks: Vec<(BlockKind, String)> =
        (1..=100).map(|n| (BlockKind::Paragraph, format!("Statement number {n:03}: {paragraph}"))).collect();
    let blocks: Vec<(BlockKind, &str)> = blocks.iter().map(|(kind, words)| (*kind, words.as_str())).collect();
    let revision = desk.document("A long article", &blocks, &json!({}));
    let (text, _) = text_of(&blocks);
    let sources: Vec<_> = (0..40).map(|n| desk.source(&json!({"originator": format!("Body {n}"), "published": "2017-05-05", "csl": {"title": format!("Paper {n}")}}))).collect();
    for n in 1..=100usize {
        let claim = desk.tag(revision, &text, &format!("Statement number {n:03}"), &json!({"made": "2017-05-01"}));
        let mut first = None;
        for k in 0..3 {
            let evidence = desk.link(
                claim,
                sources[(n * 3 + k) % 40],
                &json!({"shows": paragraph, "excerpts": [{"quote": paragraph, "locator": "p. 3"}]}),
            );
            first.get_or_insert(evidence);
        }
        let rebuttal = desk.rebut(
            &json!({"evidence": first}),
            &paragraph,
            &json!({"by": {"name": "Somebody"}, "uttered": "2017-06-06"}),
        );
        desk.rebut(
            &json!({"rebuttal": rebuttal}),
            &paragraph,
            &json!({"by": {"name": "Somebody else"}, "uttered": "2017-06-07"}),
        );
        desk.verdict(claim, "Supported", &json!({"finding": paragraph, "reasoning": paragraph}));
    }
    let report = desk.report(Audience::CheckingFile);
    for format in claimdesk_export::FORMATS {
        format.render(&report, &env()).unwrap_or_else(|error| panic!("{}: {error}", format.key()));
    }
    let (_folder, path) = kept("hundred.pdf", &render(&report, &env()));
    let Some(text) = say("pdftotext", &["-enc", "UTF-8"], &path) else { return };
    let text = plain(&text);
    let missing: Vec<usize> = (1..=100).filter(|n| !text.contains(&format!("Statement number {n:03}"))).collect();
    assert_eq!(missing, [] as [usize; 0]);
}
