//! Every reader, handed what is broken or meant to break it: it reads or refuses,
//! with a sentence, in two seconds of a processor's time.

mod engine;

use claimdesk_intake::{Hint, READERS, read};
use std::time::Duration;

/// Two seconds where code is optimised, more where it is not.
const MOST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 2 });

/// What this thread has had of a processor: other tests run beside it.
fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|time| time.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// Beginnings by which each format is known, so that its reader takes the rest.
const BEGINNINGS: &[(&str, &[u8])] = &[
    ("a.html", b"<!doctype html><p>"),
    ("a.md", b"# Words\n\n"),
    ("a.txt", b"Words\n\n"),
    ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n"),
    ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n"),
    ("a.eml", b"From: a@example.org\nDate: Thu, 29 Jun 2017 10:00:00 +0200\nSubject: Words\n\n"),
    ("a.eml", b"From: a@example.org\nDate: x\nSubject: y\nContent-Type: text/html; charset=utf-16\n\n"),
    ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"),
    ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("a.pdf", b"%PDF-1.7\n"),
    ("a.rtf", b"{\\rtf1\\ansi "),
    ("a.docx", b"PK\x03\x04\x14\0\0\0\0\0word/document.xml"),
    ("a.odt", b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.text"),
    ("a.epub", b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/epub+zip"),
];

fn nasty() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str| open.repeat(100_000).into_bytes();
    let lone: Vec<u8> = [0xd800_u16, 0x0041, 0xdc00, 0xdc00, 0x000a].iter().flat_map(|u| u.to_le_bytes()).collect();
    vec![
        ("nothing", Vec::new()),
        ("NULs", vec![0; 100_000]),
        ("malformed UTF-8", b"a\xff\xfe\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80 b ".repeat(5_000)),
        ("lone surrogates", [b"\xff\xfe".as_slice(), &lone.repeat(5_000)].concat()),
        ("escaped surrogates", br#"{"a": "\ud800", "b": "\udc00\ud800"}"#.repeat(2_000)),
        ("controls", (0..=31).cycle().take(100_000).collect()),
        ("direction", "\u{202e}\u{2066}\u{200f}".repeat(30_000).into_bytes()),
        ("combining", format!("a{}", "\u{301}".repeat(200_000)).into_bytes()),
        ("deep elements", deep("<div><b>")),
        ("deep brackets", deep("[")),
        ("deep braces", deep("{")),
        ("deep parentheses", deep("((")),
        ("deep quotes", deep("> ")),
        ("deep arrays of a PDF", [b"1 0 obj ".to_vec(), deep("[<</A ")].concat()),
        ("deep messages", deep("Content-Type: message/rfc822\n\n")),
        ("one long line", vec![b'a'; 1_000_000]),
        ("many lines", b"\n\r\n".repeat(200_000)),
        ("entities", "&amp;&#x41;&lt;".repeat(50_000).into_bytes()),
        ("cut tag", b"<p title=\"".repeat(50_000)),
    ]
}

#[test]
fn every_reader_reads_or_refuses_what_is_malformed() {
    engine::load();
    for (name, beginning) in BEGINNINGS {
        for (what, rest) in nasty() {
            let bytes = [beginning, rest.as_slice()].concat();
            let hint = Hint { name: Some((*name).to_owned()), ..Hint::default() };
            let begun = spent();
            if let Err(refused) = read(&bytes, &hint) {
                assert!(refused.to_string().len() > 10 && !refused.hint().is_empty(), "{name}, {what}");
            }
            let took = spent().saturating_sub(begun);
            assert!(took < MOST, "{name}, {what}: {took:?}");
        }
    }
}

/// What is handed to readers of other formats, too.
const TRIED: [&str; 3] = ["nothing", "malformed UTF-8", "lone surrogates"];

#[test]
fn every_reader_stands_bytes_of_any_other() {
    engine::load();
    for reader in READERS {
        for (_, beginning) in BEGINNINGS {
            for (_, rest) in nasty().into_iter().filter(|(what, _)| TRIED.contains(what)) {
                let bytes = [beginning, rest.as_slice()].concat();
                let read = reader.read(&bytes, &Hint::default());
                assert!(read.is_ok_and(|intake| intake.code_points > 0) || !bytes.is_empty());
            }
        }
    }
}
