//! Verify: every seal, every kept byte, and every table against a replay.

use rusqlite::{Connection, ErrorCode, Row};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use ts_rs::TS;

use super::entry::{self, Body, NO_HASH, Raw, Sealed};
use super::proof;
use super::replay;
use super::tree::{self, Checking};
use crate::change::Change;
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::model::BlobId;
use crate::table::{self, apply, blob, count, search};

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
    all(conn, empty).map_err(as_damage)
}

/// An error while a file is looked at: what SQLite cannot make sense of is damage, for our own questions are sound.
pub(crate) fn as_damage(error: Error) -> Error {
    match error {
        Error::Sqlite(cause) if matches!(cause.sqlite_error_code(), None | Some(ErrorCode::Unknown)) => {
            Error::Damaged { seq: 0, why: format!("it cannot be read ({cause})") }
        }
        Error::Json(cause) => Error::Damaged { seq: 0, why: format!("it cannot be read ({cause})") },
        other => other,
    }
}

fn all(conn: &Connection, empty: &Connection) -> Result<Verified> {
    // One view of the file from here to the end, whatever others write meanwhile.
    let _view = conn.unchecked_transaction()?;
    // One transaction, so that a row may come before the row that it refers to, as it did when it was written.
    empty.execute_batch("begin")?;
    let Chains { entries, hash, touches, tree } = chains(conn, empty)?;
    pages(conn, "integrity_check")?;
    is_whole(conn, entries, &hash)?;
    let blobs = blob::verify(conn)?;
    empty.execute_batch("commit")?;
    if let Some(change) = apply::between(conn, empty)?.first().map(Change::kind) {
        return Err(Error::Drifted { table: change.table() });
    }
    if let Some(kind) = apply::differing_columns(conn, empty)? {
        return Err(Error::Drifted { table: kind.table() });
    }
    if !tree || u64::from(count(conn, "node", [])?) != tree::kept(entries) {
        return Err(Error::Drifted { table: "node" });
    }
    proof::verify(conn)?;
    if touches != Some(count(conn, "touch", [])?) {
        return Err(Error::Drifted { table: "touch" });
    }
    if !entry::knows_its_notes(conn, &table::schema_hash())? {
        return Err(Error::Drifted { table: "meta" });
    }
    search::fill(empty)?;
    if !search::is_same(conn, empty)? {
        return Err(Error::Drifted { table: "search" });
    }
    Ok(Verified { entries, blobs, hash })
}

