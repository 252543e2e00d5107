//! The sources of a report as bibliographic records: CSL-JSON, and what is made of it.
//!
//! What a source asked to be kept is not here: the report does not have it.

mod bibtex;
mod ris;
mod styled;

pub(crate) use bibtex::bibtex;
pub(crate) use ris::ris;
pub(crate) use styled::styled;

use claimdesk_core::model::{Csl, CslName, SourceKind};
use claimdesk_core::time::PartialDate;
use serde_json::{Map, Value, json};

use crate::report::{Report, SourceEntry};
use crate::text::visible;

/// A source that can be cited, in parts.
pub(crate) struct Record<'a> {
    /// By which others name it: who, when, and its number in the report.
    pub(crate) key: String,
    /// Its type in CSL.
    pub(crate) kind: &'static str,
    pub(crate) authors: Vec<CslName>,
    pub(crate) csl: &'a Csl,
    pub(crate) source: &'a SourceEntry,
    pub(crate) issued: String,
    /// A date in words, where it is no other.
    pub(crate) literal: String,
    pub(crate) symbol: String,
}

/// The records of all sources that the report names.
pub(crate) fn records(report: &Report) -> Vec<Record<'_>> {
    report.sources.iter().filter_map(record).collect()
}

pub(crate) fn record(source: &SourceEntry) -> Option<Record<'_>> {
    let csl = source.csl.as_ref()?;
    let mut authors = csl.author.clone();
    if authors.is_empty() && csl.editor.is_empty() && !source.citation.by.trim().is_empty() {
        authors.push(CslName { literal: source.citation.by.clone(), ..CslName::default() });
    }
    let issued = &source.citation.date;
    let is_date = issued.parse::<PartialDate>().is_ok_and(|date| !date.is_empty());
    let (issued, literal) = if is_date { (issued.clone(), String::new()) } else { (String::new(), issued.clone()) };
    let key = key(authors.first().or(csl.editor.first()), &issued, source.number);
    Some(Record {
        key,
        kind: kind(csl, source.kind),
        authors,
        csl,
        source,
        issued,
        literal,
        symbol: source.citation.symbol.clone(),
    })
}

/// `opcw2017-1`: letters and digits that every program takes.
fn key(first: Option<&CslName>, issued: &str, number: u32) -> String {
    let name = first.map(|name| if name.literal.is_empty() { name.family.as_str() } else { name.literal.as_str() });
    let word =
        name.unwrap_or_default().split(|letter: char| !letter.is_ascii_alphanumeric()).find(|word| !word.is_empty());
    let word = word.map_or_else(|| "source".to_owned(), str::to_ascii_lowercase);
    format!("{}{}-{number}", word, issued.get(..4).unwrap_or_default())
}

/// The type in CSL: the record's own if CSL knows it, else that of the kind of source.
fn kind(csl: &Csl, kind: SourceKind) -> &'static str {
    const KNOWN: [&str; 24] = [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "dataset",
        "document",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "motion_picture",
        "paper-conference",
        "personal_communication",
        "post",
        "post-weblog",
        "report",
        "speech",
        "webpage",
    ];
    if let Some(known) = KNOWN.iter().find(|known| **known == csl.csl_type) {
        return known;
    }
    match kind {
        SourceKind::Report | SourceKind::Statement => "report",
        SourceKind::OfficialAct => "legislation",
        SourceKind::NewsArticle => "article-newspaper",
        SourceKind::WebPage => "webpage",
        SourceKind::Book => "book",
        SourceKind::JournalArticle => "article-journal",
        SourceKind::DataSet => "dataset",
        SourceKind::Interview => "interview",
        SourceKind::Letter => "personal_communication",
        SourceKind::Image => "graphic",
        SourceKind::Recording => "motion_picture",
        SourceKind::Post => "post",
        SourceKind::ArchiveItem | SourceKind::OwnObservation => "document",
    }
}

/// A text as one line, with nothing invisible in it.
pub(crate) fn line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All records as CSL-JSON.
pub(crate) fn csl_json(report: &Report) -> Value {
    Value::Array(records(report).iter().map(item).collect())
}

fn item(record: &Record<'_>) -> Value {
    let (csl, source) = (record.csl, record.source);
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| {
        let says =
            !value.is_null() && value.as_str() != Some("") && value.as_array().is_none_or(|list| !list.is_empty());
        if says {
            item.insert(key.to_owned(), value);
        }
    };
    for (key, text) in &csl.other {
        // What stands below has its own place.
        if !["id", "type", "author", "issued", "accessed"].contains(&key.as_str()) {
            put(key, json!(line(text)));
        }
    }
    put("id", json!(record.key));
    put("type", json!(record.kind));
    put("author", Value::Array(record.authors.iter().map(name).collect()));
    put("editor", Value::Array(csl.editor.iter().map(name).collect()));
    put("title", json!(line(&csl.title)));
    put("container-title", json!(line(&csl.container_title)));
    put("publisher", json!(line(&csl.publisher)));
    put("publisher-place", json!(line(&csl.publisher_place)));
    put("volume", json!(line(&csl.volume)));
    put("issue", json!(line(&csl.issue)));
    put("page", json!(line(&csl.page)));
    put("number", json!(line(&record.symbol)));
    put("archive", json!(line(&csl.archive)));
    put("DOI", json!(line(&csl.doi)));
    put("URL", json!(line(&csl.url)));
    put("language", json!(line(&source.language)));
    put("issued", date(&record.issued, &record.literal));
    put("accessed", date(source.citation.accessed.as_str(), ""));
    put("note", json!(line(&source.note)));
    Value::Object(item)
}

fn name(name: &CslName) -> Value {
    if name.literal.is_empty() {
        json!({"family": line(&name.family), "given": line(&name.given)})
    } else {
        json!({"literal": line(&name.literal)})
    }
}

fn date(date: &str, literal: &str) -> Value {
    let parts: Vec<u32> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    match (parts.is_empty(), literal.trim()) {
        (false, _) => json!({"date-parts": [parts]}),
        (true, "") => Value::Null,
        (true, literal) => json!({"literal": line(literal)}),
    }
}
