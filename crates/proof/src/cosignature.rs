//! Cosignatures: somebody else states when a checkpoint was the newest that they had seen
//! (C2SP tlog-cosignature, Ed25519, `cosignature/v1`).

use crate::encoding::decimal;
use crate::key::{KeyKind, Signer, VerifierKey};
use crate::note::{Note, NoteError, SignatureLine, forged, line};

/// A colleague's statement that was found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned<'a> {
    /// Whose key.
    pub key: &'a VerifierKey,
    /// When, in seconds since 1970 by the cosigner's clock.
    pub time_s: u64,
}

/// The bytes that a cosigner signs: two lines, then the note's whole text.
pub fn message(text: &str, time_s: u64) -> String {
    format!("cosignature/v1\ntime {time_s}\n{text}")
}

/// Cosigns a checkpoint. Whoever calls this has checked that the checkpoint goes on from what they saw before.
///
/// # Errors
/// `Kind` if the key is not one for cosignatures, `Form` if the time is beyond 2^63 - 1.
pub fn cosign(note: &Note, signer: &Signer, time_s: u64) -> Result<SignatureLine, NoteError> {
    if signer.verifier().kind() != KeyKind::Cosignature {
        return Err(NoteError::Kind);
    }
    decimal(&time_s.to_string()).ok_or(NoteError::Form)?;
    let signature = signer.sign(message(note.text(), time_s).as_bytes());
    Ok(line(signer, [time_s.to_be_bytes().as_slice(), &signature].concat()))
}

/// Which of these keys cosigned the note, and when; keys for notes are passed over. Empty if none did.
///
/// # Errors
/// `Forged` if a line that names a known key does not hold.
pub fn verify<'a>(note: &Note, known: &'a [VerifierKey]) -> Result<Vec<Cosigned<'a>>, NoteError> {
    let mut found = Vec::new();
    for key in known.iter().filter(|key| key.kind() == KeyKind::Cosignature) {
        for line in note.signatures().iter().filter(|line| line.is_from(key)) {
            found.push(Cosigned { key, time_s: verify_line(note, key, line).ok_or_else(|| forged(key))? });
        }
    }
    Ok(found)
}

fn verify_line(note: &Note, key: &VerifierKey, line: &SignatureLine) -> Option<u64> {
    let (time, signature) = line.bytes.split_first_chunk::<8>()?;
    let time_s = decimal(&u64::from_be_bytes(*time).to_string())?;
    key.verifies(message(note.text(), time_s).as_bytes(), signature.try_into().ok()?).then_some(time_s)
}
