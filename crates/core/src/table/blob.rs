//! Blobs: immutable bytes, kept in chunks, named by a salted commitment.
//!
//! The commitment is SHA-256 over salt and bytes; the plain SHA-256 is kept
//! beside the bytes, never in an entry, so that it goes when they go.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::error::{Error, Refusal, Result};
use crate::id::Seq;
use crate::model::{BlobId, BlobRef};

/// Bytes per chunk: small enough that no single value is long, large enough
/// that 200 MB are 200 rows.
const CHUNK: usize = 1 << 20;

/// Writes bytes and gives their name; the same bytes are kept once.
pub(crate) fn keep(conn: &Connection, bytes: &[u8], media_type: &str, salt: [u8; 32]) -> Result<BlobId> {
    let sha256 = crate::hex(&Sha256::digest(bytes));
    if let Some(id) = find_by_sha256(conn, &sha256)? {
        return Ok(id);
    }
    let id = commitment(&salt, bytes);
    write(conn, &id, &sha256, &salt, media_type, bytes)?;
    Ok(id)
}

fn write(conn: &Connection, id: &BlobId, sha256: &str, salt: &[u8], media_type: &str, bytes: &[u8]) -> Result<()> {
    conn.prepare_cached("insert into blob (id, sha256, salt, size, media_type) values (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.as_str(), sha256, salt, bytes.len() as u64, media_type])?;
    let mut insert = conn.prepare_cached("insert into chunk (blob, n, bytes) values (?1, ?2, ?3)")?;
    for (n, chunk) in bytes.chunks(CHUNK).enumerate() {
        insert.execute(params![id.as_str(), n as u64, chunk])?;
    }
    Ok(())
}

/// The blob that holds bytes of this SHA-256 (hex).
pub(crate) fn find_by_sha256(conn: &Connection, sha256: &str) -> Result<Option<BlobId>> {
    let id: Option<String> = conn
        .prepare_cached("select id from blob where sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?;
    id.map(|id| id.parse().map_err(|why| Error::Damaged { seq: 0, why })).transpose()
}

/// The SHA-256 (hex) of a blob's bytes.
pub(crate) fn sha256_of(conn: &Connection, id: &BlobId) -> Result<String> {
    conn.prepare_cached("select sha256 from blob where id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| missing(id))
}

/// The size of a blob in bytes.
pub(crate) fn size_of(conn: &Connection, id: &BlobId) -> Result<u64> {
    conn.prepare_cached("select size from blob where id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| missing(id))
}

/// The media type of bytes; none if they are not here.
pub(crate) fn media_type_of(conn: &Connection, id: &BlobId) -> Result<Option<String>> {
    let sql = "select media_type from blob where id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0)).optional()?)
}

/// The entry by which the bytes were erased; none if they were not.
pub(crate) fn erased(conn: &Connection, id: &BlobId) -> Result<Option<Seq>> {
    let sql = "select seq from erased where blob = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0)).optional()?)
}

/// Erases the bytes, their salt and their plain hash; the entry at `seq` says so. The name stays.
pub(crate) fn erase(conn: &Connection, id: &BlobId, seq: Seq) -> Result<()> {
    conn.execute("insert into erased (blob, seq) values (?1, ?2)", params![id.as_str(), seq])?;
    conn.execute("delete from chunk where blob = ?1", [id.as_str()])?;
    conn.execute("update blob set sha256 = '', salt = x'' where id = ?1", [id.as_str()])?;
    Ok(())
}

/// The bytes of a blob.
pub(crate) fn read(conn: &Connection, id: &BlobId) -> Result<Vec<u8>> {
    if let Some(seq) = erased(conn, id)? {
        return Err(Refusal::Erased { seq }.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size_of(conn, id)?).unwrap_or(0).min(CHUNK * 256));
    let mut statement = conn.prepare_cached("select bytes from chunk where blob = ?1 order by n")?;
    let mut rows = statement.query([id.as_str()])?;
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(bytes)
}

/// The bytes of a blob that holds UTF-8.
pub(crate) fn read_text(conn: &Connection, blob: &BlobRef) -> Result<String> {
    String::from_utf8(read(conn, &blob.blob)?)
        .map_err(|_| Error::Damaged { seq: 0, why: format!("the text {} is not UTF-8", blob.blob) })
}

/// Copies a blob from another file; whether it could be read there and proved itself, or was erased there.
pub(crate) fn copy(from: &Connection, to: &Connection, id: &BlobId) -> Result<bool> {
    if let Some(seq) = erased(from, id).unwrap_or_default() {
        let about = from.query_row("select size, media_type from blob where id = ?1", [id.as_str()], |row| {
            Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))
        });
        let Ok((size, media_type)) = about else { return Ok(false) };
        to.execute(
            "insert into blob (id, sha256, salt, size, media_type) values (?1, '', x'', ?2, ?3)",
            params![id.as_str(), size, media_type],
        )?;
        erase(to, id, seq)?;
        return Ok(true);
    }
    let row = from.query_row("select sha256, salt, media_type from blob where id = ?1", [id.as_str()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?))
    });
    let (Ok((sha256, salt, media_type)), Ok(bytes)) = (row, read(from, id)) else { return Ok(false) };
    let is_proven = commitment(&salt, &bytes) == *id && crate::hex(&Sha256::digest(&bytes)) == sha256;
    if is_proven {
        write(to, id, &sha256, &salt, media_type.as_str(), &bytes)?;
    }
    Ok(is_proven)
}

