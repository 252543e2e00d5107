//! Recovery of a damaged desk: its bytes are kept, and what proves itself is put together again.
//!
//! Nothing is ever deleted: the damaged files are copied, byte for byte, into a
//! folder beside the desk before anything is written. The desk is replaced in
//! one step, by a file that was verified.

use std::path::{Path, PathBuf};

use claimdesk_core::id::{DeviceId, EditorId};
use claimdesk_core::{ReadDesk, Salvaged, Store};

use crate::backup::{self, Backup, flush, rename, sha256_of, stem};
use crate::env::{SystemEnv, now};
use crate::fault::{HostError, Result};
use crate::lock::Lock;

/// What became of a damaged desk.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// Where the damaged files are kept, as they were.
    pub kept_in: PathBuf,
    /// The backup that it began with; none if every entry came from the damaged file.
    pub backup: Option<Backup>,
    /// What the damaged file gave.
    pub salvaged: Salvaged,
}

/// The verified backups that may belong to a desk which itself cannot be asked, the newest first: by its name.
pub fn candidates(desk: &Path, folder: &Path, second: Option<&Path>) -> Vec<Backup> {
    let named = format!("{} ", stem(desk));
    let below = |folder: &Path| -> Vec<Backup> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let ours = entries
            .filter_map(std::result::Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&named)));
        ours.flat_map(|path| backup::list(&path).unwrap_or_default()).collect()
    };
    let mut all = below(folder);
    all.extend(second.map(below).unwrap_or_default());
    all.sort_by_key(|backup| std::cmp::Reverse((backup.made, backup.seq)));
    all
}

/// Puts a damaged desk together again: from a backup, if one is given, and from what still
/// proves itself in the damaged file. `editor` is who says so in the ledger, if they are known there.
pub fn recover(desk: &Path, device: DeviceId, from: Option<&Backup>, editor: Option<EditorId>) -> Result<Recovered> {
    let lock = Lock::take(desk)?;
    let kept_in = keep(desk)?;
    let work = desk.with_file_name(format!(".{}.recovering-{}", stem(desk), std::process::id()));
    let made = work.join("made");
    let done = rebuild(desk, &work, &made, device, from, editor).and_then(|salvaged| replace(desk, &made, salvaged));
    // What is left of the work is a copy of what was kept.
    drop(std::fs::remove_dir_all(&work));
    drop(lock);
    Ok(Recovered { kept_in, backup: from.cloned(), salvaged: done? })
}

/// Puts what was made in the place of the damaged desk.
fn replace(desk: &Path, made: &Path, salvaged: Salvaged) -> Result<Salvaged> {
    // What belonged to the damaged file must not be taken for the new one's; it is kept with it.
    for ending in ["-wal", "-shm", "-journal"] {
        let path = beside(desk, ending);
        if path.exists() {
            std::fs::remove_file(&path).map_err(|error| HostError::file(&path, "moved", error))?;
        }
    }
    rename(made, desk)?;
    Ok(salvaged)
}

fn rebuild(
    desk: &Path,
    work: &Path,
    made: &Path,
    device: DeviceId,
    from: Option<&Backup>,
    editor: Option<EditorId>,
) -> Result<Salvaged> {
    // Read from a copy: SQLite may write beside a file that it only reads.
    std::fs::create_dir(work).map_err(|error| HostError::file(work, "made", error))?;
    let damaged = work.join("damaged");
    for ending in ["", "-wal", "-journal"] {
        let (from, to) = (beside(desk, ending), beside(&damaged, ending));
        if from.exists() {
            std::fs::copy(&from, &to).map_err(|error| HostError::file(&to, "written", error))?;
        }
    }
    let mut store = match from {
        Some(backup) => {
            ReadDesk::open(&backup.path)?.verify()?;
            std::fs::copy(&backup.path, made).map_err(|error| HostError::file(made, "written", error))?;
            Store::open(made, device, Box::new(SystemEnv))?
        }
        None => Store::create(made, device, Box::new(SystemEnv))?,
    };
    let salvaged = store.salvage(&damaged, editor)?;
    store.verify()?;
    store.close()?;
    flush(made)?;
    Ok(salvaged)
}

/// Copies the damaged files into a folder of their own, with their SHA-256.
fn keep(desk: &Path) -> Result<PathBuf> {
    let time = now().to_string().replace(':', "");
    let folder = desk.with_file_name(format!("{} damaged {time}", stem(desk)));
    std::fs::create_dir(&folder).map_err(|error| HostError::file(&folder, "made", error))?;
    let mut sums = String::new();
    for ending in ["", "-wal", "-journal"] {
        let path = beside(desk, ending);
        if !path.exists() {
            continue;
        }
        let name = path.file_name().unwrap_or_default();
        let to = folder.join(name);
        std::fs::copy(&path, &to).map_err(|error| HostError::file(&to, "written", error))?;
        flush(&to)?;
        let (was, is) = (sha256_of(&path)?, sha256_of(&to)?);
        if was != is {
            return Err(HostError::Input("The damaged file could not be copied byte for byte.".to_owned()));
        }
        sums.push_str(&format!("{is}  {}\n", name.to_string_lossy()));
    }
    let list = folder.join("SHA256SUMS");
    std::fs::write(&list, sums).map_err(|error| HostError::file(&list, "written", error))?;
    flush(&list)?;
    Ok(folder)
}

fn beside(desk: &Path, ending: &str) -> PathBuf {
    let mut name = desk.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    desk.with_file_name(name)
}
