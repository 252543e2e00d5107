//! The difference of two sequences, with a bound on its cost, and the
//! difference of two quotes by words.

use crate::doc::Doc;
use crate::fate::{Span, Text};
use crate::lexicon::{Id, Lexicon};
use crate::pair::Pairer;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::Hash;
use ts_rs::TS;

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// In both; signs and spaces may be written otherwise.
    Same,
    /// Only in the old words.
    Removed,
    /// Only in the new words.
    Added,
}

/// Some words of a difference. The old spans of all pieces together are the
/// old words without a gap, and likewise the new ones; one of the two is empty
/// where nothing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Piece {
    /// Same, removed or added.
    pub kind: PieceKind,
    /// Where in the old words.
    pub old: Span,
    /// Where in the new words.
    pub new: Span,
}

/// The difference of two quotes by words; offsets count from the start of each.
#[must_use]
pub fn words_changed(old: &str, new: &str) -> Vec<Piece> {
    let mut lexicon = Lexicon::default();
    let old = Doc::read(&Text { text: old, blocks: &[] }, &mut lexicon);
    let new = Doc::read(&Text { text: new, blocks: &[] }, &mut lexicon);
    let whole = |text: &str| Span::new(0, crate::sentence::code_points(text));
    let (old_span, new_span) = (whole(old.text), whole(new.text));
    let sides = Sides { old: &old, new: &new, lexicon: &lexicon };
    sides.pieces((0..old.tokens.len(), old_span), (0..new.tokens.len(), new_span))
}

/// Two texts whose words are held against each other.
pub(crate) struct Sides<'d, 't> {
    pub(crate) old: &'d Doc<'t>,
    pub(crate) new: &'d Doc<'t>,
    pub(crate) lexicon: &'d Lexicon,
}

type Side = (std::ops::Range<usize>, Span);

impl Sides<'_, '_> {
    /// The pieces of two stretches, each given by its tokens and its code points.
    pub(crate) fn pieces(&self, old: Side, new: Side) -> Vec<Piece> {
        let ids = |doc: &Doc, side: &Side| -> Vec<Id> { doc.tokens[side.0.clone()].iter().map(|t| t.id).collect() };
        let (a, b) = (ids(self.old, &old), ids(self.new, &new));
        let pairs = Pairer::new(self.lexicon).pair(&a, &b);
        let equal: Vec<(usize, usize)> = pairs.iter().filter(|p| p.alike == 1000).map(|p| (p.old, p.new)).collect();
        let runs = self.calm(&runs(&equal), &a, &b);
        let start = |doc: &Doc, side: &Side, token: usize| match doc.tokens.get(side.0.start + token) {
            Some(found) if token < side.0.len() => found.start.max(side.1.start),
            _ => side.1.end,
        };
        let mut pieces = Vec::new();
        let (mut at_old, mut at_new) = (old.1.start, new.1.start);
        let mut push = |kind: PieceKind, to_old: Option<u32>, to_new: Option<u32>| {
            let (to_old, to_new) = (to_old.unwrap_or(at_old), to_new.unwrap_or(at_new));
            let piece = Piece { kind, old: Span::new(at_old, to_old), new: Span::new(at_new, to_new) };
            if !(piece.old.is_empty() && piece.new.is_empty()) {
                pieces.push(piece);
            }
            (at_old, at_new) = (to_old, to_new);
        };
        let (mut next_old, mut next_new) = (0, 0);
        let end = Run { old: a.len(), new: b.len(), length: 0 };
        for run in runs.iter().chain([&end]) {
            // Space before the first word goes with the words that are the same.
            let (from_old, from_new) = (start(self.old, &old, run.old), start(self.new, &new, run.new));
            if run.old > next_old {
                push(PieceKind::Removed, Some(from_old), None);
            }
            if run.new > next_new {
                push(PieceKind::Added, None, Some(from_new));
            }
            (next_old, next_new) = (run.old + run.length, run.new + run.length);
            let (to_old, to_new) = (start(self.old, &old, next_old), start(self.new, &new, next_new));
            push(PieceKind::Same, Some(to_old), Some(to_new));
        }
        pieces
    }

    /// Without the runs of small words between two changes that only unsettle the eye.
    fn calm(&self, runs: &[Run], old: &[Id], new: &[Id]) -> Vec<Run> {
        let weight = |ids: &[Id]| ids.iter().map(|id| u32::from(self.lexicon.word(*id).weight)).sum::<u32>();
        let mut kept: Vec<Run> = Vec::new();
        for (n, run) in runs.iter().enumerate() {
            let (from_old, from_new) =
                kept.last().map_or((0, 0), |last| (last.old + last.length, last.new + last.length));
            let (to_old, to_new) = runs.get(n + 1).map_or((old.len(), new.len()), |next| (next.old, next.new));
            let before = weight(&old[from_old..run.old]).max(weight(&new[from_new..run.new]));
            let after = weight(&old[run.old + run.length..to_old]).max(weight(&new[run.new + run.length..to_new]));
            let own = weight(&old[run.old..run.old + run.length]);
            if own > 4 || own * 2 > before.min(after) {
                kept.push(*run);
            }
        }
        kept
    }
}

