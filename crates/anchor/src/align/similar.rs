//! Units that say nearly the same: reworded, split, merged. The best pairs of
//! all are linked first; what is taken is taken.

use super::{Link, Links, NONE, number};
use crate::doc::Doc;
use crate::lexicon::{Id, Lexicon};
use crate::pair::{FORM, Pair, Pairer};
use crate::place::Index;
use rustc_hash::{FxHashMap, FxHashSet};

/// Below this two units have nothing to do with each other.
const LEAST: u16 = 380;

/// Pairs tried for one unit by its words, and by its place.
const BY_WORDS: usize = 5;
const BY_PLACE: usize = 8;

#[derive(Clone, Copy)]
struct Match {
    old: u32,
    new: u32,
    /// By their words alone.
    alike: u16,
    /// With their neighbours.
    score: u16,
}

pub(super) fn link(old: &Doc, new: &Doc, lexicon: &Lexicon, index: &Index, links: &mut Links) {
    let mut pairer = Pairer::new(lexicon);
    let mut matches = matches(old, new, index, links, &mut pairer);
    let gaps = Gaps::of(links);
    for found in &mut matches {
        found.score = with_neighbours(found, links, &gaps);
    }
    matches.retain(|found| found.score >= LEAST);
    matches.sort_by_key(|found| (std::cmp::Reverse(found.score), found.old, found.new));
    let mut owner: FxHashMap<u32, u16> = FxHashMap::default();
    for found in &matches {
        let (a, b) = (found.old as usize, found.new as usize);
        match (links.units[a].is_some(), links.back[b] != NONE) {
            (false, false) => {
                links.units[a] = Some(Link { exact: false, score: found.score, firm: true, ..Link::exact(b) });
                links.back[b] = found.old;
                owner.insert(found.new, found.score);
                let (from, to) = (old.units[a].tokens.clone(), new.units[b].tokens.clone());
                let pairs = pairer.pair(&ids(old, from.clone()), &ids(new, to.clone()));
                take(links, &pairs, |at| from.start + at, |at| to.start + at);
            }
            (true, false) => share(old, new, links, &mut pairer, found, true),
            (false, true) => share(old, new, links, &mut pairer, found, false),
            (true, true) => {}
        }
    }
    rivals(&matches, &owner, links);
    doubt_copies(old, new, lexicon, links);
}

/// Whether a unit stands beside a neighbour, or still at an end of the text.
fn in_company(links: &Links, unit: usize) -> bool {
    let to = links.unit(unit).map_or(0, |link| link.to as usize);
    let ends = (unit == 0 && to == 0) || (unit + 1 == links.units.len() && to + 1 == links.back.len());
    ends || links.has_company(unit)
}

/// The open places beside the likes of a unit's neighbours.
fn beside_neighbours(links: &Links, unit: usize) -> Vec<usize> {
    let after = unit.checked_sub(1).and_then(|before| links.unit(before)).map(|link| link.to as usize + 1);
    let before = links.unit(unit + 1).and_then(|link| (link.to as usize).checked_sub(1));
    let open = |place: &usize| links.back.get(*place) == Some(&NONE);
    after.into_iter().chain(before).filter(open).collect()
}

/// A unit that went elsewhere word by word, while something much like it stands
/// where it was: that may be itself, reworded, and the other a copy.
fn doubt_copies(old: &Doc, new: &Doc, lexicon: &Lexicon, links: &mut Links) {
    let open_new: Vec<usize> = (0..new.units.len()).filter(|unit| links.back[*unit] == NONE).collect();
    if open_new.is_empty() {
        return;
    }
    links.mark_spine(old, new);
    let gaps = Gaps::of(links);
    let mut pairer = Pairer::new(lexicon);
    for a in 0..old.units.len() {
        let Some(mut link) = links.units[a].filter(|link| link.exact && !(link.in_place && in_company(links, a)))
        else {
            continue;
        };
        let tried = if link.in_place { beside_neighbours(links, a) } else { gaps.by_place(a, &open_new) };
        let left = ids(old, old.units[a].tokens.clone());
        for b in tried {
            let right = ids(new, new.units[b].tokens.clone());
            let pairs = pairer.pair(&left, &right);
            let common = pairer.common(&left, &right, &pairs);
            link.rival = link.rival.max(likeness(common, old.units[a].weight, new.units[b].weight));
        }
        links.units[a] = Some(link);
    }
}

