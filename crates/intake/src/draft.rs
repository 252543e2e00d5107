//! One block while it is being written.
//!
//! The rule for white space is kept here and nowhere else: runs of it become
//! one space, blocks neither begin nor end with it, no-break spaces and
//! invisible direction characters stay. Control characters are dropped and
//! counted. Marks begin at their first and end at their last letter. Letters
//! that come with a number keep it, so that whoever counted them finds them again.

use claimdesk_core::model::{BlockKind, Cell, Mark, MarkStyle};

/// The number of a letter that nobody counted.
pub(crate) const UNCOUNTED: u32 = u32::MAX;

/// What separates the next letter from the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
}

/// A mark that may still be open.
#[derive(Clone, Debug)]
struct Span {
    style: MarkStyle,
    href: Option<String>,
    start: Option<u32>,
    end: Option<u32>,
}

/// Something outside the words that begins or ends among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// A note of the text, by its number.
    Note(usize),
    /// A locator of the text, by its number.
    Locator(usize),
}

/// Where an anchor begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) anchor: Anchor,
    pub(crate) at: u32,
    pub(crate) ends: bool,
}

/// A block in the making; offsets count from its own first code point.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: BlockKind,
    pub(crate) level: u8,
    pub(crate) ordinal: Option<u32>,
    /// The direction that is stated around it, for text without letters.
    pub(crate) stated_rtl: bool,
    pub(crate) controls: u32,
    text: String,
    length: u32,
    /// The numbers of the letters, up to the last one that was counted.
    numbers: Vec<u32>,
    gap: Gap,
    one_line: bool,
    spans: Vec<Span>,
    open: Vec<usize>,
    unstarted: usize,
    cells: Vec<Cell>,
    edges: Vec<Edge>,
    /// Anchors that begin at the next letter, wherever that is.
    waiting: Vec<Anchor>,
}

/// A block whose text is settled.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub(crate) text: String,
    pub(crate) length: u32,
    /// The numbers of its letters, up to the last one that was counted.
    pub(crate) numbers: Vec<u32>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) edges: Vec<Edge>,
    /// Anchors that begin at the first letter behind this block.
    pub(crate) waiting: Vec<Anchor>,
}

impl Draft {
    /// Begins a block.
    pub(crate) fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            level: 0,
            ordinal: None,
            stated_rtl: false,
            controls: 0,
            text: String::new(),
            length: 0,
            numbers: Vec::new(),
            gap: Gap::None,
            one_line: false,
            spans: Vec::new(),
            open: Vec::new(),
            unstarted: 0,
            cells: Vec::new(),
            edges: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Begins the text of a table cell or title, which has no line breaks.
    pub(crate) fn line() -> Self {
        Self { one_line: true, ..Self::new(BlockKind::Paragraph) }
    }

    /// Writes words; runs of white space become one space.
    pub(crate) fn write(&mut self, words: &str) {
        self.write_from(words, UNCOUNTED);
    }

    /// The same with words whose first letter has this number.
    pub(crate) fn write_from(&mut self, words: &str, first: u32) {
        for (number, letter) in numbered(words, first) {
            match letter {
                ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => self.space(),
                '\u{2028}' | '\u{2029}' => {
                    self.line_break();
                }
                _ => self.put(letter, number),
            }
        }
    }

    /// Writes lines whose spaces count.
    pub(crate) fn write_kept(&mut self, lines: &str) {
        self.write_kept_from(lines, UNCOUNTED);
    }

    /// The same with lines whose first letter has this number.
    pub(crate) fn write_kept_from(&mut self, lines: &str, first: u32) {
        if self.one_line {
            return self.write_from(lines, first);
        }
        for (number, letter) in numbered(lines, first) {
            match letter {
                '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' if self.text.is_empty() => {}
                '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => self.push('\n', number),
                ' ' | '\t' => self.push(letter, number),
                _ => self.put(letter, number),
            }
        }
    }

    /// Separates the next letter from the last one by a space.
    pub(crate) fn space(&mut self) {
        if self.gap == Gap::None {
            self.gap = Gap::Space;
        }
    }

    /// Breaks the line. Says whether it was broken here before.
    pub(crate) fn line_break(&mut self) -> bool {
        if self.one_line {
            self.space();
            return false;
        }
        let again = self.gap == Gap::Line;
        self.gap = Gap::Line;
        again
    }

    /// Begins a mark, which lasts until [`Self::close`].
    pub(crate) fn open(&mut self, style: MarkStyle, href: Option<String>) {
        self.open.push(self.spans.len());
        self.unstarted += 1;
        self.spans.push(Span { style, href, start: None, end: None });
    }

