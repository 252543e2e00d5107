//! What word processors' documents have in common, on their way to blocks.
//!
//! Paragraphs with a shape, letters with marks, cells, comments, notes and
//! tracked changes. Readers of formats say what they meet; how it becomes
//! blocks and notes is decided here. No format is known here.

use crate::composer::{Composer, line};
use crate::draft::{Anchor, Draft, UNCOUNTED};
use crate::intake::Warning;
use crate::limits::{MAX_NOTE, MAX_NOTE_LETTERS};
use crate::unreadable::Unreadable;
use claimdesk_core::model::{BlockKind, MarkStyle, Note, NoteKind};

/// A mark that letters have: its style, and where it leads.
pub(crate) type Marked = (MarkStyle, Option<String>);

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) kind: BlockKind,
    pub(crate) level: u8,
    pub(crate) ordinal: Option<u32>,
    pub(crate) rtl: bool,
}

impl Shape {
    /// An ordinary paragraph.
    pub(crate) const PLAIN: Self = Self { kind: BlockKind::Paragraph, level: 0, ordinal: None, rtl: false };

    /// A shape of a kind and level.
    pub(crate) fn of(kind: BlockKind, level: u8) -> Self {
        Self { kind, level, ..Self::PLAIN }
    }
}

/// Who tracked a change, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hand {
    pub(crate) author: Option<String>,
    pub(crate) written: Option<String>,
}

impl Hand {
    /// As the document states it.
    pub(crate) fn new(author: Option<&str>, written: Option<&str>) -> Self {
        Self { author: author.and_then(line), written: written.and_then(line) }
    }
}

/// A tracked change that the next one may go on with.
#[derive(Debug)]
struct Last {
    number: usize,
    hand: Hand,
    at: (usize, u32),
}

/// What was being written when a cell began.
#[derive(Debug)]
pub(crate) struct Kept {
    draft: Option<Draft>,
    open: Vec<Marked>,
    marks: Vec<Marked>,
    in_cell: bool,
}

/// Paragraphs on their way into a text.
pub(crate) struct Flow<'c> {
    composer: &'c mut Composer,
    draft: Option<Draft>,
    shape: Shape,
    marks: Vec<Marked>,
    open: Vec<Marked>,
    in_cell: bool,
    /// Inside a footnote; the number that its first block shows.
    foot: Option<Option<u32>>,
    inserted: Option<Last>,
    deleted: Option<Last>,
    insertions: u32,
    deletions: u32,
    hidden: u32,
    letters: usize,
}

impl<'c> Flow<'c> {
    pub(crate) fn new(composer: &'c mut Composer) -> Self {
        Self {
            composer,
            draft: None,
            shape: Shape::PLAIN,
            marks: Vec::new(),
            open: Vec::new(),
            in_cell: false,
            foot: None,
            inserted: None,
            deleted: None,
            insertions: 0,
            deletions: 0,
            hidden: 0,
            letters: 0,
        }
    }

    /// Begins a paragraph.
    pub(crate) fn paragraph(&mut self, shape: Shape) -> Result<(), Unreadable> {
        self.flush()?;
        self.shape = shape;
        Ok(())
    }

    /// Ends the paragraph that is being written.
    pub(crate) fn flush(&mut self) -> Result<(), Unreadable> {
        if self.in_cell {
            if let Some(draft) = &mut self.draft {
                draft.space();
            }
            return Ok(());
        }
        self.open.clear();
        let Some(mut draft) = self.draft.take() else {
            return Ok(());
        };
        if draft.kind == BlockKind::Title && self.composer.count() > 0 {
            (draft.kind, draft.level) = (BlockKind::Heading, 1);
        }
        if let (Some(number), false) = (self.foot, draft.is_blank()) {
            if draft.kind != BlockKind::Table {
                (draft.kind, draft.level, draft.ordinal) = (BlockKind::Footnote, 0, number);
            }
            self.foot = Some(None);
        }
        self.composer.add(draft).map(|_| ())
    }

    /// Sets the marks of the letters to come.
    pub(crate) fn mark(&mut self, marks: Vec<Marked>) {
        self.marks = marks;
    }

    /// Writes letters with the marks that are set.
    pub(crate) fn write(&mut self, words: &str) {
        self.write_from(words, UNCOUNTED);
    }

