//! Uptakes: what became of a note that a draft brought along, a comment or a footnote.
//!
//! The note itself stays in the draft's layout. Which note of another draft is
//! the same is told by `crate::notes`, not here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::text::NoteKind;
use crate::id::{CaseId, ClaimId, DocumentId, EditorId, RevisionId, SourceId, UptakeId};
use crate::time::Timestamp;

/// What the desk made of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Uptake {
    /// Its identity.
    pub id: UptakeId,
    /// The case of its document.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// The draft in which it was decided.
    pub revision: RevisionId,
    /// The note: its index among those of that draft.
    pub note: u32,
    /// What kind of note it is.
    pub kind: NoteKind,
    /// Who wrote it, as the document states it.
    #[serde(default)]
    pub author: String,
    /// Its words.
    pub text: String,
    /// The words that it hangs on; of a mark between two letters those before it.
    #[serde(default)]
    pub quote: String,
    /// What became of it.
    pub became: Became,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Who decided it.
    pub decided_by: EditorId,
}

impl Uptake {
    /// The claim that was made of it, or to which it was added.
    pub fn claim(&self) -> Option<ClaimId> {
        match self.became {
            Became::Claim(claim) => Some(claim),
            Became::Source(_) | Became::Dismissed => None,
        }
    }
}

/// What became of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Became {
    /// A claim, or a word on one.
    Claim(ClaimId),
    /// A source.
    Source(SourceId),
    /// Nothing: it was read, and needs no check.
    Dismissed,
}
