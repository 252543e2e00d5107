//! Commands on what is not to be checked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rules::{self, Span};
use super::{align, pending::Pending};
use crate::error::{Refusal, Result};
use crate::id::{OmissionId, RevisionId};
use crate::model::{Omission, OmissionGround, OmissionPatch, Revision, Subject};

/// Leaves words of a draft out of the check, with the ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct LeaveOut {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<OmissionId>,
    /// The draft in which the words stand.
    pub revision: RevisionId,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What the caller reads there; refused if the text says otherwise.
    #[serde(default)]
    pub exact: Option<String>,
    /// Why they are not checked.
    pub ground: OmissionGround,
    /// The same in a sentence; needed where the ground is another.
    #[serde(default)]
    pub reason: String,
}

impl LeaveOut {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let revision: Revision = pending.get(self.revision)?;
        let span = Span { revision: self.revision, start: self.start, end: self.end, exact: self.exact.as_deref() };
        let quote = rules::quote(pending, &revision, &span)?;
        let omission = Omission {
            id: pending.id(self.id),
            case: revision.case,
            document: revision.document,
            revision: revision.id,
            start: self.start,
            end: self.end,
            exact: quote.exact,
            prefix: quote.prefix,
            suffix: quote.suffix,
            ground: self.ground,
            reason: self.reason.trim().to_owned(),
            left_out_at: pending.now(),
            left_out_by: pending.editor(),
        };
        check(&omission)?;
        let there: Vec<Omission> = pending.with("revision_id", revision.id)?;
        if there.iter().any(|other| (other.start, other.end) == (omission.start, omission.end)) {
            return Err(Refusal::NothingChanged.into());
        }
        align::add_marked(pending, omission)
    }
}

/// Edits why words are not checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditOmission {
    /// Which.
    pub omission: OmissionId,
    /// What.
    pub set: OmissionPatch,
}

impl EditOmission {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut omission: Omission = pending.get(self.omission)?;
        self.set.apply(&mut omission);
        check(&omission)?;
        pending.put(omission)
    }
}

/// Takes words back into the check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveOmission {
    /// Which.
    pub omission: OmissionId,
}

impl RemoveOmission {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let omission: Omission = pending.get(self.omission)?;
        align::remove_anchors(pending, Subject::Omission(omission.id))?;
        pending.remove(omission)
    }
}

fn check(omission: &Omission) -> Result<()> {
    match omission.ground {
        OmissionGround::Other => rules::not_empty("reason", &omission.reason),
        OmissionGround::Opinion
        | OmissionGround::CommonKnowledge
        | OmissionGround::NotCheckable
        | OmissionGround::CheckedBefore
        | OmissionGround::Formality
        | OmissionGround::NoTime => rules::length("reason", &omission.reason),
    }
}
