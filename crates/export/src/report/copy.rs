//! The checked copy: the author's text with numbered marks, and what must change.

use claimdesk_core::id::{ClaimId, RevisionId};
use claimdesk_core::model::{BlockKind, MarkStyle, Party, ScaleValue};
use serde::{Deserialize, Serialize};

use super::{Change, PassageLine};

/// What the author must change for one claim. Holds nothing of the desk's own work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeSheet {
    /// The claim.
    pub id: ClaimId,
    /// Its number, as in the marks.
    pub number: u32,
    /// The claim in self-contained words.
    pub statement: String,
    /// Language in which it was made, BCP 47.
    pub language: String,
    /// Where it is made.
    pub passages: Vec<PassageLine>,
    /// Which of the report's scales, from 0.
    pub scale: Option<u32>,
    /// The verdict's value.
    pub value: Option<ScaleValue>,
    /// The finding in one sentence.
    pub finding: String,
    /// Old words, new words, note.
    pub change: Change,
    /// How rebuttals must be reflected.
    pub reflect: Vec<Reflect>,
}

/// How a rebuttal must be reflected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reflect {
    /// Whose rebuttal.
    pub by: Party,
    /// How.
    pub how: String,
}

/// A draft with numbered marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkedText {
    /// The document's title.
    pub document: String,
    /// The revision.
    pub revision: RevisionId,
    /// The draft's number.
    pub draft: u32,
    /// Whether that is the newest draft.
    pub is_latest: bool,
    /// Its language, BCP 47.
    pub language: String,
    /// Its blocks.
    pub blocks: Vec<MarkedBlock>,
}

/// A block of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Heading level or depth.
    pub level: u8,
    /// The number that an ordered list item shows.
    pub ordinal: Option<u32>,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// Its text, in order; empty for a table.
    pub runs: Vec<Run>,
    /// The rows of a table, as cells.
    pub rows: Vec<Vec<MarkedCell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedCell {
    /// Whether it heads its row or column.
    pub header: bool,
    /// Its text.
    pub runs: Vec<Run>,
}

/// Words that look alike and carry the same marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub styles: Vec<MarkStyle>,
    /// The numbers of the claims that are made here.
    pub claims: Vec<u32>,
    /// Those of them whose passage ends with this run: here their number is printed.
    pub ends: Vec<u32>,
}
