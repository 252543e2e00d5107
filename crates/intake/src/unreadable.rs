//! Why an input could not be read, as sentences for a person.
//!
//! One variant per reason. No reader phrases a refusal anywhere else.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The reason why nothing was read. Its display is the sentence to show.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Unreadable {
    /// There are no bytes at all.
    #[error("The file is empty.")]
    Empty,
    /// The bytes are not a text of any kind.
    #[error("This is {what}, which holds no text to read.")]
    Binary {
        /// What it seems to be, with its article.
        what: String,
    },
    /// A document, but of a kind that has no reader yet.
    #[error("This is {what}. This format is not read yet.")]
    Unsupported {
        /// What it is, with its article.
        what: String,
    },
    /// More bytes than are read at once.
    #[error("The file has {bytes} bytes; at most {limit} are read.")]
    TooLarge {
        /// How many there are.
        bytes: u64,
        /// How many are read.
        limit: u64,
    },
    /// Elements inside elements without end.
    #[error("The markup is nested more than {limit} levels deep.")]
    TooDeep {
        /// How deep is still read.
        limit: u32,
    },
    /// Too many things of one kind.
    #[error("The file has too many {what}: more than {limit}.")]
    TooMuch {
        /// What there is too much of, in the plural.
        what: String,
        /// How many are still read.
        limit: u64,
    },
    /// More comes out of an archive than an honest one holds.
    #[error("The file unpacks to more than {limit} bytes, which is far more than a document of its size holds.")]
    Expands {
        /// How many bytes were let out.
        limit: u64,
    },
    /// Only who has the password can read it.
    #[error("The document is encrypted: it can be read only with its password.")]
    Encrypted,
    /// The bytes break off, or contradict themselves.
    #[error("The file is damaged: {what}.")]
    Damaged {
        /// What is wrong, as the second half of a sentence.
        what: String,
    },
    /// XML with a document type, in a format that has none.
    #[error("The file declares a document type of its own, which is how hostile files multiply text.")]
    Declaration,
    /// A PDF of which nobody can tell the letters.
    #[error("The PDF has no text layer: its pages ({pages}) are pictures.")]
    NoTextLayer {
        /// How many pages it has.
        pages: u32,
    },
    /// The library that reads PDFs is not there.
    #[error("PDFs cannot be read: the part of the program that reads them is not installed.")]
    NoEngine,
    /// It took longer, or more memory, than a document of its size does.
    #[error("Reading the file takes more {what} than a document of its size needs.")]
    Exhausting {
        /// What it takes too much of.
        what: String,
    },
    /// The format was read, and holds no words.
    #[error("No text was found in the file.")]
    NoText,
    /// Not a picture that can be drawn, where one is wanted.
    #[error("This is {what}, not a PNG, JPEG, WebP or GIF.")]
    NotAPicture {
        /// What it is, with its article.
        what: String,
    },
    /// A picture too large to be drawn.
    #[error("The picture has more than {limit} pixels a side.")]
    TooManyPixels {
        /// How many are drawn.
        limit: u32,
    },
    /// The bytes do not fit the encoding that they claim.
    #[error("The characters could not be decoded as {charset}.")]
    Charset {
        /// The encoding that was tried.
        charset: String,
    },
}

impl Unreadable {
    /// What the person may do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "Check that the file was saved or downloaded completely.",
            Self::Binary { .. } => "Keep it as a source with its snapshot, and type or paste the words that matter.",
            Self::Unsupported { .. } => "Save it as HTML, Markdown or plain text, or copy the text and paste it.",
            Self::TooLarge { .. } => "Split it, or paste only the part that is to be checked.",
            Self::Encrypted => "Open it in the program that wrote it, take the password off, and save a copy.",
            Self::Damaged { .. } => "Open it in the program that wrote it and save it anew, or ask for it once more.",
            Self::NoTextLayer { .. } => {
                "Run it through a program that recognises text (OCR) and check what that reads, or type the words that matter."
            }
            Self::NoEngine => {
                "Run scripts/setup.sh, or install the package anew; until then copy the text and paste it."
            }
            Self::Exhausting { .. }
            | Self::TooDeep { .. }
            | Self::TooMuch { .. }
            | Self::Expands { .. }
            | Self::Declaration => {
                "No ordinary document looks like this. Copy the text from where it is shown and paste it."
            }
            Self::NoText => "If the words are in a picture or are fetched by a script, copy and paste them.",
            Self::TooManyPixels { .. } => "Save it smaller.",
            Self::NotAPicture { .. } => "Open it in a program that draws, and save it as PNG.",
            Self::Charset { .. } => {
                "Open it in the program that wrote it and save it as UTF-8, or state the right encoding."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_its_numbers_and_travels_as_json() {
        let refusal = Unreadable::TooLarge { bytes: 9, limit: 8 };
        assert_eq!(refusal.to_string(), "The file has 9 bytes; at most 8 are read.");
        let json = serde_json::to_string(&refusal).unwrap();
        assert_eq!(json, r#"{"reason":"too_large","bytes":9,"limit":8}"#);
        assert_eq!(serde_json::from_str::<Unreadable>(&json).unwrap(), refusal);
    }
}
