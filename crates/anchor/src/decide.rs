//! The fate of a passage. Two thresholds and a margin: what is surely the
//! place attaches, what may be it is asked, the rest is gone. Never a place
//! that another passage of the old text already has.

mod change;
mod exact;
mod scored;

use crate::align::{Links, NONE};
use crate::doc::Doc;
use crate::fate::{Candidate, Fate, Span, State, Why};
use crate::lexicon::{Id, Lexicon};
use crate::pair::Pairer;
use crate::place::Index;
use std::ops::Range;

/// From this score on a reworded passage attaches.
const ATTACH: u16 = 600;
/// From this score on a place is worth a question.
const ASK: u16 = 420;
/// By so much must a place be better than the second best.
const MARGIN: u16 = 100;
/// How good a place must be that was there before, to be shown for a deleted passage.
const LOOK_ALIKE: u16 = 560;
/// A place that is worse than this is offered only where there is no better one.
const WEAK: u16 = 150;
/// As many places are offered.
const OFFERED: usize = 5;

/// Decides on passages of one text in another.
pub(crate) struct Judge<'d, 't> {
    old: &'d Doc<'t>,
    new: &'d Doc<'t>,
    links: &'d Links,
    lexicon: &'d Lexicon,
    old_index: Index,
    new_index: &'d Index,
    pairer: Pairer<'d>,
}

/// A place that a passage may have gone to.
#[derive(Clone, Debug)]
struct Spot {
    tokens: Range<usize>,
    /// With its surroundings, per mille.
    score: u16,
    /// Word by word the same.
    exact: bool,
    /// Most of it is what some other words became.
    taken: bool,
}

impl<'d, 't> Judge<'d, 't> {
    pub(crate) fn new(
        old: &'d Doc<'t>,
        new: &'d Doc<'t>,
        links: &'d Links,
        lexicon: &'d Lexicon,
        new_index: &'d Index,
    ) -> Self {
        let old_index = Index::of_words(old, lexicon);
        Self { old, new, links, lexicon, old_index, new_index, pairer: Pairer::new(lexicon) }
    }

    /// One fate for each passage, in their order.
    pub(crate) fn fates(&mut self, passages: &[Span]) -> Vec<Fate> {
        passages.iter().map(|passage| self.fate(*passage)).collect()
    }

    fn fate(&mut self, passage: Span) -> Fate {
        let tokens = self.old.touched(passage);
        if tokens.is_empty() {
            return Fate::gone(Why::Empty);
        }
        let image = self.image(&tokens);
        if let Some(image) = image.as_ref().filter(|image| self.says_the_same(&tokens, &image.tokens)) {
            return self.same_words(passage, &tokens, image);
        }
        self.other_words(passage, &tokens, image)
    }

    fn ids(doc: &Doc, tokens: &Range<usize>) -> Vec<Id> {
        doc.tokens[tokens.clone()].iter().map(|token| token.id).collect()
    }

    fn weight(&self, doc: &Doc, tokens: &Range<usize>) -> u32 {
        doc.tokens[tokens.clone()].iter().map(|token| u32::from(self.lexicon.word(token.id).weight)).sum()
    }

    fn words(&self, tokens: &Range<usize>) -> usize {
        let counts = |token: &&crate::doc::Token| self.lexicon.word(token.id).counts();
        self.old.tokens[tokens.clone()].iter().filter(counts).count()
    }

    fn says_the_same(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        old.len() == new.len()
            && self.old.tokens[old.clone()].iter().zip(&self.new.tokens[new.clone()]).all(|(a, b)| a.id == b.id)
    }

    /// The span of some new tokens, as the passage cut its own.
    fn span_like(&self, passage: Span, old: &Range<usize>, new: &Range<usize>) -> Span {
        let mut span = self.new.span(new);
        let (first, last) = (self.old.tokens[old.start], self.old.tokens[old.end - 1]);
        let (to_first, to_last) = (self.new.tokens[new.start], self.new.tokens[new.end - 1]);
        // A passage that cuts a word keeps the cut where the word is letter for letter the same.
        let same = |a: &crate::doc::Token, b: &crate::doc::Token| {
            let word = |doc: &Doc, token: &crate::doc::Token| {
                let from = token.byte as usize;
                let to = doc.text[from..].char_indices().nth((token.end - token.start) as usize);
                doc.text[from..to.map_or(doc.text.len(), |(more, _)| from + more)].to_owned()
            };
            a.id == b.id && a.end - a.start == b.end - b.start && word(self.old, a) == word(self.new, b)
        };
        if passage.start > first.start && same(&first, &to_first) {
            span.start = to_first.start + (passage.start - first.start);
        }
        if passage.end < last.end && same(&last, &to_last) {
            span.end = to_last.end - (last.end - passage.end);
        }
        self.with_space(passage, Span::new(first.start, last.end), span)
    }

    /// Space that a passage holds at its ends stays in it, where it still stands.
    fn with_space(&self, passage: Span, words: Span, mut span: Span) -> Span {
        let before = words.start.saturating_sub(passage.start);
        let after = passage.end.saturating_sub(words.end);
        if before > 0 && before <= span.start && before < 8 {
            let from = self.new.byte_of(span.start - before);
            if self.new.text[from..self.new.byte_of(span.start)].chars().all(crate::fold::vanishes) {
                span.start -= before;
            }
        }
        if after > 0 && after < 8 {
            let from = self.new.byte_of(span.end);
            let mut letters = self.new.text[from..].chars().take(after as usize);
            if letters.clone().count() == after as usize && letters.all(crate::fold::vanishes) {
                span.end += after;
            }
        }
        span
    }

    fn attached(&self, state: State, at: (Span, u16), margin: u16, why: Option<Why>, others: &[Spot]) -> Fate {
        let span = self.new.whole_letters(at.0);
        let mut candidates = vec![Candidate { span, score: at.1 }];
        candidates.extend(self.offered(others).into_iter().filter(|other| !other.span.meets(span)));
        candidates.truncate(OFFERED);
        // What attaches is the best by decision, whatever a bare score says.
        for candidate in &mut candidates {
            candidate.score = candidate.score.min(at.1);
        }
        Fate { state, span: Some(span), score: at.1, margin, why, candidates }
    }

    fn offered(&self, spots: &[Spot]) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = spots
            .iter()
            .map(|spot| Candidate { span: self.new.whole_letters(self.new.span(&spot.tokens)), score: spot.score })
            .collect();
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.span));
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in found {
            // A weak one is worth a look only where there is no better.
            let worth = kept.is_empty() || candidate.score >= WEAK;
            if worth && kept.len() < OFFERED && !kept.iter().any(|known| known.span.meets(candidate.span)) {
                kept.push(candidate);
            }
        }
        kept
    }

    fn asked(&self, why: Why, spots: &[Spot]) -> Fate {
        let candidates = self.offered(spots);
        let score = candidates.first().map_or(0, |best| best.score);
        let second = candidates.get(1).map_or(0, |second| second.score);
        Fate { state: State::Ask, span: None, score, margin: score - second, why: Some(why), candidates }
    }

    /// Whether most of some new words are what other old words became.
    fn taken(&self, new: &Range<usize>, old: &Range<usize>) -> bool {
        let other = |at: usize| {
            let from = self.links.from[at];
            from != NONE && !old.contains(&(from as usize))
        };
        let word = |at: &usize| self.lexicon.word(self.new.tokens[*at].id).counts();
        let (all, others) =
            new.clone().filter(word).fold((0, 0), |(all, others), at| (all + 1, others + usize::from(other(at))));
        others * 2 > all
    }
}
