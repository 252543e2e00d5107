//! Checkpoints: the head of a ledger's Merkle tree as the text of a note (C2SP tlog-checkpoint).

use std::fmt;

use thiserror::Error;

use crate::Hash;
use crate::encoding::{base64, decimal, hash_from_base64};
use crate::key::{Signer, VerifierKey};
use crate::note::{Note, NoteError};

/// Why a text is no checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// It is no note that a known key signed.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Origin, size or root are missing, empty, or written in another way than the only one.
    #[error("this is no checkpoint: {0}")]
    Form(&'static str),
    /// It is of another ledger.
    #[error("this checkpoint is of another ledger: {0}")]
    Origin(String),
}

/// The head of a tree: how many entries there were, and the root over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger it is: a name that no other ledger has, best `host/desk`.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Further lines, not empty; not recommended by the specification.
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// Reads the text of a note; refuses any text that `to_string` would not have written.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let text = text.strip_suffix('\n').ok_or(CheckpointError::Form("its last line does not end"))?;
        let mut lines = text.split('\n');
        let origin = lines.next().unwrap_or_default();
        let size = lines.next().and_then(decimal).ok_or(CheckpointError::Form("its size is no plain number"))?;
        let root = lines.next().and_then(hash_from_base64);
        let root = root.ok_or(CheckpointError::Form("its root is not the base64 of 32 bytes"))?;
        let checkpoint = Self { origin: origin.to_owned(), size, root, extensions: lines.map(str::to_owned).collect() };
        checkpoint.check()?;
        Ok(checkpoint)
    }

    /// Opens a signed checkpoint: reads the note, wants a sound signature of a known key, then reads the text.
    pub fn open(note: &str, known: &[VerifierKey], origin: &str) -> Result<(Self, Note), CheckpointError> {
        let note = Note::parse(note)?;
        note.verify(known)?;
        let checkpoint = Self::parse(note.text())?;
        if checkpoint.origin != origin {
            return Err(CheckpointError::Origin(checkpoint.origin));
        }
        Ok((checkpoint, note))
    }

    /// Signs it as a note.
    pub fn sign(&self, signer: &Signer) -> Result<Note, CheckpointError> {
        self.check()?;
        Ok(Note::sign(&self.to_string(), signer)?)
    }

    fn check(&self) -> Result<(), CheckpointError> {
        let broken = |line: &str| line.is_empty() || line.contains('\n');
        if broken(&self.origin) || self.extensions.iter().any(|line| broken(line)) {
            return Err(CheckpointError::Form("a line is empty"));
        }
        if decimal(&self.size.to_string()).is_none() {
            return Err(CheckpointError::Form("its size is too large"));
        }
        Ok(())
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, base64(&self.root))?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
