//! Whether a change of words changes what is claimed: a number, a date, a
//! name, a negation, an opposite. In doubt it does.

use crate::doc::Doc;
use crate::fate::Why;
use crate::lexicon::{Critical, Id, Lexicon, Shape};
use crate::lists;
use crate::pair::{FORM, Pair, SAME};
use std::ops::Range;

/// A stretch of a text.
pub(crate) struct Words<'d, 't> {
    pub(crate) doc: &'d Doc<'t>,
    pub(crate) tokens: Range<usize>,
}

impl Words<'_, '_> {
    fn id(&self, at: usize) -> Id {
        self.doc.tokens[self.tokens.start + at].id
    }

    /// What of it changes a claim, in order.
    fn seen(&self, lexicon: &Lexicon) -> Seen {
        let mut seen = Seen::default();
        for at in self.tokens.clone() {
            let word = lexicon.word(self.doc.tokens[at].id);
            match word.critical {
                Some(Critical::Number(value)) => seen.numbers.push(value),
                Some(Critical::Date(value)) => seen.dates.push(value),
                Some(Critical::Negation) => seen.negations += 1,
                Some(Critical::Pole(pair, up)) => seen.poles.push((pair, up)),
                None if is_name(self.doc, at, lexicon) => seen.names.push(word.name),
                None => {}
            }
        }
        seen
    }
}

#[derive(Default)]
struct Seen {
    numbers: Vec<Id>,
    dates: Vec<Id>,
    names: Vec<Id>,
    negations: usize,
    poles: Vec<(u8, bool)>,
}

/// Whether a word is a name, as far as writing shows: a capital where none is
/// due. Where a sentence begins, one that is never written small.
pub(crate) fn is_name(doc: &Doc, at: usize, lexicon: &Lexicon) -> bool {
    let word = lexicon.word(doc.tokens[at].id);
    if word.shape != Shape::Capital || word.critical.is_some() {
        return false;
    }
    if !doc.begins(at, lexicon) {
        // "I", and the article of a title, name nobody.
        return !(word.small && word.letters < 4);
    }
    !word.small && !lexicon.word(word.soft).seen_small
}

/// Why a change of words is more than wording; nothing if it is not. `pairs`
/// are the words of the one that became words of the other.
pub(crate) fn changed(old: &Words, new: &Words, pairs: &[Pair], lexicon: &Lexicon) -> Option<Why> {
    let mut left = vec![true; old.tokens.len()];
    let mut right = vec![true; new.tokens.len()];
    for pair in pairs.iter().filter(|pair| pair.alike >= SAME) {
        left[pair.old] = false;
        right[pair.new] = false;
    }
    let left: Vec<usize> = (0..left.len()).filter(|at| left[*at]).collect();
    let right: Vec<usize> = (0..right.len()).filter(|at| right[*at]).collect();
    let any = |is: &dyn Fn(&Doc, usize) -> bool| {
        left.iter().any(|at| is(old.doc, old.tokens.start + at))
            || right.iter().any(|at| is(new.doc, new.tokens.start + at))
    };
    let critical = |doc: &Doc, at: usize| lexicon.word(doc.tokens[at].id).critical;
    let (was, is) = (old.seen(lexicon), new.seen(lexicon));
    if was.numbers != is.numbers && any(&|doc, at| matches!(critical(doc, at), Some(Critical::Number(_)))) {
        return Some(Why::NumberChanged);
    }
    if was.dates != is.dates && any(&|doc, at| matches!(critical(doc, at), Some(Critical::Date(_)))) {
        return Some(Why::DateChanged);
    }
    let contrary = pairs.iter().any(|pair| is_contrary(old.id(pair.old), new.id(pair.new), lexicon));
    if was.negations != is.negations || contrary {
        return Some(Why::NegationChanged);
    }
    if was.names != is.names && any(&|doc, at| is_name(doc, at, lexicon)) {
        return Some(Why::NameChanged);
    }
    if reversed(&was.poles, &is.poles) {
        return Some(Why::SenseReversed);
    }
    let nameless = |words: &Words, open: &[usize], partner: &dyn Fn(usize) -> bool| {
        open.iter().any(|at| {
            let word = lexicon.word(words.id(*at));
            word.shape == Shape::Caseless && !word.small && word.critical.is_none() && !partner(*at)
        })
    };
    let form = |pair: &&Pair| pair.alike >= FORM;
    let replaced = nameless(old, &left, &|at| pairs.iter().filter(form).any(|pair| pair.old == at))
        || nameless(new, &right, &|at| pairs.iter().filter(form).any(|pair| pair.new == at));
    replaced.then_some(Why::WordReplaced)
}

/// One end of a pair of opposites went, the other came.
fn reversed(was: &[(u8, bool)], is: &[(u8, bool)]) -> bool {
    let count = |poles: &[(u8, bool)], pole: (u8, bool)| poles.iter().filter(|known| **known == pole).count();
    was.iter().any(|(pair, up)| {
        count(was, (*pair, *up)) > count(is, (*pair, *up)) && count(is, (*pair, !*up)) > count(was, (*pair, !*up))
    })
}

/// Whether one word is the other with a sign of the contrary before it.
fn is_contrary(one: Id, other: Id, lexicon: &Lexicon) -> bool {
    let (a, b) = (lexicon.word(one), lexicon.word(other));
    if a.soft == b.soft || !a.counts() || !b.counts() {
        return false;
    }
    let (a, b) = (&lexicon.word(a.soft).text, &lexicon.word(b.soft).text);
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let before = long.strip_suffix(&**short).unwrap_or_default();
    short.chars().count() >= 4 && lists::CONTRARY.contains(&before)
}
