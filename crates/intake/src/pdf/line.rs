//! From letters with their places to lines.
//!
//! The library gives letters in the order of the page's drawing, words from right
//! to left already in the order of reading. What it does not tell is where one
//! line ends and whether a gap is a space or the space between two columns.

use super::visual::{self, Glyph};
use crate::direction;
use crate::prose;

/// One line of a page; places count in points from the lower left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
    pub(crate) top: f32,
    /// The size of its letters.
    pub(crate) size: f32,
    pub(crate) rtl: bool,
    /// Wide gaps: the byte at which the words go on, and the gap's edges.
    pub(crate) gaps: Vec<(usize, f32, f32)>,
}

/// What stands at the end of a line whose last word goes on in the next one.
pub(crate) const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{ad}', '\u{2}'];

/// Wide gaps that are kept of one line.
const GAPS: usize = 8;

impl Line {
    /// Whether nothing is to be read in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(|letter| letter.is_whitespace() || letter.is_control())
    }

    /// The height of its middle.
    pub(crate) fn middle(&self) -> f32 {
        (self.bottom + self.top) / 2.0
    }

    /// Where its words begin, in the direction in which they are read.
    pub(crate) fn indent(&self, left: f32, right: f32) -> f32 {
        if self.rtl { right - self.right } else { self.left - left }
    }

    /// How much room is left behind its words.
    pub(crate) fn room(&self, left: f32, right: f32) -> f32 {
        if self.rtl { self.left - left } else { right - self.right }
    }

    /// Whether another line was drawn into this one: brackets often come last.
    fn holds(&self, other: &Self) -> bool {
        let shared = self.top.min(other.top) - self.bottom.max(other.bottom);
        let near = self.size.max(self.top - self.bottom);
        shared > 0.6 * (other.top - other.bottom)
            && other.left > self.left - near
            && other.right < self.right + near
            && !other.text.is_empty()
    }

    fn covers(&mut self, [left, right, bottom, top]: [f32; 4]) {
        if self.text.is_empty() {
            (self.left, self.right, self.bottom, self.top) = (left, right, bottom, top);
        } else {
            self.left = self.left.min(left);
            self.right = self.right.max(right);
            self.bottom = self.bottom.min(bottom);
            self.top = self.top.max(top);
        }
    }
}

/// Lines while letters come in.
#[derive(Default)]
pub(crate) struct Lines {
    done: Vec<Line>,
    line: Line,
    /// Sizes that were asked for in this line, and how many.
    sizes: (f32, f32),
    count: usize,
    /// The right edge of the last letter, to see gaps.
    last: Option<[f32; 4]>,
    /// The letters of this line with their places.
    glyphs: Vec<Glyph>,
    /// The letters of lines with words from right to left, by the line's number.
    visual: Vec<(usize, Vec<Glyph>)>,
    /// Letters of the page that run from the right, and from the left.
    letters: (usize, usize),
    /// Whether the last sign is a space that nobody wrote.
    made: bool,
    odd: u32,
}

impl Lines {
    /// Sizes are dear, and most lines have one: some letters are asked.
    pub(crate) fn wants_size(&self) -> bool {
        self.count.is_multiple_of(16)
    }

    pub(crate) fn size(&mut self, size: f32) {
        if size.is_finite() && size > 0.0 {
            self.sizes.0 += size;
            self.sizes.1 += 1.0;
        }
    }

    /// Takes in one letter with its edges: left, right, bottom, top.
    pub(crate) fn add(&mut self, value: u32, edges: [f32; 4]) {
        let edges = if edges.iter().all(|edge| edge.is_finite()) { edges } else { [0.0; 4] };
        let Some(letter) = meaning(value) else {
            self.odd = self.odd.saturating_add(1);
            return;
        };
        let blank = letter.is_whitespace();
        if blank && self.line.text.is_empty() {
            return;
        }
        let flat = edges[3] <= edges[2];
        if !blank && !flat && !self.line.text.is_empty() {
            if self.is_elsewhere(edges) {
                self.end();
            } else {
                self.see_gap(edges);
            }
        }
        if !blank && !flat {
            self.line.covers(edges);
            self.last = Some(edges);
        }
        self.count += 1;
        // The library takes the air around figures in a Chinese line for a space.
        if std::mem::replace(&mut self.made, blank && flat) && !blank {
            let mut ends = self.line.text.chars().rev().skip_while(|letter| *letter == ' ');
            if prose::is_spaceless(letter) || ends.next().is_some_and(prose::is_spaceless) {
                self.line.text.truncate(self.line.text.trim_end_matches(' ').len());
            }
        }
        self.glyphs.push(Glyph { letter, left: edges[0], right: edges[1], height: edges[3] - edges[2] });
        match ligature(letter) {
            Some(letters) => self.line.text.push_str(letters),
            None => self.line.text.push(letter),
        }
    }

