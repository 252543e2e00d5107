//! XLSX: all tables of the report, each on a sheet, with cells of their types.
//!
//! Users' words are written as words: no cell of theirs is a formula or a link.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::csv::is_formula;
use super::{ExportEnv, Format};
use crate::error::{ExportError, Result};
use crate::report::Report;
use crate::table::{Cell, Sheet, sheets};
use crate::text::{is_rtl, visible};

/// The report as XLSX.
pub(super) struct Xlsx;

/// The most letters of a cell, as UTF-16 counts them; the format knows no more.
const LETTERS: usize = 32_767;

/// The longest address that may become a link.
const LINK: usize = 2_000;

/// The most links on a sheet.
const LINKS: usize = 60_000;

impl Format for Xlsx {
    fn key(&self) -> &'static str {
        "xlsx"
    }

    fn name(&self) -> &'static str {
        "Excel (XLSX)"
    }

    fn extension(&self) -> &'static str {
        "xlsx"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }

    fn shown_as(&self) -> &'static str {
        "csv"
    }

    fn render(&self, report: &Report, _env: &ExportEnv) -> Result<Vec<u8>> {
        book(report).map_err(|error| ExportError::Package(error.to_string()))
    }
}

fn book(report: &Report) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = &report.head;
    let at = head.at.to_string();
    let made = ExcelDateTime::parse_from_str(at.get(..19).unwrap_or(&at))?;
    book.set_properties(
        &DocProperties::new()
            .set_title(visible(head.case.trim()))
            .set_author(visible(head.made_by.desk.trim()))
            .set_comment(format!("Entry {}, head {}", head.entry, head.hash))
            .set_creation_datetime(&made),
    );
    let looks = Looks::new();
    for sheet in sheets(report) {
        fill(book.add_worksheet(), &sheet, &looks)?;
    }
    book.save_to_buffer()
}

/// How cells look.
struct Looks {
    head: Look,
    text: Look,
    leftward: Look,
    inert: Look,
    number: Look,
    date: Look,
    moment: Look,
}

impl Looks {
    fn new() -> Self {
        let top = Look::new().set_align(FormatAlign::Top);
        let text = top.clone().set_text_wrap();
        Self {
            head: Look::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Medium),
            leftward: text.clone().set_reading_direction(2),
            inert: text.clone().set_quote_prefix(),
            number: top.clone().set_num_format("0"),
            date: top.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            moment: top.set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            text,
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> std::result::Result<(), XlsxError> {
    page.set_name(sheet.name)?;
    for (column, n) in sheet.columns.iter().zip(0..) {
        page.set_column_width(n, column.width)?;
        page.write_string_with_format(0, n, column.name, &looks.head)?;
    }
    let mut links = 0;
    for (row, n) in sheet.rows.iter().zip(1..) {
        for (cell, column) in row.iter().zip(0..) {
            write(page, (n, column), cell, looks, &mut links)?;
        }
    }
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, last_row, last_column)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &Looks,
    links: &mut usize,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = short(text);
            let look = match () {
                () if is_formula(text) => &looks.inert,
                () if is_rtl(text) => &looks.leftward,
                () => &looks.text,
            };
            page.write_string_with_format(row, column, text, look)?;
        }
        Cell::Number(number) => {
            page.write_number_with_format(row, column, *number, &looks.number)?;
        }
        Cell::Date { year, month, day } => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day)?;
            page.write_datetime_with_format(row, column, &date, &looks.date)?;
        }
        Cell::Moment(at) => {
            let text = at.to_string();
            let moment = ExcelDateTime::parse_from_str(text.get(..19).unwrap_or(&text))?;
            page.write_datetime_with_format(row, column, &moment, &looks.moment)?;
        }
        Cell::Link(url) if url.len() <= LINK && *links < LINKS => {
            *links += 1;
            page.write_url(row, column, url.as_str())?;
        }
        Cell::Link(url) => {
            page.write_string_with_format(row, column, short(url), &looks.text)?;
        }
    }
    Ok(())
}

/// As much of a text as a cell can hold.
fn short(text: &str) -> &str {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > LETTERS {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_between_letters() {
        assert_eq!(short(&"a".repeat(40_000)).len(), LETTERS);
        assert_eq!(short(&"😀".repeat(20_000)).chars().count(), LETTERS / 2);
        assert_eq!(short("short"), "short");
    }
}
