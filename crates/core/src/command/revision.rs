//! The command that brings the next draft of a document.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::document::{self, NewText};
use super::{align, pending::Pending};
use crate::error::Result;
use crate::id::{DocumentId, RevisionId};
use crate::model::{Document, Kind};

/// Adds the next draft of a document. Each passage, and whatever is left out, gets its fate in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddRevision {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<RevisionId>,
    /// The document.
    pub document: DocumentId,
    /// The text.
    pub text: NewText,
}

impl AddRevision {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let document: Document = pending.get(self.document)?;
        document::refuse_same_bytes(pending, document.case, &self.text.original)?;
        let number = pending.highest(Kind::Revision, "number", "document_id", document.id)? + 1;
        let revision = document::receive(pending, self.id, &document, number, self.text)?;
        pending.add(revision)?;
        align::newest(pending, document.id)
    }
}
