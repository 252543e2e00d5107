//! The words of both texts, each once: numbers stand for words, and comparing
//! two words is comparing two numbers. What a word is by itself (a number, a
//! negation, capitalised ..) is found out once. No text order lives here.

use crate::lists::{self, Sense};
use rustc_hash::FxHashMap;

/// A word by number.
pub(crate) type Id = u32;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Holds a digit.
    Digits,
    /// In small letters.
    Lower,
    /// Begins with a capital.
    Capital,
    /// In letters that know no capitals.
    Caseless,
    /// A sign of punctuation.
    Sign,
    /// A symbol, an emoji.
    Symbol,
}

/// What changes a claim when it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Critical {
    /// A number, with the number of its one way of writing.
    Number(Id),
    /// A date, likewise.
    Date(Id),
    /// A negation.
    Negation,
    /// An opposite.
    Pole(u8, bool),
}

/// What is known of one word.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) text: Box<str>,
    /// The same word in small letters.
    pub(crate) soft: Id,
    /// What it names without the ending of possession.
    pub(crate) name: Id,
    pub(crate) shape: Shape,
    pub(crate) critical: Option<Critical>,
    /// Carries little by itself.
    pub(crate) small: bool,
    /// What it counts for when two texts are held side by side.
    pub(crate) weight: u16,
    /// First and last letter of the small form: most unlike words differ in both.
    pub(crate) ends: (char, char),
    pub(crate) letters: u16,
    /// Occurs in small letters.
    pub(crate) seen_small: bool,
}

/// The words of both texts.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    ids: FxHashMap<Box<str>, Id>,
    words: Vec<Word>,
}

impl Lexicon {
    /// The number of a folded word that occurs in a text.
    pub(crate) fn occurs(&mut self, folded: &str) -> Id {
        let id = self.intern(folded);
        let word = &mut self.words[id as usize];
        word.seen_small |= word.shape == Shape::Lower;
        id
    }

    /// The word of a number.
    pub(crate) fn word(&self, id: Id) -> &Word {
        &self.words[id as usize]
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    fn intern(&mut self, folded: &str) -> Id {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).expect("fewer words than code points");
        self.ids.insert(folded.into(), id);
        let shape = shape(folded);
        let small = if shape == Shape::Capital || shape == Shape::Digits { lower(folded) } else { folded.to_owned() };
        self.words.push(Word::bare(folded, id, shape));
        let soft = if small == folded { id } else { self.intern(&small) };
        let bare = without_possession(&small);
        let name = if bare == small { soft } else { self.intern(bare) };
        let found = lists::sense(&small);
        let critical = self.critical(&small, shape, found);
        let word = &mut self.words[id as usize];
        word.soft = soft;
        word.name = name;
        word.critical = critical;
        word.small = matches!(found, Some(Sense::Small));
        word.weight = weight(shape, word.small, word.critical, word.letters);
        id
    }

    fn critical(&mut self, small: &str, shape: Shape, found: Option<Sense>) -> Option<Critical> {
        match found {
            Some(Sense::Number(value)) => Some(Critical::Number(self.value('#', value))),
            Some(Sense::Date(value)) => Some(Critical::Date(self.value('@', value))),
            Some(Sense::DateIfCapital(value)) if shape == Shape::Capital => {
                Some(Critical::Date(self.value('@', value)))
            }
            Some(Sense::Negation) => Some(Critical::Negation),
            Some(Sense::Pole(pair, up)) => Some(Critical::Pole(pair, up)),
            Some(Sense::Small | Sense::DateIfCapital(_)) => None,
            None if shape == Shape::Digits => Some(Critical::Number(self.value('#', &number(small)))),
            None if small.ends_with("n't") || (small.starts_with("n'") && small.len() > 2) => Some(Critical::Negation),
            None if shape == Shape::Symbol && is_currency(small) => Some(Critical::Number(self.value('#', small))),
            None => None,
        }
    }

    /// A value under a sign that no word begins with.
    fn value(&mut self, sign: char, value: &str) -> Id {
        let key = format!("\0{sign}{value}");
        if let Some(id) = self.ids.get(key.as_str()) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).expect("fewer words than code points");
        self.words.push(Word::bare(&key, id, Shape::Sign));
        self.ids.insert(key.into(), id);
        id
    }
}

impl Word {
    fn bare(text: &str, id: Id, shape: Shape) -> Self {
        let mut small = text.chars().flat_map(char::to_lowercase);
        let first = small.next().unwrap_or(' ');
        let last = small.last().unwrap_or(first);
        Self {
            text: text.into(),
            soft: id,
            name: id,
            shape,
            critical: None,
            small: false,
            weight: 1,
            ends: (first, last),
            letters: u16::try_from(text.chars().count()).unwrap_or(u16::MAX),
            seen_small: false,
        }
    }

