//! Commands on editors.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::Result;
use crate::id::EditorId;
use crate::model::{Editor, EditorPatch, EditorRole};

/// Adds a person to the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddEditor {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<EditorId>,
    /// As printed in histories and reports.
    pub name: String,
    /// One to four letters; made from the name if empty.
    #[serde(default)]
    pub initials: Option<String>,
    /// What they do at the desk.
    #[serde(default)]
    pub role: Option<EditorRole>,
}

impl AddEditor {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        rules::not_empty("name", &self.name)?;
        let id = pending.id(self.id);
        let initials = self.initials.filter(|i| !i.is_empty()).unwrap_or_else(|| initials(&self.name));
        pending.add(Editor {
            id,
            name: self.name.trim().to_owned(),
            initials,
            role: self.role.unwrap_or_default(),
            key: String::new(),
            left: false,
        })
    }
}

/// Edits a person at the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditEditor {
    /// Whom.
    pub editor: EditorId,
    /// What.
    pub set: EditorPatch,
}

impl EditEditor {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut editor: Editor = pending.get(self.editor)?;
        self.set.apply(&mut editor);
        rules::not_empty("name", &editor.name)?;
        pending.put(editor)
    }
}

/// The first letters of the first and last word.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.get(1..).and_then(<[&str]>::last).and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
