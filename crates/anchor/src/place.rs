//! Where words stand in a text: by each word, and by words that follow each
//! other. Whatever is too common to tell places apart is left out, so that no
//! text makes a search long.

use crate::doc::Doc;
use crate::lexicon::{Id, Lexicon, Shape};
use rustc_hash::FxHashMap;

/// How often words may occur and still say where they are.
const RARE: usize = 12;
const RARE_WORD: usize = 4;

/// How many places of one word are looked at for a whole quote.
const LOOKED_AT: usize = 64;

/// The places of all words of a text.
#[derive(Debug)]
pub(crate) struct Index {
    /// For each word, where its places begin.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// Words in a row, with the unit in which they stand, sorted.
    rows: Vec<(u64, u32)>,
    units: Vec<u32>,
    soft: Vec<(Id, bool)>,
}

impl Index {
    /// The index of a text by single words: enough to find a quote.
    pub(crate) fn of_words(doc: &Doc, lexicon: &Lexicon) -> Self {
        let mut starts = vec![0_u32; lexicon.len() + 1];
        for token in &doc.tokens {
            starts[token.id as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0; doc.tokens.len()];
        for (at, token) in (0..).zip(&doc.tokens) {
            places[next[token.id as usize] as usize] = at;
            next[token.id as usize] += 1;
        }
        let soft = (0..lexicon.len()).map(|id| rowed(lexicon, crate::align::number(id))).collect();
        let units = doc.tokens.iter().map(|token| token.unit).collect();
        Self { starts, places, rows: Vec::new(), units, soft }
    }

    /// The index of a text, with its words in rows.
    pub(crate) fn of(doc: &Doc, lexicon: &Lexicon) -> Self {
        let mut index = Self::of_words(doc, lexicon);
        let mut rows = Vec::with_capacity(doc.tokens.len());
        let mut ids = Vec::new();
        for (number, unit) in (0..).zip(&doc.units) {
            ids.clear();
            ids.extend(doc.tokens[unit.tokens.clone()].iter().map(|token| token.id));
            index.rows_of(&ids, |row| rows.push((row, number)));
        }
        rows.sort_unstable();
        rows.dedup();
        index.rows = rows;
        index
    }

    /// The rows of words in a quote: two words, or three where a word is a letter.
    fn rows_of(&self, ids: &[Id], mut each: impl FnMut(u64)) {
        let mut last: [Option<(Id, bool)>; 2] = [None, None];
        for id in ids {
            let here = self.soft[*id as usize];
            if here.0 == Id::MAX {
                continue;
            }
            if let Some(before) = last[1] {
                let pair = u64::from(before.0) << 32 | u64::from(here.0);
                if !(before.1 && here.1) {
                    each(pair);
                } else if let Some(first) = last[0] {
                    each(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) ^ u64::from(first.0));
                }
            }
            last = [last[1], Some(here)];
        }
    }

    /// All places of one word.
    fn of_word(&self, id: Id) -> &[u32] {
        let (from, to) = (self.starts[id as usize] as usize, self.starts[id as usize + 1] as usize);
        &self.places[from..to]
    }

    /// The units that have most in common with a quote, best first.
    pub(crate) fn units_like(&self, ids: &[Id], may: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        let mut votes: FxHashMap<u32, u32> = FxHashMap::default();
        let mut vote = |unit: u32, count: u32| {
            if may(unit as usize) {
                *votes.entry(unit).or_default() += count;
            }
        };
        self.rows_of(ids, |row| {
            let first = self.rows.partition_point(|known| known.0 < row);
            let found = self.rows[first..].iter().take(RARE + 1).take_while(|known| known.0 == row);
            let units: Vec<u32> = found.map(|known| known.1).collect();
            if units.len() <= RARE {
                for unit in units {
                    vote(unit, 2);
                }
            }
        });
        for id in ids {
            let places = self.of_word(*id);
            if places.len() <= RARE_WORD && self.soft[*id as usize].0 != Id::MAX {
                for place in places {
                    vote(self.units[*place as usize], 1);
                }
            }
        }
        let mut found: Vec<(u32, u32)> = votes.into_iter().collect();
        found.sort_unstable_by_key(|(unit, count)| (std::cmp::Reverse(*count), *unit));
        found.into_iter().take(most).map(|(unit, _)| unit as usize).collect()
    }

    /// Where a quote stands word by word, as first tokens; nothing can be said
    /// of one that holds common words alone.
    pub(crate) fn exact(&self, doc: &Doc, ids: &[Id]) -> Option<Vec<usize>> {
        let (offset, rarest) = ids.iter().enumerate().min_by_key(|(_, id)| self.of_word(**id).len())?;
        let places = self.of_word(*rarest);
        if places.len() > LOOKED_AT {
            return None;
        }
        let starts = places.iter().filter_map(|place| (*place as usize).checked_sub(offset));
        let is = |start: &usize| {
            let there = doc.tokens.get(*start..start + ids.len());
            there.is_some_and(|there| there.iter().zip(ids).all(|(token, id)| token.id == *id))
        };
        Some(starts.filter(is).collect())
    }
}

/// A word as it stands in a row, and whether it is one letter of a script
/// without spaces; signs stand in none.
fn rowed(lexicon: &Lexicon, id: Id) -> (Id, bool) {
    let word = lexicon.word(id);
    if word.counts() { (word.soft, word.shape == Shape::Caseless && word.letters == 1) } else { (Id::MAX, false) }
}
