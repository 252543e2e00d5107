//! What holds for any two texts, however odd.

use claimdesk_anchor::{
    PieceKind, RowKind, Span, State, Text, Why, compare, new_sentences, reanchor, sentences, words_changed,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

const WORDS: &[&str] = &[
    "the",
    "mission",
    "said",
    "that",
    "80",
    "87",
    "Moscow",
    "Paris",
    "not",
    "April",
    "report",
    "doubtful",
    "data",
    "sarin",
    "خان",
    "شيخون",
    "الوزير",
    "не",
    "миссия",
    "доклад",
    "沙林",
    "报告",
    "没有",
    "👩‍🔬",
    "🇫🇷",
    "e\u{301}te\u{301}",
    "“so”",
    "it’s",
    "कारणों",
    "ตัวอย่าง",
    "—",
    "...",
    "(",
    "1,500",
    "S/1510/2017",
    "a\u{ad}b",
    "\u{200f}",
    "the",
    "the",
    "said",
    "report",
];

const ENDS: &[&str] =
    &[". ", ".\n\n", "? ", "\n\n", "。", "؟ ", " ", " ", " ", " ", " ", " ", ", ", "\u{a0}", "\n", "\t"];

/// Words and what stands between them, as numbers, so that an edit is an edit of a list.
fn pieces() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..WORDS.len(), 0..ENDS.len()), 0..60)
}

fn text(pieces: &[(usize, usize)]) -> String {
    pieces.iter().map(|(word, end)| format!("{}{}", WORDS[*word], ENDS[*end])).collect()
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, (usize, usize)),
    Remove(usize),
    Replace(usize, (usize, usize)),
    Turn(usize),
    Double(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let piece = (0..WORDS.len(), 0..ENDS.len());
    let one = prop_oneof![
        (any::<usize>(), piece.clone()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        any::<usize>().prop_map(Edit::Remove),
        (any::<usize>(), piece).prop_map(|(at, piece)| Edit::Replace(at, piece)),
        any::<usize>().prop_map(Edit::Turn),
        any::<usize>().prop_map(Edit::Double),
    ];
    prop::collection::vec(one, 0..12)
}

fn edited(pieces: &[(usize, usize)], edits: &[Edit]) -> Vec<(usize, usize)> {
    let mut all = pieces.to_vec();
    for edit in edits {
        let n = all.len();
        match edit {
            Edit::Insert(at, piece) => all.insert(at % (n + 1), *piece),
            Edit::Remove(at) if n > 0 => drop(all.remove(at % n)),
            Edit::Replace(at, piece) if n > 0 => all[at % n] = *piece,
            Edit::Turn(at) if n > 0 => all.rotate_left(at % n),
            Edit::Double(at) if n > 0 => all.extend_from_within(at % n..),
            Edit::Remove(_) | Edit::Replace(..) | Edit::Turn(_) | Edit::Double(_) => {}
        }
    }
    all
}

fn points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).expect("a short text")
}

fn cut(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}

/// The code points at which a letter as a reader sees it begins, and the end.
fn borders(text: &str) -> Vec<u32> {
    let mut at = 0;
    let mut found = vec![0];
    for letter in text.graphemes(true) {
        at += points(letter);
        found.push(at);
    }
    found
}

/// A text without typography, by other means than the engine's.
fn bare(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    let sign = |c: char| match c {
        '“' | '”' => '"',
        '’' => '\'',
        '—' => '-',
        _ => c,
    };
    let gone = |c: &char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200f}');
    folded.chars().filter(|c| !gone(c)).map(sign).collect()
}

/// Any spans, most of them on borders of letters, some outside of the text.
fn spans(text: &str, picked: &[(usize, usize)]) -> Vec<Span> {
    let borders = borders(text);
    let span = |(from, length): &(usize, usize)| {
        let from = from % borders.len();
        Span::new(borders[from], borders[(from + length).min(borders.len() - 1)])
    };
    picked.iter().map(span).collect()
}

