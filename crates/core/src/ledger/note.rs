//! What an entry can say of the ledger itself. It changes no row, and Undo passes over it.

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, Seq};
use crate::model::{BlobId, BlobRef};

/// What an entry can say of the ledger itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The desk was put together again after damage.
    Recovered {
        /// The last entry that proved itself.
        kept: Seq,
        /// The last entry that is known to have been there and is lost; none if nothing is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lost: Option<Seq>,
    },
    /// This installation signs with a key from here on.
    KeyAdded {
        /// The public key, in the form of a C2SP verifier key.
        key: String,
    },
    /// This installation signs with another key from here on.
    KeyChanged {
        /// A note that says so, signed with both keys (`claimdesk_proof::key_change`).
        note: String,
    },
    /// A time-stamping service has seen a checkpoint.
    TimeStamped {
        /// How many entries the checkpoint covers.
        size: Seq,
        /// The service's answer (RFC 3161), as it came.
        token: BlobRef,
    },
    /// Kept bytes were erased by law, salt and all.
    Erased {
        /// Their name, which stays.
        blob: BlobId,
    },
    /// Files left the desk, of which their hashes tell.
    Exported {
        /// Of which case.
        case: CaseId,
        /// The files.
        files: Vec<ExportedFile>,
    },
}

/// A file that left the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
}

impl Note {
    /// The name of the operation.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Recovered { .. } => "recovered",
            Self::KeyAdded { .. } => "key_added",
            Self::KeyChanged { .. } => "key_changed",
            Self::TimeStamped { .. } => "time_stamped",
            Self::Erased { .. } => "erased",
            Self::Exported { .. } => "exported",
        }
    }
}
