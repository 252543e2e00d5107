//! Proofs as texts: what is written reads back and holds, and no other text does.

use claimdesk_proof::checkpoint::{Checkpoint, CheckpointError};
use claimdesk_proof::key::{KeyKind, Signer, VerifierKey};
use claimdesk_proof::merkle::{MemoryNodes, append, inclusion, leaf_hash, root};
use claimdesk_proof::note::NoteError;
use claimdesk_proof::tlog_proof::{ProofError, TlogProof};

const ORIGIN: &str = "desk.example/herald";

fn proof(index: u64, size: u64) -> (TlogProof, [VerifierKey; 1]) {
    let signer = Signer::new(ORIGIN, KeyKind::Note, &[7; 32]).unwrap();
    let mut nodes = MemoryNodes::default();
    for n in 0..size {
        append(&mut nodes, n, &[n as u8; 32]).unwrap();
    }
    let root = root(&nodes, size).unwrap();
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size, root, extensions: Vec::new() };
    let hashes = inclusion(&nodes, index, size).unwrap();
    let proof = TlogProof { extra: None, index, hashes, checkpoint: checkpoint.sign(&signer).unwrap() };
    (proof, [signer.verifier().clone()])
}

#[test]
fn a_proof_reads_back_and_holds() {
    for (index, size) in [(0, 1), (0, 2), (5, 8), (6, 7), (12, 13)] {
        let (mut proof, keys) = proof(index, size);
        for extra in [None, Some(Vec::new()), Some(b"page 3".to_vec())] {
            proof.extra = extra;
            let text = proof.to_string();
            assert!(text.starts_with("c2sp.org/tlog-proof@v1\n"));
            let read = TlogProof::parse(&text).unwrap();
            assert_eq!((&read, read.to_string()), (&proof, text));
            let checkpoint = read.verify(&leaf_hash(&[index as u8; 32]), &keys, ORIGIN).unwrap();
            assert_eq!(checkpoint.size, size);
        }
    }
}

#[test]
fn every_other_byte_of_a_proof_is_refused() {
    let (proof, keys) = proof(5, 8);
    let (text, leaf) = (proof.to_string(), leaf_hash(&[5; 32]));
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let holds = TlogProof::parse(&text).is_ok_and(|proof| proof.verify(&leaf, &keys, ORIGIN).is_ok());
            assert!(!holds, "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn a_malformed_proof_is_refused() {
    let (proof, keys) = proof(5, 8);
    let text = proof.to_string();
    for (from, to) in [
        ("index 5", "index 05"),
        ("index 5", "index +5"),
        ("index 5", "index"),
        ("index 5\n", ""),
        ("index 5", "extra\nindex 5"),
        ("index 5", "extra AB==\nindex 5"),
        ("index 5", "extra AA==\nextra AA==\nindex 5"),
        ("index 5", "index 5\nindex 5"),
        ("@v1", "@v2"),
        ("@v1\n", "@v1\r\n"),
        ("@v1\n", "@v1\n\n"),
        ("=\n\n", "=\n"),
        ("=\n\n", "\n\n"),
        ("=\n\n", "=\n\n\n"),
    ] {
        let bad = text.replacen(from, to, 1);
        assert_ne!(bad, text);
        // A line feed more belongs to the checkpoint: that is a note then, but not one that was signed.
        let read = TlogProof::parse(&bad);
        assert!(read.is_err() || to == "=\n\n\n", "{from:?} {to:?}");
        assert!(!read.is_ok_and(|proof| proof.verify(&leaf_hash(&[5; 32]), &keys, ORIGIN).is_ok()));
    }
    assert!(TlogProof::parse(&format!("{text}\n")).is_err());
}

#[test]
fn another_leaf_key_or_ledger_is_refused() {
    let (proof, keys) = proof(5, 8);
    let leaf = leaf_hash(&[5; 32]);
    assert!(matches!(proof.verify(&leaf_hash(&[6; 32]), &keys, ORIGIN), Err(ProofError::Unproven(_))));
    let origin = proof.verify(&leaf, &keys, "desk.example/tribune");
    assert!(matches!(origin, Err(ProofError::Checkpoint(CheckpointError::Origin(_)))));
    let unsigned = proof.verify(&leaf, &[], ORIGIN);
    assert_eq!(unsigned, Err(ProofError::Checkpoint(CheckpointError::Note(NoteError::Unsigned))));
}
