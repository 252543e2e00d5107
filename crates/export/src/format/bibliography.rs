//! The sources alone, for reference managers: BibTeX, RIS and CSL-JSON.

use super::{ExportEnv, Format};
use crate::bibliography::{bibtex, csl_json, ris};
use crate::error::Result;
use crate::report::{Audience, Report};

macro_rules! bibliography {
    ($type:ident, $key:literal, $name:literal, $extension:literal, $media:literal, $write:expr, $doc:literal) => {
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
                let write: fn(&Report) -> Result<Vec<u8>> = $write;
                write(report)
            }
        }
    };
}

bibliography!(
    BibTex,
    "bibtex",
    "Sources as BibTeX",
    "bib",
    "application/x-bibtex",
    |report| Ok(bibtex(report).into_bytes()),
    "The sources as BibTeX."
);
bibliography!(
    Ris,
    "ris",
    "Sources as RIS",
    "ris",
    "application/x-research-info-systems",
    |report| Ok(ris(report).into_bytes()),
    "The sources as RIS."
);
bibliography!(
    CslJson,
    "csl-json",
    "Sources as CSL-JSON",
    "json",
    "application/vnd.citationstyles.csl+json",
    |report| {
        let mut json = serde_json::to_vec_pretty(&csl_json(report))?;
        json.push(b'\n');
        Ok(json)
    },
    "The sources as CSL-JSON."
);
