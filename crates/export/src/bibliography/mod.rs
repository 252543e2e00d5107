//! The sources of a report as bibliographic records, and their citations in a style.
//!
//! What a source asked to be kept is not here: the report does not have it. How a format is written is
//! `claimdesk-biblio`'s: there is one writer for the desk's library and for reports.

mod styled;

pub(crate) use styled::styled;

use claimdesk_biblio::{CITED_AS, Style};
use claimdesk_core::model::{Access, Confidentiality, Csl, CslDate, CslName, InformationGrade, Source, SourceGrade};
use claimdesk_core::time::PartialDate;

use crate::report::{Report, SourceEntry};
use crate::text::visible;

/// The sources that a report names as a bibliography.
pub(crate) fn written(report: &Report, style: Style) -> String {
    let sources: Vec<Source> = report.sources.iter().filter_map(|entry| source(report, entry, Some(style))).collect();
    claimdesk_biblio::write(&sources, style)
}

/// A source that can be cited, as others are to read it; with the notes on it, where a format is named that has them.
fn source(report: &Report, entry: &SourceEntry, style: Option<Style>) -> Option<Source> {
    let csl = entry.csl.as_ref()?;
    let cited = &entry.citation;
    let is_type = csl.csl_type.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'));
    let mut record = Csl {
        csl_type: if is_type { csl.csl_type.clone() } else { String::new() },
        title: line(&csl.title),
        author: names(&csl.author),
        editor: names(&csl.editor),
        publisher: line(&csl.publisher),
        publisher_place: line(&csl.publisher_place),
        container_title: line(&csl.container_title),
        issued: issued(&cited.date),
        volume: line(&csl.volume),
        issue: line(&csl.issue),
        page: line(&csl.page),
        number: line(&cited.symbol),
        url: line(&csl.url),
        doi: line(&csl.doi),
        archive: line(&csl.archive),
        other: csl.other.iter().map(|(key, text)| (key.clone(), visible(text).into_owned())).collect(),
    };
    // What has a stop in its name was kept for one format.
    record.other.retain(|key, _| !key.contains('.') || style.is_some_and(|style| key.starts_with(style.prefix())));
    match style {
        Some(Style::Csl) => note(&mut record, "note", &entry.note, " "),
        Some(Style::Bibtex) => note(&mut record, "bibtex.note", &entry.note, " "),
        Some(Style::Ris) => note(&mut record, "ris.N1", &line(&entry.note), "\n"),
        None => record.other.retain(|key, _| !["abstract", "annote", "keyword", "note"].contains(&key.as_str())),
    }
    record.other.insert(CITED_AS.to_owned(), key(csl, entry));
    Some(Source {
        id: entry.id?,
        kind: entry.kind,
        csl: record,
        symbol: line(&cited.symbol),
        originator: line(&cited.by),
        origin: None,
        language: line(&entry.language),
        translator: line(&entry.translator),
        dated: entry.dated.clone(),
        published: PartialDate::default(),
        accessed: cited.accessed.clone(),
        access: Access::default(),
        confidentiality: Confidentiality::default(),
        terms: entry.terms,
        reliability: SourceGrade::default(),
        credibility: InformationGrade::default(),
        interests: String::new(),
        note: String::new(),
        document: None,
        added_at: report.head.at,
    })
}

/// Adds the desk's note to what an import noted.
fn note(record: &mut Csl, key: &str, text: &str, between: &str) {
    let text = visible(text.trim());
    if text.is_empty() {
        return;
    }
    let noted = record.other.entry(key.to_owned()).or_default();
    if !noted.is_empty() {
        noted.push_str(between);
    }
    noted.push_str(&text);
}

/// `opcw2017-1`: letters and digits that every program takes, with the number of the source in the report.
fn key(csl: &Csl, entry: &SourceEntry) -> String {
    let first = csl.author.first().or(csl.editor.first());
    let name = first.map(|name| if name.literal.is_empty() { &name.family } else { &name.literal });
    let name = name.unwrap_or(&entry.citation.by);
    let word = name.split(|letter: char| !letter.is_ascii_alphanumeric()).find(|word| !word.is_empty());
    let word = word.map_or_else(|| "source".to_owned(), str::to_ascii_lowercase);
    format!("{word}{}-{}", issued(&entry.citation.date).date.as_str().get(..4).unwrap_or_default(), entry.number)
}

/// A date as such, or its words.
fn issued(text: &str) -> CslDate {
    match text.parse::<PartialDate>() {
        Ok(date) if !date.is_empty() => CslDate { date, literal: String::new() },
        Ok(_) | Err(_) => CslDate { date: PartialDate::default(), literal: line(text) },
    }
}

fn names(names: &[CslName]) -> Vec<CslName> {
    let name =
        |name: &CslName| CslName { family: line(&name.family), given: line(&name.given), literal: line(&name.literal) };
    names.iter().map(name).collect()
}

/// A text as one line, with nothing invisible in it.
fn line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
