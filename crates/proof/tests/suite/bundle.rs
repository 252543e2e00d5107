//! The bundle as a stranger gets it: each tool that the guide names accepts it, and what it says is no more than is shown.

use std::process::Command;

use claimdesk_proof::bag::validate;
use claimdesk_proof::bundle::{Bundle, BundleError, NamedFile, SCRIPT};
use claimdesk_proof::encoding::{hash_from_hex, hex};

use crate::support::{ORIGIN, accepted, bundle, checkpoint, colleague, put, repaired, signer, verify, write};

#[test]
fn the_tools_that_the_guide_names_accept_it() {
    let files = bundle().files().unwrap();
    assert_eq!(validate(&files), []);
    let folder = write(&files);
    let run = |command: &str, folder: &std::path::Path| {
        let output = Command::new("bash").args(["-c", command]).current_dir(folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}");
        said
    };
    let guide = String::from_utf8(files["data/VERIFY.md"].clone()).unwrap();
    let sums = "sha256sum -c --strict manifest-sha256.txt tagmanifest-sha256.txt";
    let script = "python3 data/verify_proof.py";
    assert!(guide.contains(sums) && guide.contains(script));
    assert_eq!(run(sums, folder.path()).matches(": OK").count(), files.len() - 1);
    run(script, folder.path());
    let openssl: Vec<&str> = guide.lines().filter(|line| line.contains("openssl pkeyutl")).collect();
    assert_eq!(openssl.len(), 3, "two signatures and a cosignature");
    for command in openssl {
        assert!(run(command, &folder.path().join("data")).contains("Signature Verified Successfully"));
    }
    assert!(guide.contains("openssl ts -verify -data checkpoints/20.txt -in \"timestamps/20.tsr\""));
    let line: serde_json::Value =
        serde_json::from_slice(files["data/entries.jsonl"].split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    let salt = line["salt"].as_str().unwrap();
    let by_hand = format!("(printf '%s' {salt} | xxd -r -p; cat data/entries/1.json) | sha256sum");
    assert!(guide.contains(&by_hand.replace(salt, "SALT")));
    if Command::new("xxd").arg("-v").output().is_ok() {
        assert!(run(&by_hand, folder.path()).starts_with(line["commitment"].as_str().unwrap()));
    }
}

/// A time-stamping service of our own, in the folder where the script runs.
const SERVICE: &str = "set -e
printf '[a]\nbasicConstraints=critical,CA:true\n[s]\nextendedKeyUsage=critical,timeStamping\n' > x.cnf
printf '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n' > t.cnf
echo 01 > serial
openssl req -newkey rsa:2048 -nodes -keyout ca.key -subj /CN=root -out ca.csr
openssl x509 -req -in ca.csr -signkey ca.key -extfile x.cnf -extensions a -out authority.pem
openssl req -newkey rsa:2048 -nodes -keyout s.key -subj /CN=service -out s.csr
openssl x509 -req -in s.csr -CA authority.pem -CAkey ca.key -CAcreateserial -extfile x.cnf -extensions s -out service.pem
openssl ts -query -data text -sha256 -cert -out query
openssl ts -reply -config t.cnf -queryfile query -signer service.pem -inkey s.key -out token
";

#[test]
fn a_real_time_stamp_is_found_and_openssl_accepts_it() {
    let folder = tempfile::tempdir().unwrap();
    let run = |command: &str| {
        let output = Command::new("bash").args(["-c", command]).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let mut bundle = bundle();
    put(folder.path(), "text", bundle.checkpoints[0].split("\n\n").next().unwrap().as_bytes());
    run("echo >> text");
    run(SERVICE);
    bundle.timestamps[0].bytes = std::fs::read(folder.path().join("token")).unwrap();
    let files = bundle.files().unwrap();
    let (holds, said) = accepted(&files, &[]);
    assert!(holds && said.contains("timestamps/20.tsr names checkpoints/20.txt"), "{said}");
    for (path, bytes) in &files {
        put(folder.path(), path.trim_start_matches("data/"), bytes);
    }
    let guide = str::from_utf8(&files["data/VERIFY.md"]).unwrap();
    let command = guide.lines().find(|line| line.contains("openssl ts -verify")).unwrap();
    run(command);
    put(folder.path(), "checkpoints/20.txt", b"another text");
    run(&format!("! {command}"));
}

#[test]
fn the_guide_and_the_script_stay_short_and_whole() {
    let guide = String::from_utf8(bundle().files().unwrap()["data/VERIFY.md"].clone()).unwrap();
    assert!(guide.contains("Desk: Herald checks {{size}}. Ledger: desk.example/herald."));
    assert_eq!(guide.matches("{{").count(), 2, "only the desk's own name has braces left");
    for word in ["Authenticity", "Availability", "Identity", "Persistence", "Renderability", "Understandability"] {
        assert!(guide.contains(&format!("\n### {word}\n")));
    }
    let code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let lines = SCRIPT.rsplit("\"\"\"\n").next().unwrap().lines().filter(code).count();
    assert!((200..=250).contains(&lines), "{lines} lines");
    assert!(SCRIPT.lines().all(|line| line.len() <= 140));
}

#[test]
fn the_four_levels_say_what_was_shown_and_no_more() {
    let files = bundle().files().unwrap();
    let (holds, said) = accepted(&files, &[]);
    assert!(holds, "{said}");
    for words in [
        "1. Self-consistent: yes. The ledger has 20 entries, 19 of them are here",
        "Entry 7: its text was erased",
        "report/report.html: entry 19 holds its SHA-256",
        "report/Übersicht (1).txt: no entry here holds its SHA-256",
        "2. Signed: yes.",
        "20 entries: by desk.example/herald with a key that this bundle itself brings",
        "3. Seen by others: not shown.",
        "desk.example/ida, 2026-11-23 09:46:40 UTC by their own clock, with a key that this bundle itself brings",
        "Signatures of unknown keys, which count for nothing: 1.",
        "4. Time-stamped: not checked here",
        "timestamps/20.tsr names checkpoints/20.txt",
    ] {
        assert!(said.contains(words), "{words:?} is not in:\n{said}");
    }
    let (own, ida) = (signer().verifier().to_string(), colleague().verifier().to_string());
    let (holds, said) = accepted(&files, &["--key", &own]);
    assert!(holds && said.contains("by desk.example/herald with the key that you gave."), "{said}");
    assert!(said.contains("3. Seen by others: not shown."), "{said}");
    let (holds, said) = accepted(&files, &["--key", &own, "--key", &ida]);
    assert!(holds && said.contains("3. Seen by others: yes."), "{said}");
    let bare = Bundle { checkpoints: vec![], timestamps: vec![], keys: vec![], ..bundle() };
    let (holds, said) = accepted(&bare.files().unwrap(), &[]);
    assert!(holds && said.contains("2. Signed: no.\n3. Seen by others: no."), "{said}");
    assert!(said.contains("4. Time-stamped: no."), "{said}");
    assert!(!accepted(&bare.files().unwrap(), &["--key", &own]).0, "a key that signed nothing here");
}

#[test]
fn a_checkpoint_that_the_reader_kept_is_compared() {
    let files = bundle().files().unwrap();
    let folder = write(&files);
    let keep = tempfile::tempdir().unwrap();
    let held = keep.path().join("held.note");
    let mut other = bundle().leaves;
    for size in [1, 5, 9, 20] {
        std::fs::write(&held, checkpoint(&other, size, &signer())).unwrap();
        assert!(verify(folder.path(), &["--checkpoint", held.to_str().unwrap()]).status.success());
    }
    other[0] = [1; 32];
    for text in [checkpoint(&other, 5, &signer()), "no note".to_owned()] {
        std::fs::write(&held, text).unwrap();
        assert!(!verify(folder.path(), &["--checkpoint", held.to_str().unwrap()]).status.success());
    }
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    assert_eq!(bundle().files().unwrap(), bundle().files().unwrap());
    let files = bundle().files().unwrap();
    assert_eq!(files, repaired(files.clone()));
}

#[test]
fn an_empty_ledger_and_one_entry_make_bundles() {
    assert!(accepted(&Bundle::default().files().unwrap(), &[]).0);
    let whole = bundle();
    let one = Bundle {
        leaves: whole.leaves[..1].to_vec(),
        entries: whole.entries[..1].to_vec(),
        checkpoints: vec![checkpoint(&whole.leaves, 1, &signer())],
        blobs: vec![],
        timestamps: vec![],
        ..whole
    };
    let (holds, said) = accepted(&one.files().unwrap(), &[]);
    assert!(holds, "{said}");
}

/// What is refused before it leaves.
#[test]
fn what_does_not_hold_does_not_leave() {
    type Spoil = fn(&mut Bundle);
    let spoils: &[(&str, Spoil)] = &[
        ("hash", |b| b.entries[3].n += 1),
        ("leaf", |b| b.leaves[3] = [1; 32]),
        ("order", |b| b.leaves.swap(3, 4)),
        ("twice", |b| b.entries.push(b.entries[0].clone())),
        ("same leaf", |b| b.leaves[3] = b.leaves[4]),
        ("chain", |b| {
            let entry = b.entries.last_mut().unwrap();
            entry.prev = hex(&[1; 32]);
            entry.hash = entry.sealed();
            *b.leaves.last_mut().unwrap() = hash_from_hex(&entry.hash).unwrap();
            b.checkpoints = vec![checkpoint(&b.leaves, 20, &signer())];
            b.timestamps.clear();
        }),
        ("body", |b| b.entries[3].opened.as_mut().unwrap().body.push(b' ')),
        ("salt", |b| b.entries[3].opened.as_mut().unwrap().salt = "00".repeat(32)),
        ("short salt", |b| b.entries[3].opened.as_mut().unwrap().salt.truncate(2)),
        ("lines", |b| b.entries[3].id.push('\n')),
        ("blob", |b| b.blobs[0].bytes.push(b' ')),
        ("blob's hash", |b| b.blobs[0].sha256 = b.blobs[1].sha256.clone()),
        ("blob twice", |b| b.blobs.push(b.blobs[0].clone())),
        ("blob of nobody", |b| drop(b.entries.remove(3))),
        ("checkpoint", |b| b.checkpoints[0] = b.checkpoints[0].replace("20\n", "19\n")),
        ("no newest", |b| drop(b.checkpoints.remove(0))),
        ("same size", |b| b.checkpoints.push(b.checkpoints[1].clone())),
        ("key", |b| b.keys[0].verifier.push('=')),
        ("no key", |b| b.keys.clear()),
        ("token", |b| b.timestamps[0].bytes.truncate(40)),
        ("own cosigner", |b| {
            let own = claimdesk_proof::key::Signer::new("x", claimdesk_proof::key::KeyKind::Cosignature, &[7; 32]);
            b.keys[1].verifier = own.unwrap().verifier().to_string();
        }),
    ];
    for (name, spoil) in spoils {
        let mut bundle = bundle();
        spoil(&mut bundle);
        assert!(bundle.files().is_err(), "{name}");
    }
    for name in ["", "a/b", "..", ".x", "-x", "a%b", "a\nb", "a\\b", "a:b", "report.html", "REPORT.html", "a?"] {
        let mut bundle = bundle();
        bundle.report.push(NamedFile { name: name.into(), bytes: Vec::new() });
        let error = bundle.files().unwrap_err();
        assert!(matches!(error, BundleError::Name(_) | BundleError::Bag(_)), "{name}: {error}");
    }
    assert!(bundle().checkpoints[0].starts_with(ORIGIN));
}
