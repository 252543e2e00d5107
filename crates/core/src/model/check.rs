//! The checklist of a claim: what must be looked at for its kinds, and who looked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim::ClaimKind;
use crate::id::EditorId;
use crate::time::Timestamp;

/// A point of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckPoint {
    /// Names, offices and their spelling.
    Names,
    /// Days, years and the order of events.
    Dates,
    /// Numbers, units, and what they are compared with.
    Numbers,
    /// The words, held against the recording or the document.
    Quotation,
    /// Who said or did it, and whether they say so themselves.
    Attribution,
    /// That one thing brought about the other.
    Cause,
    /// Where a picture or recording is from, when and of what it is.
    ImageOrigin,
    /// Whether the source is fit for this very fact.
    SourceFit,
}

impl CheckPoint {
    /// All of them, in the order in which one looks.
    pub const ALL: &[Self] = &[
        Self::Names,
        Self::Dates,
        Self::Numbers,
        Self::Quotation,
        Self::Attribution,
        Self::Cause,
        Self::ImageOrigin,
        Self::SourceFit,
    ];

    /// Whether it belongs on the list of a claim of these kinds.
    pub fn applies(self, kinds: &[ClaimKind]) -> bool {
        let any = |wanted: &[ClaimKind]| kinds.iter().any(|kind| wanted.contains(kind));
        match self {
            Self::Names | Self::Dates | Self::SourceFit => true,
            Self::Numbers => any(&[ClaimKind::Numerical]),
            Self::Quotation => any(&[ClaimKind::Quotation]),
            Self::Attribution => any(&[ClaimKind::Attribution, ClaimKind::Quotation, ClaimKind::Position]),
            Self::Cause => any(&[ClaimKind::Causal]),
            Self::ImageOrigin => any(&[ClaimKind::ImageOrVideo]),
        }
    }
}

/// A point that somebody ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Tick {
    /// The point.
    pub point: CheckPoint,
    /// Who.
    pub by: EditorId,
    /// When.
    pub at: Timestamp,
    /// What was found, or why the point does not matter here.
    #[serde(default)]
    pub note: String,
}
