//! The sign-offs of a claim, and what is different since each.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::ClaimId;
use crate::model::{Editor, Seen, SeenChange, SignOff};
use crate::table::{find, rows};

/// A sign-off with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignOffRow {
    /// The sign-off, with what was seen.
    pub sign_off: SignOff,
    /// Who signed.
    pub by: Option<Editor>,
    /// What is different now; empty while it holds.
    pub changed: Vec<SeenChange>,
}

/// The sign-offs of a claim, newest first.
pub(crate) fn rows_of(tables: &Connection, claim: ClaimId, now: &Seen) -> Result<Vec<SignOffRow>> {
    let all: Vec<SignOff> = rows(tables, "where claim_id = ?1 order by at desc, rowid desc", [claim.to_string()])?;
    let row = |sign_off: SignOff| {
        Ok(SignOffRow { by: find(tables, sign_off.by)?, changed: sign_off.seen.changes(now), sign_off })
    };
    all.into_iter().map(row).collect()
}
