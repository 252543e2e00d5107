//! Marks that survive the next draft: where the passages of one text stand in
//! the next, what is new there, and how the two differ.
//!
//! Everything is a pure function over two texts. Offsets are Unicode code
//! points, the end excluded. What never lives here: records, files, a clock,
//! chance, or anything else of ours.
//!
//! How it goes about it:
//!
//! 1. Each text becomes tokens (`token`), folded so that typography does not
//!    count (`fold`), in units of a sentence (`sentence`).
//! 2. The units of both texts are linked one to one (`align`): equal ones by
//!    themselves or by their neighbours, similar ones by their words. A unit
//!    that has found its like is taken: nothing else lands on it.
//! 3. Each passage is carried over by these links (`decide`). It attaches only
//!    where its words, or its place, are beyond doubt; a changed number, name,
//!    date or negation is a question for a person, always.

mod align;
mod compare;
mod critical;
mod decide;
mod diff;
mod doc;
mod fate;
mod fold;
mod fresh;
mod lexicon;
mod lists;
mod pair;
mod place;
mod sentence;

pub use compare::{Row, RowKind, compare};
pub use diff::{Piece, PieceKind, words_changed};
pub use fate::{Candidate, Fate, Span, State, Text, Why};
pub use fresh::{Hint, NewSentence, new_sentences};

/// The fate of each passage of `old` in `new`, in the order of `passages`: one
/// for each, so that the counts always balance.
#[must_use]
pub fn reanchor(old: &Text, new: &Text, passages: &[Span]) -> Vec<Fate> {
    let mut lexicon = lexicon::Lexicon::default();
    let old = doc::Doc::read(old, &mut lexicon);
    let new = doc::Doc::read(new, &mut lexicon);
    let index = place::Index::of(&new, &lexicon);
    let links = align::align(&old, &new, &lexicon, &index);
    decide::Judge::new(&old, &new, &links, &lexicon, &index).fates(passages)
}

/// The sentences of a text, in order, without the space around them. None
/// reaches over the end of its block.
#[must_use]
pub fn sentences(text: &Text) -> Vec<Span> {
    doc::regions(text).into_iter().flat_map(|region| sentence::sentences(text.text, region)).collect()
}
