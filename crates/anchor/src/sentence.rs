//! Where a sentence ends. Unicode's rules find the ends; what they do not know
//! is mended here: shortened words, initials, ordinals, a quotation that goes
//! on in small letters. What a sentence says is not asked here.

use crate::doc::Region;
use crate::fate::Span;
use crate::fold;
use crate::lists::{self, Sense};
use icu_segmenter::SentenceSegmenter;

use icu_segmenter::options::SentenceBreakInvariantOptions;

/// The sentences of a region as code points, without the space around them.
pub(crate) fn sentences(text: &str, region: Region) -> Vec<Span> {
    let words = &text[region.from..region.to];
    let mut at = (0, region.start);
    let mut count = |to: usize| {
        at = (to, at.1 + code_points(&words[at.0..to]));
        at.1
    };
    let mut found = Vec::new();
    for (from, to) in cuts(words) {
        let sentence = &words[from..to];
        let bare = sentence.trim_start_matches(fold::vanishes);
        let start = from + sentence.len() - bare.len();
        let bare = bare.trim_end_matches(fold::vanishes);
        if !bare.is_empty() {
            let first = count(start);
            found.push(Span::new(first, count(start + bare.len())));
        }
    }
    found
}

/// Code points of a text.
pub(crate) fn code_points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The pieces between ends of sentences, as bytes; together they are the text.
pub(crate) fn cuts(text: &str) -> Vec<(usize, usize)> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut pieces = Vec::new();
    let mut from = 0;
    for to in segmenter.segment_str(text).filter(|end| *end > 0) {
        if to <= from {
            continue;
        }
        let end = marked(&text[from..to], &text[to..]).map_or(to, |mark| to + mark);
        // Without its mark the sentence ends as it would have.
        let piece = &text[from..to];
        let (bare, apart) = if end == to { (piece, false) } else { (unmarked(piece), true) };
        if end < text.len() && goes_on(bare, apart, &text[end..]) {
            continue;
        }
        pieces.push((from, end));
        from = end;
    }
    if from < text.len() {
        pieces.push((from, text.len()));
    }
    pieces
}

/// Bytes of the mark of a note, `[1]` or `¹`, with the space behind it, where a sentence has just ended: it
/// belongs to that, and must neither begin the next one nor hide where that begins.
fn marked(before: &str, after: &str) -> Option<usize> {
    let opened = before.trim_end_matches(fold::vanishes).ends_with('[');
    let ended = unmarked(before).trim_end_matches(['"', '”', '’', '»', ')']);
    if !ended.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।']) {
        return None;
    }
    let mut rest = after;
    if opened {
        rest = inside(rest)?;
    }
    loop {
        let begun = rest.trim_start_matches(['[']);
        let raised = rest.trim_start_matches(is_raised);
        if begun.len() + 1 == rest.len()
            && let Some(behind) = inside(begun)
        {
            rest = behind;
        } else if raised.len() < rest.len() {
            rest = raised.trim_start_matches([',', '\u{2009}']);
        } else {
            break;
        }
    }
    let spaces = rest.len() - rest.trim_start_matches(fold::vanishes).len();
    let length = after.len() - rest.len();
    let apart = rest.is_empty() || spaces > 0;
    ((opened || length > 0) && apart).then_some(length + spaces)
}

/// What stands behind the inner part of a mark in brackets, as `1, 12]`.
fn inside(text: &str) -> Option<&str> {
    let end = text.bytes().take(13).position(|byte| byte == b']').filter(|end| *end > 0)?;
    let is_mark = |c: char| c.is_numeric() || matches!(c, ',' | '-' | '–' | ' ');
    let inner = &text[..end];
    (inner.chars().all(is_mark) && inner.chars().any(char::is_numeric)).then(|| &text[end + 1..])
}

