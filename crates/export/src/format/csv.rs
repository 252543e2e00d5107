//! CSV: the table of claims, for spreadsheets and programs.
//!
//! RFC 4180 in UTF-8, with the mark by which spreadsheets know it. What a
//! spreadsheet would take for a formula begins with an apostrophe.

use super::{ExportEnv, Format};
use crate::error::{ExportError, Result};
use crate::report::Report;
use crate::table::{Cell, first};

/// The claims as CSV.
pub(super) struct Csv;

impl Format for Csv {
    fn key(&self) -> &'static str {
        "csv"
    }

    fn name(&self) -> &'static str {
        "CSV (claims)"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn media_type(&self) -> &'static str {
        "text/csv"
    }

    fn render(&self, report: &Report, _env: &ExportEnv) -> Result<Vec<u8>> {
        let sheet = first(report);
        let failed = |error: csv::Error| ExportError::Package(error.to_string());
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(sheet.columns.iter().map(|column| column.name)).map_err(failed)?;
        for row in &sheet.rows {
            writer.write_record(row.iter().map(field)).map_err(failed)?;
        }
        writer.into_inner().map_err(|error| ExportError::Package(error.to_string()))
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => inert(text),
        Cell::Number(number) => number.to_string(),
        Cell::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
        Cell::Moment(at) => at.to_string(),
        Cell::Link(url) => url.clone(),
    }
}

/// Words that no spreadsheet computes.
fn inert(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would take words for a formula, full-width signs and leading blanks among them.
pub(super) fn is_formula(text: &str) -> bool {
    let first =
        text.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'')).chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%'))
        || text.starts_with(['\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "|calc", "%x"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        for text in ["a=1", "1-2", "plain", "", "خان"] {
            assert_eq!(inert(text), text);
        }
    }
}
