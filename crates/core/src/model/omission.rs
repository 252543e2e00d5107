//! Omissions: words of a text that are not to be checked, with the reason.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use crate::id::{CaseId, DocumentId, EditorId, OmissionId, RevisionId};
use crate::time::Timestamp;

/// Words of a draft that the desk decided not to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Omission {
    /// Its identity.
    pub id: OmissionId,
    /// The case of its document.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// The draft in which it was marked.
    pub revision: RevisionId,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words.
    pub exact: String,
    /// Up to 64 code points before them.
    pub prefix: String,
    /// Up to 64 code points after them.
    pub suffix: String,
    /// Why they are not checked.
    pub ground: OmissionGround,
    /// The same in a sentence; needed where the ground is another.
    #[serde(default)]
    pub reason: String,
    /// When it was decided.
    pub left_out_at: Timestamp,
    /// Who decided it.
    pub left_out_by: EditorId,
}

/// Why words are not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OmissionGround {
    /// An opinion without a factual core.
    Opinion,
    /// Known to everybody.
    CommonKnowledge,
    /// Nothing in it can be checked.
    NotCheckable,
    /// It was checked before, here or elsewhere.
    CheckedBefore,
    /// Bylines, credits, captions of form and the like.
    Formality,
    /// There was no time.
    NoTime,
    /// Another ground, which the reason says.
    #[default]
    Other,
}

patch! {
    /// What can be set on an omission.
    OmissionPatch for Omission {
        ground: OmissionGround,
        reason: String,
    }
}
