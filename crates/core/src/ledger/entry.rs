//! Entries: a command with its changes, sealed. The only writer of `entry`.
//!
//! The seal (`docs/ledger.md`): the body is canonical JSON (RFC 8785), kept as
//! the exact bytes; its commitment is SHA-256 over salt and body; the entry's
//! hash is SHA-256 over six lines: the format, the entry's id, its device, the
//! device's running number, the hash of that device's entry before, and the
//! commitment. So a body can be erased by law while the chain still proves
//! what was there.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::note::Note;
use super::restore::RestoreScope;
use super::tree::{self, Tree};
use super::verify::Link;
use crate::change::Change;
use crate::error::{Error, Result};
use crate::id::{DeviceId, EditorId, EntryId, Seq};
use crate::model::BlobId;
use crate::time::Timestamp;

/// The hash that stands before a device's first entry.
pub(crate) const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The format of the body and seal of an entry. What kinds of records there may be is the format of the ledger,
/// `connection::FORMAT`.
pub(crate) const FORMAT: u32 = 1;

/// Why an entry exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Somebody did something: the name of the command, and a title where several were done as one step.
    Did {
        /// The command's name, as `link_evidence`.
        command: String,
        /// What several commands did together; empty for a single one.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        title: String,
    },
    /// An entry's changes were taken back by Undo.
    Undo {
        /// That entry.
        of: EntryId,
    },
    /// An undo was taken back.
    Redo {
        /// The undo.
        of: EntryId,
    },
    /// An entry's changes were taken back out of turn.
    Revert {
        /// That entry.
        of: EntryId,
    },
    /// The desk, or a part of it, was brought to where it stood after an entry.
    Restore {
        /// That entry.
        to: EntryId,
        /// Which part; by itself the whole desk.
        #[serde(default, skip_serializing_if = "RestoreScope::is_all")]
        scope: RestoreScope,
    },
    /// Something is said of the ledger itself; no row changes.
    Noted {
        /// What.
        note: Note,
    },
}

impl Op {
    /// The name of the operation: the command's, or `undo`, `redo`, `revert`, `restore`.
    pub fn name(&self) -> &str {
        match self {
            Self::Did { command, .. } => command,
            Self::Undo { .. } => "undo",
            Self::Redo { .. } => "redo",
            Self::Revert { .. } => "revert",
            Self::Restore { .. } => "restore",
            Self::Noted { note } => note.name(),
        }
    }

    /// The entry that it concerns.
    pub fn of(&self) -> Option<EntryId> {
        match self {
            Self::Did { .. } | Self::Noted { .. } => None,
            Self::Undo { of } | Self::Redo { of } | Self::Revert { of } | Self::Restore { to: of, .. } => Some(*of),
        }
    }
}

/// The body of an entry, as it is sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    pub(crate) v: u32,
    pub(crate) id: EntryId,
    pub(crate) device: DeviceId,
    pub(crate) n: u64,
    pub(crate) editor: EditorId,
    pub(crate) at: Timestamp,
    pub(crate) op: Op,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<String>,
    pub(crate) changes: Vec<Change>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) blobs: Vec<BlobId>,
}

/// An entry as it stands in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Its place in this desk's order of arrival.
    pub(crate) seq: Seq,
    /// Its identity.
    pub(crate) id: EntryId,
    /// Who did it.
    pub(crate) editor: EditorId,
    /// When.
    pub(crate) at: Timestamp,
    /// What was done.
    pub(crate) op: Op,
    /// Why.
    pub(crate) why: Option<String>,
    /// What changed.
    pub(crate) changes: Vec<Change>,
    /// Its hash, in hex.
    pub(crate) hash: String,
}

/// What is known of the newest entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: Seq,
    pub(crate) id: EntryId,
    pub(crate) at: Timestamp,
    pub(crate) hash: String,
}

/// The newest entry at or before `seq` (`None`: of all); `None` on an empty desk.
pub(crate) fn head(conn: &Connection, at: Option<Seq>) -> Result<Option<Head>> {
    let found = conn
        .prepare_cached("select seq, id, at, hash from entry where seq <= ?1 order by seq desc limit 1")?
        .query_row([at.unwrap_or(i64::MAX as u64)], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })
        .optional()?;
    found.map(|(seq, id, at, hash)| Ok(Head { seq, id: typed(seq, &id)?, at: typed(seq, &at)?, hash })).transpose()
}

