//! Backups: verified copies of a desk, kept by last, day, week and month.
//!
//! A copy has its final name only when it was opened and verified, so that
//! whatever stands in the folder was good when it was made. An older one goes
//! only after a newer one is there. Never a way to write to the desk itself.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use claimdesk_core::{HeadRow, Ledger, ReadDesk, Timestamp};

use crate::env::now;
use crate::fault::{HostError, Result};
use crate::places::ENDING;

/// The setting of this computer that names the second folder of backups.
pub const SECOND: &str = "second backup folder";

/// How many are kept: the newest, and the newest of each of so many days, weeks and months.
const KEPT: [(Span, usize); 4] = [(Span::Each, 12), (Span::Day, 14), (Span::Week, 8), (Span::Month, 12)];

/// Hex digits of a hash that stand in a name.
const DIGITS: usize = 16;

const DAY_MS: i64 = 86_400_000;

/// A verified copy of a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub made: Timestamp,
    /// The place of its newest entry.
    pub seq: u64,
    /// How the hash of that entry begins, in hex.
    pub hash: String,
    /// Bytes.
    pub size: u64,
}

/// The backups of one desk, in one folder or two.
#[derive(Clone, Debug)]
pub struct Backups {
    desk: PathBuf,
    /// The desk's own folder of backups, named by its ledger.
    folder: PathBuf,
    /// A second one, on another disk.
    second: Option<PathBuf>,
}

impl Backups {
    /// The backups of the desk at `desk`, below `folder` and, if one was chosen, below `second`.
    pub fn of(ledger: &Ledger<'_>, desk: &Path, folder: &Path, second: Option<&Path>) -> Result<Self> {
        let Some(origin) = ledger.origin()? else {
            return Err(HostError::Input("This desk is empty: there is nothing to back up.".to_owned()));
        };
        let own = format!("{} {}", stem(desk), &origin[..DIGITS]);
        Ok(Self { desk: desk.to_owned(), folder: folder.join(&own), second: second.map(|second| second.join(own)) })
    }

    /// All of them, the newest first; what is in both folders is named once.
    pub fn list(&self) -> Result<Vec<Backup>> {
        let mut all = list(&self.folder)?;
        if let Some(second) = &self.second {
            // A disk that is not there now has none.
            let there = list(second).unwrap_or_default();
            all.extend(
                there
                    .into_iter()
                    .filter(|other| !all.iter().any(|one| one.path.file_name() == other.path.file_name()))
                    .collect::<Vec<_>>(),
            );
        }
        all.sort_by_key(|backup| std::cmp::Reverse((backup.made, backup.seq)));
        Ok(all)
    }

    /// The newest.
    pub fn newest(&self) -> Result<Option<Backup>> {
        Ok(self.list()?.into_iter().next())
    }

    /// Makes a backup, verifies it, and only then lets older ones go.
    pub fn make(&self) -> Result<Backup> {
        self.make_by(|to| Ok(ReadDesk::copy(&self.desk, to)?))
    }

    /// The same, where the copy is made by whoever holds the desk alone.
    pub fn make_by(&self, copy: impl FnOnce(&Path) -> Result<()>) -> Result<Backup> {
        let backup = make(&self.desk, &self.folder, copy)?;
        thin(&self.folder)?;
        Ok(backup)
    }

    /// Whether the newest has this entry as its own newest.
    pub fn has(&self, head: &HeadRow) -> Result<bool> {
        Ok(self.newest()?.is_some_and(|newest| newest.seq == head.seq && head.hash.starts_with(&newest.hash)))
    }

    /// Makes a backup unless the newest has the desk's newest entry already.
    pub fn make_if_changed(&self) -> Result<Option<Backup>> {
        let head = ReadDesk::open(&self.desk)?.reader(None)?.head()?;
        if self.has(&head)? { Ok(None) } else { self.make().map(Some) }
    }

    /// Makes a backup and removes every older one, in both folders: what was erased by law must not come back from one.
    pub fn make_only(&self) -> Result<Backup> {
        self.make_only_by(|to| Ok(ReadDesk::copy(&self.desk, to)?))
    }

    /// The same, where the copy is made by whoever holds the desk alone.
    pub fn make_only_by(&self, copy: impl FnOnce(&Path) -> Result<()>) -> Result<Backup> {
        let made = self.make_by(copy)?;
        self.copy_to_second(&made)?;
        for folder in [Some(&self.folder), self.second.as_ref()].into_iter().flatten() {
            for old in list(folder)?.into_iter().filter(|old| old.path.file_name() != made.path.file_name()) {
                std::fs::remove_file(&old.path).map_err(|error| HostError::file(&old.path, "removed", error))?;
            }
        }
        Ok(made)
    }

    /// Copies a backup to the second folder and reads it back there; nothing if none was chosen.
    pub fn copy_to_second(&self, backup: &Backup) -> Result<Option<PathBuf>> {
        let Some(second) = &self.second else { return Ok(None) };
        let name = backup.path.file_name().unwrap_or_default();
        let (to, partial) = (second.join(name), second.join(partial()));
        std::fs::create_dir_all(second).map_err(|error| HostError::file(second, "made", error))?;
        let copied = std::fs::copy(&backup.path, &partial).map_err(|error| HostError::file(&to, "written", error));
        let done = copied.and_then(|_| {
            flush(&partial)?;
            if sha256_of(&partial)? != sha256_of(&backup.path)? {
                return Err(HostError::Input("The second copy does not read as the first.".to_owned()));
            }
            rename(&partial, &to)
        });
        if done.is_err() {
            drop(std::fs::remove_file(&partial));
        }
        done?;
        thin(second)?;
        Ok(Some(to))
    }
}

