//! A whole desk as one file of JSON lines, and a desk from such a file.
//!
//! Either is there whole or not at all: what is written stands beside its place
//! until it is complete, and a desk gets its name only after it was verified.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use claimdesk_core::id::DeviceId;
use claimdesk_core::{Ledger, Store, Verified};

use crate::backup::{flush, rename};
use crate::env::SystemEnv;
use crate::fault::{HostError, Result};
use crate::places::Places;
use crate::report_file::part_of;

/// How such files end: JSON, one value a line.
pub const ENDING: &str = "jsonl";

/// The longest line that is read: more than any entry that the program writes.
const LINE: u64 = 256 << 20;

/// Writes the whole desk to `to`; the same desk gives the same bytes.
pub fn write_desk(ledger: &Ledger<'_>, to: &Path) -> Result<()> {
    let failed = |error| HostError::file(to, "written", error);
    let part = part_of(to)?;
    let written = File::create(&part).map_err(failed).and_then(|target| {
        let mut target = BufWriter::with_capacity(1 << 18, target);
        write_lines(ledger, &mut target).map_err(|error| match error {
            HostError::File { source, .. } => failed(source),
            other => other,
        })?;
        target.flush().map_err(failed)?;
        target.get_ref().sync_all().map_err(failed)
    });
    written.and_then(|()| rename(&part, to)).inspect_err(|_| {
        // What could not be finished is not left lying about; the first error is the one to tell.
        drop(std::fs::remove_file(&part));
    })
}

/// Writes the lines of the whole desk.
pub fn write_lines(ledger: &Ledger<'_>, target: &mut dyn Write) -> Result<()> {
    let mut failure = None;
    ledger.write_out(&mut |line| {
        failure = target.write_all(line).and_then(|()| target.write_all(b"\n")).err();
        failure.is_none()
    })?;
    failure.map_or(Ok(()), |error| Err(HostError::file(Path::new("-"), "written", error)))
}

/// Makes a desk at `to`, where nothing may be yet, from a file that `write_desk` wrote; verifies it whole.
pub fn read_desk(from: &Path, to: &Path, device: DeviceId) -> Result<Verified> {
    let source = File::open(from).map_err(|error| HostError::file(from, "read", error))?;
    is_free(to)?;
    Places::make_folder_of(to)?;
    let part = part_of(to)?;
    let made = fill(from, source, &part, device).and_then(|verified| {
        flush(&part)?;
        is_free(to)?;
        rename(&part, to)?;
        Ok(verified)
    });
    made.inspect_err(|_| {
        for ending in ["", "-wal", "-shm", "-journal"] {
            drop(std::fs::remove_file(beside(&part, ending)));
        }
    })
}

fn is_free(to: &Path) -> Result<()> {
    if to.exists() {
        let taken = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "there is a file of this name already");
        return Err(HostError::file(to, "made", taken));
    }
    Ok(())
}

fn fill(from: &Path, source: File, part: &Path, device: DeviceId) -> Result<Verified> {
    let mut store = Store::create(part, device, Box::new(SystemEnv))?;
    let mut lines = Lines { source: BufReader::with_capacity(1 << 18, source), failure: None };
    let came = store.read_in(&mut lines);
    // A file that could not be read to its end looks cut off: that is the second thing to tell.
    if let Some(error) = lines.failure {
        return Err(HostError::file(from, "read", error));
    }
    came?;
    let verified = store.verify()?;
    store.close()?;
    Ok(verified)
}

/// The lines of a file, none longer than may be; ends at the first error and keeps it.
struct Lines {
    source: BufReader<File>,
    failure: Option<std::io::Error>,
}

impl Iterator for Lines {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        if self.failure.is_some() {
            return None;
        }
        let mut line = Vec::new();
        match self.source.by_ref().take(LINE).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                if line.last() == Some(&b'\n') {
                    line.pop();
                }
                Some(line)
            }
            Err(error) => {
                self.failure = Some(error);
                None
            }
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}
