//! Two moments side by side: what was added, changed and removed between them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::history::{ChangeRow, change_row};
use crate::change::{Change, inverse};
use crate::error::{Error, Result};
use crate::id::{CaseId, ClaimId, EditorId, Seq};
use crate::ledger::entry;
use crate::ledger::net::{Within, net};
use crate::model::{Claim, Kind};
use crate::reader::Reader;
use crate::table::find;
use crate::time::Timestamp;

/// The most rows of one answer.
const LIMIT: u32 = 2_000;

/// Asks what differs between two moments, whatever moment is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct Compare {
    /// Just after this entry; 0 is before everything.
    pub from: Seq,
    /// Just after this entry; nothing is now. If it lies before `from`, time is read backwards.
    pub to: Option<Seq>,
    /// Only what belongs to this case.
    pub case: Option<CaseId>,
    /// Only what belongs to this claim.
    pub claim: Option<ClaimId>,
    /// Only what this editor touched in between.
    pub editor: Option<EditorId>,
    /// Only these kinds; the counts are of all.
    pub kinds: Option<Vec<Kind>>,
    /// How many rows to give; at most 2,000, by default 500.
    pub limit: Option<u32>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CompareAnswer {
    /// The one moment.
    pub from: MomentRow,
    /// The other.
    pub to: MomentRow,
    /// What differs, claim by claim.
    pub rows: Vec<ChangeRow>,
    /// The claims that are there now and to which rows belong.
    pub claims: Vec<ComparedClaim>,
    /// How many rows of each kind differ.
    pub counts: Vec<CompareCount>,
    /// Whether there are more rows than were given.
    pub more: bool,
}

/// A claim to which something belongs that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ComparedClaim {
    /// Which.
    pub id: ClaimId,
    /// Its number.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
}

/// A moment, with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MomentRow {
    /// Just after this entry.
    pub seq: Seq,
    /// When that was; nothing before the first.
    pub at: Option<Timestamp>,
}

/// How many rows of a kind differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CompareCount {
    /// The kind.
    pub kind: Kind,
    /// There at the second moment alone.
    pub added: u32,
    /// There at both, and different.
    pub updated: u32,
    /// There at the first moment alone.
    pub removed: u32,
}

impl Compare {
    /// Answers from the whole ledger.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<CompareAnswer> {
        let ledger = reader.ledger();
        let head = entry::head(ledger, None)?.map_or(0, |head| head.seq);
        let to = self.to.unwrap_or(head);
        if let Some(beyond) = [self.from, to].into_iter().find(|seq| *seq > head) {
            return Err(Error::NotFound { what: "entry", id: beyond.to_string() });
        }
        let within = Within { case: self.case, claim: self.claim, editor: self.editor, row: None };
        let mut changes = net(ledger, self.from.min(to), self.from.max(to), &within)?;
        if to < self.from {
            changes = inverse(changes);
        }
        let counts = counts(&changes);
        if let Some(kinds) = &self.kinds {
            changes.retain(|change| kinds.contains(&change.kind()));
        }
        changes.sort_by_key(|change| (change.claim(), change.kind(), change.id()));
        let limit = self.limit.unwrap_or(500).clamp(1, LIMIT) as usize;
        let more = changes.len() > limit;
        changes.truncate(limit);
        let moment = |seq| -> Result<MomentRow> {
            let found = if seq == 0 { None } else { entry::head(ledger, Some(seq))? };
            Ok(MomentRow { seq, at: found.map(|head| head.at) })
        };
        let rows = changes.iter().map(change_row).collect::<Result<_>>()?;
        let claims = claims(reader, &changes)?;
        Ok(CompareAnswer { from: moment(self.from)?, to: moment(to)?, rows, claims, counts, more })
    }
}

fn claims(reader: &Reader<'_>, changes: &[Change]) -> Result<Vec<ComparedClaim>> {
    let named: BTreeSet<ClaimId> = changes.iter().filter_map(Change::claim).collect();
    let mut claims = Vec::with_capacity(named.len());
    for id in named {
        if let Some(claim) = find::<Claim>(reader.tables(), id)? {
            claims.push(ComparedClaim { id, number: claim.number, heading: claim.heading().to_owned() });
        }
    }
    Ok(claims)
}

fn counts(changes: &[Change]) -> Vec<CompareCount> {
    let mut counts: BTreeMap<Kind, CompareCount> = BTreeMap::new();
    for change in changes {
        let kind = change.kind();
        let count = counts.entry(kind).or_insert(CompareCount { kind, added: 0, updated: 0, removed: 0 });
        if change.is_added() {
            count.added += 1;
        } else if change.is_removed() {
            count.removed += 1;
        } else {
            count.updated += 1;
        }
    }
    counts.into_values().collect()
}
