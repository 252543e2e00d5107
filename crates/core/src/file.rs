//! What the system says of a desk's own file: which one it is, under how many
//! names, on what kind of disk.
//!
//! Names and metadata alone, never bytes: opening the file here and closing it
//! again would drop the locks that SQLite holds on it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A desk's file as it was when it was opened.
#[derive(Clone, Debug)]
pub(crate) struct OwnFile {
    path: PathBuf,
    identity: Option<Identity>,
    remote: bool,
}

impl OwnFile {
    /// The file that a path means, behind any symbolic link: lock and journal stand beside it.
    pub(crate) fn at(path: &Path) -> Self {
        let path = real(path);
        let remote = is_remote(&path);
        Self { identity: identity(&path), path, remote }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it lies on a disk of the network, where shared memory and locks are not to be relied upon.
    pub(crate) fn is_remote(&self) -> bool {
        self.remote
    }

    /// As if it lay on a disk of the network.
    #[cfg(test)]
    pub(crate) fn on_a_share(path: &Path) -> Self {
        Self { remote: true, ..Self::at(path) }
    }

    /// Refuses a file of several names: the journal beside one of them would be missed by who opens another.
    pub(crate) fn has_one_name(&self) -> Result<()> {
        if names(&self.path) > 1 { Err(Error::SeveralNames) } else { Ok(()) }
    }

    /// Remembers which file the path means now: for one that has just been made.
    pub(crate) fn recognise(&mut self) {
        self.identity = identity(&self.path);
    }

    /// Whether the path still means the file that was opened.
    pub(crate) fn is_in_place(&self) -> Result<()> {
        match (identity(&self.path), &self.identity) {
            (None, Some(_)) => Err(Error::Displaced("moved, renamed or deleted")),
            (Some(found), Some(opened)) if found != *opened => Err(Error::Displaced("replaced by another file")),
            _ => Ok(()),
        }
    }

    /// Whether nothing lies beside the file that SQLite would have to read with it.
    pub(crate) fn stands_alone(&self) -> bool {
        ["-wal", "-journal"].iter().all(|ending| {
            let mut name = self.path.clone().into_os_string();
            name.push(ending);
            fs::metadata(name).map_or(true, |found| found.len() == 0)
        })
    }

    /// The path as a URI that tells SQLite that nobody can change the file.
    pub(crate) fn immutable_uri(&self) -> Option<String> {
        use std::fmt::Write;
        let mut uri = "file:".to_owned();
        for byte in self.path.to_str()?.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
                uri.push(char::from(byte));
            } else {
                write!(uri, "%{byte:02X}").ok()?;
            }
        }
        uri.push_str("?immutable=1");
        Some(uri)
    }
}

/// The path behind any symbolic link; of a file that is yet to be made, its folder's.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match (fs::canonicalize(folder), path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => path.to_owned(),
        }
    })
}

/// What tells a file from another that takes its name.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

#[cfg(unix)]
fn names(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or(1, |found| found.nlink())
}

/// Elsewhere an open file can be neither deleted nor replaced: that there is one is enough.
#[cfg(not(unix))]
type Identity = bool;

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().map(|found| found.is_file())
}

#[cfg(not(unix))]
fn names(_path: &Path) -> u64 {
    1
}

#[cfg(target_os = "linux")]
#[allow(clippy::useless_conversion, reason = "the number has 32 bits on some processors, 64 on others")]
fn is_remote(path: &Path) -> bool {
    // The file may be yet to be made: its folder tells as well.
    let folder = path.parent().unwrap_or(path);
    rustix::fs::statfs(folder).is_ok_and(|found| is_remote_kind(i64::from(found.f_type)))
}

/// The kinds of file system that reach over a network, by the numbers of statfs(2).
#[cfg(target_os = "linux")]
fn is_remote_kind(kind: i64) -> bool {
    const NFS: i64 = 0x6969;
    const SMB: i64 = 0x517b;
    const CIFS: i64 = 0xff53_4d42;
    const SMB2: i64 = 0xfe53_4d42;
    const FUSE: i64 = 0x6573_5546;
    const V9FS: i64 = 0x0102_1997;
    const AFS: i64 = 0x5346_414f;
    const CEPH: i64 = 0x00c3_6400;
    const CODA: i64 = 0x7375_7245;
    // Some systems give the number as 32 bits with a sign.
    [NFS, SMB, CIFS, SMB2, FUSE, V9FS, AFS, CEPH, CODA].contains(&(kind & 0xffff_ffff))
}

/// Windows names a share in the path itself; elsewhere the folder is taken for local.
#[cfg(not(target_os = "linux"))]
fn is_remote(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    match path.components().next() {
        Some(Component::Prefix(prefix)) => matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_share_is_told_from_a_disk() {
        for share in [0x6969, 0x517b, 0xff53_4d42, i64::from(0xff53_4d42_u32.cast_signed()), 0x6573_5546] {
            assert!(is_remote_kind(share), "{share:x}");
        }
        // ext4, xfs, btrfs, tmpfs, overlay
        for disk in [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630] {
            assert!(!is_remote_kind(disk), "{disk:x}");
        }
    }

    #[test]
    fn a_path_becomes_a_uri_without_losing_a_sign() {
        let file = OwnFile { path: "/a b/100 %?#ü".into(), identity: None, remote: false };
        assert_eq!(file.immutable_uri().as_deref(), Some("file:/a%20b/100%20%25%3F%23%C3%BC?immutable=1"));
    }
}
