//! Connections to a desk's file: the settings that durability rests on, each
//! read back, and the look at a file before it is trusted.

mod held;

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

use crate::error::{Error, Result};
use crate::file::OwnFile;
use crate::id::Seq;
use crate::ledger::{replay, verify};
use crate::table;

pub(crate) use held::Held;

/// `application_id` of a desk: “CDsk”.
const APPLICATION_ID: i64 = 0x4344_736b;

/// `user_version`: the ledger format. Raised when an older program could misread an entry: 2 is that of
/// desks whose entries may hold snapshots, contacts, comments, views, and what became of notes.
pub(crate) const FORMAT: i64 = 2;

/// The lowest SQLite that may open a desk: older ones can lose pages when two
/// connections write a WAL at once (release notes of 3.51.3).
const SQLITE_FLOOR: i32 = 3_051_003;

const LEDGER: &str = include_str!("ledger/ledger.sql");

/// The largest file whose pages are all looked at when it is opened; a larger one is left to `verify`.
const LOOKED_AT: i64 = 256 << 20;

/// How many of the newest entries are verified when a desk is opened.
const TAIL: Seq = 1_000;

/// Opens an existing file for writing, or makes it a desk if it is new or empty.
pub(crate) fn writer(file: &OwnFile, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut conn = open(file.path(), flags)?;
    // What is refused is left as it was, its journal too.
    configure(&conn, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    settle(&mut conn)?;
    if file.is_remote() {
        // Before the first look into the file: no shared memory is made then.
        set_text(&conn, "locking_mode", "exclusive")?;
    }
    let fresh = is_empty(&conn)?;
    if fresh && !create {
        return Err(Error::Foreign("it is empty".to_owned()));
    }
    if fresh {
        make(&conn)?;
    } else {
        check_header(&conn)?;
        look(&conn).map_err(verify::as_damage)?;
    }
    // Last, for it writes into the file: what is refused is left as it was, and
    // a founding that is killed leaves an empty file.
    journal(&conn, if file.is_remote() { "delete" } else { "wal" })?;
    raise(&conn)?;
    configure(&conn, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(conn)
}

/// Opens a file for reading alone.
pub(crate) fn reader(path: &Path) -> Result<Connection> {
    let file = OwnFile::at(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let error = match open(file.path(), flags).and_then(trusted) {
        Err(error @ Error::Sqlite(_)) => error,
        done => return done,
    };
    // On a disk without write access SQLite cannot make what it needs beside a file in WAL mode.
    let is_stuck = matches!(&error, Error::Sqlite(why)
        if matches!(why.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)));
    match file.immutable_uri() {
        Some(uri) if is_stuck && file.stands_alone() => {
            trusted(open(Path::new(&uri), flags | OpenFlags::SQLITE_OPEN_URI)?)
        }
        _ => Err(error),
    }
}

/// Settles a connection for reading, and checks that it reads a desk.
fn trusted(mut conn: Connection) -> Result<Connection> {
    configure(&conn, DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    settle(&mut conn)?;
    conn.pragma_update(None, "query_only", true)?;
    match check_header(&conn) {
        // The tables are those that we know: what a newer program wrote into them can be read.
        Err(Error::TooNew { .. }) if schema(&conn)? == schema(&in_memory()?)? => {}
        done => done?,
    }
    is_ours(&conn)?;
    Ok(conn)
}

/// Opens a damaged file for reading alone, without asking what it is: each entry must prove itself.
pub(crate) fn damaged(path: &Path) -> Result<Connection> {
    let mut conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&mut conn)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// Takes what was deleted out of the file and its journal: pages are overwritten when they are freed
/// (`secure_delete`), and the journal is brought in and emptied.
pub(crate) fn sweep(conn: &Connection) -> Result<()> {
    let busy: i64 = conn.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    if busy == 0 {
        return Ok(());
    }
    let why = "It is done, but another program reads the desk and keeps its journal, in which the words still stand. \
               Close it there, then open and close the desk here.";
    Err(Error::Input(why.to_owned()))
}

/// Writes a copy of the desk at `from` to `to`, where nothing may be yet: one plain file, without free pages.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut conn = open(from, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&mut conn)?;
    check_header(&conn)?;
    copy_out(&conn, to)
}

/// The same, through a connection that holds the desk open.
pub(crate) fn copy_out(conn: &Connection, to: &Path) -> Result<()> {
    // The copy is attached while it is written, and at no other time.
    let most = conn.limit(Limit::SQLITE_LIMIT_ATTACHED)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, most.max(1))?;
    let copied = conn.execute("vacuum into ?1", [to.to_string_lossy()]);
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, most)?;
    copied?;
    Ok(())
}

/// The look at a desk before it is trusted: its pages, its tables, the end of its history.
pub(crate) fn look(conn: &Connection) -> Result<()> {
    let size = |setting| conn.pragma_query_value(None, setting, |row| row.get::<_, i64>(0));
    if size("page_count")?.saturating_mul(size("page_size")?) <= LOOKED_AT {
        verify::pages(conn, "quick_check")?;
    }
    // One view of the file, whatever others write meanwhile.
    let view = conn.unchecked_transaction()?;
    let ours = is_ours(conn)?;
    verify::tail(conn, TAIL)?;
    drop(view);
    if ours || conn.is_readonly("main")? { Ok(()) } else { make_tables_anew(conn) }
}

