//! What stands in an evidence map: things, how they hang together, and circles.
//!
//! Facts and words of users; where a thing stands on a page is not decided here.

use claimdesk_core::id::{ClaimId, EvidenceId, RebuttalId, SourceId};
use claimdesk_core::model::{
    Directness, Ground, RebuttalStatus, Sign, SourceKind, Stance, Strength, Tone, Weight, WorkState,
};
use claimdesk_core::time::PartialDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A claim with all that bears on it, as a graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EvidenceMap {
    /// The claim's number in its case.
    pub number: u32,
    /// What stands in it; the claim is the first.
    pub nodes: Vec<MapNode>,
    /// How they hang together.
    pub edges: Vec<MapEdge>,
    /// Sources that go back to each other.
    pub circles: Vec<MapCircle>,
    /// Independent origins for the claim.
    pub origins_for: u32,
    /// Independent origins against it.
    pub origins_against: u32,
    /// Rebuttals that nobody answered or weighed.
    pub unanswered: u32,
}

/// A thing in the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MapNode {
    /// What it is.
    pub kind: NodeKind,
    /// What it opens; none where that is kept back.
    pub opens: Option<Opens>,
    /// Who or what it is in a few words: a source's name, who disputes.
    pub name: String,
    /// What it says: the statement, what the evidence shows.
    pub text: String,
    /// When it was made, published or uttered.
    pub dated: PartialDate,
    /// On which side it stands.
    pub side: Side,
    /// What is known of it by kind.
    pub stance: Option<Stance>,
    /// How much the evidence weighs.
    pub strength: Option<Strength>,
    /// Whether the source knows this fact at first hand.
    pub directness: Option<Directness>,
    /// What became of the rebuttal.
    pub status: Option<RebuttalStatus>,
    /// What the desk makes of it.
    pub weight: Option<Weight>,
    /// On what grounds.
    pub grounds: Vec<Ground>,
    /// Whether nobody answered or weighed it.
    pub unanswered: bool,
    /// What kind of source it is.
    pub source_kind: Option<SourceKind>,
    /// Whether the source's name is kept back.
    pub withheld: bool,
    /// Whether an earlier piece of evidence of the same side goes back to the same origin.
    pub counts_again: bool,
    /// The circle in which the source stands.
    pub circle: Option<u32>,
    /// The claim's verdict.
    pub verdict: Option<VerdictSign>,
    /// Where the work on the claim stands.
    pub work_state: Option<WorkState>,
}

/// What a thing in the map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NodeKind {
    /// The claim.
    Claim,
    /// A piece of evidence: what one source shows on the claim.
    Evidence,
    /// A source that goes back to another, or to which none goes back.
    Source,
    /// A first-hand source to which others go back.
    Origin,
    /// Somebody disputes the claim or a piece of evidence.
    Rebuttal,
    /// Somebody answers a rebuttal, or an answer.
    Answer,
}

/// What a thing of the map opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Opens {
    /// The claim.
    Claim(ClaimId),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A source.
    Source(SourceId),
    /// A rebuttal or answer.
    Rebuttal(RebuttalId),
}

/// For the claim, against it, or neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Side {
    /// It bears the claim out.
    For,
    /// It speaks against it.
    Against,
    /// Neither.
    #[default]
    Neither,
}

impl Side {
    /// Whoever disputes one side stands on the other.
    pub fn other(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
            Self::Neither => Self::Neither,
        }
    }
}

/// A verdict by sign and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VerdictSign {
    /// Its name.
    pub name: String,
    /// Its sign.
    pub sign: Sign,
    /// Its colour, by role.
    pub tone: Tone,
}

/// How one thing hangs on another. Nodes are named by their place in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MapEdge {
    /// What speaks.
    pub from: u32,
    /// Of what it speaks.
    pub to: u32,
    /// How.
    pub relation: Relation,
    /// The circle of which it is a part.
    pub circle: Option<u32>,
}

/// How one thing of the map hangs on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Relation {
    /// Evidence bears the claim out, or a source a rebuttal.
    Supports,
    /// Evidence speaks against the claim, or a source against a rebuttal.
    Contradicts,
    /// It is needed to understand it.
    Context,
    /// A rebuttal disputes the claim or evidence.
    Rebuts,
    /// An answer disputes a rebuttal.
    Answers,
    /// Evidence is from a source.
    From,
    /// A source goes back to another.
    GoesBack,
}

impl From<Stance> for Relation {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Supports => Self::Supports,
            Stance::Contradicts => Self::Contradicts,
            Stance::Context => Self::Context,
        }
    }
}

/// Sources that go back to each other: none of them is first-hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MapCircle {
    /// The sources in the order in which each goes back to the next; the last goes back to the first.
    pub nodes: Vec<u32>,
}
