//! Blocks become one canonical text with its layout.
//!
//! The only place where text and layout are joined, so that their promises
//! hold for every reader: blocks in order, exactly one [`BLOCK_BREAK`]
//! between them, offsets in code points, marks and cells inside their block.

use crate::direction;
use crate::draft::{self, Anchor, Draft};
use crate::intake::Warning;
use crate::language;
use crate::limits::{MAX_BLOCKS, MAX_CELLS, MAX_GUESSED, MAX_HREFS, MAX_LINE, MAX_MARKS, MAX_NOTES};
use crate::settle::{self, Locating};
use crate::unreadable::Unreadable;
use claimdesk_core::model::{Area, BLOCK_BREAK, Block, BlockKind, Layout, LocatorKind, Note, Span};
use unicode_segmentation::UnicodeSegmentation;

/// The canonical text while it grows.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    text: String,
    length: u32,
    /// The numbers of the letters, up to the last one that was counted.
    numbers: Vec<u32>,
    blocks: Vec<Block>,
    marks: usize,
    cells: usize,
    hrefs: usize,
    /// Bytes whose language was looked for.
    guessed: usize,
    controls: u32,
    notes: Vec<Note>,
    locators: Vec<Locating>,
    /// Anchors that begin at the first letter of the next block.
    waiting: Vec<Anchor>,
}

/// The canonical text with its layout and what was counted on the way.
#[derive(Debug)]
pub(crate) struct Composition {
    pub(crate) text: String,
    /// The numbers of its letters, up to the last one that was counted.
    pub(crate) numbers: Vec<u32>,
    pub(crate) layout: Layout,
    /// The language of most of it, if one was told.
    pub(crate) language: Option<String>,
    pub(crate) words: u32,
    pub(crate) code_points: u32,
    pub(crate) warnings: Vec<Warning>,
}

impl Composer {
    /// Adds a block, unless nothing in it can be seen. Says whether it did.
    pub(crate) fn add(&mut self, draft: Draft) -> Result<bool, Unreadable> {
        self.controls = self.controls.saturating_add(draft.controls);
        if draft.is_blank() {
            let settled = draft.settle();
            for edge in settled.edges {
                self.edge(edge.anchor, edge.ends, self.length);
            }
            self.waiting.extend(settled.waiting);
            return Ok(false);
        }
        let (kind, level, ordinal) = (draft.kind, draft.level, draft.ordinal);
        let stated_rtl = draft.stated_rtl;
        let settled = draft.settle();
        if !self.blocks.is_empty() {
            self.text.push_str(BLOCK_BREAK);
            self.length += 2;
        }
        let start = self.length;
        let mut block = Block {
            kind,
            start,
            end: start + settled.length,
            level,
            ordinal,
            rtl: direction::first_strong(&settled.text).unwrap_or(stated_rtl),
            lang: self.language(&settled.text).map(str::to_owned),
            marks: settled.marks,
            cells: settled.cells,
        };
        for mark in &mut block.marks {
            mark.start += start;
            mark.end += start;
            self.hrefs += mark.href.as_ref().map_or(0, String::len);
        }
        for cell in &mut block.cells {
            cell.start += start;
            cell.end += start;
        }
        self.marks += block.marks.len();
        self.cells += block.cells.len();
        self.text.push_str(&settled.text);
        draft::append(&mut self.numbers, start, settled.numbers);
        self.length = block.end;
        self.blocks.push(block);
        for anchor in std::mem::replace(&mut self.waiting, settled.waiting) {
            self.edge(anchor, false, start);
        }
        for edge in settled.edges {
            self.edge(edge.anchor, edge.ends, start + edge.at);
        }
        self.check()?;
        Ok(true)
    }

    /// Takes a note in; where it hangs is said by [`Anchor::Note`] with the number given back.
    pub(crate) fn note(&mut self, note: Note) -> Result<usize, Unreadable> {
        self.notes.push(note);
        self.check()?;
        Ok(self.notes.len() - 1)
    }

    /// The note of a number.
    pub(crate) fn note_mut(&mut self, number: usize) -> Option<&mut Note> {
        self.notes.get_mut(number)
    }

    /// Takes a locator in; where it begins is said by [`Anchor::Locator`] with
    /// the number given back. If nobody says where it ends, it ends where the
    /// next one of its kind begins.
    pub(crate) fn locator(&mut self, kind: LocatorKind, label: String) -> Result<usize, Unreadable> {
        self.locate(kind, label, None)
    }

    /// The same for a rectangle on a page.
    pub(crate) fn area(&mut self, page: String, area: Area) -> Result<usize, Unreadable> {
        self.locate(LocatorKind::Area, page, Some(area))
    }

