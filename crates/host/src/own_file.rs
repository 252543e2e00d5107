//! The checked copy on the author's own file: a draft that came as DOCX goes back
//! as it came, with the desk's comments and changes in it.
//!
//! The bytes that came are never changed: the worker process makes other ones of
//! them. Where it cannot, the copy is made anew from the text, and it is said why.

use claimdesk_core::id::RevisionId;
use claimdesk_core::model::Markup;
use claimdesk_core::query::DocumentText;
use claimdesk_core::{Error, Reader, Refusal, sha256};
use claimdesk_intake::{DOCX, Unmarkable};

use crate::fault::{HostError, Result};
use crate::worker;

/// The file from which a draft came.
#[derive(Debug)]
pub struct Original {
    bytes: Vec<u8>,
    /// SHA-256 of the canonical text, in hex.
    text: String,
}

/// On what a checked copy stands.
#[derive(Debug)]
pub enum Copy {
    /// The author's own file.
    OnOwnFile {
        /// The file with the comments and changes in it.
        bytes: Vec<u8>,
        /// How many changes asked could not be tracked there: the comments say them.
        untracked: usize,
    },
    /// It must be made anew.
    Anew {
        /// Why, as a sentence.
        why: String,
    },
}

impl Original {
    /// The file of a draft, if it came as DOCX and its bytes are there.
    pub fn of(reader: &Reader<'_>, revision: RevisionId) -> Result<Option<Self>> {
        let draft = DocumentText::Revision(revision).ask(reader)?;
        if draft.revision.original.media_type != DOCX {
            return Ok(None);
        }
        match reader.blob(&draft.revision.original.blob) {
            Ok(bytes) => Ok(Some(Self { bytes, text: sha256(draft.text.as_bytes()) })),
            Err(Error::Refused(Refusal::Erased { .. })) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes comments and changes into it, in a process of its own.
    pub fn marked(&self, markup: &Markup) -> Result<Copy> {
        match worker::mark(&self.bytes, &self.text, markup) {
            Ok(Ok(marked)) => {
                let bytes = marked.bytes().map_err(|_| HostError::Worker("gave no usable answer"))?;
                let untracked = markup.replacements.len().saturating_sub(marked.tracked as usize);
                Ok(Copy::OnOwnFile { bytes, untracked })
            }
            Ok(Err(why)) => Ok(anew(&why)),
            Err(HostError::Unreadable(why)) => Ok(anew(&Unmarkable::from(why))),
            Err(why @ HostError::Worker(_)) => Ok(Copy::Anew { why: why.to_string() }),
            Err(other) => Err(other),
        }
    }
}

fn anew(why: &Unmarkable) -> Copy {
    Copy::Anew { why: why.to_string() }
}

impl Copy {
    /// What a person should know of it; nothing if all is as they expect.
    pub fn notice(&self) -> Option<String> {
        match self {
            Self::OnOwnFile { untracked: 0, .. } => None,
            Self::OnOwnFile { untracked, .. } => Some(format!(
                "{untracked} of the changes asked could not be tracked in the author's file: the comments say them."
            )),
            Self::Anew { why } => Some(format!("The copy was made anew, not on the author's own file. {why}")),
        }
    }
}
