//! Signed notes: a text with the signatures of named keys (C2SP signed-note).
//!
//! A text is worth reading only after a known key's signature was found sound.
//! Signatures of unknown keys are kept, and count for nothing.

use std::fmt;

use thiserror::Error;

use crate::encoding::{base64, unbase64};
use crate::key::{KeyError, KeyKind, Signer, VerifierKey, check_name};

/// The most signatures that a note may have; the specification asks for 16 at least.
pub const SIGNATURES_MAX: usize = 64;

/// The largest note, in bytes.
pub const NOTE_MAX: usize = 1 << 20;

/// Why a note is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Larger than `NOTE_MAX`, or with more than `SIGNATURES_MAX` signatures.
    #[error("the note is too large")]
    TooLarge,
    /// A control character other than a line feed.
    #[error("the note has a control character")]
    Control,
    /// No text, no empty line after it, or no signature.
    #[error("this is no signed note: text, empty line and signatures are needed")]
    Form,
    /// A line after the text that is no signature, or another text for the same signature.
    #[error("line {0} after the note's text is no signature")]
    Signature(usize),
    /// A known key's signature does not belong to this text.
    #[error("the signature of {0} does not belong to this text")]
    Forged(String),
    /// No key that is known signed this.
    #[error("no known key signed this note")]
    Unsigned,
    /// A key of this kind does not sign such notes.
    #[error("a key of this kind does not sign this")]
    Kind,
    /// A name or a key is none.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A line `— name base64(id ‖ signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// The name of the key.
    pub name: String,
    /// The key's id, which with the name says which key and algorithm it was.
    pub id: [u8; 4],
    /// The signature: 64 bytes for a note's key, 8 of time and 64 for a cosigner's.
    pub bytes: Vec<u8>,
}

impl SignatureLine {
    /// Whether it says to come from this key; its signature may be false all the same.
    pub fn is_from(&self, key: &VerifierKey) -> bool {
        self.name == key.name() && self.id == key.id()
    }

    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
        check_name(name).ok()?;
        let bytes = unbase64(encoded)?;
        let (id, bytes) = bytes.split_first_chunk::<4>()?;
        if bytes.is_empty() {
            return None;
        }
        Some(Self { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
    }
}

impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "— {} {}", self.name, base64(&[&self.id, self.bytes.as_slice()].concat()))
    }
}

/// A text with its signatures, read but not yet trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

impl Note {
    /// A note with one signature. The text must end with a line feed.
    pub fn sign(text: &str, signer: &Signer) -> Result<Self, NoteError> {
        check_text(text)?;
        if signer.verifier().kind() != KeyKind::Note {
            return Err(NoteError::Kind);
        }
        let mut note = Self { text: text.to_owned(), signatures: Vec::new() };
        note.add(line(signer, signer.sign(text.as_bytes()).to_vec()))?;
        Ok(note)
    }

    /// Reads a note; refuses any text that `to_string` would not have written.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > NOTE_MAX {
            return Err(NoteError::TooLarge);
        }
        if note.contains(is_control) {
            return Err(NoteError::Control);
        }
        let end = note.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, lines) = note.split_at(end + 1);
        check_text(text)?;
        let lines = lines.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n')).ok_or(NoteError::Form)?;
        let mut read = Self { text: text.to_owned(), signatures: Vec::new() };
        for (n, line) in lines.split('\n').enumerate() {
            // Pushed and not added: a line that stands twice is kept, for the text to stay as it was.
            read.signatures.push(SignatureLine::parse(line).ok_or(NoteError::Signature(n + 1))?);
        }
        if read.signatures.len() > SIGNATURES_MAX { Err(NoteError::TooLarge) } else { Ok(read) }
    }

    /// The text that is signed, with its last line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All signatures, those of unknown keys too.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    /// Adds a signature, such as a colleague's cosignature. One that is there already is not added twice.
    pub fn add(&mut self, signature: SignatureLine) -> Result<(), NoteError> {
        check_name(&signature.name)?;
        if self.signatures.contains(&signature) {
            return Ok(());
        }
        if self.signatures.len() >= SIGNATURES_MAX {
            return Err(NoteError::TooLarge);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// Which of these keys signed this text; keys for cosignatures are passed over.
    ///
    /// # Errors
    /// `Forged` if a line that names a known key does not hold, `Unsigned` if no known key signed.
    pub fn verify<'a>(&self, known: &'a [VerifierKey]) -> Result<Vec<&'a VerifierKey>, NoteError> {
        let mut found = Vec::new();
        for key in known.iter().filter(|key| key.kind() == KeyKind::Note) {
            for line in self.signatures.iter().filter(|line| line.is_from(key)) {
                let signature = line.bytes.as_slice().try_into().map_err(|_| forged(key))?;
                if !key.verifies(self.text.as_bytes(), signature) {
                    return Err(forged(key));
                }
                if !found.contains(&key) {
                    found.push(key);
                }
            }
        }
        if found.is_empty() { Err(NoteError::Unsigned) } else { Ok(found) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| line.fmt(f))
    }
}

/// The line for a signature that this signer made.
pub(crate) fn line(signer: &Signer, bytes: Vec<u8>) -> SignatureLine {
    let key = signer.verifier();
    SignatureLine { name: key.name().to_owned(), id: key.id(), bytes }
}

pub(crate) fn forged(key: &VerifierKey) -> NoteError {
    NoteError::Forged(key.name().to_owned())
}

fn check_text(text: &str) -> Result<(), NoteError> {
    if text.contains(is_control) {
        return Err(NoteError::Control);
    }
    if text.len() > NOTE_MAX {
        return Err(NoteError::TooLarge);
    }
    if text.ends_with('\n') { Ok(()) } else { Err(NoteError::Form) }
}

fn is_control(letter: char) -> bool {
    letter < ' ' && letter != '\n'
}
