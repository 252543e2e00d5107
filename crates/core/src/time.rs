//! Time as the ledger keeps it, and dates as sources give them.
//!
//! No clock: the present comes in through `Env`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Months, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// A moment of UTC, to the millisecond. Stored and sent as RFC 3339 text, so
/// that text order is time order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(export, type = "string")]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The moment `ms` milliseconds after 1970-01-01 UTC; clamped to years that can be written.
    pub fn from_ms(ms: i64) -> Self {
        const YEAR_0: i64 = -62_167_219_200_000;
        const YEAR_9999_END: i64 = 253_402_300_799_999;
        let ms = ms.clamp(YEAR_0, YEAR_9999_END);
        Self(DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH))
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub fn as_ms(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The UTC day, as `2017-06-29`.
    pub fn day(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// Day and minute in UTC, as `2017-06-29 10:42`.
    pub fn minute(self) -> String {
        self.0.format("%Y-%m-%d %H:%M").to_string()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl FromStr for Timestamp {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        let at = DateTime::parse_from_rfc3339(text)?;
        Ok(Self::from_ms(at.timestamp_millis()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A date known to the year, month or day: `2017`, `2017-06`, `2017-06-29`;
/// empty where it is not known. Text order is time order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(transparent)]
#[ts(export, type = "string")]
pub struct PartialDate(String);

impl PartialDate {
    /// The date as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether no date is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first and the last day that it may mean, counted from the year 1.
    pub fn days(&self) -> Option<(i32, i32)> {
        let (rest, months) = match self.0.len() {
            4 => ("-01-01", 12),
            7 => ("-01", 1),
            _ => ("", 0),
        };
        let first = NaiveDate::parse_from_str(&format!("{}{rest}", self.0), "%Y-%m-%d").ok()?;
        let last =
            first.checked_add_months(Months::new(months)).filter(|_| months > 0).and_then(|next| next.pred_opt());
        Some((first.num_days_from_ce(), last.unwrap_or(first).num_days_from_ce()))
    }

    /// The day, counted from the year 1, where it is known to the day.
    pub fn day(&self) -> Option<i32> {
        self.days().filter(|(first, last)| first == last).map(|(day, _)| day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').collect();
        let shaped = match parts.as_slice() {
            [""] => return Ok(Self::default()),
            [year] => digits(year, 4),
            [year, month] => digits(year, 4) && digits(month, 2),
            [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
            _ => false,
        };
        let whole = match parts.len() {
            1 => format!("{text}-01-01"),
            2 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        if shaped && NaiveDate::parse_from_str(&whole, "%Y-%m-%d").is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("“{text}” is not a date: write a year, a month (2017-06) or a day (2017-06-29)"))
        }
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for good in ["", "2017", "2017-06", "2017-06-29", "2016-02-29"] {
            assert_eq!(good.parse::<PartialDate>().expect("valid").as_str(), good);
        }
        for bad in ["17", "2017-6", "2017-13", "2017-02-29", "29.6.2017", "2017-06-29-1", " 2017"] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_mean_the_days_that_they_may() {
        let of = |text: &str| text.parse::<PartialDate>().expect("a date");
        let lasts = |text: &str| of(text).days().map(|(first, last)| last - first);
        assert_eq!([lasts("2017-06-29"), lasts("2017-06"), lasts("2016-02")], [Some(0), Some(29), Some(28)]);
        assert_eq!([lasts("2016-12"), lasts("2016"), lasts("9999"), lasts("")], [Some(30), Some(365), Some(364), None]);
        let between = |a: &str, b: &str| Some(of(b).day()? - of(a).day()?);
        assert_eq!([between("2017-02-28", "2017-03-01"), between("2016-02-28", "2016-03-01")], [Some(1), Some(2)]);
        assert_eq!([between("2016-12-31", "2017-01-01"), between("2017-06", "2017-06-30")], [Some(1), None]);
    }

    #[test]
    fn timestamps_round_trip_and_never_panic() {
        let at = Timestamp::from_ms(1_498_732_920_123);
        assert_eq!(at.to_string(), "2017-06-29T10:42:00.123Z");
        assert_eq!(at.to_string().parse::<Timestamp>().expect("valid"), at);
        for ms in [i64::MIN, i64::MAX, 0, -1] {
            let at = Timestamp::from_ms(ms);
            assert_eq!(at.to_string().parse::<Timestamp>().expect("valid"), at);
        }
    }
}
