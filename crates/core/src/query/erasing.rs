//! What erasing a document's words by law would take, and what would stay. Asks of the desk as it is now.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::{DocumentId, Seq};
use crate::model::{BlobId, Document, Revision};
use crate::reader::Reader;
use crate::table::{blob, count, get, rows};

/// Asks what erasing a document's words would take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Erasing {
    /// Which document.
    pub document: DocumentId,
}

/// What goes, and what stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ErasingAnswer {
    /// The document's title.
    pub title: String,
    /// The kept bytes of its drafts: texts, originals, layouts. Each once.
    pub bytes: Vec<ErasingRow>,
    /// Titles of other documents that were made of the same bytes, and lose them too.
    pub others: Vec<String>,
    /// Claims that quote the text, and keep their quotes.
    pub claims: u32,
    /// The quotes that stay, of passages and of what was left out, in each draft.
    pub passages: u32,
}

/// Kept bytes of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ErasingRow {
    /// The name of the bytes.
    pub blob: BlobId,
    /// The number of the draft.
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
    union all select id from anchor where document_id = ?1 and start is not null)";

impl Erasing {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<ErasingAnswer> {
        let (tables, id) = (reader.tables(), self.document.to_string());
        let document: Document = get(tables, self.document)?;
        let mut bytes: Vec<ErasingRow> = Vec::new();
        for revision in rows::<Revision>(tables, "where document_id = ?1 order by number", [&id])? {
            for kept in [&revision.original, &revision.text, &revision.layout] {
                if bytes.iter().any(|row| row.blob == kept.blob) {
                    continue;
                }
                bytes.push(ErasingRow {
                    blob: kept.blob.clone(),
                    draft: revision.number,
                    name: kept.name.clone(),
                    size: kept.size,
                    erased: blob::erased(reader.ledger(), &kept.blob)?,
                });
            }
        }
        let mut others = Vec::new();
        for row in bytes.iter().filter(|row| row.erased.is_none()) {
            let using = "where document_id <> ?1 and instr(record, ?2) > 0";
            for revision in rows::<Revision>(tables, using, [id.as_str(), row.blob.as_str()])? {
                let title = get::<Document>(tables, revision.document)?.title;
                if !others.contains(&title) {
                    others.push(title);
                }
            }
        }
        Ok(ErasingAnswer {
            title: document.title,
            bytes,
            others,
            claims: count(tables, "(select distinct claim_id from passage where document_id = ?1)", [&id])?,
            passages: count(tables, QUOTES, [&id])?,
        })
    }
}