    /// The same with letters whose first one has this number.
    pub(crate) fn write_from(&mut self, words: &str, first: u32) {
        if self.draft.is_none() && words.chars().all(|letter| letter.is_ascii_whitespace()) {
            return;
        }
        self.ready();
        let same = self.open.iter().zip(&self.marks).take_while(|(open, mark)| open == mark).count();
        let kept = self.shape.kind == BlockKind::Code && !self.in_cell;
        let Some(draft) = &mut self.draft else { return };
        for _ in same..self.open.len() {
            draft.close();
        }
        self.open.truncate(same);
        for (style, href) in self.marks.iter().skip(same) {
            draft.open(*style, href.clone());
            self.open.push((*style, href.clone()));
        }
        if kept {
            draft.write_kept_from(words, first);
        } else {
            draft.write_from(words, first);
        }
    }

    /// Breaks the line inside the paragraph.
    pub(crate) fn line_break(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.line_break();
        }
    }

    fn ready(&mut self) -> &mut Draft {
        let shape = self.shape;
        self.draft.get_or_insert_with(|| {
            let mut draft = Draft::new(shape.kind);
            draft.level = shape.level;
            draft.ordinal = shape.ordinal;
            draft.stated_rtl = shape.rtl;
            draft
        })
    }

    /// Counts letters that the document does not show.
    pub(crate) fn hide(&mut self, words: &str) {
        let count = words.chars().filter(|letter| !letter.is_whitespace()).count();
        self.hidden = self.hidden.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// Writes a table, row by row.
    pub(crate) fn table(&mut self, cells: Vec<(Draft, u32, u32, bool)>) -> Result<(), Unreadable> {
        self.flush()?;
        let mut table = Draft::new(BlockKind::Table);
        table.stated_rtl = self.shape.rtl;
        for (cell, row, column, header) in cells {
            table.cell(cell, row, column, header);
        }
        self.draft = Some(table);
        self.flush()
    }

    /// Writes cells that only place text, each as a paragraph.
    pub(crate) fn lines(&mut self, cells: impl Iterator<Item = Draft>) -> Result<(), Unreadable> {
        self.flush()?;
        for cell in cells {
            self.draft = Some(cell);
            self.flush()?;
        }
        Ok(())
    }

    /// Begins a cell, which is one line; what is given back ends it.
    pub(crate) fn open_cell(&mut self) -> Kept {
        Kept {
            draft: self.draft.replace(Draft::line()),
            open: std::mem::take(&mut self.open),
            marks: std::mem::take(&mut self.marks),
            in_cell: std::mem::replace(&mut self.in_cell, true),
        }
    }

    /// Ends a cell.
    pub(crate) fn close_cell(&mut self, kept: Kept) -> Draft {
        self.in_cell = kept.in_cell;
        self.marks = kept.marks;
        self.open = kept.open;
        std::mem::replace(&mut self.draft, kept.draft).unwrap_or_else(Draft::line)
    }

    /// Whether a cell is being written.
    pub(crate) fn is_in_cell(&self) -> bool {
        self.in_cell
    }

    /// Takes a note in and gives the number by which it is hung.
    pub(crate) fn note(&mut self, kind: NoteKind, hand: Hand, text: &str) -> Result<usize, Unreadable> {
        let text = self.fitting(text);
        let Hand { author, written } = hand;
        self.composer.note(Note { kind, span: None, text, author, written, label: None, block: None, answers: None })
    }

    /// Completes a note whose place was known before its words.
    pub(crate) fn fill(&mut self, number: usize, hand: Hand, text: &str) {
        let text = self.fitting(text);
        if let Some(note) = self.composer.note_mut(number) {
            (note.author, note.written, note.text) = (hand.author, hand.written, text);
        }
    }

    /// The words of a note, cut where nobody reads on.
    fn fitting(&mut self, text: &str) -> String {
        let most = MAX_NOTE.min(MAX_NOTE_LETTERS.saturating_sub(self.letters));
        let clean = text.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n');
        let fits: String = clean.take(most).collect();
        self.letters += fits.chars().count();
        fits
    }

    /// The note of a number, to complete what is known of it.
    pub(crate) fn note_mut(&mut self, number: usize) -> Option<&mut Note> {
        self.composer.note_mut(number)
    }

    /// Lets a note begin at the next letter.
    pub(crate) fn begin(&mut self, number: usize) {
        match &mut self.draft {
            Some(draft) => draft.begin(Anchor::Note(number)),
            None => self.composer.begin(Anchor::Note(number)),
        }
    }

    /// Lets a note end behind the last letter.
    pub(crate) fn end(&mut self, number: usize) {
        match &mut self.draft {
            Some(draft) => draft.end(Anchor::Note(number)),
            None => self.composer.end(Anchor::Note(number)),
        }
    }

    /// Hangs a note behind the last letter of this paragraph.
    pub(crate) fn hang(&mut self, number: usize) {
        self.ready().hang(Anchor::Note(number));
    }

    /// Begins words that were put in while changes were tracked.
    pub(crate) fn insertion(&mut self, hand: Hand) -> Result<usize, Unreadable> {
        let here = self.here();
        if let Some(last) = self.inserted.take()
            && last.hand == hand
            && here == Some(last.at)
        {
            return Ok(last.number);
        }
        let number = self.note(NoteKind::TrackedInsertion, hand, "")?;
        self.insertions += 1;
        self.begin(number);
        Ok(number)
    }

    /// Ends them.
    pub(crate) fn end_insertion(&mut self, number: usize, hand: Hand) {
        self.end(number);
        self.inserted = self.here().map(|at| Last { number, hand, at });
    }

    /// Keeps words that were struck while changes were tracked.
    pub(crate) fn deletion(&mut self, hand: Hand, words: &str) -> Result<(), Unreadable> {
        if words.trim().is_empty() {
            return Ok(());
        }
        if let (Some(last), Some(here)) = (&self.deleted, self.here())
            && last.hand == hand
            && last.at == here
            && let Some(note) = self.composer.note_mut(last.number)
            && note.text.chars().count() + words.chars().count() <= MAX_NOTE
        {
            note.text.push_str(words);
            return Ok(());
        }
        let number = self.note(NoteKind::TrackedDeletion, hand.clone(), "")?;
        let kept = words.chars().filter(|letter| !letter.is_control()).take(MAX_NOTE);
        if let Some(note) = self.composer.note_mut(number) {
            note.text = kept.collect();
        }
        self.deletions += 1;
        self.hang(number);
        self.deleted = self.here().map(|at| Last { number, hand, at });
        Ok(())
    }

    /// Where the next letter will stand: which block, and how far in it.
    fn here(&self) -> Option<(usize, u32)> {
        let length = self.draft.as_ref().map_or(0, Draft::length);
        (!self.in_cell).then(|| (self.composer.count(), length))
    }

    /// Begins the blocks of a foot- or endnote; what is given back ends them.
    pub(crate) fn begin_foot(&mut self, ordinal: Option<u32>) -> Result<usize, Unreadable> {
        self.paragraph(Shape::PLAIN)?;
        self.foot = Some(ordinal);
        Ok(self.composer.count())
    }

    /// Ends them, and gives their words to the note.
    pub(crate) fn end_foot(&mut self, number: usize, first: usize) -> Result<(), Unreadable> {
        self.flush()?;
        self.foot = None;
        let words = self.composer.text_since(first);
        let text = self.fitting(&words);
        let holds = self.composer.count() > first;
        if let Some(note) = self.composer.note_mut(number) {
            note.text = text;
            note.block = u32::try_from(first).ok().filter(|_| holds);
        }
        Ok(())
    }

    /// Ends the flow; says what a person should know.
    pub(crate) fn finish(mut self) -> Result<Vec<Warning>, Unreadable> {
        self.flush()?;
        let mut warnings = Vec::new();
        if self.insertions + self.deletions > 0 {
            warnings.push(Warning::TrackedChanges { insertions: self.insertions, deletions: self.deletions });
        }
        if self.hidden > 0 {
            warnings.push(Warning::HiddenText { count: self.hidden });
        }
        Ok(warnings)
    }
}

/// What the name of a style means, in the English in which word processors store their own styles.
pub(crate) fn meaning(name: &str) -> Option<(BlockKind, u8)> {
    let name: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    if let Some(level) = name.strip_prefix("heading").and_then(|level| level.parse::<u8>().ok()) {
        return Some((BlockKind::Heading, level.clamp(1, 6)));
    }
    match name.as_str() {
        "title" => Some((BlockKind::Title, 0)),
        "quote" | "intensequote" | "quotations" | "blocktext" => Some((BlockKind::Quote, 0)),
        "caption" => Some((BlockKind::Caption, 0)),
        "htmlpreformatted" | "preformattedtext" | "plaintext" => Some((BlockKind::Code, 0)),
        _ => None,
    }
}
