//! What erasing kept words by law would take, and what would stay. Asks of the desk as it is now.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::snapshot_page;
use crate::error::Result;
use crate::id::{DocumentId, Seq, SnapshotId};
use crate::model::{BlobId, BlobRef, Document, Revision, Snapshot, Source};
use crate::reader::Reader;
use crate::table::{blob, count, get, rows};

/// Asks what erasing would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[ts(export)]
pub enum Erasing {
    /// The texts of a document, and the files of which they were made.
    Document(DocumentId),
    /// A stored copy of a source, and the text that was found in it.
    Snapshot(SnapshotId),
}

/// What goes, and what stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ErasingAnswer {
    /// The title of the document, or of the snapshot's source.
    pub title: String,
    /// The kept bytes: texts, originals, layouts. Each once.
    pub bytes: Vec<ErasingRow>,
    /// Titles of other documents and sources whose copies are the same bytes, and lose them too.
    pub others: Vec<String>,
    /// Claims that quote them, and keep their quotes.
    pub claims: u32,
    /// The quotes that stay: of passages, of what was left out and of notes, in each draft; of a snapshot,
    /// those that are pinned as evidence.
    pub passages: u32,
}

/// Kept bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ErasingRow {
    /// The name of the bytes.
    pub blob: BlobId,
    /// The number of the draft; 0 for those of a snapshot.
    pub draft: u32,
    /// The file's name as it came; empty for what the program made of it.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// The entry that erased them already.
    pub erased: Option<Seq>,
}

/// Where words of a document stand in records.
const QUOTES: &str = "(select id from passage where document_id = ?1
    union all select id from omission where document_id = ?1
    union all select id from uptake where document_id = ?1
    union all select id from anchor where document_id = ?1 and start is not null)";

impl Erasing {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<ErasingAnswer> {
        let tables = reader.tables();
        match *self {
            Self::Document(document) => {
                let id = document.to_string();
                let mut bytes = Vec::new();
                for revision in rows::<Revision>(tables, "where document_id = ?1 order by number", [&id])? {
                    for kept in [&revision.original, &revision.text, &revision.layout] {
                        add(reader, &mut bytes, kept, revision.number)?;
                    }
                }
                Ok(ErasingAnswer {
                    title: get::<Document>(tables, document)?.title,
                    others: self.others(tables, &bytes)?,
                    bytes,
                    claims: count(tables, "(select distinct claim_id from passage where document_id = ?1)", [&id])?,
                    passages: count(tables, QUOTES, [&id])?,
                })
            }
            Self::Snapshot(id) => {
                let snapshot: Snapshot = get(tables, id)?;
                let mut bytes = Vec::new();
                add(reader, &mut bytes, &snapshot.bytes, 0)?;
                if let Some(text) = &snapshot.text {
                    add(reader, &mut bytes, &text.text, 0)?;
                    add(reader, &mut bytes, &text.layout, 0)?;
                }
                let quotes = snapshot_page::quotes(tables, snapshot.source, id)?;
                let mut claims: Vec<_> = quotes.iter().map(|quote| quote.claim).collect();
                claims.sort_unstable();
                claims.dedup();
                Ok(ErasingAnswer {
                    title: get::<Source>(tables, snapshot.source)?.label(),
                    others: self.others(tables, &bytes)?,
                    bytes,
                    claims: u32::try_from(claims.len()).unwrap_or(u32::MAX),
                    passages: u32::try_from(quotes.len()).unwrap_or(u32::MAX),
                })
            }
        }
    }

    /// Who else loses what goes.
    fn others(&self, tables: &Connection, bytes: &[ErasingRow]) -> Result<Vec<String>> {
        let mut titles = Vec::new();
        let mut add = |title: String| {
            if !titles.contains(&title) {
                titles.push(title);
            }
        };
        for row in bytes.iter().filter(|row| row.erased.is_none()) {
            let using = "where instr(record, ?1) > 0 order by rowid";
            for revision in rows::<Revision>(tables, using, [row.blob.as_str()])? {
                if Self::Document(revision.document) != *self {
                    add(get::<Document>(tables, revision.document)?.title);
                }
            }
            for snapshot in rows::<Snapshot>(tables, using, [row.blob.as_str()])? {
                if Self::Snapshot(snapshot.id) != *self {
                    add(get::<Source>(tables, snapshot.source)?.label());
                }
            }
        }
        Ok(titles)
    }
}

fn add(reader: &Reader<'_>, bytes: &mut Vec<ErasingRow>, kept: &BlobRef, draft: u32) -> Result<()> {
    if bytes.iter().all(|row| row.blob != kept.blob) {
        bytes.push(ErasingRow {
            blob: kept.blob.clone(),
            draft,
            name: kept.name.clone(),
            size: kept.size,
            erased: blob::erased(reader.ledger(), &kept.blob)?,
        });
    }
    Ok(())
}
