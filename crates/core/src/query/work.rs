//! The work around a claim: its checklist, and what is owed by others.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::ClaimId;
use crate::model::{CheckPoint, Claim, Comment, Contact, Tick};
use crate::table::rows;

/// A point of a claim's checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckRow {
    /// The point.
    pub point: CheckPoint,
    /// Who looked, and when; none while nobody did.
    pub tick: Option<Tick>,
}

/// The checklist for the kinds of a claim; what was ticked stays on it, whatever kinds it has now.
pub(crate) fn checklist(claim: &Claim) -> Vec<CheckRow> {
    let row = |point: &CheckPoint| {
        let tick = claim.checks.iter().find(|tick| tick.point == *point).cloned();
        (tick.is_some() || point.applies(&claim.kinds)).then_some(CheckRow { point: *point, tick })
    };
    CheckPoint::ALL.iter().filter_map(row).collect()
}

/// The contacts about a claim, in the order in which they were asked; those to be asked come last.
pub(crate) fn contacts(tables: &Connection, claim: ClaimId) -> Result<Vec<Contact>> {
    let order = "where claim_id = ?1 order by record ->> '$.asked' = '', record ->> '$.asked', rowid";
    rows(tables, order, [claim.to_string()])
}

/// The comments on a claim, oldest first.
pub(crate) fn comments(tables: &Connection, claim: ClaimId) -> Result<Vec<Comment>> {
    rows(tables, "where claim_id = ?1 order by record ->> '$.at', rowid", [claim.to_string()])
}
