//! Keeps back what a report must not say, wherever it stands in it: after this
//! no format has it, neither in its text nor in its metadata.

use claimdesk_core::model::{ChangeAsked, Excerpt, InformationGrade, SourceGrade, WorkState};
use claimdesk_core::words::{self, PieceOp};
use serde_json::Value;

use super::names::{Cut, Names};
use crate::error::Result;
use crate::report::{
    Audience, ClaimSheet, CorrectionLine, Event, PassageLine, RebuttalSheet, Redaction, Report, Run, SourceEntry,
};

/// What a bibliographic record says of a work to everybody: by these CSL names it is found, and no note is among them.
const OF_THE_WORK: &[&str] = &[
    "ISBN",
    "ISSN",
    "PMCID",
    "PMID",
    "archive-place",
    "archive_location",
    "authority",
    "chapter-number",
    "collection-number",
    "collection-title",
    "container-title-short",
    "dimensions",
    "division",
    "edition",
    "event",
    "event-place",
    "event-title",
    "genre",
    "jurisdiction",
    "medium",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-number",
    "part-title",
    "printing-number",
    "scale",
    "section",
    "supplement-number",
    "title-short",
    "version",
    "volume-title",
    "volume-title-short",
];

/// The report without what its redaction keeps back, and without these names.
pub(super) fn apply(mut report: Report, redaction: Redaction, names: &Names) -> Result<Report> {
    if redaction == Redaction::Desk {
        desk(&mut report);
    }
    if report.audience == Audience::Article {
        report.head.documents.iter_mut().for_each(|document| document.revisions.clear());
        let verdicts = report.claims.iter_mut().filter_map(|claim| claim.verdict.as_mut());
        verdicts.for_each(|verdict| verdict.change = ChangeAsked::default());
        report.summary.iter_mut().for_each(|row| row.change = ChangeAsked::default());
    }
    if names.is_empty() { Ok(report) } else { without(report, names) }
}

/// Takes out the people of the desk, its notes and its history.
fn desk(report: &mut Report) {
    report.head.brief.clear();
    report.head.editors.clear();
    report.summary.iter_mut().for_each(|row| row.by.clear());
    report.claims.iter_mut().for_each(claim);
    report.contacts.clear();
    report.corrections.iter_mut().for_each(correction);
    report.corrections.retain(|line| !line.events.is_empty());
    report.snapshots.iter_mut().for_each(|kept| kept.by.clear());
    for left in &mut report.omissions {
        left.reason.clear();
        left.by.clear();
    }
    report.sources.iter_mut().for_each(source);
    for left in report.not_checked.iter_mut().chain(&mut report.open) {
        left.reason.clear();
    }
}

/// That and when something was corrected is for everybody; why, and how the desk went about it, is its own.
fn correction(line: &mut CorrectionLine) {
    line.why.clear();
    line.events.retain(|event| match event {
        Event::WorkState { became, .. } => *became == Some(WorkState::Corrected),
        Event::Tagged(_)
        | Event::Reworded(_)
        | Event::VerdictGiven(_)
        | Event::VerdictChanged { .. }
        | Event::FindingReworded(_)
        | Event::VerdictWithdrawn(_) => true,
    });
}

