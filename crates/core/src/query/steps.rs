//! What an editor's Undo and Redo would take back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::command::label;
use crate::error::Result;
use crate::id::{EditorId, Seq};
use crate::ledger::entry::Entry;
use crate::ledger::undo;
use crate::reader::Reader;

/// Asks what an editor's Undo and Redo would take back, now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Steps {
    /// Whose.
    pub editor: EditorId,
}

/// What Undo and Redo would take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepsAnswer {
    /// The next to be undone.
    pub undo: Option<Step>,
    /// The next to be redone.
    pub redo: Option<Step>,
}

/// A step that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Step {
    /// Its entry.
    pub seq: Seq,
    /// What it did, in English.
    pub label: String,
}

impl Steps {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<StepsAnswer> {
        let ledger = reader.ledger();
        let step = |entry: Option<Entry>| -> Result<Option<Step>> {
            entry.map(|entry| Ok(Step { seq: entry.seq, label: label(ledger, &entry.op)? })).transpose()
        };
        Ok(StepsAnswer {
            undo: step(undo::undo_target(ledger, self.editor)?)?,
            redo: step(undo::redo_target(ledger, self.editor)?)?,
        })
    }
}
