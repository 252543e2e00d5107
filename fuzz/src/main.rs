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

use claimdesk_intake::{Hint, READERS, load_pdf_engine, read};
use std::path::PathBuf;
use std::sync::LazyLock;

/// A name, and how its input is read.
struct Target {
    name: &'static str,
    /// The media type of the reader that is called; none: whichever claims the input.
    media_type: Option<&'static str>,
    wrap: fn(&[u8]) -> Vec<u8>,
}

const fn plain(name: &'static str, media_type: &'static str) -> Target {
    Target { name, media_type: Some(media_type), wrap: <[u8]>::to_vec }
}

const TARGETS: &[Target] = &[
    Target { name: "any", media_type: None, wrap: <[u8]>::to_vec },
    plain("html", "text/html"),
    plain("markdown", "text/markdown"),
    plain("plain", "text/plain"),
    plain("subtitles", "text/vtt"),
    plain("eml", "message/rfc822"),
    plain("mhtml", "multipart/related"),
    plain("msg", "application/vnd.ms-outlook"),
    plain("pdf", "application/pdf"),
    plain("rtf", "application/rtf"),
    Target {
        name: "docx",
        media_type: Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        wrap: wrap::docx,
    },
    Target { name: "odt", media_type: Some("application/vnd.oasis.opendocument.text"), wrap: wrap::odt },
    Target { name: "epub", media_type: Some("application/epub+zip"), wrap: wrap::epub },
    Target { name: "zip", media_type: None, wrap: wrap::archive },
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
    let read = match TARGET.media_type {
        None => read(&bytes, &hint),
        Some(media_type) => {
            let reader = READERS.iter().find(|reader| reader.media_type() == media_type);
            reader.expect("there is a reader of this type").read(&bytes, &hint)
        }
    };
    match read {
        Ok(intake) => promises::check(&intake),
        Err(refused) => assert!(!refused.to_string().is_empty() && !refused.hint().is_empty()),
    }
});