/// What the desk thinks of a source, and what a record brought along that is not of the work itself.
fn source(source: &mut SourceEntry) {
    source.note.clear();
    source.interests.clear();
    source.reliability = SourceGrade::default();
    source.credibility = InformationGrade::default();
    if let Some(csl) = &mut source.csl {
        csl.other.retain(|key, _| OF_THE_WORK.contains(&key.as_str()));
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
    // Why it was signed in spite of a rebuttal stays: whoever signed was told that reports print it.
    for signed in &mut claim.sign_offs {
        signed.by.clear();
        signed.note.clear();
    }
    claim.questions.iter_mut().for_each(|question| question.strategy.clear());
    claim.rebuttals.iter_mut().for_each(reflections);
}

/// How the article was to reflect a rebuttal is between the desk and the author.
fn reflections(rebuttal: &mut RebuttalSheet) {
    rebuttal.reflect.clear();
    rebuttal.answers.iter_mut().for_each(reflections);
}

/// The report with the names taken out of every text of it.
fn without(mut report: Report, names: &Names) -> Result<Report> {
    in_pieces(&mut report, names);
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

/// Takes the names out of what a report holds in pieces: a name may be cut in two there, and is in neither half.
fn in_pieces(report: &mut Report, names: &Names) {
    let histories = report.claims.iter_mut().flat_map(|claim| &mut claim.history).flat_map(|line| &mut line.events);
    let corrections = report.corrections.iter_mut().flat_map(|line| &mut line.events);
    histories.chain(corrections).for_each(|event| reworded(event, names));
    for claim in &mut report.claims {
        claim.evidence.iter_mut().for_each(|line| pinned(&mut line.excerpts, names));
        claim.rebuttals.iter_mut().for_each(|rebuttal| in_rebuttal(rebuttal, names));
    }
    let left = report.not_checked.iter_mut().chain(&mut report.open).flat_map(|left| &mut left.passages);
    let sheets = report.claims.iter_mut().flat_map(|claim| &mut claim.passages);
    let changes = report.changes.iter_mut().flat_map(|change| &mut change.passages);
    sheets.chain(changes).chain(left).for_each(|passage| in_context(passage, names));
    for block in report.texts.iter_mut().flat_map(|text| &mut text.blocks) {
        runs(&mut block.runs, names);
        block.rows.iter_mut().flatten().for_each(|cell| runs(&mut cell.runs, names));
    }
}

/// The two texts without the names, set side by side anew.
fn reworded(event: &mut Event, names: &Names) {
    let (Event::Reworded(pieces) | Event::FindingReworded(pieces)) = event else { return };
    let side = |other: PieceOp| -> String {
        pieces.iter().filter(|piece| piece.op != other).map(|piece| piece.text.as_str()).collect()
    };
    let (was, became) = (side(PieceOp::Added), side(PieceOp::Removed));
    let kept = (names.out_of(&was), names.out_of(&became));
    if kept != (None, None) {
        *pieces = words::diff(&kept.0.unwrap_or(was), &kept.1.unwrap_or(became));
    }
}

fn in_context(passage: &mut PassageLine, names: &Names) {
    let cut = Cut { before: passage.before.cut, after: passage.after.cut };
    names.out_of_a_part(&mut [&mut passage.before.text, &mut passage.exact, &mut passage.after.text], cut);
}

/// The words around a quote are as many letters as they are, whatever ends there.
fn pinned(excerpts: &mut [Excerpt], names: &Names) {
    for Excerpt { quote, pin, .. } in excerpts {
        if let Some(pin) = pin {
            let cut = Cut { before: true, after: true };
            names.out_of_a_part(&mut [&mut pin.prefix, quote, &mut pin.suffix], cut);
        }
    }
}

fn in_rebuttal(rebuttal: &mut RebuttalSheet, names: &Names) {
    pinned(&mut rebuttal.excerpts, names);
    rebuttal.answers.iter_mut().for_each(|answer| in_rebuttal(answer, names));
}

fn runs(runs: &mut Vec<Run>, names: &Names) {
    let mut texts: Vec<&mut String> = runs.iter_mut().map(|run| &mut run.text).collect();
    names.out_of_pieces(&mut texts);
    // Where a passage ends its number is printed, words or not.
    runs.retain(|run| !run.text.is_empty() || !run.ends.is_empty());
}

fn walk(value: &mut Value, names: &Names, words_too: bool) {
    match value {
        Value::String(text) => {
            let is_word = text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
            if let Some(kept) = names.out_of(text).filter(|_| words_too || !is_word) {
                *text = kept;
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| walk(value, names, words_too)),
        Value::Object(map) => map.values_mut().for_each(|value| walk(value, names, words_too)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
