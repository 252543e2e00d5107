//! Passages whose words changed, or whose place is gone: what the links lead
//! to, what looks like it, and how good each place is.

use super::exact::LONG;
use super::{ASK, ATTACH, Judge, LOOK_ALIKE, MARGIN, Spot};
use crate::align::NONE;
use crate::critical::{self, Words};
use crate::fate::{Fate, Span, State, Why};
use crate::pair::{CELLS, FORM, Pair};
use std::ops::Range;

/// Where the links lead from a passage.
#[derive(Clone, Debug)]
pub(crate) struct Image {
    pub(super) tokens: Range<usize>,
    /// A good part of the words went elsewhere.
    pub(super) torn: bool,
    /// None of the words is left; others stand in their place.
    pub(super) replaced: bool,
}

/// New words that may come between two words of a passage.
const BETWEEN: usize = 24;

/// Words of a passage, and around it, that are compared.
const COMPARED: usize = 220;
const AROUND: usize = 7;

/// Of so few words nearly all must be left.
const FEW: usize = 4;
const FEW_ALIKE: u16 = 820;

/// A link that says which words were replaced.
const KNOWN: u16 = 600;

/// Words in a row that the links lead to.
#[derive(Clone, Copy)]
struct Cluster {
    first: (usize, usize),
    last: (usize, usize),
    weight: u32,
}

