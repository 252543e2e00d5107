//! The formats of a report. [`FORMATS`] is THE list: a format is one file here and one line there.

mod bibliography;
mod csv;
mod docx;
mod fonts;
mod html;
mod json;
mod linked;
mod markdown;
mod odt;
mod package;
mod pdf;
mod picture;
mod xlsx;

use std::path::PathBuf;

pub use pdf::{PREVIEW_PAGES, fonts_for, pdf_pages};
pub use picture::{PictureOf, picture_png, picture_svg};

use crate::error::{ExportError, Result};
use crate::options::Options;
use crate::report::{Audience, Report};

/// What a format is given beside the report: what it may use of the machine, and what a person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportEnv {
    /// Folders with font files, such as `/usr/share/fonts/truetype/noto`; the first that has a file wins.
    pub font_dirs: Vec<PathBuf>,
    /// What a person chose.
    pub options: Options,
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
    /// Whether it has a place for what an audience reads.
    fn fits(&self, _audience: Audience) -> bool {
        true
    }
    /// The format that shows on a screen what this one holds: its own key, if it is a text.
    fn shown_as(&self) -> &'static str {
        self.key()
    }
    /// What could be better in the desk's records for this format.
    fn advice(&self, _report: &Report, _env: &ExportEnv) -> Vec<String> {
        Vec::new()
    }
    /// Writes the report. The same report and fonts give the same bytes.
    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>>;
}

/// THE list of formats, in the order in which they are offered.
pub const FORMATS: &[&dyn Format] = &[
    &pdf::Pdf,
    &docx::Docx,
    &odt::Odt,
    &html::Html,
    &markdown::Markdown,
    &xlsx::Xlsx,
    &csv::Csv,
    &json::Json,
    &linked::ClaimReview,
    &linked::Annotations,
    &bibliography::BibTex,
    &bibliography::Ris,
    &bibliography::CslJson,
];

/// Writes a report in a format that has a place for it.
pub fn write(format: &dyn Format, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
    if !format.fits(report.audience) {
        return Err(ExportError::Unfit(format.name()));
    }
    format.render(report, env)
}

/// The format of that key.
pub fn find(key: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.key() == key)
}