/// Appends an entry; gives its place and hash.
pub(crate) fn append(conn: &Connection, mut body: Body, salt: [u8; 32]) -> Result<(Seq, String)> {
    let seq = head(conn, None)?.map_or(1, |head| head.seq + 1);
    let (n, prev) = device_tail(conn, body.device)?;
    body.n = n + 1;
    let bytes = serde_json_canonicalizer::to_vec(&body)?;
    let sealed = Sealed { id: body.id, device: body.device, n: body.n, prev, commitment: commitment(&salt, &bytes) };
    let hash = sealed.hash();
    conn.prepare_cached(
        "insert into entry (seq, id, device, device_seq, editor, at, operation, of, why, body, salt, commitment, prev, hash)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        seq,
        body.id.to_string(),
        body.device.to_string(),
        body.n,
        body.editor.to_string(),
        body.at.to_string(),
        body.op.name(),
        body.op.of().map(|of| of.to_string()),
        body.why,
        bytes,
        salt,
        sealed.commitment,
        sealed.prev,
        hash,
    ])?;
    touch(conn, seq, &body.changes)?;
    note_head(conn, &hash)?;
    tree::append(&mut Tree(conn), seq, &hash)?;
    Ok((seq, hash))
}

/// Appends an entry that was sealed before, byte for byte; the caller has checked it.
pub(crate) fn append_sealed(conn: &Connection, raw: &Raw) -> Result<()> {
    conn.prepare_cached(&format!(
        "insert into entry ({COLUMNS}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    ))?
    .execute(params![
        raw.seq,
        raw.id,
        raw.device,
        raw.n,
        raw.editor,
        raw.at,
        raw.operation,
        raw.of,
        raw.why,
        raw.body,
        raw.salt,
        raw.commitment,
        raw.prev,
        raw.hash,
    ])?;
    note_head(conn, &raw.hash)?;
    tree::append(&mut Tree(conn), raw.seq, &raw.hash)
}

/// Notes the hash of the newest entry: so a tail that was cut off is missed.
fn note_head(conn: &Connection, hash: &str) -> Result<()> {
    conn.prepare_cached(
        "insert into meta (key, value) values ('head', ?1) on conflict (key) do update set value = excluded.value",
    )?
    .execute([hash])?;
    Ok(())
}

/// The hash that was noted as the newest entry's; none where an older program made the desk.
pub(crate) fn noted_head(conn: &Connection) -> Result<Option<String>> {
    Ok(conn.query_row("select value from meta where key = 'head'", [], |row| row.get(0)).optional()?)
}

/// Notes which rows an entry touched. Derived from the entry: written again on rebuild.
pub(crate) fn touch(conn: &Connection, seq: Seq, changes: &[Change]) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "insert into touch (seq, kind, id, what, case_id, claim_id, number) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for change in changes {
        let Touch { kind, id, what, case, claim, number } = Touch::from(change);
        insert.execute(params![seq, kind, id, what, case, claim, number])?;
    }
    Ok(())
}

/// Whether the notes on an entry are those that `touch` wrote.
pub(crate) fn is_touched(conn: &Connection, seq: Seq, changes: &[Change]) -> Result<bool> {
    let mut statement = conn
        .prepare_cached("select kind, id, what, case_id, claim_id, number from touch where seq = ?1 order by rowid")?;
    let read = |row: &Row<'_>| {
        Ok(Touch {
            kind: row.get(0)?,
            id: row.get(1)?,
            what: row.get(2)?,
            case: row.get(3)?,
            claim: row.get(4)?,
            number: row.get(5)?,
        })
    };
    let found: Vec<Touch> = statement.query_map([seq], read)?.collect::<rusqlite::Result<_>>()?;
    Ok(found.into_iter().eq(changes.iter().map(Touch::from)))
}

/// The note that an entry touched a row; of a claim also its number, which is never given again.
#[derive(PartialEq, Eq)]
struct Touch {
    kind: String,
    id: String,
    what: String,
    case: Option<String>,
    claim: Option<String>,
    number: Option<u32>,
}

impl From<&Change> for Touch {
    fn from(change: &Change) -> Self {
        Self {
            kind: change.kind().table().to_owned(),
            id: change.id().to_string(),
            what: change.what().to_owned(),
            case: change.case().map(|id| id.to_string()),
            claim: change.claim().map(|id| id.to_string()),
            number: if let Change::Claim(edit) = change { Some(edit.subject().number) } else { None },
        }
    }
}

/// The entry at a place.
pub(crate) fn get(conn: &Connection, seq: Seq) -> Result<Entry> {
    conn.prepare_cached(&format!("select {COLUMNS} from entry where seq = ?1"))?
        .query_row([seq], raw)
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "entry", id: seq.to_string() })
        .and_then(Raw::entry)
}

/// The place of the entry with this id.
pub(crate) fn seq_of(conn: &Connection, id: EntryId) -> Result<Seq> {
    conn.prepare_cached("select seq from entry where id = ?1")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "entry", id: id.to_string() })
}