impl Judge<'_, '_> {
    /// Where the words of a passage went, as far as they went together.
    pub(super) fn image(&self, old: &Range<usize>) -> Option<Image> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for at in old.clone().filter(|at| self.links.to[*at] != NONE) {
            let to = self.links.to[at] as usize;
            let weight = u32::from(self.lexicon.word(self.old.tokens[at].id).weight);
            match clusters.last_mut() {
                Some(c) if c.last.1 < to && to - c.last.1 <= BETWEEN + (at - c.last.0) => {
                    c.last = (at, to);
                    c.weight += weight;
                }
                _ => clusters.push(Cluster { first: (at, to), last: (at, to), weight }),
            }
        }
        let all: u32 = clusters.iter().map(|c| c.weight).sum();
        let Some(best) = clusters.iter().copied().max_by_key(|c| (c.weight, std::cmp::Reverse(c.first))) else {
            return self.replaced(old);
        };
        let torn = (all - best.weight) * 5 > self.weight(self.old, old);
        let mut tokens = best.first.1..best.last.1 + 1;
        self.widen(old, &best, &mut tokens);
        Some(Image { tokens, torn, replaced: false })
    }

    /// What stands in the place of a few words that were replaced in a sentence that is known.
    fn replaced(&self, old: &Range<usize>) -> Option<Image> {
        let link = self.links.unit(self.old.unit_of(old.start)).filter(|link| link.score >= KNOWN)?;
        let beside = old.clone().map(|at| self.links.beside[at]).filter(|to| *to != NONE);
        let (first, last) = (beside.clone().min()? as usize, beside.max()? as usize);
        let unit = &self.new.units[link.to as usize].tokens;
        let near = unit.contains(&first) && unit.contains(&last) && last - first < 2 * old.len();
        near.then_some(Image { tokens: first..last + 1, torn: false, replaced: true })
    }

    /// Takes in what stands in the place of the passage's first and last words.
    fn widen(&self, old: &Range<usize>, best: &Cluster, tokens: &mut Range<usize>) {
        let mine = |at: usize| {
            let from = self.links.from[at];
            from == NONE || old.contains(&(from as usize))
        };
        let missing = best.first.0 - old.start;
        let beside = (old.start..best.first.0).map(|at| self.links.beside[at]).find(|to| *to != NONE);
        let far = self.far_edge(old.start, tokens.start, false);
        let reach = [beside.map(|to| to as usize), far].into_iter().flatten().filter(|to| *to < tokens.start).min();
        if let Some(to) = reach.filter(|to| missing > 0 && tokens.start - to <= missing * 2 + 3) {
            while tokens.start > to && mine(tokens.start - 1) {
                tokens.start -= 1;
            }
        }
        let missing = old.end - 1 - best.last.0;
        let beside = (best.last.0 + 1..old.end).rev().map(|at| self.links.beside[at]).find(|to| *to != NONE);
        let far = self.far_edge(old.end - 1, tokens.end - 1, true);
        let reach = [beside.map(|to| to as usize), far].into_iter().flatten().filter(|to| *to >= tokens.end).max();
        if let Some(to) = reach.filter(|to| missing > 0 && to + 1 - tokens.end <= missing * 2 + 3) {
            while tokens.end <= to && mine(tokens.end) {
                tokens.end += 1;
            }
        }
    }

    /// A passage that reaches to the end of its sentence reaches to the end of the new one.
    fn far_edge(&self, old: usize, new: usize, at_end: bool) -> Option<usize> {
        let (from, to) = (&self.old.units[self.old.unit_of(old)], &self.new.units[self.new.unit_of(new)]);
        if at_end {
            (old + 1 == from.tokens.end).then_some(to.tokens.end - 1)
        } else {
            (old == from.tokens.start).then_some(to.tokens.start)
        }
    }

    /// The pairs of a passage's words with those of a place.
    fn pairs(&mut self, old: &Range<usize>, new: &Range<usize>) -> Vec<Pair> {
        if old.len() * new.len() <= CELLS {
            return self.pairer.pair(&Self::ids(self.old, old), &Self::ids(self.new, new));
        }
        // Too long to be held side by side: the links have done it already.
        let linked = |at: usize| {
            let to = self.links.to[at];
            let alike = new
                .contains(&(to as usize))
                .then(|| self.pairer.alike(self.old.tokens[at].id, self.new.tokens[to as usize].id))?;
            Some(Pair { old: at - old.start, new: to as usize - new.start, alike })
        };
        old.clone().filter_map(linked).collect()
    }

    /// How much of the words is the same, per mille.
    fn text_score(&self, old: &Range<usize>, new: &Range<usize>, pairs: &[Pair]) -> u16 {
        let (a, b) = (Self::ids(self.old, old), Self::ids(self.new, new));
        let common = self.pairer.common(&a, &b, pairs);
        let all = self.weight(self.old, old) + self.weight(self.new, new);
        u16::try_from((2000 * common / all.max(1)).min(1000)).unwrap_or(1000)
    }

    /// A score of words with that of what stands around them: the fewer the
    /// words, the more their surroundings count.
    pub(super) fn with_surroundings(&mut self, text: u16, old: &Range<usize>, new: &Range<usize>) -> u16 {
        let weight = self.weight(self.old, old).min(80);
        let share = 520 + 380 * weight / 80;
        let around = self.surroundings(old, new);
        u16::try_from((u32::from(text) * share + u32::from(around) * (1000 - share)) / 1000).unwrap_or(1000)
    }

    fn surroundings(&mut self, old: &Range<usize>, new: &Range<usize>) -> u16 {
        let before = |tokens: &Range<usize>| tokens.start.saturating_sub(AROUND)..tokens.start;
        let after =
            |doc: &crate::doc::Doc, tokens: &Range<usize>| tokens.end..(tokens.end + AROUND).min(doc.tokens.len());
        let left = self.side(&before(old), &before(new));
        let (right_old, right_new) = (after(self.old, old), after(self.new, new));
        let right = self.side(&right_old, &right_new);
        (left + right) / 2
    }

    fn side(&mut self, old: &Range<usize>, new: &Range<usize>) -> u16 {
        match (old.is_empty(), new.is_empty()) {
            (true, true) => 1000,
            (true, false) | (false, true) => 300,
            (false, false) => {
                let (a, b) = (Self::ids(self.old, old), Self::ids(self.new, new));
                let pairs = self.pairer.pair(&a, &b);
                self.text_score(old, new, &pairs)
            }
        }
    }

    fn spot(&mut self, old: &Range<usize>, tokens: Range<usize>) -> Spot {
        let pairs = self.pairs(old, &tokens);
        let text = self.text_score(old, &tokens, &pairs);
        let score = self.with_surroundings(text, old, &tokens);
        let (exact, taken) = (self.says_the_same(old, &tokens), self.taken(&tokens, old));
        Spot { tokens, score, exact, taken }
    }

    /// Places that look like the passage, wherever they are.
    fn elsewhere(&mut self, old: &Range<usize>, here: Option<&Range<usize>>) -> Vec<Spot> {
        let short = old.start..old.end.min(old.start + COMPARED);
        let ids = Self::ids(self.old, &short);
        let exact = self.new_index.exact(self.new, &Self::ids(self.old, old)).unwrap_or_default();
        let mut places: Vec<Range<usize>> = exact.into_iter().take(8).map(|start| start..start + old.len()).collect();
        let mut units = self.new_index.units_like(&ids, |_| true, 6);
        let sentence = self.old.units[self.old.unit_of(old.start)].tokens.clone();
        if sentence != *old {
            units.extend(self.new_index.units_like(&Self::ids(self.old, &sentence), |_| true, 3));
        }
        for unit in units {
            places.extend(self.window(&short, unit));
        }
        let mut spots: Vec<Spot> = Vec::new();
        for place in places {
            let apart = |other: &Range<usize>| other.end <= place.start || place.end <= other.start;
            if here.is_none_or(apart) && spots.iter().all(|spot| spot.tokens != place) {
                let spot = self.spot(old, place);
                spots.push(spot);
            }
        }
        spots
    }

    /// The part of a unit, and of as many as the passage holds, that is most like it.
    fn window(&mut self, old: &Range<usize>, unit: usize) -> Option<Range<usize>> {
        let more = self.units(old).count() - 1;
        let last = (unit + more).min(self.new.units.len() - 1);
        let from = self.new.units[unit].tokens.start;
        let around = from..self.new.units[last].tokens.end.min(from + COMPARED);
        let (a, b) = (Self::ids(self.old, old), Self::ids(self.new, &around));
        let pairs = self.pairer.pair(&a, &b);
        let near: Vec<&Pair> = pairs.iter().filter(|pair| pair.alike >= FORM).collect();
        // The stretch that gains most: words in common, less those that come between.
        let (mut best, mut best_gain) = (None, 0_i64);
        let (mut first, mut gain) = (0, 0_i64);
        for (n, pair) in near.iter().enumerate() {
            let between = n.checked_sub(1).map_or(0, |before| pair.new - near[before].new - 1);
            let cost = 4 * i64::try_from(between).unwrap_or(i64::MAX / 8);
            if gain - cost <= 0 {
                (first, gain) = (n, 0);
            } else {
                gain -= cost;
            }
            gain += i64::from(self.lexicon.word(a[pair.old]).weight);
            if gain > best_gain {
                (best, best_gain) = (Some((near[first].new, pair.new + 1)), gain);
            }
        }
        best.map(|(start, end)| around.start + start..around.start + end)
    }

    /// The fate of a passage whose words are not all where the links lead.
    pub(super) fn other_words(&mut self, passage: Span, old: &Range<usize>, image: Option<Image>) -> Fate {
        let here = image.as_ref().map(|image| self.spot(old, image.tokens.clone()));
        let others = self.elsewhere(old, image.as_ref().map(|image| &image.tokens));
        let free = others.iter().filter(|spot| !spot.taken).map(|spot| spot.score).max().unwrap_or(0);
        if let (Some(image), Some(here)) = (&image, &here) {
            let apart = self.only_exact(old, &others).is_none() || here.score >= ATTACH;
            if here.score >= ASK && apart && !image.replaced {
                return self.linked(old, image, here, &others);
            }
        }
        if let (Some(image), Some(here)) = (image.filter(|image| image.replaced), &here) {
            return self.asked_of_replaced(old, &image, here, &others);
        }
        if let Some(spot) = self.only_exact(old, &others) {
            let span = self.span_like(passage, old, &spot.tokens);
            let second = others.iter().filter(|other| other.tokens != spot.tokens).map(|other| other.score).max();
            return self.attached(
                State::Moved,
                (span, spot.score),
                spot.score.saturating_sub(second.unwrap_or(0)),
                None,
                &others,
            );
        }
        let mut spots = others;
        spots.extend(here);
        let taken = spots.iter().filter(|spot| spot.taken).map(|spot| spot.score).max().unwrap_or(0);
        if free >= ASK && free >= taken {
            return self.asked(if free >= LOOK_ALIKE { Why::OriginalDeletedLookAlike } else { Why::LowScore }, &spots);
        }
        if taken >= LOOK_ALIKE {
            return self.asked(Why::OriginalDeletedLookAlike, &spots);
        }
        if free >= ASK {
            return self.asked(Why::LowScore, &spots);
        }
        spots.retain(|spot| spot.score >= ASK / 2);
        let mut fate = Fate::gone(Why::Deleted);
        fate.candidates = self.offered(&spots);
        fate.score = fate.candidates.first().map_or(0, |best| best.score);
        fate
    }

    /// Words that were replaced one and all are asked about in their place.
    fn asked_of_replaced(&mut self, old: &Range<usize>, image: &Image, here: &Spot, others: &[Spot]) -> Fate {
        let pairs = self.pairs(old, &image.tokens);
        let was = Words { doc: self.old, tokens: old.clone() };
        let is = Words { doc: self.new, tokens: image.tokens.clone() };
        let why = critical::changed(&was, &is, &pairs, self.lexicon).unwrap_or(Why::LowScore);
        let mut spots = vec![here.clone()];
        spots.extend(others.iter().cloned().map(|mut spot| {
            spot.score = spot.score.min(here.score);
            spot
        }));
        self.asked(why, &spots)
    }

    /// The one free place with the very words, if they are many and stood once.
    fn only_exact<'s>(&self, old: &Range<usize>, others: &'s [Spot]) -> Option<&'s Spot> {
        let mut exact = others.iter().filter(|spot| spot.exact);
        let only = exact.next().filter(|spot| exact.next().is_none() && !spot.taken)?;
        let long = self.weight(self.old, old) >= LONG && self.words(old) >= 6;
        let once = self.old_index.exact(self.old, &Self::ids(self.old, old)).is_some_and(|found| found.len() == 1);
        (long && once).then_some(only)
    }

    /// The fate of a passage that was reworded where the links lead.
    fn linked(&mut self, old: &Range<usize>, image: &Image, here: &Spot, others: &[Spot]) -> Fate {
        let pairs = self.pairs(old, &here.tokens);
        let was = Words { doc: self.old, tokens: old.clone() };
        let is = Words { doc: self.new, tokens: here.tokens.clone() };
        let mut spots = vec![here.clone()];
        spots.extend(others.iter().cloned().map(|mut spot| {
            // The links say more than likeness: what they lead to is offered first.
            spot.score = spot.score.min(here.score);
            spot
        }));
        if let Some(why) = critical::changed(&was, &is, &pairs, self.lexicon) {
            return self.asked(why, &spots);
        }
        let signs_only = self.only_signs_differ(old, &here.tokens, &pairs);
        let links: Vec<_> = self.units(old).map(|unit| (unit, self.links.unit(unit).copied())).collect();
        let rival = links.iter().filter_map(|(_, link)| link.map(|link| link.rival)).max().unwrap_or(0);
        let linked = links.iter().filter_map(|(_, link)| link.map(|link| link.score)).min().unwrap_or(0);
        let free = others.iter().filter(|spot| !spot.taken).map(|spot| spot.score).max().unwrap_or(0);
        let margin = here.score.saturating_sub(free);
        if self.exchanged(old, &here.tokens, &pairs) {
            return self.asked(Why::TwoAlike, &spots);
        }
        if image.torn {
            return self.asked(Why::Torn, &spots);
        }
        if margin < MARGIN || linked < rival + MARGIN / 2 {
            return self.asked(Why::TwoAlike, &spots);
        }
        let few = self.words(old) <= FEW && self.text_score(old, &here.tokens, &pairs) < FEW_ALIKE;
        if here.score < ATTACH || few {
            return self.asked(Why::LowScore, &spots);
        }
        let stayed =
            links.iter().all(|(unit, link)| link.is_none_or(|link| link.in_place) || self.links.has_company(*unit));
        if !stayed {
            return self.asked(Why::MovedAndReworded, &spots);
        }
        let why = if signs_only {
            Why::SignsOnly
        } else if links.iter().any(|(_, link)| link.is_some_and(|link| link.split)) {
            Why::Split
        } else if links.iter().any(|(_, link)| link.is_some_and(|link| link.merged)) {
            Why::Merged
        } else {
            Why::Wording
        };
        let span = self.new.span(&here.tokens);
        self.attached(State::Reworded, (span, here.score), margin, Some(why), others)
    }
}
