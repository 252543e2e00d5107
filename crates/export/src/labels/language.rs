//! The languages of our own words: one table (`labels/labels.tsv`), found by the English words.
//!
//! A report is put into words in one go, on one thread: which language is
//! spoken there is set by `speaking` for as long as that takes, and is not a
//! setting of the program. English where nothing was set.

use std::cell::Cell;
use std::sync::LazyLock;

use claimdesk_map::Labels;

use crate::options::Language;

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::En) };
}

static TABLE: &str = include_str!("../../labels/labels.tsv");

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels::read(TABLE));

/// Puts what `work` says into a language.
pub(crate) fn speaking<T>(language: Language, work: impl FnOnce() -> T) -> T {
    struct Back(Language);
    impl Drop for Back {
        fn drop(&mut self) {
            SPOKEN.set(self.0);
        }
    }
    let _back = Back(SPOKEN.replace(language));
    work()
}

/// The language that is spoken now.
pub(crate) fn spoken() -> Language {
    SPOKEN.get()
}

/// Words of ours in the language that is spoken.
pub(crate) fn t(english: &'static str) -> &'static str {
    LABELS.say(spoken(), english)
}

/// The same with its gaps (`{0}`, `{1}`) filled.
pub(crate) fn tf(english: &'static str, gaps: &[&str]) -> String {
    let mut text = String::new();
    for piece in pieces(t(english)) {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Gap(n) => text.push_str(gaps.get(n).copied().unwrap_or_default()),
        }
    }
    text
}

/// A part of a sentence with gaps.
pub(crate) enum Piece<'a> {
    Words(&'a str),
    Gap(usize),
}

/// The parts of a sentence in order.
pub(crate) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let gap = rest.get(at + 1..at + 2).and_then(|digit| digit.parse().ok());
        let (Some(gap), Some("}")) = (gap, rest.get(at + 2..at + 3)) else { break };
        if at > 0 {
            parts.push(Piece::Words(&rest[..at]));
        }
        parts.push(Piece::Gap(gap));
        rest = &rest[at + 3..];
    }
    if !rest.is_empty() {
        parts.push(Piece::Words(rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What gives a text of ours to the table: these, and closures that do so.
    const CALLS: [&str; 7] = ["t(\"", "tf(\"", "phrase(\"", "tf(\n", "phrase(\n", "labelled(\"", "day(\""];

    /// Every text of ours that the source gives to `t`, `tf`, `phrase`, `count` or a closure over them.
    fn used() -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the source") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(path).expect("Rust");
                let text = text.split("#[cfg(test)]").next().unwrap_or_default();
                // Languages other than English have the name of many alone.
                let counted = text.split("count(").skip(1).filter_map(|call| call.split(')').next());
                let many = counted.filter_map(|call| call.rsplit('"').nth(1)).filter(|many| !many.is_empty());
                found.extend(many.map(str::to_owned));
                for call in CALLS {
                    for (at, _) in text.match_indices(call) {
                        let before = text[..at].chars().next_back().unwrap_or(' ');
                        let after = &text[at + call.len() - 1..];
                        let after = after.trim_start().strip_prefix('"').unwrap_or_default();
                        let words = after.split_once('"').map_or("", |(words, _)| words);
                        if !before.is_alphanumeric() && before != '_' && !words.is_empty() {
                            found.push(words.to_owned());
                        }
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_language_has_every_text_with_the_same_gaps() {
        let gaps = |text: &str| {
            let mut gaps: Vec<usize> = pieces(text)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Gap(n) => Some(n),
                    Piece::Words(_) => None,
                })
                .collect();
            gaps.sort_unstable();
            gaps
        };
        assert_eq!(TABLE.lines().next(), Some("en\tfr\tar\tru\tde\tes"));
        assert_eq!(LABELS.rows().len(), TABLE.lines().count() - 1, "a text stands there twice");
        for (english, row) in LABELS.rows() {
            for text in row {
                assert!(!text.trim().is_empty(), "a language lacks “{english}”");
                assert_eq!(gaps(text), gaps(english), "{text}");
            }
        }
        let words = serde_json::to_value(super::super::words()).expect("words");
        for text in words.as_object().expect("words by key").values() {
            let text = text.as_str().expect("a text");
            assert!(LABELS.rows().contains_key(text), "“{text}” is in no language but English");
        }
        let used = used();
        assert!(used.len() > 200, "the search finds too little: {}", used.len());
        for text in &used {
            assert!(LABELS.rows().contains_key(text.as_str()), "“{text}” is in no language but English");
        }
        let fixed: Vec<&str> =
            words.as_object().expect("words by key").values().filter_map(|text| text.as_str()).collect();
        for english in LABELS.rows().keys() {
            let is_said = used.iter().any(|text| text == english) || fixed.contains(english);
            assert!(is_said, "“{english}” is said nowhere");
        }
    }

    #[test]
    fn a_language_is_spoken_only_as_long_as_it_was_asked_for() {
        assert_eq!(t("Finding"), "Finding");
        speaking(Language::Fr, || {
            assert_eq!((t("Finding"), tf("draft {0}", &["3"]).as_str()), ("Constat", "version 3"));
            speaking(Language::De, || assert_eq!(t("Finding"), "Befund"));
            assert_eq!(t("Finding"), "Constat");
        });
        assert_eq!(spoken(), Language::En);
    }
}
