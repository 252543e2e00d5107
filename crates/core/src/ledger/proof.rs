//! What the ledger gives to prove itself outside: heads of its tree, kept checkpoints, keys, sealed entries.
//!
//! Nothing is signed here: the key is not the core's.

use claimdesk_proof::Hash;
use claimdesk_proof::bundle::{EntryProof, Opened};
use claimdesk_proof::checkpoint::Checkpoint;
use claimdesk_proof::encoding::hex;
use claimdesk_proof::key_change::KeyChange;
use claimdesk_proof::note::Note as SignedNote;
use rusqlite::{Connection, params};

use super::entry::{self, Op};
use super::note::Note;
use super::tree;
use crate::error::{Error, Result};
use crate::id::{CaseId, DeviceId, Seq};
use crate::model::{BlobId, BlobRef};

/// The head of the tree over the first entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeHead {
    /// How many entries.
    pub size: Seq,
    /// The root over their hashes.
    pub root: Hash,
}

/// A checkpoint that is kept in the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCheckpoint {
    /// How many entries it covers.
    pub size: Seq,
    /// The signed note, as text.
    pub note: String,
}

/// A key that an entry announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The entry.
    pub seq: Seq,
    /// The installation that wrote it.
    pub device: DeviceId,
    /// The key, in the form of a C2SP verifier key.
    pub key: String,
    /// The entry by which another one took its place; none while it is in use.
    pub until: Option<Seq>,
}

/// The answer of a time-stamping service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTimestamp {
    /// The entry that kept it.
    pub seq: Seq,
    /// How many entries the checkpoint covers that was stamped.
    pub size: Seq,
    /// The answer's bytes.
    pub token: BlobRef,
}

/// Kept bytes with what proves them, for showing them elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBlob {
    /// The SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// The salt of their name.
    pub salt: Vec<u8>,
    /// Their media type.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The head of the tree over the first `size` entries, or over all.
pub(crate) fn head(conn: &Connection, size: Option<Seq>) -> Result<TreeHead> {
    let newest = entry::head(conn, None)?.map_or(0, |head| head.seq);
    let size = size.unwrap_or(newest);
    if size > newest {
        return Err(Error::NotFound { what: "entry", id: size.to_string() });
    }
    Ok(TreeHead { size, root: tree::root(conn, size)? })
}

/// Keeps a signed checkpoint, whose root must be that of the tree.
pub(crate) fn keep(conn: &Connection, note: &str) -> Result<()> {
    let Some(checkpoint) = read(note) else { return Err(Error::Input("This is no checkpoint.".to_owned())) };
    if head(conn, Some(checkpoint.size))?.root != checkpoint.root {
        let why = "This checkpoint does not fit the desk: it is of another desk, or the history was rewritten.";
        return Err(Error::Input(why.to_owned()));
    }
    conn.execute(
        "insert into checkpoint (n, size, note) values ((select coalesce(max(n), 0) + 1 from checkpoint), ?1, ?2)",
        params![checkpoint.size, note],
    )?;
    Ok(())
}

