//! The text of a revision with its layout. Immutable: a screen may keep the answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::RevisionId;
use crate::model::{Document, Layout, Revision};
use crate::reader::Reader;
use crate::table::get;

/// Asks for the text of a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DocumentText {
    /// Which.
    pub revision: RevisionId,
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
        let revision: Revision = get(reader.tables(), self.revision)?;
        Ok(DocumentTextAnswer {
            document: get(reader.tables(), revision.document)?,
            original_sha256: reader.sha256(&revision.original.blob)?,
            text: reader.text(&revision.text)?,
            layout: serde_json::from_str(&reader.text(&revision.layout)?)?,
            revision,
        })
    }
}
