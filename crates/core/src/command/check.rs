//! Commands on the checklist of a claim.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::Result;
use crate::id::ClaimId;
use crate::model::{CheckPoint, Claim, Tick};

/// Ticks a point of the checklist, or takes the tick away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TickCheck {
    /// The claim.
    pub claim: ClaimId,
    /// The point.
    pub point: CheckPoint,
    /// Whether it was looked at.
    pub done: bool,
    /// What was found, or why the point does not matter here.
    #[serde(default)]
    pub note: String,
}

impl TickCheck {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        rules::length("note", &self.note)?;
        claim.checks.retain(|tick| tick.point != self.point);
        if self.done {
            let note = self.note.trim().to_owned();
            claim.checks.push(Tick { point: self.point, by: pending.editor(), at: pending.now(), note });
            claim.checks.sort_by_key(|tick| tick.point);
        }
        pending.put(claim)
    }
}
