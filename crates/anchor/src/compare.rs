//! Two texts side by side, block by block: what is the same, changed, added,
//! removed or moved.

use crate::align::{Links, NONE, align, chain};
use crate::diff::{Piece, PieceKind, Sides};
use crate::doc::Doc;
use crate::fate::{Span, Text};
use crate::lexicon::{Id, Lexicon};
use crate::place::Index;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// The same words.
    Same,
    /// Other words; `pieces` says which.
    Changed,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
    /// Stood here; `new` says where it went.
    MovedFrom,
    /// Stands here now; `old` says whence it came, `pieces` what changed.
    MovedTo,
}

/// A row of a comparison. Each block of both texts is in one row of its own
/// side; one that was split or merged shares a row with its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Row {
    /// What became of it.
    pub kind: RowKind,
    /// Where it stands in the old text.
    pub old: Option<Span>,
    /// Where it stands in the new text.
    pub new: Option<Span>,
    /// The difference by words, with offsets in the two texts; only where both sides stand.
    pub pieces: Vec<Piece>,
}

/// Two texts, block by block, in the order of the new text; what was removed
/// or moved away stands where it stood.
#[must_use]
pub fn compare(old: &Text, new: &Text) -> Vec<Row> {
    let mut lexicon = Lexicon::default();
    let old = Doc::read(old, &mut lexicon);
    let new = Doc::read(new, &mut lexicon);
    let index = Index::of(&new, &lexicon);
    let links = align(&old, &new, &lexicon, &index);
    let groups = groups(&old, &new, &links, &lexicon);
    Rows { old: &old, new: &new, lexicon: &lexicon }.of(&groups)
}

/// Blocks that belong together: one and one, or one and its parts.
#[derive(Clone, Debug, Default)]
struct Group {
    old: Vec<usize>,
    new: Vec<usize>,
    weight: u64,
}

/// Which blocks have most of their words in common.
fn groups(old: &Doc, new: &Doc, links: &Links, lexicon: &Lexicon) -> Vec<Group> {
    let region = |doc: &Doc, at: usize| doc.units[doc.unit_of(at)].region as usize;
    let mut common: FxHashMap<(usize, usize), u64> = FxHashMap::default();
    let (mut of_old, mut of_new) = (vec![0_u64; old.regions.len()], vec![0_u64; new.regions.len()]);
    for (at, token) in old.tokens.iter().enumerate() {
        let weight = u64::from(lexicon.word(token.id).weight);
        of_old[region(old, at)] += weight;
        if links.to[at] != NONE {
            *common.entry((region(old, at), region(new, links.to[at] as usize))).or_default() += weight;
        }
    }
    for (at, token) in new.tokens.iter().enumerate() {
        of_new[region(new, at)] += u64::from(lexicon.word(token.id).weight);
    }
    let mut pairs: Vec<((usize, usize), u64)> = common.into_iter().collect();
    // A good part of the one or the other, else a few words in common make a pair.
    pairs.retain(|((a, b), weight)| weight * 100 >= of_old[*a].min(of_new[*b]) * 45);
    pairs.sort_unstable_by_key(|(pair, weight)| (std::cmp::Reverse(*weight), *pair));
    let (mut group_of_old, mut group_of_new) = (vec![usize::MAX; of_old.len()], vec![usize::MAX; of_new.len()]);
    let mut groups: Vec<Group> = Vec::new();
    for ((a, b), weight) in pairs {
        match (group_of_old[a], group_of_new[b]) {
            (usize::MAX, usize::MAX) => {
                (group_of_old[a], group_of_new[b]) = (groups.len(), groups.len());
                groups.push(Group { old: vec![a], new: vec![b], weight });
            }
            // A part joins only beside what is there: a row is one stretch on each side.
            (group, usize::MAX) if groups[group].old.len() == 1 && touches(&groups[group].new, b) => {
                group_of_new[b] = group;
                insert(&mut groups[group].new, b);
            }
            (usize::MAX, group) if groups[group].new.len() == 1 && touches(&groups[group].old, a) => {
                group_of_old[a] = group;
                insert(&mut groups[group].old, a);
            }
            _ => {}
        }
    }
    halved(old, new, lexicon, &mut groups, &mut group_of_old, &mut group_of_new);
    let alone = |group_of: &[usize]| (0..group_of.len()).filter(|at| group_of[*at] == usize::MAX).collect::<Vec<_>>();
    groups.extend(alone(&group_of_old).into_iter().map(|at| Group { old: vec![at], ..Group::default() }));
    groups.extend(alone(&group_of_new).into_iter().map(|at| Group { new: vec![at], ..Group::default() }));
    groups
}

/// The longest blocks, in tokens, that are held side by side.
const LONG: usize = 400;
/// As many new blocks come into question for one that went.
const NEAR: usize = 16;
/// So many words must a block have to be known again by a part of them.
const PART: usize = 5;

