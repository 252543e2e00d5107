//! Files that are moved, linked, newer, or out of reach; and a store that the disk failed.

use claimdesk_core::{Error, Fault, FaultKind, ReadDesk, Store};
use claimdesk_faults::audit::{audit, outsider};
use claimdesk_faults::load::{self, Ack, Load, device, open};
use claimdesk_faults::{beside, fast_folder, wipe};
use claimdesk_tests::CountingEnv;
use rusqlite::OpenFlags;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

fn reopen(path: &Path) -> Result<Store, Error> {
    Store::open(path, device(), Box::new(CountingEnv::new(77)))
}

fn acked(load: &mut Load) -> Ack {
    let receipt = load.step("add_case").expect("written").expect("a case");
    (receipt.seq, receipt.hash)
}

#[test]
fn a_file_that_moved_away_is_noticed_and_is_whole_where_it_went() {
    let folder = fast_folder();
    let (path, away) = (folder.path().join("Syria.claimdesk"), folder.path().join("Away.claimdesk"));
    let mut acks = load::desk(&path, 1, 1, 5);
    let mut work = Load::new(open(&path, 2).expect("open"), 2);
    acks.push(acked(&mut work));
    std::fs::rename(&path, &away).expect("moved");
    let error = work.step("add_case").expect_err("noticed");
    assert!(matches!(error, Error::Displaced("moved, renamed or deleted")), "{error:?}");
    assert_eq!(Fault::from(&error).kind, FaultKind::Unreadable);
    assert!(!path.exists(), "nothing is made where it was");
    // All that was acknowledged is in the file itself, wherever it is.
    let copy = folder.path().join("Copy.claimdesk");
    std::fs::copy(&away, &copy).expect("copied");
    audit(&copy, &acks).expect("whole");
    // Put back, work goes on.
    std::fs::rename(&away, &path).expect("moved back");
    acks.push(acked(&mut work));
    work.store.close().expect("closed");
    audit(&path, &acks).expect("whole");
}

#[test]
fn a_file_that_was_replaced_is_noticed_and_the_other_left_alone() {
    let folder = fast_folder();
    let (path, kept) = (folder.path().join("Syria.claimdesk"), folder.path().join("Kept.claimdesk"));
    let other = folder.path().join("Other.claimdesk");
    let mut acks = load::desk(&path, 1, 1, 5);
    let others = load::desk(&other, 3, 3, 5);
    let mut work = Load::new(open(&path, 2).expect("open"), 2);
    acks.push(acked(&mut work));
    std::fs::hard_link(&path, &kept).expect("kept");
    std::fs::rename(&other, &path).expect("replaced");
    let before = std::fs::read(&path).expect("bytes");
    let error = work.step("add_case").expect_err("noticed");
    assert!(matches!(error, Error::Displaced("replaced by another file")), "{error:?}");
    drop(work);
    assert!(std::fs::read(&path).expect("bytes") == before, "the other file is as it was");
    audit(&path, &others).expect("whole");
    let copy = folder.path().join("Copy.claimdesk");
    std::fs::copy(&kept, &copy).expect("copied");
    audit(&copy, &acks).expect("whole");
}

#[test]
fn a_file_of_two_names_is_refused_for_writing() {
    let folder = fast_folder();
    let (path, twin) = (folder.path().join("Syria.claimdesk"), folder.path().join("Twin.claimdesk"));
    load::desk(&path, 1, 1, 5);
    std::fs::hard_link(&path, &twin).expect("linked");
    for name in [&path, &twin] {
        let error = reopen(name).map(drop).expect_err("refused");
        assert!(matches!(error, Error::SeveralNames), "{error:?}");
        assert_eq!(Fault::from(&error).kind, FaultKind::ReadOnly);
        ReadDesk::open(name).and_then(|desk| desk.verify()).expect("it can be read");
    }
    std::fs::remove_file(&twin).expect("unlinked");
    reopen(&path).expect("one name again").close().expect("closed");
}

#[test]
fn behind_a_symbolic_link_the_journal_stands_beside_the_file() {
    let folder = fast_folder();
    let real = folder.path().join("real");
    std::fs::create_dir(&real).expect("a folder");
    let (path, link) = (real.join("Syria.claimdesk"), folder.path().join("Link.claimdesk"));
    load::desk(&path, 1, 1, 5);
    symlink(&path, &link).expect("linked");
    let store = reopen(&link).expect("open");
    let found = std::fs::canonicalize(&path).expect("real");
    assert_eq!(store.path(), Some(found.as_path()));
    assert!(beside(&path, "-wal").exists() && !beside(&link, "-wal").exists());
    store.close().expect("closed");
}

