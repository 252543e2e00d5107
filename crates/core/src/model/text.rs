//! The shape of a canonical text: its blocks and the marks inside them.
//!
//! A revision has one canonical text (a blob) and one layout (a blob that
//! holds `Layout` as JSON). Everything here counts in Unicode code points of
//! the canonical text, the end excluded. Of text only that of notes lives here,
//! never markup.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands between two blocks in a canonical text.
pub const BLOCK_BREAK: &str = "\n\n";

/// How a canonical text is divided. Stored as a blob beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Layout {
    /// In the order of the text, not overlapping.
    pub blocks: Vec<Block>,
    /// What hangs on the text beside its words, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Where stretches of the text stand in the document that it came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locators: Vec<Locator>,
}

/// A stretch of a canonical text; empty, it is a place between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// What a document carries beside its words: a comment, a note, a tracked change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Where it hangs. A footnote hangs behind the word that refers to it, a
    /// deletion where its words stood; nothing: on the document as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub span: Option<Span>,
    /// Its words. Those of an insertion stand in the text as well.
    pub text: String,
    /// Who wrote it, as the document states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub author: Option<String>,
    /// When, as written in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub written: Option<String>,
    /// The number or sign by which the text refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<String>,
    /// The first of the blocks that hold its words (an index), if the text holds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub block: Option<u32>,
    /// The note that it answers (an index).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answers: Option<u32>,
}

/// The kinds of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NoteKind {
    /// What somebody said about a place.
    Comment,
    /// A note at the foot of the page.
    Footnote,
    /// A note at the end of the text.
    Endnote,
    /// Words that were put in while changes were tracked; they are in the text.
    TrackedInsertion,
    /// Words that were struck while changes were tracked; they are not in the text.
    TrackedDeletion,
}

/// Where a stretch of the text stands in the document that it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Locator {
    /// What it counts.
    pub kind: LocatorKind,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// As it is cited: a page number, a time code, the name of a part.
    pub label: String,
    /// Of an area: where on its page it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub area: Option<Area>,
}

/// A rectangle on a page, in tenths of a point from the page's upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Area {
    /// Its left edge.
    pub left: u32,
    /// Its upper edge.
    pub top: u32,
    /// Its right edge.
    pub right: u32,
    /// Its lower edge.
    pub bottom: u32,
}

/// What a locator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LocatorKind {
    /// Pages.
    Page,
    /// Time codes of a recording.
    Time,
    /// Chapters, slides, parts.
    Part,
    /// Rectangles on pages; the label is that of the page.
    Area,
}

/// One block of a canonical text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Heading level (1 to 6), depth of a list item or quotation (0 is the outermost).
    #[serde(default)]
    pub level: u8,
    /// The number that an ordered list item shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ordinal: Option<u32>,
    /// Right-to-left text, by its first strong letter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rtl: bool,
    /// The language of its words (BCP 47), where it could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lang: Option<String>,
    /// Emphasis, links and the like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// The cells of a table, row by row; empty for all other kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
}

/// The kinds of block that keep their shape on screen and in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BlockKind {
    /// The title of the whole text; at most one, first.
    Title,
    /// A heading, `level` 1 to 6.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list; ordered if it has an `ordinal`.
    ListItem,
    /// A paragraph of a quotation.
    Quote,
    /// A table: cells parted by tabs, rows by line feeds.
    Table,
    /// The words under a picture or table.
    Caption,
    /// A footnote or endnote.
    Footnote,
    /// Lines whose spaces count.
    Code,
}

/// A span inside a block that looks different, or leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Mark {
    /// How it looks.
    pub style: MarkStyle,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Where a link leads, as written; never followed without asking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub href: Option<String>,
}

/// The styles of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MarkStyle {
    /// Emphasis (usually italic).
    Emphasis,
    /// Strong emphasis (usually bold).
    Strong,
    /// Code or other literal text.
    Code,
    /// Struck out.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// A link; has an `href`.
    Link,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Cell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Whether it heads its row or column.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
}