/// Words that are equal in a row.
#[derive(Clone, Copy, Debug)]
struct Run {
    old: usize,
    new: usize,
    length: usize,
}

fn runs(equal: &[(usize, usize)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (old, new) in equal.iter().copied() {
        match runs.last_mut() {
            Some(run) if run.old + run.length == old && run.new + run.length == new => run.length += 1,
            _ => runs.push(Run { old, new, length: 1 }),
        }
    }
    runs
}

/// The longest lengths that are given to the exact algorithm together.
const SUM: usize = 3_000;

/// Pairs of equal items in order, without crossing. Long sequences are parted
/// at items that occur once in both; where there are none they have nothing in
/// common that would be worth the search.
pub(crate) fn equal<T: Copy + Eq + Hash + Ord>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = vec![(0..old.len(), 0..new.len())];
    while let Some((mut a, mut b)) = open.pop() {
        while a.start < a.end && b.start < b.end && old[a.start] == new[b.start] {
            found.push((a.start, b.start));
            (a.start, b.start) = (a.start + 1, b.start + 1);
        }
        while a.start < a.end && b.start < b.end && old[a.end - 1] == new[b.end - 1] {
            (a.end, b.end) = (a.end - 1, b.end - 1);
            found.push((a.end, b.end));
        }
        if a.is_empty() || b.is_empty() {
            continue;
        }
        if a.len() + b.len() <= SUM {
            for op in capture_diff_slices(Algorithm::Myers, &old[a.clone()], &new[b.clone()]) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    found.extend((0..len).map(|n| (a.start + old_index + n, b.start + new_index + n)));
                }
            }
            continue;
        }
        let anchors = unique(&old[a.clone()], &new[b.clone()]);
        if anchors.is_empty() {
            continue;
        }
        let (mut from_a, mut from_b) = (a.start, b.start);
        for (x, y) in anchors {
            found.push((a.start + x, b.start + y));
            open.push((from_a..a.start + x, from_b..b.start + y));
            (from_a, from_b) = (a.start + x + 1, b.start + y + 1);
        }
        open.push((from_a..a.end, from_b..b.end));
    }
    found.sort_unstable();
    found
}

/// Items that occur once in both, as the longest chain without crossing.
fn unique<T: Copy + Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut counted: FxHashMap<T, (u32, usize, u32, usize)> = FxHashMap::default();
    for (at, item) in old.iter().enumerate() {
        let count = counted.entry(*item).or_default();
        (count.0, count.1) = (count.0 + 1, at);
    }
    for (at, item) in new.iter().enumerate() {
        if let Some(count) = counted.get_mut(item) {
            (count.2, count.3) = (count.2 + 1, at);
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        counted.values().filter(|c| c.0 == 1 && c.2 == 1).map(|c| (c.1, c.3)).collect();
    pairs.sort_unstable();
    let weights = vec![1; pairs.len()];
    let kept = crate::align::chain(&pairs.iter().map(|p| p.1).collect::<Vec<_>>(), &weights);
    kept.into_iter().map(|n| pairs[n]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let cut = |text: &str, span: Span| -> String {
            text.chars().skip(span.start as usize).take(span.len() as usize).collect()
        };
        let show = |piece: &Piece| match piece.kind {
            PieceKind::Same => cut(new, piece.new),
            PieceKind::Removed => format!("[-{}-]", cut(old, piece.old)),
            PieceKind::Added => format!("[+{}+]", cut(new, piece.new)),
        };
        words_changed(old, new).iter().map(show).collect()
    }

    #[test]
    fn changed_words_are_marked() {
        assert_eq!(shown("87 people died.", "90 people died."), "[-87 -][+90 +]people died.");
        assert_eq!(shown("People died.", "People died there."), "People died [+there+].");
        assert_eq!(shown("same", "same"), "same");
        assert_eq!(shown("", "new"), "[+new+]");
        assert_eq!(shown("old", ""), "[-old-]");
    }

    #[test]
    fn typography_is_no_change() {
        assert!(words_changed("“So”", "\"So\"").iter().all(|piece| piece.kind == PieceKind::Same));
    }

    #[test]
    fn pieces_tile_both_sides() {
        let (old, new) = (" The FFM said 87  died; it knew. ", "On Friday the FFM said that 90 died.");
        let pieces = words_changed(old, new);
        let (mut at_old, mut at_new) = (0, 0);
        for piece in &pieces {
            assert_eq!((piece.old.start, piece.new.start), (at_old, at_new), "{pieces:?}");
            (at_old, at_new) = (piece.old.end, piece.new.end);
        }
        assert_eq!((at_old as usize, at_new as usize), (old.chars().count(), new.chars().count()));
    }

    #[test]
    fn long_sequences_cost_little() {
        let old: Vec<u32> = (0..100_000).map(|n| n % 7).collect();
        let new: Vec<u32> = (0..90_000).map(|n| (n * 3) % 11).collect();
        assert!(equal(&old, &new).len() < 100);
        let shifted: Vec<u32> = (5..100_000).collect();
        let plain: Vec<u32> = (0..100_000).collect();
        assert_eq!(equal(&plain, &shifted).len(), 99_995);
    }
}
