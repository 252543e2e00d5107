//! An outsider edits, deletes, inserts and reorders entries, seals and all left in place.

use claimdesk_core::{Error, ReadDesk};
use claimdesk_faults::audit::outsider;
use claimdesk_faults::{fast_folder, load, many, wipe};
use claimdesk_tests::counted;
use claimdesk_tests::random::Dice;
use rusqlite::{Connection, OpenFlags, params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

use super::figures;

const KINDS: &[&str] = &[
    "body edited",
    "column edited",
    "body edited, seal repaired",
    "deleted",
    "deleted, renumbered",
    "inserted",
    "copied to the end",
    "reordered",
];

fn hex(bytes: &[u8]) -> String {
    claimdesk_core::hex(&Sha256::digest(bytes))
}

/// Seals an entry anew, as it now stands, upon what it says that came before.
fn repair(conn: &Connection, seq: u64) {
    type Row = (String, String, u64, String, Vec<u8>, Vec<u8>);
    let sql = "select id, device, device_seq, prev, salt, body from entry where seq = ?1";
    let read =
        |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?));
    let (id, device, n, prev, salt, body): Row = conn.query_row(sql, [seq], read).expect("an entry");
    let commitment = hex(&[salt, body].concat());
    let hash = hex(format!("claimdesk entry 1\n{id}\n{device}\n{n}\n{prev}\n{commitment}\n").as_bytes());
    conn.execute("update entry set commitment = ?2, hash = ?3 where seq = ?1", params![seq, commitment, hash])
        .expect("repaired");
}

/// Moves all entries from `from` on by some places.
fn shift(conn: &Connection, from: u64, by: i64) {
    conn.execute("update entry set seq = -(seq + ?2) where seq >= ?1", params![from, by]).expect("moved");
    conn.execute("update entry set seq = -seq where seq < 0", []).expect("moved");
}

const COLUMNS: &str = "device, device_seq, editor, at, operation, of, why, body, salt, commitment, prev, hash";

/// Does one thing to the entry at `k` of `last`; gives the first bad entry.
fn attack(conn: &Connection, kind: &str, k: u64, last: u64, dice: &mut Dice) -> u64 {
    let run = |sql: &str| conn.execute(sql, [k]).expect("done");
    match kind {
        "body edited" => {
            run("update entry set body = cast(replace(cast(body as text), '-', '+') as blob) where seq = ?1");
            k
        }
        "column edited" => {
            let column =
                ["why = 'x'", "at = '1999-01-01T00:00:00.000Z'", "editor = device", "operation = 'x'", "of = id"];
            run(&format!("update entry set {} where seq = ?1", dice.of(&column).expect("a column")));
            k
        }
        "body edited, seal repaired" => {
            run("update entry set at = '1999-01-01T00:00:00.000Z',
                 body = cast(replace(cast(body as text), at, '1999-01-01T00:00:00.000Z') as blob) where seq = ?1");
            repair(conn, k);
            k
        }
        "deleted" => {
            run("delete from entry where seq = ?1");
            // Where there is a next one it is named: it follows nothing.
            if k == last { k } else { k + 1 }
        }
        "deleted, renumbered" => {
            run("delete from entry where seq = ?1");
            shift(conn, k, -1);
            k
        }
        "inserted" => {
            shift(conn, k, 1);
            let sql = format!(
                "insert into entry (seq, id, {COLUMNS}) select ?1, ?2, {COLUMNS} from entry where seq = ?1 + 1"
            );
            let id = counted(0x7777).to_string();
            conn.execute(&sql, params![k, id]).expect("inserted");
            let old: String =
                conn.query_row("select id from entry where seq = ?1 + 1", [k], |row| row.get(0)).expect("an id");
            let sql = "update entry set body = cast(replace(cast(body as text), ?2, ?3) as blob) where seq = ?1";
            conn.execute(sql, params![k, old, id]).expect("made");
            repair(conn, k);
            k
        }
        "copied to the end" => {
            let sql =
                format!("insert into entry (seq, id, {COLUMNS}) select ?2, id, {COLUMNS} from entry where seq = ?1");
            conn.execute(&sql, params![k, last + 1]).expect("copied");
            last + 1
        }
        "reordered" => {
            let other = if k == last { k - 1 } else { k + 1 };
            for (from, to) in [(k, 0), (other, k), (0, other)] {
                conn.execute("update entry set seq = ?2 where seq = ?1", params![from, to]).expect("moved");
            }
            if dice.below(2) == 0 {
                repair(conn, k);
            }
            k.min(other)
        }
        other => panic!("no attack is called {other}"),
    }
}

/// Lets an outsider work on a copy, the triggers dropped and put back.
fn tampered(path: &Path, whole: &[u8], work: impl FnOnce(&Connection) -> u64) -> u64 {
    wipe(path);
    std::fs::write(path, whole).expect("written");
    let conn = outsider(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    conn.execute_batch("pragma synchronous = off").expect("set");
    let seals: Vec<(String, String)> = conn
        .prepare("select name, sql from sqlite_schema where type = 'trigger'")
        .and_then(|mut found| found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("the seals");
    for (name, _) in &seals {
        conn.execute_batch(&format!("drop trigger {name}")).expect("broken");
    }
    let bad = work(&conn);
    for (_, sql) in &seals {
        conn.execute_batch(sql).expect("put back");
    }
    bad
}

#[test]
fn every_change_to_the_history_is_found_and_the_first_bad_entry_named() {
    let folder = fast_folder();
    let path = folder.path().join("Syria.claimdesk");
    let last = load::desk(&path, 1, 8, 130).last().expect("entries").0;
    let whole = std::fs::read(&path).expect("bytes");
    let mut dice = Dice::new(9);
    let mut found = BTreeMap::<&str, usize>::new();
    let (places, mut refused) = (many(10, 100), 0);
    for kind in KINDS {
        for place in 0..places {
            // The ends are tried in both forms.
            let k = match place {
                0 => last,
                1 => 2,
                _ => 2 + dice.below(usize::try_from(last - 1).expect("small")) as u64,
            };
            let bad = tampered(&path, &whole, |conn| attack(conn, kind, k, last, &mut dice));
            let verified = ReadDesk::open(&path).expect("it opens for reading").verify();
            match &verified {
                Err(Error::Damaged { seq, .. }) if *seq == bad => *found.entry(kind).or_default() += 1,
                _ => panic!("{kind} at {k} of {last}: entry {bad} is bad, but: {verified:?}"),
            }
            // Who opens it to write is told at once: all of this lies in the newest thousand.
            let opened = load::open(&path, 9);
            assert!(k == last && *kind == "deleted" || opened.is_err(), "{kind} at {k} was opened for writing");
            refused += usize::from(opened.is_err());
        }
    }
    let attacks = places * KINDS.len();
    assert_eq!(found.values().sum::<usize>(), attacks);
    figures("tampering", &format!("{attacks} of {attacks} found and named, {refused} refused at open; {found:?}"));
}
