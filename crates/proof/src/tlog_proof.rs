//! Proof that one entry is in a ledger, as a text that stands alone (C2SP tlog-proof).

use std::fmt;

use thiserror::Error;

use crate::Hash;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::encoding::{base64, decimal, hash_from_base64, unbase64};
use crate::key::VerifierKey;
use crate::merkle::{Unproven, verify_inclusion};
use crate::note::Note;

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// More hashes than any tree asks for.
const HASHES_MAX: usize = 64;

/// Why a text proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    /// A line is missing, or written in another way than the only one.
    #[error("this is no proof: {0}")]
    Form(&'static str),
    /// Its checkpoint is none, or is not signed by a known key, or is of another ledger.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The hashes do not lead from the entry to the checkpoint.
    #[error(transparent)]
    Unproven(#[from] Unproven),
}

/// A proof of inclusion with the checkpoint that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// What an application adds; nothing vouches for it.
    pub extra: Option<Vec<u8>>,
    /// The leaf's place, from 0.
    pub index: u64,
    /// The hashes from the leaf's neighbour up to the root's child.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, as it stands.
    pub checkpoint: Note,
}

impl TlogProof {
    /// Reads a proof; refuses any text that `to_string` would not have written.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let (head, note) = text.split_once("\n\n").ok_or(ProofError::Form("its empty line is missing"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(ProofError::Form("its first line is another"));
        }
        let extra = match lines.next_if(|line| line.starts_with("extra ")) {
            Some(line) => {
                let extra = line.strip_prefix("extra ").and_then(unbase64);
                Some(extra.ok_or(ProofError::Form("its extra line is no base64"))?)
            }
            None => None,
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        let index = index.ok_or(ProofError::Form("its index is no plain number"))?;
        let hashes: Option<Vec<Hash>> = lines.map(hash_from_base64).collect();
        let hashes = hashes.ok_or(ProofError::Form("a hash is not the base64 of 32 bytes"))?;
        if hashes.len() > HASHES_MAX {
            return Err(ProofError::Form("it has too many hashes"));
        }
        let checkpoint = Note::parse(note).map_err(CheckpointError::Note)?;
        Ok(Self { extra, index, hashes, checkpoint })
    }

    /// Checks the checkpoint's signature and that the leaf with this hash is at `index` below its root.
    ///
    /// Cosignatures are for `cosignature::verify`: how many are enough is the reader's to say.
    pub fn verify(&self, leaf: &Hash, known: &[VerifierKey], origin: &str) -> Result<Checkpoint, ProofError> {
        let (checkpoint, _) = Checkpoint::open(&self.checkpoint.to_string(), known, origin)?;
        verify_inclusion(leaf, self.index, checkpoint.size, &self.hashes, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{}", base64(hash)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
