//! A whole desk as lines of JSON, and back: entries as they were sealed, kept bytes, checkpoints.
//!
//! Each line is canonical JSON (RFC 8785), so that the same desk gives the same
//! bytes. Tables are not written: they follow from the entries. What comes in is
//! taken for nothing that it says of itself: every seal, chain and hash is made
//! anew. `docs/ledger.md` has the format.

use claimdesk_proof::encoding::{base64, unbase64, unhex};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entry::{self, COLUMNS, Raw};
use super::verify::check_seal;
use super::{proof, salvage};
use crate::connection::FORMAT;
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::table::blob;

/// The first line: what follows.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    /// The format of the ledger: what kinds of records its entries may hold.
    format: i64,
    blobs: u64,
    entries: Seq,
    checkpoints: u64,
    /// The hash of the newest entry.
    head: String,
}

/// Kept bytes; the chunks follow.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlobLine {
    id: String,
    media_type: String,
    size: u64,
    sha256: String,
    salt: String,
    /// The entry by which they were erased: then nothing follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    erased: Option<Seq>,
}

/// An entry. Its id, device and so on stand in its body.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    body: Value,
    hash: String,
    prev: String,
    salt: String,
}

/// A line of the file.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Desk(Header),
    Blob(BlobLine),
    /// Bytes of the blob before, in base64.
    Chunk(String),
    Entry(EntryLine),
    /// A signed note.
    Checkpoint(String),
}

/// Hands out every line, each without its end, until `put` says to stop.
pub(crate) fn write_out(conn: &Connection, put: &mut dyn FnMut(&[u8]) -> bool) -> Result<()> {
    // One view of the file from here to the end, whatever others write meanwhile.
    let _view = conn.unchecked_transaction()?;
    let count = |table: &str| -> Result<u64> {
        Ok(conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0))?)
    };
    let head = entry::head(conn, None)?;
    let header = Header {
        format: FORMAT,
        blobs: count("blob")?,
        entries: head.as_ref().map_or(0, |head| head.seq),
        checkpoints: count("checkpoint")?,
        head: head.map_or_else(String::new, |head| head.hash),
    };
    if !put(&line(&json!({ "desk": header }))?) {
        return Ok(());
    }
    if !blobs(conn, put)? || !entries(conn, put)? {
        return Ok(());
    }
    for kept in proof::kept(conn)? {
        if !put(&line(&json!({ "checkpoint": kept.note }))?) {
            break;
        }
    }
    Ok(())
}

fn line(value: &Value) -> Result<Vec<u8>> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

