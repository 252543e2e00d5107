//! RIS: one tag a line, for reference managers.

use std::fmt::Write;

use claimdesk_core::model::CslName;

use super::{Record, line, records};
use crate::report::Report;

/// All records as RIS.
pub(crate) fn ris(report: &Report) -> String {
    records(report).iter().map(entry).collect()
}

fn entry(record: &Record<'_>) -> String {
    let (csl, source) = (record.csl, record.source);
    let mut text = format!("TY  - {}\r\n", kind(record.kind));
    let mut put = |tag: &str, value: &str| {
        let value = line(value);
        if !value.is_empty() {
            write!(text, "{tag}  - {value}\r\n").expect("writing to a string cannot fail");
        }
    };
    put("ID", &record.key);
    record.authors.iter().for_each(|author| put("AU", &name(author)));
    csl.editor.iter().for_each(|editor| put("ED", &name(editor)));
    put("TI", &csl.title);
    put("T2", &csl.container_title);
    put("PB", &csl.publisher);
    put("CY", &csl.publisher_place);
    put("PY", record.issued.get(..4).unwrap_or_default());
    put("DA", &date(&record.issued, &record.literal));
    put("VL", &csl.volume);
    put("IS", &csl.issue);
    let (first, last) = csl.page.split_once(['-', '–']).unwrap_or((&csl.page, ""));
    put("SP", first);
    put("EP", last);
    put("M1", &record.symbol);
    put("DO", &csl.doi);
    put("UR", &csl.url);
    put("AV", &csl.archive);
    put("LA", &source.language);
    put("Y2", &date(source.citation.accessed.as_str(), ""));
    put("N1", &source.note);
    text.push_str("ER  - \r\n\r\n");
    text
}

fn name(name: &CslName) -> String {
    match (name.literal.trim(), name.given.trim()) {
        ("", "") => name.family.clone(),
        ("", given) => format!("{}, {given}", name.family),
        (literal, _) => literal.to_owned(),
    }
}

/// `2017/06/29/`, as far as it is known.
fn date(date: &str, literal: &str) -> String {
    if date.is_empty() {
        return literal.to_owned();
    }
    let mut parts = date.split('-');
    let mut next = || parts.next().unwrap_or_default();
    format!("{}/{}/{}/", next(), next(), next())
}

fn kind(csl: &str) -> &'static str {
    match csl {
        "article" | "article-journal" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "bill" => "BILL",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "dataset" => "DATA",
        "graphic" => "FIGURE",
        "hearing" => "HEAR",
        "legal_case" => "CASE",
        "legislation" => "STAT",
        "manuscript" => "UNPB",
        "motion_picture" | "broadcast" => "VIDEO",
        "paper-conference" => "CPAPER",
        "personal_communication" | "interview" => "PCOMM",
        "post" | "post-weblog" | "webpage" => "ELEC",
        "report" => "RPRT",
        _ => "GEN",
    }
}
