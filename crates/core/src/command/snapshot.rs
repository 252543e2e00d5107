//! Commands on snapshots of sources.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Error, Refusal, Result};
use crate::id::{SnapshotId, SourceId};
use crate::model::{Capture, CustodyStep, Provenance, Snapshot, SnapshotPatch, SnapshotText, Source};

/// Keeps a copy of a source. The bytes come with the request; the command names them by their SHA-256.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddSnapshot {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<SnapshotId>,
    /// The source.
    pub source: SourceId,
    /// SHA-256 (hex) of the bytes as they came.
    pub bytes: String,
    /// Their media type.
    pub media_type: String,
    /// The name under which they came.
    #[serde(default)]
    #[ts(optional = false)]
    pub name: String,
    /// How they came.
    #[serde(default)]
    #[ts(optional = false)]
    pub how: Capture,
    /// The text that was found in them.
    #[serde(default)]
    pub text: Option<NewSnapshotText>,
    /// Addresses and notes.
    #[serde(default)]
    pub with: Option<SnapshotPatch>,
}

/// The text of a snapshot that is still to be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct NewSnapshotText {
    /// SHA-256 (hex) of the canonical text.
    pub text: String,
    /// SHA-256 (hex) of its `Layout`, as JSON.
    pub layout: String,
    /// Its length in words.
    pub words: u32,
    /// The code point at which each page begins.
    #[serde(default)]
    pub pages: Vec<u32>,
    /// How it was made.
    #[serde(default)]
    pub provenance: Provenance,
}

impl AddSnapshot {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        pending.require::<Source>(self.source)?;
        rules::length("name", &self.name)?;
        let bytes = pending.keep(&self.bytes, &self.media_type, &self.name)?;
        let held: Vec<Snapshot> = pending.with("source_id", self.source)?;
        if held.iter().any(|one| one.bytes.blob == bytes.blob) {
            return Err(Refusal::SameSnapshot.into());
        }
        let (by, at) = (pending.editor(), pending.now());
        let mut snapshot = Snapshot {
            id: pending.id(self.id),
            source: self.source,
            bytes,
            how: self.how,
            by,
            at,
            original_url: String::new(),
            archive_url: String::new(),
            text: self.text.map(|text| keep_text(pending, text)).transpose()?,
            custody: vec![CustodyStep { at, by, what: came(self.how).to_owned() }],
            note: String::new(),
        };
        self.with.unwrap_or_default().apply(&mut snapshot);
        check(&snapshot)?;
        pending.add(snapshot)
    }
}

/// Edits what is said of a snapshot; its bytes stay what they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditSnapshot {
    /// Which.
    pub snapshot: SnapshotId,
    /// What.
    pub set: SnapshotPatch,
}

impl EditSnapshot {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut snapshot: Snapshot = pending.get(self.snapshot)?;
        self.set.apply(&mut snapshot);
        check(&snapshot)?;
        pending.put(snapshot)
    }
}

/// Adds a step to the custody of a snapshot: handed over, shown to somebody, compared with an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct NoteCustody {
    /// Which.
    pub snapshot: SnapshotId,
    /// What was done.
    pub what: String,
}

impl NoteCustody {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut snapshot: Snapshot = pending.get(self.snapshot)?;
        rules::not_empty("step", &self.what)?;
        let (at, by) = (pending.now(), pending.editor());
        snapshot.custody.push(CustodyStep { at, by, what: self.what });
        pending.put(snapshot)
    }
}

/// Removes a snapshot in which nothing is quoted. Its bytes stay in the file, as the history does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveSnapshot {
    /// Which.
    pub snapshot: SnapshotId,
}

impl RemoveSnapshot {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let snapshot: Snapshot = pending.get(self.snapshot)?;
        let quotes = pending.quoting(snapshot.id)?.len();
        if quotes > 0 {
            let by =
                rules::counted(u32::try_from(quotes).unwrap_or(u32::MAX), "piece of evidence", "pieces of evidence");
            return Err(Refusal::StillUsed { what: "snapshot", by }.into());
        }
        pending.remove(snapshot)
    }
}

fn keep_text(pending: &mut Pending<'_>, new: NewSnapshotText) -> Result<SnapshotText> {
    let text = pending.keep(&new.text, "text/plain; charset=utf-8", "")?;
    let layout = pending.keep(&new.layout, "application/json", "")?;
    let length = pending.text(&text)?.chars().count();
    let code_points = u32::try_from(length).map_err(|_| Error::Input("The text is too long.".to_owned()))?;
    Ok(SnapshotText { text, layout, code_points, words: new.words, pages: new.pages, provenance: new.provenance })
}

/// How a snapshot came, as the first step of its custody.
fn came(how: Capture) -> &'static str {
    match how {
        Capture::File => "Brought in as a file",
        Capture::Fetched => "Taken from its address",
        Capture::Archive => "Taken from an archive",
        Capture::Made => "Made at the desk",
    }
}

fn check(snapshot: &Snapshot) -> Result<()> {
    for (what, text) in
        [("note", &snapshot.note), ("address", &snapshot.original_url), ("archive address", &snapshot.archive_url)]
    {
        rules::length(what, text)?;
    }
    for url in [&snapshot.original_url, &snapshot.archive_url] {
        rules::web_address(url)?;
    }
    Ok(())
}
