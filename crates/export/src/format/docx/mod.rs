//! DOCX: the flow as WordprocessingML, with real styles, headings, footnotes, comments and changes.
//!
//! Written here and not by a library: those at hand know no repeated table heads
//! and no runs from right to left. Read back by python-docx and LibreOffice in the tests.

mod fixed;
mod text;

use std::fmt::Write;

use super::package::{Package, xml};
use super::{ExportEnv, Format};
use crate::error::Result;
use crate::flow::{Flow, Hand, Part};
use crate::report::Report;
use text::Writer;

/// The report as DOCX.
pub(super) struct Docx;

impl Format for Docx {
    fn key(&self) -> &'static str {
        "docx"
    }

    fn name(&self) -> &'static str {
        "Word (DOCX)"
    }

    fn extension(&self) -> &'static str {
        "docx"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }

    fn shown_as(&self) -> &'static str {
        "html"
    }

    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
        let flow = Flow::new(report, &env.options);
        let made = Made::of(report, flow.rtl);
        let mut body = Writer::new(&made);
        for part in &flow.parts {
            match part {
                Part::Para(para) => body.para(para),
                Part::Table(table) => body.table(table),
            }
        }
        let (text, links) = body.finish();
        let mut package = Package::new();
        package.part("[Content_Types].xml", fixed::CONTENT_TYPES)?;
        package.part("_rels/.rels", fixed::RELATIONS)?;
        package.part("docProps/core.xml", &fixed::core(&flow.title, &made))?;
        package.part("docProps/app.xml", &fixed::app(&report.head.made_by.program))?;
        package.part("word/document.xml", &fixed::document(&text, flow.paper, flow.rtl))?;
        let logo = flow.logo();
        package.part("word/_rels/document.xml.rels", &relations(&links, logo.is_some()))?;
        if let Some(logo) = logo {
            package.bytes("word/media/logo.png", &logo.png)?;
        }
        package.part("word/styles.xml", &fixed::styles(&flow.language))?;
        package.part("word/settings.xml", fixed::SETTINGS)?;
        package.part("word/numbering.xml", fixed::NUMBERING)?;
        let (notes, note_links) = notes(&flow, &made);
        package.part("word/footnotes.xml", &notes)?;
        package.part("word/_rels/footnotes.xml.rels", &external(&note_links))?;
        let (comments, comment_links) = comments(&flow, &made);
        package.part("word/comments.xml", &comments)?;
        package.part("word/_rels/comments.xml.rels", &external(&comment_links))?;
        package.part("word/header1.xml", &fixed::header(&flow.running, flow.rtl))?;
        package.part("word/footer1.xml", &fixed::footer(&flow.foot, flow.rtl))?;
        package.finish()
    }
}

/// Who made the file, and when: of its comments and changes too.
pub(super) struct Made {
    by: String,
    initials: String,
    at: String,
    /// Whether tables run from right to left.
    rtl: bool,
}

impl Made {
    fn of(report: &Report, rtl: bool) -> Self {
        let Hand { by, initials, at } = Hand::of(report);
        Self { by, initials, at, rtl }
    }
}

/// What the document names outside its text: parts of the package, then addresses.
fn relations(links: &[String], has_logo: bool) -> String {
    let parts = ["styles", "settings", "numbering", "footnotes", "comments"];
    let mut text = String::new();
    for part in parts {
        write!(text, r#"<Relationship Id="{part}" Type="{0}/{part}" Target="{part}.xml"/>"#, fixed::OFFICE)
            .expect(IN_MEMORY);
    }
    for (part, file) in [("header", "header1"), ("footer", "footer1")] {
        write!(text, r#"<Relationship Id="{file}" Type="{0}/{part}" Target="{file}.xml"/>"#, fixed::OFFICE)
            .expect(IN_MEMORY);
    }
    if has_logo {
        write!(text, r#"<Relationship Id="logo" Type="{}/image" Target="media/logo.png"/>"#, fixed::OFFICE)
            .expect(IN_MEMORY);
    }
    fixed::relationships(&(text + &addresses(links)))
}

fn external(links: &[String]) -> String {
    fixed::relationships(&addresses(links))
}

fn addresses(links: &[String]) -> String {
    let mut text = String::new();
    for (n, url) in links.iter().enumerate() {
        write!(
            text,
            r#"<Relationship Id="link{n}" Type="{}/hyperlink" Target="{}" TargetMode="External"/>"#,
            fixed::OFFICE,
            xml(url)
        )
        .expect(IN_MEMORY);
    }
    text
}

fn notes(flow: &Flow, made: &Made) -> (String, Vec<String>) {
    let mut writer = Writer::new(made);
    for (n, note) in flow.notes.iter().enumerate() {
        writer.note(n, note);
    }
    let (text, links) = writer.finish();
    (fixed::footnotes(&text), links)
}

fn comments(flow: &Flow, made: &Made) -> (String, Vec<String>) {
    let mut writer = Writer::new(made);
    for (n, paras) in flow.comments.iter().enumerate() {
        writer.comment(n, paras);
    }
    let (text, links) = writer.finish();
    (fixed::comments(&text), links)
}

const IN_MEMORY: &str = "writing to a string cannot fail";