    fn locate(&mut self, kind: LocatorKind, label: String, area: Option<Area>) -> Result<usize, Unreadable> {
        self.locators.push(Locating { kind, label, area, start: None, end: None });
        self.check()?;
        Ok(self.locators.len() - 1)
    }

    /// Lets an anchor begin with the next block.
    pub(crate) fn begin(&mut self, anchor: Anchor) {
        self.waiting.push(anchor);
    }

    /// Lets an anchor end behind the last block.
    pub(crate) fn end(&mut self, anchor: Anchor) {
        self.edge(anchor, true, self.length);
    }

    /// The words of all blocks from one on, each on a line of its own.
    pub(crate) fn text_since(&self, block: usize) -> String {
        let Some(first) = self.blocks.get(block) else {
            return String::new();
        };
        let from = self.text.char_indices().rev().nth((self.length - first.start - 1) as usize);
        from.and_then(|(at, _)| self.text.get(at..)).unwrap_or_default().replace(BLOCK_BREAK, "\n")
    }

    /// Names a locator that was taken in.
    pub(crate) fn label(&mut self, number: usize, label: String) {
        if let Some(locating) = self.locators.get_mut(number) {
            locating.label = label;
        }
    }

    /// The words of the first heading from a block on, if it stands first there.
    pub(crate) fn heading_since(&self, block: usize) -> Option<String> {
        let first = self.blocks.get(block).filter(|block| block.kind == BlockKind::Heading)?;
        let from = self.text.char_indices().rev().nth((self.length - first.start - 1) as usize)?.0;
        Some(self.text.get(from..)?.chars().take((first.end - first.start) as usize).collect())
    }

    /// How many blocks there are.
    pub(crate) fn count(&self) -> usize {
        self.blocks.len()
    }

    fn language(&mut self, words: &str) -> Option<&'static str> {
        if self.guessed > MAX_GUESSED {
            return None;
        }
        self.guessed += words.len();
        language::of(words)
    }

    /// The language of most of the text, if one was told at all.
    fn main_language(&self) -> Option<String> {
        let mut lengths: Vec<(&str, u32)> = Vec::new();
        for block in &self.blocks {
            let Some(tag) = block.lang.as_deref() else { continue };
            match lengths.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, length)) => *length += block.end - block.start,
                None => lengths.push((tag, block.end - block.start)),
            }
        }
        lengths.into_iter().max_by_key(|(_, length)| *length).map(|(tag, _)| tag.to_owned())
    }

    fn edge(&mut self, anchor: Anchor, ends: bool, at: u32) {
        // What ends before it began marks a place.
        if ends {
            self.waiting.retain(|waiting| *waiting != anchor);
        }
        match anchor {
            Anchor::Note(number) => {
                if let Some(note) = self.notes.get_mut(number) {
                    let span = note.span.get_or_insert(Span { start: at, end: at });
                    span.end = span.end.max(at);
                }
            }
            Anchor::Locator(number) => {
                if let Some(locating) = self.locators.get_mut(number) {
                    let start = *locating.start.get_or_insert(at);
                    if ends {
                        locating.end = Some(at.max(start));
                    }
                }
            }
        }
    }

    /// Puts the title first; later ones, and titles behind text, are ignored.
    pub(crate) fn title(&mut self, title: &str, stated_rtl: bool) -> Result<(), Unreadable> {
        if !self.blocks.is_empty() {
            return Ok(());
        }
        let mut draft = Draft::line();
        draft.kind = BlockKind::Title;
        draft.stated_rtl = stated_rtl;
        draft.write(title);
        self.add(draft).map(|_| ())
    }

    /// Makes the first heading the title, if it is the first block of all.
    /// Returns its words.
    pub(crate) fn promote_heading(&mut self) -> Option<String> {
        let first = self.blocks.first_mut()?;
        let top = first.kind == BlockKind::Heading && first.level == 1;
        if !top || first.end as usize > MAX_LINE {
            return None;
        }
        first.kind = BlockKind::Title;
        first.level = 0;
        Some(self.text.chars().take(first.end as usize).collect())
    }

    /// The words of the title block, if there is one.
    pub(crate) fn title_text(&self) -> Option<&str> {
        let first = self.blocks.first()?;
        (first.kind == BlockKind::Title)
            .then(|| self.text.split_once(BLOCK_BREAK).map_or(self.text.as_str(), |(title, _)| title))
    }

    /// Whether there is any text besides the title.
    pub(crate) fn has_body(&self) -> bool {
        self.blocks.iter().any(|block| block.kind != BlockKind::Title)
    }

    /// Ends the text. A title alone is no text.
    pub(crate) fn finish(mut self) -> Result<Composition, Unreadable> {
        if !self.has_body() {
            return Err(Unreadable::NoText);
        }
        for anchor in std::mem::take(&mut self.waiting) {
            self.edge(anchor, false, self.length);
        }
        let mut warnings = Vec::new();
        if self.controls > 0 {
            warnings.push(Warning::ControlsDropped { count: self.controls });
        }
        let unseen = self.text.chars().filter(|c| direction::is_control(*c));
        let count = u32::try_from(unseen.count()).unwrap_or(u32::MAX);
        if count > 0 {
            warnings.push(Warning::DirectionControls { count });
        }
        let words = self.text.unicode_words().count();
        Ok(Composition {
            language: self.main_language(),
            words: u32::try_from(words).unwrap_or(u32::MAX),
            code_points: self.length,
            layout: Layout {
                blocks: self.blocks,
                notes: settle::notes(self.notes, &self.text),
                locators: settle::locators(self.locators, self.length),
            },
            text: self.text,
            numbers: self.numbers,
            warnings,
        })
    }

    fn check(&self) -> Result<(), Unreadable> {
        let counted = [
            ("paragraphs", self.blocks.len(), MAX_BLOCKS),
            ("marked places", self.marks, MAX_MARKS),
            ("table cells", self.cells, MAX_CELLS),
            ("comments and notes", self.notes.len(), MAX_NOTES),
            ("pages or time codes", self.locators.len(), MAX_NOTES),
            ("bytes of link addresses", self.hrefs, MAX_HREFS),
        ];
        match counted.into_iter().find(|(_, count, limit)| count > limit) {
            None => Ok(()),
            Some((what, _, limit)) => Err(Unreadable::TooMuch { what: what.to_owned(), limit: limit as u64 }),
        }
    }
}

