//! A small ledger with keys, and a bundle of it on disk.

use std::path::Path;
use std::process::{Command, Output};

use claimdesk_proof::Hash;
use claimdesk_proof::bag::{Files, manifest};
use claimdesk_proof::bundle::{BlobCopy, Bundle, EntryProof, KeySince, NO_HASH, NamedFile, Opened, SCRIPT};
use claimdesk_proof::checkpoint::Checkpoint;
use claimdesk_proof::cosignature::cosign;
use claimdesk_proof::encoding::{base64, hash_from_hex, hex, sha256};
use claimdesk_proof::key::{KeyKind, Signer};
use claimdesk_proof::merkle::{MemoryNodes, append, root};
use tempfile::TempDir;

pub(crate) const ORIGIN: &str = "desk.example/herald";

pub(crate) fn signer() -> Signer {
    Signer::new(ORIGIN, KeyKind::Note, &[7; 32]).unwrap()
}

pub(crate) fn colleague() -> Signer {
    Signer::new("desk.example/ida", KeyKind::Cosignature, &[8; 32]).unwrap()
}

/// The stored files: a page, and an empty one.
fn blobs() -> Vec<BlobCopy> {
    let blob = |name: &str, salt: u8, bytes: &[u8]| BlobCopy {
        id: hex(&sha256(&[&[salt; 32], bytes])),
        salt: hex(&[salt; 32]),
        sha256: hex(&sha256(&[bytes])),
        name: name.to_owned(),
        media_type: "text/html".to_owned(),
        bytes: bytes.to_vec(),
    };
    vec![blob("page “one”.html", 50, b"<p>The bridge was built in 1911.</p>\n"), blob("empty", 51, b"")]
}

/// An entry of one of two devices that follows those before.
fn entry(seq: u64, before: &[EntryProof], report: &[u8]) -> EntryProof {
    let device = if seq.is_multiple_of(3) { "018f-b" } else { "018f-a" };
    let last = before.iter().rfind(|entry| entry.device == device);
    let n = last.map_or(1, |last| last.n + 1);
    let blobs: Vec<String> = if seq == 4 { blobs().into_iter().map(|blob| blob.id).collect() } else { Vec::new() };
    let body = serde_json::json!({
        "v": 1, "id": format!("id-{seq}"), "device": device, "n": n, "at": "2026-11-23T10:00:00Z",
        "why": if seq == 19 { hex(&sha256(&[report])) } else { "ça va — “so”".to_owned() }, "blobs": blobs,
    });
    let body = serde_json::to_vec(&body).unwrap();
    let salt = [seq as u8; 32];
    let mut entry = EntryProof {
        seq,
        id: format!("id-{seq}"),
        device: device.to_owned(),
        n,
        prev: last.map_or(NO_HASH.to_owned(), |last| last.hash.clone()),
        hash: String::new(),
        commitment: hex(&sha256(&[&salt, &body])),
        opened: Some(Opened { salt: hex(&salt), body }),
    };
    entry.hash = entry.sealed();
    entry
}

/// The signed checkpoint over the first `size` leaves.
pub(crate) fn checkpoint(leaves: &[Hash], size: usize, signer: &Signer) -> String {
    let mut nodes = MemoryNodes::default();
    for (n, leaf) in (0..).zip(&leaves[..size]) {
        append(&mut nodes, n, leaf).unwrap();
    }
    let root = root(&nodes, size as u64).unwrap();
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: size as u64, root, extensions: Vec::new() };
    checkpoint.sign(signer).unwrap().to_string()
}

/// What a time-stamp token over a text has inside, as far as the script looks.
pub(crate) fn token(text: &str) -> Vec<u8> {
    [b"0\x31 a token ".as_slice(), &[4, 0x20], &sha256(&[text.as_bytes()]), b" signed"].concat()
}

/// A bundle of 20 entries of two devices; one is erased, one is not shown.
pub(crate) fn bundle() -> Bundle {
    let report = b"<h1>The bridge</h1>\n".to_vec();
    let mut entries: Vec<EntryProof> = Vec::new();
    for seq in 1..=20 {
        entries.push(entry(seq, &entries, &report));
    }
    let leaves: Vec<Hash> = entries.iter().map(|entry| hash_from_hex(&entry.hash).unwrap()).collect();
    entries[6].opened = None;
    entries.remove(10);
    let mut newest: claimdesk_proof::note::Note =
        claimdesk_proof::note::Note::parse(&checkpoint(&leaves, 20, &signer())).unwrap();
    newest.add(cosign(&newest, &colleague(), 1_795_427_200).unwrap()).unwrap();
    let unknown = Signer::new("stranger.example", KeyKind::Note, &[9; 32]).unwrap();
    newest.add(claimdesk_proof::note::Note::sign(newest.text(), &unknown).unwrap().signatures()[0].clone()).unwrap();
    let key = |signer: Signer, since| KeySince { verifier: signer.verifier().to_string(), since };
    Bundle {
        desk: "Herald\nchecks {{size}}".into(),
        made_on: "2026-11-23".into(),
        program: "Claimdesk 0.1.0".into(),
        report: vec![
            NamedFile { name: "report.html".into(), bytes: report },
            NamedFile { name: "Übersicht (1).txt".into(), bytes: b"overview".to_vec() },
        ],
        timestamps: vec![NamedFile { name: "20.tsr".into(), bytes: token(newest.text()) }],
        checkpoints: vec![newest.to_string(), checkpoint(&leaves, 9, &signer())],
        leaves,
        entries,
        blobs: blobs(),
        keys: vec![key(signer(), Some(1)), key(colleague(), None)],
    }
}

