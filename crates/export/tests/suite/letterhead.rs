//! The desk's name and sign at the head of its reports, read back by other programs.

use std::process::Command as Program;

use claimdesk_core::{Attachment, sha256};
use claimdesk_export::{Audience, ExportEnv, Language, MadeBy, Options, Report};
use serde_json::json;

use crate::desk::{Desk, command_of, env, look};
use crate::office::{office, read, written, written_by};
use crate::report;

/// A sign twice as wide as high, red on nothing.
fn png() -> Vec<u8> {
    let (width, height) = (200, 100);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    let pixel = |n: u32| if (n % width + n / width) % 40 < 20 { [200, 30, 30, 255] } else { [0, 0, 0, 0] };
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

fn signed(desk: &mut Desk) {
    let bytes = png();
    let command = json!({ "do": "set_letterhead", "name": "Checking desk “A” <b>", "logo": { "png": sha256(&bytes) } });
    let attachment = Attachment { bytes, media_type: "image/png".to_owned() };
    desk.store.execute_with(desk.editor, command_of(&command), None, &[attachment]).expect("a letterhead");
}

#[test]
fn every_page_that_is_handed_over_bears_the_sign_of_the_desk() {
    let mut sample = report::sample();
    signed(&mut sample.desk);
    for audience in [Audience::CheckingFile, Audience::CheckedCopy, Audience::Summary, Audience::Article] {
        let report = sample.desk.report(audience);
        assert_eq!(report.head.made_by.desk, "Checking desk “A” <b>");
        let (_folder, html) = written(&report, "html");
        let html = std::fs::read_to_string(html).expect("text");
        assert_eq!(html.matches("<img ").count(), 1, "{audience:?}");
        assert!(html.contains("alt=\"Checking desk “A” &#60;b&#62;\""), "{audience:?}");
        let (folder, pdf) = written(&report, "pdf");
        assert_eq!(pictures_of(&pdf), ["200x100"], "{audience:?}");
        drop(folder);
        for key in ["docx", "odt"] {
            let (folder, file) = written(&report, key);
            office(folder.path(), &file, "pdf:writer_pdf_Export", "pdf");
            assert_eq!(pictures_of(&file.with_extension("pdf")), ["200x100"], "{key} {audience:?}");
        }
    }
}

#[test]
fn a_reader_of_word_files_finds_the_sign_with_its_name() {
    let mut sample = report::sample();
    signed(&mut sample.desk);
    let report = sample.desk.report(Audience::CheckingFile);
    let (_folder, file) = written(&report, "docx");
    let said = read("docx.py", &file);
    assert_eq!(said["pictures"], json!([{ "width": 80, "height": 40, "alt": "Checking desk “A” <b>" }]));
    let (_folder, plain) = written(&report::sample().desk.report(Audience::CheckingFile), "docx");
    assert_eq!(read("docx.py", &plain)["pictures"], json!([]));
}

#[test]
fn in_arabic_the_sign_stands_where_lines_begin() {
    let mut sample = report::sample();
    signed(&mut sample.desk);
    let report = sample.desk.report(Audience::Summary);
    let env = ExportEnv { options: Options { language: Language::Ar, ..Options::default() }, ..env() };
    let (_folder, pdf) = written_by(&report, "pdf", &env);
    look("letterhead-ar.pdf", &std::fs::read(&pdf).expect("bytes"));
    assert_eq!(pictures_of(&pdf), ["200x100"]);
}

#[test]
fn the_past_is_printed_with_the_letterhead_of_its_day() {
    let mut sample = report::sample();
    let before = sample.desk.store.reader(None).and_then(|reader| reader.head()).expect("a head").seq;
    signed(&mut sample.desk);
    let scope = sample.desk.scope();
    let reader = sample.desk.store.reader(Some(before)).expect("a reader");
    let report = Report::assemble(&reader, &scope, Audience::CheckingFile, &crate::desk::made()).expect("a report");
    assert_eq!((report.head.logo, report.head.made_by.desk), (None, crate::desk::made().desk));
}

#[test]
fn a_name_that_was_said_for_one_report_stands_before_the_letterhead() {
    let mut sample = report::sample();
    signed(&mut sample.desk);
    let scope = sample.desk.scope();
    let reader = sample.desk.store.reader(None).expect("a reader");
    let said = MadeBy { named: true, ..crate::desk::made() };
    let report = Report::assemble(&reader, &scope, Audience::CheckingFile, &said).expect("a report");
    assert_eq!(report.head.made_by.desk, crate::desk::made().desk);
    assert!(report.head.logo.is_some(), "the sign stays");
}

/// The sizes of the pictures in a PDF, in pixels, without the masks of what is clear.
fn pictures_of(pdf: &std::path::Path) -> Vec<String> {
    let output = Program::new("pdfimages").arg("-list").arg(pdf).output().expect("pdfimages is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let picture = |line: &str| {
        let word: Vec<&str> = line.split_whitespace().collect();
        (word.get(2) == Some(&"image")).then(|| format!("{}x{}", word[3], word[4]))
    };
    listed.lines().filter_map(picture).collect()
}
