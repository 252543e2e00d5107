//! The texts that a report reads: passages in their context, counted in code points.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use claimdesk_core::Reader;
use claimdesk_core::id::{DocumentId, RevisionId};
use claimdesk_core::model::{Block, BlockKind};
use claimdesk_core::query::{DocumentText, DocumentTextAnswer, PlaceRow};

use crate::error::Result;
use crate::report::{Context, PassageLine};

/// How many code points of a block are shown on each side of a passage.
const AROUND: usize = 240;

/// How far a cut may move to fall between words.
const WORD: usize = 24;

/// The texts read so far.
pub(super) struct Texts<'a> {
    reader: &'a Reader<'a>,
    read: HashMap<RevisionId, Text>,
}

/// A text that can be cut by code points.
pub(super) struct Text {
    pub(super) answer: DocumentTextAnswer,
    /// The byte at which each code point begins, and the end.
    bytes: Vec<usize>,
    /// The number of each block that is a paragraph.
    paragraphs: Vec<Option<u32>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(reader: &'a Reader<'a>) -> Self {
        Self { reader, read: HashMap::new() }
    }

    /// A text, read once.
    pub(super) fn get(&mut self, revision: RevisionId) -> Result<&Text> {
        Ok(match self.read.entry(revision) {
            Entry::Occupied(text) => text.into_mut(),
            Entry::Vacant(empty) => empty.insert(Text::new(DocumentText::Revision(revision).ask(self.reader)?)),
        })
    }

    /// The revisions of a document that were read, in order of their numbers.
    pub(super) fn of_document(&self, document: DocumentId) -> Vec<RevisionId> {
        let texts = self.read.values().filter(|text| text.answer.document.id == document);
        let mut revisions: Vec<_> = texts.map(|text| (text.answer.revision.number, text.answer.revision.id)).collect();
        revisions.sort_unstable();
        revisions.into_iter().map(|(_, id)| id).collect()
    }

    /// A passage with the words around it.
    pub(super) fn passage(&mut self, place: &PlaceRow) -> Result<PassageLine> {
        let passage = &place.passage;
        let text = self.get(passage.revision)?;
        let at = text.block_at(passage.start);
        let block = at.and_then(|at| text.answer.layout.blocks.get(at));
        let (first, last) = block.map_or((passage.start, passage.end), |block| (block.start, block.end));
        Ok(PassageLine {
            document: place.document_title.clone(),
            revision: passage.revision,
            draft: place.revision_number,
            is_latest: place.is_latest,
            block: block.map_or(BlockKind::Paragraph, |block| block.kind),
            paragraph: at.and_then(|at| text.paragraphs.get(at).copied().flatten()),
            start: passage.start,
            end: passage.end,
            before: end_of(text.slice(first, passage.start)),
            exact: passage.exact.clone(),
            after: start_of(text.slice(passage.end, last)),
        })
    }
}

impl Text {
    fn new(answer: DocumentTextAnswer) -> Self {
        let mut bytes: Vec<usize> = answer.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(answer.text.len());
        let mut count = 0;
        let number = |block: &Block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote).then(|| {
                count += 1;
                count
            })
        };
        let paragraphs = answer.layout.blocks.iter().map(number).collect();
        Self { answer, bytes, paragraphs }
    }

    /// The words between two code points; empty where there are none.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        let byte = |at: u32| self.bytes.get(at as usize).copied().unwrap_or(self.answer.text.len());
        self.answer.text.get(byte(start)..byte(end)).unwrap_or_default()
    }

    /// The block in which a code point stands.
    fn block_at(&self, at: u32) -> Option<usize> {
        let blocks = &self.answer.layout.blocks;
        let next = blocks.partition_point(|block| block.start <= at);
        let found = next.checked_sub(1)?;
        blocks.get(found).filter(|block| at < block.end).map(|_| found)
    }
}

/// The last words of a text.
fn end_of(text: &str) -> Context {
    let Some((cut, _)) = text.char_indices().rev().nth(AROUND - 1).filter(|(at, _)| *at > 0) else {
        return Context { text: text.to_owned(), cut: false };
    };
    let kept = &text[cut..];
    let word = kept.char_indices().take(WORD).find(|(_, letter)| letter.is_whitespace());
    Context { text: kept[word.map_or(0, |(at, _)| at)..].trim_start().to_owned(), cut: true }
}

/// The first words of a text.
fn start_of(text: &str) -> Context {
    let Some((cut, _)) = text.char_indices().nth(AROUND) else {
        return Context { text: text.to_owned(), cut: false };
    };
    let kept = &text[..cut];
    let word = kept.char_indices().rev().take(WORD).find(|(_, letter)| letter.is_whitespace());
    Context { text: kept[..word.map_or(kept.len(), |(at, _)| at)].trim_end().to_owned(), cut: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words_and_says_so() {
        let long = "слово ".repeat(100);
        let (end, start) = (end_of(&long), start_of(&long));
        assert!(end.cut && start.cut);
        assert!(end.text.starts_with("слово") && start.text.ends_with("слово"), "{} … {}", end.text, start.text);
        let whole = "e".repeat(AROUND);
        assert_eq!(end_of(&whole), Context { text: whole.clone(), cut: false });
        assert_eq!(start_of(&whole), Context { text: whole.clone(), cut: false });
        assert_eq!(end_of(""), Context::default());
    }
}