fn whole(text: &str) -> Text<'_> {
    Text { text, blocks: &[] }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_passage_has_a_fate_that_is_true(
        pieces in pieces(),
        edits in edits(),
        picked in prop::collection::vec((any::<usize>(), 0..60_usize), 0..12),
    ) {
        let (old, new) = (text(&pieces), text(&edited(&pieces, &edits)));
        let spans = spans(&old, &picked);
        let fates = reanchor(&whole(&old), &whole(&new), &spans);
        prop_assert_eq!(fates.len(), spans.len());
        prop_assert_eq!(&fates, &reanchor(&whole(&old), &whole(&new), &spans));
        let (borders, end) = (borders(&new), points(&new));
        for (fate, span) in fates.iter().zip(&spans) {
            let attached = matches!(fate.state, State::Unchanged | State::Moved | State::Reworded);
            prop_assert_eq!(attached, fate.span.is_some());
            prop_assert!(fate.candidates.len() <= 5);
            prop_assert!(fate.score <= 1000 && fate.margin <= 1000);
            prop_assert!(fate.candidates.windows(2).all(|two| two[0].score >= two[1].score), "{:?}", fate);
            let places = fate.span.into_iter().chain(fate.candidates.iter().map(|candidate| candidate.span));
            for place in places {
                prop_assert!(place.start <= place.end && place.end <= end, "{:?} in {}", place, end);
                prop_assert!(borders.binary_search(&place.start).is_ok() && borders.binary_search(&place.end).is_ok());
            }
            if let Some(first) = fate.span {
                prop_assert_eq!(fate.candidates[0].span, first);
            }
            if matches!(fate.state, State::Unchanged | State::Moved) {
                let (was, is) = (bare(&cut(&old, *span)), bare(&cut(&new, fate.span.expect("attached"))));
                prop_assert_eq!(was, is);
            }
        }
    }

    #[test]
    fn a_text_that_did_not_change_keeps_all(
        pieces in pieces(),
        picked in prop::collection::vec((any::<usize>(), 0..60_usize), 1..12),
    ) {
        let text = text(&pieces);
        let spans = spans(&text, &picked);
        for (fate, span) in reanchor(&whole(&text), &whole(&text), &spans).iter().zip(&spans) {
            if fate.why == Some(Why::Empty) {
                prop_assert!(bare(&cut(&text, *span)).is_empty());
            } else {
                prop_assert_eq!(fate.state, State::Unchanged, "{:?}", fate);
                prop_assert_eq!(bare(&cut(&text, *span)), bare(&cut(&text, fate.span.expect("unchanged"))));
            }
        }
        prop_assert!(new_sentences(&whole(&text), &whole(&text)).is_empty());
        prop_assert!(compare(&whole(&text), &whole(&text)).iter().all(|row| row.kind == RowKind::Same));
    }

    #[test]
    fn sentences_and_differences_tile_what_they_are_of(pieces in pieces(), edits in edits()) {
        let (old, new) = (text(&pieces), text(&edited(&pieces, &edits)));
        let found = sentences(&whole(&new));
        prop_assert!(found.windows(2).all(|two| two[0].end <= two[1].start));
        prop_assert!(found.iter().all(|span| !span.is_empty() && span.end <= points(&new)));
        let (mut at_old, mut at_new) = (0, 0);
        for piece in words_changed(&old, &new) {
            prop_assert_eq!((piece.old.start, piece.new.start), (at_old, at_new));
            (at_old, at_new) = (piece.old.end, piece.new.end);
            if piece.kind == PieceKind::Same {
                prop_assert_eq!(bare(&cut(&old, piece.old)), bare(&cut(&new, piece.new)));
            }
        }
        prop_assert_eq!((at_old, at_new), (points(&old), points(&new)));
        let rows = compare(&whole(&old), &whole(&new));
        let stands = |row: &&claimdesk_anchor::Row| row.kind != RowKind::MovedFrom;
        let in_new: Vec<Span> = rows.iter().filter(stands).filter_map(|row| row.new).collect();
        prop_assert!(in_new.windows(2).all(|two| two[0].end <= two[1].start), "{:?}", rows);
        let mut in_old: Vec<Span> = rows.iter().filter(|row| row.kind != RowKind::MovedTo).filter_map(|row| row.old).collect();
        in_old.sort_unstable();
        prop_assert!(in_old.windows(2).all(|two| two[0].end <= two[1].start), "{:?}", rows);
        for sentence in new_sentences(&whole(&old), &whole(&new)) {
            prop_assert!(sentence.span.end <= points(&new) && !sentence.span.is_empty());
        }
    }

    #[test]
    fn nothing_panics_on_any_text(old in any::<String>(), new in any::<String>(), span in any::<(u32, u32)>(), block in any::<(u32, u32)>()) {
        let blocks = [Span { start: block.0 % 64, end: block.1 % 64 }, Span { start: block.1 % 32, end: u32::MAX }];
        let old_text = Text { text: &old, blocks: &blocks };
        let passages = [Span { start: span.0, end: span.1 }, Span { start: span.0 % 16, end: span.1 % 64 }];
        prop_assert_eq!(reanchor(&old_text, &whole(&new), &passages).len(), 2);
        drop(compare(&old_text, &whole(&new)));
        drop(new_sentences(&old_text, &whole(&new)));
        drop(words_changed(&old, &new));
        drop(sentences(&old_text));
    }
}

/// A text that repeats one sentence offers no hold; it may cost time, not much.
#[test]
fn a_sentence_repeated_is_bounded() {
    let old = "The ministry did not reply. ".repeat(20_000);
    let new = "The ministry did not reply. ".repeat(19_990);
    let spans: Vec<Span> = (0..500).map(|n| Span::new(n * 28, n * 28 + 27)).collect();
    let same = reanchor(&whole(&old), &whole(&old), &spans);
    assert!(same.iter().zip(&spans).all(|(fate, span)| fate.state == State::Unchanged && fate.span == Some(*span)));
    let fates = reanchor(&whole(&old), &whole(&new), &spans);
    assert!(fates.iter().all(|fate| fate.state == State::Ask), "{:?}", fates[0]);
}
