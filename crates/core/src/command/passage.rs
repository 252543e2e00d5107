//! Commands on passages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::align;
use super::pending::Pending;
use super::rules::{self, Span};
use crate::error::{Refusal, Result};
use crate::id::{ClaimId, PassageId, RevisionId};
use crate::model::{Claim, Passage, Subject};

/// Marks one more place where a claim is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddPassage {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<PassageId>,
    /// The claim.
    pub claim: ClaimId,
    /// The revision in which the words stand.
    pub revision: RevisionId,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What the caller reads there; refused if the text says otherwise.
    #[serde(default)]
    pub exact: Option<String>,
}

impl AddPassage {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let claim: Claim = pending.get(self.claim)?;
        let span = Span { revision: self.revision, start: self.start, end: self.end, exact: self.exact.as_deref() };
        let passage = rules::passage(pending, self.id, &claim, &span)?;
        let there = pending.with::<Passage>("claim_id", claim.id)?;
        let same = |other: &Passage| {
            (other.revision, other.start, other.end) == (passage.revision, passage.start, passage.end)
        };
        if there.iter().any(same) {
            return Err(Refusal::NothingChanged.into());
        }
        align::add_marked(pending, passage)
    }
}

/// Removes one place where a claim is made. The claim stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemovePassage {
    /// Which.
    pub passage: PassageId,
}

impl RemovePassage {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let passage: Passage = pending.get(self.passage)?;
        align::remove_anchors(pending, Subject::Passage(passage.id))?;
        pending.remove(passage)
    }
}
