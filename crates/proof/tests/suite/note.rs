//! Notes, checkpoints and cosignatures: what is published verifies, and no second text for the same thing does.

use claimdesk_proof::checkpoint::{Checkpoint, CheckpointError};
use claimdesk_proof::cosignature::{self, cosign};
use claimdesk_proof::encoding::{base64, decimal, hash_from_hex, unbase64, unhex};
use claimdesk_proof::key::{KeyError, KeyKind, Signer, VerifierKey};
use claimdesk_proof::note::{NOTE_MAX, Note, NoteError, SIGNATURES_MAX};

/// The example that Go's `sumdb/note` documents.
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn signer() -> Signer {
    Signer::new("desk.example/herald", KeyKind::Note, &[7; 32]).unwrap()
}

fn colleague() -> Signer {
    Signer::new("desk.example/ida", KeyKind::Cosignature, &[8; 32]).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "desk.example/herald".into(), size: 20, root: [9; 32], extensions: Vec::new() }
}

#[test]
fn the_published_note_verifies() {
    let key: VerifierKey = GO_KEY.parse().unwrap();
    assert_eq!(key.to_string(), GO_KEY);
    let note = Note::parse(GO_NOTE).unwrap();
    assert_eq!(note.to_string(), GO_NOTE);
    assert_eq!(note.verify(std::slice::from_ref(&key)).unwrap(), [&key]);
    // RFC 8032, 7.1, test 1: the first bytes of a well-known key pair.
    let secret = hash_from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
    let made = Signer::new("a", KeyKind::Note, &secret).unwrap();
    assert_eq!(
        made.verifier().public(),
        hash_from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").unwrap()
    );
}

