//! What changed between two places of the ledger, net: what a comparison shows and a restore takes back.
//!
//! Nothing is replayed: of each row that was touched, its first and its last
//! change in between say what it was and became.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, ToSql};
use uuid::Uuid;

use super::entry;
use crate::change::Change;
use crate::error::{Error, Result};
use crate::id::{CaseId, ClaimId, EditorId, Seq};
use crate::model::Kind;

/// Which rows are looked at; by itself all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Within {
    /// Only what belongs to this case.
    pub(crate) case: Option<CaseId>,
    /// Only what belongs to this claim.
    pub(crate) claim: Option<ClaimId>,
    /// Only rows that this editor touched in between.
    pub(crate) editor: Option<EditorId>,
    /// Only this row.
    pub(crate) row: Option<(Kind, Uuid)>,
}

/// What a row went through.
struct Span {
    first: Seq,
    last: Seq,
    begins: Option<Change>,
    ends: Option<Change>,
}

/// The net changes by the entries after `from` up to `to`, parents before children.
pub(crate) fn net(ledger: &Connection, from: Seq, to: Seq, within: &Within) -> Result<Vec<Change>> {
    let mut spans = spans(ledger, from, to, within)?;
    let needed: BTreeSet<Seq> = spans.values().flat_map(|span| [span.first, span.last]).collect();
    for seq in needed {
        for change in entry::get(ledger, seq)?.changes {
            let Some(span) = spans.get_mut(&(change.kind(), change.id())) else { continue };
            if seq == span.last {
                span.ends = Some(change.clone());
            }
            if seq == span.first && span.begins.is_none() {
                span.begins = Some(change);
            }
        }
    }
    let mut changes = Vec::with_capacity(spans.len());
    for ((kind, id), span) in spans {
        match (span.begins, span.ends) {
            (Some(begins), Some(ends)) => changes.extend(begins.then(ends)),
            _ => return Err(not_touched(span.first, kind, id)),
        }
    }
    changes.sort_by_key(|change| (change.kind(), change.id()));
    Ok(changes)
}

fn spans(ledger: &Connection, from: Seq, to: Seq, within: &Within) -> Result<HashMap<(Kind, Uuid), Span>> {
    let case = within.case.map(|id| id.to_string());
    let claim = within.claim.map(|id| id.to_string());
    let editor = within.editor.map(|id| id.to_string());
    let row = within.row.map(|(kind, id)| (kind.table(), id.to_string()));
    let mut values: Vec<&dyn ToSql> = vec![&from, &to];
    let mut filter = String::from("seq > ?1 and seq <= ?2");
    for (column, id) in [("case_id", &case), ("claim_id", &claim)] {
        if let Some(id) = id {
            values.push(id);
            filter.push_str(&format!(" and {column} = ?{}", values.len()));
        }
    }
    if let Some((kind, id)) = &row {
        values.push(kind);
        values.push(id);
        filter.push_str(&format!(" and kind = ?{} and id = ?{}", values.len() - 1, values.len()));
    }
    if let Some(editor) = &editor {
        values.push(editor);
        filter.push_str(&format!(
            " and (kind, id) in (select acted.kind, acted.id from touch as acted join entry using (seq)
              where entry.editor = ?{} and acted.seq > ?1 and acted.seq <= ?2)",
            values.len()
        ));
    }
    let sql = format!("select kind, id, min(seq), max(seq) from touch where {filter} group by kind, id");
    let mut statement = ledger.prepare_cached(&sql)?;
    let mut rows = statement.query(values.as_slice())?;
    let mut spans = HashMap::new();
    while let Some(row) = rows.next()? {
        let (table, id): (String, String) = (row.get(0)?, row.get(1)?);
        let (first, last) = (row.get(2)?, row.get(3)?);
        spans.insert(row_named(first, &table, &id)?, Span { first, last, begins: None, ends: None });
    }
    Ok(spans)
}

/// The row that a note on an entry names.
pub(crate) fn row_named(seq: Seq, table: &str, id: &str) -> Result<(Kind, Uuid)> {
    Kind::of_table(table)
        .zip(Uuid::parse_str(id).ok())
        .ok_or_else(|| Error::Damaged { seq, why: format!("what is noted of it cannot be read: {table} {id}") })
}

/// What is said where an entry is noted to have touched a row, and did not.
pub(crate) fn not_touched(seq: Seq, kind: Kind, id: Uuid) -> Error {
    Error::Damaged { seq, why: format!("it did not touch the {} {id}, as is noted of it", kind.table()) }
}
