//! An answer of a time-stamping service: taken apart and verified. Pure.
//!
//! Shown is that whoever holds the key of the certificate in the answer says
//! that this text existed at that time. Whose certificate it is stands in it,
//! and only the service itself can say whether that is so (`openssl ts -verify`
//! with its root, as the evidence bundle says).

use claimdesk_core::Timestamp;
use claimdesk_proof::encoding::sha256;
use cryptographic_message_syntax::SignedData;

use super::der::{BOOLEAN, CONTEXT_0, INTEGER, OCTETS, OID, Reader, SEQUENCE, SHA256_OID, TEXT, TIME, Value};
use crate::fault::{HostError, Result};

/// id-ct-TSTInfo: what is signed is a time stamp.
const TST_INFO: [u8; 11] = [42, 134, 72, 134, 247, 13, 1, 9, 16, 1, 4];

/// extKeyUsage of a certificate.
const KEY_USAGE: [u8; 3] = [0x55, 0x1d, 0x25];

/// id-kp-timeStamping, as it stands in extKeyUsage.
const TIME_STAMPING: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

/// id-aa-signingCertificate (RFC 2634), as it stands among what is signed.
const NAMED_BY_SHA1: [u8; 13] = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];

/// id-aa-signingCertificateV2 (RFC 5035), likewise.
const NAMED_BY_SHA256: [u8; 13] = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];

/// What a service says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it saw the text, by its clock.
    pub at: Timestamp,
    /// Who it is, by the certificate that came with the answer.
    pub authority: String,
}

/// Verifies that an answer stamps `text`, and bears the nonce that was asked with, if that is known.
pub(super) fn verify(answer: &[u8], text: &[u8], nonce: Option<&[u8]>) -> Result<Stamp> {
    // The library writes certificates anew while it reads them, and some that are malformed stop it short.
    std::panic::catch_unwind(|| verified(answer, text, nonce)).unwrap_or_else(|_| Err(told("cannot be read")))
}

fn verified(answer: &[u8], text: &[u8], nonce: Option<&[u8]>) -> Result<Stamp> {
    let token = granted(answer)?;
    let signed = SignedData::parse_ber(token.whole).map_err(|error| told(&format!("cannot be read ({error})")))?;
    let content = signed.signed_content().ok_or_else(|| told("has nothing that is signed"))?;
    let info = Info::read(content).ok_or_else(|| told("does not say what it stamps"))?;
    if info.digest != sha256(&[text]).as_slice() {
        return Err(told("is over another text"));
    }
    if nonce.is_some_and(|nonce| info.nonce != Some(nonce)) {
        return Err(told("is not the answer to what was asked"));
    }
    let mut signers = signed.signers();
    let (Some(signer), None) = (signers.next(), signers.next()) else {
        return Err(told("is not signed by one service"));
    };
    let names_stamp = signer.signed_attributes().is_some_and(|signed| signed.content_type().as_ref() == TST_INFO);
    if !names_stamp {
        return Err(told("signs something else than a time stamp"));
    }
    signer
        .verify_message_digest_with_signed_data(&signed)
        .and_then(|()| signer.verify_signature_with_signed_data(&signed))
        .map_err(|_| told("has a signature that does not hold"))?;
    let (issuer, serial) = signer.certificate_issuer_and_serial().ok_or_else(|| told("names no certificate"))?;
    let certificate = signed
        .certificates()
        .enumerate()
        .find(|(_, found)| found.serial_number_asn1() == serial && found.issuer_name() == issuer);
    let (place, certificate) = certificate.ok_or_else(|| told("came without the certificate of its key"))?;
    let may_stamp = certificate
        .iter_extensions()
        .any(|extension| extension.id.as_ref() == KEY_USAGE && holds(&extension.value.to_bytes(), &TIME_STAMPING));
    let named = signer.signed_attributes_data().is_some_and(|signed| {
        let by_sha256 = raw_certificate(token, place).is_some_and(|raw| holds(signed, &sha256(&[raw])));
        // Older services name it by SHA-1 alone: then issuer and number say which it is, and the signature that it is.
        by_sha256 || (holds(signed, &NAMED_BY_SHA1) && !holds(signed, &NAMED_BY_SHA256))
    });
    if !may_stamp || !named {
        return Err(told("is signed with a certificate that is not for time stamps"));
    }
    let (from, until) = (certificate.validity_not_before(), certificate.validity_not_after());
    if !(from.timestamp_millis()..=until.timestamp_millis()).contains(&info.at.as_ms()) {
        return Err(told("is of a time at which its certificate was not valid"));
    }
    let authority = certificate.subject_common_name().or_else(|| certificate.issuer_common_name());
    Ok(Stamp { at: info.at, authority: authority.unwrap_or_default() })
}

