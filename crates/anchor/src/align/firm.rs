//! Which of several units of the same words is which. Between two links that
//! leave no doubt there must be as many of them in both texts; else one came
//! or went, and nobody can say which.

use super::exact::{Counted, Places};
use super::{Links, NONE};
use crate::doc::Doc;

/// From here on a reworded unit is a landmark for its neighbours.
const LANDMARK: u16 = 620;

pub(super) fn mark(old: &Doc, new: &Doc, counted: &Counted, links: &mut Links) {
    let landmark = |links: &Links, unit: usize| {
        links.units[unit].is_some_and(|link| {
            let known = counted.get(&old.units[unit].hash).is_some_and(Places::unique);
            if link.exact { known } else { link.score >= LANDMARK && link.score > link.rival + 60 && !link.split }
        })
    };
    let landmarks: Vec<bool> = (0..old.units.len()).map(|unit| landmark(links, unit)).collect();
    let (before, after) = nearest(&landmarks);
    for unit in 0..old.units.len() {
        let Some(mut link) = links.units[unit].filter(|link| link.exact && !landmarks[unit]) else { continue };
        let Some(places) = counted.get(&old.units[unit].hash) else { continue };
        let to = |at: u32| links.unit(at as usize).map_or(NONE, |link| link.to);
        let ends = (before[unit], after[unit]);
        let from_new = if ends.0 == NONE { None } else { Some(to(ends.0)) };
        let to_new = if ends.1 == NONE { new.units.len() } else { to(ends.1) as usize };
        let in_order = from_new.is_none_or(|from| from < link.to) && (link.to as usize) < to_new;
        let from_old = if ends.0 == NONE { None } else { Some(ends.0) };
        let to_old = if ends.1 == NONE { old.units.len() } else { ends.1 as usize };
        let as_many = in_order && count(&places.old, from_old, to_old) == count(&places.new, from_new, to_new);
        // Held on both sides, without a gap.
        let step = |at: Option<usize>, to: Option<u32>| {
            at.is_some_and(|at| landmarks.get(at) == Some(&true) && links.unit(at).map(|link| link.to) == to)
        };
        let held = step(unit.checked_sub(1), link.to.checked_sub(1)) && step(Some(unit + 1), Some(link.to + 1));
        link.firm = as_many || held;
        links.units[unit] = Some(link);
    }
}

/// How many places lie between two borders, these excluded.
fn count(places: &[u32], from: Option<u32>, to: usize) -> usize {
    let first = from.map_or(0, |from| places.partition_point(|place| *place <= from));
    let last = places.partition_point(|place| (*place as usize) < to);
    last.saturating_sub(first)
}

/// For each unit the nearest landmark before and after it.
fn nearest(landmarks: &[bool]) -> (Vec<u32>, Vec<u32>) {
    let scan = |units: &mut dyn Iterator<Item = usize>| {
        let mut found = vec![NONE; landmarks.len()];
        let mut last = NONE;
        for unit in units {
            found[unit] = last;
            if landmarks[unit] {
                last = super::number(unit);
            }
        }
        found
    };
    (scan(&mut (0..landmarks.len())), scan(&mut (0..landmarks.len()).rev()))
}
