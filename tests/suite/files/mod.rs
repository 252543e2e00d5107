//! Files: what is opened, what is refused, and what damage is seen.

mod child;
mod confine;
mod damage;

use claimdesk_core::id::DeviceId;
use claimdesk_core::{Error, Fault, FaultKind, ReadDesk, Store};
use claimdesk_tests::{CountingEnv, Desk, counted};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn small(folder: &Path) -> PathBuf {
    let path = folder.join("Syria.claimdesk");
    let mut desk = Desk::in_file(&path);
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    desk.tag(revision, "met in Paris");
    desk.close();
    path
}

fn open(path: &Path) -> Result<Store, Error> {
    Store::open(path, DeviceId(counted(0xd)), Box::new(CountingEnv::new(9)))
}

fn kind(path: &Path) -> FaultKind {
    match open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => Fault::from(&error).kind,
    }
}

#[expect(clippy::disallowed_methods, reason = "these tests play the outsider")]
fn outsider(path: &Path) -> Connection {
    Connection::open(path).expect("SQLite opens it")
}

#[test]
fn a_closed_desk_is_one_plain_file_that_opens_again() {
    let folder = folder();
    let path = small(folder.path());
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|f| f.expect("a file").file_name()).collect();
    assert_eq!(names, ["Syria.claimdesk"]);
    let bytes = std::fs::read(&path).expect("bytes");
    assert_eq!((bytes[18], bytes[19]), (1, 1), "not in WAL mode at rest");
    let mut desk = Desk::reopen(&path, 1);
    assert_eq!(desk.head(), 4);
    desk.undo().expect("undo outlives the program");
}

#[test]
fn what_was_acknowledged_is_there_after_a_crash() {
    let folder = folder();
    let path = folder.path().join("Syria.claimdesk");
    let mut desk = Desk::in_file(&path);
    desk.case("Paris talks");
    let copy = folder.path().join("Copy.claimdesk");
    // As a crash leaves it: file and journal, nothing closed.
    for ending in ["", "-wal"] {
        let of = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        std::fs::copy(of(&path), of(&copy)).expect("copied");
    }
    assert_eq!(Desk::reopen(&copy, 1).head(), 2);
}

#[test]
fn what_is_no_desk_is_refused_and_left_alone() {
    let folder = folder();
    let text = folder.path().join("text.claimdesk");
    std::fs::write(&text, "Not a database at all, but long enough to look at. ".repeat(40)).expect("written");
    let other = folder.path().join("other.claimdesk");
    outsider(&other).execute_batch("create table t (x)").expect("made");
    let empty = folder.path().join("empty.claimdesk");
    std::fs::write(&empty, "").expect("written");
    for path in [text, other, empty] {
        let before = std::fs::read(&path).expect("bytes");
        assert_eq!(kind(&path), FaultKind::Foreign, "{}", path.display());
        assert_eq!(std::fs::read(&path).expect("bytes"), before);
    }
    assert_eq!(kind(&folder.path().join("missing.claimdesk")), FaultKind::Unreadable);
}

#[test]
fn a_newer_desk_is_read_at_most_and_left_byte_for_byte() {
    let folder = folder();
    let path = small(folder.path());
    outsider(&path).execute_batch("pragma user_version = 99").expect("raised");
    let before = std::fs::read(&path).expect("bytes");
    assert_eq!(kind(&path), FaultKind::TooNew);
    ReadDesk::open(&path).expect("its tables are those that we know");
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
}

#[test]
fn a_desk_of_the_format_before_becomes_one_of_this_when_it_is_written() {
    let format = |path: &Path| -> i64 {
        outsider(path).pragma_query_value(None, "user_version", |row| row.get(0)).expect("a number")
    };
    let folder = folder();
    let path = small(folder.path());
    let now = format(&path);
    outsider(&path).execute_batch("pragma user_version = 1").expect("lowered");
    drop(ReadDesk::open(&path).expect("read"));
    assert_eq!(format(&path), 1, "who reads changes nothing");
    Desk::reopen(&path, 3).close();
    assert_eq!((format(&path), now), (2, 2));
}

#[test]
fn anything_foreign_in_the_schema_is_refused() {
    for sql in [
        "create table extra (x)",
        "create view extra as select 1",
        "create trigger extra after insert on claim begin select 1; end",
        "drop trigger entry_not_deleted",
        "drop trigger entry_not_updated; create trigger entry_not_updated before update on entry begin select 1; end",
    ] {
        let folder = folder();
        let path = small(folder.path());
        outsider(&path).execute_batch(sql).expect("done by an outsider");
        let before = std::fs::read(&path).expect("bytes");
        assert_eq!(kind(&path), FaultKind::Foreign, "{sql}");
        assert!(ReadDesk::open(&path).is_err(), "{sql}");
        assert_eq!(std::fs::read(&path).expect("bytes"), before, "{sql}");
    }
}

