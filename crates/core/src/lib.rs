//! The core of Claimdesk: records, ledger, the one door for writes and the one for reads.
//!
//! - `model`: the records of a desk, as plain structs.
//! - `command`: what somebody can ask for; `Store` carries it out and seals an entry.
//! - `query`: what somebody can ask; `Reader` answers for now or for any past moment.
//! - `ledger`, `table`: the history, and the tables made from it.
//!
//! No clock, no randomness, no network, no environment: `Env` brings the first
//! two in. `docs/architecture.md` says who may import whom.

pub mod change;
pub mod citation;
pub mod command;
mod connection;
mod draft;
pub mod env;
pub mod error;
mod file;
pub mod id;
mod ledger;
pub mod model;
mod notes;
pub mod query;
pub mod reader;
pub mod store;
mod table;
pub mod time;
mod twin;
pub mod words;

pub use command::Command;
pub use env::Env;
pub use error::{Error, Fault, FaultKind, Refusal, Result};
pub use ledger::{
    ExportedFile, KeptBlob, KeptCheckpoint, KeptTimestamp, KeyRow, Ledger, Note, Op, RestoreScope, Salvaged, TreeHead,
    Verified,
};
pub use reader::{HeadRow, Moment, ReadDesk, Reader};
pub use store::{Attachment, Created, Receipt, Store};
pub use time::Timestamp;

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

/// SHA-256 of bytes, in hex: how commands name the bytes that come with them.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    hex(&sha2::Sha256::digest(bytes))
}