/// Copies the desk, verifies the copy, and gives it its name.
fn make(desk: &Path, folder: &Path, copy: impl FnOnce(&Path) -> Result<()>) -> Result<Backup> {
    std::fs::create_dir_all(folder).map_err(|error| HostError::file(folder, "made", error))?;
    let partial = folder.join(partial());
    let made = copy(&partial).and_then(|()| {
        flush(&partial)?;
        let verified = ReadDesk::open(&partial)?.verify()?;
        let made = now();
        let hash = verified.hash[..DIGITS.min(verified.hash.len())].to_owned();
        let time = made.to_string().replace(':', "");
        let path = folder.join(format!("{} {time} {} {hash}.{ENDING}", stem(desk), verified.entries));
        rename(&partial, &path)?;
        let size = std::fs::metadata(&path).map_err(|error| HostError::file(&path, "read", error))?.len();
        Ok(Backup { path, made, seq: verified.entries, hash, size })
    });
    if made.is_err() {
        drop(std::fs::remove_file(&partial));
    }
    made
}

fn partial() -> String {
    format!(".partial-{}", std::process::id())
}

/// The backups in a folder, the newest first. Other files in it are none of ours.
pub fn list(folder: &Path) -> Result<Vec<Backup>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(HostError::file(folder, "read", error)),
    };
    let mut all: Vec<Backup> = entries.filter_map(|entry| read_name(&entry.ok()?.path())).collect();
    all.sort_by_key(|backup| std::cmp::Reverse((backup.made, backup.seq)));
    Ok(all)
}

/// Reads what a backup's name says: name, time, place and hash, apart by blanks.
fn read_name(path: &Path) -> Option<Backup> {
    if path.extension()? != ENDING {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    let mut parts = stem.rsplitn(4, ' ');
    let (hash, seq, time) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, clock) = time.split_once('T')?;
    let clock = format!("{}:{}:{}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
    Some(Backup {
        path: path.to_owned(),
        made: format!("{day}T{clock}").parse().ok()?,
        seq: seq.parse().ok()?,
        hash: hash.to_owned(),
        size: std::fs::metadata(path).ok()?.len(),
    })
}

/// Lets those go that no rule keeps.
fn thin(folder: &Path) -> Result<()> {
    let all = list(folder)?;
    let times: Vec<i64> = all.iter().map(|backup| backup.made.as_ms()).collect();
    let kept = kept(&times);
    for (at, backup) in all.iter().enumerate() {
        if !kept.contains(&at) {
            std::fs::remove_file(&backup.path).map_err(|error| HostError::file(&backup.path, "removed", error))?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Span {
    Each,
    Day,
    Week,
    Month,
}

/// Which of these times (milliseconds, the newest first) are kept.
fn kept(times: &[i64]) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    for (span, most) in KEPT {
        let mut spans = BTreeSet::new();
        for (at, ms) in times.iter().enumerate() {
            let part = match span {
                Span::Each => at.to_string(),
                Span::Day => ms.div_euclid(DAY_MS).to_string(),
                Span::Week => ms.div_euclid(7 * DAY_MS).to_string(),
                Span::Month => Timestamp::from_ms(*ms).day()[..7].to_owned(),
            };
            if spans.len() < most && spans.insert(part) {
                kept.insert(at);
            }
        }
    }
    kept
}

pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Writes a file's bytes through to the disk.
pub(crate) fn flush(path: &Path) -> Result<()> {
    File::open(path).and_then(|file| file.sync_all()).map_err(|error| HostError::file(path, "written", error))
}

/// Gives a file its name, and writes the folder through to the disk.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from, to).map_err(|error| HostError::file(to, "written", error))?;
    // A name alone stands in the folder where the program runs.
    let folder = to.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    folder.map_or(Ok(()), flush)
}

/// The SHA-256 of a file, in hex.
pub(crate) fn sha256_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| HostError::file(path, "read", error))?;
    Ok(claimdesk_core::sha256(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_and_one_of_each_day_week_and_month_are_kept() {
        // One each hour for two years, the newest first.
        let hour = 3_600_000;
        let end = 1_763_900_000_000_i64;
        let times: Vec<i64> = (0..2 * 365 * 24).map(|n| end - n * hour).collect();
        let kept = kept(&times);
        assert!((0..12).all(|n| kept.contains(&n)), "the last twelve");
        assert!(kept.len() > 12 + 10 && kept.len() <= 12 + 14 + 8 + 12, "{}", kept.len());
        let oldest = kept.iter().next_back().copied().unwrap_or(0);
        assert!(oldest > 320 * 24, "back to the end of the twelfth month: {oldest}");
        assert_eq!(super::kept(&times[..3]).len(), 3, "few are all kept");
    }

    #[test]
    fn names_say_when_and_where_in_the_ledger() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("My desk 2026-11-23T140502.123Z 418 a30e8d32a30e8d32.claimdesk");
        std::fs::write(&path, "x").expect("a file");
        std::fs::write(folder.path().join("notes.txt"), "x").expect("a file");
        let all = list(folder.path()).expect("a list");
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].made.to_string().as_str(), all[0].seq), ("2026-11-23T14:05:02.123Z", 418));
        assert_eq!((all[0].hash.as_str(), all[0].size), ("a30e8d32a30e8d32", 1));
    }
}