#[test]
fn tables_of_another_version_are_made_anew_from_the_ledger() {
    let folder = folder();
    let path = small(folder.path());
    outsider(&path)
        .execute_batch("update meta set value = 'older' where key = 'projections'; create table old_projection (x); drop table verdict")
        .expect("as an older program left it");
    let mut desk = Desk::reopen(&path, 1);
    assert_eq!(desk.head(), 4);
}

#[test]
fn the_ledger_is_sealed() {
    let folder = folder();
    let path = small(folder.path());
    let conn = outsider(&path);
    for sql in [
        "update entry set why = 'x'",
        "delete from entry where seq = 4",
        "insert or replace into entry select * from entry where seq = 2",
        "update blob set media_type = 'x'",
        "delete from chunk",
        "update or replace chunk set bytes = x'00'",
        "insert or replace into blob select * from blob",
        "insert or replace into chunk select blob, n, x'00' from chunk",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn damage_is_seen_and_the_first_bad_entry_named() {
    for (sql, seq) in [
        (
            "update entry set body = cast(replace(cast(body as text), 'Paris talks', 'Paris walks') as blob) where seq = 2",
            2,
        ),
        ("update entry set at = '2001-02-03T04:05:00.000Z' where seq = 3", 3),
        ("update entry set why = 'because' where seq = 3", 3),
        ("update entry set hash = replace(hash, '0', '1') where seq = 3", 3),
        ("update entry set salt = zeroblob(32) where seq = 2", 2),
        ("delete from entry where seq = 3", 4),
        ("update entry set seq = 9 where seq = 4", 9),
    ] {
        let folder = folder();
        let path = small(folder.path());
        tamper(&path, sql);
        let verified = ReadDesk::open(&path).expect("it opens").verify();
        assert!(matches!(&verified, Err(Error::Damaged { seq: found, .. }) if *found == seq), "{sql}: {verified:?}");
    }
    let folder = folder();
    let path = small(folder.path());
    tamper(&path, "update chunk set bytes = cast('x' || substr(bytes, 2) as blob) where rowid = 1");
    assert!(matches!(ReadDesk::open(&path).expect("it opens").verify(), Err(Error::Damaged { seq: 0, .. })));
}

#[test]
fn a_table_edited_behind_our_back_is_seen_and_healed() {
    let folder = folder();
    let path = small(folder.path());
    tamper(&path, "update claim set record = replace(record, 'met in Paris', 'met in Rome')");
    let mut store = open(&path).expect("it opens");
    assert!(matches!(store.verify(), Err(Error::Drifted { table: "claim" })));
    store.rebuild().expect("made anew");
    store.verify().expect("it verifies again");
}

#[test]
fn another_writer_is_waited_for_and_then_told() {
    let folder = folder();
    let path = small(folder.path());
    let mut store = open(&path).expect("it opens");
    let holder = outsider(&path);
    holder.execute_batch("begin immediate").expect("held");
    let editor = claimdesk_core::id::EditorId(counted(0xa));
    let error = store.undo(editor).expect_err("held by another");
    assert_eq!(Fault::from(&error).kind, FaultKind::Locked);
    holder.execute_batch("rollback").expect("let go");
    store.undo(editor).expect("free again");
}

/// Changes sealed rows as somebody with a hex editor would, seals and all left in place.
fn tamper(path: &Path, sql: &str) {
    let conn = outsider(path);
    let seals: Vec<String> = conn
        .prepare("select sql from sqlite_schema where type = 'trigger'")
        .and_then(|mut found| found.query_map([], |row| row.get(0))?.collect())
        .expect("the seals");
    conn.execute_batch("drop trigger entry_not_updated; drop trigger entry_not_deleted; drop trigger entry_in_order; drop trigger chunk_not_updated;")
        .expect("broken");
    conn.execute_batch(sql).expect("done");
    for seal in seals.iter().filter(|sql| {
        ["entry_not_updated", "entry_not_deleted", "entry_in_order", "chunk_not_updated"]
            .iter()
            .any(|name| sql.contains(name))
    }) {
        conn.execute_batch(seal).expect("put back");
    }
}
