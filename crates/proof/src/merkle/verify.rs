//! Checks of Merkle proofs (RFC 9162, 2.1.3.2 and 2.1.4.2). A proof has exactly
//! the length that its tree asks for: what is too long is refused like what is too short.

use thiserror::Error;

use super::{SIZE_MAX, node_hash};
use crate::Hash;

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unproven {
    /// No tree has such sizes or such a leaf.
    #[error("no tree has such a size or such a leaf")]
    Range,
    /// The proof has another number of hashes than this tree asks for.
    #[error("the proof has {found} hashes, and {wanted} are needed")]
    Length {
        /// How many the tree asks for.
        wanted: usize,
        /// How many came.
        found: usize,
    },
    /// The proof leads to another root.
    #[error("the proof leads to another root")]
    Root,
}

/// Checks that the leaf with this hash is at `index` in the tree of `size` leaves with this root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), Unproven> {
    if index >= size || size > SIZE_MAX {
        return Err(Unproven::Range);
    }
    let inner = inner_length(index, size - 1);
    let wanted = inner + border_length(index, inner);
    if proof.len() != wanted {
        return Err(Unproven::Length { wanted, found: proof.len() });
    }
    let (below, along) = proof.split_at(inner);
    let hash = climb(*leaf, below, index);
    same(&border(hash, along), root)
}

/// Checks that the tree of `new` leaves with root `new_root` begins with that of `old` leaves and `old_root`.
///
/// An empty old tree is refused: every tree goes on from it, so that nothing would be proven.
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), Unproven> {
    if old == 0 || old > new || new > SIZE_MAX {
        return Err(Unproven::Range);
    }
    if old == new {
        exactly(0, proof)?;
        return same(old_root, new_root);
    }
    // The last full subtree of the old tree: its hash is where both climbs begin.
    let shift = old.trailing_zeros();
    let inner = inner_length(old - 1, new - 1) - shift as usize;
    let index = (old - 1) >> shift;
    let rest = inner + border_length(index, inner);
    // Where the old tree is one full subtree, its hash is the old root itself and is left out.
    let (seed, proof) = if old == 1 << shift {
        exactly(rest, proof)?;
        (old_root, proof)
    } else {
        exactly(rest + 1, proof)?;
        proof.split_first().ok_or(Unproven::Length { wanted: rest + 1, found: 0 })?
    };
    let (below, along) = proof.split_at(inner);
    same(&border(climb_left(*seed, below, index), along), old_root)?;
    same(&border(climb(*seed, below, index), along), new_root)
}

/// How many steps lie between a leaf and the path from the last leaf to the root.
fn inner_length(index: u64, last: u64) -> usize {
    (u64::BITS - (index ^ last).leading_zeros()) as usize
}

/// How many left neighbours follow above that.
fn border_length(index: u64, inner: usize) -> usize {
    index.checked_shr(inner as u32).unwrap_or(0).count_ones() as usize
}

/// Joins with neighbours on either side.
fn climb(seed: Hash, proof: &[Hash], index: u64) -> Hash {
    proof.iter().enumerate().fold(seed, |hash, (step, beside)| {
        if index >> step & 1 == 0 { node_hash(&hash, beside) } else { node_hash(beside, &hash) }
    })
}

/// Joins with neighbours on the left, and passes over those on the right: they came later.
fn climb_left(seed: Hash, proof: &[Hash], index: u64) -> Hash {
    proof.iter().enumerate().fold(
        seed,
        |hash, (step, beside)| {
            if index >> step & 1 == 0 { hash } else { node_hash(beside, &hash) }
        },
    )
}

/// Joins with neighbours which are all on the left.
fn border(seed: Hash, proof: &[Hash]) -> Hash {
    proof.iter().fold(seed, |hash, beside| node_hash(beside, &hash))
}

fn exactly(wanted: usize, proof: &[Hash]) -> Result<(), Unproven> {
    if proof.len() == wanted { Ok(()) } else { Err(Unproven::Length { wanted, found: proof.len() }) }
}

fn same(found: &Hash, wanted: &Hash) -> Result<(), Unproven> {
    if found == wanted { Ok(()) } else { Err(Unproven::Root) }
}
