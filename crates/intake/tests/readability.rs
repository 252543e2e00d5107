//! How close the canonical text of 44 real pages comes to what a person would
//! keep of them. Skipped, with a message, where the pages are not at hand.

use claimdesk_intake::{Hint, read};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

const MEDIAN: f64 = 0.97;
const WORST: f64 = 0.7;

#[expect(clippy::disallowed_methods, reason = "only whoever runs the tests knows where the pages lie")]
fn folder() -> Option<PathBuf> {
    let asked = std::env::var("CLAIMDESK_READABILITY_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/readability");
    asked.ok().into_iter().chain([beside]).find(|path| path.is_dir())
}

/// The text of well-formed HTML without any judgement about it: every tag is a
/// space, so that words of two blocks do not run together.
fn letters(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            _ => text.push(letter),
        }
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""), ("&amp;", "&")];
    signs.iter().fold(text, |text, (name, sign)| text.replace(name, sign))
}

fn tokens(text: &str) -> HashMap<String, usize> {
    let mut counted = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *counted.entry(word.to_lowercase()).or_default() += 1;
    }
    counted
}

fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (tokens(found), tokens(expected));
    let common: usize = found.iter().map(|(word, count)| expected.get(word).copied().unwrap_or(0).min(*count)).sum();
    let all = found.values().sum::<usize>() + expected.values().sum::<usize>();
    2.0 * common as f64 / all.max(1) as f64
}

#[test]
fn real_pages_keep_their_article() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no folder of pages (set CLAIMDESK_READABILITY_DATA)");
        return;
    };
    let mut scores = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let page = entry.unwrap().path();
        let Ok(source) = std::fs::read(page.join("source.html")) else {
            continue;
        };
        let expected = std::fs::read_to_string(page.join("expected.html")).unwrap();
        let hint = Hint { charset: Some("utf-8".to_owned()), ..Hint::default() };
        let intake = read(&source, &hint).unwrap();
        let score = f1(&intake.text, &letters(&expected));
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        scores.push((score, name, intake.reader));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (score, name, reader) in scores.iter().take(12) {
        eprintln!("{score:.4} {name} ({reader})");
    }
    let median = scores[scores.len() / 2].0;
    eprintln!("{} pages, median {median:.4}, worst {:.4}", scores.len(), scores[0].0);
    assert!(median >= MEDIAN, "median {median}");
    assert!(scores[0].0 >= WORST, "worst {:?}", scores[0]);
}