/// Pairs what is left of a block that lost a good part of its words, or gained as many: the words that are
/// left are most of one side, in their order, between the same neighbours.
fn halved(
    old: &Doc,
    new: &Doc,
    lexicon: &Lexicon,
    groups: &mut Vec<Group>,
    group_of_old: &mut [usize],
    group_of_new: &mut [usize],
) {
    for a in 0..group_of_old.len() {
        if group_of_old[a] != usize::MAX {
            continue;
        }
        let before =
            (0..a).rev().find_map(|at| groups.get(group_of_old[at]).and_then(|group| group.new.last().copied()));
        let after = (a..group_of_old.len())
            .find_map(|at| groups.get(group_of_old[at]).and_then(|group| group.new.first().copied()));
        let between = before.map_or(0, |at| at + 1)..after.unwrap_or(group_of_new.len());
        let best = between
            .filter(|b| group_of_new[*b] == usize::MAX)
            .take(NEAR)
            .filter_map(|b| Some((common(old, a, new, b, lexicon)?, std::cmp::Reverse(b))))
            .max();
        if let Some((weight, std::cmp::Reverse(b))) = best {
            (group_of_old[a], group_of_new[b]) = (groups.len(), groups.len());
            groups.push(Group { old: vec![a], new: vec![b], weight });
        }
    }
}

/// The weight of the words that two blocks have in common, in order, if they are most of one of the two.
fn common(old: &Doc, a: usize, new: &Doc, b: usize, lexicon: &Lexicon) -> Option<u64> {
    let words = |doc: &Doc, region: usize| -> Vec<Id> {
        let first = doc.units.partition_point(|unit| (unit.region as usize) < region);
        let units = doc.units[first..].iter().take_while(|unit| unit.region as usize == region);
        let tokens = units.flat_map(|unit| unit.tokens.clone());
        tokens
            .filter(|at| lexicon.word(doc.tokens[*at].id).counts())
            .map(|at| lexicon.word(doc.tokens[at].id).soft)
            .collect()
    };
    let (one, two) = (words(old, a), words(new, b));
    if one.len().min(two.len()) < PART || one.len().max(two.len()) > LONG {
        return None;
    }
    let weight = |id: Id| u64::from(lexicon.word(id).weight);
    let mut row = vec![0_u64; two.len() + 1];
    for id in &one {
        let mut diagonal = 0;
        for (n, other) in two.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if id == other { diagonal + weight(*id) } else { above.max(row[n]) };
            diagonal = above;
        }
    }
    let shared = row[two.len()];
    let of = |words: &[Id]| words.iter().map(|id| weight(*id)).sum::<u64>();
    (shared * 100 >= of(&one).min(of(&two)) * 70).then_some(shared)
}

fn touches(blocks: &[usize], block: usize) -> bool {
    blocks.iter().any(|known| known.abs_diff(block) == 1)
}

fn insert(blocks: &mut Vec<usize>, block: usize) {
    let at = blocks.partition_point(|known| *known < block);
    blocks.insert(at, block);
}

struct Rows<'d, 't> {
    old: &'d Doc<'t>,
    new: &'d Doc<'t>,
    lexicon: &'d Lexicon,
}

