//! The report as tables with typed cells, for those who compute with it: CSV and XLSX.
//!
//! Facts as the report has them, a row each; words of ours only in the heads and
//! in what is one of a few values. No markup lives here.

mod claims;
mod parts;

use claimdesk_core::Timestamp;
use claimdesk_core::time::PartialDate;

use crate::report::{Audience, Report};
use crate::text::{visible, web_address};

/// A table by name.
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A column by name, with its width in letters.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) width: u16,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// A date that is known to the day.
    Date {
        year: u16,
        month: u8,
        day: u8,
    },
    Moment(Timestamp),
    Link(String),
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(visible(text).into_owned()) }
    }

    pub(crate) fn number(number: u32) -> Self {
        Self::Number(f64::from(number))
    }

    pub(crate) fn numbers(numbers: impl IntoIterator<Item = u32>) -> Self {
        Self::text(&numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(", "))
    }

    pub(crate) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::text(&texts.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("; "))
    }

    pub(crate) fn date(date: &PartialDate) -> Self {
        Self::dated(date.as_str())
    }

    /// A date as a date where it is one to the day, else as it is written.
    pub(crate) fn dated(text: &str) -> Self {
        let parts: Vec<&str> = text.split('-').collect();
        let is_date = text.parse::<PartialDate>().is_ok();
        match parts.as_slice() {
            [year, month, day] if is_date => match (year.parse(), month.parse(), day.parse()) {
                // Spreadsheets know no day before 1900.
                (Ok(year), Ok(month), Ok(day)) if year >= 1900 => Self::Date { year, month, day },
                _ => Self::text(text),
            },
            _ => Self::text(text),
        }
    }

    pub(crate) fn link(url: &str) -> Self {
        web_address(url).map_or_else(|| Self::text(url), |url| Self::Link(url.to_owned()))
    }
}

/// A value of a type as it stands in the JSON, with spaces for lines below.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}

/// All tables of a report.
pub(crate) fn sheets(report: &Report) -> Vec<Sheet> {
    let mut sheets = vec![first(report)];
    if report.audience.has_sheets() {
        let parts = [parts::evidence, parts::rebuttals, parts::questions, parts::sources];
        sheets.extend(parts.map(|part| part(report)));
    }
    if report.audience == Audience::CheckingFile {
        sheets.push(parts::history(report));
    }
    sheets.push(parts::about(report));
    sheets
}

/// The table of claims, or of what must change.
pub(crate) fn first(report: &Report) -> Sheet {
    match report.audience {
        Audience::CheckedCopy => claims::changes(report),
        Audience::CheckingFile | Audience::Summary | Audience::Article => claims::claims(report),
    }
}

fn columns<const N: usize>(columns: [(&'static str, u16); N]) -> Vec<Column> {
    columns.into_iter().map(|(name, width)| Column { name, width }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_typed_as_far_as_they_are_known() {
        assert_eq!(Cell::dated("2017-06-29"), Cell::Date { year: 2017, month: 6, day: 29 });
        assert_eq!(Cell::dated("2017-06"), Cell::Text("2017-06".to_owned()));
        assert_eq!(Cell::dated("1815-06-18"), Cell::Text("1815-06-18".to_owned()));
        assert_eq!(Cell::dated(""), Cell::Empty);
        assert_eq!(Cell::link("javascript:x"), Cell::Text("javascript:x".to_owned()));
    }
}