    /// Whether it is a word or a symbol, not punctuation.
    pub(crate) fn counts(&self) -> bool {
        self.shape != Shape::Sign
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

fn without_possession(small: &str) -> &str {
    small.strip_suffix("'s").or_else(|| small.strip_suffix('\'')).filter(|bare| !bare.is_empty()).unwrap_or(small)
}

fn shape(folded: &str) -> Shape {
    let mut first_letter = None;
    for letter in folded.chars() {
        if letter.is_numeric() {
            return Shape::Digits;
        }
        if first_letter.is_none() && letter.is_alphabetic() {
            first_letter = Some(letter);
        }
    }
    match first_letter {
        Some(letter) if letter.is_uppercase() => Shape::Capital,
        Some(letter) if letter.is_lowercase() => Shape::Lower,
        // "iPhone", "eBay": a small first letter is one; what has no case is caseless.
        Some(_) => Shape::Caseless,
        None if folded.chars().all(is_sign) => Shape::Sign,
        None => Shape::Symbol,
    }
}

fn is_sign(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_punctuation() && !matches!(letter, '$' | '%');
    }
    matches!(letter,
        '¡' | '¿' | '·' | '§' | '¶' | '•' | '…' | '†' | '‡' | '‖' | '‗' | '\u{300}'..='\u{36f}'
        | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '・'
        | '،' | '؛' | '؟' | '۔' | '।' | '॥' | '՝' | '։' | '־' | '׳' | '״' | '՞' | '՜' | '።' | '၊' | '။'
        | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}')
}

fn is_currency(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}'))
}

/// A number in the one way of writing it: digits of any script as ASCII,
/// groups of thousands without their sign. A lone point or comma before three
/// digits may be either, and stays.
fn number(small: &str) -> String {
    let ascii: String = small.chars().map(digit).collect();
    let parts: Vec<&str> = ascii.split([',', '\'', '٬']).collect();
    if parts.len() > 1 && grouped(&parts) {
        return parts.concat();
    }
    let parts: Vec<&str> = ascii.split('.').collect();
    if parts.len() > 2 && grouped(&parts) {
        return parts.concat();
    }
    // "4th" is 4 with an ending, "2030s" is not 2030.
    match ["st", "nd", "rd", "th"].iter().find_map(|end| ascii.strip_suffix(end)) {
        Some(bare) if bare.bytes().all(|b| b.is_ascii_digit()) => bare.to_owned(),
        _ => ascii,
    }
}

fn grouped(parts: &[&str]) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (Some(first), rest) = (parts.first(), parts.get(1..).unwrap_or_default()) else { return false };
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && digits(first)
        && rest.iter().all(|part| part.len() == 3 && digits(part))
}

fn digit(letter: char) -> char {
    let zeros = ['٠', '۰', '०', '০', '๐', '０'];
    let found = zeros.iter().find_map(|zero| {
        let value = u32::from(letter).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?;
        char::from_digit(value, 10)
    });
    match letter {
        '٫' => '.',
        _ => found.unwrap_or(letter),
    }
}

fn weight(shape: Shape, small: bool, critical: Option<Critical>, letters: u16) -> u16 {
    match (shape, critical) {
        (_, Some(_)) => 10,
        (Shape::Sign, None) => 1,
        (_, None) if small => 3,
        (Shape::Caseless, None) if letters == 1 => 5,
        (Shape::Capital, None) => 10,
        (Shape::Digits | Shape::Lower | Shape::Caseless | Shape::Symbol, None) => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_way_of_writing() {
        assert_eq!(number("1,500"), "1500");
        assert_eq!(number("1.500.000"), "1500000");
        assert_eq!(number("١٢"), "12");
        assert_eq!(number("4th"), "4");
        assert_ne!(number("1.5"), "15");
        assert_ne!(number("1,5"), number("15"));
        assert_ne!(number("1.500"), number("1,500"));
    }

    #[test]
    fn words_know_what_they_are() {
        let mut lexicon = Lexicon::default();
        let mut word = |text: &str| {
            let id = lexicon.occurs(text);
            let word = lexicon.word(id);
            (word.shape, word.critical.is_some(), word.small)
        };
        assert_eq!(word("Moscow"), (Shape::Capital, false, false));
        assert_eq!(word("87"), (Shape::Digits, true, false));
        assert_eq!(word("didn't"), (Shape::Lower, true, false));
        assert_eq!(word("May"), (Shape::Capital, true, false));
        assert_eq!(word("may"), (Shape::Lower, false, false));
        assert_eq!(word("خان"), (Shape::Caseless, false, false));
        assert_eq!(word("\""), (Shape::Sign, false, false));
        assert_eq!(word("👩‍🔬"), (Shape::Symbol, false, false));
        assert_eq!(word("$"), (Shape::Symbol, true, false));
    }
}
