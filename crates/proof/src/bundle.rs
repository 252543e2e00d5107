//! The evidence bundle: what leaves the desk for a stranger, as the files of one bag.
//!
//! It holds the entries asked for, the hashes of all entries, the checkpoints
//! with whatever vouches for them, and a script that checks all of it. What
//! does not hold here is refused before it leaves. Layout: `docs/proof.md`.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::Hash;
use crate::bag::{self, BagFault, Files};
use crate::checkpoint::CheckpointError;
use crate::encoding::{hash_from_hex, hex, sha256};
use crate::merkle::TreeError;

mod check;
mod layout;

pub use check::is_stamped;

/// The script that checks a bundle: Python 3.8 or newer, standard library only.
pub const SCRIPT: &str = include_str!("bundle/verify_proof.py");

/// What `prev` is before a device's first entry: 64 zeros.
pub const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// All that goes into a bundle.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// The desk's name, for readers.
    pub desk: String,
    /// When the bundle was made: `2026-11-23`.
    pub made_on: String,
    /// Which program made it, with its version.
    pub program: String,
    /// The report's files; each name without folders.
    pub report: Vec<NamedFile>,
    /// The hashes of all entries of the ledger, in order of arrival.
    pub leaves: Vec<Hash>,
    /// The entries that are shown.
    pub entries: Vec<EntryProof>,
    /// The stored bytes that these entries name.
    pub blobs: Vec<BlobCopy>,
    /// Signed checkpoints of different sizes, the newest over all leaves; none if nobody signed.
    pub checkpoints: Vec<String>,
    /// The ledger's keys and those of cosigners.
    pub keys: Vec<KeySince>,
    /// RFC 3161 tokens, each over the text or the whole note of a checkpoint.
    pub timestamps: Vec<NamedFile>,
}

/// A file with the name that a reader sees.
#[derive(Clone, Debug)]
pub struct NamedFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An entry as `docs/ledger.md` seals it. Hashes are lower-case hex.
#[derive(Clone, Debug)]
pub struct EntryProof {
    /// Its place in the order of arrival, from 1; its leaf has the index `seq - 1`.
    pub seq: u64,
    /// Its id.
    pub id: String,
    /// Its device.
    pub device: String,
    /// The device's running number, from 1.
    pub n: u64,
    /// The hash of that device's entry before, or `NO_HASH`.
    pub prev: String,
    /// SHA-256 over its six lines.
    pub hash: String,
    /// SHA-256 over salt and body.
    pub commitment: String,
    /// What the commitment hides, unless it was erased.
    pub opened: Option<Opened>,
}

/// The body of an entry with its salt: both or none is kept.
#[derive(Clone, Debug)]
pub struct Opened {
    /// 32 random bytes, in hex.
    pub salt: String,
    /// The exact bytes.
    pub body: Vec<u8>,
}

/// Stored bytes, such as a snapshot of a source.
#[derive(Clone, Debug)]
pub struct BlobCopy {
    /// SHA-256 over salt and bytes, in hex: the name by which an entry vouches for it.
    pub id: String,
    /// The salt, in hex.
    pub salt: String,
    /// SHA-256 over the bytes alone, in hex.
    pub sha256: String,
    /// What a reader calls it; nothing vouches for it.
    pub name: String,
    /// Its media type; nothing vouches for it.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A public key that signs checkpoints, or cosigns them.
#[derive(Clone, Debug)]
pub struct KeySince {
    /// The verifier key: `name+hash+base64`.
    pub verifier: String,
    /// The place of the entry that made it known, if the ledger did.
    pub since: Option<u64>,
}

/// Why no bundle is made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BundleError {
    /// A file's name could not stand everywhere, or stands twice.
    #[error("the file name {0:?} cannot be used in a bundle")]
    Name(String),
    /// An entry does not hold.
    #[error("entry {seq} cannot be shown: {why}")]
    Entry {
        /// Its place.
        seq: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Stored bytes do not hold, or no entry that is shown names them.
    #[error("the stored file {name:?} cannot be shown: {why}")]
    Blob {
        /// What a reader calls it.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A key is none, or a checkpoint is not signed by one of the keys or not of these entries.
    #[error("a checkpoint or key cannot be used: {0}")]
    Vouching(String),
    /// A time stamp is not over one of the checkpoints.
    #[error("the time stamp {0:?} is not over a checkpoint of this bundle")]
    Timestamp(String),
    /// A line of a table could not be written.
    #[error("a table of the bundle cannot be written")]
    Table,
    /// The bag could not be made.
    #[error(transparent)]
    Bag(#[from] BagFault),
}

impl From<CheckpointError> for BundleError {
    fn from(error: CheckpointError) -> Self {
        Self::Vouching(error.to_string())
    }
}

impl<E> From<TreeError<E>> for BundleError {
    fn from(_: TreeError<E>) -> Self {
        Self::Vouching("the tree over the entries cannot be computed".to_owned())
    }
}

impl EntryProof {
    /// SHA-256 over the six lines, in hex.
    pub fn sealed(&self) -> String {
        let Self { id, device, n, prev, commitment, .. } = self;
        let lines = format!("claimdesk entry 1\n{id}\n{device}\n{n}\n{prev}\n{commitment}\n");
        hex(&sha256(&[lines.as_bytes()]))
    }
}

impl Bundle {
    /// The files of the bag, by path. The same bundle gives the same bytes.
    ///
    /// # Errors
    /// Whatever `verify_proof.py` would not accept is refused here.
    pub fn files(&self) -> Result<Files, BundleError> {
        check::entries(self)?;
        check::blobs(self)?;
        let vouching = check::vouching(self)?;
        let payload = layout::payload(self, &vouching)?;
        let info = [
            ("Source-Organization", one_line(&self.desk)),
            ("Bagging-Date", one_line(&self.made_on)),
            ("External-Description", format!("Evidence bundle of a ledger with {} entries", self.leaves.len())),
            ("Bag-Software-Agent", one_line(&self.program)),
        ];
        let info: Vec<(&str, &str)> = info.iter().map(|(label, value)| (*label, value.as_str())).collect();
        Ok(bag::pack(payload, &info)?)
    }
}

/// A text without line ends and other control characters; never empty.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let line = line.trim();
    if line.is_empty() { "not named".to_owned() } else { line.to_owned() }
}

/// The place of each leaf, by its hex.
fn places(leaves: &[Hash]) -> BTreeMap<Hash, u64> {
    leaves.iter().copied().zip(0..).collect()
}

/// Reads a hash that an entry brings.
fn entry_hash(seq: u64, text: &str) -> Result<Hash, BundleError> {
    hash_from_hex(text).ok_or(BundleError::Entry { seq, why: "a hash is not 64 digits of hex" })
}
