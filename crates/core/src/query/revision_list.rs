//! The drafts of a document, with what became of its passages in each.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::standing::word;
use crate::error::Result;
use crate::id::{DocumentId, RevisionId};
use crate::model::{AnchorState, Document, Revision};
use crate::reader::Reader;
use crate::table::{count, get, rows};

/// Asks for the drafts of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RevisionList {
    /// Which document.
    pub document: DocumentId,
}

/// The drafts of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionListAnswer {
    /// The document.
    pub document: Document,
    /// Its drafts, the newest first.
    pub rows: Vec<RevisionRow>,
}

/// A draft as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevisionRow {
    /// The draft.
    pub revision: Revision,
    /// Whether it is the newest.
    pub is_latest: bool,
    /// What became in it of the passages that were marked in earlier drafts.
    pub counts: Fates,
    /// Passages that were marked in it.
    pub marked: u32,
}

/// Passages by what became of them. The five add up to the total, always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Fates {
    /// All that were marked in earlier drafts.
    pub total: u32,
    /// The same words in the same place.
    pub unchanged: u32,
    /// The same words elsewhere.
    pub moved: u32,
    /// Other words in their place.
    pub reworded: u32,
    /// A person decides.
    pub ask: u32,
    /// Not in the text any more.
    pub gone: u32,
}

impl Fates {
    /// Counts what became, in a draft, of passages (`passage_id`) or of what is left out (`omission_id`).
    pub(crate) fn of(tables: &Connection, revision: RevisionId, subject: &str) -> Result<Self> {
        let sql = format!(
            "select state, count(*) from anchor where revision_id = ?1 and {subject} is not null group by state"
        );
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query([revision.to_string()])?;
        let mut fates = Self::default();
        while let Some(row) = found.next()? {
            let (state, passages): (AnchorState, u32) = (word(&row.get::<_, String>(0)?)?, row.get(1)?);
            match state {
                AnchorState::Unchanged => fates.unchanged = passages,
                AnchorState::Moved => fates.moved = passages,
                AnchorState::Reworded => fates.reworded = passages,
                AnchorState::Ask => fates.ask = passages,
                AnchorState::Gone => fates.gone = passages,
            }
        }
        fates.total = fates.sum();
        Ok(fates)
    }

    /// The five together.
    pub fn sum(&self) -> u32 {
        self.unchanged + self.moved + self.reworded + self.ask + self.gone
    }
}

/// The marks of a table that were made in drafts before this one.
pub(crate) fn earlier(tables: &Connection, revision: &Revision, table: &str) -> Result<u32> {
    let from = format!(
        "{table} join revision on revision.id = {table}.revision_id where {table}.document_id = ?1 and revision.number < ?2"
    );
    count(tables, &from, params![revision.document.to_string(), revision.number])
}

impl RevisionList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<RevisionListAnswer> {
        let tables = reader.tables();
        let document: Document = get(tables, self.document)?;
        let drafts: Vec<Revision> =
            rows(tables, "where document_id = ?1 order by number desc", [document.id.to_string()])?;
        let newest = drafts.first().map(|revision| revision.id);
        let row = |revision: Revision| {
            let counts = Fates::of(tables, revision.id, "passage_id")?;
            Ok(RevisionRow {
                is_latest: newest == Some(revision.id),
                // What was marked before and what is counted here are told apart, so that a loss would show.
                counts: Fates { total: earlier(tables, &revision, "passage")?, ..counts },
                marked: count(tables, "passage where revision_id = ?1", [revision.id.to_string()])?,
                revision,
            })
        };
        Ok(RevisionListAnswer { rows: drafts.into_iter().map(row).collect::<Result<_>>()?, document })
    }
}
