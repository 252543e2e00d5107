//! What goes in beside the bytes, and what comes out.
//!
//! Plain values that cross a process border as JSON; no reading here.

use claimdesk_core::model::Layout;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is known about bytes from outside: it may be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hint {
    /// The name of the file; only its ending is looked at.
    pub name: Option<String>,
    /// The media type that a server or clipboard stated.
    pub media_type: Option<String>,
    /// The encoding that a server or person stated.
    pub charset: Option<String>,
    /// Somebody chose these words by hand: all of them are text, nothing is ballast.
    pub chosen: bool,
}

/// One text that was read, with all that was found out about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// What the bytes were read as, such as `text/html`.
    pub media_type: String,
    /// The title, as the document states it.
    pub title: Option<String>,
    /// Who wrote it, as the document states it.
    pub author: Option<String>,
    /// When it was published, as written in the document.
    pub published: Option<String>,
    /// The name of the site or paper.
    pub site: Option<String>,
    /// Its own address, as the document states it; only `http` and `https`.
    pub url: Option<String>,
    /// The language tag that the document states.
    pub language: Option<String>,
    /// The canonical text.
    pub text: String,
    /// How the canonical text is divided.
    pub layout: Layout,
    /// Words of the canonical text.
    pub words: u32,
    /// Code points of the canonical text.
    pub code_points: u32,
    /// The encoding that the bytes were decoded with.
    pub charset: String,
    /// Which reader read it, with its version.
    pub reader: String,
    /// What a person should know before relying on the text.
    pub warnings: Vec<Warning>,
}

/// Something that was lost or doubtful. Its display is the sentence to show.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// Bytes that mean nothing in the encoding became U+FFFD.
    #[error("{count} characters could not be decoded as {charset} and are shown as \u{fffd}.")]
    ReplacedCharacters {
        /// How many.
        count: u32,
        /// The encoding that was tried.
        charset: String,
    },
    /// The file ends in the middle, or holds something in between that cannot be read.
    #[error("The file breaks off, or is damaged: what stands behind that place is missing.")]
    BreaksOff,
    /// The stated encoding is not one that is known.
    #[error("The stated encoding “{label}” is not known; another one was used.")]
    UnknownCharset {
        /// The encoding as stated.
        label: String,
    },
    /// The bytes would also be faultless UTF-8, which is hardly ever chance.
    #[error("The text was decoded as {charset}, as stated, but looks like UTF-8.")]
    DoubtfulCharset {
        /// The encoding that was stated and used.
        charset: String,
    },
    /// No encoding was stated; it was guessed from the bytes.
    #[error("No encoding was stated; {charset} was guessed.")]
    GuessedCharset {
        /// The encoding that was guessed.
        charset: String,
    },
    /// Control characters were left out.
    #[error("{count} control characters were left out.")]
    ControlsDropped {
        /// How many.
        count: u32,
    },
    /// Invisible characters that change the order of the text were kept.
    #[error("The text holds {count} invisible characters that can change its order on screen.")]
    DirectionControls {
        /// How many.
        count: u32,
    },
    /// Changes were tracked in the document.
    #[error(
        "The document has tracked changes: insertions ({insertions}) were read as part of the text, deletions ({deletions}) were left out of it and kept as notes."
    )]
    TrackedChanges {
        /// How many places with words that were put in.
        insertions: u32,
        /// How many places with words that were struck.
        deletions: u32,
    },
    /// The document holds words that it does not show.
    #[error("{count} letters of hidden text were left out.")]
    HiddenText {
        /// How many letters.
        count: u32,
    },
    /// Lines that repeat from page to page were left out.
    #[error("{count} lines that repeat on the pages (headers, footers, page numbers) were left out.")]
    RepeatedLines {
        /// How many, on all pages together.
        count: u32,
    },
    /// Pages that are pictures.
    #[error("Pages that are pictures were not read ({count}): {first}.")]
    PagesWithoutText {
        /// How many.
        count: u32,
        /// The first ones, as they are cited.
        first: String,
    },
    /// Signs of which the file does not say what letter they are.
    #[error("{count} signs are drawn in the file without saying which letters they are, and were left out.")]
    SignsWithoutMeaning {
        /// How many.
        count: u32,
    },
    /// What hangs on a message was not read.
    #[error("Attachments of the message were not read ({count}): {names}.")]
    AttachmentsLeft {
        /// How many.
        count: u32,
        /// The names of the first ones.
        names: String,
    },
    /// Lines of subtitles that belong to no time code.
    #[error("{count} lines stand outside of all time codes and were left out.")]
    LinesSkipped {
        /// How many.
        count: u32,
    },
    /// The article could not be told from what surrounds it.
    #[error("No article was found in the page, so its whole text was read.")]
    WholePage,
    /// The article that was found is short, and much stands around it.
    #[error("Only a short article was found in a longer page; something may be missing.")]
    ShortArticle,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_may_leave_everything_out() {
        let hint: Hint = serde_json::from_str(r#"{"name":"a.html"}"#).unwrap();
        assert_eq!(hint.name.as_deref(), Some("a.html"));
        assert_eq!(hint.charset, None);
    }

    #[test]
    fn a_warning_is_a_sentence() {
        let warning = Warning::ControlsDropped { count: 3 };
        assert_eq!(warning.to_string(), "3 control characters were left out.");
    }
}
