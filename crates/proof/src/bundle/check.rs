//! What must hold before a bundle leaves: the same rules that `verify_proof.py` has for a stranger.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bundle, BundleError, EntryProof, NO_HASH, entry_hash, places};
use crate::Hash;
use crate::checkpoint::Checkpoint;
use crate::cosignature;
use crate::encoding::{hash_from_hex, hex, sha256};
use crate::key::{KeyKind, VerifierKey};
use crate::merkle::{self, MemoryNodes, TreeError};
use crate::note::Note;

/// Seconds from 1970 to the first year that a reader could not be shown.
const YEAR_10000_S: u64 = 253_402_300_800;

/// What vouches for the entries, read and found sound.
pub(super) struct Vouching {
    /// The keys, in the bundle's order.
    pub(super) keys: Vec<VerifierKey>,
    /// The checkpoints, smallest first, with their notes.
    pub(super) checkpoints: Vec<(Checkpoint, Note)>,
    /// The tree over all leaves.
    pub(super) nodes: MemoryNodes,
}

/// Checks every entry: seal, place, and its device's order.
pub(super) fn entries(bundle: &Bundle) -> Result<(), BundleError> {
    let place = places(&bundle.leaves);
    if place.len() != bundle.leaves.len() {
        return Err(BundleError::Vouching("a hash of an entry stands twice".to_owned()));
    }
    let mut sorted: Vec<&EntryProof> = bundle.entries.iter().collect();
    sorted.sort_by_key(|entry| entry.seq);
    let mut last: BTreeMap<&str, &EntryProof> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for entry in sorted {
        let fault = |why| BundleError::Entry { seq: entry.seq, why };
        if !seen.insert(entry.seq) {
            return Err(fault("it stands twice"));
        }
        seal(entry)?;
        let own = place.get(&entry_hash(entry.seq, &entry.hash)?);
        if own.map(|index| index + 1) != Some(entry.seq) {
            return Err(fault("its hash is not in its place in the ledger"));
        }
        let prev = entry_hash(entry.seq, &entry.prev)?;
        let before = last.insert(&entry.device, entry);
        if before.is_some_and(|before| before.n >= entry.n) {
            return Err(fault("it is out of its device's order"));
        }
        let follows = match before {
            _ if entry.n == 1 => entry.prev == NO_HASH,
            Some(before) if before.n + 1 == entry.n => before.hash == entry.prev,
            _ => place.get(&prev).is_some_and(|index| index + 1 < entry.seq),
        };
        if !follows {
            return Err(fault("it does not follow its device's entry before"));
        }
    }
    Ok(())
}

/// Checks an entry's hash and commitment, and that its names cannot be read as other lines.
fn seal(entry: &EntryProof) -> Result<(), BundleError> {
    let fault = |why| BundleError::Entry { seq: entry.seq, why };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !plain(&entry.id) || !plain(&entry.device) || entry.n == 0 {
        return Err(fault("its id, device or number is none"));
    }
    entry_hash(entry.seq, &entry.commitment)?;
    if entry.sealed() != entry.hash {
        return Err(fault("its hash is not that of its six lines"));
    }
    let Some(opened) = &entry.opened else { return Ok(()) };
    let salt = hash_from_hex(&opened.salt).ok_or(fault("its salt is not 64 digits of hex"))?;
    if hex(&sha256(&[&salt, &opened.body])) != entry.commitment {
        return Err(fault("its commitment is not that of its salt and body"));
    }
    let body: serde_json::Value = serde_json::from_slice(&opened.body).map_err(|_| fault("its body cannot be read"))?;
    let says = body.get("id").and_then(|id| id.as_str()) == Some(&entry.id)
        && body.get("device").and_then(|device| device.as_str()) == Some(&entry.device)
        && body.get("n").and_then(serde_json::Value::as_u64) == Some(entry.n);
    if says { Ok(()) } else { Err(fault("its body names another entry")) }
}

