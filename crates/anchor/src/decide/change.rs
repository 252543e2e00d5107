//! What kind of change it is that two places of a passage show.

use super::Judge;
use crate::doc::Doc;
use crate::lexicon::Id;
use crate::pair::{FORM, Pair, SAME};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// As many sentences on each side are asked whether they exchanged words.
const NEIGHBOURS: usize = 3;

impl Judge<'_, '_> {
    pub(super) fn only_signs_differ(&self, old: &Range<usize>, new: &Range<usize>, pairs: &[Pair]) -> bool {
        let words = |doc: &Doc, tokens: &Range<usize>| {
            doc.tokens[tokens.clone()].iter().filter(|token| self.lexicon.word(token.id).counts()).count()
        };
        let paired = pairs
            .iter()
            .filter(|pair| pair.alike > SAME && self.lexicon.word(self.old.tokens[old.start + pair.old].id).counts());
        let paired = paired.count();
        paired == words(self.old, old) && paired == words(self.new, new)
    }

    /// Whether a word that went now stands in a neighbouring sentence, and one
    /// that came stood in one: two sentences alike may have changed roles.
    pub(super) fn exchanged(&self, old: &Range<usize>, new: &Range<usize>, pairs: &[Pair]) -> bool {
        let near = |pair: &&Pair| pair.alike >= FORM;
        let kept_old: FxHashSet<usize> = pairs.iter().filter(near).map(|pair| old.start + pair.old).collect();
        let kept_new: FxHashSet<usize> = pairs.iter().filter(near).map(|pair| new.start + pair.new).collect();
        let went = self.content(self.old, old.clone().filter(|at| !kept_old.contains(at)));
        let came = self.content(self.new, new.clone().filter(|at| !kept_new.contains(at)));
        if went.is_empty() || came.is_empty() {
            return false;
        }
        let (around_old, around_new) = (self.around(self.old, old), self.around(self.new, new));
        went.iter().any(|word| around_new.contains(word)) && came.iter().any(|word| around_old.contains(word))
    }

    /// The words that carry something, in small letters.
    fn content(&self, doc: &Doc, tokens: impl Iterator<Item = usize>) -> FxHashSet<Id> {
        let words = tokens.map(|at| self.lexicon.word(doc.tokens[at].id));
        words.filter(|word| word.counts() && !word.small && word.weight >= 8).map(|word| word.soft).collect()
    }

    /// What the sentences around some words hold.
    fn around(&self, doc: &Doc, tokens: &Range<usize>) -> FxHashSet<Id> {
        let (first, last) = (doc.unit_of(tokens.start), doc.unit_of(tokens.end - 1));
        let before = first.saturating_sub(NEIGHBOURS)..first;
        let after = last + 1..(last + 1 + NEIGHBOURS).min(doc.units.len());
        let units = before.chain(after);
        self.content(doc, units.flat_map(|unit| doc.units[unit].tokens.clone()))
    }
}