/// The columns that `raw` reads.
pub(crate) const COLUMNS: &str =
    "seq, id, device, device_seq, editor, at, operation, of, why, body, salt, commitment, prev, hash";

/// A row of `entry`, not yet trusted.
pub(crate) struct Raw {
    pub(crate) seq: Seq,
    pub(crate) id: String,
    pub(crate) device: String,
    pub(crate) n: u64,
    pub(crate) editor: String,
    pub(crate) at: String,
    pub(crate) operation: String,
    pub(crate) of: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) salt: Vec<u8>,
    pub(crate) commitment: String,
    pub(crate) prev: String,
    pub(crate) hash: String,
}

/// Reads a row of `entry`.
pub(crate) fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        seq: row.get(0)?,
        id: row.get(1)?,
        device: row.get(2)?,
        n: row.get(3)?,
        editor: row.get(4)?,
        at: row.get(5)?,
        operation: row.get(6)?,
        of: row.get(7)?,
        why: row.get(8)?,
        body: row.get(9)?,
        salt: row.get(10)?,
        commitment: row.get(11)?,
        prev: row.get(12)?,
        hash: row.get(13)?,
    })
}

impl Raw {
    /// Reads the body, without checking its seal.
    pub(crate) fn body(&self) -> Result<Body> {
        let damaged = |error: serde_json::Error| Error::Damaged {
            seq: self.seq,
            why: format!("its body cannot be read ({error})"),
        };
        let read: serde_json::Result<Body> = serde_json::from_slice(&self.body);
        // What a newer program wrote is no damage, whatever else it holds.
        let v = match &read {
            Ok(body) => body.v,
            Err(_) => serde_json::from_slice(&self.body).map_or(FORMAT, |Version { v }| v),
        };
        if v > FORMAT {
            return Err(Error::TooNew { found: i64::from(v), known: i64::from(FORMAT) });
        }
        read.map_err(damaged)
    }

    fn entry(self) -> Result<Entry> {
        let body = self.body()?;
        Ok(Entry {
            seq: self.seq,
            id: body.id,
            editor: body.editor,
            at: body.at,
            op: body.op,
            why: body.why,
            changes: body.changes,
            hash: self.hash,
        })
    }
}

/// The format of a body, where the rest of it cannot be read.
#[derive(Deserialize)]
struct Version {
    v: u32,
}

/// What an entry's hash is made of.
pub(crate) struct Sealed {
    pub(crate) id: EntryId,
    pub(crate) device: DeviceId,
    pub(crate) n: u64,
    pub(crate) prev: String,
    pub(crate) commitment: String,
}

impl Sealed {
    /// SHA-256 over the six lines, in hex.
    pub(crate) fn hash(&self) -> String {
        let Self { id, device, n, prev, commitment } = self;
        let lines = format!("claimdesk entry {FORMAT}\n{id}\n{device}\n{n}\n{prev}\n{commitment}\n");
        crate::hex(&Sha256::digest(lines.as_bytes()))
    }
}

/// SHA-256 over salt and body, in hex.
pub(crate) fn commitment(salt: &[u8], body: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(body);
    crate::hex(&hash.finalize())
}

/// Whether the desk's notes are those that the program writes, and no others.
pub(crate) fn knows_its_notes(conn: &Connection, projections: &str) -> Result<bool> {
    let sql = "select count(*) filter (where key = 'projections' and value = ?1),
                      count(*) filter (where key not in ('projections', 'head')) from meta";
    let (ours, others): (u32, u32) = conn.query_row(sql, [projections], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(ours == 1 && others == 0)
}

/// A device's newest entry before the one at `seq`, which is its `n`-th: found by the running numbers, which have
/// an index, and which rise with `seq` in a sound ledger.
pub(crate) fn before(conn: &Connection, device: &str, n: u64, seq: Seq) -> Result<Option<Link>> {
    let sql = "select seq, device_seq, prev, hash from entry
        where device = ?1 and device_seq < ?2 and seq < ?3 order by device_seq desc limit 1";
    let read = |row: &Row<'_>| Ok(Link { seq: row.get(0)?, n: row.get(1)?, prev: row.get(2)?, hash: row.get(3)? });
    Ok(conn.prepare_cached(sql)?.query_row(params![device, n, seq], read).optional()?)
}

/// A device's last running number and hash.
pub(crate) fn device_tail(conn: &Connection, device: DeviceId) -> Result<(u64, String)> {
    let found = conn
        .prepare_cached("select device_seq, hash from entry where device = ?1 order by device_seq desc limit 1")?
        .query_row([device.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or_else(|| (0, NO_HASH.to_owned())))
}

fn typed<T: std::str::FromStr>(seq: Seq, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::Damaged { seq, why: format!("“{text}” cannot be read") })
}
