//! The Merkle tree of RFC 6962 and RFC 9162, section 2.1, as an append-only accumulator.
//!
//! A leaf's hash is SHA-256(0x00 ‖ bytes), a node's SHA-256(0x01 ‖ left ‖ right).
//! What is stored are the hashes of full subtrees alone, named by level and
//! index: (level, index) covers the leaves `index << level .. (index + 1) << level`
//! and never changes once it is written. Everything else is computed from
//! O(log n) of them. Sizes and indices count leaves; indices begin at 0.

use thiserror::Error;

use crate::Hash;
use crate::encoding::sha256;

mod verify;

pub use verify::{Unproven, verify_consistency, verify_inclusion};

/// The largest tree: sizes are written as decimals that fit in a signed 64-bit number.
pub const SIZE_MAX: u64 = i64::MAX as u64;

/// Where the hashes of full subtrees are kept.
pub trait Nodes {
    /// What can go wrong while reading or writing.
    type Error;

    /// The hash of a full subtree, if it was put.
    fn get(&self, level: u8, index: u64) -> Result<Option<Hash>, Self::Error>;

    /// Keeps the hash of a full subtree. Each is put once, in order of completion.
    fn put(&mut self, level: u8, index: u64, hash: Hash) -> Result<(), Self::Error>;
}

/// Why nothing could be computed from the stored hashes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TreeError<E> {
    /// A hash is not there although the tree has that size.
    #[error("the tree lacks the hash of level {level}, index {index}")]
    Missing {
        /// Its height above the leaves.
        level: u8,
        /// Its place in that level.
        index: u64,
    },
    /// The question does not fit the tree.
    #[error("the tree has no such place: {asked} of {size}")]
    OutOfRange {
        /// The leaf or size that was asked for.
        asked: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The place where hashes are kept failed.
    #[error("the stored hashes cannot be reached")]
    Nodes(E),
}

/// The hash of a leaf (RFC 6962, 2.1).
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    sha256(&[&[0], bytes])
}

/// The hash of a node over its two children (RFC 6962, 2.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left, right])
}

/// The root of the tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// Appends a leaf, given as bytes, to a tree of `size` leaves; gives the new size.
pub fn append<N: Nodes>(nodes: &mut N, size: u64, leaf: &[u8]) -> Result<u64, TreeError<N::Error>> {
    if size >= SIZE_MAX {
        return Err(TreeError::OutOfRange { asked: size, size: SIZE_MAX });
    }
    let (mut level, mut index, mut hash) = (0, size, leaf_hash(leaf));
    nodes.put(level, index, hash).map_err(TreeError::Nodes)?;
    while index & 1 == 1 {
        hash = node_hash(&full(nodes, level, index - 1)?, &hash);
        level += 1;
        index >>= 1;
        nodes.put(level, index, hash).map_err(TreeError::Nodes)?;
    }
    Ok(size + 1)
}

/// The root of the tree over the first `size` leaves (RFC 6962, 2.1).
pub fn root<N: Nodes>(nodes: &N, size: u64) -> Result<Hash, TreeError<N::Error>> {
    if size == 0 { Ok(empty_root()) } else { range(nodes, 0, size) }
}

/// The proof that leaf `index` is in the tree of `size` leaves, from the leaf upwards (RFC 6962, 2.1.1).
pub fn inclusion<N: Nodes>(nodes: &N, index: u64, size: u64) -> Result<Vec<Hash>, TreeError<N::Error>> {
    if index >= size || size > SIZE_MAX {
        return Err(TreeError::OutOfRange { asked: index, size });
    }
    let (mut start, mut end) = (0, size);
    let mut proof = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            proof.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            proof.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `new` leaves begins with that of `old` leaves (RFC 6962, 2.1.2).
///
/// Empty if both are equal. There is none from the empty tree: every tree goes on from that.
pub fn consistency<N: Nodes>(nodes: &N, old: u64, new: u64) -> Result<Vec<Hash>, TreeError<N::Error>> {
    if old == 0 || old > new || new > SIZE_MAX {
        return Err(TreeError::OutOfRange { asked: old, size: new });
    }
    let mut proof = Vec::new();
    let (mut start, mut end) = (0, new);
    while end != old {
        let middle = start + split(end - start);
        if old <= middle {
            proof.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            proof.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    // What is left is a whole subtree of the old tree; if it is the old tree, its root is known already.
    if start > 0 {
        proof.push(range(nodes, start, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The largest power of two smaller than `size`, which is at least 2.
fn split(size: u64) -> u64 {
    1 << (63 - (size - 1).leading_zeros())
}

/// The hash over the leaves `start .. end`, not empty, where `start` is a place at which the tree divides.
fn range<N: Nodes>(nodes: &N, start: u64, end: u64) -> Result<Hash, TreeError<N::Error>> {
    // The full subtrees from left to right have the sizes of the bits that are set; they join from the right.
    let mut rest = end - start;
    let mut edge = end;
    let mut hash: Option<Hash> = None;
    while rest > 0 {
        let level = rest.trailing_zeros();
        edge -= 1 << level;
        let subtree = full(nodes, level as u8, edge >> level)?;
        hash = Some(match hash {
            Some(right) => node_hash(&subtree, &right),
            None => subtree,
        });
        rest &= rest - 1;
    }
    Ok(hash.unwrap_or_else(empty_root))
}

fn full<N: Nodes>(nodes: &N, level: u8, index: u64) -> Result<Hash, TreeError<N::Error>> {
    nodes.get(level, index).map_err(TreeError::Nodes)?.ok_or(TreeError::Missing { level, index })
}

/// Hashes of full subtrees in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryNodes(std::collections::BTreeMap<(u8, u64), Hash>);

impl Nodes for MemoryNodes {
    type Error = std::convert::Infallible;

    fn get(&self, level: u8, index: u64) -> Result<Option<Hash>, Self::Error> {
        Ok(self.0.get(&(level, index)).copied())
    }

    fn put(&mut self, level: u8, index: u64, hash: Hash) -> Result<(), Self::Error> {
        self.0.insert((level, index), hash);
        Ok(())
    }
}
