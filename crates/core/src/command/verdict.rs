//! Commands on verdicts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Error, Refusal, Result};
use crate::id::{ClaimId, ScaleId, ScaleValueId, VerdictId};
use crate::model::{ChangeAsked, Claim, Confidence, Scale, Verdict, VerdictPatch, WorkState};

/// Gives a verdict, or changes the one that was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct GiveVerdict {
    /// Chosen by the caller, or made; ignored where a verdict is changed.
    #[serde(default)]
    pub id: Option<VerdictId>,
    /// The claim.
    pub claim: ClaimId,
    /// The scale.
    pub scale: ScaleId,
    /// The value, by id; or else `value_name`.
    #[serde(default)]
    pub value: Option<ScaleValueId>,
    /// The value, by name.
    #[serde(default)]
    pub value_name: Option<String>,
    /// Finding, reasoning and the rest. A reasoning counts as the reason of the entry.
    #[serde(default)]
    pub with: VerdictPatch,
}

impl GiveVerdict {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        let scale: Scale = pending.get(self.scale)?;
        let named = |value: &&crate::model::ScaleValue| match (&self.value, &self.value_name) {
            (Some(id), _) => value.id == *id,
            (None, Some(name)) => value.name == *name,
            (None, None) => false,
        };
        let value = scale.values.iter().find(named).cloned();
        let value = value.ok_or_else(|| Refusal::NotOnScale(scale.name.clone()))?;
        let old: Option<Verdict> = pending.with("claim_id", claim.id)?.into_iter().next();
        let is_new = old.is_none();
        let mut verdict = Verdict {
            id: old.as_ref().map_or_else(|| pending.id(self.id), |old| old.id),
            case: claim.case,
            claim: claim.id,
            scale: scale.id,
            scale_name: scale.name,
            value,
            scale_values: scale.values,
            finding: old.as_ref().map_or_else(String::new, |old| old.finding.clone()),
            reasoning: old.as_ref().map_or_else(String::new, |old| old.reasoning.clone()),
            confidence: old.as_ref().map_or_else(Confidence::default, |old| old.confidence),
            limits: old.as_ref().map_or_else(String::new, |old| old.limits.clone()),
            context: old.as_ref().map_or_else(String::new, |old| old.context.clone()),
            change_asked: old.map_or_else(ChangeAsked::default, |old| old.change_asked),
            given_by: pending.editor(),
            given_at: pending.now(),
        };
        self.with.apply(&mut verdict);
        check(&verdict)?;
        if is_new {
            pending.add(verdict)?;
        } else {
            pending.put(verdict)?;
        }
        // A verdict is the proposal of its checker; what comes after it is set by hand.
        if matches!(
            claim.work_state,
            WorkState::Tagged | WorkState::Triaged | WorkState::Assigned | WorkState::Checking
        ) {
            claim.work_state = WorkState::Proposed;
            claim.work_state_reason = String::new();
            pending.put(claim)?;
        }
        Ok(())
    }
}

/// Takes a verdict back: the claim is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct WithdrawVerdict {
    /// The claim.
    pub claim: ClaimId,
}

impl WithdrawVerdict {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        let verdict: Option<Verdict> = pending.with("claim_id", claim.id)?.into_iter().next();
        let verdict = verdict.ok_or_else(|| Error::NotFound { what: "verdict", id: format!("of {}", claim.id) })?;
        pending.remove(verdict)?;
        if matches!(claim.work_state, WorkState::Proposed | WorkState::SecondCheck | WorkState::SignedOff) {
            claim.work_state = WorkState::Checking;
            pending.put(claim)?;
        }
        Ok(())
    }
}

fn check(verdict: &Verdict) -> Result<()> {
    let texts = [
        ("finding", &verdict.finding),
        ("reasoning", &verdict.reasoning),
        ("note on limits", &verdict.limits),
        ("context", &verdict.context),
        ("change asked", &verdict.change_asked.new),
    ];
    texts.into_iter().try_for_each(|(what, text)| rules::length(what, text))
}
