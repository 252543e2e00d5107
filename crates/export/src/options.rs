//! What a person chooses of a report's dress: beside its scope and its audience, which say what stands in it.

use serde::{Deserialize, Serialize};

/// What a person chooses of a report's dress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The address under which the report will be published; empty where it will not.
    pub address: String,
    /// The style of citations: the key of a CSL style, or empty for the desk's plain one.
    pub citations: String,
    /// The size of the paper.
    pub paper: Paper,
}

/// The size of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}
