//! What this computer remembers apart from any desk: settings, recent desks,
//! texts that were typed but not yet saved, and the id of this installation.
//!
//! Never anything that belongs to the history of a desk.

use std::path::Path;

use claimdesk_core::id::DeviceId;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

use crate::env::new_id;
use crate::fault::{HostError, Result};
use crate::places::Places;

/// How many recent desks are remembered.
const RECENT: usize = 10;

/// The memory of this computer.
pub struct State {
    conn: Connection,
}

impl State {
    /// Opens or makes the memory at `path`.
    pub fn open(path: &Path) -> Result<Self> {
        Places::make_folder_of(path)?;
        #[expect(clippy::disallowed_methods, reason = "this file is no desk: nothing in it is history")]
        let conn = Connection::open(path).map_err(sqlite)?;
        conn.busy_timeout(std::time::Duration::from_secs(5)).map_err(sqlite)?;
        conn.execute_batch(
            "pragma journal_mode = wal;
             create table if not exists setting (key text primary key not null, value text not null) strict;
             create table if not exists unsaved (
               desk text not null, key text not null, text text not null, primary key (desk, key)
             ) strict;
             create table if not exists recent (path text primary key not null, n integer not null) strict;",
        )
        .map_err(sqlite)?;
        Ok(Self { conn })
    }

    /// The id of this installation, made at its first use.
    pub fn device(&self) -> Result<DeviceId> {
        if let Some(text) = self.setting("device")?
            && let Ok(id) = text.parse()
        {
            return Ok(id);
        }
        let id = DeviceId(new_id());
        self.keep_setting("device", &id.to_string())?;
        Ok(id)
    }

    /// A setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        self.conn
            .query_row("select value from setting where key = ?1", [key], |row| row.get(0))
            .optional()
            .map_err(sqlite)
    }

    /// Keeps a setting.
    pub fn keep_setting(&self, key: &str, value: &str) -> Result<()> {
        self.conn
            .execute(
                "insert into setting (key, value) values (?1, ?2) on conflict do update set value = excluded.value",
                [key, value],
            )
            .map_err(sqlite)?;
        Ok(())
    }

    /// The settings whose key begins so: what follows there, and the value.
    pub fn settings_under(&self, beginning: &str) -> Result<Vec<(String, String)>> {
        let sql =
            "select substr(key, length(?1) + 1), value from setting where substr(key, 1, length(?1)) = ?1 order by key";
        let mut statement = self.conn.prepare(sql).map_err(sqlite)?;
        let rows = statement.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?))).map_err(sqlite)?;
        rows.collect::<rusqlite::Result<_>>().map_err(sqlite)
    }

    /// Texts of a desk that were typed but not yet saved, by key.
    pub fn unsaved(&self, desk: &Path) -> Result<BTreeMap<String, String>> {
        let mut statement = self.conn.prepare("select key, text from unsaved where desk = ?1").map_err(sqlite)?;
        let rows = statement.query_map([text(desk)], |row| Ok((row.get(0)?, row.get(1)?))).map_err(sqlite)?;
        rows.collect::<rusqlite::Result<_>>().map_err(sqlite)
    }

    /// Remembers a text that is not yet saved; `None` forgets it.
    pub fn keep_unsaved(&self, desk: &Path, key: &str, typed: Option<&str>) -> Result<()> {
        match typed {
            Some(typed) => self.conn.execute(
                "insert into unsaved (desk, key, text) values (?1, ?2, ?3) on conflict do update set text = excluded.text",
                [text(desk).as_str(), key, typed],
            ),
            None => self.conn.execute("delete from unsaved where desk = ?1 and key = ?2", [text(desk).as_str(), key]),
        }
        .map_err(sqlite)?;
        Ok(())
    }

    /// Desks that were opened before and are still there, newest first.
    pub fn recent(&self) -> Result<Vec<std::path::PathBuf>> {
        let mut statement = self.conn.prepare("select path from recent order by n desc").map_err(sqlite)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(sqlite)?;
        let paths: Vec<String> = rows.collect::<rusqlite::Result<_>>().map_err(sqlite)?;
        Ok(paths.into_iter().map(std::path::PathBuf::from).filter(|path| path.exists()).take(RECENT).collect())
    }

    /// Puts a desk first among the recent ones.
    pub fn keep_recent(&self, desk: &Path) -> Result<()> {
        self.conn
            .execute(
                "insert into recent (path, n) values (?1, (select coalesce(max(n), 0) + 1 from recent))
                 on conflict do update set n = excluded.n",
                params![text(desk)],
            )
            .map_err(sqlite)?;
        Ok(())
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn sqlite(error: rusqlite::Error) -> HostError {
    HostError::Core(error.into())
}
