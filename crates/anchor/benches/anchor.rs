//! What it costs to carry passages over to the next draft, and its growth.
//! `make bench` prints the figures; nothing here is asserted.

#[path = "../tests/suite/edits.rs"]
mod edits;

use claimdesk_anchor::{Span, State, Text, compare, new_sentences, reanchor};
use edits::{Body, Dice, Laid, Truth, body, edit, lay, places, truth};
use std::time::{Duration, Instant};

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn say(line: &str) {
    println!("{line}");
}

/// Made-up words, some of them far more common than others, in sentences and paragraphs.
fn prose(words: usize, dice: &mut Dice) -> String {
    const SYLLABLES: &[&str] =
        &["ba", "ter", "mi", "son", "re", "port", "al", "ko", "ven", "dis", "tra", "um", "gel", "of"];
    let mut known: Vec<String> =
        ["the", "of", "and", "in", "to", "a", "that", "was", "it", "by", "for"].map(str::to_owned).into();
    for _ in 0..9_000 {
        let syllables = 2 + dice.below(3);
        known.push((0..syllables).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect());
    }
    let mut text = String::new();
    let mut written = 0;
    while written < words {
        for _ in 0..2 + dice.below(6) {
            let length = 8 + dice.below(24);
            for n in 0..length {
                // The square of a chance makes the first words common.
                let chance = dice.below(1_000) * dice.below(1_000) / 1_000;
                let word = &known[chance * known.len() / 1_000 + dice.below(9)];
                match (n, dice.below(25)) {
                    (0, _) | (_, 0) => text.extend(word[..1].to_uppercase().chars().chain(word[1..].chars())),
                    (_, 1) => text.push_str(&dice.below(2_100).to_string()),
                    _ => text.push_str(word),
                }
                text.push_str(if n + 1 == length { ". " } else { " " });
            }
            written += length;
        }
        text.push_str("\n\n");
    }
    text
}

fn median(turns: usize, mut turn: impl FnMut()) -> Duration {
    let time = |_| {
        let from = Instant::now();
        turn();
        from.elapsed()
    };
    let mut times: Vec<Duration> = (0..turns).map(time).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn passages(old: &Laid, count: usize, dice: &mut Dice) -> Vec<(usize, usize)> {
    let one = |_| {
        let from = dice.below(old.words.len() - 20);
        (from, from + 1 + dice.below(18))
    };
    (0..count).map(one).collect()
}

/// One size: its times, and how many passages land where their words went.
fn measure(words: usize, count: usize, changes: usize) {
    let mut dice = Dice::new(words as u64);
    let text = prose(words, &mut dice);
    let mut changed: Body = body(&text);
    let old = lay(&changed);
    let vocabulary: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    for _ in 0..changes {
        edit(&mut changed, &mut dice, &vocabulary);
    }
    let new = lay(&changed);
    let picked = passages(&old, count, &mut dice);
    let spans: Vec<Span> =
        picked.iter().map(|(from, to)| Span::new(old.words[*from].0.start, old.words[*to - 1].0.end)).collect();
    let (one, other) = (Text { text: &old.text, blocks: &old.blocks }, Text { text: &new.text, blocks: &new.blocks });
    let fates = reanchor(&one, &other, &spans);
    let places = places(&new, old.words.len());
    let (mut whole, mut landed, mut attached, mut right) = (0_u32, 0_u32, 0_u32, 0_u32);
    for (fate, (from, to)) in fates.iter().zip(&picked) {
        let truth = truth(&old, &new, &places, (*from, *to));
        let there = match truth {
            Truth::Whole(there) => {
                whole += 1;
                landed += u32::from(fate.span.is_some());
                Some(there)
            }
            Truth::Most(there) => Some(there),
            Truth::Little => None,
        };
        if let Some(span) = fate.span {
            attached += 1;
            right += u32::from(there.is_some_and(|there| there.meets(span)));
        }
    }
    let asked = fates.iter().filter(|fate| fate.state == State::Ask).count();
    say(&format!(
        "{words} words, {count} passages, {changes} edits: reanchor {}, compare {}, new sentences {}; {attached} attached \
         (precision {:.4}, recall {:.4}), {asked} asked, {} gone",
        ms(median(5, || drop(reanchor(&one, &other, &spans)))),
        ms(median(3, || drop(compare(&one, &other)))),
        ms(median(3, || drop(new_sentences(&one, &other)))),
        f64::from(right) / f64::from(attached),
        f64::from(landed) / f64::from(whole),
        count - attached as usize - asked,
    ));
}

/// One sentence, over and over: nothing to hold on to.
fn repeated(times: usize) {
    let old = "The ministry did not reply. ".repeat(times);
    let new = "The ministry did not reply. ".repeat(times - 10);
    let spans: Vec<Span> = (0..5_000).map(|n| Span::new(n * 28, n * 28 + 27)).collect();
    let (one, other) = (Text { text: &old, blocks: &[] }, Text { text: &new, blocks: &[] });
    say(&format!(
        "one sentence {times} times, 5000 passages: reanchor {}",
        ms(median(3, || drop(reanchor(&one, &other, &spans))))
    ));
}

fn main() {
    for (words, count, changes) in [(20_000, 500, 200), (200_000, 5_000, 2_000), (400_000, 10_000, 4_000)] {
        measure(words, count, changes);
    }
    repeated(50_000);
}
