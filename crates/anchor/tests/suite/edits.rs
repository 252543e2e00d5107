//! Random edits whose outcome is known. A text is a list of paragraphs of
//! sentences of words, and each word carries the number that it had in the old
//! text: so the place of any old words in the new text is known exactly,
//! whatever was inserted, deleted, replaced, moved, doubled, split or merged.

use claimdesk_anchor::Span;

/// Numbers that look random, the same for the same seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// From a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below `n`, which is more than nothing.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("33 bits fit") % n
    }
}

/// A word, and which word of the old text it is.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    text: String,
    was: Option<usize>,
    /// Of which old word it is a copy.
    like: Option<usize>,
}

/// Paragraphs of sentences of words.
pub(crate) type Body = Vec<Vec<Vec<Word>>>;

/// A text with the place of each of its words.
pub(crate) struct Laid {
    /// The text.
    pub(crate) text: String,
    /// Its paragraphs.
    pub(crate) blocks: Vec<Span>,
    /// For each word: where it stands, which old word it is, and its sentence.
    pub(crate) words: Vec<(Span, Option<usize>, usize)>,
    /// For each word, of which it is a copy.
    pub(crate) copies: Vec<Option<usize>>,
}

/// Takes a text apart at blank lines, ends of sentences and spaces.
pub(crate) fn body(text: &str) -> Body {
    let mut number = 0;
    let mut body: Body = Vec::new();
    for paragraph in text.split("\n\n") {
        let mut sentences: Vec<Vec<Word>> = vec![Vec::new()];
        for word in paragraph.split_whitespace() {
            let ends = word.ends_with(['.', '?', '!']) && word.chars().count() > 3;
            sentences.last_mut().expect("one is open").push(Word {
                text: word.to_owned(),
                was: Some(number),
                like: None,
            });
            number += 1;
            if ends {
                sentences.push(Vec::new());
            }
        }
        sentences.retain(|sentence| !sentence.is_empty());
        if !sentences.is_empty() {
            body.push(sentences);
        }
    }
    body
}

/// Writes a text down.
pub(crate) fn lay(body: &Body) -> Laid {
    let mut laid = Laid { text: String::new(), blocks: Vec::new(), words: Vec::new(), copies: Vec::new() };
    let (mut at, mut sentence) = (0, 0);
    for paragraph in body.iter().filter(|paragraph| paragraph.iter().any(|sentence| !sentence.is_empty())) {
        if at > 0 {
            laid.text.push_str("\n\n");
            at += 2;
        }
        let start = at;
        for words in paragraph {
            for word in words {
                if at > start {
                    laid.text.push(' ');
                    at += 1;
                }
                let end = at + u32::try_from(word.text.chars().count()).expect("a word is short");
                laid.text.push_str(&word.text);
                laid.words.push((Span::new(at, end), word.was, sentence));
                laid.copies.push(word.like);
                at = end;
            }
            sentence += 1;
        }
        laid.blocks.push(Span::new(start, at));
    }
    laid
}

fn sentence(body: &Body, dice: &mut Dice) -> (usize, usize) {
    let paragraph = dice.below(body.len());
    (paragraph, dice.below(body[paragraph].len().max(1)))
}

