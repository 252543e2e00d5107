//! `Ledger`: the entries and their tree as they stand, for proofs. Reads alone.

use claimdesk_proof::bundle::EntryProof;
use rusqlite::Connection;

use super::entry;
use super::proof::{self, KeptBlob, KeptCheckpoint, KeptTimestamp, KeyRow, TreeHead};
use super::transfer;
use crate::error::Result;
use crate::id::{CaseId, Seq};
use crate::model::BlobId;
use crate::reader::HeadRow;

/// The ledger itself, whoever holds it open.
pub struct Ledger<'a>(pub(crate) &'a Connection);

impl Ledger<'_> {
    /// What names this ledger among all others: the hash of its first entry; nothing on an empty desk.
    pub fn origin(&self) -> Result<Option<String>> {
        Ok(entry::head(self.0, Some(1))?.map(|head| head.hash))
    }

    /// The entry at a place, if there is one.
    pub fn entry_at(&self, seq: Seq) -> Result<Option<HeadRow>> {
        let found = entry::head(self.0, Some(seq))?.filter(|head| head.seq == seq);
        Ok(found.map(|head| HeadRow { seq, entry: Some(head.id), at: Some(head.at), hash: head.hash }))
    }

    /// The head of the tree over the first `size` entries, or over all.
    pub fn tree_head(&self, size: Option<Seq>) -> Result<TreeHead> {
        proof::head(self.0, size)
    }

    /// The signed checkpoints that are kept, in the order in which they came.
    pub fn checkpoints(&self) -> Result<Vec<KeptCheckpoint>> {
        proof::kept(self.0)
    }

    /// The answers of time-stamping services, in the order in which they came.
    pub fn timestamps(&self) -> Result<Vec<KeptTimestamp>> {
        proof::timestamps(self.0)
    }

    /// The keys that entries announced.
    pub fn keys(&self) -> Result<Vec<KeyRow>> {
        proof::keys(self.0)
    }

    /// An entry byte for byte.
    pub fn sealed(&self, seq: Seq) -> Result<EntryProof> {
        proof::sealed(self.0, seq)
    }

    /// The places of the entries up to `until` that touched a case, and nothing of another case.
    pub fn entries_of_case(&self, case: CaseId, until: Seq) -> Result<Vec<Seq>> {
        proof::of_case(self.0, case, until)
    }

    /// Kept bytes with what proves them; none if they were erased.
    pub fn kept(&self, id: &BlobId) -> Result<Option<KeptBlob>> {
        proof::blob(self.0, id)
    }

    /// The hashes of the first `size` entries, in hex: the leaves of the tree.
    pub fn leaves(&self, size: Seq) -> Result<Vec<String>> {
        proof::leaves(self.0, size)
    }
    /// The whole desk as lines of JSON, each without its end: handed to `put` until that says to stop.
    pub fn write_out(&self, put: &mut dyn FnMut(&[u8]) -> bool) -> Result<()> {
        transfer::write_out(self.0, put)
    }
}