/// A piece without the bracket of a mark at its end, as if the sentence ended there.
fn unmarked(before: &str) -> &str {
    let bare = before.trim_end_matches(fold::vanishes);
    bare.strip_suffix('[').unwrap_or(bare).trim_end_matches(fold::vanishes)
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a sentence goes on where Unicode's rules would end it; `apart` if a mark with its space stood between.
fn goes_on(before: &str, apart: bool, after: &str) -> bool {
    if before.ends_with(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        // A line may be broken anywhere; a row of a table is one.
        let line = before.trim_end();
        let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'));
        return open && !line.contains('\t') && after.starts_with(char::is_lowercase);
    }
    let ended = before.trim_end_matches(fold::vanishes);
    let next = after.trim_start_matches(fold::vanishes);
    let opens = |c: char| !c.is_alphanumeric();
    let first = next.trim_start_matches(opens).chars().next();
    // Nothing but signs: they belong to what stands before them.
    let alone = !ended.chars().any(char::is_alphanumeric);
    if alone || first.is_none_or(|letter| letter.is_lowercase() && next.starts_with(|c: char| !c.is_numeric())) {
        return true;
    }
    // No space after the sign: an address, a footnote's mark; not so in Chinese.
    if !apart
        && ended.len() == before.len()
        && !before.ends_with(['。', '！', '？', '｡', '」', '』', '”', '’', '）', '》', '؟', '۔', '।'])
    {
        return true;
    }
    ended.ends_with('.') && shortened(ended.trim_end_matches('.'), next)
}

/// Whether the word before a full stop is shortened by it.
fn shortened(ended: &str, next: &str) -> bool {
    let last = ended.rsplit(|c: char| c.is_whitespace() || "(\"“„«'‘[—–-/".contains(c)).next().unwrap_or_default();
    let follows: String =
        next.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric()).collect();
    let digit_follows = follows.starts_with(|c: char| c.is_numeric());
    let small = follows.to_lowercase();
    let starts_anew = matches!(lists::sense(&small), Some(Sense::Small | Sense::Negation | Sense::Number(_)));
    // The number of a list item, or an ordinal before a month.
    if !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()) {
        let item = ended.trim_start().len() == last.len();
        return last.len() <= 2 && (item || matches!(lists::sense(&small), Some(Sense::Date(_))));
    }
    let mut letters = last.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(only), None) if only.is_uppercase());
    let dotted = last.contains('.') && last.split('.').all(|part| part.chars().count() <= 2);
    if initial || dotted {
        return !starts_anew && (dotted || !digit_follows);
    }
    let last = last.to_lowercase();
    if !lists::SHORTENED.contains(&last.as_str()) {
        return false;
    }
    if last == "г" || last == "гг" {
        let before_it = ended[..ended.len() - last.len()].trim_end();
        return !before_it.ends_with(|c: char| c.is_numeric());
    }
    if NUMBERED.contains(&last.as_str()) { digit_follows } else { !starts_anew || digit_follows }
}

/// Shortened before a number, whole words elsewhere.
const NUMBERED: &[&str] = &[
    "no", "nos", "nr", "n", "nº", "núm", "art", "arts", "para", "paras", "p", "pp", "vol", "vols", "fig", "figs", "ch",
    "sec", "ed", "eds", "me", "mar", "al", "в", "вв", "а", "б", "см", "ср", "стр", "рис", "гл", "s", "c", "d", "m",
    "abs", "bd", "est", "sen", "rep", "co", "inc", "ltd", "corp", "usw", "др", "т.д", "т.п", "руб", "тыс", "млн",
    "млрд", "им", "mm", "v", "св",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cut(expected: &[&str]) {
        let text = expected.join(" ");
        let region = Region { from: 0, to: text.len(), start: 0, end: code_points(&text) };
        let letters: Vec<char> = text.chars().collect();
        let found: Vec<String> = sentences(&text, region)
            .iter()
            .map(|span| letters[span.start as usize..span.end as usize].iter().collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn shortened_words_do_not_end_a_sentence() {
        cut(&["Mr. Editor met Dr. Reader.", "They spoke."]);
        cut(&["J. Smith wrote it.", "It is No. 5 of the list.", "He said no.", "Then he left."]);
        cut(&["See fig. 3 and art. 12 of the paper.", "It cost 3.5 million."]);
        cut(&["The U.S. Senate met.", "He lives in the U.S.", "The report says so."]);
        cut(&["В 2017 г. сообщили о докладе.", "Доклад вышел в 2017 г.", "Миссия работала в г. Москве."]);
        cut(&["Am 4. April 2017 geschah es.", "Es war früh."]);
        cut(&["1. The mission took samples.", "2. It spoke with witnesses."]);
    }

    #[test]
    fn the_mark_of_a_note_stays_with_the_sentence_that_it_follows() {
        cut(&["It came out in 2017.[1]", "It did not say by whom.[12, 13]", "Then Moscow answered."]);
        cut(&["It came out in 2017.¹", "It did not say by whom.²,³", "Then Moscow answered."]);
        cut(&["It came out in 2017. [1]", "It did not say by whom."]);
        cut(&["He said: “It is so.”[3]", "Then he left."]);
        cut(&["Доклад вышел.[4]", "Москва ответила."]);
        cut(&["See no. [5] of the list.", "The area is 5 km².", "It is dry."]);
    }

    #[test]
    fn quotations_hold_together() {
        cut(&["“Why?” he asked.", "“Because,” she said."]);
        cut(&["He said: “It is so.”", "Then he left."]);
        cut(&["“It is so!” they shouted.", "«Зачем?» — спросил он.", "Потом ушёл."]);
    }

    #[test]
    fn other_scripts_end_in_other_signs() {
        cut(&["هل وقع الهجوم؟", "نعم وقع.", "قالت البعثة ذلك."]);
        let region = |text: &str| Region { from: 0, to: text.len(), start: 0, end: code_points(text) };
        let text = "报告发表了。俄罗斯说：“数据可疑。”双方见面了！";
        let spans = sentences(text, region(text));
        assert_eq!(spans.len(), 3, "{spans:?}");
        let text = "यह सच है। वह नहीं है।";
        assert_eq!(sentences(text, region(text)).len(), 2);
    }

    #[test]
    fn lines_end_sentences() {
        let text = "Paris\t12.5\nMoscow\t3.4";
        let region = Region { from: 0, to: text.len(), start: 0, end: code_points(text) };
        assert_eq!(sentences(text, region).len(), 2);
    }
}
