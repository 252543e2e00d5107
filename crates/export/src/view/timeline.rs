//! A claim's dates on a line: the claim, its evidence, its rebuttals.
//!
//! A drawing beside the words: every date also stands in the text.

use serde::Serialize;

use super::source::SourceNames;
use crate::labels;
use crate::report::{ClaimSheet, RebuttalSheet};
use crate::text::visible;

/// Fewer dates need no drawing.
const FEWEST: usize = 3;

/// More dates do not fit.
const MOST: usize = 14;

/// How long a label may be, in letters.
const LETTERS: usize = 30;

/// The width of a letter, as a share of the line.
const LETTER: f64 = 0.0092;

/// Lanes for labels: the first two above and below the line, the others beyond them.
const LANES: usize = 4;

/// A date on the line.
#[derive(Debug, Serialize)]
pub(crate) struct TimeMark {
    /// Its place, from 0 to 1.
    pub(crate) at: f64,
    /// Where the middle of its label stands, from 0 to 1.
    pub(crate) label_at: f64,
    /// The lane of its label; even ones are above the line. None if there is no room.
    pub(crate) lane: Option<usize>,
    pub(crate) label: String,
    pub(crate) tone: &'static str,
}

struct Dated {
    date: String,
    label: String,
    tone: &'static str,
}

/// The dates of a claim on a line; none if there are too few or too many.
pub(super) fn timeline(claim: &ClaimSheet, names: &SourceNames<'_>) -> Vec<TimeMark> {
    let mut dates = Vec::new();
    push(&mut dates, claim.made.as_str(), "claim made", "accent");
    for evidence in &claim.evidence {
        let tone = labels::stance_tone(evidence.stance);
        push(&mut dates, names.day(evidence.source).unwrap_or_default(), &names.who(evidence.source), tone);
    }
    claim.rebuttals.iter().for_each(|rebuttal| rebuttals(&mut dates, rebuttal, false));
    dates.sort_by(|a, b| a.date.cmp(&b.date));
    dates.dedup_by(|a, b| a.date == b.date && a.label == b.label);
    place(dates)
}

fn rebuttals(dates: &mut Vec<Dated>, rebuttal: &RebuttalSheet, is_answer: bool) {
    let who = [&rebuttal.by.name, &rebuttal.by.body, &rebuttal.by.role].into_iter().find(|part| !part.is_empty());
    let what = if is_answer { "answer" } else { "rebuttal" };
    let label = who.map_or_else(|| what.to_owned(), |who| format!("{what}, {who}"));
    push(dates, rebuttal.uttered.as_str(), &label, if is_answer { "supported" } else { "refuted" });
    rebuttal.answers.iter().for_each(|answer| rebuttals(dates, answer, true));
}

/// Only dates known to the day can be placed.
fn push(dates: &mut Vec<Dated>, date: &str, label: &str, tone: &'static str) {
    if day(date).is_some() {
        let shown = visible(label);
        let plain = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = plain.chars().take(LETTERS).collect();
        let label = if cut.len() < plain.len() { format!("{}…", cut.trim_end()) } else { cut };
        dates.push(Dated { date: date.to_owned(), label, tone });
    }
}

/// Days since the year 0, in a calendar where all that counts is the order and the distance.
fn day(date: &str) -> Option<i64> {
    let parts: Vec<i64> = date.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [year, month, day] = parts.as_slice() else { return None };
    // Howard Hinnant's civil-day arithmetic: March is the first month.
    let (year, month) = if *month > 2 { (*year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day)
}

fn place(dates: Vec<Dated>) -> Vec<TimeMark> {
    let days: Vec<i64> = dates.iter().filter_map(|dated| day(&dated.date)).collect();
    let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else { return Vec::new() };
    if !(FEWEST..=MOST).contains(&dates.len()) || first == last {
        return Vec::new();
    }
    let mut ends = [f64::MIN; LANES];
    let mut marks = Vec::with_capacity(dates.len());
    for (dated, day) in dates.into_iter().zip(days) {
        #[expect(clippy::cast_precision_loss, reason = "days of human history are far below 2^52")]
        let at = 0.02 + 0.96 * (day - first) as f64 / (last - first) as f64;
        let label = format!("{}: {}", labels::short_date(&dated.date), dated.label);
        let letters = u32::try_from(label.chars().count()).unwrap_or(u32::MAX);
        let width = f64::from(letters) * LETTER;
        let left = (at - width / 2.0).clamp(0.0, (1.0 - width).max(0.0));
        let lane = ends.iter().position(|end| *end <= left);
        if let Some(lane) = lane {
            ends[lane] = left + width + 0.02;
        }
        marks.push(TimeMark { at, label_at: left + width / 2.0, lane, label, tone: dated.tone });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let between = |a: &str, b: &str| day(b).expect("a day") - day(a).expect("a day");
        assert_eq!(between("2017-06-29", "2017-06-30"), 1);
        assert_eq!(between("2017-02-28", "2017-03-01"), 1);
        assert_eq!(between("2016-02-28", "2016-03-01"), 2);
        assert_eq!(between("2016-12-31", "2017-01-01"), 1);
        assert_eq!(day("2017-06"), None);
        assert_eq!(day("spring"), None);
    }

    #[test]
    fn labels_do_not_cover_each_other() {
        let mark = |day: u32| Dated { date: format!("2017-06-{day:02}"), label: "a source".repeat(3), tone: "open" };
        let marks = place((1..=10).map(mark).collect());
        assert_eq!(marks.len(), 10);
        for (n, a) in marks.iter().enumerate() {
            let width = f64::from(u32::try_from(a.label.chars().count()).expect("short")) * LETTER;
            for b in marks[n + 1..].iter().filter(|b| a.lane.is_some() && b.lane == a.lane) {
                assert!(b.label_at - a.label_at >= width, "{} covers {}", a.label, b.label);
            }
        }
    }
}