/// Lets SQLite look at the pages: `quick_check`, or `integrity_check`, which holds every index against its table.
pub(crate) fn pages(conn: &Connection, check: &str) -> Result<()> {
    let found: String = conn.query_row(&format!("pragma {check}(1)"), [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    // The index of words is derived: it can be made anew.
    if found.contains("inverted index") {
        return Err(Error::Drifted { table: "search" });
    }
    Err(Error::Damaged { seq: 0, why: format!("SQLite finds: {found}") })
}

/// Verifies the newest `most` entries: their seals, and that each follows its device's entry before.
pub(crate) fn tail(conn: &Connection, most: Seq) -> Result<()> {
    let head = entry::head(conn, None)?;
    let Some(head) = head else { return noted(conn, 0, "") };
    let mut chain = Chain { last: head.seq.saturating_sub(most), tails: HashMap::new() };
    let mut statement = conn.prepare(&format!("select {} from entry where seq > ?1 order by seq", entry::COLUMNS))?;
    let mut rows = statement.query([chain.last])?;
    while let Some(row) = rows.next()? {
        let raw = chain.read(row)?;
        if !chain.tails.contains_key(&raw.device)
            && let Some(before) = entry::before(conn, &raw.device, raw.n, raw.seq)?
        {
            chain.tails.insert(raw.device.clone(), before);
        }
        chain.follow(raw)?;
    }
    noted(conn, head.seq, &head.hash)
}

/// Whether the newest entry is the one that the desk noted as such.
fn noted(conn: &Connection, entries: Seq, hash: &str) -> Result<()> {
    match entry::noted_head(conn)? {
        Some(noted) if noted != hash => {
            Err(Error::Damaged { seq: entries, why: "the desk noted another entry as its newest".to_owned() })
        }
        _ => Ok(()),
    }
}

/// Whether the end of the history is there: what is cut off leaves its traces in the tables.
fn is_whole(conn: &Connection, entries: Seq, hash: &str) -> Result<()> {
    let is_noted: bool =
        conn.query_row("select exists (select 1 from touch where seq = ?1)", [entries + 1], |row| row.get(0))?;
    if is_noted {
        let why = "it is missing, but the tables show what it did".to_owned();
        return Err(Error::Damaged { seq: entries + 1, why });
    }
    noted(conn, entries, hash)
}

/// What the entries come to.
struct Chains {
    entries: Seq,
    hash: String,
    /// How many rows they touched; none if the notes on that do not say what the entries say.
    touches: Option<u32>,
    /// Whether the tree over them is the one that is kept.
    tree: bool,
}

/// Checks order, columns and seals of all entries, and that the bytes are kept that they name;
/// applies their changes to `empty`.
fn chains(conn: &Connection, empty: &Connection) -> Result<Chains> {
    let mut statement = conn.prepare(&format!("select {} from entry order by seq", entry::COLUMNS))?;
    let mut rows = statement.query([])?;
    let mut tree = Checking::new(conn);
    let mut chain = Chain { last: 0, tails: HashMap::new() };
    let (mut hash, mut touches, mut seen) = (String::new(), Some(0), HashSet::new());
    while let Some(row) = rows.next()? {
        let raw = chain.read(row)?;
        let seq = raw.seq;
        hash.clone_from(&raw.hash);
        let (Body { changes, blobs, .. }, sealed) = chain.follow(raw)?;
        for id in blobs {
            let Some(media_type) = blob::media_type_of(conn, &id)? else {
                return Err(Error::Damaged { seq, why: format!("the bytes {id} that came with it are missing") });
            };
            // The entry that brought them says of what kind they are; a later one may use them as another.
            if seen.insert(id.clone()) && !names(&sealed, &id, &media_type) {
                return Err(Error::Damaged { seq, why: format!("the bytes {id} are of another kind than it says") });
            }
        }
        let noted = entry::is_touched(conn, seq, &changes)?;
        touches = touches.filter(|_| noted).map(|n: u32| n + u32::try_from(changes.len()).unwrap_or(u32::MAX));
        tree::append(&mut tree, seq, &hash)?;
        replay::step(empty, seq, &changes)?;
    }
    Ok(Chains { entries: chain.last, hash, touches, tree: tree.is_same })
}

/// Whether a sealed body says that bytes are of this media type.
fn names(body: &[u8], id: &BlobId, media_type: &str) -> bool {
    // Canonical JSON: the fields of a reference stand in the order of their names.
    let reference = format!("\"blob\":\"{}\",\"media_type\":{}", id.as_str(), serde_json::Value::from(media_type));
    body.windows(reference.len()).any(|window| window == reference.as_bytes())
}

/// Follows the entries in order: the last one's place, and each device's newest entry so far.
struct Chain {
    last: Seq,
    tails: HashMap<String, Link>,
}

/// What the next entry of a device is held against.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) seq: Seq,
    pub(crate) n: u64,
    pub(crate) prev: String,
    pub(crate) hash: String,
}

impl Chain {
    /// Reads the next row; one that cannot be read is named by the place where it should stand.
    fn read(&self, row: &Row<'_>) -> Result<Raw> {
        let raw = entry::raw(row).map_err(|error| match error.sqlite_error_code() {
            Some(_) => error.into(),
            None => Error::Damaged { seq: self.last + 1, why: format!("its row cannot be read ({error})") },
        })?;
        if raw.seq == self.last + 1 {
            return Ok(raw);
        }
        Err(Error::Damaged { seq: raw.seq, why: "the entries before it are missing".to_owned() })
    }

    /// Checks that an entry proves itself and follows its device's entry before. Gives its body, also as it is sealed.
    fn follow(&mut self, raw: Raw) -> Result<(Body, Vec<u8>)> {
        let body = check_seal(&raw)?;
        let before = self.tails.get(&raw.device);
        let (n, hash) = before.map_or((0, NO_HASH), |link| (link.n, link.hash.as_str()));
        if raw.n != n + 1 || raw.prev != hash {
            return Err(not_following(&raw, before));
        }
        self.last = raw.seq;
        self.tails.insert(raw.device, Link { seq: raw.seq, n: raw.n, prev: raw.prev, hash: raw.hash });
        Ok((body, raw.body))
    }
}

/// Names the bad one of two neighbours that both prove themselves. The later one's seal holds the
/// hash of what stood before it: if that alone differs, or it is known from further up, the
/// earlier one was altered or put between.
fn not_following(raw: &Raw, before: Option<&Link>) -> Error {
    if let Some(before) = before.filter(|before| before.hash != raw.hash) {
        let why = if raw.n == before.n + 1 {
            "the entry after it was sealed upon another one"
        } else if raw.prev == before.prev {
            "it was put in front of an entry that was sealed without it"
        } else {
            return Error::Damaged { seq: raw.seq, why: "it does not follow the entry before it".to_owned() };
        };
        return Error::Damaged { seq: before.seq, why: why.to_owned() };
    }
    Error::Damaged { seq: raw.seq, why: "it does not follow the entry before it".to_owned() }
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
