//! PDF: the report set by Typst. The template is ours; the report comes in as
//! data, so that no word of a user is ever read as markup or program.
//!
//! Tagged and fit for archives (PDF/A-2a, PDF/UA-1) unless a letter has no font
//! here: then it is still tagged, but claims neither standard.

use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::{World, WorldExt};
use typst_as_lib::{TypstEngine, TypstWorld};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use super::fonts::Fonts;
use super::{ExportEnv, Format};
use crate::error::{ExportError, Result};
use crate::report::Report;
use crate::view::{Drawn, View};

/// The most pages that a preview shows.
pub const PREVIEW_PAGES: usize = 40;

/// The template, and the parts that it names.
const SOURCES: [(&str, &str); 5] = [
    ("report.typ", include_str!("../../templates/report.typ")),
    ("base.typ", include_str!("../../templates/base.typ")),
    ("claim.typ", include_str!("../../templates/claim.typ")),
    ("copy.typ", include_str!("../../templates/copy.typ")),
    ("ends.typ", include_str!("../../templates/ends.typ")),
];

/// The report as PDF.
pub(super) struct Pdf;

impl Format for Pdf {
    fn key(&self) -> &'static str {
        "pdf"
    }

    fn name(&self) -> &'static str {
        "PDF"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
        let document = set(report, env)?;
        let archival = options(report, &[PdfStandard::A_2a, PdfStandard::Ua_1])?;
        if let Ok(pdf) = typst_pdf::pdf(&document, &archival) {
            return Ok(pdf);
        }
        let plain = options(report, &[PdfStandard::V_1_7])?;
        typst_pdf::pdf(&document, &plain).map_err(|errors| ExportError::Pages(sentence(&errors)))
    }
}

/// The first pages of the PDF as PNG, set by the same template.
pub fn pdf_pages(report: &Report, env: &ExportEnv, ppi: f64) -> Result<Vec<Vec<u8>>> {
    let document = set(report, env)?;
    // 72 points make an inch; a page of 1,200 ppi would fill the memory.
    let scale = (ppi / 72.0).clamp(0.1, 8.0);
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
    let pages = document.pages().iter().take(PREVIEW_PAGES);
    pages
        .map(|page| typst_render::render(page, &options).encode_png())
        .map(|png| png.map_err(|error| ExportError::Pages(error.to_string())))
        .collect()
}

/// The font families in which the PDF of a report is set, best first.
pub fn fonts_for(report: &Report, env: &ExportEnv) -> Result<Vec<String>> {
    Ok(Fonts::load(&serde_json::to_string(&View::new(report, &env.options, Drawn::Paper))?, env).names())
}

/// What the template reads.
#[derive(Serialize)]
struct Data<'a> {
    view: &'a View,
    fonts: Families<'a>,
    title: String,
    paper: &'static str,
}

#[derive(Serialize)]
struct Families<'a> {
    serif: &'a [String],
    sans: &'a [String],
    mono: &'a [String],
    names: Vec<String>,
}

/// Sets the pages.
fn set(report: &Report, env: &ExportEnv) -> Result<PagedDocument> {
    let view = View::new(report, &env.options, Drawn::Paper);
    let letters = serde_json::to_string(&view)?;
    let fonts = Fonts::load(&letters, env);
    let families = Families { serif: &fonts.serif, sans: &fonts.sans, mono: &fonts.mono, names: fonts.names() };
    let title = format!("{}: {}", view.audience, view.case);
    let data = serde_json::to_vec(&Data { view: &view, fonts: families, title, paper: env.options.paper.name() })?;
    let mut files = vec![("report.json", Bytes::new(data))];
    files.extend(view.logo.as_ref().map(|logo| ("logo.png", Bytes::new(logo.png.clone()))));
    let engine = TypstEngine::builder()
        .fonts(fonts.fonts.clone())
        .with_static_source_file_resolver(SOURCES)
        .with_static_file_resolver(files)
        .build();
    engine
        .with_world("report.typ", |world| typst::compile(world).output.map_err(|errors| located(world, &errors)))
        .map_err(|error| ExportError::Pages(error.to_string()))?
        .map_err(ExportError::Pages)
}

/// The same report gives the same bytes: its date and name come from the ledger.
fn options(report: &Report, standards: &[PdfStandard]) -> Result<PdfOptions> {
    let standards = PdfStandards::new(standards).map_err(|error| ExportError::Pages(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("claimdesk:{}:{}:{:?}", report.head.case_id, report.head.hash, report.audience)),
        creator: Smart::Custom(Some(report.head.made_by.program.clone()).filter(|program| !program.is_empty())),
        timestamp: date(report).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

/// The report's date for the file's metadata.
fn date(report: &Report) -> Option<Datetime> {
    let text = report.head.at.to_string();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u8>().ok());
    let year = text.get(..4)?.parse().ok()?;
    Datetime::from_ymd_hms(year, part(5, 7)?, part(8, 10)?, part(11, 13)?, part(14, 16)?, part(17, 19)?)
}

/// What Typst says of the template, with the place: only a fault of ours can be read here.
fn located(world: &TypstWorld<'_>, errors: &[SourceDiagnostic]) -> String {
    let place = |error: &SourceDiagnostic| {
        let file = error.span.id()?;
        let line = world.source(file).ok()?.lines().byte_to_line(world.range(error.span)?.start)? + 1;
        Some(format!("{}:{line}: ", file.vpath().get_without_slash()))
    };
    let said = errors.iter().map(|error| place(error).unwrap_or_default() + &error.message);
    said.collect::<Vec<_>>().join("; ")
}

/// What Typst says, as one sentence.
fn sentence(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