/// A desk in memory: for tests, and for the past.
pub(crate) fn in_memory() -> Result<Connection> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    let mut conn = Connection::open_in_memory()?;
    settle(&mut conn)?;
    make(&conn)?;
    Ok(conn)
}

/// Empty projections in memory, without a ledger.
pub(crate) fn projections_in_memory() -> Result<Connection> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    let mut conn = Connection::open_in_memory()?;
    settle(&mut conn)?;
    table::create(&conn)?;
    Ok(conn)
}

/// Empty projections in memory for a past moment: rows come in whatever order, and are only read.
pub(crate) fn past_in_memory() -> Result<Connection> {
    let conn = projections_in_memory()?;
    conn.pragma_update(None, "foreign_keys", false)?;
    Ok(conn)
}

/// Brings the journal into the file, and empties it.
pub(crate) fn write_out(conn: &Connection) -> Result<()> {
    let busy: bool = conn.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    if busy { Err(Error::Busy) } else { Ok(()) }
}

/// Leaves one plain file behind, which can be mailed, hashed and read from a disk without write access.
pub(crate) fn close(conn: Connection) -> Result<()> {
    match write_out(&conn) {
        // Another reader keeps the journal alive: then the file stays in WAL mode, which is as safe.
        Ok(()) | Err(Error::Busy) => {}
        Err(error) => return Err(error),
    }
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

/// Waits for others who write, some eight seconds in all. In small steps: SQLite's own grow to a
/// tenth of a second, in which eight writers at once can starve a ninth.
fn wait(tries: i32) -> bool {
    const TRIES: i32 = 2_500;
    std::thread::sleep(std::time::Duration::from_millis(1 + u64::from(tries.unsigned_abs() % 5)));
    tries < TRIES
}

/// Settings of every connection, each read back.
fn settle(conn: &mut Connection) -> Result<()> {
    if rusqlite::version_number() < SQLITE_FLOOR {
        return Err(Error::Setting { setting: "version", found: rusqlite::version().to_owned() });
    }
    conn.busy_handler(Some(wait))?;
    configure(conn, DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    configure(conn, DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    configure(conn, DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    configure(conn, DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_prepared_statement_cache_capacity(128);
    for (limit, most) in LIMITS {
        conn.set_limit(limit, most)?;
        let found = conn.limit(limit)?;
        if found != most {
            return Err(Error::Setting { setting: "limit", found: found.to_string() });
        }
    }
    for (setting, wanted) in SETTINGS {
        conn.pragma_update(None, setting, wanted)?;
        let found: Option<i64> = conn.pragma_query_value(None, setting, |row| row.get(0)).optional()?;
        // A desk in memory knows nothing of mapped files.
        if found.is_some_and(|found| found != wanted) || (found.is_none() && setting != "mmap_size") {
            return Err(Error::Setting { setting, found: found.unwrap_or(-1).to_string() });
        }
    }
    Ok(())
}

/// `synchronous` 3 is `extra`: as `full` in WAL mode, and in the others the end of a journal is synced too.
const SETTINGS: [(&str, i64); 9] = [
    ("foreign_keys", 1),
    ("recursive_triggers", 1),
    ("cell_size_check", 1),
    ("synchronous", 3),
    ("secure_delete", 1),
    ("temp_store", 2),
    ("mmap_size", 0),
    ("fullfsync", 1),
    ("checkpoint_fullfsync", 1),
];

/// What no desk of ours needs more of, and a made-up file may ask for.
const LIMITS: [(Limit, i32); 6] = [
    (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
    (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
];

fn configure(conn: &Connection, switch: DbConfig, wanted: bool) -> Result<()> {
    if conn.set_db_config(switch, wanted)? == wanted {
        Ok(())
    } else {
        Err(Error::Setting { setting: "db_config", found: (!wanted).to_string() })
    }
}

/// Sets the journal's mode. SQLite does not wait here for others who open the file at the same moment, so we do.
fn journal(conn: &Connection, mode: &str) -> Result<()> {
    let mut tries = 0;
    loop {
        match set_text(conn, "journal_mode", mode) {
            Err(Error::Sqlite(error)) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && wait(tries) => {
                tries += 1;
            }
            done => break done?,
        }
    }
    // The new mode begins with the next look into the file.
    conn.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// Sets what is answered with a word. WAL with `synchronous = full` or more: no acknowledged commit is lost by a power cut.
fn set_text(conn: &Connection, setting: &'static str, wanted: &str) -> Result<()> {
    let found: String = conn.query_row(&format!("pragma {setting} = {wanted}"), [], |row| row.get(0))?;
    if found == wanted { Ok(()) } else { Err(Error::Setting { setting, found }) }
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

/// Says that entries may now be of this program's format: an older one then refuses to write, and says why.
fn raise(conn: &Connection) -> Result<()> {
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found < FORMAT {
        conn.pragma_update(None, "user_version", FORMAT)?;
    }
    Ok(())
}

/// Tables of another version of this program are made anew from the ledger.
fn make_tables_anew(conn: &Connection) -> Result<()> {
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
            .filter(|o| matches!(o.table.as_str(), "entry" | "blob" | "chunk" | "erased" | "checkpoint" | "meta"))
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
