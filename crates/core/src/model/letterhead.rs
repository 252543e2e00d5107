//! The letterhead: what the desk calls itself in its reports, and its sign.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::document::BlobRef;
use crate::id::LetterheadId;

/// What stands at the head of a desk's reports. A desk has one or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Letterhead {
    /// Its identity.
    pub id: LetterheadId,
    /// What the desk is called; empty: as its file is.
    pub name: String,
    /// Its sign.
    #[serde(default)]
    pub logo: Option<Logo>,
}

/// The sign of a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Logo {
    /// A PNG file.
    pub png: BlobRef,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
}