/// The token of an answer that grants one.
fn granted(answer: &[u8]) -> Result<Value<'_>> {
    let read = || {
        let mut answer = Reader(answer).inside(SEQUENCE)?;
        let mut status = answer.inside(SEQUENCE)?;
        let code = status.next_if(INTEGER)?.content;
        let why = status.inside(SEQUENCE).and_then(|mut texts| texts.next_if(TEXT)).map(|text| text.content);
        Some((code, why, answer.next_if(SEQUENCE)))
    };
    match read() {
        Some(([0 | 1], _, Some(token))) => Ok(token),
        Some((_, why, _)) => {
            let why = why.map(|why| format!(": {}", String::from_utf8_lossy(why).trim())).unwrap_or_default();
            Err(HostError::Input(format!("The service gave no time stamp{why}.")))
        }
        None => Err(told("is none")),
    }
}

/// What is stamped.
struct Info<'a> {
    digest: &'a [u8],
    at: Timestamp,
    nonce: Option<&'a [u8]>,
}

impl<'a> Info<'a> {
    /// Reads a TSTInfo with a SHA-256.
    fn read(content: &'a [u8]) -> Option<Self> {
        let mut info = Reader(content).inside(SEQUENCE)?;
        info.next_if(INTEGER).filter(|version| version.content == [1])?;
        info.next_if(OID)?;
        let mut imprint = info.inside(SEQUENCE)?;
        let algorithm = imprint.inside(SEQUENCE)?.next_if(OID)?.content;
        let digest = imprint.next_if(OCTETS)?.content;
        info.next_if(INTEGER)?;
        let at = time(info.next_if(TIME)?.content)?;
        info.next_if(SEQUENCE);
        info.next_if(BOOLEAN);
        let nonce = info.next_if(INTEGER).map(|nonce| nonce.content);
        (algorithm == SHA256_OID).then_some(Self { digest, at, nonce })
    }
}

/// A GeneralizedTime in UTC: `20261125024500Z`, perhaps with a fraction of a second.
fn time(bytes: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if whole.len() != 14 || !whole.bytes().chain(fraction.bytes()).all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
    let part = |from: usize, to: usize| &whole[from..to];
    let written = format!(
        "{}-{}-{}T{}:{}:{}.{millis}Z",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    );
    written.parse().ok()
}

/// The bytes of the certificate at this place of the token.
fn raw_certificate(token: Value<'_>, place: usize) -> Option<&[u8]> {
    let mut info = Reader(token.content);
    info.next_if(OID)?;
    let mut data = info.inside(CONTEXT_0)?.inside(SEQUENCE)?;
    // Version, digests, what is signed; then the certificates.
    for _ in 0..3 {
        data.next()?;
    }
    let mut certificates = data.inside(CONTEXT_0)?;
    for _ in 0..place {
        certificates.next()?;
    }
    Some(certificates.next()?.whole)
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn told(what: &str) -> HostError {
    HostError::Input(format!("The time stamp {what}. It was not kept."))
}
