//! Reports: what a desk knows of its claims as of a moment, on paper and in files.
//!
//! [`Report::assemble`] asks the core once and holds the answer as one value;
//! every [`Format`] renders that value and nothing else. So all formats say the
//! same, and a report of a past moment is made by the same code as one of now.
//!
//! No clock, no network, no environment: a report is dated by the ledger entry
//! that it shows, and fonts are read from the folders that the caller names.

mod assemble;
mod bibliography;
mod error;
mod flow;
mod format;
mod labels;
mod linked;
mod options;
pub mod pictures;
mod report;
mod table;
mod text;
mod view;

pub use error::{ExportError, Result};
pub use flow::OwnFile;
pub use format::{
    ExportEnv, FORMATS, Format, PREVIEW_PAGES, PictureOf, find, fonts_for, pdf_pages, picture_png, picture_svg, write,
};
pub use options::{Language, Options, Paper, Style};
pub use report::*;

/// The files of a report that go into an evidence bundle, each with its name: to read, to print, to compute with.
pub fn for_bundle(report: &Report, env: &ExportEnv) -> Result<Vec<(String, Vec<u8>)>> {
    let wanted = FORMATS.iter().filter(|format| ["html", "pdf", "json"].contains(&format.key()));
    wanted.map(|format| Ok((format!("report.{}", format.extension()), format.render(report, env)?))).collect()
}
