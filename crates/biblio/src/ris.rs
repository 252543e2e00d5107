//! RIS: two letters or digits, two blanks, a dash, the value; one record from `TY` to `ER`.
//!
//! Written here because the readers at hand turn tags into prose: the lines themselves are the format.

use std::fmt::Write;

use claimdesk_core::model::{Csl, CslName, Source, SourcePatch};

use crate::{Bibliography, CITED_AS, dates, is_web, kinds, one_line};

/// Under this, tags that a source has no field for.
pub(crate) const KEPT: &str = "ris.";

/// The tag and the value of a line; none if it has none.
pub(crate) fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = (line.get(..2)?, line.get(2..)?);
    let is_tag = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let rest = rest.strip_prefix("  -")?;
    is_tag.then_some((tag, rest.trim()))
}

pub(crate) fn read(text: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let mut record: Vec<(String, String)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        match tag(line.trim_end()) {
            Some(("ER", _)) => finish(&mut record, &mut found),
            Some(("TY", value)) => {
                finish(&mut record, &mut found);
                record.push(("TY".to_owned(), value.to_owned()));
            }
            Some(_) if record.is_empty() => {
                found.problems.push(format!("Line {}: there is no “TY” before it.", n + 1));
            }
            Some((tag, value)) => record.push((tag.to_owned(), value.to_owned())),
            // A line without a tag goes on where the one before ended.
            None if !line.trim().is_empty() => {
                if let Some((_, value)) = record.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                } else {
                    found.problems.push(format!("Line {}: it is no part of a record.", n + 1));
                }
            }
            None => {}
        }
    }
    finish(&mut record, &mut found);
    found
}

fn finish(record: &mut Vec<(String, String)>, found: &mut Bibliography) {
    if record.is_empty() {
        return;
    }
    found.entries.push(patch(std::mem::take(record)));
}

fn name(value: &str) -> CslName {
    match value.split_once(',') {
        Some((family, given)) => CslName {
            family: family.trim().to_owned(),
            given: given.trim().trim_end_matches(',').to_owned(),
            literal: String::new(),
        },
        None => CslName { literal: value.trim().to_owned(), ..CslName::default() },
    }
}

fn patch(record: Vec<(String, String)>) -> SourcePatch {
    let mut csl = Csl::default();
    let mut patch = SourcePatch::default();
    let (mut first, mut last) = (String::new(), String::new());
    let mut kept: Vec<(String, String)> = Vec::new();
    for (tag, value) in record.into_iter().filter(|(_, value)| !value.is_empty()) {
        let free = |field: &String| field.is_empty();
        match tag.as_str() {
            "TY" => {
                csl.csl_type = kinds::csl_of_ris(&value).to_owned();
                if kinds::ris_of(&csl.csl_type) != value {
                    kept.push((tag, value));
                }
            }
            "TI" | "T1" if free(&csl.title) => csl.title = value,
            "AU" | "A1" => csl.author.push(name(&value)),
            "ED" | "A2" => csl.editor.push(name(&value)),
            "T2" | "JO" | "JF" if free(&csl.container_title) => csl.container_title = value,
            "PB" if free(&csl.publisher) => csl.publisher = value,
            "CY" | "PP" if free(&csl.publisher_place) => csl.publisher_place = value,
            "VL" if free(&csl.volume) => csl.volume = value,
            "IS" if free(&csl.issue) => csl.issue = value,
            "SP" if free(&first) => first = value,
            "EP" if free(&last) => last = value,
            "M1" | "SV" if free(&csl.number) => csl.number = value,
            "DO" if free(&csl.doi) => csl.doi = value,
            "UR" | "L2" if free(&csl.url) && is_web(&value) => csl.url = value,
            "DB" | "AV" if free(&csl.archive) => csl.archive = value,
            "ID" if !csl.other.contains_key(CITED_AS) => {
                csl.other.insert(CITED_AS.to_owned(), value);
            }
            "LA" if patch.language.is_none() => patch.language = Some(value),
            "Y2" if patch.accessed.is_none() && !dates::read(&value).date.is_empty() => {
                patch.accessed = Some(dates::read(&value).date);
            }
            "DA" | "PY" | "Y1" => issued(&mut csl, &mut kept, tag, value),
            _ => kept.push((tag, value)),
        }
    }
    csl.page = if last.is_empty() || last == first { first } else { format!("{first}-{last}") };
    for (tag, value) in kept {
        let held = csl.other.entry(format!("{KEPT}{tag}")).or_default();
        // A tag may come again: one value a line.
        if !held.is_empty() {
            held.push('\n');
        }
        held.push_str(&value);
    }
    crate::bibtex::complete(&mut patch, csl);
    patch
}

