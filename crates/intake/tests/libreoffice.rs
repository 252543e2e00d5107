//! Documents that LibreOffice wrote a moment ago, read back with all that hangs on them.
//!
//! One source (`fixtures/office.fodt`) with comments, notes and tracked changes
//! in four scripts is converted into each format.

use claimdesk_core::model::{Block, BlockKind, MarkStyle, Note, NoteKind};
use claimdesk_intake::{Hint, Intake, read};
use std::path::Path;
use std::process::Command;

/// What LibreOffice makes of the source in a format.
fn converted(format: &str) -> Intake {
    let folder = tempfile::tempdir().expect("a folder");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/office.fodt");
    // A profile of its own: two runs on one profile wait for each other.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let ran = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", format, "--outdir"])
        .arg(folder.path())
        .arg(source)
        .env("HOME", folder.path())
        .output()
        .expect("LibreOffice is installed (scripts/packages.sh)");
    let written = folder.path().join("office").with_extension(format);
    let bytes = std::fs::read(written).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    // The name says nothing: the content does.
    read(&bytes, &Hint { name: Some("draft.bin".to_owned()), ..Hint::default() }).expect("it can be read")
}

fn words(read: &Intake, start: u32, end: u32) -> String {
    read.text.chars().skip(start as usize).take((end - start) as usize).collect()
}

fn blocks(read: &Intake, kind: BlockKind) -> Vec<(&Block, String)> {
    let blocks = read.layout.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| (block, words(read, block.start, block.end))).collect()
}

/// The notes of a kind, each with the words that it hangs on.
fn notes(read: &Intake, kind: NoteKind) -> Vec<(&Note, String)> {
    let notes = read.layout.notes.iter().filter(|note| note.kind == kind);
    notes.map(|note| (note, note.span.map_or(String::new(), |span| words(read, span.start, span.end)))).collect()
}

/// The letters before the place where a note hangs.
fn before(read: &Intake, note: &Note) -> String {
    let at = note.span.expect("it hangs somewhere").start;
    words(read, at.saturating_sub(6), at)
}

fn check_text(read: &Intake) {
    let title = &read.layout.blocks[0];
    assert_eq!((title.kind, read.title.as_deref()), (BlockKind::Title, Some("The report on Khan Shaykhun")));
    assert!(read.text.contains("exposed to sarin. It is dated 29 June 2017."), "{}", read.text);
    assert!(!read.text.contains("30 June"), "what was struck is not in the text");
    assert!(!read.text.contains("Not for print"), "what is hidden is not in the text");
    assert!(read.warnings.iter().any(|warning| warning.to_string().contains("hidden text")), "{:?}", read.warnings);
    assert!(read.text.contains("事实调查组认定，汉谢洪有人接触了沙林。😀"));
    let headings = blocks(read, BlockKind::Heading);
    let headings: Vec<_> = headings.iter().map(|(block, words)| (block.level, words.as_str())).collect();
    assert_eq!(headings, [(1, "What was found"), (2, "In other languages")]);
    let items = blocks(read, BlockKind::ListItem);
    let items: Vec<_> = items.iter().map(|(block, words)| (block.level, block.ordinal, words.as_str())).collect();
    assert_eq!(items, [(0, Some(1), "Samples of soil"), (1, None, "from the crater"), (0, Some(2), "Witnesses")]);
    assert_eq!(blocks(read, BlockKind::Quote)[0].1, "The mission did not visit the site.");
    let arabic = blocks(read, BlockKind::Paragraph).into_iter().find(|(_, words)| words.starts_with("خلصت"));
    assert!(arabic.expect("the Arabic paragraph").0.rtl);
    let (table, cells) = blocks(read, BlockKind::Table).remove(0);
    assert_eq!((cells.as_str(), table.cells.len()), ("Source\tDead\nFirst body\t87", 4));
}