    /// Whether a letter stands on another line than those before it.
    fn is_elsewhere(&self, [_, _, bottom, top]: [f32; 4]) -> bool {
        let shared = top.min(self.line.top) - bottom.max(self.line.bottom);
        shared < 0.3 * (top - bottom).min(self.line.top - self.line.bottom)
    }

    fn see_gap(&mut self, edges: [f32; 4]) {
        let Some(last) = self.last else { return };
        let wide = 1.2 * (edges[3] - edges[2]).max(1.0);
        let (from, to) = if edges[0] > last[1] { (last[1], edges[0]) } else { (edges[1], last[0]) };
        if to - from > wide && self.line.gaps.len() < GAPS {
            self.line.gaps.push((self.line.text.len(), from, to));
        }
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        let mut glyphs = std::mem::take(&mut self.glyphs);
        let (right, left) = visual::count(&glyphs);
        self.letters = (self.letters.0 + right, self.letters.1 + left);
        let after_rtl = self.visual.last().is_some_and(|(at, _)| at + 1 == self.done.len());
        if after_rtl
            && let Some(last) = self.done.last().filter(|last| last.holds(&line))
            && let Some((_, whole)) = self.visual.last_mut()
        {
            whole.append(&mut glyphs);
            line = Line { text: last.text.clone() + &line.text, ..last.clone() };
            self.done.pop();
        } else if right > 0 {
            self.visual.push((self.done.len(), glyphs));
        }
        self.made = false;
        line.text.truncate(line.text.trim_end().len());
        line.size = if self.sizes.1 > 0.0 { self.sizes.0 / self.sizes.1 } else { line.top - line.bottom };
        line.rtl = direction::first_strong(&line.text).unwrap_or(false);
        self.sizes = (0.0, 0.0);
        self.count = 0;
        self.last = None;
        if !line.is_blank() {
            self.done.push(line);
        }
    }

    /// All lines, and how many signs meant no letter.
    pub(crate) fn finish(mut self) -> (Vec<Line>, u32) {
        self.end();
        let page_rtl = self.letters.0 > self.letters.1;
        for (number, glyphs) in self.visual {
            if let Some(line) = self.done.get_mut(number) {
                line.text = visual::logical(&glyphs, page_rtl).trim().to_owned();
                line.rtl = direction::first_strong(&line.text).unwrap_or(page_rtl);
                line.gaps.clear();
            }
        }
        (self.done, self.odd)
    }
}

/// The letter of a value; `None` if the font says nothing of it.
fn meaning(value: u32) -> Option<char> {
    match value {
        0 | 0xfffd..=0xffff => None,
        0xf0b7 | 0xf0a7 => Some('•'),
        0xe000..=0xf8ff => None,
        // The library's own sign for a word that goes on in the next line.
        2 => Some('\u{2}'),
        _ => char::from_u32(value).filter(|letter| !letter.is_control()),
    }
}

fn ligature(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A line of words at a height, as tests of the layout need it.
    pub(crate) fn line(text: &str, left: f32, right: f32, bottom: f32) -> Line {
        let rtl = direction::first_strong(text).unwrap_or(false);
        Line { text: text.to_owned(), left, right, bottom, top: bottom + 10.0, size: 10.0, rtl, gaps: Vec::new() }
    }

    fn write(lines: &mut Lines, text: &str, left: f32, bottom: f32) {
        for (index, letter) in text.chars().enumerate() {
            let at = left + index as f32 * 5.0;
            lines.add(u32::from(letter), [at, at + 5.0, bottom, bottom + 10.0]);
        }
    }

    #[test]
    fn letters_elsewhere_begin_a_line_and_wide_gaps_are_kept() {
        let mut lines = Lines::default();
        write(&mut lines, "one \u{fb01}t", 50.0, 700.0);
        write(&mut lines, "right", 300.0, 700.0);
        write(&mut lines, "below", 50.0, 680.0);
        lines.add(0, [0.0; 4]);
        let (lines, odd) = lines.finish();
        let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["one fitright", "below"]);
        assert_eq!(lines[0].gaps, [(7, 80.0, 300.0)]);
        assert_eq!((lines[0].left, lines[0].right, odd), (50.0, 325.0, 1));
    }
}
