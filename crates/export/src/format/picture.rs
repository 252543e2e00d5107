//! A picture of a claim as a file of its own: SVG as it is drawn, PNG set by Typst with the fonts of a report.

use claimdesk_map::{Drawing, Frame, Language, Theme, draw, draw_story, svg};
use serde::Serialize;
use typst::foundations::Bytes;
use typst_as_lib::TypstEngine;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::ExportEnv;
use super::fonts::Fonts;
use crate::error::{ExportError, Result};
use crate::pictures;
use crate::report::{ClaimSheet, Report};

/// Pixels for each point of a picture.
const SHARP: f64 = 2.0;

/// The most pixels of a side: what most programs can open.
const MOST: f64 = 12_000.0;

/// Sets one picture on a page of its size.
const PAGE: &str = r#"#let size = json("size.json")
#set page(width: size.width * 1pt, height: size.height * 1pt, margin: 0pt)
#image("picture.svg", width: 100%, height: 100%, fit: "stretch")
"#;

/// What a picture shows of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureOf {
    /// What bears on it.
    Map,
    /// What happened, in order of time.
    Timeline,
}

#[derive(Serialize)]
struct Size {
    width: f64,
    height: f64,
}

/// The picture of a claim of a report as SVG. What the report keeps back, the picture keeps back.
pub fn picture_svg(report: &Report, claim: &ClaimSheet, of: PictureOf, dark: bool) -> String {
    svg(&drawn(report, claim, of), theme(dark), "picture")
}

/// The same as PNG.
pub fn picture_png(report: &Report, claim: &ClaimSheet, of: PictureOf, dark: bool, env: &ExportEnv) -> Result<Vec<u8>> {
    let drawing = drawn(report, claim, of);
    let file = svg(&drawing, theme(dark), "picture");
    let fonts = Fonts::load(&file, env);
    let size = serde_json::to_vec(&Size { width: drawing.width, height: drawing.height })?;
    let engine = TypstEngine::builder()
        .main_file(PAGE)
        .fonts(fonts.fonts.clone())
        .with_static_file_resolver([("size.json", Bytes::new(size)), ("picture.svg", Bytes::from_string(file))])
        .build();
    let document: PagedDocument = engine.compile().output.map_err(|error| ExportError::Pages(error.to_string()))?;
    let scale = SHARP.min(MOST / drawing.width.max(drawing.height));
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
    let page = document.pages().first().ok_or_else(|| ExportError::Pages("The picture has no page.".to_owned()))?;
    typst_render::render(page, &options).encode_png().map_err(|error| ExportError::Pages(error.to_string()))
}

fn theme(dark: bool) -> Theme {
    if dark { Theme::Dark } else { Theme::Light }
}

fn drawn(report: &Report, claim: &ClaimSheet, of: PictureOf) -> Drawing {
    let language = Language::default();
    match of {
        PictureOf::Map => draw(&pictures::map(report, claim), Frame::Screen, language),
        PictureOf::Timeline => draw_story(&pictures::story(report, claim), Frame::Screen, language),
    }
}
