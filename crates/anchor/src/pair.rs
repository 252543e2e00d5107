//! Two short runs of words side by side: which word became which. A whole text
//! is never compared here: the cost is the product of the two lengths.

use crate::lexicon::{Id, Lexicon, Shape, Word};
use rustc_hash::FxHashMap;
use triple_accel::levenshtein;

/// A word of the old run, the word of the new run in its place, and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) alike: u16,
}

/// From here on two words are forms of one.
pub(crate) const FORM: u16 = 600;

/// Two words that differ only in capitals, possession or the way of writing a number.
pub(crate) const SAME: u16 = 900;

/// The largest product of lengths that is compared cell by cell.
pub(crate) const CELLS: usize = 48_000;

/// Holds words side by side, and remembers what it found.
pub(crate) struct Pairer<'l> {
    lexicon: &'l Lexicon,
    known: FxHashMap<(Id, Id), u16>,
    best: Vec<i32>,
    step: Vec<u8>,
}

const NONE: i32 = i32::MIN / 2;

impl<'l> Pairer<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, known: FxHashMap::default(), best: Vec::new(), step: Vec::new() }
    }

    /// How alike two words are, per mille.
    pub(crate) fn alike(&mut self, one: Id, other: Id) -> u16 {
        if one == other {
            return 1000;
        }
        let (a, b) = (self.lexicon.word(one), self.lexicon.word(other));
        if a.soft == b.soft {
            return 980;
        }
        if a.counts() != b.counts() {
            return 0;
        }
        if a.name == b.name || (a.critical.is_some() && a.critical == b.critical) {
            return SAME;
        }
        if a.shape == Shape::Digits || b.shape == Shape::Digits || unlike_at_sight(a, b) {
            return 0;
        }
        let key = (a.soft.min(b.soft), a.soft.max(b.soft));
        if let Some(alike) = self.known.get(&key) {
            return *alike;
        }
        let alike = by_letters(&self.lexicon.word(key.0).text, &self.lexicon.word(key.1).text);
        self.known.insert(key, alike);
        alike
    }

    /// What a pair of words adds to a comparison; nothing if they may not be paired.
    fn worth(&mut self, one: Id, other: Id) -> i32 {
        let (a, b) = (self.lexicon.word(one), self.lexicon.word(other));
        if a.counts() != b.counts() {
            return NONE;
        }
        let weight = i32::from(a.weight.min(b.weight)) * 16;
        match self.alike(one, other) {
            1000 => weight,
            alike if alike >= FORM => weight * (i32::from(alike) - 250) / 1000,
            // In each other's place, but unlike: better than two gaps.
            _ if a.small == b.small => 2,
            _ => 0,
        }
    }

    /// The best way of pairing two runs, in order, without crossing.
    pub(crate) fn pair(&mut self, old: &[Id], new: &[Id]) -> Vec<Pair> {
        let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (inner_old, inner_new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let mut pairs: Vec<Pair> = (0..head).map(|at| Pair { old: at, new: at, alike: 1000 }).collect();
        if inner_old.len() * inner_new.len() <= CELLS {
            self.table(inner_old, inner_new);
            self.trace(inner_old, inner_new, head, &mut pairs);
        } else {
            let found = crate::diff::equal(inner_old, inner_new);
            pairs.extend(found.into_iter().map(|(a, b)| Pair { old: head + a, new: head + b, alike: 1000 }));
        }
        let (from_old, from_new) = (old.len() - tail, new.len() - tail);
        pairs.extend((0..tail).map(|at| Pair { old: from_old + at, new: from_new + at, alike: 1000 }));
        pairs
    }

    fn table(&mut self, old: &[Id], new: &[Id]) {
        let width = new.len() + 1;
        self.best.clear();
        self.best.resize((old.len() + 1) * width, 0);
        self.step.clear();
        self.step.resize((old.len() + 1) * width, 0);
        for i in 1..=old.len() {
            for j in 1..=new.len() {
                let cell = i * width + j;
                let mut worth = self.worth(old[i - 1], new[j - 1]);
                if old[i - 1] == new[j - 1] && i > 1 && j > 1 && old[i - 2] == new[j - 2] {
                    // Runs of equal words are likelier than scattered ones.
                    worth += 6;
                }
                let across = self.best[cell - width - 1] + worth;
                let (down, right) = (self.best[cell - width], self.best[cell - 1]);
                let (best, step) = if across >= down && across >= right {
                    (across, 1)
                } else if down >= right {
                    (down, 2)
                } else {
                    (right, 3)
                };
                self.best[cell] = best;
                self.step[cell] = step;
            }
        }
    }

    fn trace(&mut self, old: &[Id], new: &[Id], offset: usize, pairs: &mut Vec<Pair>) {
        let width = new.len() + 1;
        let (mut i, mut j) = (old.len(), new.len());
        let first = pairs.len();
        while i > 0 && j > 0 {
            match self.step[i * width + j] {
                1 => {
                    let alike = self.alike(old[i - 1], new[j - 1]);
                    pairs.push(Pair { old: offset + i - 1, new: offset + j - 1, alike });
                    i -= 1;
                    j -= 1;
                }
                2 => i -= 1,
                _ => j -= 1,
            }
        }
        pairs[first..].reverse();
    }

    /// The weight that is common to two paired runs.
    pub(crate) fn common(&self, old: &[Id], new: &[Id], pairs: &[Pair]) -> u32 {
        let weight = |id: Id| u32::from(self.lexicon.word(id).weight);
        let each = pairs.iter().filter(|pair| pair.alike >= FORM);
        each.map(|pair| weight(old[pair.old]).min(weight(new[pair.new])) * u32::from(pair.alike) / 1000).sum()
    }
}

