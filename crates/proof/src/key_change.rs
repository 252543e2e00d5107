//! The change of a key, as the text of a note that the old key and the new one both sign.

use thiserror::Error;

use crate::key::{KeyError, KeyKind, Signer, VerifierKey};
use crate::note::{Note, NoteError};

/// The first line: what the text is.
const FIRST: &str = "claimdesk key change 1";

/// Why a text changes no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyChangeError {
    /// It is no note, or a signature does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// One of its keys is none.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Its lines are not those of a change.
    #[error("its text is not that of a change of keys")]
    Form,
    /// One of the two keys did not sign it.
    #[error("it is not signed with both keys")]
    Unsigned,
}

/// Another key takes the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The key that signed before.
    pub old: VerifierKey,
    /// The key that signs from here on.
    pub new: VerifierKey,
    /// Whether the old one may be in other hands: then nothing that it signs afterwards counts for anything.
    pub revoked: bool,
}

impl KeyChange {
    /// Signs the change with both keys.
    pub fn sign(old: &Signer, new: &Signer, revoked: bool) -> Result<Note, KeyChangeError> {
        let change = Self { old: old.verifier().clone(), new: new.verifier().clone(), revoked };
        change.check()?;
        let text = change.text();
        let mut note = Note::sign(&text, old)?;
        note.add(crate::note::line(new, new.sign(text.as_bytes()).to_vec()))?;
        Ok(note)
    }

    /// Reads a change; refuses one that its two keys did not both sign.
    pub fn open(note: &str) -> Result<Self, KeyChangeError> {
        let note = Note::parse(note)?;
        let lines: Vec<&str> = note.text().lines().collect();
        let [FIRST, old, new, word] = lines[..] else { return Err(KeyChangeError::Form) };
        let (Some(old), Some(new)) = (old.strip_prefix("old "), new.strip_prefix("new ")) else {
            return Err(KeyChangeError::Form);
        };
        let change = Self { old: old.parse()?, new: new.parse()?, revoked: word == "revoked" };
        change.check()?;
        if change.text() != note.text() {
            return Err(KeyChangeError::Form);
        }
        for key in [&change.old, &change.new] {
            match note.verify(std::slice::from_ref(key)) {
                Ok(_) => {}
                Err(NoteError::Unsigned) => return Err(KeyChangeError::Unsigned),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(change)
    }

    fn check(&self) -> Result<(), KeyChangeError> {
        let sound = self.old.kind() == KeyKind::Note && self.new.kind() == KeyKind::Note && self.old != self.new;
        if sound { Ok(()) } else { Err(KeyChangeError::Form) }
    }

    fn text(&self) -> String {
        let word = if self.revoked { "revoked" } else { "replaced" };
        format!("{FIRST}\nold {}\nnew {}\n{word}\n", self.old, self.new)
    }
}
