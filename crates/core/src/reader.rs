//! `Reader`: the one door for reads, for now or for any past moment.
//!
//! The past is made anew in memory, in the same tables, so that every query runs on
//! it unchanged. Entries and blobs are read from the file, up to the moment.

use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::connection;
use crate::draft::{self, DraftText};
use crate::error::{Error, Refusal, Result};
use crate::id::{EntryId, Seq};
use crate::ledger::verify::{self, Verified};
use crate::ledger::{Ledger, entry, replay};
use crate::model::{BlobId, BlobRef, Locator, Revision};
use crate::table::{blob, search};
use crate::time::Timestamp;

/// The point in history that is read: `None` is now, `Some(seq)` is just after that entry.
pub type Moment = Option<Seq>;

/// Where the ledger stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HeadRow {
    /// Place of the newest entry; 0 on an empty desk.
    pub seq: Seq,
    /// That entry.
    pub entry: Option<EntryId>,
    /// When it was written.
    pub at: Option<Timestamp>,
    /// Its hash, in hex.
    pub hash: String,
}

/// The last past that was read, kept because the next question is usually about the same moment.
#[derive(Default)]
pub(crate) struct Past(Option<(Seq, Connection)>);

impl Past {
    /// The tables as they stood after `seq`.
    pub(crate) fn at(&mut self, ledger: &Connection, seq: Seq) -> Result<&Connection> {
        // Whichever is less to read: what lies between the moment that is held and this one, or all that stood.
        let held = self.0.take().filter(|(held, _)| held.abs_diff(seq) < seq);
        let (from, tables) = match held {
            Some(held) => held,
            None => (0, connection::past_in_memory()?),
        };
        if from != seq {
            // The index belongs to the moment for which it was filled.
            tables
                .execute_batch("begin; delete from search_row; insert into search (search) values ('delete-all');")?;
            match from {
                0 => replay::standing(ledger, &tables, seq)?,
                from => replay::travel(ledger, &tables, from, seq)?,
            }
            tables.execute_batch("commit")?;
        }
        let (_, tables) = self.0.insert((seq, tables));
        Ok(tables)
    }
}

/// A desk, open for reading alone.
pub struct ReadDesk {
    conn: Connection,
    past: Past,
}

impl ReadDesk {
    /// Opens the desk at `path` for reading.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { conn: connection::reader(path)?, past: Past::default() })
    }

    /// Reads the desk, now or then.
    pub fn reader(&mut self, moment: Moment) -> Result<Reader<'_>> {
        Reader::new(&self.conn, &mut self.past, moment)
    }

    /// Reads the desk, now or then, with several questions: whatever another connection writes meanwhile, it
    /// stays as it was at the first of them.
    pub fn read<T, E: From<Error>>(
        &mut self,
        moment: Moment,
        read: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let still = self.conn.unchecked_transaction().map_err(Error::from)?;
        let answer = read(&Reader::new(&self.conn, &mut self.past, moment)?);
        // Nothing was written: this only lets go of the view.
        still.finish().map_err(Error::from)?;
        answer
    }

    /// The look at a desk with which a writer begins: its pages, its tables, the end of its history.
    pub fn look(&self) -> Result<()> {
        connection::look(&self.conn).map_err(verify::as_damage)
    }

    /// A number that changes when another connection has written.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Writes a copy of the desk at `from` to `to`, where nothing may be yet: one plain file.
    pub fn copy(from: &Path, to: &Path) -> Result<()> {
        connection::copy(from, to)
    }

    /// The ledger itself, for proofs.
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger(&self.conn)
    }

    /// Verifies the whole file.
    pub fn verify(&self) -> Result<Verified> {
        verify::verify(&self.conn, &connection::projections_in_memory()?)
    }
}