/// Most words are unlike at both ends, or in length.
fn unlike_at_sight(a: &Word, b: &Word) -> bool {
    let (short, long) = (a.letters.min(b.letters), a.letters.max(b.letters));
    short < 3 || short * 5 < long * 3 || (a.ends.0 != b.ends.0 && a.ends.1 != b.ends.1) || long > 64
}

/// Likeness by the letters that must change. The distance counts bytes, so
/// each letter is given one.
fn by_letters(a: &str, b: &str) -> u16 {
    let mut letters: Vec<char> = Vec::new();
    let mut bytes = |text: &str| -> Vec<u8> {
        let number = |letter: char| {
            let at = letters.iter().position(|known| *known == letter).unwrap_or_else(|| {
                letters.push(letter);
                letters.len() - 1
            });
            u8::try_from(at).unwrap_or(u8::MAX)
        };
        text.chars().map(number).collect()
    };
    let (a, b) = (bytes(a), bytes(b));
    let longest = u32::try_from(a.len().max(b.len()).max(1)).unwrap_or(u32::MAX);
    let distance = levenshtein(&a, &b);
    u16::try_from(1000 - 1000 * distance.min(longest) / longest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(lexicon: &mut Lexicon, text: &str) -> Vec<Id> {
        text.split(' ').map(|word| lexicon.occurs(word)).collect()
    }

    #[test]
    fn a_replaced_word_is_paired_with_what_stands_in_its_place() {
        let mut lexicon = Lexicon::default();
        let old = run(&mut lexicon, "the mission took samples in the town");
        let new = run(&mut lexicon, "the mission collected samples near the town");
        let pairs = Pairer::new(&lexicon).pair(&old, &new);
        assert_eq!(
            pairs.iter().map(|p| (p.old, p.new)).collect::<Vec<_>>(),
            (0..7).map(|n| (n, n)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn forms_of_a_word_are_alike() {
        let mut lexicon = Lexicon::default();
        let ids = run(&mut lexicon, "attack attacks Attack миссия миссии 87 90 خان");
        let mut pairer = Pairer::new(&lexicon);
        assert!(pairer.alike(ids[0], ids[1]) >= FORM);
        assert!(pairer.alike(ids[0], ids[2]) >= SAME);
        assert!(pairer.alike(ids[3], ids[4]) >= FORM);
        assert_eq!(pairer.alike(ids[5], ids[6]), 0);
        assert_eq!(pairer.alike(ids[0], ids[7]), 0);
    }
}
