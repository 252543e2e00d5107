//! Dates of bibliographies: as far as they are dates, else their words.

use claimdesk_core::model::CslDate;
use claimdesk_core::time::PartialDate;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The number of a month that is written as a number or by its English name.
pub(crate) fn month(text: &str) -> Option<u8> {
    let text = text.trim().to_ascii_lowercase();
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let at = MONTHS.iter().position(|name| text.starts_with(name))?;
    u8::try_from(at + 1).ok()
}

/// A date from its parts; none if they are not one.
pub(crate) fn from_parts(year: &str, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    let year: u16 = year.trim().parse().ok()?;
    let text = match (month, day) {
        (None, _) => format!("{year:04}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
    };
    text.parse().ok()
}

/// A date as `2017-06-29`, `2017/06/29/`, `2017/6`; else its words.
pub(crate) fn read(text: &str) -> CslDate {
    let text = text.trim();
    let parts: Vec<&str> = text.trim_end_matches('/').split(['-', '/']).collect();
    let number = |part: Option<&&str>| part.and_then(|part| part.trim().parse::<u8>().ok());
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'));
    let date = match parts.as_slice() {
        [year] if plain => from_parts(year, None, None),
        [year, ..] if plain && parts.len() <= 3 && year.len() == 4 => {
            from_parts(year, number(parts.get(1)), number(parts.get(2)))
        }
        _ => None,
    };
    match date {
        Some(date) => CslDate { date, literal: String::new() },
        None => CslDate { date: PartialDate::default(), literal: text.to_owned() },
    }
}

/// The date as text: the date itself, or its words.
pub(crate) fn line(date: &CslDate) -> String {
    if date.date.is_empty() { date.literal.clone() } else { date.date.as_str().to_owned() }
}