    /// Ends the mark that was begun last.
    pub(crate) fn close(&mut self) {
        let Some(index) = self.open.pop() else {
            return;
        };
        let end = self.length;
        if let Some(span) = self.spans.get_mut(index) {
            match span.start {
                Some(_) => span.end = Some(end),
                None => {
                    self.unstarted = self.unstarted.saturating_sub(1);
                    // Without a letter it marks nothing.
                    if index + 1 == self.spans.len() {
                        self.spans.pop();
                    }
                }
            }
        }
    }

    /// Lets an anchor begin at the next letter, which may stand in a later block.
    pub(crate) fn begin(&mut self, anchor: Anchor) {
        self.waiting.push(anchor);
    }

    /// Lets an anchor end behind the last letter.
    pub(crate) fn end(&mut self, anchor: Anchor) {
        if let Some(index) = self.waiting.iter().position(|waiting| *waiting == anchor) {
            self.waiting.remove(index);
            self.edges.push(Edge { anchor, at: self.length, ends: false });
        }
        self.edges.push(Edge { anchor, at: self.length, ends: true });
    }

    /// Hangs an anchor behind the last letter.
    pub(crate) fn hang(&mut self, anchor: Anchor) {
        self.begin(anchor);
        self.end(anchor);
    }

    /// Ends all marks that were begun.
    pub(crate) fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    /// Adds a cell behind all that is written.
    pub(crate) fn cell(&mut self, cell: Self, row: u32, column: u32, header: bool) {
        let new_row = self.cells.last().map(|last| last.row != row);
        match new_row {
            Some(true) => self.push('\n', UNCOUNTED),
            Some(false) => self.push('\t', UNCOUNTED),
            None => {}
        }
        self.gap = Gap::None;
        self.controls = self.controls.saturating_add(cell.controls);
        let start = self.length;
        let settled = cell.settle();
        self.text.push_str(&settled.text);
        self.length += settled.length;
        append(&mut self.numbers, start, settled.numbers);
        self.spans.extend(settled.marks.into_iter().map(|mark| Span {
            style: mark.style,
            href: mark.href,
            start: Some(start + mark.start),
            end: Some(start + mark.end),
        }));
        self.edges.extend(settled.edges.into_iter().map(|edge| Edge { at: start + edge.at, ..edge }));
        let behind = settled.waiting.into_iter().map(|anchor| Edge { anchor, at: self.length, ends: false });
        self.edges.extend(behind);
        self.cells.push(Cell { row, column, start, end: self.length, header });
    }

    /// Whether nothing was written that can be seen.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
    }

    /// What is written so far, without what may be trimmed later.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// How many code points are written so far.
    pub(crate) fn length(&self) -> u32 {
        self.length
    }

    /// Ends the block: all marks closed, the end trimmed.
    pub(crate) fn settle(mut self) -> Settled {
        self.close_all();
        if self.cells.is_empty() {
            let kept = self.text.trim_end_matches([' ', '\t', '\n']).len();
            let cut = self.text.len() - kept;
            self.text.truncate(kept);
            self.length -= u32::try_from(cut).unwrap_or(0);
        }
        let length = self.length;
        self.numbers.truncate(length as usize);
        let marks = self.spans.into_iter().filter_map(|span| {
            let start = span.start?;
            let end = span.end?.min(length);
            (start < end).then_some(Mark { style: span.style, start, end, href: span.href })
        });
        for edge in &mut self.edges {
            edge.at = edge.at.min(length);
        }
        Settled {
            marks: marks.collect(),
            text: self.text,
            length,
            numbers: self.numbers,
            cells: self.cells,
            edges: self.edges,
            waiting: self.waiting,
        }
    }

    fn put(&mut self, letter: char, number: u32) {
        if letter.is_control() {
            self.controls = self.controls.saturating_add(1);
            return;
        }
        if !self.text.is_empty() {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.push(' ', UNCOUNTED),
                Gap::Line => self.push('\n', UNCOUNTED),
            }
        }
        self.gap = Gap::None;
        if self.unstarted > 0 {
            self.start_marks();
        }
        let at = self.length;
        self.edges.extend(self.waiting.drain(..).map(|anchor| Edge { anchor, at, ends: false }));
        self.push(letter, number);
    }

    fn start_marks(&mut self) {
        let at = self.length;
        for index in &self.open {
            if let Some(span) = self.spans.get_mut(*index) {
                span.start.get_or_insert(at);
            }
        }
        self.unstarted = 0;
    }

    fn push(&mut self, letter: char, number: u32) {
        if number != UNCOUNTED {
            append(&mut self.numbers, self.length, [number]);
        }
        self.text.push(letter);
        self.length += 1;
    }
}

