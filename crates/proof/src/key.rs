//! Keys as texts: verifier keys (C2SP signed-note, "Verifier keys") and PEM (RFC 8410), and what they sign.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use thiserror::Error;

use crate::encoding::{base64, hex, sha256, unbase64, unhex};

/// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, 4).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// What a key signs. The number is the signature type of C2SP signed-note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The text of a note itself, with Ed25519: type 0x01.
    Note,
    /// A checkpoint that somebody else made, with a time before it, with Ed25519: type 0x04.
    Cosignature,
}

impl KeyKind {
    /// The signature type's byte.
    pub fn byte(self) -> u8 {
        match self {
            Self::Note => 0x01,
            Self::Cosignature => 0x04,
        }
    }
}

/// Why a key is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// A name is empty, or has a space, a plus or a control character.
    #[error("the name of a key is empty or has a space, a plus or a control character")]
    Name,
    /// The text is not `name+hash+base64`, or another text for the same key.
    #[error("this is no verifier key")]
    Form,
    /// The hash in the text is not that of name and key.
    #[error("the verifier key's hash does not belong to its name and key")]
    Hash,
    /// Neither type 0x01 nor 0x04 with 32 bytes.
    #[error("the verifier key is of a type that is not known here")]
    Kind,
    /// The 32 bytes are no usable point: not on the curve, written in a second way, or of small order.
    #[error("the verifier key's bytes are no sound Ed25519 key")]
    Point,
}

/// A public key with its name: `name+hash+base64(type ‖ key)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    point: VerifyingKey,
}

impl VerifierKey {
    /// From its parts.
    pub fn new(name: &str, kind: KeyKind, public: &[u8; 32]) -> Result<Self, KeyError> {
        check_name(name)?;
        let point = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Point)?;
        // Decompression takes a y that is not reduced; a key shall have one text.
        let canonical = point.to_edwards().compress().to_bytes() == *public;
        if !canonical || point.is_weak() {
            return Err(KeyError::Point);
        }
        Ok(Self { name: name.to_owned(), kind, point })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// Its 32 bytes.
    pub fn public(&self) -> [u8; 32] {
        self.point.to_bytes()
    }

    /// The first four bytes of SHA-256 over name, line feed, type and key.
    pub fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] =
            sha256(&[self.name.as_bytes(), b"\n", &[self.kind.byte()], self.point.as_bytes().as_slice()]);
        [a, b, c, d]
    }

    /// As PEM, for `openssl`.
    pub fn pem(&self) -> String {
        let der = [SPKI.as_slice(), self.point.as_bytes()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", base64(&der))
    }

    /// Whether the signature over the message is sound: canonical numbers, no points of small order.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.point.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = [&[self.kind.byte()], self.point.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, hex(&self.id()), base64(&typed))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(typed)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        let id = unhex(id).filter(|id| id.len() == 4).ok_or(KeyError::Form)?;
        let typed = unbase64(typed).ok_or(KeyError::Form)?;
        let (kind, public) = match typed.split_first() {
            Some((0x01, public)) => (KeyKind::Note, public),
            Some((0x04, public)) => (KeyKind::Cosignature, public),
            _ => return Err(KeyError::Kind),
        };
        let key = Self::new(name, kind, public.try_into().map_err(|_| KeyError::Kind)?)?;
        if key.id().as_slice() == id { Ok(key) } else { Err(KeyError::Hash) }
    }
}

/// A private key with its name. Prints without its secret.
pub struct Signer {
    secret: SigningKey,
    verifier: VerifierKey,
}

impl Signer {
    /// From the 32 bytes of the private key (RFC 8032, 5.1.5), which must be random and stay secret.
    ///
    /// A key for notes and one for cosignatures must not be the same bytes.
    pub fn new(name: &str, kind: KeyKind, secret: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from_bytes(secret);
        let verifier = VerifierKey::new(name, kind, secret.verifying_key().as_bytes())?;
        Ok(Self { secret, verifier })
    }

    /// Its public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs bytes; the same bytes always give the same signature.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("verifier", &self.verifier).finish_non_exhaustive()
    }
}

/// Refuses names that a signature line or a verifier key could not hold.
pub(crate) fn check_name(name: &str) -> Result<(), KeyError> {
    let bad = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '+';
    if name.is_empty() || name.contains(bad) { Err(KeyError::Name) } else { Ok(()) }
}
