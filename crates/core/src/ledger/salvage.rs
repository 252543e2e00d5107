//! Salvage: what still proves itself in a damaged file, taken over byte for byte.
//!
//! Each entry proves itself by its seal and by the entry of its device before
//! it, so that salvage is exact: it ends at the first entry that does not.

use rusqlite::{Connection, OptionalExtension};

use super::entry::{self, Body, COLUMNS, Raw};
use super::replay;
use super::verify::check_seal;
use crate::error::Result;
use crate::id::Seq;
use crate::table::{blob, search};

/// What was taken over from a damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// The last entry that was there before.
    pub base: Seq,
    /// The last entry that proved itself.
    pub kept: Seq,
    /// The last entry that is known to have been in the damaged file and is lost; none if nothing is.
    pub lost: Option<Seq>,
}

/// Appends to `into` the entries of `damaged` that follow and prove themselves. The caller holds a transaction.
pub(crate) fn salvage(damaged: &Connection, into: &Connection) -> Result<Salvaged> {
    let base = entry::head(into, None)?.map_or(0, |head| head.seq);
    let mut kept = base;
    if is_same_ledger(damaged, into, base)? {
        while let Some(raw) = read(damaged, kept + 1) {
            if !take(damaged, into, &raw)? {
                break;
            }
            kept = raw.seq;
        }
    }
    let lost = last_known(damaged).filter(|last| *last > kept);
    Ok(Salvaged { base, kept, lost })
}

/// Of a file in which nothing can be read.
pub(crate) fn nothing(into: &Connection) -> Result<Salvaged> {
    let base = entry::head(into, None)?.map_or(0, |head| head.seq);
    Ok(Salvaged { base, kept: base, lost: None })
}

/// Whether the damaged file says the same of the last entry that both have, as far as it can be read.
fn is_same_ledger(damaged: &Connection, into: &Connection, base: Seq) -> Result<bool> {
    let Some(ours) = entry::head(into, Some(base))? else { return Ok(true) };
    Ok(read(damaged, base).is_none_or(|theirs| theirs.hash == ours.hash))
}

/// The entry at a place; nothing if it cannot be read, for whatever reason: then it does not prove itself.
fn read(damaged: &Connection, seq: Seq) -> Option<Raw> {
    let sql = format!("select {COLUMNS} from entry where seq = ?1");
    damaged.query_row(&sql, [seq], entry::raw).optional().unwrap_or_default()
}

/// The highest place that can still be read.
fn last_known(damaged: &Connection) -> Option<Seq> {
    damaged.query_row("select max(seq) from entry", [], |row| row.get(0)).unwrap_or_default()
}

/// Takes an entry over with its bytes, if it proves itself.
fn take(damaged: &Connection, into: &Connection, raw: &Raw) -> Result<bool> {
    let Ok(body) = check_seal(raw) else { return Ok(false) };
    if entry::device_tail(into, body.device)? != (raw.n - 1, raw.prev.clone()) {
        return Ok(false);
    }
    for id in &body.blobs {
        if blob::media_type_of(into, id)?.is_none() && !blob::copy(damaged, into, id)? {
            return Ok(false);
        }
    }
    follow(into, raw, &body)?;
    Ok(true)
}

/// Appends an entry that has proven itself, byte for byte, and applies its changes.
pub(crate) fn follow(into: &Connection, raw: &Raw, body: &Body) -> Result<()> {
    entry::append_sealed(into, raw)?;
    replay::step(into, raw.seq, &body.changes)?;
    body.changes.iter().try_for_each(|change| search::follow(into, change))?;
    entry::touch(into, raw.seq, &body.changes)
}
