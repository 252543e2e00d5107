//! The text of a revision with its layout. Immutable: a screen may keep the answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Result, or_not_found};
use crate::id::{DocumentId, RevisionId};
use crate::model::{Document, Kind, Layout, Revision};
use crate::reader::Reader;
use crate::table::{get, rows};

/// Asks for the text of a revision, or for that of the newest one of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[ts(export)]
pub enum DocumentText {
    /// This one.
    Revision(RevisionId),
    /// The newest one of this document.
    Document(DocumentId),
}

/// The text of a revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DocumentTextAnswer {
    /// Its document.
    pub document: Document,
    /// The revision.
    pub revision: Revision,
    /// The SHA-256 of the bytes as they came, in hex.
    pub original_sha256: String,
    /// The canonical text.
    pub text: String,
    /// Its blocks.
    pub layout: Layout,
}

impl DocumentText {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<DocumentTextAnswer> {
        let revision: Revision = match self {
            Self::Revision(id) => get(reader.tables(), *id)?,
            Self::Document(id) => newest(reader, *id)?,
        };
        Ok(DocumentTextAnswer {
            document: get(reader.tables(), revision.document)?,
            original_sha256: reader.sha256(&revision.original.blob)?,
            text: reader.text(&revision.text)?,
            layout: serde_json::from_str(&reader.text(&revision.layout)?)?,
            revision,
        })
    }
}

/// The newest draft of a document.
pub(crate) fn newest(reader: &Reader<'_>, document: DocumentId) -> Result<Revision> {
    let found = rows(reader.tables(), "where document_id = ?1 order by number desc limit 1", [document.to_string()])?;
    or_not_found(found.into_iter().next(), Kind::Revision, document)
}
