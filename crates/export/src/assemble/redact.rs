//! Keeps back what a report must not say, wherever it stands in it: after this
//! no format has it, neither in its text nor in its metadata.

use claimdesk_core::Reader;
use claimdesk_core::model::{CslName, InformationGrade, Source, SourceGrade};
use claimdesk_core::query::SourceList;
use serde_json::Value;

use super::sources::withheld;
use crate::error::Result;
use crate::report::{Audience, ClaimSheet, RebuttalSheet, Redaction, Report, Withheld};

/// What stands in the place of a name that is kept back.
const KEPT: &str = "[kept back]";

/// Fewer letters are no name by which anybody is found.
const FEWEST: usize = 3;

/// The report without what its redaction keeps back.
pub(super) fn apply(mut report: Report, reader: &Reader<'_>, redaction: Redaction) -> Result<Report> {
    if redaction == Redaction::Desk {
        desk(&mut report);
    }
    if report.audience == Audience::Article {
        report.head.documents.iter_mut().for_each(|document| document.revisions.clear());
    }
    let names = names(reader, redaction)?;
    if names.is_empty() { Ok(report) } else { without(report, &names) }
}

/// Takes out the people of the desk, its notes and its history.
fn desk(report: &mut Report) {
    report.head.brief.clear();
    report.head.editors.clear();
    report.summary.iter_mut().for_each(|row| row.by.clear());
    report.claims.iter_mut().for_each(claim);
    report.contacts.clear();
    // That and when something was corrected is for everybody; why, and who said so, is the desk's.
    report.corrections.iter_mut().for_each(|line| line.why.clear());
    report.snapshots.iter_mut().for_each(|kept| kept.by.clear());
    for left in &mut report.omissions {
        left.reason.clear();
        left.by.clear();
    }
    for source in &mut report.sources {
        source.note.clear();
        source.interests.clear();
        source.reliability = SourceGrade::default();
        source.credibility = InformationGrade::default();
    }
    for left in report.not_checked.iter_mut().chain(&mut report.open) {
        left.reason.clear();
    }
}

fn claim(claim: &mut ClaimSheet) {
    claim.assignee.clear();
    claim.work_state_reason.clear();
    claim.history.clear();
    claim.checks.clear();
    if let Some(verdict) = &mut claim.verdict {
        verdict.by.clear();
    }
    claim.questions.iter_mut().for_each(|question| question.strategy.clear());
    claim.rebuttals.iter_mut().for_each(reflections);
}

/// How the article was to reflect a rebuttal is between the desk and the author.
fn reflections(rebuttal: &mut RebuttalSheet) {
    rebuttal.reflect.clear();
    rebuttal.answers.iter_mut().for_each(reflections);
}

/// The names of all sources of the desk that are kept back, the longest first.
fn names(reader: &Reader<'_>, redaction: Redaction) -> Result<Vec<Vec<char>>> {
    if redaction == Redaction::Nothing {
        return Ok(Vec::new());
    }
    let mut names: Vec<String> = Vec::new();
    let mut offset = 0;
    loop {
        let page = SourceList { offset: Some(offset), limit: Some(1_000), ..SourceList::default() }.ask(reader)?;
        let Some(count) = u32::try_from(page.rows.len()).ok().filter(|count| *count > 0) else { break };
        let kept =
            page.rows.iter().map(|row| &row.source).filter(|source| withheld(source, redaction) != Withheld::Nothing);
        kept.for_each(|source| of_source(source, &mut names));
        offset += count;
        if offset >= page.total {
            break;
        }
    }
    let mut names: Vec<Vec<char>> = names
        .iter()
        .map(|name| name.trim())
        .filter(|name| name.chars().count() >= FEWEST)
        .map(|name| name.chars().map(single).collect())
        .collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    Ok(names)
}

fn of_source(source: &Source, names: &mut Vec<String>) {
    let csl = &source.csl;
    names.extend(
        [&source.originator, &source.symbol, &source.translator, &csl.title, &csl.url, &csl.doi].map(Clone::clone),
    );
    for CslName { family, given, literal } in csl.author.iter().chain(&csl.editor) {
        let both = !family.is_empty() && !given.is_empty();
        names.extend([family.clone(), literal.clone()]);
        if both {
            names.extend([format!("{given} {family}"), format!("{family}, {given}"), format!("{family} {given}")]);
        }
    }
}

/// The report with the names taken out of every text of it.
fn without(report: Report, names: &[Vec<char>]) -> Result<Report> {
    let mut value = serde_json::to_value(&report)?;
    walk(&mut value, names, true);
    // A name that is also a word of the format itself is taken out of sentences alone.
    if let Ok(report) = serde_json::from_value(value) {
        return Ok(report);
    }
    let mut value = serde_json::to_value(&report)?;
    walk(&mut value, names, false);
    Ok(serde_json::from_value(value)?)
}

fn walk(value: &mut Value, names: &[Vec<char>], words_too: bool) {
    match value {
        Value::String(text) => {
            let is_word = text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
            if words_too || !is_word {
                for name in names {
                    if let Some(kept) = taken_out(text, name) {
                        *text = kept;
                    }
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| walk(value, names, words_too)),
        Value::Object(map) => map.values_mut().for_each(|value| walk(value, names, words_too)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text without a name, where the name stands in it as a word of its own.
fn taken_out(text: &str, name: &[char]) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    // Where capitals and small letters differ in number, places would not match: such letters stay as they are.
    let folded: Vec<char> = letters.iter().map(|letter| single(*letter)).collect();
    let is_edge = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_none_or(|letter| !letter.is_alphanumeric());
    let mut kept = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while at < letters.len() {
        let end = at + name.len();
        let here = folded.get(at..end).is_some_and(|here| here == name);
        if here && is_edge(at.checked_sub(1)) && is_edge(Some(end)) {
            kept.push_str(KEPT);
            (at, found) = (end, true);
        } else {
            kept.push(letters[at]);
            at += 1;
        }
    }
    found.then_some(kept)
}

/// A letter as it is compared: capitals are the same.
fn single(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_wherever_they_stand_as_words() {
        let name: Vec<char> = "a secret person".chars().collect();
        assert_eq!(taken_out("Said A Secret Person.", &name).as_deref(), Some("Said [kept back]."));
        assert_eq!(taken_out("a secret personality", &name), None);
        let name: Vec<char> = "خان".chars().collect();
        assert_eq!(taken_out("في خان شيخون", &name).as_deref(), Some("في [kept back] شيخون"));
        assert_eq!(taken_out("", &name), None);
    }
}