impl Rows<'_, '_> {
    /// The rows, in the order of the new text.
    fn of(&self, groups: &[Group]) -> Vec<Row> {
        let mut both: Vec<&Group> =
            groups.iter().filter(|group| !group.old.is_empty() && !group.new.is_empty()).collect();
        both.sort_unstable_by_key(|group| group.old[0]);
        let values: Vec<usize> = both.iter().map(|group| group.new[0]).collect();
        let weights: Vec<u64> = both.iter().map(|group| group.weight + 1).collect();
        let stayed = chain(&values, &weights);
        // What stands in the old text only goes before the next block that stayed.
        let mut keyed: Vec<((usize, usize, usize), Row)> = Vec::new();
        let anchors: Vec<(usize, usize)> = stayed.iter().map(|n| (both[*n].old[0], both[*n].new[0])).collect();
        let place = |old: usize| {
            let next = anchors.partition_point(|anchor| anchor.0 < old);
            anchors.get(next).map_or(usize::MAX, |anchor| anchor.1)
        };
        let mut next_stayed = stayed.iter().peekable();
        for (n, group) in both.iter().enumerate() {
            let row = self.row(group);
            if next_stayed.next_if(|stayed| **stayed == n).is_some() {
                keyed.push(((group.new[0], 1, 0), row));
            } else {
                let from = Row { kind: RowKind::MovedFrom, pieces: Vec::new(), ..row.clone() };
                keyed.push(((place(group.old[0]), 0, group.old[0]), from));
                keyed.push(((group.new[0], 1, 0), Row { kind: RowKind::MovedTo, ..row }));
            }
        }
        for group in groups {
            if group.new.is_empty() {
                let row =
                    Row { kind: RowKind::Removed, old: span(self.old, &group.old), new: None, pieces: Vec::new() };
                keyed.push(((place(group.old[0]), 0, group.old[0]), row));
            } else if group.old.is_empty() {
                let row = Row { kind: RowKind::Added, old: None, new: span(self.new, &group.new), pieces: Vec::new() };
                keyed.push(((group.new[0], 1, 0), row));
            }
        }
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    fn row(&self, group: &Group) -> Row {
        let (old, new) = (span(self.old, &group.old), span(self.new, &group.new));
        let sides = Sides { old: self.old, new: self.new, lexicon: self.lexicon };
        let pieces = match (old, new) {
            (Some(a), Some(b)) => sides.pieces((self.old.touched(a), a), (self.new.touched(b), b)),
            _ => Vec::new(),
        };
        let one = group.old.len() == 1 && group.new.len() == 1;
        let same = one && pieces.iter().all(|piece| piece.kind == PieceKind::Same);
        Row { kind: if same { RowKind::Same } else { RowKind::Changed }, old, new, pieces }
    }
}

/// The code points of blocks that follow each other.
fn span(doc: &Doc, blocks: &[usize]) -> Option<Span> {
    Some(Span::new(doc.regions[*blocks.first()?].start, doc.regions[*blocks.last()?].end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(old: &str, new: &str) -> Vec<(RowKind, Option<String>, Option<String>)> {
        let cut = |text: &str, span: Option<Span>| {
            span.map(|span| {
                text.chars().skip(span.start as usize).take(span.len() as usize).collect::<String>().trim().to_owned()
            })
        };
        let found = compare(&Text { text: old, blocks: &[] }, &Text { text: new, blocks: &[] });
        found.into_iter().map(|row| (row.kind, cut(old, row.old), cut(new, row.new))).collect()
    }

    const A: &str = "The mission took samples and spoke with witnesses.";
    const B: &str = "Moscow called the data doubtful on 30 June 2017.";
    const C: &str = "Paris presented its own evaluation in April.";

    fn kinds(old: &[&str], new: &[&str]) -> Vec<RowKind> {
        rows(&old.join("\n\n"), &new.join("\n\n")).into_iter().map(|row| row.0).collect()
    }

    #[test]
    fn blocks_are_same_added_removed_or_changed() {
        assert_eq!(kinds(&[A, B], &[A, B]), [RowKind::Same, RowKind::Same]);
        assert_eq!(kinds(&[A, B], &[A, C, B]), [RowKind::Same, RowKind::Added, RowKind::Same]);
        assert_eq!(kinds(&[A, C, B], &[A, B]), [RowKind::Same, RowKind::Removed, RowKind::Same]);
        let changed = "The mission took samples and heard several witnesses.";
        assert_eq!(kinds(&[A, B], &[changed, B]), [RowKind::Changed, RowKind::Same]);
    }

    #[test]
    fn a_block_that_lost_half_of_its_words_is_changed() {
        let whole = "The mission took samples and spoke with witnesses, but for security reasons it never visited the town where the attack had happened.";
        let half = "The mission took samples and spoke with witnesses.";
        assert_eq!(kinds(&[B, whole, C], &[B, half, C]), [RowKind::Same, RowKind::Changed, RowKind::Same]);
        assert_eq!(kinds(&[B, half, C], &[B, whole, C]), [RowKind::Same, RowKind::Changed, RowKind::Same]);
        let other = "for security reasons it never visited the town where the attack had happened.";
        assert_eq!(kinds(&[B, whole, C], &[B, other, C]), [RowKind::Same, RowKind::Changed, RowKind::Same]);
        let two = format!("{A} {B}");
        assert_eq!(kinds(&[&two, C], &[A, C]), [RowKind::Changed, RowKind::Same]);
        assert_eq!(kinds(&[&two, C], &[B, C]), [RowKind::Changed, RowKind::Same]);
        // What only shares some words is another block.
        let new = "The council took note of the report and met with its members.";
        assert_eq!(
            kinds(&[B, half, C], &[B, new, C]),
            [RowKind::Same, RowKind::Added, RowKind::Removed, RowKind::Same]
        );
    }

    #[test]
    fn a_moved_block_stands_in_both_places() {
        let found = kinds(&[C, A, B], &[A, B, C]);
        assert_eq!(found, [RowKind::MovedFrom, RowKind::Same, RowKind::Same, RowKind::MovedTo]);
    }

    #[test]
    fn a_split_block_is_one_row() {
        let whole = format!("{A} {B}");
        let found = rows(&whole, &format!("{A}\n\n{B}"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, RowKind::Changed);
    }
}
