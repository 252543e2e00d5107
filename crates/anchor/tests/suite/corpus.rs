//! The judged cases of `tests/fixtures/anchors`: two texts, the passages of
//! the first, and what a person says became of them. No passage may land on a
//! wrong place; nearly all that are still there land without a question.

use claimdesk_anchor::{Fate, Span, State, Text, reanchor};
use serde::Deserialize;
use std::path::Path;

/// Of the passages that are still there so many attach without asking.
const ATTACHED: f64 = 0.97;
/// Of the passages that a person would be asked about, so many are.
const ASKED: f64 = 0.9;

#[derive(Deserialize)]
struct File {
    pairs: Vec<Pair>,
}

/// Two texts as their paragraphs.
#[derive(Deserialize)]
pub(crate) struct Pair {
    pair: String,
    pub(crate) old: Vec<String>,
    new: Vec<String>,
    passages: Vec<Case>,
}

/// A passage as its words, with the fates that are right, and its words in the new text.
#[derive(Deserialize)]
struct Case {
    name: String,
    quote: String,
    quote_nth: Option<usize>,
    fate: Vec<State>,
    there: Option<String>,
    there_nth: Option<usize>,
}

fn points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).expect("a short text")
}

fn blocks(paragraphs: &[String]) -> Vec<Span> {
    let mut start = 0;
    let span = |paragraph: &String| {
        let span = Span::new(start, start + points(paragraph));
        start = span.end + 2;
        span
    };
    paragraphs.iter().map(span).collect()
}

fn find(text: &str, quote: &str, nth: Option<usize>) -> Span {
    let (byte, _) = text.match_indices(quote).nth(nth.unwrap_or(1) - 1).unwrap_or_else(|| panic!("no {quote:?}"));
    let start = points(&text[..byte]);
    Span::new(start, start + points(quote))
}

fn cut(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}

/// How far two spans are the same, from 0 to 1.
fn overlap(one: Span, other: Span) -> f64 {
    let both = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    f64::from(both) / f64::from(one.end.max(other.end) - one.start.min(other.start))
}

#[derive(Default)]
struct Figures {
    passages: usize,
    still_there: usize,
    attached: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
    inexact: Vec<String>,
    doubtful: usize,
    asked: usize,
    other: Vec<String>,
}

fn attaches(state: State) -> bool {
    matches!(state, State::Unchanged | State::Moved | State::Reworded)
}

fn judge(pair: &Pair, case: &Case, new: &str, fate: &Fate, figures: &mut Figures) {
    figures.passages += 1;
    let there = case.there.as_ref().map(|there| find(new, there, case.there_nth));
    let words = fate.span.map(|span| cut(new, span));
    let line = format!(
        "{} / {}: {:?} {:?} {} margin {}, {words:?}; expected {:?} {:?}; candidates {:?}",
        pair.pair,
        case.name,
        fate.state,
        fate.why,
        fate.score,
        fate.margin,
        case.fate,
        case.there,
        fate.candidates.iter().map(|c| (cut(new, c.span), c.score)).collect::<Vec<_>>()
    );
    let may_attach = case.fate.iter().any(|state| attaches(*state));
    let must_attach = case.fate.iter().all(|state| attaches(*state));
    figures.still_there += usize::from(must_attach);
    figures.doubtful += usize::from(case.fate == [State::Ask]);
    if !attaches(fate.state) {
        if must_attach {
            figures.missed.push(line);
        } else if !case.fate.contains(&fate.state) {
            figures.other.push(line);
        } else {
            figures.asked += usize::from(case.fate == [State::Ask]);
        }
        return;
    }
    let same = match (fate.span, there) {
        (Some(span), Some(there)) if may_attach => overlap(span, there),
        _ => 0.0,
    };
    if same < 0.8 {
        figures.wrong.push(line);
        return;
    }
    figures.attached += usize::from(must_attach);
    if same < 1.0 {
        figures.inexact.push(line);
    } else if !case.fate.contains(&fate.state) {
        figures.other.push(line);
    }
}

pub(crate) fn pairs() -> Vec<Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/anchors");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the corpus").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    let read = |path| {
        let text = std::fs::read_to_string(path).expect("a text");
        serde_json::from_str::<File>(&text).expect("a file of the corpus").pairs
    };
    files.into_iter().flat_map(read).collect()
}

#[test]
fn no_passage_lands_on_a_wrong_place() {
    let mut figures = Figures::default();
    for pair in pairs() {
        let (old, new) = (pair.old.join("\n\n"), pair.new.join("\n\n"));
        let (old_blocks, new_blocks) = (blocks(&pair.old), blocks(&pair.new));
        let spans: Vec<Span> = pair.passages.iter().map(|case| find(&old, &case.quote, case.quote_nth)).collect();
        let fates =
            reanchor(&Text { text: &old, blocks: &old_blocks }, &Text { text: &new, blocks: &new_blocks }, &spans);
        assert_eq!(fates.len(), pair.passages.len());
        for (case, fate) in pair.passages.iter().zip(&fates) {
            judge(&pair, case, &new, fate, &mut figures);
        }
    }
    let Figures { passages, still_there, attached, wrong, missed, inexact, doubtful, asked, other } = &figures;
    let share = *attached as f64 / *still_there as f64;
    eprintln!(
        "anchors: {passages} passages, {still_there} still there, {attached} of them attached ({share:.3}), {} wrong, \
         {} not to the letter; {doubtful} doubtful, {asked} of them asked about; {} otherwise than judged",
        wrong.len(),
        inexact.len(),
        other.len()
    );
    let report = [("wrong", wrong), ("missed", missed), ("inexact", inexact), ("otherwise", other)];
    let lines: Vec<String> =
        report.iter().flat_map(|(what, lines)| lines.iter().map(move |l| format!("{what}: {l}"))).collect();
    eprintln!("{}", lines.join("\n"));
    assert!(*passages >= 300, "{passages} passages");
    assert!(wrong.is_empty(), "{} passages landed on a wrong place", wrong.len());
    assert!(share >= ATTACHED, "{share:.3} of what is still there attached");
    assert!(*asked as f64 >= ASKED * *doubtful as f64, "{asked} of {doubtful} asked about");
    assert!(inexact.len() * 50 <= *passages, "{} passages not to the letter", inexact.len());
    assert!(other.len() * 20 <= *passages, "{} passages otherwise than judged", other.len());
}
