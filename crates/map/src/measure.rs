//! How much room words take, and where they are broken into lines.
//!
//! Widths come from a table and not from a font: the picture is the same on every machine, and a
//! little too much room is better than words that leave their box. Words are measured from the front
//! and once, so that the longest name costs no more than the room that it is given.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::closed;
use crate::widths::WIDTHS;

/// Bold letters are so much wider.
const BOLD: f64 = 1.09;

/// Not more letters than this are broken into lines: no picture has room for as many.
const MOST_LETTERS: usize = 4_000;

/// What may not stand before “…”.
const BEFORE_END: [char; 6] = [' ', ',', '.', ';', ':', '…'];

/// The width of words in a size.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    points(mille(text), size, bold)
}

/// The width of words, in thousandths of their size.
fn mille(text: &str) -> u32 {
    text.chars().map(letter).fold(0, u32::saturating_add)
}

fn points(mille: u32, size: f64, bold: bool) -> f64 {
    f64::from(mille) / 1_000.0 * size * if bold { BOLD } else { 1.0 }
}

/// The width of a letter, in thousandths of its size.
fn letter(letter: char) -> u32 {
    let code = letter as u32;
    for (first, widths) in WIDTHS {
        if let Some(width) = code.checked_sub(*first).and_then(|at| widths.get(at as usize)) {
            return u32::from(*width);
        }
    }
    match code {
        // Marks that sit on another letter, joiners, and what sets words apart.
        0x0300..=0x036f | 0x200c..=0x200d | 0x2066..=0x2069 | 0xfe00..=0xfe0f | 0x20d0..=0x20ff => 0,
        // Signs of our own, geometric shapes and arrows.
        0x2190..=0x27bf => 1_000,
        0x1f000..=0x1faff => 1_350,
        // Letters with serifs, hooks and stacks of South and South-East Asia.
        0x0900..=0x0fff | 0x1000..=0x109f | 0x1780..=0x17ff => 850,
        0x0530..=0x058f | 0x10a0..=0x10ff | 0x1e00..=0x1fff => 750,
        _ => 1_050,
    }
}

/// A line as it grows, with its width.
#[derive(Default)]
struct Growing {
    text: String,
    mille: u32,
}

impl Growing {
    /// The width that it would have with more words, whose last blanks take none.
    fn with(&self, more: &str) -> u32 {
        let words = more.trim_end();
        if words.is_empty() { 0 } else { self.mille.saturating_add(mille(words)) }
    }

    fn push(&mut self, more: &str) {
        self.text.push_str(more);
        self.mille = self.mille.saturating_add(mille(more));
    }

    /// The line as it stands; the next begins.
    fn end(&mut self, lines: &mut Vec<String>) {
        let done = std::mem::take(self);
        if !done.text.trim().is_empty() {
            lines.push(done.text.trim().to_owned());
        }
    }
}

/// The words in lines no wider than `room`, at most so many; what is left over is marked with “…”.
pub(crate) fn wrap(text: &str, room: f64, size: f64, bold: bool, most: usize) -> Vec<String> {
    let fits = |mille: u32| points(mille, size, bold) <= room;
    let end = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(at, _)| at);
    let mut lines: Vec<String> = Vec::new();
    let mut line = Growing::default();
    for piece in pieces(&text[..end]) {
        if lines.len() > most {
            break;
        }
        if fits(line.with(piece)) {
            line.push(piece);
            continue;
        }
        line.end(&mut lines);
        // A word wider than the box is broken between its letters.
        for cluster in piece.graphemes(true) {
            if !line.text.is_empty() && !fits(line.with(cluster)) {
                line.end(&mut lines);
            }
            if lines.len() > most {
                break;
            }
            line.push(cluster);
        }
    }
    line.end(&mut lines);
    let cut = lines.len() > most || end < text.len();
    lines.truncate(most);
    let mut lines = closed(lines);
    if cut && let Some(last) = lines.last_mut() {
        *last = ellipsis(last, room, size, bold);
    }
    lines
}

