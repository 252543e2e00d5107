//! Which unit of the old text became which of the new, and with it which word
//! became which. Each unit has at most one like (and shares it only where a
//! sentence was split or merged), so that nothing lands on what is taken.

mod exact;
mod firm;
mod similar;

use crate::doc::Doc;
use crate::lexicon::Lexicon;
use crate::place::Index;
use std::ops::Range;

/// No token, no unit.
pub(crate) const NONE: u32 = u32::MAX;

/// What an old unit became.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) to: u32,
    /// The same words.
    pub(crate) exact: bool,
    /// How alike, with what stands around it, per mille.
    pub(crate) score: u16,
    /// The best claim of another unit to the same place, or of this one to another.
    pub(crate) rival: u16,
    /// Its neighbours, or itself, leave no doubt which of several alike it is.
    pub(crate) firm: bool,
    /// On the spine: it did not move.
    pub(crate) in_place: bool,
    /// Its words stand in several units.
    pub(crate) split: bool,
    /// It shares its unit with others.
    pub(crate) merged: bool,
}

impl Link {
    fn exact(to: usize) -> Self {
        let to = number(to);
        Self { to, exact: true, score: 1000, rival: 0, firm: true, in_place: true, split: false, merged: false }
    }
}

/// How two texts hang together.
#[derive(Debug)]
pub(crate) struct Links {
    /// Old unit to new.
    pub(crate) units: Vec<Option<Link>>,
    /// New unit to the first old one that became it.
    pub(crate) back: Vec<u32>,
    /// Old token to the same word, or a form of it, in the new text.
    pub(crate) to: Vec<u32>,
    /// New token to old.
    pub(crate) from: Vec<u32>,
    /// Old token to what stands in its place, be it alike or not.
    pub(crate) beside: Vec<u32>,
}

/// Links two texts.
pub(crate) fn align(old: &Doc, new: &Doc, lexicon: &Lexicon, index: &Index) -> Links {
    let mut links = Links {
        units: vec![None; old.units.len()],
        back: vec![NONE; new.units.len()],
        to: vec![NONE; old.tokens.len()],
        from: vec![NONE; new.tokens.len()],
        beside: vec![NONE; old.tokens.len()],
    };
    let counted = exact::link(old, new, &mut links);
    links.mark_spine(old, new);
    similar::link(old, new, lexicon, index, &mut links);
    links.mark_spine(old, new);
    firm::mark(old, new, &counted, &mut links);
    links
}

impl Links {
    pub(crate) fn unit(&self, old: usize) -> Option<&Link> {
        self.units.get(old)?.as_ref()
    }

    /// Whether a unit and its like stand beside one more such pair.
    pub(crate) fn has_company(&self, old: usize) -> bool {
        let Some(link) = self.unit(old) else { return false };
        let beside = |other: Option<usize>, to: Option<u32>| {
            let other = other.and_then(|other| self.unit(other));
            other.is_some_and(|other| Some(other.to) == to && other.score >= 700)
        };
        beside(old.checked_sub(1), link.to.checked_sub(1)) || beside(Some(old + 1), Some(link.to + 1))
    }

    /// Whether a unit stands near where it would stand had it not moved: a few
    /// units from its old neighbours that stayed.
    pub(crate) fn is_near(&self, old: usize) -> bool {
        let Some(link) = self.unit(old) else { return false };
        let near = |other: usize| {
            let stayed = self.unit(other).filter(|other| other.in_place);
            stayed.is_some_and(|stayed| stayed.to.abs_diff(link.to) <= 3)
        };
        (old.saturating_sub(3)..old).chain(old + 1..old + 4).any(near)
    }

    /// The links of the longest part that kept its order, by weight.
    pub(crate) fn spine(&self, old: &Doc) -> Vec<usize> {
        let linked: Vec<usize> = (0..self.units.len()).filter(|unit| self.units[*unit].is_some()).collect();
        let to: Vec<usize> = linked.iter().filter_map(|unit| self.units[*unit].map(|link| link.to as usize)).collect();
        // What is the same holds its place before what is only alike.
        let weight = |unit: &usize| {
            let weight = u64::from(old.units[*unit].weight);
            self.units[*unit]
                .map_or(0, |link| if link.exact { weight * 2 + 1 } else { weight * u64::from(link.score) / 1000 })
        };
        let weights: Vec<u64> = linked.iter().map(weight).collect();
        chain(&to, &weights).into_iter().map(|n| linked[n]).collect()
    }

    fn mark_spine(&mut self, old: &Doc, new: &Doc) {
        let spine = self.spine(old);
        for link in self.units.iter_mut().flatten() {
            link.in_place = false;
        }
        for unit in spine {
            if let Some(link) = &mut self.units[unit] {
                link.in_place = true;
            }
        }
        // Two that merged into one are in the same place, whichever the chain took.
        for unit in 1..self.units.len() {
            let (Some(before), Some(link)) = (self.units[unit - 1], self.units[unit]) else { continue };
            if before.to == link.to && before.in_place != link.in_place {
                for at in [unit - 1, unit] {
                    if let Some(link) = &mut self.units[at] {
                        link.in_place = true;
                    }
                }
            }
        }
        debug_assert_eq!(self.back.len(), new.units.len());
    }
}

pub(crate) fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer items than code points")
}

/// The heaviest subsequence whose values rise, as positions. Equal values may
/// not follow each other.
pub(crate) fn chain(values: &[usize], weights: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = values.to_vec();
    order.sort_unstable();
    order.dedup();
    // For each prefix of the values: the heaviest chain that ends in it.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); order.len() + 1];
    let mut before = vec![usize::MAX; values.len()];
    let mut last = (0, usize::MAX);
    for (at, value) in values.iter().enumerate() {
        let rank = order.partition_point(|known| known < value);
        let mut best = (0, usize::MAX);
        let mut node = rank;
        while node > 0 {
            if tree[node].0 > best.0 {
                best = tree[node];
            }
            node &= node - 1;
        }
        before[at] = best.1;
        let here = (best.0 + weights[at], at);
        let mut node = rank + 1;
        while node < tree.len() {
            if here.0 > tree[node].0 {
                tree[node] = here;
            }
            node += node & node.wrapping_neg();
        }
        if here.0 > last.0 {
            last = here;
        }
    }
    let mut kept = Vec::new();
    let mut at = last.1;
    while at != usize::MAX {
        kept.push(at);
        at = before[at];
    }
    kept.reverse();
    kept
}

/// Links all words of two units that are the same.
fn link_words(links: &mut Links, old: &Range<usize>, new: &Range<usize>) {
    for (a, b) in old.clone().zip(new.clone()) {
        links.to[a] = number(b);
        links.beside[a] = number(b);
        links.from[b] = number(a);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_chain_wins() {
        assert_eq!(chain(&[0, 1, 2], &[1, 1, 1]), [0, 1, 2]);
        assert_eq!(chain(&[2, 0, 1], &[5, 1, 1]), [0]);
        assert_eq!(chain(&[2, 0, 1], &[1, 1, 1]), [1, 2]);
        assert_eq!(chain(&[1, 1, 1], &[1, 2, 1]), [1]);
        assert_eq!(chain(&[], &[]), Vec::<usize>::new());
    }
}
