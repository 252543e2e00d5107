//! Names of things: one newtype over UUIDv7 for each record, entry and device.
//!
//! No id is ever made here: they come from the caller or from `Env`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export, type = "string")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// Names an anchor.
    AnchorId,
    /// Names a case.
    CaseId,
    /// Names a claim.
    ClaimId,
    /// Names a comment.
    CommentId,
    /// Names a contact.
    ContactId,
    /// Names the installation that sealed an entry.
    DeviceId,
    /// Names a document.
    DocumentId,
    /// Names an editor.
    EditorId,
    /// Names a ledger entry, on whatever desk it stands.
    EntryId,
    /// Names a piece of evidence.
    EvidenceId,
    /// Names an omission.
    OmissionId,
    /// Names a passage.
    PassageId,
    /// Names a rebuttal.
    RebuttalId,
    /// Names a revision.
    RevisionId,
    /// Names a scale.
    ScaleId,
    /// Names one value of a scale.
    ScaleValueId,
    /// Names a sign-off.
    SignOffId,
    /// Names a snapshot.
    SnapshotId,
    /// Names a source.
    SourceId,
    /// Names the letterhead of a desk.
    LetterheadId,
    /// Names what became of a note.
    UptakeId,
    /// Names a verdict.
    VerdictId,
    /// Names a saved view.
    ViewId,
}

/// The place of an entry in this desk's order of arrival, from 1. Local: never
/// an identity, for another desk may hold the same entry at another place.
pub type Seq = u64;
