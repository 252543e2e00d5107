//! Verify: every seal, every kept byte, and every table against a replay.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

use super::entry::{self, Body, NO_HASH, Raw, Sealed};
use super::proof;
use super::replay;
use super::tree::{self, Checking};
use crate::change::Change;
use crate::error::{Error, Result};
use crate::id::{DeviceId, Seq};
use crate::table::{apply, blob, count};

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Verified {
    /// How many entries.
    pub entries: Seq,
    /// How many kept blobs.
    pub blobs: u64,
    /// The hash of the newest entry; empty on an empty desk.
    pub hash: String,
}

/// Verifies the chain of each device, the blobs, and the tables against a
/// replay into `empty`, a database with empty tables.
pub(crate) fn verify(conn: &Connection, empty: &Connection) -> Result<Verified> {
    let quick: String = conn.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
    if quick != "ok" {
        return Err(Error::Damaged { seq: 0, why: format!("SQLite finds: {quick}") });
    }
    let Chains { entries, hash, touches } = chains(conn)?;
    proof::verify(conn)?;
    let blobs = blob::verify(conn)?;
    // One transaction, so that a row may come before the row that it refers to, as it did when it was written.
    empty.execute_batch("begin")?;
    replay::replay(conn, empty, 0, entries)?;
    empty.execute_batch("commit")?;
    if let Some(change) = apply::between(conn, empty)?.first().map(Change::kind) {
        return Err(Error::Drifted { table: change.table() });
    }
    if touches != Some(count(conn, "touch", [])?) {
        return Err(Error::Drifted { table: "touch" });
    }
    Ok(Verified { entries, blobs, hash })
}

/// What the entries come to.
struct Chains {
    entries: Seq,
    hash: String,
    /// How many rows they touched; none if the notes on that do not say what the entries say.
    touches: Option<u32>,
}

/// Checks order, columns and seals of all entries, and that the bytes are kept that they name.
fn chains(conn: &Connection) -> Result<Chains> {
    let mut statement = conn.prepare(&format!("select {} from entry order by seq", entry::COLUMNS))?;
    let mut rows = statement.query([])?;
    let mut tree = Checking::new(conn);
    let mut tails: HashMap<DeviceId, (u64, String)> = HashMap::new();
    let (mut last, mut hash, mut touches) = (0, String::new(), Some(0));
    while let Some(row) = rows.next()? {
        let raw = entry::raw(row)?;
        let damaged = |why: &str| Error::Damaged { seq: raw.seq, why: why.to_owned() };
        if raw.seq != last + 1 {
            return Err(damaged("the entries before it are missing"));
        }
        let Body { device, changes, blobs, .. } = check_seal(&raw)?;
        let (n, prev) = tails.get(&device).cloned().unwrap_or((0, NO_HASH.to_owned()));
        if raw.n != n + 1 || raw.prev != prev {
            return Err(damaged("it does not follow the entry before it"));
        }
        for id in blobs {
            if !blob::is_kept(conn, &id)? {
                return Err(damaged(&format!("the bytes {id} that came with it are missing")));
            }
        }
        let noted = entry::is_touched(conn, raw.seq, &changes)?;
        touches = touches.filter(|_| noted).map(|n: u32| n + u32::try_from(changes.len()).unwrap_or(u32::MAX));
        tree::append(&mut tree, raw.seq, &raw.hash)?;
        tails.insert(device, (raw.n, raw.hash.clone()));
        (last, hash) = (raw.seq, raw.hash);
    }
    if !tree.is_same || u64::from(count(conn, "node", [])?) != tree::kept(last) {
        return Err(Error::Drifted { table: "node" });
    }
    Ok(Chains { entries: last, hash, touches })
}

/// Checks one entry by itself: its columns say what its body says, and the seal holds.
pub(crate) fn check_seal(raw: &Raw) -> Result<Body> {
    let damaged = |why: &str| Error::Damaged { seq: raw.seq, why: why.to_owned() };
    if entry::commitment(&raw.salt, &raw.body) != raw.commitment {
        return Err(damaged("its body is not what was sealed"));
    }
    let body = raw.body()?;
    let same = body.id.to_string() == raw.id
        && body.device.to_string() == raw.device
        && body.n == raw.n
        && body.editor.to_string() == raw.editor
        && body.at.to_string() == raw.at
        && body.op.name() == raw.operation
        && body.op.of().map(|of| of.to_string()) == raw.of
        && body.why == raw.why;
    if !same {
        return Err(damaged("its columns do not say what its body says"));
    }
    let sealed = Sealed {
        id: body.id,
        device: body.device,
        n: body.n,
        prev: raw.prev.clone(),
        commitment: raw.commitment.clone(),
    };
    if sealed.hash() != raw.hash {
        return Err(damaged("its hash is not that of its seal"));
    }
    Ok(body)
}
