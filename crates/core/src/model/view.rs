//! Saved views of the board: a question under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim::{Priority, WorkState};
use super::scale::Tone;
use crate::id::{CaseId, EditorId, ViewId};

/// A question to the board that is asked again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct View {
    /// Its identity.
    pub id: ViewId,
    /// What it is called.
    pub name: String,
    /// Which claims it shows, and in which order.
    pub filter: BoardFilter,
    /// Who saved it.
    pub by: EditorId,
}

/// Which claims a board shows, and in which order. What is empty or off asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct BoardFilter {
    /// Only of this case; of the whole desk without it.
    pub case: Option<CaseId>,
    /// Only with these words.
    #[ts(optional = false)]
    pub text: String,
    /// Only in these work states.
    #[ts(optional = false)]
    pub states: Vec<WorkState>,
    /// Only those that this editor checks.
    pub assignee: Option<EditorId>,
    /// Only those that nobody checks.
    #[ts(optional = false)]
    pub unassigned: bool,
    /// Only of these priorities.
    #[ts(optional = false)]
    pub priorities: Vec<Priority>,
    /// Only with a verdict of these tones; open are those without one.
    #[ts(optional = false)]
    pub tones: Vec<Tone>,
    /// Only those that were signed off and are different since.
    #[ts(optional = false)]
    pub stale: bool,
    /// Only those with a rebuttal that nobody answered or weighed.
    #[ts(optional = false)]
    pub unanswered: bool,
    /// Only those whose evidence all goes back to one origin.
    #[ts(optional = false)]
    pub single_origin: bool,
    /// Only those past their deadline, or with an answer that is overdue. Needs the day.
    #[ts(optional = false)]
    pub overdue: bool,
    /// Only those with a point that is not settled.
    #[ts(optional = false)]
    pub open_points: bool,
    /// In which order.
    #[ts(optional = false)]
    pub sort: BoardSort,
    /// The other way round.
    #[ts(optional = false)]
    pub backwards: bool,
}

/// In which order a board shows claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BoardSort {
    /// By work state, within it the most urgent first.
    #[default]
    State,
    /// By case and number.
    Number,
    /// The most urgent first.
    Priority,
    /// The next deadline first; those without one last.
    Deadline,
    /// By who checks them; those that nobody checks last.
    Assignee,
    /// The newest first.
    Newest,
}