/// Checks that stored bytes are what their names say, and that an entry that is shown names them.
pub(super) fn blobs(bundle: &Bundle) -> Result<(), BundleError> {
    let named: BTreeSet<String> = bundle.entries.iter().flat_map(named_blobs).collect();
    let mut seen = BTreeSet::new();
    for blob in &bundle.blobs {
        let fault = |why| BundleError::Blob { name: blob.name.clone(), why };
        let salt = hash_from_hex(&blob.salt).ok_or(fault("its salt is not 64 digits of hex"))?;
        if !seen.insert(&blob.id) {
            return Err(fault("it stands twice"));
        }
        if hex(&sha256(&[&salt, &blob.bytes])) != blob.id {
            return Err(fault("its name is not that of its salt and bytes"));
        }
        if hex(&sha256(&[&blob.bytes])) != blob.sha256 {
            return Err(fault("its SHA-256 is another"));
        }
        if !named.contains(&blob.id) {
            return Err(fault("no entry that is shown names it"));
        }
    }
    Ok(())
}

/// The names of blobs in an entry's body.
fn named_blobs(entry: &EntryProof) -> Vec<String> {
    let body = entry.opened.as_ref().and_then(|opened| serde_json::from_slice(&opened.body).ok());
    let body: serde_json::Value = body.unwrap_or_default();
    let names = body.get("blobs").and_then(|blobs| blobs.as_array()).into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Reads keys and checkpoints, checks every signature of a known key, and every root.
pub(super) fn vouching(bundle: &Bundle) -> Result<Vouching, BundleError> {
    let refused = |why: &str| BundleError::Vouching(why.to_owned());
    let keys: Result<Vec<VerifierKey>, _> = bundle.keys.iter().map(|key| key.verifier.parse()).collect();
    let keys = keys.map_err(|error: crate::key::KeyError| BundleError::Vouching(error.to_string()))?;
    let nodes = tree(&bundle.leaves)?;
    let mut checkpoints = Vec::new();
    for text in &bundle.checkpoints {
        let note = Note::parse(text).map_err(|error| BundleError::Vouching(error.to_string()))?;
        let seen = note.verify(&keys).and_then(|_| cosignature::verify(&note, &keys));
        let seen = seen.map_err(|error| BundleError::Vouching(error.to_string()))?;
        if seen.iter().any(|seen| seen.time_s >= YEAR_10000_S) {
            return Err(refused("a cosignature names a time after the year 9999"));
        }
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.size == 0 || checkpoint.size > bundle.leaves.len() as u64 {
            return Err(refused("a checkpoint is of another number of entries"));
        }
        if merkle::root(&nodes, checkpoint.size)? != checkpoint.root {
            return Err(refused("a checkpoint is not of these entries"));
        }
        checkpoints.push((checkpoint, note));
    }
    checkpoints.sort_by_key(|(checkpoint, _)| checkpoint.size);
    let pairs = checkpoints.iter().zip(checkpoints.iter().skip(1));
    if pairs.into_iter().any(|((a, _), (b, _))| a.size == b.size || a.origin != b.origin) {
        return Err(refused("two checkpoints are of one size, or of different ledgers"));
    }
    if checkpoints.last().is_some_and(|(newest, _)| newest.size != bundle.leaves.len() as u64) {
        return Err(refused("the newest checkpoint does not cover the whole ledger"));
    }
    own_keys(&keys)?;
    Ok(Vouching { keys, checkpoints, nodes })
}

/// Refuses a cosigner who is the ledger itself.
fn own_keys(keys: &[VerifierKey]) -> Result<(), BundleError> {
    let of = |kind| keys.iter().filter(move |key| key.kind() == kind).map(VerifierKey::public);
    let own: BTreeSet<[u8; 32]> = of(KeyKind::Note).collect();
    if of(KeyKind::Cosignature).any(|key| own.contains(&key)) {
        return Err(BundleError::Vouching("a cosigner's key is the ledger's own".to_owned()));
    }
    Ok(())
}

/// The tree over all leaves.
fn tree(leaves: &[Hash]) -> Result<MemoryNodes, TreeError<std::convert::Infallible>> {
    let mut nodes = MemoryNodes::default();
    let mut size = 0;
    for leaf in leaves {
        size = merkle::append(&mut nodes, size, leaf)?;
    }
    Ok(nodes)
}

/// Whether a time-stamp token names this text: its SHA-256 stands in the token as a string of 32 octets.
pub fn is_stamped(token: &[u8], text: &[u8]) -> bool {
    let wanted = [[0x04, 0x20].as_slice(), &sha256(&[text])].concat();
    token.windows(wanted.len()).any(|window| window == wanted)
}
