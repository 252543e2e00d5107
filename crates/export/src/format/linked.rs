//! JSON-LD: ClaimReview for publishing, web annotations for readers of the text.

use super::{ExportEnv, Format};
use crate::error::{ExportError, Result};
use crate::linked::{annotations, reviews};
use crate::report::{Audience, Report};

/// The verdicts as ClaimReview.
pub(super) struct ClaimReview;

/// The passages as web annotations.
pub(super) struct Annotations;

impl Format for ClaimReview {
    fn key(&self) -> &'static str {
        "claimreview"
    }

    fn name(&self) -> &'static str {
        "ClaimReview (JSON-LD)"
    }

    fn extension(&self) -> &'static str {
        "jsonld"
    }

    fn media_type(&self) -> &'static str {
        "application/ld+json"
    }

    fn fits(&self, audience: Audience) -> bool {
        audience.has_sheets()
    }

    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
        let reviews = reviews(report, &env.options);
        match reviews.graph.filter(|_| reviews.faults.is_empty()) {
            Some(graph) => pretty(&graph),
            None => Err(ExportError::NotPublishable(reviews.faults.join(" "))),
        }
    }

    fn advice(&self, report: &Report, env: &ExportEnv) -> Vec<String> {
        reviews(report, &env.options).advice
    }
}

impl Format for Annotations {
    fn key(&self) -> &'static str {
        "annotations"
    }

    fn name(&self) -> &'static str {
        "Web annotations (JSON-LD)"
    }

    fn extension(&self) -> &'static str {
        "jsonld"
    }

    fn media_type(&self) -> &'static str {
        "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\""
    }

    fn fits(&self, audience: Audience) -> bool {
        audience.has_sheets() || audience == Audience::CheckedCopy
    }

    fn render(&self, report: &Report, _env: &ExportEnv) -> Result<Vec<u8>> {
        pretty(&annotations(report))
    }
}

fn pretty(value: &serde_json::Value) -> Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(json)
}
