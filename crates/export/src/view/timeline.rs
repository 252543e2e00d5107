//! A claim's dates on a line: the claim, its evidence, its rebuttals.
//!
//! A drawing beside the words: every date also stands in the text.

use serde::Serialize;

use super::Drawn;
use super::rebuttal::side;
use super::source::SourceNames;
use crate::labels::{self, t};
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

/// The width of a dot, as a share of the line.
const DOT: f64 = 0.02;

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
    /// Labels of a lower rank get their place first.
    rank: u8,
}

/// The dates of a claim on a line; none if there are too few or too many.
pub(super) fn timeline(claim: &ClaimSheet, names: &SourceNames<'_>, drawn: Drawn) -> Vec<TimeMark> {
    if drawn == Drawn::Nowhere {
        return Vec::new();
    }
    let mut dates = Vec::new();
    push(&mut dates, claim.made.as_str(), t("claim made"), "accent", 0);
    for evidence in &claim.evidence {
        let tone = labels::stance_tone(evidence.stance);
        push(&mut dates, names.day(evidence.source).unwrap_or_default(), &names.who(evidence.source), tone, 2);
    }
    claim.rebuttals.iter().for_each(|rebuttal| rebuttals(&mut dates, rebuttal, 0));
    dates.sort_by(|a, b| a.date.cmp(&b.date));
    dates.dedup_by(|a, b| a.date == b.date && a.label == b.label);
    place(dates)
}

fn rebuttals(dates: &mut Vec<Dated>, rebuttal: &RebuttalSheet, depth: usize) {
    let who = [&rebuttal.by.name, &rebuttal.by.body, &rebuttal.by.role].into_iter().find(|part| !part.is_empty());
    let what = if depth == 0 { t("rebuttal") } else { t("answer") };
    let label = who.map_or_else(|| what.to_owned(), |who| format!("{what}, {who}"));
    push(dates, rebuttal.uttered.as_str(), &label, side(depth), if depth == 0 { 1 } else { 3 });
    rebuttal.answers.iter().for_each(|answer| rebuttals(dates, answer, depth + 1));
}

/// Only dates known to the day can be placed.
fn push(dates: &mut Vec<Dated>, date: &str, label: &str, tone: &'static str, rank: u8) {
    if day(date).is_some() {
        let shown = visible(label);
        let plain = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = plain.chars().take(LETTERS).collect();
        let label = if cut.len() < plain.len() { format!("{}…", cut.trim_end()) } else { cut };
        dates.push(Dated { date: date.to_owned(), label, tone, rank });
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
    let mut marks: Vec<(u8, f64, TimeMark)> = Vec::with_capacity(dates.len());
    for (dated, day) in dates.into_iter().zip(days) {
        #[expect(clippy::cast_precision_loss, reason = "days of human history are far below 2^52")]
        let at = 0.02 + 0.94 * (day - first) as f64 / (last - first) as f64;
        // Two dots of neighbouring days would cover each other.
        let at = marks.last().map_or(at, |(_, _, before)| at.max(before.at + DOT)).min(0.99);
        let label = format!("{}: {}", labels::short_date(&dated.date), dated.label);
        let letters = u32::try_from(label.chars().count()).unwrap_or(u32::MAX);
        let width = (f64::from(letters) * LETTER).min(1.0);
        let label_at = at.clamp(width / 2.0, 1.0 - width / 2.0);
        marks.push((dated.rank, width, TimeMark { at, label_at, lane: None, label, tone: dated.tone }));
    }
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|n| marks[*n].0);
    let mut taken: [Vec<(f64, f64)>; LANES] = Default::default();
    for n in order {
        let (_, width, mark) = &mut marks[n];
        let (left, right) = (mark.label_at - *width / 2.0, mark.label_at + *width / 2.0 + 0.02);
        let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(from, to)| right <= *from || *to <= left);
        mark.lane = taken.iter().position(free);
        if let Some(lane) = mark.lane {
            taken[lane].push((left, right));
        }
    }
    marks.into_iter().map(|(_, _, mark)| mark).collect()
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
        let mark =
            |day: u32| Dated { date: format!("2017-06-{day:02}"), label: "a source".repeat(3), tone: "open", rank: 2 };
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
