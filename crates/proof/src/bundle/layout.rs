//! Where everything lies in a bundle.

use serde::Serialize;

use super::check::{Vouching, is_stamped};
use super::{BlobCopy, Bundle, BundleError, EntryProof, NamedFile, SCRIPT, one_line};
use crate::bag::{Files, is_path};
use crate::cosignature;
use crate::encoding::hex;
use crate::key::{KeyKind, VerifierKey};
use crate::merkle;
use crate::note::Note;
use crate::tlog_proof::TlogProof;

const GUIDE: &str = include_str!("VERIFY.md");

/// A line of `entries.jsonl`.
#[derive(Serialize)]
struct EntryLine<'a> {
    seq: u64,
    id: &'a str,
    device: &'a str,
    n: u64,
    prev: &'a str,
    hash: &'a str,
    commitment: &'a str,
    salt: Option<&'a str>,
    body: Option<String>,
}

impl<'a> EntryLine<'a> {
    fn of(entry: &'a EntryProof) -> Self {
        let EntryProof { seq, id, device, n, prev, hash, commitment, opened } = entry;
        let salt = opened.as_ref().map(|opened| opened.salt.as_str());
        let body = opened.as_ref().map(|_| format!("entries/{seq}.json"));
        Self { seq: *seq, id, device, n: *n, prev, hash, commitment, salt, body }
    }
}

/// A line of `blobs.jsonl`.
#[derive(Serialize)]
struct BlobLine<'a> {
    id: &'a str,
    salt: &'a str,
    sha256: &'a str,
    name: &'a str,
    media_type: &'a str,
    file: String,
}

impl<'a> BlobLine<'a> {
    fn of(blob: &'a BlobCopy) -> Self {
        let BlobCopy { id, salt, sha256, name, media_type, bytes: _ } = blob;
        Self { id, salt, sha256, name, media_type, file: format!("blobs/{sha256}") }
    }
}

/// A line of `keys/keys.jsonl`.
#[derive(Serialize)]
struct KeyLine {
    verifier: String,
    pem: String,
    since: Option<u64>,
}

/// All files below `data/`.
pub(super) fn payload(bundle: &Bundle, vouching: &Vouching) -> Result<Files, BundleError> {
    let mut files = Files::new();
    let leaves: String = bundle.leaves.iter().map(|leaf| hex(leaf) + "\n").collect();
    put(&mut files, "leaves.txt", leaves);
    entries(bundle, &mut files)?;
    blobs(bundle, &mut files)?;
    let mut commands = String::new();
    keys(bundle, &vouching.keys, &mut files)?;
    checkpoints(vouching, &mut files, &mut commands);
    proofs(bundle, vouching, &mut files)?;
    timestamps(bundle, &mut files, &mut commands)?;
    for file in &bundle.report {
        named(&mut files, "report", file)?;
    }
    put(&mut files, "verify_proof.py", SCRIPT);
    put(&mut files, "VERIFY.md", guide(bundle, vouching, &commands));
    Ok(files)
}

fn put(files: &mut Files, path: &str, bytes: impl Into<Vec<u8>>) {
    files.insert(format!("data/{path}"), bytes.into());
}

/// Puts a file whose name came from outside; refuses what `sha256sum` or another system would not take.
fn named(files: &mut Files, folder: &str, file: &NamedFile) -> Result<String, BundleError> {
    let odd = |letter: char| letter.is_control() || matches!(letter, '/' | '%' | '"' | '<' | '>' | '|' | '?' | '*');
    let path = format!("{folder}/{}", file.name);
    let refused = !is_path(&file.name) || file.name.starts_with(['.', '-']) || file.name.contains(odd);
    if refused || files.contains_key(&format!("data/{path}")) {
        return Err(BundleError::Name(file.name.clone()));
    }
    put(files, &path, file.bytes.as_slice());
    Ok(path)
}

fn lines<T: Serialize>(rows: impl IntoIterator<Item = T>) -> Result<String, BundleError> {
    let write = |row| serde_json::to_string(&row).map(|line| line + "\n").map_err(|_| BundleError::Table);
    rows.into_iter().map(write).collect()
}

fn entries(bundle: &Bundle, files: &mut Files) -> Result<(), BundleError> {
    let mut sorted: Vec<_> = bundle.entries.iter().collect();
    sorted.sort_by_key(|entry| entry.seq);
    for entry in &sorted {
        if let Some(opened) = &entry.opened {
            put(files, &format!("entries/{}.json", entry.seq), opened.body.as_slice());
        }
    }
    put(files, "entries.jsonl", lines(sorted.into_iter().map(EntryLine::of))?);
    Ok(())
}

fn blobs(bundle: &Bundle, files: &mut Files) -> Result<(), BundleError> {
    for blob in &bundle.blobs {
        put(files, &format!("blobs/{}", blob.sha256), blob.bytes.as_slice());
    }
    put(files, "blobs.jsonl", lines(bundle.blobs.iter().map(BlobLine::of))?);
    Ok(())
}

