//! What the ledger says of a claim: how its words, work state and verdict came about.

use claimdesk_core::Reader;
use claimdesk_core::id::ClaimId;
use claimdesk_core::model::{Kind, WorkState};
use claimdesk_core::query::{ChangeRow, FieldRow, History, HistoryRow, What};
use claimdesk_core::words::{Piece, PieceOp};

use super::Work;
use crate::error::Result;
use crate::report::{Event, HistoryLine};

impl Work<'_> {
    /// The entries that changed how a claim stands, oldest first.
    pub(super) fn history(&mut self, claim: ClaimId) -> Result<Vec<HistoryLine>> {
        let mut lines = Vec::new();
        for row in rows(self.reader, claim)? {
            let events: Vec<Event> = row.changes.iter().flat_map(events).collect();
            let editor = self.editor_name(row.editor);
            if !events.is_empty() {
                lines.push(HistoryLine {
                    at: row.at,
                    entry: row.seq,
                    entry_id: row.entry,
                    editor,
                    operation: row.operation,
                    events,
                    why: row.why.unwrap_or_default(),
                });
            }
        }
        lines.reverse();
        Ok(lines)
    }
}

/// All entries of a claim, newest first.
fn rows(reader: &Reader<'_>, claim: ClaimId) -> Result<Vec<HistoryRow>> {
    let mut found: Vec<HistoryRow> = Vec::new();
    loop {
        let before = found.last().map(|row| row.seq);
        let page = History { claim: Some(claim), limit: Some(500), before, ..History::default() };
        let answer = page.ask(reader)?;
        found.extend(answer.rows);
        if !answer.more {
            return Ok(found);
        }
    }
}

fn events(change: &ChangeRow) -> Vec<Event> {
    let field = |name: &str| change.fields.iter().find(|field| field.field == name);
    let was = |name: &str| field(name).map(|field| field.was.clone()).unwrap_or_default();
    let became = |name: &str| field(name).map(|field| field.became.clone()).unwrap_or_default();
    match (change.kind, change.what) {
        (Kind::Claim, What::Added) => vec![Event::Tagged(became("statement"))],
        (Kind::Claim, What::Updated) => {
            let reworded = field("statement").map(|field| Event::Reworded(pieces(field)));
            let moved = field("work_state")
                .map(|field| Event::WorkState { was: state(&field.was), became: state(&field.became) });
            reworded.into_iter().chain(moved).collect()
        }
        (Kind::Verdict, What::Added) => vec![Event::VerdictGiven(became("value.name"))],
        (Kind::Verdict, What::Updated) => {
            let changed = field("value.name")
                .map(|field| Event::VerdictChanged { was: field.was.clone(), became: field.became.clone() });
            let reworded = field("finding").map(|field| Event::FindingReworded(pieces(field)));
            changed.into_iter().chain(reworded).collect()
        }
        (Kind::Verdict, What::Removed) => vec![Event::VerdictWithdrawn(was("value.name"))],
        _ => Vec::new(),
    }
}

fn state(word: &str) -> Option<WorkState> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// The two texts by words; where one says nothing, the other whole.
fn pieces(field: &FieldRow) -> Vec<Piece> {
    if !field.words.is_empty() {
        return field.words.clone();
    }
    let whole = |op: PieceOp, text: &str| (!text.is_empty()).then(|| Piece { op, text: text.to_owned() });
    whole(PieceOp::Removed, &field.was).into_iter().chain(whole(PieceOp::Added, &field.became)).collect()
}
