//! Dates as pictures write them, and the distance between two: a date is known as far as it is known.

use claimdesk_core::time::PartialDate;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `29 Jun 2017`, `Jun 2017` or `2017`; nothing where no date is known.
pub(crate) fn short(date: &PartialDate) -> String {
    let parts: Vec<&str> = date.as_str().split('-').collect();
    let month = |text: &str| text.parse::<usize>().ok().and_then(|n| MONTHS.get(n.wrapping_sub(1))).copied();
    match parts.as_slice() {
        [year, at, day] => {
            month(at).map_or_else(String::new, |month| format!("{} {month} {year}", day.trim_start_matches('0')))
        }
        [year, at] => month(at).map_or_else(String::new, |month| format!("{month} {year}")),
        _ => date.as_str().to_owned(),
    }
}

/// The first and the last day that a date may mean, as days since the year 0.
pub(crate) fn span(date: &PartialDate) -> Option<(i64, i64)> {
    let parts: Vec<i64> = date.as_str().split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [year, month, at] => Some((day(*year, *month, *at), day(*year, *month, *at))),
        [year, month] => {
            let next = if *month == 12 { day(year + 1, 1, 1) } else { day(*year, month + 1, 1) };
            Some((day(*year, *month, 1), next - 1))
        }
        [year] => Some((day(*year, 1, 1), day(*year, 12, 31))),
        _ => None,
    }
}

/// Days since the year 0, by Howard Hinnant's civil-day arithmetic: March is the first month.
fn day(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
}

/// A distance in words, as far as it matters: `13 days`, `4 months`, `3 years`.
pub(crate) fn distance(days: i64) -> String {
    let (number, one, many) = match days {
        ..=60 => (days, "day", "days"),
        61..=700 => ((days + 15) / 30, "month", "months"),
        _ => ((days + 182) / 365, "year", "years"),
    };
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_mean_what_is_known_of_them() {
        let of = |text: &str| span(&text.parse().expect("a date"));
        assert_eq!(of("2017-06-29").map(|(a, b)| b - a), Some(0));
        assert_eq!(of("2017-06").map(|(a, b)| b - a), Some(29));
        assert_eq!(of("2016-02").map(|(a, b)| b - a), Some(28));
        assert_eq!(of("2016-12").map(|(a, b)| b - a), Some(30));
        assert_eq!(of("2016").map(|(a, b)| b - a), Some(365));
        assert_eq!(of(""), None);
        let text = |text: &str| short(&text.parse().expect("a date"));
        assert_eq!(
            [text("2017-06-29"), text("2017-06"), text("2017"), text("")],
            ["29 Jun 2017", "Jun 2017", "2017", ""]
        );
        assert_eq!(
            [distance(1), distance(13), distance(90), distance(1_000)],
            ["1 day", "13 days", "3 months", "3 years"]
        );
    }
}
