//! The sign-offs of a claim, and what is different since each.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::ClaimId;
use crate::model::{Editor, Seen, SeenChange, SignOff};
use crate::table::{find, rows};
use crate::words::{self, Piece};

/// A sign-off with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignOffRow {
    /// The sign-off, with what was seen.
    pub sign_off: SignOff,
    /// Who signed.
    pub by: Option<Editor>,
    /// What is different now; empty while it holds.
    pub changed: Vec<ChangedRow>,
}

/// Something that is not as it was signed, with the very words that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangedRow {
    /// What.
    #[serde(flatten)]
    pub change: SeenChange,
    /// Which words came and went, where both sides are words; else nothing.
    pub words: Vec<Piece>,
}

impl ChangedRow {
    fn of(change: SeenChange) -> Self {
        /// Fields that hold words of the program, or lists.
        const NO_WORDS: [&str; 9] =
            ["stance", "strength", "directness", "status", "weight", "effect", "confidence", "value", "source"];
        let words = match (&change.was, &change.became) {
            (Some(was), Some(became))
                if !was.is_empty() && !became.is_empty() && !NO_WORDS.contains(&change.field.as_str()) =>
            {
                words::diff(was, became)
            }
            _ => Vec::new(),
        };
        Self { change, words }
    }
}

/// The sign-offs of a claim, newest first.
pub(crate) fn rows_of(tables: &Connection, claim: ClaimId, now: &Seen) -> Result<Vec<SignOffRow>> {
    let all: Vec<SignOff> = rows(tables, "where claim_id = ?1 order by at desc, rowid desc", [claim.to_string()])?;
    let row = |sign_off: SignOff| {
        let changed = sign_off.seen.changes(now).into_iter().map(ChangedRow::of).collect();
        Ok(SignOffRow { by: find(tables, sign_off.by)?, changed, sign_off })
    };
    all.into_iter().map(row).collect()
}
