//! Selectors: how a passage names its words to other programs (W3C Web
//! Annotation Data Model, 4.2.4 and 4.2.5). Pure.
//!
//! Two name the same words in two ways. Where they disagree about a text, the
//! quote is right: a position counts only if its words are there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim::Passage;
use super::omission::Omission;

/// Words by themselves and by what stands around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type")]
#[ts(export)]
pub struct TextQuoteSelector {
    /// The words.
    pub exact: String,
    /// What stands before them.
    #[serde(default)]
    pub prefix: String,
    /// What stands after them.
    #[serde(default)]
    pub suffix: String,
}

/// Words by their place, in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type")]
#[ts(export)]
pub struct TextPositionSelector {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// The ways in which a passage names its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Selectors {
    /// By themselves.
    pub quote: TextQuoteSelector,
    /// By their place.
    pub position: TextPositionSelector,
}

impl Selectors {
    /// Where the words stand in a text: at their position if they are there, or else in the one place that
    /// the quote with its surroundings names. Nowhere if that is none, or several.
    pub fn find(&self, text: &str) -> Option<(u32, u32)> {
        let TextPositionSelector { start, end } = self.position;
        let quote = &self.quote;
        if quote.exact.is_empty() {
            return None;
        }
        if at(text, start, end) == Some(quote.exact.as_str()) {
            return Some((start, end));
        }
        let places: Vec<usize> = starts(text, &quote.exact).collect();
        let fits = |place: &&usize| {
            text[..**place].ends_with(&quote.prefix) && text[**place + quote.exact.len()..].starts_with(&quote.suffix)
        };
        let mut named = places.iter().filter(fits);
        let found = match (named.next(), named.next(), places.as_slice()) {
            (Some(only), None, _) | (None, None, [only]) => *only,
            _ => return None,
        };
        let start = points(&text[..found]);
        Some((start, start + points(&quote.exact)))
    }
}

impl Passage {
    /// The ways in which it names its words.
    pub fn selectors(&self) -> Selectors {
        of(&self.exact, &self.prefix, &self.suffix, self.start, self.end)
    }
}

impl Omission {
    /// The ways in which it names its words.
    pub fn selectors(&self) -> Selectors {
        of(&self.exact, &self.prefix, &self.suffix, self.start, self.end)
    }
}

fn of(exact: &str, prefix: &str, suffix: &str, start: u32, end: u32) -> Selectors {
    let [exact, prefix, suffix] = [exact, prefix, suffix].map(str::to_owned);
    Selectors { quote: TextQuoteSelector { exact, prefix, suffix }, position: TextPositionSelector { start, end } }
}

/// The words between two code points, if both lie in the text.
fn at(text: &str, start: u32, end: u32) -> Option<&str> {
    let mut bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let from = bytes.nth(start as usize)?;
    let to = match end.checked_sub(start)?.checked_sub(1) {
        None => from,
        Some(rest) => bytes.nth(rest as usize)?,
    };
    text.get(from..to)
}

/// Every place where words begin, also those that overlap.
fn starts<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = from + text.get(from..)?.find(words)?;
        from = found + text[found..].chars().next().map_or(1, char::len_utf8);
        Some(found)
    })
}

fn points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "👩‍🔬 Они встретились в Париже 6 июля. التقيا في باريس. They met in Paris. They met in Paris.";

    fn of_words(prefix: &str, exact: &str, suffix: &str, start: u32) -> Selectors {
        of(exact, prefix, suffix, start, start + points(exact))
    }

    #[test]
    fn a_position_counts_only_where_its_words_are() {
        let here = points(&TEXT[..TEXT.find("باريس").expect("it is there")]);
        assert_eq!(of_words("", "باريس", "", here).find(TEXT), Some((here, here + 5)));
        assert_eq!(of_words("", "باريس", "", 3).find(TEXT), Some((here, here + 5)), "the quote is right");
        assert_eq!(of_words("", "London", "", here).find(TEXT), None);
    }

    #[test]
    fn one_of_two_places_is_told_by_what_stands_around_it_or_not_at_all() {
        let first = points(&TEXT[..TEXT.find("They").expect("it is there")]);
        assert_eq!(of_words("", "They met in Paris.", "", 0).find(TEXT), None, "two are alike");
        assert_eq!(of_words("باريس. ", "They met in Paris.", "", 0).find(TEXT), Some((first, first + 18)));
        assert_eq!(of_words("", "They met in Paris.", "", first + 19).find(TEXT), Some((first + 19, first + 37)));
        assert_eq!(of_words("Rome. ", "They met in Paris.", "", 0).find(TEXT), None);
        assert_eq!(of_words("", "", "", 0).find(TEXT), None);
        assert_eq!(of_words("", "aa", "", 9).find("aaa"), None, "places that overlap are two");
    }

    #[test]
    fn selectors_are_written_as_the_w3c_has_them() {
        let written = serde_json::to_value(of_words("in ", "Paris", ".", 7)).expect("JSON");
        let quote =
            serde_json::json!({ "type": "TextQuoteSelector", "exact": "Paris", "prefix": "in ", "suffix": "." });
        let position = serde_json::json!({ "type": "TextPositionSelector", "start": 7, "end": 12 });
        assert_eq!(written, serde_json::json!({ "quote": quote, "position": position }));
        let read: Selectors = serde_json::from_value(written).expect("read again");
        assert_eq!(read.position, TextPositionSelector { start: 7, end: 12 });
    }
}