/// A blob whose bytes are coming in, chunk by chunk.
pub(crate) struct Coming {
    id: BlobId,
    sha256: String,
    left: u64,
    chunks: u64,
    named: Sha256,
    plain: Sha256,
}

/// Begins a blob of this name; none if its bytes were erased by the entry at `erased`, and nothing comes.
pub(crate) fn begin(
    conn: &Connection,
    id: BlobId,
    (sha256, salt): (&str, &[u8]),
    size: u64,
    media_type: &str,
    erased: Option<Seq>,
) -> Result<Option<Coming>> {
    if media_type_of(conn, &id)?.is_some() {
        return Err(Error::Damaged { seq: 0, why: format!("the bytes {id} are there twice") });
    }
    conn.prepare_cached("insert into blob (id, sha256, salt, size, media_type) values (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.as_str(), sha256, salt, size, media_type])?;
    if let Some(seq) = erased {
        erase(conn, &id, seq)?;
        return Ok(None);
    }
    let mut named = Sha256::new();
    named.update(salt);
    Ok(Some(Coming { id, sha256: sha256.to_owned(), left: size, chunks: 0, named, plain: Sha256::new() }))
}

impl Coming {
    /// Takes the next chunk.
    pub(crate) fn put(&mut self, conn: &Connection, bytes: &[u8]) -> Result<()> {
        let here = bytes.len() as u64;
        let fits = here > 0 && here <= self.left && (here == self.left || bytes.len() == CHUNK);
        if !fits || bytes.len() > CHUNK {
            return Err(Error::Damaged { seq: 0, why: format!("the kept bytes {} are not of their size", self.id) });
        }
        self.named.update(bytes);
        self.plain.update(bytes);
        conn.prepare_cached("insert into chunk (blob, n, bytes) values (?1, ?2, ?3)")?.execute(params![
            self.id.as_str(),
            self.chunks,
            bytes
        ])?;
        (self.left, self.chunks) = (self.left - here, self.chunks + 1);
        Ok(())
    }

    /// Whether what came is what the name says.
    pub(crate) fn end(self) -> Result<()> {
        let is_proven = self.left == 0
            && BlobId::from_bytes(self.named.finalize().into()) == self.id
            && crate::hex(&self.plain.finalize()) == self.sha256;
        if is_proven {
            return Ok(());
        }
        Err(Error::Damaged { seq: 0, why: format!("the kept bytes {} are not what was kept", self.id) })
    }
}

/// Recomputes what a blob is named by.
pub(crate) fn verify(conn: &Connection) -> Result<u64> {
    let mut statement = conn.prepare("select id, sha256, salt, size from blob order by id")?;
    let mut rows = statement.query([])?;
    let mut seen = 0;
    while let Some(row) = rows.next()? {
        let (id, sha256, salt, size): (String, String, Vec<u8>, u64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let name: BlobId = id.parse().map_err(|why| Error::Damaged { seq: 0, why })?;
        if let Some(seq) = erased(conn, &name)? {
            let gone = salt.is_empty() && sha256.is_empty() && numbered(conn, &name, 0)?;
            if !gone || !says_erased(conn, seq, &id)? {
                let why = format!("no entry says that the bytes {id} were erased");
                return Err(Error::Damaged { seq, why });
            }
            continue;
        }
        let bytes = read(conn, &name)?;
        let same = commitment(&salt, &bytes) == name
            && crate::hex(&Sha256::digest(&bytes)) == sha256
            && bytes.len() as u64 == size
            && numbered(conn, &name, bytes.len().div_ceil(CHUNK) as u64)?;
        if !same {
            return Err(Error::Damaged { seq: 0, why: format!("the kept bytes {id} are not what was kept") });
        }
        seen += 1;
    }
    let stray: bool =
        conn.query_row("select exists (select 1 from chunk where blob not in (select id from blob))", [], |row| {
            row.get(0)
        })?;
    if stray {
        return Err(Error::Damaged { seq: 0, why: "there are bytes of which nothing is known".to_owned() });
    }
    Ok(seen)
}

/// Whether the entry at `seq` says that these bytes were erased.
fn says_erased(conn: &Connection, seq: Seq, id: &str) -> Result<bool> {
    let sql = "select exists (select 1 from entry where seq = ?1 and operation = 'erased'
                              and instr(body, cast(?2 as blob)) > 0)";
    Ok(conn.query_row(sql, params![seq, id], |row| row.get(0))?)
}

/// Whether a blob's chunks are numbered from 0 on.
fn numbered(conn: &Connection, id: &BlobId, chunks: u64) -> Result<bool> {
    let sql = "select count(*), coalesce(max(n) + 1, 0), coalesce(min(n), 0) from chunk where blob = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
    let (count, end, first) = conn.prepare_cached(sql)?.query_row([id.as_str()], read)?;
    Ok(count == chunks && first == 0 && i64::try_from(chunks).is_ok_and(|chunks| chunks == end))
}

fn commitment(salt: &[u8], bytes: &[u8]) -> BlobId {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(bytes);
    BlobId::from_bytes(hash.finalize().into())
}

fn missing(id: &BlobId) -> Error {
    Error::Damaged { seq: 0, why: format!("the kept bytes {id} are missing") }
}
