//! The table of claims, and that of what must change.

use std::collections::HashMap;

use super::{Cell, Sheet, columns, word};
use crate::labels;
use crate::report::{ClaimSheet, PassageLine, RebuttalSheet, Report, SummaryRow};

/// A claim a row: those without a sheet too.
pub(super) fn claims(report: &Report) -> Sheet {
    let sheets: HashMap<u32, &ClaimSheet> = report.claims.iter().map(|claim| (claim.number, claim)).collect();
    let left: HashMap<u32, &str> =
        report.not_checked.iter().chain(&report.open).map(|left| (left.number, left.statement.as_str())).collect();
    let rows = report.summary.iter().map(|row| {
        let sheet = sheets.get(&row.number).copied();
        let statement = sheet.map(|sheet| sheet.statement.as_str()).or_else(|| left.get(&row.number).copied());
        claim(row, sheet, statement.unwrap_or(&row.heading), report)
    });
    Sheet {
        name: "Claims",
        columns: columns([
            ("No.", 6),
            ("Claim", 60),
            ("Short form", 30),
            ("Verdict", 20),
            ("Number on the scale", 10),
            ("Scale", 18),
            ("Finding", 45),
            ("Reasoning", 45),
            ("Confidence", 11),
            ("Limits", 30),
            ("Context needed", 30),
            ("Old words", 30),
            ("New words", 30),
            ("Note on the change", 30),
            ("Verdict by", 18),
            ("Verdict at", 17),
            ("Work state", 15),
            ("Reason", 25),
            ("Checked by", 18),
            ("Claimant", 28),
            ("Reported by", 28),
            ("Made", 12),
            ("Place", 16),
            ("Kinds", 22),
            ("Assertion", 16),
            ("Language", 10),
            ("Topics", 20),
            ("Where", 36),
            ("The words", 45),
            ("For", 6),
            ("Against", 8),
            ("Context", 8),
            ("Independent origins for", 11),
            ("Independent origins against", 11),
            ("Rebuttals and answers", 11),
            ("Rebuttals unanswered", 11),
            ("Not known", 30),
            ("Claim id", 38),
        ]),
        rows: rows.collect(),
    }
}

fn claim(row: &SummaryRow, sheet: Option<&ClaimSheet>, statement: &str, report: &Report) -> Vec<Cell> {
    let verdict = sheet.and_then(|sheet| sheet.verdict.as_ref());
    let of = |text: fn(&ClaimSheet) -> &str| sheet.map_or(Cell::Empty, |sheet| Cell::text(text(sheet)));
    let count = |number: fn(&ClaimSheet) -> u32| sheet.map_or(Cell::Empty, |sheet| Cell::number(number(sheet)));
    let scale = verdict.and_then(|verdict| report.scales.get(verdict.scale as usize));
    let kinds = sheet.map(|sheet| sheet.kinds.iter().map(|kind| labels::claim_kind(*kind)).collect::<Vec<_>>());
    let places = sheet.map(|sheet| sheet.passages.iter().map(place).collect::<Vec<_>>().join("; "));
    let said = |text: fn(&crate::report::VerdictSheet) -> &str| verdict.map_or(Cell::Empty, |v| Cell::text(text(v)));
    vec![
        Cell::number(row.number),
        Cell::text(statement),
        of(|sheet| &sheet.short),
        Cell::text(row.verdict.as_ref().map_or("", |mark| mark.name.as_str())),
        verdict.and_then(|verdict| verdict.value.number).map_or(Cell::Empty, |number| Cell::Number(f64::from(number))),
        Cell::text(scale.map_or("", |scale| scale.name.as_str())),
        said(|verdict| &verdict.finding),
        said(|verdict| &verdict.reasoning),
        Cell::text(&verdict.map_or_else(String::new, |verdict| word(&verdict.confidence))),
        said(|verdict| &verdict.limits),
        said(|verdict| &verdict.context),
        Cell::text(&row.change.old),
        Cell::text(&row.change.new),
        Cell::text(&row.change.note),
        Cell::text(&row.by),
        verdict.map_or(Cell::Empty, |verdict| Cell::Moment(verdict.at)),
        Cell::text(labels::work_state(row.work_state)),
        of(|sheet| &sheet.work_state_reason),
        of(|sheet| &sheet.assignee),
        sheet.map_or(Cell::Empty, |sheet| Cell::text(&sheet.claimant.line())),
        sheet.map_or(Cell::Empty, |sheet| Cell::text(&sheet.attributor.line())),
        sheet.map_or(Cell::Empty, |sheet| Cell::date(&sheet.made)),
        of(|sheet| &sheet.place),
        Cell::list(kinds.unwrap_or_default()),
        Cell::text(&sheet.map_or_else(String::new, |sheet| word(&sheet.assertion))),
        of(|sheet| &sheet.language),
        Cell::list(sheet.into_iter().flat_map(|sheet| sheet.topics.iter().map(String::as_str))),
        Cell::text(&places.unwrap_or_default()),
        Cell::list(sheet.into_iter().flat_map(|sheet| sheet.passages.iter().map(|passage| passage.exact.as_str()))),
        count(|sheet| sheet.balance.supports),
        count(|sheet| sheet.balance.contradicts),
        count(|sheet| sheet.balance.context),
        count(|sheet| sheet.balance.origins_for),
        count(|sheet| sheet.balance.origins_against),
        count(|sheet| sheet.rebuttals.iter().map(chain).sum()),
        Cell::number(row.unanswered),
        of(|sheet| &sheet.not_known),
        sheet.map_or(Cell::Empty, |sheet| Cell::Text(sheet.id.to_string())),
    ]
}

/// What must change, a claim a row.
pub(super) fn changes(report: &Report) -> Sheet {
    let rows = report.changes.iter().map(|change| {
        vec![
            Cell::number(change.number),
            Cell::text(&change.statement),
            Cell::text(change.value.as_ref().map_or("", |value| value.name.as_str())),
            Cell::text(&change.finding),
            Cell::text(&change.change.old),
            Cell::text(&change.change.new),
            Cell::text(&change.change.note),
            Cell::list(change.reflect.iter().map(|reflect| reflect.how.as_str())),
            Cell::text(&change.passages.iter().map(place).collect::<Vec<_>>().join("; ")),
            Cell::list(change.passages.iter().map(|passage| passage.exact.as_str())),
        ]
    });
    Sheet {
        name: "Changes",
        columns: columns([
            ("No.", 6),
            ("Claim", 60),
            ("Verdict", 20),
            ("Finding", 45),
            ("Old words", 30),
            ("New words", 30),
            ("Note", 30),
            ("To be reflected", 30),
            ("Where", 36),
            ("The words", 45),
        ]),
        rows: rows.collect(),
    }
}

fn place(passage: &PassageLine) -> String {
    format!("{}, draft {}, {}", passage.document, passage.draft, labels::block(passage.block, passage.paragraph))
}

/// A rebuttal and all answers below it.
fn chain(rebuttal: &RebuttalSheet) -> u32 {
    1 + rebuttal.answers.iter().map(chain).sum::<u32>()
}
