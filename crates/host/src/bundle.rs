//! The evidence bundle of a case: a folder that a stranger checks without this program (BagIt, RFC 8493).
//!
//! What is in it and what it proves is laid out in `claimdesk_proof::bundle`
//! and in `docs/proof.md`; here it is gathered from a desk and written.

use std::collections::BTreeSet;
use std::path::Path;

use claimdesk_core::id::{CaseId, EditorId};
use claimdesk_core::model::BlobId;
use claimdesk_core::{ExportedFile, Ledger, Store};
use claimdesk_proof::bundle::{BlobCopy, Bundle, KeySince, NamedFile};
use claimdesk_proof::encoding::{hash_from_hex, hex};
use claimdesk_proof::key::VerifierKey;

use crate::env::now;
use crate::fault::{HostError, Result};
use crate::keys::Keys;
use crate::report_file::part_of;
use crate::state::State;

/// What a bundle is made of besides the desk.
pub struct Wanted<'a> {
    /// The case.
    pub case: CaseId,
    /// The desk's name, for readers.
    pub desk: String,
    /// The report's files, each with its name.
    pub report: Vec<(String, Vec<u8>)>,
    /// Who exports it.
    pub editor: EditorId,
    /// Keys of colleagues who countersigned.
    pub witnesses: &'a [VerifierKey],
}

/// Says in an entry what is exported, and signs the head with it. Gives the entry's place.
pub fn announce(store: &mut Store, keys: &Keys, state: &State, wanted: &Wanted<'_>) -> Result<u64> {
    let files = wanted
        .report
        .iter()
        .map(|(name, bytes)| ExportedFile { name: name.clone(), sha256: claimdesk_core::sha256(bytes) });
    // The key first: the head that is signed shall be the export's.
    keys.announce(store, wanted.editor, state)?;
    let exported = store.note_export(wanted.editor, wanted.case, files.collect())?;
    keys.sign_head(store, wanted.editor, state)?;
    Ok(exported.seq)
}

/// Refuses a folder that is there already: before anything is announced.
pub fn check_free(to: &Path) -> Result<()> {
    if !to.exists() {
        return Ok(());
    }
    let taken = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "there is something of this name already");
    Err(HostError::file(to, "made", taken))
}

/// Writes the bundle of a case, as of the entry that announced it, into a new folder.
pub fn write(ledger: &Ledger<'_>, wanted: Wanted<'_>, exported: u64, to: &Path) -> Result<()> {
    check_free(to)?;
    let bundle = gather(ledger, wanted, exported)?;
    let files = bundle.files().map_err(|error| HostError::Report(error.to_string()))?;
    let part = part_of(to)?;
    let written = files.iter().try_for_each(|(name, bytes)| put(&part, name, bytes));
    let done = written.and_then(|()| std::fs::rename(&part, to).map_err(|error| HostError::file(to, "written", error)));
    if done.is_err() {
        drop(std::fs::remove_dir_all(&part));
    }
    done
}

fn gather(read: &Ledger<'_>, wanted: Wanted<'_>, exported: u64) -> Result<Bundle> {
    let announced = read.keys()?;
    let mut seqs: BTreeSet<u64> = read.entries_of_case(wanted.case, exported)?.into_iter().collect();
    seqs.extend(announced.iter().map(|row| row.seq));
    seqs.insert(exported);
    let (mut entries, mut blobs, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for seq in seqs {
        let sealed = read.sealed(seq)?;
        for id in sealed.opened.iter().flat_map(|opened| named_blobs(&opened.body)) {
            if seen.insert(id.as_str().to_owned()) {
                blobs.extend(copy_of(read, &id)?);
            }
        }
        entries.push(sealed);
    }
    let leaves: Option<Vec<_>> = read.leaves(exported)?.iter().map(|hash| hash_from_hex(hash)).collect();
    let leaves = leaves.ok_or_else(|| HostError::Report("a hash of the ledger cannot be read".to_owned()))?;
    let mut keys: Vec<KeySince> =
        announced.into_iter().map(|row| KeySince { verifier: row.key, since: Some(row.seq) }).collect();
    keys.extend(wanted.witnesses.iter().map(|key| KeySince { verifier: key.to_string(), since: None }));
    // The newest note of each size: the one with the most signatures.
    let mut checkpoints = std::collections::BTreeMap::new();
    for kept in read.checkpoints()?.into_iter().filter(|kept| kept.size <= exported) {
        checkpoints.insert(kept.size, kept.note);
    }
    Ok(Bundle {
        desk: wanted.desk,
        made_on: now().day(),
        program: concat!("claimdesk ", env!("CARGO_PKG_VERSION")).to_owned(),
        report: wanted.report.into_iter().map(|(name, bytes)| NamedFile { name, bytes }).collect(),
        leaves,
        entries,
        blobs,
        checkpoints: checkpoints.into_values().collect(),
        keys,
        timestamps: timestamps(read, exported)?,
    })
}

/// The answers of time-stamping services over checkpoints that are shown.
fn timestamps(read: &Ledger<'_>, exported: u64) -> Result<Vec<NamedFile>> {
    let mut files = Vec::new();
    for kept in read.timestamps()?.into_iter().filter(|kept| kept.size <= exported) {
        if let Some(bytes) = read.kept(&kept.token.blob)?.map(|kept| kept.bytes) {
            files.push(NamedFile { name: format!("{}-{}.tsr", kept.size, kept.seq), bytes });
        }
    }
    Ok(files)
}

/// The bytes that an entry brought with it.
fn named_blobs(body: &[u8]) -> Vec<BlobId> {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let ids = body["blobs"].as_array().cloned().unwrap_or_default();
    ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect()
}

/// Kept bytes as a bundle shows them; none if they were erased by law.
fn copy_of(read: &Ledger<'_>, id: &BlobId) -> Result<Option<BlobCopy>> {
    let Some(kept) = read.kept(id)? else { return Ok(None) };
    Ok(Some(BlobCopy {
        id: id.as_str().to_owned(),
        salt: hex(&kept.salt),
        name: format!("{}.bin", &kept.sha256[..16]),
        sha256: kept.sha256,
        media_type: kept.media_type,
        bytes: kept.bytes,
    }))
}

/// Writes one file of the bag. The names are ours alone.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|error| HostError::file(parent, "made", error))?;
    }
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&path)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.sync_all()
    };
    write().map_err(|error| HostError::file(&path, "written", error))
}
