//! Commands on claims.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rules::{self, Span};
use super::{align, pending::Pending};
use crate::error::{Refusal, Result};
use crate::id::{CaseId, ClaimId, PassageId, RevisionId};
use crate::model::{
    Anchor, Case, Claim, ClaimPatch, Comment, Contact, Editor, Evidence, Kind, Passage, Rebuttal, Revision, SignOff,
    Source, Uptake, Verdict, WorkState,
};

/// Tags words of a text as a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct TagClaim {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<ClaimId>,
    /// The same for its passage.
    #[serde(default)]
    pub passage: Option<PassageId>,
    /// The revision in which the words stand.
    pub revision: RevisionId,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What the caller reads there; refused if the text says otherwise.
    #[serde(default)]
    pub exact: Option<String>,
    /// What is known of the claim; its statement is the words themselves unless given.
    #[serde(default)]
    pub with: Option<ClaimPatch>,
    /// Where the work stands.
    #[serde(default)]
    pub work_state: Option<WorkState>,
    /// Why it stands there.
    #[serde(default)]
    pub work_state_reason: Option<String>,
}

impl TagClaim {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let revision: Revision = pending.get(self.revision)?;
        let mut claim = blank(pending, self.id, revision.case)?;
        let span = Span { revision: self.revision, start: self.start, end: self.end, exact: self.exact.as_deref() };
        let passage = rules::passage(pending, self.passage, &claim, &span)?;
        claim.statement = passage.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        self.with.unwrap_or_default().apply(&mut claim);
        if matches!(self.work_state, Some(WorkState::SignedOff | WorkState::Published | WorkState::Corrected)) {
            return Err(Refusal::OwnStep.into());
        }
        set_state(&mut claim, self.work_state.unwrap_or_default(), self.work_state_reason.unwrap_or_default())?;
        check(pending, &claim)?;
        pending.add(claim)?;
        align::add_marked(pending, passage)
    }
}

/// Adds a claim that is not yet placed in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddClaim {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<ClaimId>,
    /// The case.
    pub case: CaseId,
    /// The claim in self-contained words.
    pub statement: String,
    /// What else is known.
    #[serde(default)]
    pub with: Option<ClaimPatch>,
}

impl AddClaim {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim = blank(pending, self.id, self.case)?;
        claim.statement = self.statement;
        self.with.unwrap_or_default().apply(&mut claim);
        check(pending, &claim)?;
        pending.add(claim)
    }
}

/// Edits a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditClaim {
    /// Which.
    pub claim: ClaimId,
    /// What.
    pub set: ClaimPatch,
}

impl EditClaim {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        self.set.apply(&mut claim);
        check(pending, &claim)?;
        pending.put(claim)
    }
}

/// Says where the work on a claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SetWorkState {
    /// Which.
    pub claim: ClaimId,
    /// Where it stands.
    pub state: WorkState,
    /// Why; needed for returned, not to be checked, superseded and withdrawn.
    #[serde(default)]
    pub reason: String,
}

impl SetWorkState {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        may_stand(pending, &claim, self.state)?;
        set_state(&mut claim, self.state, self.reason)?;
        pending.put(claim)
    }
}

/// Removes a claim with its passages, evidence, rebuttals and verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveClaim {
    /// Which.
    pub claim: ClaimId,
}

impl RemoveClaim {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let claim: Claim = pending.get(self.claim)?;
        for (column, relation) in [("part_of_id", "its parts"), ("same_as_id", "claims that say the same")] {
            let used = pending.count(Kind::Claim, column, claim.id)?;
            if used > 0 {
                return Err(Refusal::StillUsed { what: "claim", by: format!("{relation} ({used})") }.into());
            }
        }
        remove_parts(pending, claim.id)?;
        pending.remove(claim)
    }
}

/// Removes what belongs to a claim, children first.
pub(crate) fn remove_parts(pending: &mut Pending<'_>, claim: ClaimId) -> Result<()> {
    for uptake in pending.with::<Uptake>("claim_id", claim)? {
        pending.remove(uptake)?;
    }
    for comment in pending.with::<Comment>("claim_id", claim)?.into_iter().rev() {
        pending.remove(comment)?;
    }
    for contact in pending.with::<Contact>("claim_id", claim)? {
        pending.remove(contact)?;
    }
    for sign_off in pending.with::<SignOff>("claim_id", claim)? {
        pending.remove(sign_off)?;
    }
    for verdict in pending.with::<Verdict>("claim_id", claim)? {
        pending.remove(verdict)?;
    }
    for rebuttal in pending.with::<Rebuttal>("claim_id", claim)? {
        pending.remove(rebuttal)?;
    }
    for evidence in pending.with::<Evidence>("claim_id", claim)? {
        pending.remove(evidence)?;
    }
    for anchor in pending.with::<Anchor>("claim_id", claim)? {
        pending.remove(anchor)?;
    }
    for passage in pending.with::<Passage>("claim_id", claim)? {
        pending.remove(passage)?;
    }
    Ok(())
}

pub(crate) fn blank(pending: &mut Pending<'_>, id: Option<ClaimId>, case: CaseId) -> Result<Claim> {
    let language = pending.get::<Case>(case)?.language;
    let mut claim = Claim::blank(pending.id(id), case, pending.now(), pending.editor());
    claim.number = pending.next_number(case)?;
    claim.language = language;
    Ok(claim)
}

/// A claim is out only after somebody released it, and corrected only once it is out.
fn may_stand(pending: &Pending<'_>, claim: &Claim, state: WorkState) -> Result<()> {
    let is_out = matches!(claim.work_state, WorkState::Published | WorkState::Corrected);
    match state {
        WorkState::SignedOff => Err(Refusal::OwnStep.into()),
        WorkState::Published if !is_out && !super::sign_off::is_released(pending, claim.id)? => {
            Err(Refusal::NotReleased.into())
        }
        WorkState::Corrected if !is_out => Err(Refusal::NotOut.into()),
        _ => Ok(()),
    }
}

fn set_state(claim: &mut Claim, state: WorkState, reason: String) -> Result<()> {
    if state.needs_reason() && reason.trim().is_empty() {
        return Err(Refusal::ReasonNeeded.into());
    }
    rules::length("reason", &reason)?;
    claim.work_state = state;
    claim.work_state_reason = reason.trim().to_owned();
    Ok(())
}

pub(crate) fn check(pending: &Pending<'_>, claim: &Claim) -> Result<()> {
    rules::not_empty("statement", &claim.statement)?;
    rules::short_form(&claim.short)?;
    rules::party(&claim.claimant)?;
    rules::party(&claim.attributor)?;
    rules::length("place", &claim.place)?;
    rules::length("list of what is not known", &claim.not_known)?;
    rules::no_circle_of_parts(pending, claim.id, claim.part_of)?;
    if let Some(whole) = claim.part_of
        && pending.get::<Claim>(whole)?.case != claim.case
    {
        return Err(Refusal::BelongsElsewhere { what: "claim of which it is a part", to: "case" }.into());
    }
    if let Some(same) = claim.same_as {
        rules::no_circle_of_sames(pending, claim.id, same)?;
    }
    claim.assignee.map_or(Ok(()), |editor| pending.require::<Editor>(editor))?;
    for question in &claim.questions {
        rules::not_empty("question", &question.question)?;
        for source in question.answers.iter().filter_map(|answer| answer.source) {
            pending.require::<Source>(source)?;
        }
    }
    claim.appearances.iter().filter_map(|place| place.source).try_for_each(|source| pending.require::<Source>(source))
}