/// All that are kept, in the order in which they came.
pub(crate) fn kept(conn: &Connection) -> Result<Vec<KeptCheckpoint>> {
    let mut statement = conn.prepare_cached("select size, note from checkpoint order by n")?;
    let rows = statement.query_map([], |row| Ok(KeptCheckpoint { size: row.get(0)?, note: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Compares the kept checkpoints with the tree.
pub(crate) fn verify(conn: &Connection) -> Result<()> {
    for KeptCheckpoint { size, note } in kept(conn)? {
        let found = read(&note).filter(|checkpoint| checkpoint.size == size);
        let same =
            found.is_some_and(|checkpoint| head(conn, Some(size)).is_ok_and(|head| head.root == checkpoint.root));
        if !same {
            return Err(Error::Damaged { seq: size, why: "it is not what was signed as the head then".to_owned() });
        }
    }
    Ok(())
}

/// The keys that entries announced, in their order.
pub(crate) fn keys(conn: &Connection) -> Result<Vec<KeyRow>> {
    let mut keys: Vec<KeyRow> = Vec::new();
    for (seq, device, note) in notes(conn, &["key_added", "key_changed"])? {
        match note {
            Note::KeyAdded { key } => keys.push(KeyRow { seq, device, key, until: None }),
            Note::KeyChanged { note } => {
                let change = KeyChange::open(&note).map_err(|error| Error::Damaged { seq, why: error.to_string() })?;
                let old = change.old.to_string();
                keys.iter_mut()
                    .filter(|row| row.device == device && row.key == old && row.until.is_none())
                    .for_each(|row| row.until = Some(seq));
                keys.push(KeyRow { seq, device, key: change.new.to_string(), until: None });
            }
            Note::Recovered { .. } | Note::TimeStamped { .. } | Note::Erased { .. } | Note::Exported { .. } => {}
        }
    }
    Ok(keys)
}

/// Refuses a change of a key that is not the one with which the device signs now.
pub(crate) fn check_change(conn: &Connection, device: DeviceId, note: &str) -> Result<()> {
    let change = KeyChange::open(note).map_err(|error| Error::Input(format!("This changes no key: {error}.")))?;
    let old = change.old.to_string();
    let known = keys(conn)?;
    let newest = known.iter().rev().find(|row| row.device == device && row.until.is_none());
    if newest.is_some_and(|row| row.key == old) {
        return Ok(());
    }
    Err(Error::Input("This changes another key than the one with which this computer signs the desk.".to_owned()))
}

/// The answers of time-stamping services, in the order in which they came.
pub(crate) fn timestamps(conn: &Connection) -> Result<Vec<KeptTimestamp>> {
    let all = notes(conn, &["time_stamped"])?.into_iter();
    Ok(all
        .filter_map(|(seq, _, note)| match note {
            Note::TimeStamped { size, token } => Some(KeptTimestamp { seq, size, token }),
            _ => None,
        })
        .collect())
}

/// The notes of these operations, with the entry's place and device, in their order.
fn notes(conn: &Connection, operations: &[&str]) -> Result<Vec<(Seq, DeviceId, Note)>> {
    let mut found = Vec::new();
    for operation in operations {
        let mut statement = conn.prepare_cached("select seq, device from entry where operation = ?1 order by seq")?;
        let rows = statement.query_map([operation], |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?)))?;
        for row in rows {
            let (seq, device) = row?;
            let device =
                device.parse().map_err(|_| Error::Damaged { seq, why: "its device cannot be read".to_owned() })?;
            if let Op::Noted { note } = entry::get(conn, seq)?.op {
                found.push((seq, device, note));
            }
        }
    }
    found.sort_by_key(|(seq, ..)| *seq);
    Ok(found)
}

/// Refuses the answer of a time-stamping service that names no text of a kept checkpoint of this size.
pub(crate) fn check_timestamp(conn: &Connection, size: Seq, answer: &[u8]) -> Result<()> {
    let names = |kept: &KeptCheckpoint| {
        let note = SignedNote::parse(&kept.note).ok();
        note.is_some_and(|note| claimdesk_proof::bundle::is_stamped(answer, note.text().as_bytes()))
    };
    if kept(conn)?.iter().filter(|kept| kept.size == size).any(names) {
        return Ok(());
    }
    Err(Error::Input("This time stamp is not over a checkpoint of this desk.".to_owned()))
}

/// An entry byte for byte, for proving it elsewhere.
pub(crate) fn sealed(conn: &Connection, seq: Seq) -> Result<EntryProof> {
    let raw = conn.query_row(&format!("select {} from entry where seq = ?1", entry::COLUMNS), [seq], entry::raw)?;
    Ok(EntryProof {
        seq: raw.seq,
        id: raw.id,
        device: raw.device,
        n: raw.n,
        prev: raw.prev,
        hash: raw.hash,
        commitment: raw.commitment,
        opened: Some(Opened { salt: hex(&raw.salt), body: raw.body }),
    })
}

/// The places of the entries that touched a case or the sources that its evidence uses, and nothing of another case.
pub(crate) fn of_case(conn: &Connection, case: CaseId, until: Seq) -> Result<Vec<Seq>> {
    let mut statement = conn.prepare_cached(
        "with ours (id) as (select source_id from evidence where case_id = ?1)
         select distinct seq from touch
         where (case_id = ?1 or (kind = 'source' and id in ours)) and seq <= ?2 and not exists
           (select 1 from touch as other where other.seq = touch.seq and other.case_id is not ?1
              and other.kind not in ('editor', 'scale') and not (other.kind = 'source' and other.id in ours))
         order by seq",
    )?;
    let rows = statement.query_map(params![case.to_string(), until], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Kept bytes with what proves them; none if they were erased.
pub(crate) fn blob(conn: &Connection, id: &BlobId) -> Result<Option<KeptBlob>> {
    if crate::table::blob::erased(conn, id)?.is_some() {
        return Ok(None);
    }
    let (sha256, salt, media_type) =
        conn.query_row("select sha256, salt, media_type from blob where id = ?1", [id.as_str()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    Ok(Some(KeptBlob { sha256, salt, media_type, bytes: crate::table::blob::read(conn, id)? }))
}

/// The hashes of the first `size` entries: the leaves of the tree, in hex.
pub(crate) fn leaves(conn: &Connection, size: Seq) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached("select hash from entry where seq <= ?1 order by seq")?;
    let rows = statement.query_map([size], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read(note: &str) -> Option<Checkpoint> {
    let note = SignedNote::parse(note).ok()?;
    Checkpoint::parse(note.text()).ok()
}
