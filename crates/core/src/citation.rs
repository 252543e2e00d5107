//! What a footnote cites: title, address, DOI, symbol and year, as far as its
//! words say so plainly. Pure; the words themselves are kept by whoever asks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Csl, CslDate, SourceKind, SourcePatch};
use crate::time::PartialDate;

/// The longest title that is made of a note's words, in code points.
const TITLE: usize = 240;

/// What a note cites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Citation {
    /// The title in quotation marks, or else the words without address.
    pub title: String,
    /// The address.
    pub url: String,
    /// The digital object identifier.
    pub doi: String,
    /// The symbol of a document, as `S/1510/2017`.
    pub symbol: String,
    /// The year, if one alone is named.
    pub year: String,
}

impl Citation {
    /// Reads a citation.
    pub fn read(text: &str) -> Self {
        let doi = doi(text).unwrap_or_default();
        let web = url(text).unwrap_or_default();
        let is_resolver = web.split_once("doi.org/").is_some_and(|(_, name)| !doi.is_empty() && name == doi);
        let url = match (web.is_empty() || is_resolver, doi.is_empty()) {
            (false, _) => web.to_owned(),
            (true, false) => format!("https://doi.org/{doi}"),
            (true, true) => String::new(),
        };
        let title = quoted(text).map_or_else(|| rest(text, web, doi), str::to_owned);
        Self {
            title: tidy(&title),
            url,
            doi: doi.to_owned(),
            symbol: symbol(text).unwrap_or_default().to_owned(),
            year: year(text).unwrap_or_default(),
        }
    }

    /// Whether it names a work: more than that there are words.
    pub fn names_a_work(&self) -> bool {
        !(self.url.is_empty() && self.doi.is_empty() && self.symbol.is_empty())
    }

    /// As a new source, with the words in which it is cited.
    pub(crate) fn source(&self, words: &str) -> SourcePatch {
        let published = self.year.parse::<PartialDate>().unwrap_or_default();
        let issued = CslDate { date: published.clone(), literal: String::new() };
        let kind = match (self.doi.is_empty(), self.symbol.is_empty(), self.url.is_empty()) {
            (false, ..) => SourceKind::JournalArticle,
            (true, false, _) => SourceKind::Report,
            (true, true, false) => SourceKind::WebPage,
            (true, true, true) => SourceKind::Report,
        };
        let csl = Csl {
            title: if self.title.is_empty() { short(words.trim()) } else { self.title.clone() },
            url: self.url.clone(),
            doi: self.doi.clone(),
            issued,
            ..Csl::default()
        };
        SourcePatch {
            kind: Some(kind),
            csl: Some(csl),
            symbol: Some(self.symbol.clone()),
            published: Some(published),
            note: Some(words.trim().to_owned()),
            ..SourcePatch::default()
        }
    }
}

/// Signs that end an address, and are no part of it.
fn trimmed(word: &str) -> &str {
    let mut word =
        word.trim_end_matches(['.', ',', ';', ':', '!', '?', '”', '»', '’', '\'', '"', '>', '。', '，', '،', '؛']);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut over = word.matches(close).count().saturating_sub(word.matches(open).count());
        while over > 0
            && let Some(bare) = word.strip_suffix(close)
        {
            word = bare.trim_end_matches(['.', ',', ';']);
            over -= 1;
        }
    }
    word
}

fn ends_address(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '“' | '”' | '«' | '»')
}

fn url(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let from = ["https://", "http://"].iter().filter_map(|scheme| lower.find(scheme)).min()?;
    let found = &text[from..];
    let found = trimmed(&found[..found.find(ends_address).unwrap_or(found.len())]);
    (found.len() > "https://".len()).then_some(found)
}

fn doi(text: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(at) = text[from..].find("10.") {
        let start = from + at;
        let found = &text[start..];
        let found = trimmed(&found[..found.find(ends_address).unwrap_or(found.len())]);
        let starts = text[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '.');
        if starts
            && let Some((registrant, name)) = found.strip_prefix("10.").and_then(|rest| rest.split_once('/'))
            && registrant.len() >= 4
            && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !name.is_empty()
        {
            return Some(found);
        }
        from = start + 3;
    }
    None
}

/// A token of capitals, figures and strokes, as `A/HRC/36/55`.
fn symbol(text: &str) -> Option<&str> {
    let is_symbol = |word: &&str| {
        let parts: Vec<&str> = word.split('/').collect();
        let part = |part: &&str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || ".-()".contains(c))
        };
        parts.len() >= 3
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && parts.iter().all(part)
            && parts.iter().any(|one| one.starts_with(|c: char| c.is_ascii_digit()))
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '“' | '”' | '"')).map(trimmed).find(is_symbol)
}