fn ids(doc: &Doc, tokens: std::ops::Range<usize>) -> Vec<Id> {
    doc.tokens[tokens].iter().map(|token| token.id).collect()
}

fn take(links: &mut Links, pairs: &[Pair], old: impl Fn(usize) -> usize, new: impl Fn(usize) -> usize) {
    for pair in pairs {
        let (a, b) = (old(pair.old), new(pair.new));
        if links.beside[a] == NONE {
            links.beside[a] = number(b);
        }
        if pair.alike >= FORM && links.to[a] == NONE && links.from[b] == NONE {
            links.to[a] = number(b);
            links.beside[a] = number(b);
            links.from[b] = number(a);
        }
    }
}

/// A second unit for one that was split, or into which another was merged: the
/// words that are left over on the one side must be most of the other.
fn share(old: &Doc, new: &Doc, links: &mut Links, pairer: &mut Pairer, found: &Match, split: bool) {
    let (a, b) = (found.old as usize, found.new as usize);
    let beside = if split {
        links.units[a].is_some_and(|link| !link.exact && link.to.abs_diff(found.new) <= 2)
    } else {
        links.units[links.back[b] as usize].is_some_and(|link| !link.exact) && links.back[b].abs_diff(found.old) <= 2
    };
    if !beside {
        return;
    }
    let rest_old: Vec<usize> = old.units[a].tokens.clone().filter(|at| links.to[*at] == NONE).collect();
    let rest_new: Vec<usize> = new.units[b].tokens.clone().filter(|at| links.from[*at] == NONE).collect();
    let left: Vec<Id> = rest_old.iter().map(|at| old.tokens[*at].id).collect();
    let right: Vec<Id> = rest_new.iter().map(|at| new.tokens[*at].id).collect();
    let pairs = pairer.pair(&left, &right);
    let common = pairer.common(&left, &right, &pairs);
    let whole = if split { new.units[b].weight } else { old.units[a].weight };
    if common * 100 < whole * 55 || common < 20 {
        return;
    }
    take(links, &pairs, |at| rest_old[at], |at| rest_new[at]);
    if split {
        links.back[b] = found.old;
        if let Some(link) = &mut links.units[a] {
            link.split = true;
        }
    } else {
        links.units[a] = Some(Link { exact: false, score: found.score, firm: true, merged: true, ..Link::exact(b) });
        if let Some(link) = &mut links.units[links.back[b] as usize] {
            link.merged = true;
        }
    }
}

/// Pairs of open units that may be the same, with their likeness.
fn matches(old: &Doc, new: &Doc, index: &Index, links: &Links, pairer: &mut Pairer) -> Vec<Match> {
    let open_new: Vec<usize> = (0..new.units.len()).filter(|unit| links.back[*unit] == NONE).collect();
    let gaps = Gaps::of(links);
    let mut found = Vec::new();
    for a in (0..old.units.len()).filter(|unit| links.units[*unit].is_none()) {
        let left = ids(old, old.units[a].tokens.clone());
        let mut tried: FxHashSet<usize> = FxHashSet::default();
        let by_words = index.units_like(&left, |unit| links.back[unit] == NONE, BY_WORDS);
        for b in by_words.into_iter().chain(gaps.by_place(a, &open_new)) {
            if !tried.insert(b) {
                continue;
            }
            let right = ids(new, new.units[b].tokens.clone());
            let pairs = pairer.pair(&left, &right);
            let common = pairer.common(&left, &right, &pairs);
            let alike = likeness(common, old.units[a].weight, new.units[b].weight);
            if alike >= LEAST / 2 {
                found.push(Match { old: number(a), new: number(b), alike, score: alike });
            }
        }
    }
    found
}

