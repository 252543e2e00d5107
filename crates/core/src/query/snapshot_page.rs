//! The text of a snapshot, with what is quoted of it.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Refusal, Result};
use crate::id::{ClaimId, EvidenceId, Seq, SnapshotId, SourceId};
use crate::model::{BlobRef, Claim, Evidence, Layout, PinPlace, Snapshot, Source, Stance};
use crate::reader::Reader;
use crate::table::{blob, get, rows};

/// Asks for the text of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SnapshotPage {
    /// Which.
    pub snapshot: SnapshotId,
}

/// A snapshot with its text and its quotes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SnapshotPageAnswer {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Its source.
    pub source: Source,
    /// The SHA-256 of its bytes; empty where they were erased by law.
    pub sha256: String,
    /// The entry that erased its bytes by law; none where they are kept.
    pub erased: Option<Seq>,
    /// Its canonical text; empty where it has none, or none any more.
    pub text: String,
    /// The structure of the text.
    pub layout: Layout,
    /// What is quoted of it, in the order of the text.
    pub quotes: Vec<QuoteRow>,
}

/// A snapshot as the page of its source lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SnapshotRow {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many quotes are pinned in it.
    pub quotes: u32,
}

/// A quote of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct QuoteRow {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its claim.
    pub claim: ClaimId,
    /// The number of the claim in its case.
    pub number: u32,
    /// The short form or statement of the claim.
    pub heading: String,
    /// Which way the evidence points.
    pub stance: Stance,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

impl SnapshotPage {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<SnapshotPageAnswer> {
        let tables = reader.tables();
        let snapshot: Snapshot = get(tables, self.snapshot)?;
        let text = |blob: &BlobRef| kept(reader.text(blob));
        let (text, layout) = match &snapshot.text {
            Some(found) => (text(&found.text)?.unwrap_or_default(), text(&found.layout)?),
            None => (String::new(), None),
        };
        Ok(SnapshotPageAnswer {
            source: get(tables, snapshot.source)?,
            sha256: sha256(reader, &snapshot)?,
            erased: blob::erased(reader.ledger(), &snapshot.bytes.blob)?,
            quotes: quotes(tables, snapshot.source, snapshot.id)?,
            text,
            layout: layout.map_or_else(|| Ok(Layout::default()), |json| serde_json::from_str(&json))?,
            snapshot,
        })
    }
}

/// The snapshots of a source, oldest first.
pub(crate) fn of_source(reader: &Reader<'_>, source: SourceId) -> Result<Vec<SnapshotRow>> {
    let tables = reader.tables();
    let all: Vec<Snapshot> = rows(tables, "where source_id = ?1 order by rowid", [source.to_string()])?;
    let row = |snapshot: Snapshot| {
        Ok(SnapshotRow {
            sha256: sha256(reader, &snapshot)?,
            quotes: u32::try_from(quotes(tables, source, snapshot.id)?.len()).unwrap_or(u32::MAX),
            snapshot,
        })
    };
    all.into_iter().map(row).collect()
}

/// Empty where the bytes were erased by law.
fn sha256(reader: &Reader<'_>, snapshot: &Snapshot) -> Result<String> {
    Ok(kept(reader.sha256(&snapshot.bytes.blob))?.unwrap_or_default())
}

/// None for what was erased by law.
pub(super) fn kept<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Err(Error::Refused(Refusal::Erased { .. })) => Ok(None),
        other => other.map(Some),
    }
}

/// What is quoted of a snapshot, in the order of its text.
pub(crate) fn quotes(tables: &Connection, source: SourceId, snapshot: SnapshotId) -> Result<Vec<QuoteRow>> {
    let all: Vec<Evidence> = rows(tables, "where source_id = ?1 order by id", [source.to_string()])?;
    let mut found = Vec::new();
    for evidence in all {
        for pin in evidence.excerpts.iter().filter_map(|excerpt| excerpt.pin.as_ref()) {
            if pin.place != PinPlace::Snapshot(snapshot) {
                continue;
            }
            let claim: Claim = get(tables, evidence.claim)?;
            found.push(QuoteRow {
                evidence: evidence.id,
                claim: claim.id,
                number: claim.number,
                heading: claim.heading().to_owned(),
                stance: evidence.stance,
                start: pin.start,
                end: pin.end,
            });
        }
    }
    found.sort_by_key(|quote| (quote.start, quote.end));
    Ok(found)
}
