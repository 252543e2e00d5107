//! Commands on rebuttals. An answer is a rebuttal whose target is a rebuttal.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::evidence::check_excerpts;
use super::pending::Pending;
use super::rules;
use crate::error::{Refusal, Result};
use crate::id::RebuttalId;
use crate::model::{
    Claim, Contact, Effect, Evidence, Kind, Party, Rebuttal, RebuttalPatch, RebuttalStatus, Source, Target, Weighing,
    Weight,
};
use crate::time::PartialDate;

/// Records that somebody disputes a claim, a piece of evidence or a rebuttal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddRebuttal {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<RebuttalId>,
    /// What it attacks; if a rebuttal, this is an answer to it.
    pub target: Target,
    /// What it says, in the desk's own words.
    pub statement: String,
    /// Who, when, where, on what grounds.
    #[serde(default)]
    pub with: Option<RebuttalPatch>,
}

impl AddRebuttal {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let claim = claim_of(pending, self.target)?;
        let mut rebuttal = Rebuttal {
            id: pending.id(self.id),
            case: claim.case,
            claim: claim.id,
            target: self.target,
            by: Party::default(),
            uttered: PartialDate::default(),
            place: String::new(),
            grounds: Vec::new(),
            statement: self.statement,
            excerpts: Vec::new(),
            evidence: Vec::new(),
            status: RebuttalStatus::Unanswered,
            weighing: Weighing::default(),
            effect: Effect::None,
            reflect: String::new(),
        };
        self.with.unwrap_or_default().apply(&mut rebuttal);
        check(pending, &rebuttal)?;
        let target = rebuttal.target;
        pending.add(rebuttal)?;
        answer(pending, target)
    }
}

/// Edits a rebuttal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditRebuttal {
    /// Which.
    pub rebuttal: RebuttalId,
    /// What.
    pub set: RebuttalPatch,
}

impl EditRebuttal {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut rebuttal: Rebuttal = pending.get(self.rebuttal)?;
        self.set.apply(&mut rebuttal);
        check(pending, &rebuttal)?;
        pending.put(rebuttal)
    }
}

/// Says what became of a rebuttal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SetRebuttalStatus {
    /// Which.
    pub rebuttal: RebuttalId,
    /// What became of it.
    pub status: RebuttalStatus,
}

impl SetRebuttalStatus {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut rebuttal: Rebuttal = pending.get(self.rebuttal)?;
        rebuttal.status = self.status;
        pending.put(rebuttal)
    }
}

/// Says what the desk makes of a rebuttal, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct WeighRebuttal {
    /// Which.
    pub rebuttal: RebuttalId,
    /// How far it holds, and why.
    pub weighing: Weighing,
    /// What it does to the verdict.
    #[serde(default)]
    pub effect: Effect,
}

impl WeighRebuttal {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut rebuttal: Rebuttal = pending.get(self.rebuttal)?;
        rules::length("reason", &self.weighing.reason)?;
        if self.weighing.weight != Weight::Unweighed && self.weighing.reason.trim().is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        rebuttal.weighing = self.weighing;
        rebuttal.effect = self.effect;
        pending.put(rebuttal)
    }
}

/// Removes a rebuttal with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveRebuttal {
    /// Which.
    pub rebuttal: RebuttalId,
}

impl RemoveRebuttal {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let rebuttal: Rebuttal = pending.get(self.rebuttal)?;
        let mut chain = vec![rebuttal];
        let mut at = 0;
        while let Some(rebuttal) = chain.get(at) {
            let answers = pending.with::<Rebuttal>("target_rebuttal_id", rebuttal.id)?;
            chain.extend(answers);
            at += 1;
        }
        let target = chain.first().map(|rebuttal| rebuttal.target);
        for rebuttal in chain.into_iter().rev() {
            // Who was asked stays on record; that it was taken down as this rebuttal goes with it.
            for mut contact in pending.with::<Contact>("rebuttal_id", rebuttal.id)? {
                contact.rebuttal = None;
                pending.put(contact)?;
            }
            pending.remove(rebuttal)?;
        }
        target.map_or(Ok(()), |target| unanswer(pending, target))
    }
}

/// The claim at the root of a chain.
fn claim_of(pending: &Pending<'_>, target: Target) -> Result<Claim> {
    match target {
        Target::Claim(claim) => pending.get(claim),
        Target::Evidence(evidence) => pending.get(pending.get::<Evidence>(evidence)?.claim),
        Target::Rebuttal(rebuttal) => pending.get(pending.get::<Rebuttal>(rebuttal)?.claim),
    }
}

/// The first answer to a rebuttal makes it an answered one.
fn answer(pending: &mut Pending<'_>, target: Target) -> Result<()> {
    let Target::Rebuttal(answered) = target else { return Ok(()) };
    let mut answered: Rebuttal = pending.get(answered)?;
    if answered.status == RebuttalStatus::Unanswered {
        answered.status = RebuttalStatus::Answered;
        pending.put(answered)?;
    }
    Ok(())
}

/// Taking away the last answer makes it unanswered again.
fn unanswer(pending: &mut Pending<'_>, target: Target) -> Result<()> {
    let Target::Rebuttal(answered) = target else { return Ok(()) };
    let mut answered: Rebuttal = pending.get(answered)?;
    let answers = pending.count(Kind::Rebuttal, "target_rebuttal_id", answered.id)?;
    if answers == 0 && answered.status == RebuttalStatus::Answered {
        answered.status = RebuttalStatus::Unanswered;
        pending.put(answered)?;
    }
    Ok(())
}

fn check(pending: &Pending<'_>, rebuttal: &Rebuttal) -> Result<()> {
    rules::not_empty("statement", &rebuttal.statement)?;
    rules::party(&rebuttal.by)?;
    rules::length("note on the article", &rebuttal.reflect)?;
    check_excerpts(&rebuttal.excerpts)?;
    rebuttal.evidence.iter().try_for_each(|evidence| pending.require::<Source>(evidence.source))
}
