//! Verdicts: what the desk finds on a claim.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use super::scale::ScaleValue;
use crate::id::{CaseId, ClaimId, EditorId, ScaleId, VerdictId};
use crate::time::Timestamp;

/// The desk's verdict on a claim; a claim has at most one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Verdict {
    /// Its identity.
    pub id: VerdictId,
    /// The case of its claim.
    pub case: CaseId,
    /// The claim.
    pub claim: ClaimId,
    /// The scale.
    pub scale: ScaleId,
    /// The scale's name when the verdict was given.
    pub scale_name: String,
    /// The value, as the scale had it when the verdict was given.
    pub value: ScaleValue,
    /// All values of the scale at that time, so that a report can print them.
    pub scale_values: Vec<ScaleValue>,
    /// The finding in one sentence.
    #[serde(default)]
    pub finding: String,
    /// Why.
    #[serde(default)]
    pub reasoning: String,
    /// How sure the desk is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What the verdict does not cover.
    #[serde(default)]
    pub limits: String,
    /// What the reader needs to know beside it.
    #[serde(default)]
    pub context: String,
    /// The change asked of the author.
    #[serde(default)]
    pub change_asked: ChangeAsked,
    /// Who gave it.
    pub given_by: EditorId,
    /// When.
    pub given_at: Timestamp,
}

/// How sure the desk is of a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Confidence {
    /// Could turn with the next source.
    Low,
    /// Would take good evidence to turn.
    #[default]
    Medium,
    /// Would take extraordinary evidence to turn.
    High,
}

/// The change that the desk asks of the author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct ChangeAsked {
    /// Words that must go.
    pub old: String,
    /// Words that take their place.
    pub new: String,
    /// What to mind.
    pub note: String,
}

impl ChangeAsked {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty() && self.note.is_empty()
    }
}

patch! {
    /// What can be said with a verdict, apart from its value.
    VerdictPatch for Verdict {
        finding: String,
        reasoning: String,
        confidence: Confidence,
        limits: String,
        context: String,
        change_asked: ChangeAsked,
    }
}