/// One line that fits, its end cut off where it does not.
pub(crate) fn clip(text: &str, room: f64, size: f64, bold: bool) -> String {
    let mut sum = 0_u32;
    let fits = text.chars().all(|one| {
        sum = sum.saturating_add(letter(one));
        points(sum, size, bold) <= room
    });
    if fits { text.to_owned() } else { ellipsis(text, room, size, bold) }
}

fn ellipsis(text: &str, room: f64, size: f64, bold: bool) -> String {
    let end = front(text.graphemes(true), |mille| points(mille, size, bold) <= room);
    closed(vec![format!("{}…", &text[..end])]).concat()
}

/// Where the longest front ends, in bytes, that fits with “…” after it. Reads no further than that.
fn front<'a>(clusters: impl Iterator<Item = &'a str>, fits: impl Fn(u32) -> bool) -> usize {
    let (mut sum, mut at, mut end) = (0_u32, 0, 0);
    for cluster in clusters {
        sum = sum.saturating_add(mille(cluster));
        at += cluster.len();
        if !fits(sum) {
            break;
        }
        if cluster.chars().all(|letter| BEFORE_END.contains(&letter)) {
            continue;
        }
        if !fits(sum.saturating_add(letter('…'))) {
            break;
        }
        end = at;
    }
    end
}

/// The pieces between which a line may be broken (UAX #14), each with the space after it.
fn pieces(text: &str) -> Vec<&str> {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).collect();
    breaks.windows(2).filter_map(|pair| text.get(pair[0]..pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn lines_fit_and_say_when_they_are_cut() {
        let text = "The mission did not visit the town, for security reasons; a team was in a neighbouring country.";
        let lines = wrap(text, 120.0, 12.0, false, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, 12.0, false) <= 120.0), "{lines:?}");
        assert_eq!(wrap("short", 120.0, 12.0, false, 3), ["short"]);
        assert!(wrap("", 120.0, 12.0, false, 3).is_empty());
        assert_eq!(clip("Ministry of Defence, Moscow", 116.0, 11.0, false), "Ministry of Defence…");
        assert_eq!(clip("Moscow", 112.0, 11.0, false), "Moscow");
    }

    #[test]
    fn words_without_end_and_scripts_without_spaces_are_broken() {
        for text in ["x".repeat(400), "汗谢洪".repeat(80), "ハン・シャイフン".repeat(40), "خان".repeat(90)]
        {
            let lines = wrap(&text, 90.0, 12.0, true, 4);
            assert_eq!(lines.len(), 4, "{text}");
            assert!(lines.iter().all(|line| width(line, 12.0, true) <= 90.0), "{lines:?}");
        }
    }

    #[test]
    fn no_more_letters_are_looked_at_than_have_room() {
        for name in ["x".repeat(100_000), "خان ".repeat(25_000), ". ".repeat(50_000)] {
            let seen = Cell::new(0);
            let clusters = name.graphemes(true).inspect(|_| seen.set(seen.get() + 1));
            let end = front(clusters, |mille| points(mille, 11.0, false) <= 200.0);
            assert!(end < 200 && seen.get() < 100, "{} letters for {end} bytes", seen.get());
        }
    }

    #[test]
    fn what_is_set_apart_is_so_on_each_line() {
        let line = format!("\u{2068}{}\u{2069} → b", "خان شيخون ".repeat(6));
        let lines = wrap(&line, 90.0, 12.0, false, 3);
        let count = |line: &str, letter: char| line.chars().filter(|one| *one == letter).count();
        assert_eq!(lines.len(), 3);
        for line in &lines {
            assert_eq!((count(line, '\u{2068}'), count(line, '\u{2069}')), (1, 1), "{line:?}");
        }
        assert!(width("\u{2068}a\u{2069}", 10.0, false) <= width("a", 10.0, false));
    }
}
