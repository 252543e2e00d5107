//! Editors: the people at the desk.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use crate::id::EditorId;

/// A person at the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Editor {
    /// Its identity.
    pub id: EditorId,
    /// As it is printed in histories and reports.
    pub name: String,
    /// One to four letters for narrow places.
    #[serde(default)]
    pub initials: String,
    /// What they do at the desk.
    #[serde(default)]
    pub role: EditorRole,
    /// Public signing key as text; empty until one is made.
    #[serde(default)]
    pub key: String,
    /// Whether they have left the desk: kept in the history, not offered any more.
    #[serde(default)]
    pub left: bool,
}

/// What an editor does at the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EditorRole {
    /// Checks claims.
    #[default]
    Checker,
    /// Heads the desk and decides.
    Head,
    /// Signs claims off as a second person.
    Reviewer,
    /// Reads the file for legal risk.
    Lawyer,
    /// Wrote the text under review.
    Author,
}

patch! {
    /// What can be set on an editor.
    EditorPatch for Editor {
        name: String,
        initials: String,
        role: EditorRole,
        key: String,
        left: bool,
    }
}