/// Each letter with its number, if they are counted from a first one on.
fn numbered(words: &str, first: u32) -> impl Iterator<Item = (u32, char)> + '_ {
    let number = move |(nth, letter): (usize, char)| {
        let nth = u32::try_from(nth).unwrap_or(UNCOUNTED);
        (first.saturating_add(nth), letter)
    };
    words.chars().enumerate().map(number)
}

/// Adds the numbers of letters that stand from `start` on; those before that nobody counted have none.
pub(crate) fn append(numbers: &mut Vec<u32>, start: u32, more: impl IntoIterator<Item = u32>) {
    let mut more = more.into_iter().peekable();
    if more.peek().is_some() {
        numbers.resize(start as usize, UNCOUNTED);
        numbers.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_space_and_no_break_spaces_stay() {
        let mut draft = Draft::new(BlockKind::Paragraph);
        draft.write("  4\u{a0}April \n\t 2017 ");
        assert_eq!(draft.settle().text, "4\u{a0}April 2017");
    }

    #[test]
    fn a_mark_hugs_its_letters() {
        let mut draft = Draft::new(BlockKind::Paragraph);
        draft.write("exposed to");
        draft.open(MarkStyle::Strong, None);
        draft.write(" sarin ");
        draft.close();
        draft.write("or the like");
        let settled = draft.settle();
        assert_eq!(settled.text, "exposed to sarin or the like");
        assert_eq!((settled.marks[0].start, settled.marks[0].end), (11, 16));
    }

    #[test]
    fn marks_without_letters_vanish() {
        let mut draft = Draft::new(BlockKind::Paragraph);
        draft.open(MarkStyle::Strong, None);
        draft.open(MarkStyle::Emphasis, None);
        draft.close();
        draft.write("x");
        draft.close();
        draft.open(MarkStyle::Code, None);
        draft.write(" \u{7}");
        assert_eq!(draft.controls, 1);
        let settled = draft.settle();
        assert_eq!(settled.marks.len(), 1);
        assert_eq!(settled.marks[0].style, MarkStyle::Strong);
    }

    #[test]
    fn anchors_hug_their_letters_and_may_wait_for_the_next_block() {
        let mut draft = Draft::new(BlockKind::Paragraph);
        draft.write("killed ");
        draft.begin(Anchor::Note(0));
        draft.write(" 87 people ");
        draft.end(Anchor::Note(0));
        draft.hang(Anchor::Note(1));
        draft.write("that day ");
        draft.begin(Anchor::Note(2));
        let settled = draft.settle();
        let edges: Vec<_> = settled.edges.iter().map(|edge| (edge.anchor, edge.at)).collect();
        let (first, second) = (Anchor::Note(0), Anchor::Note(1));
        assert_eq!(edges, [(first, 7), (first, 16), (second, 16), (second, 16)]);
        assert_eq!(settled.waiting, [Anchor::Note(2)]);
    }

    #[test]
    fn letters_keep_their_numbers_and_the_gaps_between_them_have_none() {
        let none = UNCOUNTED;
        let mut draft = Draft::new(BlockKind::Paragraph);
        draft.write("a ");
        draft.write_from(" b\u{7}c  ", 10);
        draft.write_from("d ", 40);
        let settled = draft.settle();
        assert_eq!((settled.text.as_str(), settled.numbers), ("a bc d", vec![none, none, 11, 13, none, 40]));
        let mut table = Draft::new(BlockKind::Table);
        for (column, first) in [(0, none), (1, 5)] {
            let mut cell = Draft::line();
            cell.write_from("xy", first);
            table.cell(cell, 0, column, false);
        }
        assert_eq!(table.settle().numbers, [none, none, none, 5, 6]);
    }

    #[test]
    fn cells_stand_between_tabs() {
        let mut table = Draft::new(BlockKind::Table);
        for (index, words) in ["", "dead", "87\nor so", ""].into_iter().enumerate() {
            let mut cell = Draft::line();
            cell.write(words);
            let index = u32::try_from(index).unwrap();
            table.cell(cell, index / 2, index % 2, index < 2);
        }
        let settled = table.settle();
        assert_eq!(settled.text, "\tdead\n87 or so\t");
        assert_eq!(settled.length, 15);
        assert_eq!((settled.cells[2].start, settled.cells[2].end), (6, 14));
    }
}
