//! Two texts of any bytes, and passages between any two places: each passage has
//! one fate, and what is said of it is inside the text.
//!
//! The first byte says where the input is parted into old and new text; the new
//! text begins with a part of the old one, so that there is something to find.

#![no_main]

use claimdesk_anchor::{Span, State, Text, compare, new_sentences, reanchor, sentences, words_changed};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let letters: Vec<char> = text.chars().collect();
    let parted = letters.len() * usize::from(*first) / 256;
    let old: String = letters.iter().collect();
    // The parts of the old text change places, and its first half stands twice.
    let new: String = letters[parted..].iter().chain(&letters[..parted / 2]).chain(&letters[..parted]).collect();
    let length = u32::try_from(letters.len()).unwrap_or(u32::MAX);
    let spans: Vec<Span> = (0..8).map(|n| Span::new(length * n / 9, length * (n + 2) / 9)).collect();
    let blocks = [Span::new(0, length / 3), Span::new(length / 2, length)];
    let (one, other) = (Text { text: &old, blocks: &blocks }, Text { text: &new, blocks: &[] });
    let fates = reanchor(&one, &other, &spans);
    assert_eq!(fates.len(), spans.len());
    let end = u32::try_from(new.chars().count()).unwrap_or(u32::MAX);
    for fate in &fates {
        let attached = matches!(fate.state, State::Unchanged | State::Moved | State::Reworded);
        assert_eq!(attached, fate.span.is_some());
        let places = fate.span.into_iter().chain(fate.candidates.iter().map(|candidate| candidate.span));
        assert!(places.into_iter().all(|place| place.start <= place.end && place.end <= end));
        assert!(fate.candidates.windows(2).all(|two| two[0].score >= two[1].score));
    }
    let rows = compare(&one, &other);
    assert!(rows.iter().all(|row| row.new.is_none_or(|span| span.end <= end)));
    assert!(sentences(&other).windows(2).all(|two| two[0].end <= two[1].start));
    assert!(new_sentences(&one, &other).iter().all(|sentence| sentence.span.end <= end));
    let pieces = words_changed(&old, &new);
    assert_eq!(pieces.last().map_or(0, |piece| piece.new.end), end);
});
