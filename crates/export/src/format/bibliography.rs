//! The sources alone, for reference managers: BibTeX, RIS and CSL-JSON.

use claimdesk_biblio::Style;

use super::{ExportEnv, Format};
use crate::bibliography::written;
use crate::error::Result;
use crate::report::{Audience, Report};

macro_rules! bibliography {
    ($type:ident, $key:literal, $name:literal, $extension:literal, $media:literal, $style:ident, $doc:literal) => {
        #[doc = $doc]
        pub(super) struct $type;

        impl Format for $type {
            fn key(&self) -> &'static str {
                $key
            }

            fn name(&self) -> &'static str {
                $name
            }

            fn extension(&self) -> &'static str {
                $extension
            }

            fn media_type(&self) -> &'static str {
                $media
            }

            fn fits(&self, audience: Audience) -> bool {
                audience.has_sheets()
            }

            fn render(&self, report: &Report, _env: &ExportEnv) -> Result<Vec<u8>> {
                Ok(written(report, Style::$style).into_bytes())
            }
        }
    };
}

bibliography!(BibTex, "bibtex", "Sources as BibTeX", "bib", "application/x-bibtex", Bibtex, "The sources as BibTeX.");
bibliography!(Ris, "ris", "Sources as RIS", "ris", "application/x-research-info-systems", Ris, "The sources as RIS.");
bibliography!(
    CslJson,
    "csl-json",
    "Sources as CSL-JSON",
    "json",
    "application/vnd.citationstyles.csl+json",
    Csl,
    "The sources as CSL-JSON."
);
