//! JSON: the report itself, for programs. Users' words stand in it as they are.

use super::{ExportEnv, Format};
use crate::error::Result;
use crate::report::Report;

/// The report as JSON.
pub(super) struct Json;

impl Format for Json {
    fn key(&self) -> &'static str {
        "json"
    }

    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn render(&self, report: &Report, _env: &ExportEnv) -> Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(report)?;
        json.push(b'\n');
        Ok(json)
    }
}
