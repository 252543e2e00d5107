//! Snapshots: stored copies of a source, and the places in them that evidence quotes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::document::{BlobRef, Provenance};
use super::patch::patch;
use crate::id::{EditorId, RevisionId, SnapshotId, SourceId};
use crate::time::Timestamp;

/// A stored copy of a source. Its bytes are never altered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Snapshot {
    /// Its identity.
    pub id: SnapshotId,
    /// The source of which it is a copy.
    pub source: SourceId,
    /// The bytes as they came, untouched.
    pub bytes: BlobRef,
    /// How they came.
    #[serde(default)]
    pub how: Capture,
    /// Who brought them in.
    pub by: EditorId,
    /// When.
    pub at: Timestamp,
    /// The address from which they were taken.
    #[serde(default)]
    pub original_url: String,
    /// The address of a copy in a public archive.
    #[serde(default)]
    pub archive_url: String,
    /// The text that was found in them; none where there is none to be read.
    #[serde(default)]
    pub text: Option<SnapshotText>,
    /// In whose hands it has been, oldest first.
    #[serde(default)]
    pub custody: Vec<CustodyStep>,
    /// Notes of the desk.
    #[serde(default)]
    pub note: String,
}

/// The text of a snapshot, for quoting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SnapshotText {
    /// The canonical text, UTF-8.
    pub text: BlobRef,
    /// Its `Layout`, as JSON.
    pub layout: BlobRef,
    /// Its length in code points.
    pub code_points: u32,
    /// Its length in words.
    pub words: u32,
    /// The code point at which each page begins; empty where there are no pages.
    #[serde(default)]
    pub pages: Vec<u32>,
    /// How it was made from the bytes.
    pub provenance: Provenance,
}

impl SnapshotText {
    /// The page, from 1, on which a code point stands.
    pub fn page(&self, at: u32) -> Option<u32> {
        let before = self.pages.iter().take_while(|start| **start <= at).count();
        u32::try_from(before).ok().filter(|page| *page > 0)
    }
}

/// How a snapshot came to the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Capture {
    /// From a file that somebody had.
    #[default]
    File,
    /// Taken from its address by this program.
    Fetched,
    /// From a public archive.
    Archive,
    /// Made by a member of the desk: a scan, a photograph, a recording.
    Made,
}

/// A step in the custody of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct CustodyStep {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: EditorId,
    /// What was done.
    pub what: String,
}

/// Where a quote stands: selectors of a text that the desk keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Pin {
    /// In which text.
    pub place: PinPlace,
    /// First code point (W3C `TextPositionSelector.start`).
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Up to 64 code points before the words.
    #[serde(default)]
    pub prefix: String,
    /// Up to 64 code points after them.
    #[serde(default)]
    pub suffix: String,
    /// The page, from 1.
    #[serde(default)]
    pub page: Option<u32>,
}

/// A text in which a quote can be pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PinPlace {
    /// A snapshot of a source.
    Snapshot(SnapshotId),
    /// A draft of another document of the desk.
    Revision(RevisionId),
}

patch! {
    /// What can be set on a snapshot. Its bytes and its text cannot.
    SnapshotPatch for Snapshot {
        original_url: String,
        archive_url: String,
        note: String,
    }
}
