//! Evidence: the link of a source to a claim.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use super::snapshot::Pin;
use crate::id::{CaseId, ClaimId, EvidenceId, SourceId};

/// What one source shows on one claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Evidence {
    /// Its identity.
    pub id: EvidenceId,
    /// The case of its claim.
    pub case: CaseId,
    /// The claim.
    pub claim: ClaimId,
    /// The source.
    pub source: SourceId,
    /// For, against or neither.
    #[serde(default)]
    pub stance: Stance,
    /// How much it weighs.
    #[serde(default)]
    pub strength: Strength,
    /// Whether the source knows this fact at first hand.
    #[serde(default)]
    pub directness: Directness,
    /// The places in the source.
    #[serde(default)]
    pub excerpts: Vec<Excerpt>,
    /// One sentence on what it shows.
    #[serde(default)]
    pub shows: String,
    /// Its place among the claim's evidence, in the order set by hand.
    #[serde(default)]
    pub position: u32,
}

/// Which way evidence points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stance {
    /// For the claim.
    #[default]
    Supports,
    /// Against it.
    Contradicts,
    /// Neither, but needed to understand it.
    Context,
}

/// How much evidence weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Strength {
    /// Little.
    Weak,
    /// As such evidence does.
    #[default]
    Moderate,
    /// Much.
    Strong,
    /// Enough by itself.
    Decisive,
}

/// Whether a source knows *this* fact at first hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Directness {
    /// At first hand.
    #[default]
    Primary,
    /// From another source.
    Secondary,
}

/// A quote from a source and the place where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Excerpt {
    /// The source's own words.
    pub quote: String,
    /// Page, paragraph, time code.
    pub locator: String,
    /// The desk's translation.
    pub translation: String,
    /// Where it stands in a text that the desk keeps; none where somebody typed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pin: Option<Pin>,
}

patch! {
    /// What can be set on evidence.
    EvidencePatch for Evidence {
        stance: Stance,
        strength: Strength,
        directness: Directness,
        excerpts: Vec<Excerpt>,
        shows: String,
        position: u32,
    }
}
