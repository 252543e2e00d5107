//! Cases: one story under review each.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use crate::id::{CaseId, EditorId, ScaleId};
use crate::time::{PartialDate, Timestamp};

/// One story under review: its documents, claims and reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Case {
    /// Its identity.
    pub id: CaseId,
    /// What the desk calls it.
    pub name: String,
    /// What it is about, and what the check is to settle.
    #[serde(default)]
    pub brief: String,
    /// Whether work goes on.
    #[serde(default)]
    pub state: CaseState,
    /// Main language, BCP 47.
    #[serde(default)]
    pub language: String,
    /// The scale offered first for verdicts.
    #[serde(default)]
    pub scale: Option<ScaleId>,
    /// Who is responsible.
    #[serde(default)]
    pub lead: Option<EditorId>,
    /// The day by which it must be done.
    #[serde(default)]
    pub deadline: PartialDate,
    /// Whether it is the sample that ships with the program.
    #[serde(default)]
    pub sample: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// Whether work on a case goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CaseState {
    /// Work goes on.
    #[default]
    Open,
    /// Work is done.
    Closed,
}

patch! {
    /// What can be set on a case.
    CasePatch for Case {
        name: String,
        brief: String,
        state: CaseState,
        language: String,
        scale: Option<ScaleId>,
        lead: Option<EditorId>,
        deadline: PartialDate,
        sample: bool,
    }
}
