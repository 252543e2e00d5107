//! The languages of our own words, and what each asks of whoever writes it. The words themselves stand in
//! `labels/labels.tsv`, found by the English ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A language of our own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Arabic, which runs from right to left.
    Ar,
    /// Russian.
    Ru,
    /// German.
    De,
    /// Spanish.
    Es,
}

static TABLE: &str = include_str!("../labels/labels.tsv");

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels::read(TABLE));

/// Our own words in all languages: a table with a line for each English text, and above them the languages' tags.
pub struct Labels(HashMap<&'static str, [&'static str; 6]>);

impl Labels {
    /// Reads the table.
    pub fn read(table: &'static str) -> Self {
        let row = |line: &'static str| {
            let mut columns = line.split('\t');
            let row: [&'static str; 6] = std::array::from_fn(|_| columns.next().unwrap_or_default());
            (row[0], row)
        };
        Self(table.lines().skip(1).map(row).collect())
    }

    /// Words in a language; in English where the table has none.
    pub fn say(&self, language: Language, english: &'static str) -> &'static str {
        let row = self.0.get(english).and_then(|row| row.get(language as usize));
        row.filter(|text| !text.is_empty()).copied().unwrap_or(english)
    }

    /// Each English text with its row, in the order of [`Language::ALL`].
    pub fn rows(&self) -> &HashMap<&'static str, [&'static str; 6]> {
        &self.0
    }
}

impl Language {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 6] = [Self::En, Self::Fr, Self::Ar, Self::Ru, Self::De, Self::Es];

    /// Its tag, BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::Ru => "ru",
            Self::De => "de",
            Self::Es => "es",
        }
    }

    /// Whether it runs from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Ar
    }

    /// Words of ours in the language.
    pub(crate) fn say(self, english: &'static str) -> &'static str {
        LABELS.say(self, english)
    }

    /// How many forms a word takes after numbers.
    fn forms(self) -> usize {
        match self {
            Self::En | Self::Fr | Self::De | Self::Es => 2,
            Self::Ru => 3,
            Self::Ar => 5,
        }
    }

    /// Which of them it takes after a number, by the rules of Unicode CLDR.
    fn form(self, number: u32) -> usize {
        let (ten, hundred) = (number % 10, number % 100);
        match self {
            Self::En | Self::De | Self::Es => usize::from(number != 1),
            Self::Fr => usize::from(number > 1),
            Self::Ru => match (ten, hundred) {
                (_, 11..=14) => 2,
                (1, _) => 0,
                (2..=4, _) => 1,
                _ => 2,
            },
            Self::Ar => match (number, hundred) {
                (1, _) => 0,
                (2, _) => 1,
                (_, 3..=10) => 2,
                (_, 11..=99) => 3,
                _ => 4,
            },
        }
    }

    /// The form for a number out of all of them (`no sources|1 source|{0} sources`): one more than there are
    /// begins with that for none.
    pub(crate) fn counted(self, forms: &'static str, number: u32) -> &'static str {
        let forms: Vec<&str> = self.say(forms).split('|').collect();
        let for_none = forms.len().saturating_sub(self.forms());
        let at = if number == 0 && for_none > 0 { 0 } else { for_none + self.form(number) };
        forms.get(at).or(forms.last()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// All that stands between quotation marks in the source, tests left out.
    fn written() -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("the source") {
            let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("Rust");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            found.extend(code.split('"').map(str::to_owned));
        }
        found
    }

    /// What is given to `t`, `tf` and `count` there.
    fn said() -> BTreeSet<String> {
        let text = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("the source");
        let mut found = BTreeSet::new();
        for entry in text {
            let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("Rust");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for call in [".t(", ".tf(", ".count("] {
                for after in code.split(call).skip(1) {
                    let words = after.trim_start().strip_prefix('"').and_then(|after| after.split('"').next());
                    found.extend(words.map(str::to_owned));
                }
            }
        }
        found
    }

    fn gaps(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|piece| piece.split('}').next()).collect()
    }

    #[test]
    fn every_language_has_every_text_with_its_gaps_and_forms() {
        assert_eq!(TABLE.lines().next(), Some("en\tfr\tar\tru\tde\tes"));
        assert_eq!(LABELS.rows().len(), TABLE.lines().count() - 1, "a text stands there twice");
        for (english, row) in LABELS.rows() {
            for (language, text) in Language::ALL.into_iter().zip(row) {
                assert!(!text.trim().is_empty() || *english == ", ", "{language:?} lacks “{english}”");
                assert_eq!(gaps(text), gaps(english), "{text}");
                if english.contains('|') {
                    let for_none = english.split('|').count() - Language::En.forms();
                    assert_eq!(text.split('|').count(), language.forms() + for_none, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_pictures_say_is_in_every_language_and_nothing_else_is() {
        let (said, written) = (said(), written());
        assert!(said.len() > 100, "the search finds too little: {}", said.len());
        for text in said {
            assert!(LABELS.rows().contains_key(text.as_str()), "“{text}” is in no language but English");
        }
        for english in LABELS.rows().keys() {
            assert!(written.contains(*english), "“{english}” is said nowhere");
        }
    }

    #[test]
    fn pictures_and_reports_say_the_same_alike() {
        let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../export/labels/labels.tsv");
        let reports = std::fs::read_to_string(reports).expect("the words of reports");
        let mut both = 0;
        for line in reports.lines() {
            let row: Vec<&str> = line.split('\t').collect();
            let Some(ours) = row.first().and_then(|english| LABELS.rows().get(*english)) else { continue };
            assert_eq!(row, ours);
            both += 1;
        }
        assert!(both > 40, "the search finds too little: {both}");
    }

    #[test]
    fn numbers_take_the_form_that_belongs_to_them() {
        let said = |language: Language, numbers: &[u32]| -> Vec<String> {
            let forms = "no sources|1 source|{0} sources";
            numbers.iter().map(|n| language.counted(forms, *n).replace("{0}", &n.to_string())).collect()
        };
        assert_eq!(said(Language::En, &[0, 1, 2]), ["no sources", "1 source", "2 sources"]);
        assert_eq!(said(Language::Fr, &[0, 1, 2]), ["aucune source", "1 source", "2 sources"]);
        assert_eq!(
            said(Language::Ru, &[0, 1, 3, 5, 11, 14, 21, 112]),
            [
                "нет источников",
                "1 источник",
                "3 источника",
                "5 источников",
                "11 источников",
                "14 источников",
                "21 источник",
                "112 источников"
            ]
        );
        assert_eq!(
            said(Language::Ar, &[0, 1, 2, 3, 11, 100, 103]),
            ["لا مصادر", "مصدر واحد", "مصدران", "3 مصادر", "11 مصدرًا", "100 مصدر", "103 مصادر"]
        );
    }
}
