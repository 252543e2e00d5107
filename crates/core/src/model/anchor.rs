//! Anchors: what became of a passage, or of what was left out, in a later draft.
//!
//! A passage is never moved: it stays in the draft in which it was marked, and
//! for each later draft one anchor says its fate there. No comparing here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AnchorId, CaseId, ClaimId, DocumentId, EditorId, OmissionId, PassageId, RevisionId};
use crate::time::Timestamp;

/// The fate of a passage, or of what was left out, in one later draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Anchor {
    /// Its identity.
    pub id: AnchorId,
    /// The case of its document.
    pub case: CaseId,
    /// The claim of its passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// The document.
    pub document: DocumentId,
    /// The draft in which this is its fate.
    pub revision: RevisionId,
    /// The earlier draft in which it last stood: the two texts were compared.
    pub from: RevisionId,
    /// Whose fate it is.
    pub subject: Subject,
    /// What became of it.
    pub state: AnchorState,
    /// First code point of where it stands; none if it asks or is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Code point after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// The words there; empty if it stands nowhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exact: String,
    /// How alike the best place is, per mille.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub score: u16,
    /// By how much it is better than the second best, per mille.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub margin: u16,
    /// Why it is not simply where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<AnchorWhy>,
    /// The places that came into question, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<AnchorCandidate>,
    /// Who decided it; nobody did if the texts did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<EditorId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}

impl Anchor {
    /// Where it stands in its draft.
    pub fn span(&self) -> Option<(u32, u32)> {
        self.start.zip(self.end)
    }

    /// A line for lists and histories.
    pub(crate) fn line(&self) -> String {
        let words = if self.exact.is_empty() { String::new() } else { format!(": {}", self.exact) };
        format!("{}{words}", self.state.word())
    }
}

/// Whose fate an anchor tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Subject {
    /// A place where a claim is made.
    Passage(PassageId),
    /// Words that are not to be checked.
    Omission(OmissionId),
}

/// What became of a passage in a later draft. The five always add up to all passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AnchorState {
    /// The same words in the same place.
    Unchanged,
    /// The same words elsewhere.
    Moved,
    /// Other words in what is clearly its place.
    Reworded,
    /// Doubtful: a person decides.
    Ask,
    /// Not in the text any more.
    Gone,
}

impl AnchorState {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 5] = [Self::Unchanged, Self::Moved, Self::Reworded, Self::Ask, Self::Gone];

    /// As it is written in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Moved => "moved",
            Self::Reworded => "reworded",
            Self::Ask => "ask",
            Self::Gone => "gone",
        }
    }

    /// In English.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Moved => "moved",
            Self::Reworded => "reworded",
            Self::Ask => "to be decided",
            Self::Gone => "gone",
        }
    }
}

/// Why a passage is not simply where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AnchorWhy {
    /// Two places are as good.
    TwoAlike,
    /// A number, an amount or a unit differs.
    NumberChanged,
    /// A date differs.
    DateChanged,
    /// A name differs, or may.
    NameChanged,
    /// A “not” came or went.
    NegationChanged,
    /// A word became its opposite.
    SenseReversed,
    /// A word differs in a script in which names do not show.
    WordReplaced,
    /// Little is left of the words.
    LowScore,
    /// The original went; what is there only looks like it.
    OriginalDeletedLookAlike,
    /// It would have both moved and changed its words.
    MovedAndReworded,
    /// Its words stand in several places.
    Torn,
    /// Its sentence was parted.
    Split,
    /// Its sentence was joined with another.
    Merged,
    /// Only signs, spaces or capitals differ.
    SignsOnly,
    /// Words of no weight differ.
    Wording,
    /// It is too short to be told from others.
    TooShort,
    /// Its sentence was deleted.
    Deleted,
    /// It holds no words.
    Empty,
    /// It was not there in the draft before, and is again.
    CameBack,
    /// A person said before that it is gone; now words like it are there.
    WasSaidGone,
    /// The text in which it stood was erased by law.
    TextErased,
}

/// A place that came into question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct AnchorCandidate {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words there.
    pub exact: String,
    /// How alike they are, per mille.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub score: u16,
}

/// Where words of a claim stand: what a release binds to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PlaceWords {
    /// The passage.
    pub passage: PassageId,
    /// Its document.
    pub document: DocumentId,
    /// The newest draft of that document in which it stands, or last stood.
    pub revision: RevisionId,
    /// Whether it stands in the newest draft; if not, it waits for a decision or is gone.
    pub stands: bool,
    /// Its words there.
    pub exact: String,
}
