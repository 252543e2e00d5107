//! One program for all fuzz targets: CLAIMDESK_FUZZ names the one that is run,
//! so that all of them are compiled once.
//!
//! Each input is read by the same function that the worker process calls, and
//! what comes out must keep its promises. Formats packed in ZIP get their inner
//! files made of the input and wrapped validly: a mutated archive would never get
//! past its checksum.

#![no_main]

mod promises;
mod wrap;

use claimdesk_intake::{Hint, READERS, Unreadable, addresses, load_pdf_engine, pages, read, show};
use std::path::PathBuf;
use std::sync::LazyLock;

/// What is done with an input.
enum Task {
    /// Read by whichever reader claims it.
    Any,
    /// Read by the reader of this media type.
    Read(&'static str),
    /// Made a page that can be shown, as bytes of this media type.
    Show(&'static str),
    /// Searched for what the page shows beside its own text.
    Addresses,
    /// Drawn as pages.
    Draw,
}

/// A name, and how its input is read.
struct Target {
    name: &'static str,
    task: Task,
    wrap: fn(&[u8]) -> Vec<u8>,
}

const fn plain(name: &'static str, media_type: &'static str) -> Target {
    Target { name, task: Task::Read(media_type), wrap: <[u8]>::to_vec }
}

const TARGETS: &[Target] = &[
    Target { name: "any", task: Task::Any, wrap: <[u8]>::to_vec },
    plain("html", "text/html"),
    plain("markdown", "text/markdown"),
    plain("plain", "text/plain"),
    plain("subtitles", "text/vtt"),
    plain("eml", "message/rfc822"),
    plain("mhtml", "multipart/related"),
    plain("msg", "application/vnd.ms-outlook"),
    plain("pdf", "application/pdf"),
    plain("rtf", "application/rtf"),
    plain("warc", "application/warc"),
    Target { name: "shown", task: Task::Show("text/html"), wrap: <[u8]>::to_vec },
    Target { name: "shownmail", task: Task::Show("multipart/related"), wrap: <[u8]>::to_vec },
    Target { name: "shownwarc", task: Task::Show("application/warc"), wrap: <[u8]>::to_vec },
    Target { name: "addresses", task: Task::Addresses, wrap: <[u8]>::to_vec },
    Target { name: "drawn", task: Task::Draw, wrap: <[u8]>::to_vec },
    Target {
        name: "docx",
        task: Task::Read("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        wrap: wrap::docx,
    },
    Target { name: "odt", task: Task::Read("application/vnd.oasis.opendocument.text"), wrap: wrap::odt },
    Target { name: "epub", task: Task::Read("application/epub+zip"), wrap: wrap::epub },
    Target { name: "zip", task: Task::Any, wrap: wrap::archive },
];

static TARGET: LazyLock<&'static Target> = LazyLock::new(|| {
    let asked = std::env::var("CLAIMDESK_FUZZ").expect("CLAIMDESK_FUZZ names a target");
    if let Some(path) = std::env::var_os("CLAIMDESK_PDFIUM") {
        assert!(load_pdf_engine(&PathBuf::from(path)), "the PDF library could not be loaded");
    }
    TARGETS.iter().find(|target| target.name == asked).expect("there is a target of this name")
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let bytes = (TARGET.wrap)(data);
    let hint = Hint::default();
    match TARGET.task {
        Task::Any => read(&bytes, &hint).map_or_else(refused, |intake| promises::check(&intake)),
        Task::Read(media_type) => {
            let reader = READERS.iter().find(|reader| reader.media_type() == media_type);
            let reader = reader.expect("there is a reader of this type");
            reader.read(&bytes, &hint).map_or_else(refused, |intake| promises::check(&intake));
        }
        Task::Show(media_type) => {
            let hint = Hint { media_type: Some(media_type.to_owned()), ..hint };
            show(&bytes, &hint).map_or_else(refused, |page| promises::is_inert(&page));
        }
        Task::Addresses => addresses(&bytes, "https://page.example/").map_or_else(refused, |all| {
            assert!(all.iter().all(|one| one.starts_with("https://") || one.starts_with("http://")));
        }),
        Task::Draw => pages(&bytes, 0, 1, 200).map_or_else(refused, |drawn| assert!(drawn.png.len() <= 1)),
    }
});

/// A refusal says why, and what may help.
fn refused(why: Unreadable) {
    assert!(!why.to_string().is_empty() && !why.hint().is_empty());
}
