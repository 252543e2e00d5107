//! Documents and their revisions; references to the bytes they came from.
//!
//! Texts themselves are blobs: never a field of a record.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use crate::id::{CaseId, DocumentId, RevisionId};
use crate::time::{PartialDate, Timestamp};

/// Names a blob by its commitment: SHA-256 over salt and bytes, in hex. The
/// salt keeps a short text from being guessed after its bytes were erased.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct BlobId(String);

impl BlobId {
    /// From the 32 bytes of the commitment.
    pub fn from_bytes(commitment: [u8; 32]) -> Self {
        use fmt::Write;
        let mut hex = String::with_capacity(64);
        for byte in commitment {
            write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        }
        Self(hex)
    }

    /// 64 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BlobId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for BlobId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let hex = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hex { Ok(Self(text)) } else { Err(format!("“{text}” does not name a blob")) }
    }
}

impl From<BlobId> for String {
    fn from(id: BlobId) -> Self {
        id.0
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Bytes that a record refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct BlobRef {
    /// Which blob.
    pub blob: BlobId,
    /// Its size in bytes.
    pub size: u64,
    /// Its media type.
    pub media_type: String,
    /// The name under which it came; never used as a path.
    #[serde(default)]
    pub name: String,
}

/// An article, draft, transcript or report in which claims are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// The case it belongs to.
    pub case: CaseId,
    /// Its title.
    pub title: String,
    /// What it is.
    #[serde(default)]
    pub kind: DocumentKind,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// Where it appeared or will appear.
    #[serde(default)]
    pub outlet: String,
    /// Its address, if it has one.
    #[serde(default)]
    pub url: String,
    /// When it appeared.
    #[serde(default)]
    pub published: PartialDate,
    /// Its language, BCP 47.
    #[serde(default)]
    pub language: String,
    /// When it came in.
    pub added_at: Timestamp,
}

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DocumentKind {
    /// A published article.
    Article,
    /// A text that is still to appear.
    #[default]
    Draft,
    /// Words that were spoken.
    Transcript,
    /// A report.
    Report,
}

patch! {
    /// What can be set on a document.
    DocumentPatch for Document {
        title: String,
        kind: DocumentKind,
        author: String,
        outlet: String,
        url: String,
        published: PartialDate,
        language: String,
    }
}

/// An immutable text of a document: a change of the text is a new revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Revision {
    /// Its identity.
    pub id: RevisionId,
    /// The case of its document.
    pub case: CaseId,
    /// Its document.
    pub document: DocumentId,
    /// 1 for the first draft.
    pub number: u32,
    /// When it came in.
    pub received_at: Timestamp,
    /// The bytes as they came, untouched.
    pub original: BlobRef,
    /// The canonical text, UTF-8.
    pub text: BlobRef,
    /// Its `Layout`, as JSON.
    pub layout: BlobRef,
    /// Length of the canonical text in code points.
    pub code_points: u32,
    /// Its length in words.
    pub words: u32,
    /// How the text was made from the bytes.
    pub provenance: Provenance,
}

/// How a canonical text was made from the bytes that came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Provenance {
    /// The reader and its version, as `html/legible 0.5.1`.
    pub reader: String,
    /// The character encoding that was found.
    pub charset: String,
    /// What was left out or guessed, as sentences.
    pub warnings: Vec<String>,
}
