//! One scene for each of the engine's promises, in plain words.

use claimdesk_anchor::{Fate, Span, State, Text, Why, reanchor};

/// The fate of a quote that stands once in the old text.
#[track_caller]
fn fate(old: &str, quote: &str, new: &str) -> Fate {
    let byte = old.find(quote).expect("the old text holds the quote");
    let start = u32::try_from(old[..byte].chars().count()).expect("a short text");
    let span = Span::new(start, start + u32::try_from(quote.chars().count()).expect("a short quote"));
    let mut fates = reanchor(&Text { text: old, blocks: &[] }, &Text { text: new, blocks: &[] }, &[span]);
    assert_eq!(fates.len(), 1);
    fates.remove(0)
}

fn quoted(new: &str, span: Span) -> String {
    new.chars().skip(span.start as usize).take(span.len() as usize).collect()
}

#[track_caller]
fn lands(old: &str, quote: &str, new: &str, state: State, there: &str) {
    let fate = fate(old, quote, new);
    let words = fate.span.map(|span| quoted(new, span));
    assert_eq!((fate.state, words.as_deref()), (state, Some(there)), "{fate:?}");
}

#[track_caller]
fn asks(old: &str, quote: &str, new: &str, why: Why) {
    let fate = fate(old, quote, new);
    assert_eq!((fate.state, fate.why, fate.span), (State::Ask, Some(why), None), "{fate:?}");
    assert!(!fate.candidates.is_empty(), "a question offers a place");
}

const MISSION: &str =
    "The mission took samples in a neighbouring country. It interviewed witnesses and attended autopsies.";
const MOSCOW: &str = "Moscow said that the conclusions rested on very doubtful data.";
const PARIS: &str = "The two ministers met in Paris on Thursday, 6 July 2017.";

fn text(paragraphs: &[&str]) -> String {
    paragraphs.join("\n\n")
}

#[test]
fn what_is_the_same_is_unchanged() {
    let old = text(&[MISSION, MOSCOW, PARIS]);
    lands(&old, "very doubtful data", &old, State::Unchanged, "very doubtful data");
    let new = text(&["A new beginning.", MISSION, "Something else was added here.", MOSCOW, PARIS]);
    lands(&old, "very doubtful data", &new, State::Unchanged, "very doubtful data");
    lands(&old, MOSCOW, &new, State::Unchanged, MOSCOW);
}

#[test]
fn a_moved_paragraph_takes_its_passages_along() {
    let old = text(&[MOSCOW, MISSION, PARIS]);
    let new = text(&[MISSION, PARIS, MOSCOW]);
    lands(&old, "very doubtful data", &new, State::Moved, "very doubtful data");
}

#[test]
fn a_reworded_quote_attaches_and_a_changed_number_asks() {
    let old = text(&[MISSION, "At least 80 people died in the attack on the town.", PARIS]);
    let quote = "At least 80 people died in the attack on the town.";
    let reworded = "At least 80 people were killed in the attack on the town.";
    lands(&old, quote, &text(&[MISSION, reworded, PARIS]), State::Reworded, reworded);
    let number = "At least 90 people died in the attack on the town.";
    asks(&old, quote, &text(&[MISSION, number, PARIS]), Why::NumberChanged);
    let negated = "At least 80 people did not die in the attack on the town.";
    asks(&old, quote, &text(&[MISSION, negated, PARIS]), Why::NegationChanged);
}

#[test]
fn a_changed_name_or_date_asks() {
    let old = text(&[MISSION, MOSCOW, PARIS]);
    let new = text(&[MISSION, &MOSCOW.replace("Moscow", "Damascus"), PARIS]);
    asks(&old, MOSCOW, &new, Why::NameChanged);
    let new = text(&[MISSION, MOSCOW, &PARIS.replace("July", "June")]);
    asks(&old, PARIS, &new, Why::DateChanged);
}

#[test]
fn a_deleted_original_never_lands_on_its_look_alike() {
    let one = "The ministry said that 80 people died in the attack.";
    let other = "The ministry said that 87 people died in the attack.";
    let old = text(&[one, MISSION, other, PARIS]);
    let new = text(&[MISSION, other, PARIS]);
    asks(&old, one, &new, Why::OriginalDeletedLookAlike);
    lands(&old, other, &new, State::Unchanged, other);
}

#[test]
fn a_deleted_sentence_is_gone() {
    let old = text(&[MISSION, MOSCOW, PARIS]);
    let fate = fate(&old, MOSCOW, &text(&[MISSION, PARIS]));
    assert_eq!(fate.state, State::Gone, "{fate:?}");
}

#[test]
fn typography_changes_nothing() {
    let old = "He said: \"It's so - really...\" and left.";
    let new = "He said: “It’s so — really…” and left.";
    lands(old, "\"It's so - really...\"", new, State::Unchanged, "“It’s so — really…”");
}

#[test]
fn split_and_merged_sentences_keep_their_passages() {
    let whole = "The mission took samples in a neighbouring country, and it interviewed witnesses in hospitals.";
    let split = "The mission took samples in a neighbouring country. It interviewed witnesses in hospitals.";
    let (old, new) = (text(&[MOSCOW, whole, PARIS]), text(&[MOSCOW, split, PARIS]));
    lands(
        &old,
        "took samples in a neighbouring country",
        &new,
        State::Unchanged,
        "took samples in a neighbouring country",
    );
    lands(&old, "interviewed witnesses in hospitals", &new, State::Unchanged, "interviewed witnesses in hospitals");
    lands(&new, "interviewed witnesses in hospitals", &old, State::Unchanged, "interviewed witnesses in hospitals");
}

#[test]
fn a_short_chinese_paragraph_stays_in_its_place() {
    let (old, new) = (
        text(&["他说：\"数据非常可疑。\"", "随后他离开了会场。"]),
        text(&["他说：“数据非常可疑。”", "随后他离开了会场。"]),
    );
    lands(&old, "随后他离开了会场", &new, State::Unchanged, "随后他离开了会场");
    lands(&old, "数据非常可疑", &new, State::Unchanged, "数据非常可疑");
}

#[test]
fn a_repeated_sentence_stays_itself() {
    let old = text(&["Share this page.", MISSION, "Share this page.", MOSCOW, "Share this page."]);
    let span = Span::new(0, 16);
    let at = |n: usize| {
        let byte = old.match_indices("Share").nth(n).expect("three of them").0;
        Span {
            start: u32::try_from(byte).expect("a short text"),
            end: u32::try_from(byte).expect("a short text") + span.len(),
        }
    };
    let texts = Text { text: &old, blocks: &[] };
    let fates = reanchor(&texts, &texts, &[at(0), at(1), at(2)]);
    assert_eq!(fates.iter().map(|fate| fate.span).collect::<Vec<_>>(), [Some(at(0)), Some(at(1)), Some(at(2))]);
}
