//! Where the letters of a text stand in the document that it was read from.
//!
//! The reader counts the letters that it writes, and notes of each stretch of
//! them which element they came from. So whoever writes into the document follows
//! the reader's own steps; there is no second walk that could read otherwise.

use crate::draft::UNCOUNTED;
use crate::xml::Id;

/// The steps of a reader; none are kept while a document is only read.
#[derive(Debug, Default)]
pub(super) struct Trail {
    is_kept: bool,
    pieces: Vec<Piece>,
    fields: Vec<(Id, Option<Id>)>,
    /// The sign of the note that is being read: its letters stand elsewhere than in the document.
    sign: Option<Id>,
    next: u32,
}

/// A stretch of letters and the element of the document that holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The number of its first letter.
    pub(super) first: u32,
    /// The element.
    pub(super) id: Id,
    /// The outermost field whose result it is, links aside.
    pub(super) field: Option<usize>,
}

impl Trail {
    /// A trail that keeps its steps.
    pub(super) fn kept() -> Self {
        Self { is_kept: true, ..Self::default() }
    }

    /// Notes words of an element, and gives the number of their first letter.
    pub(super) fn step(&mut self, id: Id, words: &str, field: Option<usize>) -> u32 {
        if !self.is_kept || words.is_empty() {
            return UNCOUNTED;
        }
        let first = self.next;
        let count = u32::try_from(words.chars().count()).unwrap_or(UNCOUNTED);
        // Numbers that ran out would be somebody else's.
        let Some(next) = first.checked_add(count).filter(|next| *next < UNCOUNTED) else { return UNCOUNTED };
        self.next = next;
        let field = field.filter(|_| self.sign.is_none());
        self.pieces.push(Piece { first, id: self.sign.unwrap_or(id), field });
        first
    }

    /// Notes where a field begins, and gives its number.
    pub(super) fn begin_field(&mut self, id: Id) -> usize {
        if self.is_kept && self.sign.is_none() {
            self.fields.push((id, None));
        }
        self.fields.len().saturating_sub(1)
    }

    /// Notes where a field ends.
    pub(super) fn end_field(&mut self, number: usize, id: Id) {
        if self.sign.is_none()
            && let Some(field) = self.fields.get_mut(number)
        {
            field.1 = Some(id);
        }
    }

    /// The sign in the document of a note whose reference is this element.
    pub(super) fn sign_of(&self, id: Id) -> Id {
        self.sign.unwrap_or(id)
    }

    /// From now on the letters are those of the note with this sign.
    pub(super) fn turn_to(&mut self, sign: Id) {
        self.sign = Some(sign);
    }

    /// The stretches, in the order of their numbers.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The stretch that holds the letter of a number, and how many letters of it stand before that one.
    pub(super) fn find(&self, number: u32) -> Option<(Piece, u32)> {
        let behind = self.pieces.partition_point(|piece| piece.first <= number);
        let piece = *self.pieces.get(behind.checked_sub(1)?)?;
        (number < self.next).then(|| (piece, number - piece.first))
    }

    /// Where a field begins and ends, if it ends.
    pub(super) fn field(&self, number: usize) -> Option<(Id, Id)> {
        let (begin, end) = *self.fields.get(number)?;
        Some((begin, end?))
    }
}