/// The path of the n-th key's PEM, n from 1.
fn pem_path(n: usize) -> String {
    format!("keys/{n}.pem")
}

fn keys(bundle: &Bundle, keys: &[VerifierKey], files: &mut Files) -> Result<(), BundleError> {
    let mut rows = Vec::new();
    for (n, (key, brought)) in keys.iter().zip(&bundle.keys).enumerate() {
        let pem = pem_path(n + 1);
        put(files, &pem, key.pem());
        rows.push(KeyLine { verifier: key.to_string(), pem, since: brought.since });
    }
    put(files, "keys/keys.jsonl", lines(rows)?);
    Ok(())
}

/// The notes, and what `openssl` needs for each signature of a known key: signed bytes, signature, key.
fn checkpoints(vouching: &Vouching, files: &mut Files, commands: &mut String) {
    for (checkpoint, note) in &vouching.checkpoints {
        let stem = format!("checkpoints/{}", checkpoint.size);
        put(files, &format!("{stem}.note"), note.to_string());
        put(files, &format!("{stem}.txt"), note.text());
        for (n, line) in note.signatures().iter().enumerate() {
            let Some(k) = vouching.keys.iter().position(|key| line.is_from(key)) else { continue };
            let (signed, signature) = parts(note, &vouching.keys, k, &line.bytes);
            let over = match signed {
                None => format!("{stem}.txt"),
                Some(message) => {
                    let path = format!("{stem}.{}.cosigned", n + 1);
                    put(files, &path, message);
                    path
                }
            };
            let path = format!("{stem}.{}.sig", n + 1);
            put(files, &path, signature);
            commands.push_str(&format!(
                "    openssl pkeyutl -verify -pubin -inkey {} -rawin -in {over} -sigfile {path}\n",
                pem_path(k + 1)
            ));
        }
    }
}

/// What a signature is over, where that is not the note's text, and its 64 bytes.
fn parts<'a>(note: &Note, keys: &[VerifierKey], k: usize, bytes: &'a [u8]) -> (Option<String>, &'a [u8]) {
    match (keys.get(k).map(VerifierKey::kind), bytes.split_first_chunk::<8>()) {
        (Some(KeyKind::Cosignature), Some((time, signature))) => {
            (Some(cosignature::message(note.text(), u64::from_be_bytes(*time))), signature)
        }
        _ => (None, bytes),
    }
}

fn proofs(bundle: &Bundle, vouching: &Vouching, files: &mut Files) -> Result<(), BundleError> {
    let Some((newest, note)) = vouching.checkpoints.last() else { return Ok(()) };
    for entry in &bundle.entries {
        let index = entry.seq - 1;
        let hashes = merkle::inclusion(&vouching.nodes, index, newest.size)?;
        let proof = TlogProof { extra: None, index, hashes, checkpoint: note.clone() };
        put(files, &format!("proofs/{}.tlog-proof", entry.seq), proof.to_string());
    }
    Ok(())
}

fn timestamps(bundle: &Bundle, files: &mut Files, commands: &mut String) -> Result<(), BundleError> {
    for file in &bundle.timestamps {
        let checkpoint = |(path, text): &(&String, &Vec<u8>)| {
            path.starts_with("data/checkpoints/")
                && (path.ends_with(".txt") || path.ends_with(".note"))
                && is_stamped(&file.bytes, text)
        };
        let over = files.iter().find(checkpoint).map(|(path, _)| path.trim_start_matches("data/").to_owned());
        let over = over.ok_or_else(|| BundleError::Timestamp(file.name.clone()))?;
        let path = named(files, "timestamps", file)?;
        commands.push_str(&format!(
            "    openssl ts -verify -data {over} -in \"{path}\" -CAfile authority.pem -untrusted service.pem\n"
        ));
    }
    Ok(())
}

/// The guide with the bundle's own numbers and commands.
fn guide(bundle: &Bundle, vouching: &Vouching, commands: &str) -> String {
    let none = "    (nobody signed this ledger: there is nothing for openssl to check)\n";
    let newest = vouching.checkpoints.last();
    let origin = newest.map_or("(no checkpoint)".to_owned(), |(checkpoint, _)| one_line(&checkpoint.origin));
    // Names come last: a name with braces is then not read as a place to fill in.
    GUIDE
        .replace("{{commands}}\n", if commands.is_empty() { none } else { commands })
        .replace("{{size}}", &bundle.leaves.len().to_string())
        .replace("{{shown}}", &bundle.entries.len().to_string())
        .replace("{{made_on}}", &one_line(&bundle.made_on))
        .replace("{{program}}", &one_line(&bundle.program))
        .replace("{{origin}}", &origin)
        .replace("{{desk}}", &one_line(&bundle.desk))
}
