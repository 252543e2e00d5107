//! Random edits over real articles, where they are at hand, and over the texts
//! of the corpus: how many passages land, and whether they land where their
//! words went.

use crate::edits::{Dice, Laid, Truth, body, edit, lay, places, truth};
use claimdesk_anchor::{Fate, Span, State, Text, reanchor};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Of what attaches, so much lands where its words went.
const PRECISION: f64 = 0.999;
/// Of what is still there to the letter, so much attaches.
const RECALL: f64 = 0.97;

#[expect(clippy::disallowed_methods, reason = "only whoever runs the tests knows where the pages lie")]
fn folder() -> Option<PathBuf> {
    let asked = std::env::var("CLAIMDESK_READABILITY_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/readability");
    asked.ok().into_iter().chain([beside]).find(|path| path.is_dir())
}

/// The paragraphs of well-formed HTML, without any judgement about it.
fn paragraphs(html: &str) -> String {
    let mut found: Vec<String> = Vec::new();
    for piece in html.split("</p>") {
        let inner = piece.rsplit_once("<p>").map_or("", |(_, inner)| inner);
        let mut text = String::new();
        let mut in_tag = false;
        for letter in inner.chars() {
            match letter {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                _ if in_tag => {}
                _ => text.push(letter),
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.len() > 20 && !text.contains('&') {
            found.push(text);
        }
    }
    found.join("\n\n")
}

/// The texts that are edited: articles, else the old texts of the corpus.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(folder) = folder() {
        let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path().join("expected.html"))
            .collect();
        pages.sort();
        texts.extend(pages.iter().filter_map(|page| std::fs::read_to_string(page).ok()).map(|html| paragraphs(&html)));
    } else {
        eprintln!("no folder of pages (set CLAIMDESK_READABILITY_DATA): the corpus is edited alone");
    }
    let pairs = crate::corpus::pairs();
    texts.push(pairs.iter().map(|pair| pair.old.join("\n\n")).collect::<Vec<_>>().join("\n\n"));
    texts.retain(|text| text.split_whitespace().count() > 150);
    texts
}

/// What was counted over all texts.
#[derive(Default)]
struct Figures {
    passages: usize,
    whole: usize,
    whole_attached: usize,
    attached: usize,
    right: usize,
    asked: usize,
    gone: usize,
    wrong: Vec<String>,
}

fn meets_truth(span: Span, truth: &Truth) -> bool {
    match truth {
        Truth::Whole(there) | Truth::Most(there) => {
            let both = span.end.min(there.end).saturating_sub(span.start.max(there.start));
            f64::from(both) >= 0.5 * f64::from(there.len().min(span.len()).max(1))
        }
        Truth::Little => false,
    }
}

fn count(figures: &mut Figures, fate: &Fate, truth: &Truth, quoted: &str, new: &Laid) {
    figures.passages += 1;
    let attached = fate.span.is_some();
    if let Truth::Whole(_) = truth {
        figures.whole += 1;
        figures.whole_attached += usize::from(attached);
    }
    figures.asked += usize::from(fate.state == State::Ask);
    figures.gone += usize::from(fate.state == State::Gone);
    let Some(span) = fate.span else { return };
    figures.attached += 1;
    if meets_truth(span, truth) {
        figures.right += 1;
    } else {
        let there: String = new.text.chars().skip(span.start as usize).take(span.len() as usize).collect();
        figures
            .wrong
            .push(format!("{:?} {:?} {} {quoted:?} -> {there:?}, truth {truth:?}", fate.state, fate.why, fate.score));
    }
}

/// Edits one text, and counts what became of random passages.
fn round(text: &str, seed: u64, figures: &mut Figures) {
    let mut dice = Dice::new(seed);
    let mut changed = body(text);
    let old = lay(&changed);
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let edits = old.words.len() / (20 + dice.below(200)) + 1;
    for _ in 0..edits {
        edit(&mut changed, &mut dice, &words);
    }
    let new = lay(&changed);
    let places = places(&new, old.words.len());
    let mut passages = Vec::new();
    let mut seen = HashSet::new();
    for _ in 0..(old.words.len() / 12).clamp(10, 400) {
        let from = dice.below(old.words.len());
        let most = 1 + dice.below(18);
        let sentence = old.words[from].2;
        let to = (from..old.words.len().min(from + most))
            .take_while(|word| old.words[*word].2 == sentence)
            .last()
            .map_or(from, |last| last)
            + 1;
        if seen.insert((from, to)) {
            passages.push((from, to));
        }
    }
    let spans: Vec<Span> =
        passages.iter().map(|(from, to)| Span::new(old.words[*from].0.start, old.words[*to - 1].0.end)).collect();
    let fates = reanchor(
        &Text { text: &old.text, blocks: &old.blocks },
        &Text { text: &new.text, blocks: &new.blocks },
        &spans,
    );
    assert_eq!(fates.len(), spans.len());
    for ((fate, span), (from, to)) in fates.iter().zip(&spans).zip(&passages) {
        let quoted: String = old.text.chars().skip(span.start as usize).take(span.len() as usize).collect();
        count(figures, fate, &truth(&old, &new, &places, (*from, *to)), &quoted, &new);
    }
}

#[test]
fn random_edits_of_real_articles_are_survived() {
    let mut figures = Figures::default();
    for (n, text) in texts().iter().enumerate() {
        for seed in 0..3 {
            round(text, 1 + seed + 100 * n as u64, &mut figures);
        }
    }
    let Figures { passages, whole, whole_attached, attached, right, asked, gone, wrong } = &figures;
    let precision = *right as f64 / *attached as f64;
    let recall = *whole_attached as f64 / *whole as f64;
    eprintln!("{}", wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n"));
    eprintln!(
        "edits: {passages} passages, {attached} attached, {asked} asked, {gone} gone; precision {precision:.4} \
         ({} wrong), recall {recall:.4} ({whole_attached} of {whole} that are whole)",
        wrong.len()
    );
    assert_eq!(attached + asked + gone, *passages, "the counts balance");
    assert!(precision >= PRECISION, "precision {precision:.4}");
    assert!(recall >= RECALL, "recall {recall:.4}");
}
