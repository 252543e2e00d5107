//! Comments: what editors say to each other about a claim, open points and dissent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{CaseId, ClaimId, CommentId, EditorId};
use crate::time::Timestamp;

/// What an editor says about a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Comment {
    /// Its identity.
    pub id: CommentId,
    /// The case of its claim.
    pub case: CaseId,
    /// The claim.
    pub claim: ClaimId,
    /// What kind of word it is.
    #[serde(default)]
    pub kind: CommentKind,
    /// Who says it, or writes it down.
    pub by: EditorId,
    /// Whose word it is, where somebody else writes it down, as in a meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub of: Option<EditorId>,
    /// When.
    pub at: Timestamp,
    /// What is said. `@EB` or `@Editor B` calls on somebody.
    pub text: String,
    /// Who is called on, as the text names them.
    #[serde(default)]
    pub mentions: Vec<EditorId>,
    /// The comment that it answers.
    #[serde(default)]
    pub answers: Option<CommentId>,
    /// The name of the verdict that stood when it was said; empty if there was none.
    #[serde(default)]
    pub verdict: String,
    /// Who settled it; none while it is open.
    #[serde(default)]
    pub settled_by: Option<EditorId>,
    /// How it was settled.
    #[serde(default)]
    pub settled: String,
}

impl Comment {
    /// Whether somebody has still to do something about it.
    pub fn is_open(&self) -> bool {
        self.settled_by.is_none() && (self.kind == CommentKind::Question || !self.mentions.is_empty())
    }
}

/// What kind of word a comment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CommentKind {
    /// A remark.
    #[default]
    Remark,
    /// A point that must be settled.
    Question,
    /// What was decided, and why.
    Decision,
    /// Somebody does not agree, and it is kept.
    Dissent,
}
