//! The writer's connection, given up as soon as the disk fails it.
//!
//! After a failed write, sync or commit nobody knows what the disk holds, and
//! asking it once more proves nothing: the system may have dropped the pages
//! and forgotten it. So the connection is given up, another is opened, the
//! file is looked at as at the start, and what stands in it is written out
//! anew before anything is built upon it.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};
use std::path::Path;

use crate::error::{Error, Result};
use crate::file::OwnFile;
use crate::id::{EntryId, Seq};
use crate::ledger::entry;

/// A connection that may be in use no longer.
pub(crate) struct Held {
    /// Kept open when it is unsound, for as long as no other is: SQLite's index
    /// of the journal lives with it, which knows what was committed and what was not.
    conn: Option<Connection>,
    sound: bool,
    /// The file; `None` in memory.
    file: Option<OwnFile>,
}

impl Held {
    /// Opens the desk at `path`, or makes one there if nothing is there and `create` says so.
    pub(crate) fn open(path: &Path, create: bool) -> Result<Self> {
        let mut file = OwnFile::at(path);
        file.has_one_name()?;
        let conn = super::writer(&file, create)?;
        if create {
            file.recognise();
        }
        file.is_in_place()?;
        Ok(Self { conn: Some(conn), sound: true, file: Some(file) })
    }

    /// A desk in memory.
    pub(crate) fn in_memory() -> Result<Self> {
        Ok(Self { conn: Some(super::in_memory()?), sound: true, file: None })
    }

    /// Where the file is, behind any symbolic link.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(OwnFile::path)
    }

    /// Whether the file lies on a disk of the network, and is held alone.
    pub(crate) fn is_remote(&self) -> bool {
        self.file.as_ref().is_some_and(OwnFile::is_remote)
    }

    /// The connection, if it is sound.
    pub(crate) fn get(&self) -> Result<&Connection> {
        self.conn.as_ref().filter(|_| self.sound).ok_or(Error::GivenUp)
    }

    /// The connection, opened again if it was given up.
    pub(crate) fn live(&mut self) -> Result<&Connection> {
        if !self.sound {
            self.revive()?;
        }
        self.get()
    }

    /// The connection for one transaction, and the file for a last look at it.
    pub(crate) fn for_writing(&mut self) -> Result<(&mut Connection, Option<&OwnFile>)> {
        self.is_in_place()?;
        self.live()?;
        let conn = self.conn.as_mut().ok_or(Error::GivenUp)?;
        Ok((conn, self.file.as_ref()))
    }

    /// What an error in a transaction means. One of the disk gives the connection up; `entry` was being written.
    pub(crate) fn after(&mut self, error: Error, entry: Option<EntryId>) -> Error {
        let cause = match error {
            Error::Sqlite(cause) if self.file.is_some() && is_of_the_disk(&cause) => cause,
            other => return other,
        };
        self.sound = false;
        let stands = self.revive().and_then(|()| self.stands(entry)).ok();
        let kept = stands.is_some_and(|(_, kept)| kept);
        Error::Unwritten { cause, head: stands.map(|(head, _)| head), kept }
    }

    /// Closes the desk and leaves one plain file.
    pub(crate) fn close(mut self) -> Result<()> {
        self.live()?;
        match self.conn.take() {
            Some(conn) if self.file.is_some() => super::close(conn),
            _ => Ok(()),
        }
    }

    /// Where the history stands, and whether an entry is in it.
    fn stands(&self, entry: Option<EntryId>) -> Result<(Seq, bool)> {
        let conn = self.get()?;
        let head = entry::head(conn, None)?.map_or(0, |head| head.seq);
        let kept = match entry.map(|id| entry::seq_of(conn, id)) {
            None | Some(Err(Error::NotFound { .. })) => false,
            Some(found) => found.map(|_| true)?,
        };
        Ok((head, kept))
    }

    fn is_in_place(&self) -> Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        file.is_in_place().inspect_err(|_| {
            // The journal stayed behind under the old name. What it holds goes into the
            // file, wherever that is now: then the file is whole without the journal, and
            // the journal no danger to what took the file's place.
            if let Ok(conn) = self.get() {
                drop(super::write_out(conn));
            }
        })
    }

    fn revive(&mut self) -> Result<()> {
        let Some(file) = &self.file else { return Err(Error::GivenUp) };
        if let Some(old) = &self.conn {
            // Its end must not write what was not committed.
            old.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        }
        file.is_in_place()?;
        if file.is_remote() {
            self.conn = None; // It holds the file alone: no second one could be opened.
        }
        let fresh = super::writer(file, false)?;
        // Only now the old one goes: had the index of the journal gone with it, SQLite would
        // make it anew from the journal, and take what was never synced for committed.
        self.conn = Some(fresh);
        if let Some(conn) = &self.conn {
            super::write_out(conn)?;
        }
        self.sound = true;
        Ok(())
    }
}

/// Whether an error leaves it open what the disk holds.
fn is_of_the_disk(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::SystemIoFailure
                | ErrorCode::DiskFull
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::OutOfMemory
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::InternalMalfunction
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    fn on_a_share(folder: &Path) -> Held {
        let path = folder.join("Syria.claimdesk");
        let mut file = OwnFile::on_a_share(&path);
        let conn = crate::connection::writer(&file, true).expect("a desk");
        file.recognise();
        Held { conn: Some(conn), sound: true, file: Some(file) }
    }

    fn setting(conn: &Connection, name: &str) -> String {
        conn.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| format!("{value:?}"))
            .expect("a setting")
    }

    #[test]
    fn a_desk_on_a_share_is_held_alone_without_shared_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = on_a_share(folder.path());
        let conn = held.get().expect("sound");
        assert_eq!(setting(conn, "journal_mode"), r#"Text("delete")"#);
        assert_eq!(setting(conn, "locking_mode"), r#"Text("exclusive")"#);
        assert_eq!(setting(conn, "synchronous"), "Integer(3)");
        conn.execute_batch("begin immediate; insert into meta values ('x', 'y'); commit").expect("written");
        let names = folder.path().read_dir().expect("a folder").flatten().map(|file| file.file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with("-shm")));
        held.close().expect("closed");
    }

    #[test]
    fn a_store_that_the_disk_failed_says_so_and_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        for mut held in
            [on_a_share(folder.path()), Held::open(&folder.path().join("B.claimdesk"), true).expect("a desk")]
        {
            let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_FSYNC), None);
            let error = held.after(failure.into(), None);
            assert!(matches!(error, Error::Unwritten { head: Some(0), kept: false, .. }), "{error:?}");
            let (conn, _) = held.for_writing().expect("goes on");
            conn.execute_batch("begin immediate; commit").expect("written");
            held.close().expect("closed");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_store_that_cannot_be_opened_again_says_so_until_it_can() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, away) = (folder.path().join("Syria.claimdesk"), folder.path().join("Away.claimdesk"));
        let mut held = Held::open(&path, true).expect("a desk");
        rustix::fs::rename(&path, &away).expect("moved");
        let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_FULL), None);
        let error = held.after(failure.into(), None);
        assert!(matches!(error, Error::Unwritten { head: None, .. }), "{error:?}");
        assert!(matches!(held.get(), Err(Error::GivenUp)));
        rustix::fs::rename(&away, &path).expect("moved back");
        held.live().expect("opened again");
    }
}
