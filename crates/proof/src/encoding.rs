//! Hex, base64 and decimal as the formats want them: one text for one value, everything else refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::Hash;

/// SHA-256 over the parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> Hash {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// Reads lower-case hex; `None` for anything that `hex` would not have written.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

/// Reads 64 digits of lower-case hex.
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    unhex(text)?.try_into().ok()
}

/// Standard base64 with padding (RFC 4648, 4).
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads standard base64; `None` for any text that `base64` would not have written.
pub fn unbase64(text: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD.decode(text).ok()?;
    // The decoder is strict by itself; that must not hang on a default of a dependency.
    (STANDARD.encode(&bytes) == text).then_some(bytes)
}

/// Reads the base64 of 32 bytes.
pub fn hash_from_base64(text: &str) -> Option<Hash> {
    unbase64(text)?.try_into().ok()
}

/// Reads a decimal without sign or leading zeros, at most 2^63 - 1.
pub fn decimal(text: &str) -> Option<u64> {
    let value: u64 = text.parse().ok()?;
    (value <= i64::MAX as u64 && value.to_string() == text).then_some(value)
}