/// Likeness of two units by the weight that they have in common. One that is
/// contained in the other is a part of it.
fn likeness(common: u32, old: u32, new: u32) -> u16 {
    let both = 2000 * common / (old + new).max(1);
    let (short, long) = (old.min(new), old.max(new));
    let part = if short >= 18 && common * 100 >= short * 70 && long <= short * 8 { 800 * common / short } else { 0 };
    u16::try_from(both.max(part).min(1000)).unwrap_or(1000)
}

/// For each old unit the links around it.
struct Gaps {
    before: Vec<Option<u32>>,
    after: Vec<Option<u32>>,
}

impl Gaps {
    fn of(links: &Links) -> Self {
        let scan = |units: &mut dyn Iterator<Item = usize>| {
            let mut found = vec![None; links.units.len()];
            let mut last = None;
            for unit in units {
                found[unit] = last;
                if let Some(link) = links.units[unit].filter(|link| link.in_place) {
                    last = Some(link.to);
                }
            }
            found
        };
        let all = 0..links.units.len();
        Self { before: scan(&mut all.clone()), after: scan(&mut all.rev()) }
    }

    /// Whether a new unit stands between the likes of an old one's neighbours.
    fn holds(&self, old: usize, new: usize) -> bool {
        self.before[old].is_none_or(|before| (before as usize) < new)
            && self.after[old].is_none_or(|after| new < after as usize)
    }

    /// The open new units nearest to where an old one would be.
    fn by_place(&self, old: usize, open: &[usize]) -> Vec<usize> {
        let from = self.before[old].map_or(0, |before| before as usize);
        let to = self.after[old].map_or(usize::MAX, |after| after as usize);
        let first = open.partition_point(|unit| *unit < from);
        let last = open.partition_point(|unit| *unit < to);
        let near = open.get(first..last.max(first)).unwrap_or_default();
        if near.len() <= BY_PLACE {
            return near.to_vec();
        }
        near.iter().take(BY_PLACE / 2).chain(near.iter().rev().take(BY_PLACE / 2)).copied().collect()
    }
}

fn with_neighbours(found: &Match, links: &Links, gaps: &Gaps) -> u16 {
    let (a, b) = (found.old as usize, found.new as usize);
    let is = |old: Option<usize>, to: Option<usize>| {
        old.and_then(|old| links.unit(old)).is_some_and(|link| Some(link.to as usize) == to)
    };
    let mut more = 0;
    more += if gaps.holds(a, b) { 50 } else { 0 };
    more += if is(a.checked_sub(1), b.checked_sub(1)) || (a == 0 && b == 0) { 60 } else { 0 };
    let both_end = a + 1 == links.units.len() && b + 1 == links.back.len();
    more += if is(Some(a + 1), Some(b + 1)) || both_end { 60 } else { 0 };
    // Neighbours lift what is alike; they do not make alike.
    let more = more.min(u32::from(found.alike) / 3);
    u16::try_from((u32::from(found.alike) + more).min(1000)).unwrap_or(1000)
}

/// Who else had a claim: the same unit to another free place, or another unit,
/// that found nothing better, to this place.
fn rivals(matches: &[Match], owner: &FxHashMap<u32, u16>, links: &mut Links) {
    for found in matches {
        let (a, b) = (found.old as usize, found.new as usize);
        let linked_here = links.units[a].is_some_and(|link| link.to == found.new);
        if linked_here {
            continue;
        }
        // This unit would rather have gone there, had it been free; or it is still free.
        let taken_by = owner.get(&found.new).copied().unwrap_or(0);
        let shared = links.units[a].is_some_and(|link| link.split || link.merged);
        if (links.back[b] == NONE || taken_by < found.score)
            && let Some(link) = links.units[a].as_mut().filter(|_| !shared)
        {
            link.rival = link.rival.max(found.score);
        }
        // Another unit, left without a place as good, claims this one.
        let elsewhere = links.units[a].map_or(0, |link| link.score);
        if elsewhere < found.score && links.back[b] != NONE {
            let holder = links.back[b] as usize;
            if let Some(link) =
                links.units[holder].as_mut().filter(|link| !link.exact && link.to == found.new && !link.merged)
            {
                link.rival = link.rival.max(found.score);
            }
        }
    }
}
