//! From the lines of a subtitle file to its cues.
//!
//! Both kinds are read by one rule: a line with an arrow between two times
//! begins a cue, and what stands below it up to the next one is said. What is
//! written by hand breaks every other rule of the formats.

use crate::limits::MAX_CUES;
use crate::unreadable::Unreadable;

/// One cue: when it is shown, and its lines as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue<'a> {
    /// Milliseconds from the beginning.
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) lines: Vec<&'a str>,
}

/// All cues of a file, and how many lines belong to none.
#[derive(Debug, Default)]
pub(crate) struct Cues<'a> {
    pub(crate) cues: Vec<Cue<'a>>,
    pub(crate) skipped: u32,
}

/// What a run of lines below an empty line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the first cue, or after a broken time.
    Outside,
    /// Words of a cue.
    Cue,
    /// A comment, a style or a region.
    Aside,
}

/// Finds the cues.
pub(crate) fn read(text: &str) -> Result<Cues<'_>, Unreadable> {
    let is_vtt = text.starts_with("WEBVTT");
    let mut found = Cues::default();
    let mut part = if is_vtt { Part::Aside } else { Part::Outside };
    let mut after_blank = true;
    let lines: Vec<&str> = text.split('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            after_blank = true;
            if part == Part::Aside {
                part = Part::Outside;
            }
            continue;
        }
        if let Some((start, end)) = times(line) {
            if found.cues.len() >= MAX_CUES {
                return Err(Unreadable::TooMuch { what: "subtitles".to_owned(), limit: MAX_CUES as u64 });
            }
            found.cues.push(Cue { start, end, lines: Vec::new() });
            part = Part::Cue;
        } else if is_vtt && after_blank && is_aside(line) {
            part = Part::Aside;
        } else if is_name(line, after_blank, lines.get(index + 1)) {
            // The name or number of the next cue, which nobody hears.
        } else {
            match (part, found.cues.last_mut()) {
                (Part::Cue, Some(cue)) => cue.lines.push(line),
                (Part::Aside, _) => {}
                (Part::Cue | Part::Outside, _) => found.skipped = found.skipped.saturating_add(1),
            }
        }
        after_blank = false;
    }
    Ok(found)
}

/// Whether a line names the cue that begins on the next one.
fn is_name(line: &str, after_blank: bool, next: Option<&&str>) -> bool {
    let number = line.len() <= 9 && line.bytes().all(|byte| byte.is_ascii_digit());
    (after_blank || number) && next.is_some_and(|next| times(next.trim()).is_some())
}

fn is_aside(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .filter_map(|word| line.strip_prefix(word))
        .any(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
}

/// The two times of a line that begins a cue.
pub(crate) fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    let (start, end) = (time(start.trim())?, time(end)?);
    Some((start, end.max(start)))
}

/// `01:02:03,456`, `02:03.456`, `1:02:03`, with `.` or `,` before parts of a second.
fn time(written: &str) -> Option<u64> {
    let (clock, part) = written.split_once([',', '.']).unwrap_or((written, ""));
    let mut seconds: u64 = 0;
    let mut count = 0;
    for piece in clock.split(':') {
        let fits = (1..=6).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_digit());
        count += 1;
        if !fits || count > 3 {
            return None;
        }
        seconds = seconds * 60 + piece.parse::<u64>().ok()?;
    }
    if count < 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
    Some(seconds * 1000 + thousandths.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        assert_eq!(times("00:00:01,500 --> 00:00:04,000"), Some((1_500, 4_000)));
        assert_eq!(times("00:01.5 --> 01:00:00.000 align:start position:0%"), Some((1_500, 3_600_000)));
        assert_eq!(times("0:0:7 --> 0:0:5"), Some((7_000, 7_000)), "an end before the start is none");
        assert_eq!(times("see --> there"), None);
        assert_eq!(times("1 --> 2"), None);
        assert_eq!(times("00:00:01,500 -->"), None);
    }

    #[test]
    fn an_empty_line_within_a_cue_does_not_end_it() {
        let found =
            read("1\n00:00:01,000 --> 00:00:02,000\nOne\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\n44\n").unwrap();
        let lines: Vec<_> = found.cues.iter().map(|cue| cue.lines.clone()).collect();
        assert_eq!(lines, [vec!["One", "two"], vec!["44"]]);
        assert_eq!(found.skipped, 0);
    }

    #[test]
    fn comments_and_styles_are_not_said() {
        let text = "WEBVTT - a talk\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot\nsaid\n\nintro\n\
            00:01.000 --> 00:02.000\nNOTES are said.\n";
        let found = read(text).unwrap();
        assert_eq!(found.cues.len(), 1);
        assert_eq!(found.cues[0].lines, ["NOTES are said."]);
        assert_eq!(found.skipped, 0);
    }

    #[test]
    fn what_belongs_to_no_cue_is_counted() {
        let found =
            read("A stray line\n1\n00:00:0x,000 --> 00:00:02,000\nlost\n\n2\n00:00:03,000 --> 00:00:04,000\nkept")
                .unwrap();
        assert_eq!((found.cues.len(), found.skipped), (1, 4));
    }
}
