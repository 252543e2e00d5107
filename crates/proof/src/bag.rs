//! BagIt bags (RFC 8493) as values: a list of paths with bytes becomes the bag's files, and a map of files is judged.
//!
//! Only SHA-256, only UTF-8, no fetch.txt: everything that counts is in the bag.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::encoding::{hash_from_hex, hex, sha256};

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const BAGIT: &str = "bagit.txt";
const INFO: &str = "bag-info.txt";
const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// The files of a bag by path, with forward slashes, relative to the bag.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Why a bag is not made, or not believed. Paths are those of the bag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum BagFault {
    /// A path that is absolute, leaves the bag, is no payload, or differs from another by case alone.
    #[error("{0:?} is no path for a bag")]
    Path(String),
    /// A label or value of `bag-info.txt` that would not read back.
    #[error("{0:?} cannot stand in bag-info.txt")]
    Info(String),
    /// `bagit.txt`, a manifest or another needed file is missing.
    #[error("{0} is missing")]
    Missing(String),
    /// `bagit.txt` says something else, or a line of a manifest is written in another way than the only one.
    #[error("{0} is not in the form that was agreed")]
    Form(String),
    /// A file that no manifest names.
    #[error("{0} is there, but no manifest names it")]
    Unnamed(String),
    /// A file with other bytes than the manifest says.
    #[error("{0} is not what the manifest says")]
    Changed(String),
}

/// Makes a bag: `payload` with paths that begin with `data/`, `info` as labels and values of `bag-info.txt`.
///
/// `Payload-Oxum` (RFC 8493, 2.2.2) is added.
pub fn pack(payload: Files, info: &[(&str, &str)]) -> Result<Files, BagFault> {
    let mut folded = BTreeSet::new();
    for path in payload.keys() {
        // Some file systems know no case: two such files would be one there.
        if !path.starts_with("data/") || !is_path(path) || !folded.insert(path.to_lowercase()) {
            return Err(BagFault::Path(path.clone()));
        }
    }
    let mut lines = String::new();
    for (label, value) in info {
        if label.is_empty() || label.contains([':', '\r', '\n']) || value.contains(['\r', '\n']) || value.is_empty() {
            return Err(BagFault::Info((*label).to_owned()));
        }
        lines.push_str(&format!("{label}: {value}\n"));
    }
    let octets: usize = payload.values().map(Vec::len).sum();
    lines.push_str(&format!("Payload-Oxum: {octets}.{}\n", payload.len()));

    let mut files = payload;
    let manifest = manifest(&files);
    let mut tags = Files::new();
    tags.insert(BAGIT.to_owned(), DECLARATION.into());
    tags.insert(INFO.to_owned(), lines.into());
    tags.insert(MANIFEST.to_owned(), manifest.into());
    files.insert(TAG_MANIFEST.to_owned(), self::manifest(&tags).into());
    files.append(&mut tags);
    Ok(files)
}

/// Judges a bag; gives every fault, sorted, and nothing for a sound bag.
pub fn validate(files: &Files) -> Vec<BagFault> {
    let mut faults = BTreeSet::new();
    match files.get(BAGIT) {
        None => drop(faults.insert(BagFault::Missing(BAGIT.to_owned()))),
        Some(text) if text != DECLARATION.as_bytes() => drop(faults.insert(BagFault::Form(BAGIT.to_owned()))),
        Some(_) => {}
    }
    let mut named: BTreeSet<String> = [TAG_MANIFEST.to_owned()].into();
    for (manifest, payload) in [(MANIFEST, true), (TAG_MANIFEST, false)] {
        for (path, hash) in read_manifest(files, manifest, &mut faults) {
            if path.starts_with("data/") != payload || !is_path(&path) {
                faults.insert(BagFault::Path(path));
                continue;
            }
            match files.get(&path) {
                None => drop(faults.insert(BagFault::Missing(path.clone()))),
                Some(bytes) if hex(&sha256(&[bytes])) != hash => drop(faults.insert(BagFault::Changed(path.clone()))),
                Some(_) => {}
            }
            named.insert(path);
        }
    }
    for needed in [BAGIT, INFO, MANIFEST] {
        if !named.contains(needed) {
            faults.insert(BagFault::Unnamed(needed.to_owned()));
        }
    }
    faults.extend(files.keys().filter(|path| !named.contains(*path)).map(|path| BagFault::Unnamed(path.clone())));
    if !oxum_holds(files) {
        faults.insert(BagFault::Form(INFO.to_owned()));
    }
    faults.into_iter().collect()
}

/// The lines `hash  path` for these files, in order of path.
pub fn manifest(files: &Files) -> String {
    files.iter().map(|(path, bytes)| format!("{}  {}\n", hex(&sha256(&[bytes])), encode(path))).collect()
}

/// A path as a manifest writes it: carriage return, line feed and percent sign are encoded (RFC 8493, 2.1.3).
pub fn encode(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A path as it was before `encode`; `None` for any text that `encode` would not have written.
pub fn decode(written: &str) -> Option<String> {
    let path = written.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
    (encode(&path) == written).then_some(path)
}

/// Whether a path stays in the bag on every system.
pub fn is_path(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.starts_with(['~', ' '])
            && !part.ends_with(['.', ' '])
            && !part.contains(['\\', ':', '\0'])
    };
    path.split('/').all(part)
}

/// The lines of a manifest as path and hash; what cannot be read is a fault.
fn read_manifest(files: &Files, name: &str, faults: &mut BTreeSet<BagFault>) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    let Some(text) = files.get(name) else {
        faults.insert(BagFault::Missing(name.to_owned()));
        return lines;
    };
    let text = str::from_utf8(text).ok().and_then(|text| text.strip_suffix('\n'));
    for line in text.into_iter().flat_map(|text| text.split('\n')) {
        let read = line.split_once("  ").and_then(|(hash, path)| {
            hash_from_hex(hash)?;
            Some((decode(path)?, hash.to_owned()))
        });
        let again = read.is_none_or(|(path, hash)| lines.insert(path, hash).is_some());
        if again {
            faults.insert(BagFault::Form(name.to_owned()));
        }
    }
    if lines.is_empty() {
        faults.insert(BagFault::Form(name.to_owned()));
    }
    lines
}

/// Whether the number of octets and files in `bag-info.txt`, if it is there, is that of the payload.
fn oxum_holds(files: &Files) -> bool {
    let Some(text) = files.get(INFO).and_then(|text| str::from_utf8(text).ok()) else { return false };
    let payload = files.iter().filter(|(path, _)| path.starts_with("data/"));
    let (octets, count) = payload.fold((0, 0), |(octets, count), (_, bytes)| (octets + bytes.len(), count + 1));
    let said = text.lines().filter_map(|line| line.strip_prefix("Payload-Oxum: "));
    said.into_iter().all(|said| said == format!("{octets}.{count}"))
}
