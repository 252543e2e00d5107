//! What the fault suite stands on: a load that says what was acknowledged, a shim
//! between it and the disk, power cuts made from recordings, and the audit afterwards.
//!
//! Everything here plays the world outside the program. Nothing of it is linked into one.

pub mod audit;
pub mod load;
pub mod power;
pub mod shim;

use std::path::{Path, PathBuf};

/// Whether the long form was asked for (`FAULTS=full`).
pub fn full() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the suite's one switch")]
    let asked = std::env::var("FAULTS");
    asked.is_ok_and(|form| form == "full")
}

/// The count for the form that was asked for.
pub fn many(short: usize, long: usize) -> usize {
    if full() { long } else { short }
}

/// A folder in memory where there is one: for what rests on bytes alone.
pub fn fast_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

/// The file beside a desk with this ending.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes a desk with all that lies beside it.
pub fn wipe(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _absent = std::fs::remove_file(beside(path, ending));
    }
}
