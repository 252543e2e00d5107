//! Rebuttals: who disputes what, and what was answered.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim::Party;
use super::evidence::{Excerpt, Stance};
use super::patch::patch;
use crate::id::{CaseId, ClaimId, EvidenceId, RebuttalId, SourceId};
use crate::time::PartialDate;

/// Somebody disputes a claim, a piece of evidence or another rebuttal. An
/// answer to a rebuttal is a rebuttal whose target is that rebuttal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Rebuttal {
    /// Its identity.
    pub id: RebuttalId,
    /// The case of its claim.
    pub case: CaseId,
    /// The claim at the root of the chain.
    pub claim: ClaimId,
    /// What it attacks.
    pub target: Target,
    /// Who disputes.
    #[serde(default)]
    pub by: Party,
    /// When it was uttered.
    #[serde(default)]
    pub uttered: PartialDate,
    /// Where it was uttered.
    #[serde(default)]
    pub place: String,
    /// On what grounds.
    #[serde(default)]
    pub grounds: Vec<Ground>,
    /// What it says, in the desk's own words.
    pub statement: String,
    /// Its own words, with their place.
    #[serde(default)]
    pub excerpts: Vec<Excerpt>,
    /// The sources that hold it or that it brings, each with its stance to the rebuttal.
    #[serde(default)]
    pub evidence: Vec<RebuttalEvidence>,
    /// What became of it.
    #[serde(default)]
    pub status: RebuttalStatus,
    /// What the desk makes of it.
    #[serde(default)]
    pub weighing: Weighing,
    /// What it does to the verdict.
    #[serde(default)]
    pub effect: Effect,
    /// How the article must reflect it.
    #[serde(default)]
    pub reflect: String,
}

impl Rebuttal {
    /// Whether nobody has answered or weighed it.
    pub fn waits(&self) -> bool {
        self.status == RebuttalStatus::Unanswered && self.weighing.weight == Weight::Unweighed
    }

    /// The sources that it names.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.evidence.iter().map(|evidence| evidence.source)
    }
}

/// What a rebuttal attacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Target {
    /// The claim itself.
    Claim(ClaimId),
    /// A piece of its evidence.
    Evidence(EvidenceId),
    /// Another rebuttal: then it is an answer.
    Rebuttal(RebuttalId),
}

/// The grounds of a rebuttal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Ground {
    /// Denies the fact.
    Fact,
    /// Denies the attribution.
    Attribution,
    /// Disputes the method.
    Method,
    /// Disputes the competence or interest of the source.
    Competence,
    /// Disputes the chain of custody.
    Custody,
    /// Disputes the interpretation.
    Interpretation,
    /// Offers another account.
    OtherAccount,
    /// Asks for context.
    Context,
}

/// A source that holds or bears on a rebuttal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RebuttalEvidence {
    /// The source.
    pub source: SourceId,
    /// Its stance to the rebuttal.
    #[serde(default)]
    pub stance: Stance,
    /// Where in the source.
    #[serde(default)]
    pub locator: String,
    /// Its words.
    #[serde(default)]
    pub quote: String,
}

/// What became of a rebuttal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RebuttalStatus {
    /// Nobody answered yet.
    #[default]
    Unanswered,
    /// It was answered.
    Answered,
    /// The other side gave in to it.
    Conceded,
    /// Its author took it back.
    Withdrawn,
    /// Its author holds to it after the answer.
    Maintained,
    /// Events went past it.
    Overtaken,
}

/// What the desk makes of a rebuttal, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Weighing {
    /// How far it holds.
    pub weight: Weight,
    /// Why.
    pub reason: String,
}

/// How far a rebuttal holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Weight {
    /// The desk has not weighed it.
    #[default]
    Unweighed,
    /// It holds.
    Holds,
    /// It holds in part.
    HoldsInPart,
    /// It does not hold.
    DoesNotHold,
    /// The desk cannot decide.
    Undecided,
}

/// What a rebuttal does to the verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Effect {
    /// Not decided, or none.
    #[default]
    None,
    /// Lowers the confidence.
    LowersConfidence,
    /// Asks for context in the article.
    NeedsContext,
    /// Changes the verdict.
    ChangesVerdict,
}

patch! {
    /// What can be set on a rebuttal. Status and weighing have commands of their own.
    RebuttalPatch for Rebuttal {
        by: Party,
        uttered: PartialDate,
        place: String,
        grounds: Vec<Ground>,
        statement: String,
        excerpts: Vec<Excerpt>,
        evidence: Vec<RebuttalEvidence>,
        reflect: String,
    }
}
