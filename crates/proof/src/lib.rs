//! Proofs that a stranger can check: Merkle tree, signed checkpoints, and the evidence bundle.
//!
//! Pure: no files, clock, chance or network. Keys, times and bytes come in as
//! values; texts and files go out as values. What the formats are and what
//! each proves stands in `docs/proof.md`.

pub mod bag;
pub mod bundle;
pub mod checkpoint;
pub mod cosignature;
pub mod encoding;
pub mod key;
pub mod key_change;
pub mod merkle;
pub mod note;
pub mod tlog_proof;

/// A SHA-256 value: 32 bytes.
pub type Hash = [u8; 32];