/// Writes files below a new folder.
pub(crate) fn write(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        put(folder.path(), path, bytes);
    }
    folder
}

pub(crate) fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Runs a sound copy of the script, from outside the bundle.
pub(crate) fn verify(bundle: &Path, arguments: &[&str]) -> Output {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "verify_proof.py", SCRIPT.as_bytes());
    let script = outside.path().join("verify_proof.py");
    Command::new("python3").arg("-I").arg(script).arg(bundle).args(arguments).output().expect("python3 runs")
}

/// Whether the script accepts these files.
pub(crate) fn accepted(files: &Files, arguments: &[&str]) -> (bool, String) {
    let folder = write(files);
    let output = verify(folder.path(), arguments);
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("Traceback"), "{said}");
    assert_eq!(said.contains("FAULT"), !output.status.success(), "{said}");
    (output.status.success(), said)
}

/// What somebody does who changes a file and knows of manifests.
pub(crate) fn repaired(mut files: Files) -> Files {
    let (payload, mut tags): (Files, Files) =
        files.clone().into_iter().partition(|(path, _)| path.starts_with("data/"));
    tags.remove("tagmanifest-sha256.txt");
    tags.insert("manifest-sha256.txt".into(), manifest(&payload).into());
    files.insert("tagmanifest-sha256.txt".into(), manifest(&tags).into());
    files.append(&mut tags);
    files
}

/// Runs the script's `main` once for each line: files to put and to take, which are then as before.
/// Signatures are judged once each: the same bytes have the same answer.
const JUDGE: &str = r#"
import base64, contextlib, functools, io, json, os, pathlib, sys
import verify_proof as v
top = pathlib.Path("bundle")
v.signed = functools.lru_cache(None)(v.signed)
def judge():
    for kept in (v.files, v.used, v.derived, v.leaves, v.hashes, v.bodies, v.blobs, v.faults, v.keys, v.origins, v.vouched, v.unknown, v.stamped):
        kept.clear()
    v.root_of.cache_clear()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            v.main()
    except SystemExit as end:
        return "refused" if str(end).startswith("FAULT: ") else str(end)
    return "accepted"
sys.argv = ["verify_proof.py", "bundle"]
for line in open("cases"):
    case = json.loads(line)
    before = {path: (top / path).read_bytes() if (top / path).exists() else None for path in case}
    for path, bytes_ in case.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).unlink() if bytes_ is None else (top / path).write_bytes(base64.b64decode(bytes_))
    print(judge())
    for path, bytes_ in before.items():
        (top / path).unlink() if bytes_ is None else (top / path).write_bytes(bytes_)
"#;

/// What the script says of each of these, which differ from `files` in a few places: `accepted` or `refused`.
pub(crate) fn judged(files: &Files, cases: &[(String, Files)]) -> Vec<String> {
    let folder = write(&files.iter().map(|(path, bytes)| (format!("bundle/{path}"), bytes.clone())).collect());
    let mut lines = String::new();
    for (_, case) in cases {
        let put = case.iter().filter(|(path, bytes)| files.get(*path) != Some(bytes));
        let taken = files.keys().filter(|path| !case.contains_key(*path));
        let case: std::collections::BTreeMap<&String, Option<String>> =
            put.map(|(path, bytes)| (path, Some(base64(bytes)))).chain(taken.map(|path| (path, None))).collect();
        lines += &(serde_json::to_string(&case).unwrap() + "\n");
    }
    put(folder.path(), "cases", lines.as_bytes());
    put(folder.path(), "verify_proof.py", SCRIPT.as_bytes());
    let output = Command::new("python3").args(["-B", "-c", JUDGE]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let said: Vec<String> = said.lines().map(str::to_owned).collect();
    assert_eq!(said.len(), cases.len());
    said
}

/// Fails for every case that the script does not refuse; the bundle itself must be accepted before and after.
#[track_caller]
pub(crate) fn all_refused(files: &Files, mut cases: Vec<(String, Files)>) {
    cases.insert(0, ("the bundle itself".into(), files.clone()));
    cases.push(("the bundle itself, again".into(), files.clone()));
    let said = judged(files, &cases);
    assert_eq!((said[0].as_str(), said[said.len() - 1].as_str()), ("accepted", "accepted"));
    let missed: Vec<&String> =
        cases.iter().zip(&said).filter(|(_, said)| *said != "refused").map(|((what, _), _)| what).collect();
    assert_eq!(missed.len(), 2, "not refused: {missed:?} of {}", cases.len());
}
