//! Connections to a desk's file: the settings that durability rests on, each
//! read back, and the look at a file before it is trusted.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::ledger::replay;
use crate::table;

/// `application_id` of a desk: “CDsk”.
const APPLICATION_ID: i64 = 0x4344_736b;

/// `user_version`: the ledger format. Raised when an older program could misread an entry.
pub(crate) const FORMAT: i64 = 1;

/// The lowest SQLite that may open a desk: older ones can lose pages when two
/// connections write a WAL at once (release notes of 3.51.3).
const SQLITE_FLOOR: i32 = 3_051_003;

const LEDGER: &str = include_str!("ledger/ledger.sql");

/// Opens an existing file for writing, or makes it a desk if it is new or empty.
pub(crate) fn writer(path: &Path, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let conn = open(path, flags)?;
    settle(&conn)?;
    let fresh = is_empty(&conn)?;
    if !fresh {
        check_header(&conn)?;
    } else if !create {
        return Err(Error::Foreign("it is empty".to_owned()));
    }
    if fresh {
        make(&conn)?;
    } else {
        check_schema(&conn)?;
    }
    // Last, for it writes into the file: what is refused is left as it was, and
    // a founding that is killed leaves an empty file.
    journal(&conn)?;
    Ok(conn)
}

/// Opens a file for reading alone.
pub(crate) fn reader(path: &Path) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    check_header(&conn)?;
    is_ours(&conn)?;
    Ok(conn)
}

/// Opens a damaged file for reading alone, without asking what it is: each entry must prove itself.
pub(crate) fn damaged(path: &Path) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// Writes a copy of the desk at `from` to `to`, where nothing may be yet: one plain file, without free pages.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let conn = open(from, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&conn)?;
    check_header(&conn)?;
    conn.execute("vacuum into ?1", [to.to_string_lossy()])?;
    Ok(())
}

/// A desk in memory: for tests, and for the past.
pub(crate) fn in_memory() -> Result<Connection> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    let conn = Connection::open_in_memory()?;
    settle(&conn)?;
    make(&conn)?;
    Ok(conn)
}

/// Empty projections in memory, without a ledger.
pub(crate) fn projections_in_memory() -> Result<Connection> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    let conn = Connection::open_in_memory()?;
    settle(&conn)?;
    table::create(&conn)?;
    Ok(conn)
}

/// Leaves one plain file behind, which can be mailed, hashed and read from a disk without write access.
pub(crate) fn close(conn: Connection) -> Result<()> {
    conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    // Another reader keeps the journal alive: then the file stays in WAL mode, which is as safe.
    let _mode: Result<String, _> = conn.query_row("pragma journal_mode = delete", [], |row| row.get(0));
    conn.close().map_err(|(_, error)| error.into())
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    let conn = Connection::open_with_flags(path, flags)?;
    Ok(conn)
}

fn make(conn: &Connection) -> Result<()> {
    conn.execute_batch("begin immediate")?;
    conn.execute_batch(&format!("pragma application_id = {APPLICATION_ID}; pragma user_version = {FORMAT};"))?;
    conn.execute_batch(LEDGER)?;
    table::create(conn)?;
    conn.execute("insert into meta (key, value) values ('projections', ?1)", [table::schema_hash()])?;
    conn.execute_batch("commit")?;
    Ok(())
}

/// Settings of every connection, each read back.
fn settle(conn: &Connection) -> Result<()> {
    if rusqlite::version_number() < SQLITE_FLOOR {
        return Err(Error::Setting { setting: "version", found: rusqlite::version().to_owned() });
    }
    conn.busy_timeout(std::time::Duration::from_millis(5_000))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_prepared_statement_cache_capacity(128);
    let settings: [(&'static str, i64); 6] = [
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("cell_size_check", 1),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("temp_store", 2),
    ];
    for (setting, wanted) in settings {
        conn.pragma_update(None, setting, wanted)?;
        let found: i64 = conn.pragma_query_value(None, setting, |row| row.get(0))?;
        if found != wanted {
            return Err(Error::Setting { setting, found: found.to_string() });
        }
    }
    conn.execute_batch("pragma mmap_size = 0; pragma fullfsync = on; pragma checkpoint_fullfsync = on;")?;
    Ok(())
}

/// WAL with `synchronous = full`: no acknowledged commit is lost by a power cut.
fn journal(conn: &Connection) -> Result<()> {
    let mode: String = conn.query_row("pragma journal_mode = wal", [], |row| row.get(0))?;
    if mode == "wal" { Ok(()) } else { Err(Error::Setting { setting: "journal_mode", found: mode }) }
}

fn is_empty(conn: &Connection) -> Result<bool> {
    let pages: i64 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    Ok(pages == 0)
}

fn check_header(conn: &Connection) -> Result<()> {
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(Error::Foreign("another program made it".to_owned()));
    }
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > FORMAT {
        return Err(Error::TooNew { found, known: FORMAT });
    }
    Ok(())
}

/// Compares the file's schema with ours. Anything foreign in it is refused;
/// tables of another version of this program are made anew from the ledger.
fn check_schema(conn: &Connection) -> Result<()> {
    if is_ours(conn)? {
        return Ok(());
    }
    conn.execute_batch("begin immediate")?;
    replay::rebuild(conn)?;
    if schema(conn)? != schema(&in_memory()?)? {
        conn.execute_batch("rollback")?;
        return Err(Error::Foreign("its tables are not those of a desk".to_owned()));
    }
    conn.execute_batch("commit")?;
    Ok(())
}

/// Whether the schema is ours to the letter; if not, it is that of another
/// version of this program, or else refused.
fn is_ours(conn: &Connection) -> Result<bool> {
    let found = schema(conn)?;
    let ours = schema(&in_memory()?)?;
    if found == ours {
        return Ok(true);
    }
    let known: Option<String> =
        conn.query_row("select value from meta where key = 'projections'", [], |row| row.get(0)).ok();
    let sealed = |all: &[Object]| -> Vec<Object> {
        all.iter()
            .filter(|o| matches!(o.table.as_str(), "entry" | "blob" | "chunk" | "checkpoint" | "meta"))
            .cloned()
            .collect()
    };
    if known.as_deref() == Some(&table::schema_hash()) || sealed(&found) != sealed(&ours) {
        return Err(Error::Foreign("its tables are not those of a desk".to_owned()));
    }
    Ok(false)
}

#[derive(Clone, PartialEq, Eq)]
struct Object {
    name: String,
    table: String,
    sql: Option<String>,
}

fn schema(conn: &Connection) -> Result<Vec<Object>> {
    let mut statement = conn.prepare("select name, tbl_name, sql from sqlite_schema order by type, name")?;
    let rows = statement.query_map([], |row| Ok(Object { name: row.get(0)?, table: row.get(1)?, sql: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
