//! Why nothing was written into a document, as sentences for a person.

use crate::unreadable::Unreadable;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The reason why a document was left as it is. Its display is the sentence to show.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Unmarkable {
    /// It cannot be read any more.
    #[error("{why}")]
    Unreadable {
        /// Why.
        why: Unreadable,
    },
    /// It is a document of another kind.
    #[error("The file is no Word document (DOCX).")]
    OtherFormat,
    /// Its text is read otherwise than when it came in, so that no place could be trusted.
    #[error("The file is read otherwise than when it came in, so that places in it are not certain.")]
    Differs,
    /// A place that the text does not have, or two changes of the same words.
    #[error("A place from {start} to {end} cannot be marked in this text.")]
    Place {
        /// Where it begins.
        start: u32,
        /// Where it ends.
        end: u32,
    },
    /// Too many things of one kind.
    #[error("There are too many {what}: more than {limit}.")]
    TooMuch {
        /// What there is too much of, in the plural.
        what: String,
        /// How many are written.
        limit: u64,
    },
    /// The document is written in a way that nothing can be added to.
    #[error("The file is written in a way that nothing can be added to it: {what}.")]
    Closed {
        /// What stands in the way, as the second half of a sentence.
        what: String,
    },
}

impl From<Unreadable> for Unmarkable {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable { why }
    }
}
