//! BibTeX, with the fields that BibLaTeX adds.

use std::fmt::Write;

use claimdesk_core::model::CslName;

use super::{Record, line, records};
use crate::report::Report;

/// All records as BibTeX.
pub(crate) fn bibtex(report: &Report) -> String {
    records(report).iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// One record.
pub(crate) fn entry(record: &Record<'_>) -> String {
    let (csl, source) = (record.csl, record.source);
    let kind = kind(record.kind);
    let mut text = format!("@{kind}{{{},\n", record.key);
    let mut put = |field: &str, value: &str| {
        if !value.is_empty() {
            writeln!(text, "  {field} = {{{value}}},").expect("writing to a string cannot fail");
        }
    };
    let container = if kind == "article" { "journaltitle" } else { "booktitle" };
    let place = if kind == "report" { "institution" } else { "publisher" };
    put("author", &names(&record.authors));
    put("editor", &names(&csl.editor));
    // The second braces keep the capitals as they are.
    let title = escape(&csl.title);
    put("title", &if title.is_empty() { title } else { format!("{{{title}}}") });
    put(container, &escape(&csl.container_title));
    put(place, &escape(&csl.publisher));
    put("location", &escape(&csl.publisher_place));
    put("date", &record.issued);
    put("year", record.issued.get(..4).unwrap_or_default());
    put("volume", &escape(&csl.volume));
    put(if kind == "article" { "issue" } else { "part" }, &escape(&csl.issue));
    put("pages", &escape(&csl.page).replace('–', "--"));
    put("number", &escape(&record.symbol));
    put("type", if kind == "report" { "Report" } else { "" });
    put("doi", &escape(&csl.doi));
    put("url", &url(&csl.url));
    put("urldate", source.citation.accessed.as_str());
    put("language", &escape(&source.language));
    put("note", &escape(&[source.note.as_str(), record.literal.as_str(), csl.archive.as_str()].join(" ")));
    text.push_str("}\n");
    text
}

/// The kind of entry that stands for a type of CSL.
fn kind(csl: &str) -> &'static str {
    match csl {
        "article" | "article-journal" | "article-magazine" | "article-newspaper" => "article",
        "book" => "book",
        "chapter" => "incollection",
        "paper-conference" => "inproceedings",
        "report" => "report",
        "webpage" | "post" | "post-weblog" => "online",
        "dataset" => "dataset",
        _ => "misc",
    }
}

fn names(names: &[CslName]) -> String {
    let name = |name: &CslName| {
        if name.literal.is_empty() {
            let parts = [&name.family, &name.given].map(|part| escape(part));
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        } else {
            // Braces keep a body's name together.
            format!("{{{}}}", escape(&name.literal))
        }
    };
    names.iter().map(name).filter(|name| !name.is_empty() && name != "{}").collect::<Vec<_>>().join(" and ")
}

/// Words that TeX sets as they are.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in line(text).chars() {
        match letter {
            '\\' => escaped.push_str("\\textbackslash "),
            '~' => escaped.push_str("\\textasciitilde "),
            '^' => escaped.push_str("\\textasciicircum "),
            // A brace of a user's would end the field.
            '{' => escaped.push('('),
            '}' => escaped.push(')'),
            '%' | '$' | '&' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// An address, in which nothing may be escaped but what would end the field.
fn url(text: &str) -> String {
    line(text).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}
