//! Documents that are made here part by part, and what is written into them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use claimdesk_core::model::{Markup, NoteKind, Remark, RemarkLine, RemarkWords, Replacement};
use claimdesk_core::sha256;
use claimdesk_intake::{Hint, Intake, Marked, Unmarkable, mark, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// An archive of these parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A DOCX whose `w:document` is as given, with further parts beside it.
pub(crate) fn docx_of(document: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let kinds = parts.iter().map(|(name, _)| name.trim_end_matches(".xml"));
    let relations: String = kinds
        .map(|kind| format!(r#"<Relationship Id="{kind}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>"#))
        .collect();
    let overrides: String = parts
        .iter()
        .map(|(name, _)| format!(r#"<Override PartName="/word/{name}" ContentType="application/xml"/>"#))
        .collect();
    let types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>"#
    );
    let package = format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let relations = format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>"#);
    let beside: Vec<(String, &str)> = parts.iter().map(|(name, text)| (format!("word/{name}"), *text)).collect();
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", package.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    all.extend(beside.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    packed(&all)
}

/// A DOCX of this body.
pub(crate) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    docx_of(&document(body), parts)
}

/// The part that holds this body.
pub(crate) fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}" xmlns:r="{RELATION}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    )
}

pub(crate) fn text(bytes: &[u8]) -> Intake {
    read(bytes, &Hint::default()).expect("a document")
}

/// The place of words that stand once in a text.
pub(crate) fn span(text: &str, words: &str) -> (u32, u32) {
    let at = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in “{text}”"));
    assert_eq!(text.rfind(words), Some(at), "“{words}” stands once");
    let start = u32::try_from(text[..at].chars().count()).expect("short");
    (start, start + u32::try_from(words.chars().count()).expect("short"))
}

pub(crate) fn remark((start, end): (u32, u32), said: &str) -> Remark {
    let words = RemarkWords { text: said.to_owned(), ..RemarkWords::default() };
    Remark { start, end, lines: vec![RemarkLine { rtl: false, words: vec![words] }] }
}

pub(crate) fn markup(remarks: Vec<Remark>, replacements: Vec<Replacement>) -> Markup {
    let (by, initials) = ("Foreign desk".to_owned(), "FD".to_owned());
    Markup { by, initials, at: "2017-07-06T11:30:00Z".to_owned(), remarks, replacements }
}

/// A remark on each of these words, numbered from 1, and these words replaced.
pub(crate) fn on(bytes: &[u8], remarks: &[&str], replaced: &[(&str, &str)]) -> Markup {
    let read = text(bytes);
    let remarks = remarks.iter().zip(1..).map(|(words, n)| remark(span(&read.text, words), &format!("Claim {n}.")));
    let replaced = replaced.iter().map(|(old, new)| {
        let (start, end) = span(&read.text, old);
        Replacement { start, end, new: (*new).to_owned() }
    });
    markup(remarks.collect(), replaced.collect())
}

pub(crate) fn try_mark(bytes: &[u8], markup: &Markup) -> Result<Marked, Unmarkable> {
    let text = read(bytes, &Hint::default()).map(|read| read.text).unwrap_or_default();
    mark(bytes, &sha256(text.as_bytes()), markup)
}

/// The document with these in it, and how many replacements are tracked.
pub(crate) fn marked(bytes: &[u8], markup: &Markup) -> (Vec<u8>, u32) {
    let marked = try_mark(bytes, markup).unwrap_or_else(|why| panic!("{why}"));
    (marked.bytes().expect("Base64"), marked.tracked)
}

/// The same, as the part that holds the text.
pub(crate) fn marked_part(bytes: &[u8], markup: &Markup) -> String {
    part(&marked(bytes, markup).0, "word/document.xml")
}

/// A part as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("a text");
    text
}

/// Every member as it is packed: method, bytes as they lie in the archive, date.
pub(crate) fn members(bytes: &[u8]) -> BTreeMap<String, (String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut members = BTreeMap::new();
    for place in 0..zip.len() {
        let mut member = zip.by_index_raw(place).expect("a member");
        let about = format!("{:?} {:?} {}", member.compression(), member.last_modified(), member.crc32());
        let mut packed = Vec::new();
        member.read_to_end(&mut packed).expect("its bytes");
        members.insert(String::from_utf8_lossy(member.name_raw()).into_owned(), (about, packed));
    }
    members
}

/// The comments of a text, each with the words that it hangs on.
pub(crate) fn comments(bytes: &[u8]) -> Vec<(String, String)> {
    let read = text(bytes);
    let letters: Vec<char> = read.text.chars().collect();
    let notes = read.layout.notes.iter().filter(|note| note.kind == NoteKind::Comment);
    let words = notes.map(|note| {
        let words = note.span.map(|span| letters[span.start as usize..span.end as usize].iter().collect());
        (note.text.clone(), words.unwrap_or_default())
    });
    words.collect()
}