/// One line about a text (a title, an author): one space between words, no
/// control characters, not longer than a line may be. `None` if nothing is left.
pub(crate) fn line(words: &str) -> Option<String> {
    let mut draft = Draft::line();
    let short: String = words.chars().take(MAX_LINE).collect();
    draft.write(&short);
    (!draft.is_blank()).then(|| draft.settle().text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str) -> Draft {
        let mut draft = Draft::new(BlockKind::Paragraph);
        draft.write(words);
        draft
    }

    #[test]
    fn offsets_count_code_points_across_blocks() {
        let mut composer = Composer::default();
        composer.title("Ärger", false).unwrap();
        assert!(composer.add(paragraph("خان شيخون")).unwrap());
        assert!(!composer.add(paragraph(" \u{a0} ")).unwrap());
        let made = composer.finish().unwrap();
        assert_eq!(made.text, "Ärger\n\nخان شيخون");
        let block = &made.layout.blocks[1];
        assert_eq!((block.start, block.end, block.rtl), (7, 16, true));
        assert_eq!((made.code_points, made.words), (16, 3));
    }

    #[test]
    fn notes_hang_across_blocks_and_come_in_the_order_of_the_text() {
        let note = |answers| Note {
            kind: claimdesk_core::model::NoteKind::Comment,
            span: None,
            text: "Who says so?".to_owned(),
            author: None,
            written: None,
            label: None,
            block: None,
            answers,
        };
        let mut composer = Composer::default();
        let later = composer.note(note(None)).unwrap();
        let wide = composer.note(note(Some(0))).unwrap();
        let page = composer.locator(LocatorKind::Page, "4".to_owned()).unwrap();
        let next = composer.locator(LocatorKind::Page, "5".to_owned()).unwrap();
        composer.begin(Anchor::Locator(page));
        let mut draft = paragraph("First.");
        draft.begin(Anchor::Note(wide));
        draft.begin(Anchor::Locator(next));
        composer.add(draft).unwrap();
        let mut draft = paragraph("Second");
        draft.end(Anchor::Note(wide));
        draft.write(" and");
        draft.hang(Anchor::Note(later));
        composer.add(draft).unwrap();
        let made = composer.finish().unwrap();
        let spans: Vec<_> = made.layout.notes.iter().map(|note| (note.span.unwrap(), note.answers)).collect();
        assert_eq!(spans, [(Span { start: 8, end: 14 }, Some(1)), (Span { start: 18, end: 18 }, None)]);
        let pages: Vec<_> = made.layout.locators.iter().map(|l| (l.label.as_str(), l.start, l.end)).collect();
        assert_eq!(pages, [("4", 0, 8), ("5", 8, 18)]);
    }

    #[test]
    fn a_title_alone_is_no_text() {
        let mut composer = Composer::default();
        composer.title("Only a title", false).unwrap();
        assert_eq!(composer.finish().unwrap_err(), Unreadable::NoText);
    }

    #[test]
    fn a_line_is_short_and_clean() {
        assert_eq!(line("  A\u{0} B\n C ").as_deref(), Some("A B C"));
        assert_eq!(line(" \n "), None);
    }
}
