//! The Merkle tree over the entries: what lets one entry, or one head, be proven without the others.
//!
//! A leaf is the 32 bytes of an entry's hash, in the order of arrival. The tree
//! itself is `claimdesk_proof::merkle`; here it is only kept.

use claimdesk_proof::Hash;
use claimdesk_proof::merkle::{self, Nodes, TreeError};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};
use crate::id::Seq;

/// The tree as it is kept in a desk.
pub(crate) struct Tree<'a>(pub(crate) &'a Connection);

impl Nodes for Tree<'_> {
    type Error = rusqlite::Error;

    fn get(&self, level: u8, index: u64) -> rusqlite::Result<Option<Hash>> {
        self.0
            .prepare_cached("select hash from node where level = ?1 and position = ?2")?
            .query_row(params![level, index], |row| row.get(0))
            .optional()
    }

    fn put(&mut self, level: u8, index: u64, hash: Hash) -> rusqlite::Result<()> {
        self.0
            .prepare_cached("insert into node (level, position, hash) values (?1, ?2, ?3)")?
            .execute(params![level, index, hash])
            .map(drop)
    }
}

/// Compares what the entries come to with what is kept.
pub(crate) struct Checking<'a> {
    kept: Tree<'a>,
    /// Whether all that was compared is the same.
    pub(crate) is_same: bool,
}

impl<'a> Checking<'a> {
    pub(crate) fn new(conn: &'a Connection) -> Self {
        Self { kept: Tree(conn), is_same: true }
    }
}

impl Nodes for Checking<'_> {
    type Error = rusqlite::Error;

    fn get(&self, level: u8, index: u64) -> rusqlite::Result<Option<Hash>> {
        self.kept.get(level, index)
    }

    fn put(&mut self, level: u8, index: u64, hash: Hash) -> rusqlite::Result<()> {
        self.is_same &= self.kept.get(level, index)? == Some(hash);
        Ok(())
    }
}

/// Appends the hash of the entry at `seq`.
pub(crate) fn append(nodes: &mut impl Nodes<Error = rusqlite::Error>, seq: Seq, hash: &str) -> Result<()> {
    let leaf = leaf(seq, hash)?;
    merkle::append(nodes, seq - 1, &leaf).map(drop).map_err(|error| missing(seq, error))
}

/// The root over the first `size` entries.
pub(crate) fn root(conn: &Connection, size: Seq) -> Result<Hash> {
    merkle::root(&Tree(conn), size).map_err(|error| missing(size, error))
}

/// How many hashes a tree of `size` leaves keeps.
pub(crate) fn kept(size: Seq) -> u64 {
    2 * size - u64::from(size.count_ones())
}

/// The bytes of a leaf: an entry's hash.
pub(crate) fn leaf(seq: Seq, hash: &str) -> Result<Hash> {
    claimdesk_proof::encoding::hash_from_hex(hash)
        .ok_or_else(|| Error::Damaged { seq, why: "its hash cannot be read".to_owned() })
}

pub(crate) fn missing(seq: Seq, error: TreeError<rusqlite::Error>) -> Error {
    match error {
        TreeError::Nodes(error) => error.into(),
        other => Error::Damaged { seq, why: other.to_string() },
    }
}
