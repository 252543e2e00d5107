//! What a group of RTF sets, and gives back when it ends.

use crate::flow::Marked;
use claimdesk_core::model::MarkStyle;

/// Where the letters of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goes {
    /// Into the text.
    Text,
    /// Nowhere.
    Nowhere,
    /// Nowhere, unless the Unicode twin of a group follows.
    Twin,
    /// Into a note that is collected as plain letters.
    Letters(Collected),
}

/// What is collected as plain letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collected {
    FontName,
    StyleName,
    Title,
    Author,
    /// Who tracked changes, one after the other.
    Reviser,
    FieldCode,
    /// The number or bullet of a list item.
    ItemSign,
    CommentAuthor,
    CommentDate,
    CommentNumber,
    CommentStart,
    CommentEnd,
    Comment,
}

/// Who tracked a change and when, as numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tracked {
    pub(super) author: usize,
    pub(super) minute: i32,
}

/// What holds for letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    pub(super) font: i32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) hidden: bool,
    pub(super) raised: i32,
    pub(super) inserted: Option<Tracked>,
    pub(super) deleted: Option<Tracked>,
}

/// What holds for paragraphs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<i32>,
    pub(super) outline: Option<u8>,
    pub(super) level: u8,
    pub(super) in_table: bool,
    pub(super) rtl: bool,
}

/// What a group sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) goes: Goes,
    pub(super) letters: Letters,
    pub(super) paragraph: Paragraph,
    /// How many signs stand in for one that is told by its number.
    pub(super) stand_ins: u32,
    /// The group began with `\*`: who does not know it passes over it.
    pub(super) optional: bool,
    /// The group began here: its first word says what it is.
    pub(super) fresh: bool,
    /// What the group collects is complete when it ends.
    pub(super) collects: bool,
    /// Links that were open when the group began.
    pub(super) links: usize,
}

impl State {
    pub(super) const FIRST: Self = Self {
        goes: Goes::Text,
        letters: Letters {
            font: 0,
            bold: false,
            italic: false,
            strike: false,
            hidden: false,
            raised: 0,
            inserted: None,
            deleted: None,
        },
        paragraph: Paragraph { style: None, outline: None, level: 0, in_table: false, rtl: false },
        stand_ins: 1,
        optional: false,
        fresh: false,
        collects: false,
        links: 0,
    };

    /// The marks of letters.
    pub(super) fn marks(&self, link: Option<&String>) -> Vec<Marked> {
        let letters = self.letters;
        let styles = [
            (letters.bold, MarkStyle::Strong),
            (letters.italic, MarkStyle::Emphasis),
            (letters.strike, MarkStyle::Strike),
            (letters.raised > 0, MarkStyle::Superscript),
            (letters.raised < 0, MarkStyle::Subscript),
        ];
        let own = styles.into_iter().filter(|(on, _)| *on).map(|(_, style)| (style, None));
        link.map(|href| (MarkStyle::Link, Some(href.clone()))).into_iter().chain(own).collect()
    }
}

/// A moment as RTF packs it: minute, hour, day, month and year in one number.
pub(super) fn moment(packed: i32) -> Option<String> {
    let bits = packed as u32;
    let part = |shift: u32, width: u32| (bits >> shift) & ((1 << width) - 1);
    let (minute, hour, day, month, year) = (part(0, 6), part(6, 5), part(11, 5), part(16, 4), 1900 + part(20, 9));
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && hour < 24 && minute < 60;
    fits.then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_unpacked() {
        let packed = 30 | 14 << 6 | 4 << 11 | 4 << 16 | 117 << 20;
        assert_eq!(moment(packed).as_deref(), Some("2017-04-04T14:30"));
        assert_eq!(moment(0), None);
    }
}
