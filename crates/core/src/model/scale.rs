//! Scales: the desk's own lists of verdicts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use crate::id::{ScaleId, ScaleValueId};

/// A list of verdicts that the desk defined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Scale {
    /// Its identity.
    pub id: ScaleId,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub about: String,
    /// Its values, best first.
    pub values: Vec<ScaleValue>,
    /// The template that it was copied from; empty if none.
    #[serde(default)]
    pub template: String,
    /// No longer offered; old verdicts keep it.
    #[serde(default)]
    pub retired: bool,
}

/// One value of a scale. A verdict keeps a copy, so that changing the scale
/// never changes what an old verdict says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ScaleValue {
    /// Its identity.
    pub id: ScaleValueId,
    /// Its name.
    pub name: String,
    /// Its number (`ClaimReview` `ratingValue`; higher is truer); none for values off the scale.
    #[serde(default)]
    pub number: Option<i32>,
    /// What it means, in one sentence.
    #[serde(default)]
    pub meaning: String,
    /// Its colour, by role.
    #[serde(default)]
    pub tone: Tone,
    /// Its sign, so that nothing rests on colour alone.
    #[serde(default)]
    pub sign: Sign,
}

/// The colour of a verdict, by what it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Tone {
    /// Bears the claim out.
    Supported,
    /// Speaks against it.
    Refuted,
    /// Points both ways.
    Conflict,
    /// True with something added.
    Context,
    /// Not settled.
    #[default]
    Open,
}

/// The sign of a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Sign {
    /// ✓
    Check,
    /// ✗
    Cross,
    /// ⇄
    Arrows,
    /// ◐
    Half,
    /// ○
    #[default]
    Ring,
    /// ◕
    MostlyFull,
    /// ◔
    MostlyEmpty,
    /// ✎
    Pencil,
}

impl Sign {
    /// The sign as a character.
    pub fn glyph(self) -> char {
        match self {
            Self::Check => '✓',
            Self::Cross => '✗',
            Self::Arrows => '⇄',
            Self::Half => '◐',
            Self::Ring => '○',
            Self::MostlyFull => '◕',
            Self::MostlyEmpty => '◔',
            Self::Pencil => '✎',
        }
    }
}

patch! {
    /// What can be set on a scale.
    ScalePatch for Scale {
        name: String,
        about: String,
        values: Vec<ScaleValue>,
        template: String,
        retired: bool,
    }
}
