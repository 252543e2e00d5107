//! Sources in words: a citation in the list, a short name in tables.

use std::collections::HashMap;

use super::{Line, SourceView};
use crate::labels::{self, t};
use crate::report::{SourceEntry, Withheld};

/// The sources by number.
pub(crate) struct SourceNames<'a>(HashMap<u32, &'a SourceEntry>);

impl<'a> SourceNames<'a> {
    pub(crate) fn new(sources: &'a [SourceEntry]) -> Self {
        Self(sources.iter().map(|source| (source.number, source)).collect())
    }

    /// `OPCW Technical Secretariat, S/1510/2017`: who, symbol or title, and the date where there is no symbol.
    pub(crate) fn short(&self, number: u32) -> Line {
        let Some(source) = self.0.get(&number) else { return Line::default() };
        if source.withheld != Withheld::Nothing {
            return kept_back(source);
        }
        let citation = &source.citation;
        let by = Line::of(&citation.by);
        if !citation.symbol.trim().is_empty() {
            return by.then(", ", Line::of(&citation.symbol));
        }
        by.then(", ", Line::default().title(&citation.title)).then(", ", Line::of(&labels::date(&citation.date)))
    }

    /// Who brought it forth, for narrow places.
    pub(super) fn who(&self, number: u32) -> String {
        let source = self.0.get(&number).filter(|source| source.withheld == Withheld::Nothing);
        let names = |source: &&SourceEntry| [source.citation.by.clone(), source.citation.title.clone()];
        source.and_then(|source| names(source).into_iter().find(|name| !name.trim().is_empty())).unwrap_or_default()
    }

    /// The day on which it came out, if it is known to the day and not kept back.
    pub(super) fn day(&self, number: u32) -> Option<&str> {
        self.0.get(&number).map(|source| source.citation.date.as_str())
    }
}

fn kept_back(source: &SourceEntry) -> Line {
    Line::default().quiet(format!("{} ({})", labels::withheld(source.withheld), labels::source_kind(source.kind)))
}

/// A source in the list at the end.
pub(super) fn view(source: &SourceEntry, styled: Option<&Line>) -> SourceView {
    let open = source.withheld == Withheld::Nothing;
    SourceView {
        number: source.number,
        citation: match styled {
            Some(line) if open => completed(line.clone(), source),
            _ if open => citation(source),
            _ => kept_back(source),
        },
        notes: notes(source),
    }
}

/// A citation in a style, and after it what by which a reader finds the source and the style does not print.
fn completed(line: Line, source: &SourceEntry) -> Line {
    let cited = &source.citation;
    let plain = line.plain().to_lowercase();
    let says = |text: &str| plain.contains(&text.trim().to_lowercase());
    let [symbol, doi, url] = [&cited.symbol, &cited.doi, &cited.url].map(|text| (!says(text)).then_some(text.as_str()));
    // The address of a DOI is the DOI.
    let url = url.filter(|url| cited.doi.trim().is_empty() || !url.to_lowercase().contains(&cited.doi.to_lowercase()));
    let accessed = if says_accessed(&plain, source) { Line::default() } else { accessed(source) };
    let address = Line::default().link(url.unwrap_or_default());
    // Alone it begins a sentence.
    let accessed = if address.is_empty() { Line::own(labels::sentence(&accessed.plain())) } else { accessed };
    let parts =
        [Line::of(symbol.unwrap_or_default()), doi.map(self::doi).unwrap_or_default(), address.then(", ", accessed)];
    parts.into_iter().filter(|part| !part.is_empty()).fold(line, Line::sentence)
}

/// Whether a citation says when the source was last seen. Each style writes days in its own way: their numbers are
/// sought, beside those of the address, of the symbol and of the day on which it came out.
fn says_accessed(plain: &str, source: &SourceEntry) -> bool {
    let cited = &source.citation;
    let mut rest = plain.to_owned();
    for other in [&cited.url, &cited.doi, &cited.symbol, &cited.title].map(|text| text.trim().to_lowercase()) {
        if !other.is_empty() {
            rest = rest.replacen(&other, " ", 1);
        }
    }
    let numbers = |text: &str| -> Vec<u32> {
        text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
    };
    let mut found = numbers(&rest);
    for number in numbers(&cited.date) {
        if let Some(at) = found.iter().position(|one| *one == number) {
            found.swap_remove(at);
        }
    }
    let day = numbers(cited.accessed.as_str());
    // The month may be a word.
    day.first().is_none_or(|year| found.contains(year)) && day.get(2).is_none_or(|day| found.contains(day))
}

fn accessed(source: &SourceEntry) -> Line {
    let accessed = labels::date(source.citation.accessed.as_str());
    if accessed.is_empty() { Line::default() } else { Line::own(format!("{} {accessed}", t("accessed"))) }
}

fn doi(doi: &str) -> Line {
    if doi.trim().is_empty() { Line::default() } else { Line::own("doi:").user(doi) }
}

/// By. *Title*. Symbol. In: container. Publisher, date. Address. Accessed.
fn citation(source: &SourceEntry) -> Line {
    let cited = &source.citation;
    let archive = Line::of(&cited.archive);
    let parts = [
        Line::of(&cited.by),
        Line::default().title(&cited.title),
        Line::of(&cited.symbol),
        Line::default().title(&cited.container),
        Line::of(&cited.publisher).then(", ", Line::of(&labels::date(&cited.date))),
        doi(&cited.doi),
        if archive.is_empty() { archive } else { Line::own(format!("{} ", t("Archived:"))).then("", archive) },
        Line::default().link(&cited.url).then(", ", accessed(source)),
    ];
    parts.into_iter().fold(Line::default(), Line::sentence)
}

fn notes(source: &SourceEntry) -> Vec<Line> {
    let labelled = |label: &'static str, line: Line| if line.is_empty() { line } else { Line::phrase(label, &[line]) };
    let grades = [
        labelled("reliability {0}", Line::own(labels::reliability(source.reliability).unwrap_or_default())),
        labelled("information {0}", Line::own(labels::credibility(source.credibility).unwrap_or_default())),
    ];
    let origin = source.goes_back_to.map(|number| Line::default().source(number)).unwrap_or_default();
    let facts = [
        Line::own(labels::sentence(labels::source_kind(source.kind))),
        Line::of(&source.language),
        labelled("of {0}", Line::own(labels::date(source.dated.as_str()))),
        labelled("translated by {0}", Line::of(&source.translator)),
        Line::join(grades, t(", ")),
        labelled("Goes back to {0}", origin),
    ];
    let all = [
        Line::join(facts, " · "),
        labelled("Interests: {0}", Line::of(&source.interests)),
        labelled("Note: {0}", Line::of(&source.note)),
    ];
    all.into_iter().filter(|line| !line.is_empty()).collect()
}
