//! Commands on saved views of the board.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::Result;
use crate::id::ViewId;
use crate::model::{BoardFilter, Case, Editor, View};

/// Saves a question to the board under a name, or changes a saved one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SaveView {
    /// Which; a new one if nothing has this id.
    #[serde(default)]
    pub id: Option<ViewId>,
    /// What it is called.
    pub name: String,
    /// Which claims it shows.
    pub filter: BoardFilter,
}

impl SaveView {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        rules::not_empty("name", &self.name)?;
        rules::length("words", &self.filter.text)?;
        self.filter.case.map_or(Ok(()), |case| pending.require::<Case>(case))?;
        self.filter.assignee.map_or(Ok(()), |editor| pending.require::<Editor>(editor))?;
        let known = self.id.map(|id| pending.find::<View>(id)).transpose()?.flatten();
        let id = pending.id(self.id);
        let view = View { id, name: self.name.trim().to_owned(), filter: self.filter, by: pending.editor() };
        match known {
            Some(known) => pending.put(View { by: known.by, ..view }),
            None => pending.add(view),
        }
    }
}

/// Removes a saved view. No claim goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveView {
    /// Which.
    pub view: ViewId,
}

impl RemoveView {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let view: View = pending.get(self.view)?;
        pending.remove(view)
    }
}
