//! ODT: the flow as OpenDocument text, with styles, headings, footnotes, comments and changes.
//!
//! Written here: it needs no more of the format than the flow has. Read back by LibreOffice in the tests.

mod fixed;
mod text;

use super::package::Package;
use super::{ExportEnv, Format};
use crate::error::Result;
use crate::flow::{Flow, Part};
use crate::report::Report;
use text::Writer;

/// The report as ODT.
pub(super) struct Odt;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

impl Format for Odt {
    fn key(&self) -> &'static str {
        "odt"
    }

    fn name(&self) -> &'static str {
        "OpenDocument (ODT)"
    }

    fn extension(&self) -> &'static str {
        "odt"
    }

    fn media_type(&self) -> &'static str {
        MEDIA_TYPE
    }

    fn shown_as(&self) -> &'static str {
        "html"
    }

    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
        let flow = Flow::new(report, &env.options);
        let desk = report.head.made_by.desk.trim();
        let by = crate::text::visible(if desk.is_empty() { "Claimdesk" } else { desk }).into_owned();
        let at = report.head.at.to_string();
        let at = at.get(..19).unwrap_or(&at).to_owned();
        let mut writer = Writer::new(&flow, &by, &at);
        for part in &flow.parts {
            match part {
                Part::Para(para) => writer.para(para),
                Part::Table(table) => writer.table(table),
            }
        }
        let mut package = Package::new();
        package.stored("mimetype", MEDIA_TYPE)?;
        let logo = flow.logo();
        package.part("META-INF/manifest.xml", &fixed::manifest(logo.is_some()))?;
        if let Some(logo) = logo {
            package.bytes("Pictures/logo.png", &logo.png)?;
        }
        package.part("content.xml", &writer.finish())?;
        package.part("styles.xml", &fixed::styles(&flow))?;
        package.part("meta.xml", &fixed::meta(&flow, &by, &at, &report.head.made_by.program))?;
        package.finish()
    }
}
