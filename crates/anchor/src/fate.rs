//! The words in which the engine is asked and answers. No judgement lives here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch of a text in Unicode code points, the end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

impl Span {
    /// A span; one that ends before it starts is empty.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Code points in it.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether some code point is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A text with its blocks, in their order. Words outside of every block count
/// as blocks of their own.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The canonical text.
    pub text: &'a str,
    /// Its blocks: title, paragraphs, list items, rows ..
    pub blocks: &'a [Span],
}

/// What became of a passage in the next text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The same words in the same place.
    Unchanged,
    /// The same words elsewhere, beyond doubt.
    Moved,
    /// Other words in a place beyond doubt; no number, name, date or negation differs.
    Reworded,
    /// A person decides; the candidates are offered, best first.
    Ask,
    /// No place has a claim to be it.
    Gone,
}

/// Why a fate is not simply "unchanged".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Two places are as good as each other.
    TwoAlike,
    /// A number, an amount or a unit differs.
    NumberChanged,
    /// A date, day or month differs.
    DateChanged,
    /// A name differs, or may: a capitalised word was added, removed or replaced.
    NameChanged,
    /// A negation came or went.
    NegationChanged,
    /// A word became its opposite: more and less, before and after, rose and fell.
    SenseReversed,
    /// A word was added, removed or replaced in a script without capitals, in
    /// which a name does not show.
    WordReplaced,
    /// The best place is too unlike.
    LowScore,
    /// The original was deleted; what looks like it was there before, or is new.
    OriginalDeletedLookAlike,
    /// Both moved and reworded, with nothing around it that moved along.
    MovedAndReworded,
    /// Its words now stand in several places.
    Torn,
    /// Its sentence was split.
    Split,
    /// Its sentence was merged with another.
    Merged,
    /// Only signs, spaces or capitals differ.
    SignsOnly,
    /// Words differ, nothing of weight.
    Wording,
    /// Too short to be told from others without its surroundings, which are gone.
    TooShort,
    /// Its sentence was deleted.
    Deleted,
    /// The passage holds no words, or lies outside of the text.
    Empty,
}

/// A place that a passage may have gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Candidate {
    /// Where, in the new text.
    pub span: Span,
    /// How good, per mille.
    pub score: u16,
}

/// What became of one passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fate {
    /// Which of the five.
    pub state: State,
    /// Where it stands now; none for `Ask` and `Gone`.
    pub span: Option<Span>,
    /// How good the best place is, per mille.
    pub score: u16,
    /// By how much it is better than the second best, per mille.
    pub margin: u16,
    /// Why, unless it is plain.
    pub why: Option<Why>,
    /// At most five places, best first; the first is `span` where there is one.
    pub candidates: Vec<Candidate>,
}

impl Fate {
    /// Nowhere, for a reason.
    pub(crate) fn gone(why: Why) -> Self {
        Self { state: State::Gone, span: None, score: 0, margin: 0, why: Some(why), candidates: Vec::new() }
    }
}