/// The most precise of the dates that are given; the others are kept.
fn issued(csl: &mut Csl, kept: &mut Vec<(String, String)>, tag: String, value: String) {
    let date = dates::read(&value);
    let finer = date.date.as_str().len() > csl.issued.date.as_str().len();
    if finer || (csl.issued.date.is_empty() && csl.issued.literal.is_empty()) {
        csl.issued = date;
    } else if !csl.issued.date.as_str().starts_with(date.date.as_str()) || date.date.is_empty() {
        kept.push((tag, value));
    }
}

pub(crate) fn write(sources: &[Source]) -> String {
    let mut text = String::new();
    for source in sources {
        record(source, &mut text);
        text.push_str("\r\n");
    }
    text
}

fn record(source: &Source, text: &mut String) {
    let csl = &source.csl;
    let csl_type = kinds::csl_type(source);
    // The format asks for both signs at the end of a line.
    let mut put = |tag: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            write!(text, "{tag}  - {value}\r\n").expect("writing to a string cannot fail");
        }
    };
    let had = csl.other.get(&format!("{KEPT}TY")).filter(|kind| !kind.trim().is_empty());
    put("TY", had.map_or(kinds::ris_of(csl_type), String::as_str));
    put("ID", csl.other.get(CITED_AS).map_or("", String::as_str));
    put("TI", &csl.title);
    csl.author.iter().for_each(|name| put("AU", &name_line(name)));
    if csl.author.is_empty() && !source.originator.is_empty() {
        put("AU", &source.originator);
    }
    csl.editor.iter().for_each(|name| put("ED", &name_line(name)));
    put("T2", &csl.container_title);
    put("PB", &csl.publisher);
    put("CY", &csl.publisher_place);
    put("DA", &dates::line(&csl.issued).replace('-', "/"));
    put("PY", csl.issued.date.as_str().get(..4).unwrap_or_default());
    put("VL", &csl.volume);
    put("IS", &csl.issue);
    let (first, last) = csl.page.split_once(['-', '–']).unwrap_or((&csl.page, ""));
    put("SP", first);
    put("EP", last.trim_start_matches('-'));
    put("M1", if csl.number.is_empty() { &source.symbol } else { &csl.number });
    put("DO", &csl.doi);
    put("UR", &csl.url);
    put("DB", &csl.archive);
    put("LA", &source.language);
    put("Y2", &source.accessed.as_str().replace('-', "/"));
    for (key, values) in &csl.other {
        // What ends or begins a record would do so here.
        let is_kept = |name: &&str| !["TY", "ER"].contains(name) && tag(&format!("{name}  - ")).is_some();
        let Some(tag) = key.strip_prefix(KEPT).filter(is_kept) else { continue };
        values.lines().for_each(|value| put(tag, value));
    }
    text.push_str("ER  - \r\n");
}

fn name_line(name: &CslName) -> String {
    match (name.family.as_str(), name.given.as_str()) {
        ("", "") => name.literal.clone(),
        (family, "") => family.to_owned(),
        (family, given) => format!("{family}, {given}"),
    }
}