/// One edit of some kind, somewhere.
pub(crate) fn edit(body: &mut Body, dice: &mut Dice, words: &[String]) {
    if body.is_empty() {
        return;
    }
    let (p, s) = sentence(body, dice);
    if body[p].is_empty() || body[p][s].is_empty() {
        return;
    }
    let length = body[p][s].len();
    let w = dice.below(length);
    let fresh = |dice: &mut Dice| Word { text: words[dice.below(words.len())].clone(), was: None, like: None };
    match dice.below(100) {
        0..=24 => body[p][s].insert(w, fresh(dice)),
        25..=44 if length > 2 => drop(body[p][s].remove(w)),
        45..=64 => body[p][s][w] = fresh(dice),
        65..=71 => change_number(&mut body[p][s], dice),
        72..=76 => {
            let n = 4 + dice.below(14);
            let mut made: Vec<Word> = (0..n).map(|_| fresh(dice)).collect();
            made.last_mut().expect("four words").text.push('.');
            body[p].insert(s, made);
        }
        77..=81 => drop(body[p].remove(s)),
        82..=85 => {
            let other = dice.below(body[p].len());
            body[p].swap(s, other);
        }
        86..=88 => {
            let moved = body[p].remove(s);
            let to = dice.below(body.len());
            let place = dice.below(body[to].len() + 1);
            body[to].insert(place, moved);
        }
        89..=90 => {
            let copy = body[p][s]
                .iter()
                .map(|word| Word { was: None, like: word.was.or(word.like), ..word.clone() })
                .collect();
            let to = dice.below(body.len());
            body[to].push(copy);
        }
        91..=92 => {
            let moved = body.remove(p);
            let to = dice.below(body.len() + 1);
            body.insert(to, moved);
        }
        93 if body.len() > 3 => drop(body.remove(p)),
        94..=96 if length > 6 => {
            let mut rest = body[p][s].split_off(length / 2);
            if let Some(last) = body[p][s].last_mut() {
                last.text = format!("{}.", last.text.trim_end_matches(|c: char| !c.is_alphanumeric()));
            }
            std::mem::swap(&mut body[p][s], &mut rest);
            body[p].insert(s, rest);
        }
        97..=98 if s + 1 < body[p].len() => {
            let more = body[p].remove(s + 1);
            if let Some(last) = body[p][s].last_mut() {
                last.text = format!("{},", last.text.trim_end_matches(|c: char| !c.is_alphanumeric()));
            }
            body[p][s].extend(more);
        }
        99 if body[p].len() > 2 => {
            let rest = body[p].split_off(s.max(1));
            body.insert(p + 1, rest);
        }
        _ => {}
    }
}

/// A number becomes another one: no longer the same word.
fn change_number(sentence: &mut [Word], dice: &mut Dice) {
    for word in sentence {
        if word.text.bytes().all(|b| b.is_ascii_digit()) && !word.text.is_empty() {
            word.text = format!("{}", 10 + dice.below(2000));
            (word.was, word.like) = (None, None);
        }
    }
}

/// What became of some old words, as the edits know it.
#[derive(Debug, PartialEq)]
pub(crate) enum Truth {
    /// All are there, in a row and in order.
    Whole(Span),
    /// Most are there, near each other and in order.
    Most(Span),
    /// Few or none are there, or they are scattered.
    Little,
}

/// Where words `from..to` of the old text are in the new one.
pub(crate) fn truth(old: &Laid, new: &Laid, places: &[Option<usize>], (from, to): (usize, usize)) -> Truth {
    let found: Vec<usize> = (from..to).filter_map(|word| places.get(word).copied().flatten()).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Truth::Little };
    let in_order = found.windows(2).all(|pair| pair[0] < pair[1]);
    let span = Span::new(new.words[*first].0.start, new.words[(*last).max(*first)].0.end);
    if in_order && found.len() == to - from && last - first + 1 == found.len() {
        return Truth::Whole(span);
    }
    let letters = |word: usize| old.words[word].0.len();
    let left: u32 = (from..to).filter(|word| places.get(*word).is_some_and(Option::is_some)).map(letters).sum();
    let all: u32 = (from..to).map(letters).sum();
    if in_order && left * 2 > all && last - first < 2 * (to - from) + 4 {
        return Truth::Most(span);
    }
    Truth::Little
}

/// For each old word its place among the new ones.
pub(crate) fn places(new: &Laid, old_words: usize) -> Vec<Option<usize>> {
    let mut places = vec![None; old_words];
    for (at, (_, was, _)) in new.words.iter().enumerate() {
        if let Some(was) = was {
            places[*was] = Some(at);
        }
    }
    // What is left of a copied and deleted sentence is its copy.
    for (at, like) in new.copies.iter().enumerate() {
        if let Some(place) = like.and_then(|like| places.get_mut(like)).filter(|place| place.is_none()) {
            *place = Some(at);
        }
    }
    places
}
