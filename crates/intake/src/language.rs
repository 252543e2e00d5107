//! Which language a block is in, where its letters tell it.
//!
//! A guess that is not sure is not made: screens then fall back on what the
//! document states of itself. Short blocks, names and figures have none.

use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Letters below which an alphabet that many languages share tells nothing.
const ENOUGH: usize = 40;

/// Letters from which a guess is made.
const LOOKED_AT: usize = 600;

/// How sure a guess must be.
const SURE: f64 = 0.6;

/// The languages that are told apart, with their tags. With rare ones among
/// them, short texts in a frequent one are too often taken for those.
const KNOWN: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Ell, "el"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Ben, "bn"),
    (Lang::Tha, "th"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(KNOWN.iter().map(|(language, _)| *language).collect()));

/// The tag of the language that words are in.
pub(crate) fn of(words: &str) -> Option<&'static str> {
    let end = words.char_indices().nth(LOOKED_AT).map_or(words.len(), |(at, _)| at);
    let words = words.get(..end)?;
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    // Most short blocks are told here: to look for their language takes a thousand times as long.
    if letters < ENOUGH && !words.chars().any(is_of_one_language) {
        return None;
    }
    let found = DETECTOR.detect(words).filter(|found| found.confidence() >= SURE)?;
    // Scripts of one language tell it by few letters.
    let alone =
        matches!(found.lang(), Lang::Ell | Lang::Heb | Lang::Tha | Lang::Ben | Lang::Cmn | Lang::Jpn | Lang::Kor);
    let enough = if alone { ENOUGH / 5 } else { ENOUGH };
    let (_, tag) = KNOWN.iter().find(|(language, _)| *language == found.lang())?;
    (letters >= enough).then_some(*tag)
}

/// Whether a letter is of a script that one language has, or hardly more: Greek, Hebrew, Bengali, Thai, Chinese,
/// Japanese, Korean.
fn is_of_one_language(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}' | '\u{590}'..='\u{5ff}' | '\u{980}'..='\u{9ff}' | '\u{e00}'..='\u{e7f}'
        | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_tell_their_language_and_names_do_not() {
        let sentences = [
            ("The mission concluded that a large number of people were exposed to sarin.", "en"),
            ("La mission a conclu qu’un grand nombre de personnes ont été exposées au sarin.", "fr"),
            ("Миссия пришла к выводу, что большое число людей подверглось воздействию зарина.", "ru"),
            ("Місія дійшла висновку, що велика кількість людей зазнала впливу зарину.", "uk"),
            ("خلصت البعثة إلى أن عددا كبيرا من الناس تعرضوا للسارين في خان شيخون.", "ar"),
            ("事实调查组认定，汉谢洪有很多人接触了沙林。", "zh"),
        ];
        for (words, tag) in sentences {
            assert_eq!(of(words), Some(tag), "{words}");
        }
        for words in ["S/1510/2017", "Khan Shaykhun", "87", "", "Lavrov, Le Drian"] {
            assert_eq!(of(words), None, "{words}");
        }
    }
}