/// The desk at a moment.
pub struct Reader<'a> {
    ledger: &'a Connection,
    tables: &'a Connection,
    moment: Moment,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(ledger: &'a Connection, past: &'a mut Past, moment: Moment) -> Result<Self> {
        let Some(seq) = moment else { return Ok(Self { ledger, tables: ledger, moment }) };
        let head = entry::head(ledger, None)?.map_or(0, |head| head.seq);
        if seq > head {
            return Err(Error::NotFound { what: "entry", id: seq.to_string() });
        }
        if seq == head {
            return Ok(Self { ledger, tables: ledger, moment });
        }
        Ok(Self { ledger, tables: past.at(ledger, seq)?, moment })
    }

    /// The moment that is read.
    pub fn moment(&self) -> Moment {
        self.moment
    }

    /// Where the ledger stood.
    pub fn head(&self) -> Result<HeadRow> {
        Ok(entry::head(self.ledger, self.moment)?.map_or_else(HeadRow::default, |head| HeadRow {
            seq: head.seq,
            entry: Some(head.id),
            at: Some(head.at),
            hash: head.hash,
        }))
    }

    /// The last entry at or before a time; 0 if there was none.
    pub fn seq_at(&self, at: Timestamp) -> Result<Seq> {
        Ok(self.ledger.query_row(
            "select coalesce(max(seq), 0) from entry where at <= ?1",
            [at.to_string()],
            |row| row.get(0),
        )?)
    }

    /// Answers a query by name: for callers that hold text, not types.
    pub fn ask(&self, name: &str, input: Value) -> Result<Value> {
        crate::query::ask(self, name, input)
    }

    /// The bytes of a blob.
    pub fn blob(&self, id: &BlobId) -> Result<Vec<u8>> {
        blob::read(self.ledger, id)
    }

    /// The text of a blob that holds UTF-8.
    pub fn text(&self, blob: &BlobRef) -> Result<String> {
        blob::read_text(self.ledger, blob)
    }

    /// The text of a draft, to be cut; nothing if it was erased by law.
    pub(crate) fn draft(&self, revision: &Revision) -> Result<Option<DraftText>> {
        let read = || -> Result<DraftText> {
            Ok(DraftText::new(self.text(&revision.text)?, serde_json::from_str(&self.text(&revision.layout)?)?))
        };
        match read() {
            Ok(text) => Ok(Some(text)),
            Err(Error::Refused(Refusal::Erased { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether anything hangs on a draft beside its words.
    pub(crate) fn has_notes(&self, revision: &Revision) -> Result<bool> {
        #[derive(serde::Deserialize)]
        struct Notes {
            #[serde(default)]
            notes: Vec<serde::de::IgnoredAny>,
        }
        match self.text(&revision.layout) {
            Ok(layout) => Ok(!serde_json::from_str::<Notes>(&layout)?.notes.is_empty()),
            Err(Error::Refused(Refusal::Erased { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The pages of a draft; none where it has none, or was erased.
    pub(crate) fn pages(&self, revision: &Revision) -> Result<Vec<Locator>> {
        match self.text(&revision.layout) {
            Ok(layout) => Ok(draft::pages(&layout)?),
            Err(Error::Refused(Refusal::Erased { .. })) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// The plain SHA-256 of a blob's bytes, in hex.
    pub fn sha256(&self, id: &BlobId) -> Result<String> {
        blob::sha256_of(self.ledger, id)
    }

    /// The tables, as they stood.
    pub(crate) fn tables(&self) -> &Connection {
        self.tables
    }

    /// The entries and blobs; readers bound themselves by `until`.
    pub(crate) fn ledger(&self) -> &Connection {
        self.ledger
    }

    /// The last entry that may be read.
    pub(crate) fn until(&self) -> Seq {
        self.moment.unwrap_or(Seq::MAX >> 1)
    }

    /// The tables with the full-text index filled.
    pub(crate) fn searchable(&self) -> Result<&Connection> {
        if !std::ptr::eq(self.tables, self.ledger) {
            search::fill(self.tables)?;
        }
        Ok(self.tables)
    }
}
