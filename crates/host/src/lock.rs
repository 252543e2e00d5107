//! One program at a time writes to a desk: an advisory lock on a file beside it.
//!
//! Never on the desk's own file, whose locks belong to SQLite. The lock goes
//! with its process, so a crash leaves no stale one.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::fault::{HostError, Result};

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of the desk at `desk`.
    pub(crate) fn take(desk: &Path) -> Result<Self> {
        let mut name = desk.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        let path = desk.with_file_name(name);
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|error| HostError::file(&path, "opened", error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(held(desk, &mut file)),
                Err(TryLockError::Error(error)) => return Err(HostError::file(&path, "locked", error)),
            }
            // Its holder may have removed the file between our open and our lock.
            if is_same(&file, &path) {
                let lock = Self { file, path };
                lock.sign();
                return Ok(lock);
            }
        }
    }

    /// Says who holds it. A help for people: the lock itself is the system's.
    fn sign(&self) {
        let mut file = &self.file;
        let signed = file
            .set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| writeln!(file, "process {}", std::process::id()));
        debug_assert!(signed.is_ok(), "a lock file that was opened can be written");
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is still ours; who waits for it looks again.
        drop(std::fs::remove_file(&self.path));
    }
}

fn held(desk: &Path, file: &mut File) -> HostError {
    let mut who = String::new();
    let read = file.take(200).read_to_string(&mut who);
    let holder = match (read, who.trim()) {
        (Ok(_), who) if !who.is_empty() => format!(" ({who})"),
        _ => String::new(),
    };
    HostError::Locked { path: desk.to_owned(), holder }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(_file: &File, path: &Path) -> bool {
    path.exists()
}
