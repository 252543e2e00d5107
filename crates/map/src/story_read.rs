//! The story of a claim as the ledger has it at a moment: nothing is kept back.

use claimdesk_core::model::{Kind, RebuttalStatus, Stance, Weight};
use claimdesk_core::query::{ClaimPageAnswer, FieldRow, History, HistoryRow, Thread, What};
use claimdesk_core::{Reader, Result};

use crate::person::{party_name, source_date, source_name};
use crate::story::{Story, StoryDate, StoryWhat, Teller};
use crate::value::{Opens, Side};

pub(crate) fn story(reader: &Reader<'_>, page: &ClaimPageAnswer) -> Result<Story> {
    let claim = &page.claim;
    let mut teller = Teller::new(claim.number);
    let given = |date: &claimdesk_core::time::PartialDate| StoryDate::Given(date.clone());
    if !claim.made.is_empty() {
        let by = party_name(&claim.claimant);
        let made = teller.tell(StoryWhat::Claim, given(&claim.made), &by, claim.heading());
        (made.side, made.opens) = (Side::For, Some(Opens::Claim(claim.id)));
    }
    for appearance in &claim.appearances {
        let title = if appearance.title.is_empty() { &appearance.url } else { &appearance.title };
        let event = teller.tell(StoryWhat::Appearance, given(&appearance.date), title, "");
        (event.side, event.opens) = (Side::For, Some(Opens::Claim(claim.id)));
    }
    for row in &page.evidence {
        let date = StoryDate::Given(source_date(&row.source));
        let event = teller.tell(StoryWhat::Source, date, &source_name(&row.source), &row.evidence.shows);
        event.side = side_of(row.evidence.stance);
        event.stance = Some(row.evidence.stance);
        event.opens = Some(Opens::Evidence(row.evidence.id));
        row.rebuttals.iter().for_each(|thread| rebuttals(&mut teller, thread, side_of(row.evidence.stance), 0));
    }
    page.rebuttals.iter().for_each(|thread| rebuttals(&mut teller, thread, Side::For, 0));
    verdicts(reader, page, &mut teller)?;
    for row in &page.signed {
        let by = row.by.as_ref().map(|editor| editor.name.clone()).unwrap_or_default();
        let signed = teller.tell(StoryWhat::SignedOff, StoryDate::Ledger(row.sign_off.at), &by, &row.sign_off.note);
        (signed.opens, signed.waits) = (Some(Opens::Claim(claim.id)), !row.changed.is_empty());
    }
    Ok(teller.finish())
}

fn side_of(stance: Stance) -> Side {
    match stance {
        Stance::Supports => Side::For,
        Stance::Contradicts => Side::Against,
        Stance::Context => Side::Neither,
    }
}

fn rebuttals(teller: &mut Teller, thread: &Thread, target: Side, depth: u32) {
    let rebuttal = &thread.rebuttal;
    let side = match target.other() {
        Side::Neither => Side::Against,
        side => side,
    };
    let what = if depth == 0 { StoryWhat::Rebuttal } else { StoryWhat::Answer };
    let date = StoryDate::Given(rebuttal.uttered.clone());
    let event = teller.tell(what, date, &party_name(&rebuttal.by), &rebuttal.statement);
    event.side = side;
    event.opens = Some(Opens::Rebuttal(rebuttal.id));
    event.status = Some(rebuttal.status);
    event.waits =
        depth == 0 && rebuttal.status == RebuttalStatus::Unanswered && rebuttal.weighing.weight == Weight::Unweighed;
    thread.answers.iter().for_each(|answer| rebuttals(teller, answer, side, depth + 1));
}

/// What the ledger says of the claim's verdicts up to the moment.
fn verdicts(reader: &Reader<'_>, page: &ClaimPageAnswer, teller: &mut Teller) -> Result<()> {
    let head = reader.head()?.seq;
    let mut before = None;
    loop {
        let asked = History {
            claim: Some(page.claim.id),
            kind: Some(Kind::Verdict),
            limit: Some(500),
            before,
            ..History::default()
        };
        let answer = asked.ask(reader)?;
        let rows = answer.rows.iter().filter(|row| row.seq <= head);
        rows.for_each(|row| verdict(teller, page, row));
        before = answer.rows.last().map(|row| row.seq);
        if !answer.more || before.is_none() {
            return Ok(());
        }
    }
}

fn verdict(teller: &mut Teller, page: &ClaimPageAnswer, row: &HistoryRow) {
    let of_claim =
        row.changes.iter().filter(|change| change.kind == Kind::Verdict && change.claim == Some(page.claim.id));
    for change in of_claim {
        let field = |name: &str| change.fields.iter().find(|field| field.field == name);
        let name =
            |pick: fn(&FieldRow) -> &String| field("value.name").map(|field| pick(field).clone()).unwrap_or_default();
        let (what, value) = match change.what {
            What::Added => (StoryWhat::Verdict, name(|field| &field.became)),
            What::Updated if field("value.name").is_some() => (StoryWhat::Verdict, name(|field| &field.became)),
            What::Updated => continue,
            What::Removed => (StoryWhat::Withdrawn, name(|field| &field.was)),
        };
        let sign = page
            .verdict
            .as_ref()
            .and_then(|verdict| verdict.scale_values.iter().find(|known| known.name == value).map(|known| known.sign));
        let finding = field("finding").map(|field| field.became.clone()).unwrap_or_default();
        let event = teller.tell(what, StoryDate::Ledger(row.at), &row.editor_name, &joined(&value, &finding));
        (event.sign, event.opens) = (sign, Some(Opens::Claim(page.claim.id)));
    }
}

fn joined(value: &str, finding: &str) -> String {
    if finding.is_empty() { value.to_owned() } else { format!("{value}: {finding}") }
}