#[test]
fn a_newer_desk_is_read_and_left_byte_for_byte() {
    let folder = fast_folder();
    let path = folder.path().join("Syria.claimdesk");
    let acks = load::desk(&path, 1, 1, 5);
    outsider(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).execute_batch("pragma user_version = 99").expect("raised");
    let before = std::fs::read(&path).expect("bytes");
    let error = reopen(&path).map(drop).expect_err("refused");
    assert!(matches!(error, Error::TooNew { found: 99, .. }), "{error:?}");
    let mut desk = ReadDesk::open(&path).expect("it can be read");
    assert_eq!(
        desk.reader(None).and_then(|reader| reader.head()).expect("a head").seq,
        acks.last().expect("entries").0
    );
    drop(desk);
    assert!(std::fs::read(&path).expect("bytes") == before);
    // With tables that we do not know, not even that.
    outsider(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).execute_batch("create table later (x)").expect("made");
    assert!(matches!(ReadDesk::open(&path).map(drop), Err(Error::TooNew { .. })));
}

#[test]
fn what_the_end_of_the_history_shows_is_told_at_open() {
    let folder = fast_folder();
    let path = folder.path().join("Syria.claimdesk");
    load::desk(&path, 1, 1, 5);
    let conn = outsider(&path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    let seal: String = conn
        .query_row("select sql from sqlite_schema where name = 'entry_not_updated'", [], |row| row.get(0))
        .expect("a seal");
    conn.execute_batch(&format!("drop trigger entry_not_updated; update entry set why = 'x' where seq = 3; {seal}"))
        .expect("done");
    drop(conn);
    let before = std::fs::read(&path).expect("bytes");
    assert!(matches!(reopen(&path).map(drop), Err(Error::Damaged { seq: 3, .. })));
    assert!(std::fs::read(&path).expect("bytes") == before);
    let desk = ReadDesk::open(&path).expect("it can be read");
    assert!(matches!(desk.look(), Err(Error::Damaged { seq: 3, .. })));
}

/// Runs as somebody who may write nothing: a test that is called by the next one.
#[test]
#[ignore = "the child of the test below"]
fn reads_what_it_may_not_write() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("a path");
    if line.trim().is_empty() {
        return; // Started by hand.
    }
    let mut desk = ReadDesk::open(Path::new(line.trim())).expect("it opens");
    desk.verify().expect("it verifies");
    assert!(desk.reader(None).and_then(|reader| reader.head()).expect("a head").seq > 3);
}

#[test]
fn a_desk_on_a_disk_without_write_access_is_read_in_either_mode() {
    const NOBODY: u32 = 65_534;
    let folder = fast_folder();
    let path = folder.path().join("Syria.claimdesk");
    load::desk(&path, 1, 1, 5);
    let program = std::env::current_exe().expect("this test");
    for wal in [false, true] {
        if wal {
            // As a program that did not close it properly leaves it, its journal written out and gone.
            let conn = outsider(&path, OpenFlags::SQLITE_OPEN_READ_WRITE);
            conn.execute_batch("pragma journal_mode = wal").expect("set");
            drop(conn);
            let bytes = std::fs::read(&path).expect("bytes");
            assert_eq!((bytes[18], bytes[19]), (2, 2));
            for ending in ["-wal", "-shm"] {
                let _absent = std::fs::remove_file(beside(&path, ending));
            }
        }
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("permissions");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).expect("permissions");
        let root = std::fs::OpenOptions::new().append(true).open(&path).is_ok();
        let before = std::fs::read(&path).expect("bytes");
        let mut command = Command::new(&program);
        command.args(["--exact", "opening::reads_what_it_may_not_write", "--ignored"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        if root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let mut child = match command.spawn() {
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return, // Out of nobody's reach.
            child => child.expect("a child"),
        };
        let line = format!("{}\n", path.display());
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), line.as_bytes()).expect("told");
        let out = child.wait_with_output().expect("gone");
        let names = std::fs::read_dir(folder.path()).expect("a folder").count();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("permissions");
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success() && said.contains("1 passed"), "wal {wal}: {said}");
        assert!(std::fs::read(&path).expect("bytes") == before && names == 1);
    }
    wipe(&path);
}