fn blobs(conn: &Connection, put: &mut dyn FnMut(&[u8]) -> bool) -> Result<bool> {
    let sql = "select blob.id, media_type, size, sha256, salt, erased.seq
               from blob left join erased on erased.blob = blob.id order by blob.id";
    let mut statement = conn.prepare(sql)?;
    let mut chunks = conn.prepare("select bytes from chunk where blob = ?1 order by n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let salt: Vec<u8> = row.get(4)?;
        let about = BlobLine {
            id: row.get(0)?,
            media_type: row.get(1)?,
            size: row.get(2)?,
            sha256: row.get(3)?,
            salt: crate::hex(&salt),
            erased: row.get(5)?,
        };
        if !put(&line(&json!({ "blob": about }))?) {
            return Ok(false);
        }
        let mut bytes = chunks.query([about.id.as_str()])?;
        while let Some(chunk) = bytes.next()? {
            let chunk = base64(chunk.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            if !put(&line(&json!({ "chunk": chunk }))?) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn entries(conn: &Connection, put: &mut dyn FnMut(&[u8]) -> bool) -> Result<bool> {
    let mut statement = conn.prepare(&format!("select {COLUMNS} from entry order by seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let raw = entry::raw(row)?;
        // The body is canonical JSON already: its very bytes stand in the line, in the order of the names.
        let mut text = b"{\"entry\":{\"body\":".to_vec();
        text.extend_from_slice(&raw.body);
        let rest =
            format!(",\"hash\":\"{}\",\"prev\":\"{}\",\"salt\":\"{}\"}}}}", raw.hash, raw.prev, crate::hex(&raw.salt));
        text.extend_from_slice(rest.as_bytes());
        if !put(&text) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes in a whole desk; `into` must have no entry yet. The caller holds a transaction.
pub(crate) fn read_in(into: &Connection, lines: &mut dyn Iterator<Item = Vec<u8>>) -> Result<Seq> {
    if entry::head(into, None)?.is_some() {
        return Err(Error::Input("A desk is taken in whole, into an empty file.".to_owned()));
    }
    let mut came = Came { into, open: None, blobs: 0, entries: 0, checkpoints: 0, head: String::new() };
    let mut parsed = lines.enumerate().map(|(n, text)| parse(n + 1, &text));
    let Some(Ok(Line::Desk(header))) = parsed.next() else {
        return Err(Error::Foreign("its first line does not say that a desk follows".to_owned()));
    };
    if header.format > FORMAT {
        return Err(Error::TooNew { found: header.format, known: FORMAT });
    }
    for line in parsed {
        came.take(line?)?;
    }
    came.end_blob()?;
    let found = (came.blobs, came.entries, came.checkpoints, came.head.as_str());
    if found != (header.blobs, header.entries, header.checkpoints, header.head.as_str()) {
        let why = "the file does not hold what its first line says: it was cut off or altered".to_owned();
        return Err(Error::Damaged { seq: came.entries, why });
    }
    Ok(came.entries)
}

fn parse(number: usize, text: &[u8]) -> Result<Line> {
    serde_json::from_slice(text).map_err(|error| Error::Input(format!("Line {number} is not one of a desk: {error}.")))
}

/// What has come in so far.
struct Came<'a> {
    into: &'a Connection,
    /// The blob whose chunks are coming.
    open: Option<blob::Coming>,
    blobs: u64,
    entries: Seq,
    checkpoints: u64,
    head: String,
}

impl Came<'_> {
    fn take(&mut self, line: Line) -> Result<()> {
        match line {
            Line::Chunk(text) => return self.chunk(&text),
            Line::Desk(_) => return Err(self.damaged("a second desk begins")),
            Line::Blob(_) | Line::Entry(_) | Line::Checkpoint(_) => self.end_blob()?,
        }
        match line {
            Line::Blob(about) => self.blob(&about),
            Line::Entry(sealed) => self.entry(sealed),
            Line::Checkpoint(note) => {
                self.checkpoints += 1;
                proof::keep(self.into, &note)
            }
            Line::Desk(_) | Line::Chunk(_) => Ok(()),
        }
    }

    fn damaged(&self, why: &str) -> Error {
        Error::Damaged { seq: self.entries, why: why.to_owned() }
    }

    fn blob(&mut self, about: &BlobLine) -> Result<()> {
        if self.entries > 0 {
            return Err(self.damaged("kept bytes stand before the entries"));
        }
        self.blobs += 1;
        let salt = unhex(&about.salt).ok_or_else(|| self.damaged("the salt of kept bytes is no hex"))?;
        let id = about.id.parse().map_err(|why| Error::Damaged { seq: 0, why })?;
        let BlobLine { size, media_type, sha256, erased, .. } = about;
        self.open = blob::begin(self.into, id, (sha256, &salt), *size, media_type, *erased)?;
        Ok(())
    }

    fn chunk(&mut self, text: &str) -> Result<()> {
        let bytes = unbase64(text).ok_or_else(|| self.damaged("kept bytes are no base64"))?;
        let Some(open) = &mut self.open else { return Err(self.damaged("there are bytes of which nothing is known")) };
        open.put(self.into, &bytes)
    }

    fn end_blob(&mut self) -> Result<()> {
        self.open.take().map_or(Ok(()), blob::Coming::end)
    }

    fn entry(&mut self, sealed: EntryLine) -> Result<()> {
        let seq = self.entries + 1;
        let damaged = |why: &str| Error::Damaged { seq, why: why.to_owned() };
        let bytes = serde_json_canonicalizer::to_vec(&sealed.body)?;
        let body: entry::Body =
            serde_json::from_slice(&bytes).map_err(|error| damaged(&format!("its body cannot be read ({error})")))?;
        let salt = unhex(&sealed.salt).ok_or_else(|| damaged("its salt is no hex"))?;
        let raw = Raw {
            seq,
            id: body.id.to_string(),
            device: body.device.to_string(),
            n: body.n,
            editor: body.editor.to_string(),
            at: body.at.to_string(),
            operation: body.op.name().to_owned(),
            of: body.op.of().map(|of| of.to_string()),
            why: body.why.clone(),
            commitment: entry::commitment(&salt, &bytes),
            body: bytes,
            salt,
            prev: sealed.prev,
            hash: sealed.hash,
        };
        let body = check_seal(&raw)?;
        let (n, prev) = entry::device_tail(self.into, body.device)?;
        if n.checked_add(1) != Some(raw.n) || prev != raw.prev {
            return Err(damaged("it does not follow the entry before it"));
        }
        for id in &body.blobs {
            if blob::media_type_of(self.into, id)?.is_none() {
                return Err(damaged(&format!("the bytes {id} that came with it are missing")));
            }
        }
        salvage::follow(self.into, &raw, &body)?;
        (self.entries, self.head) = (seq, raw.hash);
        Ok(())
    }
}