#[test]
fn every_other_byte_of_a_note_is_refused() {
    let keys = [GO_KEY.parse().unwrap()];
    for at in 0..GO_NOTE.len() {
        for bit in 0..8 {
            let mut bytes = GO_NOTE.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let holds = Note::parse(&text).is_ok_and(|note| note.verify(&keys).is_ok());
            assert!(!holds, "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn every_other_byte_of_a_key_is_refused_or_another_key() {
    let key: VerifierKey = GO_KEY.parse().unwrap();
    for at in 0..GO_KEY.len() {
        for bit in 0..8 {
            let mut bytes = GO_KEY.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            let read = String::from_utf8(bytes).map(|text| text.parse::<VerifierKey>());
            assert!(!matches!(read, Ok(Ok(_))), "byte {at}, bit {bit}");
        }
    }
    let other = Signer::new("PeterNeumann", KeyKind::Note, &[1; 32]).unwrap();
    let other_id = GO_KEY.replace(&GO_KEY[22..], &other.verifier().to_string()[22..]);
    assert_eq!(other_id.parse::<VerifierKey>(), Err(KeyError::Hash));
    assert_eq!(format!("{key}=").parse::<VerifierKey>(), Err(KeyError::Form));
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb", "a\u{7f}"] {
        assert_eq!(VerifierKey::new(name, KeyKind::Note, &key.public()), Err(KeyError::Name));
    }
}

#[test]
fn keys_that_verify_anything_are_refused() {
    let mut one = [0; 32];
    one[0] = 1;
    let mut not_reduced = [0xff; 32]; // y = p + 1, the same point as y = 1
    (not_reduced[0], not_reduced[31]) = (0xee, 0x7f);
    let eight = hash_from_hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a").unwrap();
    for weak in [[0; 32], one, not_reduced, eight] {
        assert_eq!(VerifierKey::new("weak", KeyKind::Note, &weak), Err(KeyError::Point));
    }
    // Each y from p to 2^255 - 1 is a second way to write a small one.
    for (low, high) in (0xed..=0xff).flat_map(|low| [(low, 0x7f), (low, 0xff)]) {
        (not_reduced[0], not_reduced[31]) = (low, high);
        assert_eq!(VerifierKey::new("twice", KeyKind::Note, &not_reduced), Err(KeyError::Point), "{low:x} {high:x}");
    }
}

#[test]
fn a_malformed_note_is_refused() {
    let line = GO_NOTE.lines().last().unwrap();
    let text = "text\n";
    let form = |note: &str| Note::parse(note).unwrap_err();
    assert_eq!(form(""), NoteError::Form);
    assert_eq!(form(text), NoteError::Form);
    assert_eq!(form(&format!("{text}\n")), NoteError::Form);
    assert_eq!(form(&format!("{text}\n{line}")), NoteError::Form, "the last line feed is missing");
    assert_eq!(form(&format!("{text}{line}\n")), NoteError::Form, "no empty line");
    assert_eq!(form(&format!("{text}\r\n\n{line}\n")), NoteError::Control);
    assert_eq!(form(&format!("{text}\n{line}\nmore\n")), NoteError::Signature(2));
    assert_eq!(form(&format!("{text}\n{}\n", line.replace('—', "-"))), NoteError::Signature(1));
    assert_eq!(form(&format!("{text}\n{line} \n")), NoteError::Signature(1));
    assert_eq!(form(&format!("{text}\n{}\n", line.replace("nAM=", "nAN="))), NoteError::Signature(1), "loose bits");
    assert_eq!(form(&format!("{text}\n{}\n", line.replace("nAM=", "nAM"))), NoteError::Signature(1), "no padding");
    assert_eq!(form(&format!("{text}\n— a+b AAAAAAAA\n")), NoteError::Signature(1));
    assert_eq!(form(&format!("{text}\n— a AAAAAA==\n")), NoteError::Signature(1), "an id without signature");
    assert_eq!(form(&format!("{}\n{line}\n", "x".repeat(NOTE_MAX))), NoteError::TooLarge);
    let many = format!("{text}\n{}", format!("{line}\n").repeat(SIGNATURES_MAX + 1));
    assert_eq!(form(&many), NoteError::TooLarge);
    // The last empty line ends the text: there may be others before.
    assert_eq!(Note::parse(&format!("a\n\nb\n\n{line}\n")).unwrap().text(), "a\n\nb\n");
}

#[test]
fn unknown_signatures_are_kept_and_do_not_count() {
    let known = [signer().verifier().clone()];
    let stranger = Signer::new("stranger.example", KeyKind::Note, &[1; 32]).unwrap();
    let mut note = Note::sign("text\n", &stranger).unwrap();
    assert_eq!(note.verify(&known), Err(NoteError::Unsigned));
    note.add(Note::sign("text\n", &signer()).unwrap().signatures()[0].clone()).unwrap();
    assert_eq!(Note::parse(&note.to_string()).unwrap().signatures().len(), 2);
    assert_eq!(note.verify(&known).unwrap().len(), 1);
    // The same name with another key is unknown; a known key's false signature spoils the note.
    let namesake = Signer::new("desk.example/herald", KeyKind::Note, &[3; 32]).unwrap();
    note.add(Note::sign("other\n", &namesake).unwrap().signatures()[0].clone()).unwrap();
    assert!(note.verify(&known).is_ok());
    note.add(Note::sign("other\n", &signer()).unwrap().signatures()[0].clone()).unwrap();
    assert_eq!(note.verify(&known), Err(NoteError::Forged("desk.example/herald".into())));
    assert_eq!(note.verify(&[]), Err(NoteError::Unsigned));
}

#[test]
fn a_checkpoint_has_one_text() {
    let text = checkpoint().to_string();
    assert_eq!(text, format!("desk.example/herald\n20\n{}\n", base64(&[9; 32])));
    assert_eq!(Checkpoint::parse(&text).unwrap(), checkpoint());
    let empty = Checkpoint { size: 0, extensions: vec!["more".into()], ..checkpoint() };
    assert_eq!(Checkpoint::parse(&empty.to_string()).unwrap(), empty);
    let root = base64(&[9; 32]);
    for bad in [
        String::new(),
        "origin\n20\n".into(),
        format!("\n20\n{root}\n"),
        format!("origin\n020\n{root}\n"),
        format!("origin\n+20\n{root}\n"),
        format!("origin\n-1\n{root}\n"),
        format!("origin\n 20\n{root}\n"),
        format!("origin\n\n{root}\n"),
        format!("origin\n9223372036854775808\n{root}\n"),
        format!("origin\n20\n{root}"),
        format!("origin\n20\n{root}\n\n"),
        format!("origin\n20\n{root}\n\nmore\n"),
        format!("origin\n20\n{}\n", &root[..43]),
        format!("origin\n20\n{}\n", base64(&[9; 31])),
        format!("origin\n20\n{}\n", root.replace("k=", "l=")),
    ] {
        assert!(Checkpoint::parse(&bad).is_err(), "{bad:?}");
    }
    assert_ne!(root, root.replace("k=", "l="), "the case above changes something");
    assert!(Checkpoint { origin: "a\nb".into(), ..checkpoint() }.sign(&signer()).is_err());
}

#[test]
fn a_checkpoint_opens_for_its_key_and_origin_only() {
    let keys = [signer().verifier().clone()];
    let note = checkpoint().sign(&signer()).unwrap().to_string();
    assert_eq!(Checkpoint::open(&note, &keys, "desk.example/herald").unwrap().0, checkpoint());
    let other = Checkpoint::open(&note, &keys, "desk.example/tribune");
    assert_eq!(other.unwrap_err(), CheckpointError::Origin("desk.example/herald".into()));
    let stranger = [Signer::new("desk.example/herald", KeyKind::Note, &[1; 32]).unwrap().verifier().clone()];
    assert_eq!(
        Checkpoint::open(&note, &stranger, "desk.example/herald").unwrap_err(),
        CheckpointError::Note(NoteError::Unsigned)
    );
    assert_eq!(checkpoint().sign(&colleague()).unwrap_err(), CheckpointError::Note(NoteError::Kind));
    assert!(!format!("{:?}", signer()).contains("7, 7"), "a secret is never printed");
}

#[test]
fn a_cosignature_says_when_and_signs_every_bit() {
    let mut note = checkpoint().sign(&signer()).unwrap();
    let line = cosign(&note, &colleague(), 1_679_315_147).unwrap();
    assert!(cosignature::message(note.text(), 1_679_315_147).starts_with("cosignature/v1\ntime 1679315147\ndesk"));
    note.add(line.clone()).unwrap();
    let keys = [signer().verifier().clone(), colleague().verifier().clone()];
    let found = cosignature::verify(&note, &keys).unwrap();
    assert_eq!((found.len(), found[0].time_s, found[0].key), (1, 1_679_315_147, &keys[1]));
    assert_eq!(note.verify(&keys).unwrap(), [&keys[0]], "a cosignature is no signature of the ledger");
    assert_eq!(note.verify(&keys[1..]), Err(NoteError::Unsigned));
    for bit in 0..line.bytes.len() * 8 {
        let mut flipped = line.clone();
        flipped.bytes[bit / 8] ^= 1 << (bit % 8);
        let mut note = checkpoint().sign(&signer()).unwrap();
        note.add(flipped).unwrap();
        assert!(cosignature::verify(&note, &keys).is_err());
    }
    let mut short = line;
    short.bytes.truncate(71);
    note.add(short).unwrap();
    assert!(cosignature::verify(&note, &keys).is_err());
    assert_eq!(cosign(&note, &signer(), 1), Err(NoteError::Kind));
    assert_eq!(cosign(&note, &colleague(), 1 << 63), Err(NoteError::Form));
}

#[test]
fn one_value_has_one_text() {
    for text in ["AA", "AA=", "AB==", "AAA", "A===", "AA==\n", " AA==", "AA-_", "AAAA=", "QUJD\n"] {
        assert_eq!(unbase64(text), None, "{text:?}");
    }
    assert_eq!(unbase64("QUJD").unwrap(), b"ABC");
    for text in ["0g", "0", "AB", " 00", "é"] {
        assert_eq!(unhex(text), None, "{text:?}");
    }
    for text in ["", "00", "01", "+1", "-0", "1 ", "1_0", "９", "9223372036854775808"] {
        assert_eq!(decimal(text), None, "{text:?}");
    }
    assert_eq!(decimal("9223372036854775807"), Some(i64::MAX as u64));
}
