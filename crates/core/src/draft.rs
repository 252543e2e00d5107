//! The text of a draft, cut by code points: for comparing drafts and for the
//! words around a place. Pure; who reads it from the desk is elsewhere.

use claimdesk_anchor as engine;
use unicode_segmentation::GraphemeCursor;

use crate::model::{Block, Layout, Locator, LocatorKind, Note, Span};

/// How far a cut may move to fall between words, in code points.
const WORD: usize = 24;

/// A text that can be cut by code points.
pub(crate) struct DraftText {
    text: String,
    /// The byte at which each code point begins, and the end.
    bytes: Vec<u32>,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    spans: Vec<engine::Span>,
}

impl DraftText {
    pub(crate) fn new(text: String, layout: Layout) -> Self {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let mut bytes: Vec<u32> = Vec::with_capacity(text.len() + 1);
        bytes.extend(text.char_indices().map(|(byte, _)| at(byte)));
        bytes.push(at(text.len()));
        let spans = layout.blocks.iter().map(|block| engine::Span { start: block.start, end: block.end }).collect();
        Self { text, bytes, blocks: layout.blocks, notes: layout.notes, spans }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// As the engine takes it.
    pub(crate) fn engine(&self) -> engine::Text<'_> {
        engine::Text { text: &self.text, blocks: &self.spans }
    }

    /// Its length in code points.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.bytes.len() - 1).unwrap_or(u32::MAX)
    }

    /// Its blocks.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What hangs on it beside its words.
    pub(crate) fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// A span widened to whole letters.
    pub(crate) fn settle(&self, start: u32, end: u32) -> Span {
        let inside = |at: u32| {
            let byte = self.bytes.get(at as usize).map_or(self.text.len(), |byte| *byte as usize);
            byte > 0 && byte < self.text.len() && !self.begins_letter(byte)
        };
        let (mut first, mut last) = (start, end.min(self.len()));
        while inside(first) {
            first -= 1;
        }
        while inside(last) {
            last += 1;
        }
        Span { start: first, end: last }
    }

    /// Whether a letter with all that belongs to it begins at a byte.
    fn begins_letter(&self, byte: usize) -> bool {
        GraphemeCursor::new(byte, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true)
    }

    /// The words between two code points; empty where there are none.
    pub(crate) fn slice(&self, start: u32, end: u32) -> &str {
        let byte = |at: u32| self.bytes.get(at as usize).map_or(self.text.len(), |byte| *byte as usize);
        self.text.get(byte(start)..byte(end)).unwrap_or_default()
    }

    /// Whether the whole text holds these words.
    pub(crate) fn holds(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The number of the block in which a code point stands.
    pub(crate) fn block_at(&self, at: u32) -> Option<usize> {
        let found = self.blocks.partition_point(|block| block.start <= at).checked_sub(1)?;
        self.blocks.get(found).filter(|block| at < block.end).map(|_| found)
    }

    /// Up to so many code points before and after a span, within its block, cut between words.
    pub(crate) fn around(&self, start: u32, end: u32, most: u32) -> (&str, &str) {
        let first = self.block_at(start).map_or(0, |at| self.blocks[at].start);
        let last = self.block_at(end.saturating_sub(1)).map_or(self.len(), |at| self.blocks[at].end);
        let (from, to) = (start.saturating_sub(most).max(first), end.saturating_add(most).min(last));
        let (mut before, mut after) = (self.slice(from, start), self.slice(end, to.max(end)));
        if from > first
            && let Some((at, space)) = before.char_indices().take(WORD).find(|(_, letter)| letter.is_whitespace())
        {
            before = &before[at + space.len_utf8()..];
        }
        if to < last
            && let Some((at, _)) = after.char_indices().rev().take(WORD).find(|(_, letter)| letter.is_whitespace())
        {
            after = &after[..at];
        }
        (before, after)
    }
}

/// The pages of a layout. Of that, which may be long, only the locators are read.
pub(crate) fn pages(layout: &str) -> serde_json::Result<Vec<Locator>> {
    const KEY: &str = "\"locators\":";
    // Inside a string the quotation marks would be escaped: this is the field.
    let Some(at) = layout.rfind(KEY) else { return Ok(Vec::new()) };
    let list = serde_json::Deserializer::from_str(&layout[at + KEY.len()..]).into_iter::<Vec<Locator>>().next();
    let mut found = list.transpose()?.unwrap_or_default();
    found.retain(|one| one.kind == LocatorKind::Page);
    Ok(found)
}

/// The page on which a place lies, as it is cited; empty where there is none.
pub(crate) fn page_at(pages: &[Locator], at: u32) -> &str {
    let here = pages.iter().rev().find(|one| one.start <= at && at < one.end);
    here.map_or("", |one| one.label.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    fn text(blocks: &[&str]) -> DraftText {
        let mut start = 0;
        let layout = blocks.iter().map(|words| {
            let end = start + words.chars().count() as u32;
            let kind = BlockKind::Paragraph;
            let block = Block {
                kind,
                start,
                end,
                level: 0,
                ordinal: None,
                rtl: false,
                lang: None,
                marks: Vec::new(),
                cells: Vec::new(),
            };
            start = end + 2;
            block
        });
        let layout = Layout { blocks: layout.collect(), ..Layout::default() };
        DraftText::new(blocks.join("\n\n"), layout)
    }

    #[test]
    fn the_page_of_a_place_is_read_without_the_rest_of_the_layout() {
        let page = |label: &str, start: u32, end: u32| Locator {
            kind: LocatorKind::Page,
            start,
            end,
            label: label.to_owned(),
            area: None,
        };
        let mut layout = text(&["One", "Two"])
            .blocks
            .first()
            .map(|block| Layout { blocks: vec![block.clone()], ..Layout::default() })
            .expect("a block");
        let write = |layout: &Layout| serde_json::to_string(layout).expect("JSON");
        assert_eq!(pages(&write(&layout)).expect("a list"), []);
        layout.notes.push(Note {
            kind: crate::model::NoteKind::Comment,
            span: None,
            text: "\"locators\":[1]".to_owned(),
            author: None,
            written: None,
            label: None,
            block: None,
            answers: None,
        });
        assert_eq!(pages(&write(&layout)).expect("a list"), []);
        layout.locators = vec![page("iv", 0, 5), page("1", 5, 9)];
        let written = write(&layout);
        let all = pages(&written).expect("a list");
        assert_eq!([0, 4, 5, 9].map(|at| page_at(&all, at)), ["iv", "iv", "1", ""]);
        assert!(pages(&written[..written.len() - 4]).is_err(), "a list that breaks off is no empty list");
    }

    #[test]
    fn words_are_cut_by_code_points_and_stay_in_their_block() {
        let draft = text(&["Хан-Шейхун, خان شيخون", "The 👩‍🔬 saw it."]);
        assert_eq!(draft.slice(12, 21), "خان شيخون");
        assert_eq!(draft.slice(27, 30), "👩‍🔬");
        assert_eq!(draft.around(12, 21, 64), ("Хан-Шейхун, ", ""));
        assert_eq!(draft.around(31, 34, 5), ("👩‍🔬 ", " it."));
        assert_eq!(draft.around(31, 34, 2), ("", ""));
        assert_eq!((draft.block_at(21), draft.block_at(23)), (None, Some(1)));
        assert_eq!(draft.slice(30, 9_999), " saw it.");
        assert!(draft.holds("Шейхун") && draft.len() == 38);
    }
}
