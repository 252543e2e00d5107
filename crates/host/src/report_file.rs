//! A report's bytes on the disk: whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::fault::{HostError, Result};

/// Writes a file beside its place and moves it there, so that a full disk or a
/// crash never leaves half a report, nor takes the one that was there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error| HostError::file(path, "written", error);
    let part = part_of(path)?;
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&part, path)
    };
    write().map_err(|error| {
        // What could not be finished is not left lying about; the first error is the one to tell.
        drop(std::fs::remove_file(&part));
        failed(error)
    })
}

/// Beside a file or folder that is to come: where it stands until it is whole.
pub(crate) fn part_of(path: &Path) -> Result<PathBuf> {
    let named = path.file_name();
    let named = named.ok_or_else(|| HostError::file(path, "written", std::io::ErrorKind::InvalidFilename.into()))?;
    let mut name = std::ffi::OsString::from(".");
    name.push(named);
    name.push(format!(".{}.part", std::process::id()));
    Ok(path.with_file_name(name))
}
