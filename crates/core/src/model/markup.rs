//! What a report writes into an author's own file: remarks beside its words, and
//! replacements that the author takes or leaves.
//!
//! No record: a value on its way from the report, which knows the words, to the
//! worker process, which alone looks into the file. Offsets are code points of
//! the canonical text, the end excluded.

use serde::{Deserialize, Serialize};

/// All that is written into one draft's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markup {
    /// Who says it: the desk's name.
    pub by: String,
    /// The same in a few letters.
    pub initials: String,
    /// When: `2017-07-06T11:30:00Z`, as far as word processors read a date.
    pub at: String,
    /// What is said, in the order in which it is to be numbered.
    pub remarks: Vec<Remark>,
    /// What is to be replaced; no two of them overlap.
    pub replacements: Vec<Replacement>,
}

/// Something said of a stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Its first letter.
    pub start: u32,
    /// Behind its last letter.
    pub end: u32,
    /// What is said, paragraph by paragraph.
    pub lines: Vec<RemarkLine>,
}

/// A paragraph of a remark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkLine {
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// Its words.
    pub words: Vec<RemarkWords>,
}

/// Words of a remark that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkWords {
    /// The words.
    pub text: String,
    /// Whether they run from right to left.
    pub rtl: bool,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Their colour as six hex digits; empty for the usual one.
    pub colour: String,
}

/// Words that are to stand in the place of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// The first letter that goes.
    pub start: u32,
    /// Behind the last letter that goes.
    pub end: u32,
    /// What comes; empty if nothing does.
    pub new: String,
}
