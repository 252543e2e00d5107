//! Passages whose words stand, word by word, where the links lead. The place
//! may still be in doubt: a few words in a sentence that was rewritten, or one
//! of several that are the same.

use super::{Judge, Spot};
use crate::align::NONE;
use crate::fate::{Fate, Span, State, Why};
use std::ops::Range;

/// From this weight on words are known by themselves: six words or so.
pub(super) const LONG: u32 = 46;

/// A link between sentences that a few words may trust.
const TRUSTED: u16 = 560;
const TRUSTED_BY: u16 = 70;

/// So much like a sentence must be what stands in its old place, for the new place to be in doubt.
const COPIED: u16 = 480;

/// A link that words may trust which stand once in both texts, and their weight: three words or so.
const ONCE: u16 = 420;
const ONCE_WEIGHT: u32 = 20;

impl Judge<'_, '_> {
    pub(super) fn same_words(&mut self, passage: Span, old: &Range<usize>, image: &super::scored::Image) -> Fate {
        let others = self.same_elsewhere(old, &image.tokens);
        let best = others.iter().filter(|spot| !spot.taken).map(|spot| spot.score).max().unwrap_or(0);
        match self.doubt(old, &image.tokens, &others) {
            None => {
                let state = if self.stayed(old) { State::Unchanged } else { State::Moved };
                let span = self.span_like(passage, old, &image.tokens);
                let taken = others.iter().map(|spot| spot.score).max().unwrap_or(0);
                self.attached(state, (span, 1000), 1000 - taken.max(best).min(1000), None, &others)
            }
            Some(why) => {
                let score = self.with_surroundings(1000, old, &image.tokens);
                let mut spots = vec![Spot { tokens: image.tokens.clone(), score, exact: true, taken: false }];
                spots.extend(others);
                self.asked(why, &spots)
            }
        }
    }

    /// Other places with the same words.
    fn same_elsewhere(&mut self, old: &Range<usize>, here: &Range<usize>) -> Vec<Spot> {
        let ids = Self::ids(self.old, old);
        let found = self.new_index.exact(self.new, &ids).unwrap_or_default();
        let elsewhere = found.into_iter().filter(|start| *start != here.start).take(8);
        let places: Vec<Range<usize>> = elsewhere.map(|start| start..start + old.len()).collect();
        let spot = |tokens: Range<usize>| {
            let score = self.with_surroundings(1000, old, &tokens);
            let taken = self.taken(&tokens, old);
            Spot { tokens, score, exact: true, taken }
        };
        places.into_iter().map(spot).collect()
    }

    /// Whether all sentences of a passage kept their place.
    fn stayed(&self, old: &Range<usize>) -> bool {
        self.units(old).all(|unit| self.links.unit(unit).is_none_or(|link| link.in_place))
    }

    pub(super) fn units(&self, old: &Range<usize>) -> std::ops::RangeInclusive<usize> {
        self.old.unit_of(old.start)..=self.old.unit_of(old.end - 1)
    }

    /// Why these words may not be the ones.
    fn doubt(&self, old: &Range<usize>, new: &Range<usize>, others: &[Spot]) -> Option<Why> {
        let links: Vec<_> = self.units(old).map(|unit| (unit, self.links.unit(unit))).collect();
        let exact = links.iter().all(|(_, link)| link.is_some_and(|link| link.exact));
        if exact && !links.iter().all(|(_, link)| link.is_some_and(|link| link.firm)) {
            return Some(Why::TwoAlike);
        }
        if links.iter().any(|(_, link)| link.is_some_and(|link| link.exact && link.rival >= COPIED)) {
            return Some(Why::TwoAlike);
        }
        let long = self.weight(self.old, old) >= LONG && self.words(old) >= 5;
        let once = others.is_empty() && self.occurs_once(old);
        if exact {
            let moved_alone = links.iter().any(|(unit, link)| {
                let heavy = self.old.units[*unit].weight >= LONG;
                link.is_some_and(|link| !link.in_place)
                    && !heavy
                    && !self.links.has_company(*unit)
                    && !self.links.is_near(*unit)
            });
            return moved_alone.then_some(Why::TooShort);
        }
        if long && once {
            return None;
        }
        // Some words that stand once in both texts need less of their sentence.
        let weight = self.weight(self.old, old);
        let near =
            links.iter().all(|(_, link)| link.is_some_and(|link| link.in_place && (link.exact || link.score >= ONCE)));
        if once && near && weight >= ONCE_WEIGHT {
            return None;
        }
        let trusted = links.iter().all(|(_, link)| {
            link.is_some_and(|link| link.exact || (link.score >= TRUSTED && link.score >= link.rival + TRUSTED_BY))
        });
        if !trusted {
            return Some(if others.is_empty() { Why::TooShort } else { Why::TwoAlike });
        }
        let in_place =
            links.iter().all(|(unit, link)| link.is_some_and(|link| link.in_place) || self.links.has_company(*unit));
        if !in_place && !long {
            return Some(Why::MovedAndReworded);
        }
        let held = self.held(old, new);
        if self.once_in_its_sentence(old, new) && held > 0 || held >= 3 {
            return None;
        }
        Some(if once { Why::TooShort } else { Why::TwoAlike })
    }

    fn occurs_once(&self, old: &Range<usize>) -> bool {
        let found = self.old_index.exact(self.old, &Self::ids(self.old, old));
        found.is_some_and(|found| found.len() == 1)
    }

    /// How many words beside the passage, up to two on each side, are still
    /// there; the end of a sentence that is still its end counts as two.
    fn held(&self, old: &Range<usize>, new: &Range<usize>) -> usize {
        let still = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => self.links.to.get(a).is_some_and(|to| *to != NONE && *to as usize == b),
            _ => false,
        };
        let left = (1..=2).take_while(|n| still(old.start.checked_sub(*n), new.start.checked_sub(*n))).count();
        let right = (0..2).take_while(|n| still(Some(old.end + n), Some(new.end + n))).count();
        let begins = |doc: &crate::doc::Doc, at: usize| doc.units[doc.unit_of(at)].tokens.start == at;
        let ends = |doc: &crate::doc::Doc, at: usize| doc.units[doc.unit_of(at - 1)].tokens.end == at;
        let left = if begins(self.old, old.start) && begins(self.new, new.start) { 2 } else { left };
        let right = if ends(self.old, old.end) && ends(self.new, new.end) { 2 } else { right };
        left + right
    }

    /// Whether the words stand once in the old sentence, and once in the new.
    fn once_in_its_sentence(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let ids = Self::ids(self.old, old);
        let count = |doc: &crate::doc::Doc, tokens: &Range<usize>| {
            let (first, last) = (doc.unit_of(tokens.start), doc.unit_of(tokens.end - 1));
            let around = doc.units[first].tokens.start..doc.units[last].tokens.end;
            doc.tokens[around]
                .windows(ids.len())
                .filter(|there| there.iter().zip(&ids).all(|(t, id)| t.id == *id))
                .count()
        };
        count(self.old, old) == 1 && count(self.new, new) == 1
    }
}