fn check_marks(read: &Intake) {
    let marked = |style| {
        let marks = read.layout.blocks.iter().flat_map(|block| &block.marks).filter(move |mark| mark.style == style);
        marks.map(|mark| words(read, mark.start, mark.end)).collect::<Vec<_>>()
    };
    assert!(marked(MarkStyle::Strong).contains(&"mission".to_owned()));
    assert!(marked(MarkStyle::Emphasis).contains(&"not".to_owned()));
    assert_eq!(marked(MarkStyle::Superscript), ["2"]);
    assert_eq!(marked(MarkStyle::Link), ["opcw.org"]);
}

fn check_notes(read: &Intake) {
    let comments = notes(read, NoteKind::Comment);
    assert_eq!(comments.len(), 2, "{comments:?}");
    let (first, hangs_on) = &comments[0];
    assert_eq!(
        (first.text.as_str(), hangs_on.as_str()),
        ("Which paragraph says so?", "concluded that people were exposed")
    );
    assert_eq!(first.author.as_deref(), Some("Editor A"));
    assert!(first.written.as_deref().is_some_and(|date| date.starts_with("2017-07-05T09:15")), "{first:?}");
    let (second, hangs_on) = &comments[1];
    assert_eq!(second.text, "Проверить перевод.\nИ дату.");
    assert_eq!(hangs_on, "подверглись воздействию зарина");

    let (footnote, _) = notes(read, NoteKind::Footnote).remove(0);
    assert_eq!((footnote.text.as_str(), footnote.label.as_deref()), ("Report S/1510/2017, opcw.org.", Some("1")));
    assert_eq!(before(read, footnote), "sarin.");
    let (endnote, _) = notes(read, NoteKind::Endnote).remove(0);
    assert_eq!(endnote.text, "تقرير البعثة، الفقرة الأولى.");
    assert_eq!(before(read, endnote), "لسارين.".chars().skip(1).collect::<String>());
    let feet = blocks(read, BlockKind::Footnote);
    assert_eq!(feet.len(), 2);
    for (note, (block, words)) in [footnote, endnote].into_iter().zip(&feet) {
        assert_eq!((&note.text, block.ordinal), (words, Some(1)));
        let index = note.block.expect("its words are in the text") as usize;
        assert_eq!(&&read.layout.blocks[index], block);
    }
    assert!(feet[1].0.rtl);
}

fn check_changes(read: &Intake) {
    let (insertion, inserted) = notes(read, NoteKind::TrackedInsertion).remove(0);
    assert_eq!((inserted.as_str(), insertion.text.as_str()), ("29 June", "29 June"));
    assert_eq!(insertion.author.as_deref(), Some("Editor A"));
    let (deletion, _) = notes(read, NoteKind::TrackedDeletion).remove(0);
    assert_eq!((deletion.text.as_str(), deletion.author.as_deref()), ("30 June", Some("Editor B")));
    assert!(deletion.written.as_deref().is_some_and(|date| date.starts_with("2017-07-04T11:30")), "{deletion:?}");
    assert_eq!(before(read, deletion).trim(), "dated");
    let said =
        "The document has tracked changes: insertions (1) were read as part of the text, deletions (1) were left out";
    assert!(read.warnings.iter().any(|warning| warning.to_string().starts_with(said)), "{:?}", read.warnings);
}

fn check(format: &str, media_type: &str) {
    let read = converted(format);
    assert_eq!(read.media_type, media_type);
    assert_eq!(read.author.as_deref(), Some("Author A"));
    check_text(&read);
    check_marks(&read);
    check_notes(&read);
    check_changes(&read);
}

#[test]
fn what_libreoffice_writes_as_docx_is_read_whole() {
    check("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

#[test]
fn what_libreoffice_writes_as_odt_is_read_whole() {
    check("odt", "application/vnd.oasis.opendocument.text");
}

#[test]
fn what_libreoffice_writes_as_rtf_is_read_whole() {
    check("rtf", "application/rtf");
}