/// The one year that the words name, apart from that in which they were looked up.
fn year(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let looked_up = ["accessed", "retrieved", "consulté", "abgerufen", "дата обращения", "última consulta"];
    let until = looked_up.iter().filter_map(|word| lower.find(word)).min().unwrap_or(lower.len());
    let mut found: Vec<&str> = lower[..until]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .filter(|word| word.starts_with("19") || word.starts_with("20"))
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}

/// The longest words in quotation marks.
fn quoted(text: &str) -> Option<&str> {
    const MARKS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('"', '"')];
    let mut best: Option<&str> = None;
    for (open, close) in MARKS {
        let mut from = 0;
        while let Some(at) = text[from..].find(open) {
            let start = from + at + open.len_utf8();
            let Some(length) = text[start..].find(close) else { break };
            let inside = text[start..start + length].trim();
            if inside.chars().count() > best.map_or(3, |best| best.chars().count()) {
                best = Some(inside);
            }
            from = start + length + close.len_utf8();
        }
    }
    best
}

/// The words without address and identifier, and what introduces those.
fn rest(text: &str, url: &str, doi: &str) -> String {
    let mut words = text.to_owned();
    for gone in [url, doi] {
        if !gone.is_empty() {
            words = words.replace(gone, " ");
        }
    }
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for lead in ["available at", "Available at", "Available from", "URL", "DOI", "doi", "at", "Online"] {
        let end = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
        if let Some(before) = end.strip_suffix(lead)
            && before.ends_with(|c: char| !c.is_alphanumeric())
        {
            words = before.to_owned();
        }
    }
    words.trim_matches(|c: char| c.is_whitespace() || ",;:.<>()[]–—-".contains(c)).to_owned()
}

fn tidy(title: &str) -> String {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    short(words.trim_end_matches([',', ';', ':']))
}

/// Cut between words.
fn short(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(TITLE) else { return text.to_owned() };
    let end = text[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str, title: &str, url: &str, doi: &str, symbol: &str, year: &str) {
        let [title, url, doi, symbol, year] = [title, url, doi, symbol, year].map(str::to_owned);
        assert_eq!(Citation::read(text), Citation { title, url, doi, symbol, year }, "{text}");
    }

    #[test]
    fn a_footnote_says_what_it_cites() {
        read(
            "OPCW, “Report of the Fact-Finding Mission”, S/1510/2017, 29 June 2017, available at https://www.opcw.org/report (accessed 3 July 2018).",
            "Report of the Fact-Finding Mission",
            "https://www.opcw.org/report",
            "",
            "S/1510/2017",
            "2017",
        );
        read(
            "See doi:10.1000/xyz(2017)1.",
            "See",
            "https://doi.org/10.1000/xyz(2017)1",
            "10.1000/xyz(2017)1",
            "",
            "2017",
        );
        read("https://doi.org/10.1000/182.", "", "https://doi.org/10.1000/182", "10.1000/182", "", "");
        read("Доклад миссии «О событиях 4 апреля», с. 5.", "О событиях 4 апреля", "", "", "", "");
        read("Interview, 5 May 2016 and 6 May 2017.", "Interview, 5 May 2016 and 6 May 2017", "", "", "", "");
        read("See p. 10.", "See p. 10", "", "", "", "");
        read("pp. 8–10.", "pp. 8–10", "", "", "", "");
        read("Ibid.", "Ibid", "", "", "", "");
        read("", "", "", "", "", "");
    }

    #[test]
    fn signs_around_an_address_are_no_part_of_it() {
        assert_eq!(url("(see https://example.org/a_(b))."), Some("https://example.org/a_(b)"));
        assert_eq!(url("<HTTPS://EXAMPLE.ORG/x>"), Some("HTTPS://EXAMPLE.ORG/x"));
        assert_eq!(url("http://"), None);
        assert_eq!(doi("version 10.2/3"), None);
        assert_eq!(symbol("A/HRC/36/55"), Some("A/HRC/36/55"));
        assert_eq!(symbol("and/or 24/7 AC/DC"), None);
    }

    #[test]
    fn a_long_note_is_cut_between_words() {
        let title = Citation::read(&"word ".repeat(200)).title;
        assert!(title.chars().count() <= TITLE + 1 && title.ends_with("word…"), "{title}");
    }
}
