//! Units whose words are the same: by themselves where they occur once, by
//! their neighbours where they occur often.

use super::{Link, Links, NONE, link_words, number};
use crate::diff;
use crate::doc::{Doc, Unit};
use rustc_hash::FxHashMap;

/// Where units of the same words stand, in both texts.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pub(crate) old: Vec<u32>,
    pub(crate) new: Vec<u32>,
}

impl Places {
    /// Whether the words occur once in both texts.
    pub(crate) fn unique(&self) -> bool {
        self.old.len() == 1 && self.new.len() == 1
    }
}

/// All units by what they say.
pub(crate) type Counted = FxHashMap<u64, Places>;

/// From this weight on a unit is known by its words alone: four words or so.
const STRONG: u32 = 34;

/// The widest gap in which a few words are taken for the same by their order.
const NARROW: usize = 40;

pub(super) fn link(old: &Doc, new: &Doc, links: &mut Links) -> Counted {
    let mut counted = Counted::default();
    for (at, unit) in old.units.iter().enumerate() {
        counted.entry(unit.hash).or_default().old.push(number(at));
    }
    for (at, unit) in new.units.iter().enumerate() {
        counted.entry(unit.hash).or_default().new.push(number(at));
    }
    for (at, unit) in old.units.iter().enumerate() {
        let places = &counted[&unit.hash];
        if unit.weight >= STRONG && places.unique() {
            tie(old, new, links, at, places.new[0] as usize);
        }
    }
    extend(old, new, links);
    fill(old, new, links);
    extend(old, new, links);
    counted
}

fn same(one: &Unit, other: &Unit) -> bool {
    one.hash == other.hash && one.tokens.len() == other.tokens.len()
}

fn free(links: &Links, old: usize, new: usize) -> bool {
    links.units[old].is_none() && links.back[new] == NONE
}

fn tie(old: &Doc, new: &Doc, links: &mut Links, at: usize, to: usize) {
    if same(&old.units[at], &new.units[to]) && free(links, at, to) {
        links.units[at] = Some(Link::exact(to));
        links.back[to] = number(at);
        link_words(links, &old.units[at].tokens, &new.units[to].tokens);
    }
}

/// From each link on to its neighbours, forwards and backwards.
fn extend(old: &Doc, new: &Doc, links: &mut Links) {
    for at in 1..old.units.len() {
        if let Some(before) = links.units[at - 1] {
            let to = before.to as usize + 1;
            if to < new.units.len() {
                tie(old, new, links, at, to);
            }
        }
    }
    for at in (1..old.units.len()).rev() {
        if let Some(after) = links.units[at]
            && let Some(to) = (after.to as usize).checked_sub(1)
        {
            tie(old, new, links, at - 1, to);
        }
    }
}

/// Between two links of the spine: what is the same there, in its order.
fn fill(old: &Doc, new: &Doc, links: &mut Links) {
    let mut borders: Vec<(usize, usize)> = Vec::new();
    for unit in links.spine(old) {
        if let Some(link) = links.units[unit] {
            borders.push((unit, link.to as usize));
        }
    }
    borders.push((old.units.len(), new.units.len()));
    let (mut from_old, mut from_new) = (0, 0);
    for (to_old, to_new) in borders {
        let open_old: Vec<usize> = (from_old..to_old).filter(|at| links.units[*at].is_none()).collect();
        let open_new: Vec<usize> = (from_new..to_new).filter(|at| links.back[*at] == NONE).collect();
        let says = |doc: &Doc, open: &[usize]| open.iter().map(|at| doc.units[*at].hash).collect::<Vec<_>>();
        let whole = from_old == 0 && to_old == old.units.len();
        let narrow = open_old.len() <= NARROW && open_new.len() <= NARROW;
        for (a, b) in diff::equal(&says(old, &open_old), &says(new, &open_new)) {
            let (a, b) = (open_old[a], open_new[b]);
            if narrow || whole || old.units[a].weight >= STRONG {
                tie(old, new, links, a, b);
            }
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
}
