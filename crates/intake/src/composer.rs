//! Blocks become one canonical text with its layout.
//!
//! The only place where text and layout are joined, so that their promises
//! hold for every reader: blocks in order, exactly one [`BLOCK_BREAK`]
//! between them, offsets in code points, marks and cells inside their block.

use crate::direction;
use crate::draft::Draft;
use crate::intake::Warning;
use crate::limits::{MAX_BLOCKS, MAX_CELLS, MAX_HREFS, MAX_LINE, MAX_MARKS};
use crate::unreadable::Unreadable;
use claimdesk_core::model::{BLOCK_BREAK, Block, BlockKind, Layout};
use unicode_segmentation::UnicodeSegmentation;

/// The canonical text while it grows.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    text: String,
    length: u32,
    blocks: Vec<Block>,
    marks: usize,
    cells: usize,
    hrefs: usize,
    controls: u32,
}

/// The canonical text with its layout and what was counted on the way.
#[derive(Debug)]
pub(crate) struct Composition {
    pub(crate) text: String,
    pub(crate) layout: Layout,
    pub(crate) words: u32,
    pub(crate) code_points: u32,
    pub(crate) warnings: Vec<Warning>,
}

impl Composer {
    /// Adds a block, unless nothing in it can be seen. Says whether it did.
    pub(crate) fn add(&mut self, draft: Draft) -> Result<bool, Unreadable> {
        self.controls = self.controls.saturating_add(draft.controls);
        if draft.is_blank() {
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
        self.length = block.end;
        self.blocks.push(block);
        self.check()?;
        Ok(true)
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
    pub(crate) fn finish(self) -> Result<Composition, Unreadable> {
        if !self.has_body() {
            return Err(Unreadable::NoText);
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
            words: u32::try_from(words).unwrap_or(u32::MAX),
            code_points: self.length,
            layout: Layout { blocks: self.blocks },
            text: self.text,
            warnings,
        })
    }

    fn check(&self) -> Result<(), Unreadable> {
        let counted = [
            ("paragraphs", self.blocks.len(), MAX_BLOCKS),
            ("marked places", self.marks, MAX_MARKS),
            ("table cells", self.cells, MAX_CELLS),
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
