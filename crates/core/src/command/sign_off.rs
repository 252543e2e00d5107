//! Commands on sign-offs: a second person releases exactly what was seen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Error, Refusal, Result};
use crate::id::{ClaimId, RebuttalId, SignOffId};
use crate::model::{Claim, Editor, Rebuttal, SignOff, Target, Verdict, WorkState};

/// Signs a claim off as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SignOffClaim {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<SignOffId>,
    /// The claim.
    pub claim: ClaimId,
    /// What the signer says of it; counts as the reason of the entry.
    #[serde(default)]
    #[ts(optional = false)]
    pub note: String,
    /// Why it is signed although a rebuttal is neither answered nor weighed. Reports print it.
    #[serde(default)]
    #[ts(optional = false)]
    pub despite: String,
    /// The digest of what the signer looked at, from the claim's page; refused if that is different now.
    #[serde(default)]
    pub seen: Option<String>,
}

impl SignOffClaim {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        rules::length("note", &self.note)?;
        rules::length("reason", &self.despite)?;
        let unanswered = may_sign(pending, &claim, &self.despite)?;
        let seen = pending.seen(&claim)?;
        let digest = seen.digest()?;
        if self.seen.is_some_and(|looked_at| looked_at != digest) {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let despite = if unanswered.is_empty() { String::new() } else { self.despite.trim().to_owned() };
        let sign_off = SignOff {
            id: pending.id(self.id),
            case: claim.case,
            claim: claim.id,
            by: pending.editor(),
            at: pending.now(),
            note: self.note.trim().to_owned(),
            despite,
            unanswered,
            seen,
            digest,
            stale: false,
        };
        pending.add(sign_off)?;
        // What is out stays out: signing it again releases the words that stand now.
        if claim.work_state.is_open() {
            claim.work_state = WorkState::SignedOff;
            claim.work_state_reason = String::new();
            pending.put(claim)?;
        }
        Ok(())
    }

    /// What it says in itself about why.
    pub(crate) fn reason(&self) -> Option<&str> {
        [self.note.as_str(), &self.despite].into_iter().find(|text| !text.trim().is_empty())
    }
}

/// Takes a release back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct WithdrawSignOff {
    /// The claim.
    pub claim: ClaimId,
    /// Which of its sign-offs; all if none is named.
    #[serde(default)]
    pub sign_off: Option<SignOffId>,
}

impl WithdrawSignOff {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut claim: Claim = pending.get(self.claim)?;
        let all: Vec<SignOff> = pending.with("claim_id", claim.id)?;
        let (gone, left): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| self.sign_off.is_none_or(|named| named == one.id));
        if gone.is_empty() {
            return Err(Error::NotFound { what: "sign-off", id: format!("of {}", claim.id) });
        }
        for sign_off in gone {
            pending.remove(sign_off)?;
        }
        if claim.work_state == WorkState::SignedOff && left.iter().all(|one| one.stale) {
            claim.work_state = WorkState::SecondCheck;
            pending.put(claim)?;
        }
        Ok(())
    }
}

/// Whether somebody has released the claim as it stands.
pub(crate) fn is_released(pending: &Pending<'_>, claim: ClaimId) -> Result<bool> {
    let all: Vec<SignOff> = pending.with("claim_id", claim)?;
    Ok(all.iter().any(|sign_off| !sign_off.stale))
}

/// Holds the rules against a sign-off; gives the open rebuttals that it is signed in spite of.
fn may_sign(pending: &Pending<'_>, claim: &Claim, despite: &str) -> Result<Vec<RebuttalId>> {
    if matches!(claim.work_state, WorkState::NotToBeChecked | WorkState::Superseded | WorkState::Withdrawn) {
        return Err(Refusal::SetAside.into());
    }
    let verdict: Option<Verdict> = pending.with("claim_id", claim.id)?.into_iter().next();
    let Some(verdict) = verdict else { return Err(Refusal::NothingToSign.into()) };
    if verdict.given_by == pending.editor() {
        let name = pending.get::<Editor>(verdict.given_by)?.name;
        return Err(Refusal::OwnVerdict(name).into());
    }
    let all: Vec<SignOff> = pending.with("claim_id", claim.id)?;
    if all.iter().any(|one| one.by == pending.editor() && !one.stale) {
        return Err(Refusal::SignedAlready.into());
    }
    let rebuttals: Vec<Rebuttal> = pending.with("claim_id", claim.id)?;
    let open = rebuttals.iter().filter(|one| !matches!(one.target, Target::Rebuttal(_)) && one.waits());
    let open: Vec<RebuttalId> = open.map(|one| one.id).collect();
    if !open.is_empty() && despite.trim().is_empty() {
        return Err(Refusal::RebuttalsOpen(u32::try_from(open.len()).unwrap_or(u32::MAX)).into());
    }
    Ok(open)
}
