//! The formats of a report. [`FORMATS`] is THE list: a format is one file here and one line there.

mod fonts;
mod html;
mod json;
mod markdown;
mod pdf;

use std::path::PathBuf;

pub use pdf::{PREVIEW_PAGES, fonts_for, pdf_pages};

use crate::error::Result;
use crate::report::Report;

/// What a format may use of the machine. Nothing is looked for elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportEnv {
    /// Folders with font files, such as `/usr/share/fonts/truetype/noto`; the first that has a file wins.
    pub font_dirs: Vec<PathBuf>,
}

/// A way to write a report.
pub trait Format: Sync {
    /// Names it on the command line and in settings.
    fn key(&self) -> &'static str;
    /// Names it for people.
    fn name(&self) -> &'static str;
    /// How its files end, without a dot.
    fn extension(&self) -> &'static str;
    /// Its media type.
    fn media_type(&self) -> &'static str;
    /// Writes the report. The same report and fonts give the same bytes.
    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>>;
}

/// THE list of formats, in the order in which they are offered.
pub const FORMATS: &[&dyn Format] = &[&pdf::Pdf, &html::Html, &markdown::Markdown, &json::Json];

/// The format of that key.
pub fn find(key: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.key() == key)
}
