//! The foreign library that knows what a PDF draws (PDFium), behind one face.
//!
//! It is C++, so it is only ever loaded into the process that reads documents:
//! by its whole path, before that process gives up its rights. Its fonts stay its
//! own; none is looked for on this computer.

use super::line::{Line, Lines};
use super::page::Page;
use crate::limits::{MAX_PAGE_LETTERS, MAX_PAGES, MAX_PDF_LETTERS};
use crate::pulse;
use crate::unreadable::Unreadable;
use pdfium_render::prelude::{
    PdfDocument, PdfDocumentMetadataTagType, PdfPage, PdfPageObjectType, PdfPageObjectsCommon, Pdfium, PdfiumError,
    PdfiumInternalError, PdfiumLibraryConfig,
};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The library's documents know nothing of threads.
pub(super) static ONE: Mutex<()> = Mutex::new(());

pub(super) static ENGINE: OnceLock<Pdfium> = OnceLock::new();

/// Loads the library; says whether PDFs can be read now.
pub fn load_pdf_engine(path: &Path) -> bool {
    if ENGINE.get().is_none()
        && let Ok(bindings) = Pdfium::bind_to_library(path)
    {
        let engine = Pdfium::new_with_config(bindings, PdfiumLibraryConfig::new().clear_user_font_paths());
        ENGINE.get_or_init(|| engine);
    }
    ENGINE.get().is_some()
}

/// What was found in a file.
pub(crate) struct Found {
    pub(crate) pages: Vec<Page>,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) created: Option<String>,
}

/// Reads the letters of all pages.
pub(crate) fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let engine = ENGINE.get().ok_or(Unreadable::NoEngine)?;
    pulse::beat();
    let document = engine.load_pdf_from_byte_slice(bytes, None).map_err(refusal)?;
    let count = document.pages().len();
    if count > MAX_PAGES {
        return Err(Unreadable::TooMuch { what: "pages".to_owned(), limit: MAX_PAGES as u64 });
    }
    let mut pages = Vec::new();
    let mut letters = 0;
    for index in 0..count {
        pulse::beat();
        // A page that cannot be read is told with those that hold no text.
        let page = match document.pages().get(index) {
            Ok(page) => read_page(&page, index),
            Err(_) => Ok(Page::blank(index)),
        }?;
        letters += page.letters();
        if letters > MAX_PDF_LETTERS {
            return Err(Unreadable::TooMuch { what: "letters".to_owned(), limit: MAX_PDF_LETTERS as u64 });
        }
        pages.push(page);
    }
    pulse::beat();
    let stated = |tag| stated(&document, tag);
    Ok(Found {
        pages,
        title: stated(PdfDocumentMetadataTagType::Title),
        author: stated(PdfDocumentMetadataTagType::Author),
        created: stated(PdfDocumentMetadataTagType::CreationDate),
    })
}

pub(super) fn refusal(error: PdfiumError) -> Unreadable {
    match error {
        PdfiumError::PdfiumLibraryInternalError(
            PdfiumInternalError::PasswordError | PdfiumInternalError::SecurityError,
        ) => Unreadable::Encrypted,
        _ => Unreadable::Damaged { what: "its pages cannot be found".to_owned() },
    }
}

fn stated(document: &PdfDocument<'_>, tag: PdfDocumentMetadataTagType) -> Option<String> {
    let value = document.metadata().get(tag)?.value().to_owned();
    (!value.trim().is_empty()).then_some(value)
}

fn read_page(page: &PdfPage<'_>, index: i32) -> Result<Page, Unreadable> {
    let mut read = Page::blank(index);
    read.width = page.width().value;
    read.height = page.height().value;
    if let Some(label) = page.label().map(str::trim).filter(|label| !label.is_empty() && label.len() <= 40) {
        read.label = label.to_owned();
    }
    let mut lines = Lines::default();
    if let Ok(text) = page.text() {
        if text.len() > MAX_PAGE_LETTERS {
            return Err(Unreadable::TooMuch { what: "letters on one page".to_owned(), limit: MAX_PAGE_LETTERS as u64 });
        }
        for (at, letter) in text.chars().iter().enumerate() {
            if at % 4096 == 4095 {
                pulse::beat();
            }
            let value = letter.unicode_value();
            // Line ends are the library's own: nothing in a PDF says where a line ends.
            if value == 10 || value == 13 {
                lines.end();
                continue;
            }
            let Ok(edges) = letter.loose_bounds() else {
                continue;
            };
            let edges = [edges.left(), edges.right(), edges.bottom(), edges.top()].map(|edge| edge.value);
            if lines.wants_size() {
                lines.size(letter.scaled_font_size().value);
            }
            lines.add(value, edges);
        }
    }
    let (lines, odd) = lines.finish();
    read.lines = lines;
    read.odd = odd;
    if read.lines.iter().all(Line::is_blank) {
        let mut objects = page.objects().iter().take(1_000);
        read.pictured = objects
            .any(|object| matches!(object.object_type(), PdfPageObjectType::Image | PdfPageObjectType::XObjectForm));
    }
    Ok(read)
}
