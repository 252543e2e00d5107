//! Damage that the chain alone does not show: bytes that are gone, notes that lie, bits that fell over.

use super::{folder, open, outsider, small};
use claimdesk_core::{Error, ReadDesk, Reader};
use claimdesk_tests::random::Dice;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;

/// Does what an outsider with SQLite can do: takes the seals off and puts them back.
fn unsealed(path: &Path, sql: &str) {
    let conn: Connection = outsider(path);
    let seals: Vec<(String, String)> = conn
        .prepare("select name, sql from sqlite_schema where type = 'trigger'")
        .and_then(|mut found| found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("the seals");
    for (name, _) in &seals {
        conn.execute_batch(&format!("drop trigger {name}")).expect("broken");
    }
    conn.execute_batch(sql).expect("done");
    for (_, sql) in &seals {
        conn.execute_batch(sql).expect("put back");
    }
}

#[test]
fn kept_bytes_that_are_gone_are_missed() {
    let folder = folder();
    let path = small(folder.path());
    unsealed(&path, "pragma foreign_keys = off; delete from chunk; delete from blob;");
    let verified = ReadDesk::open(&path).expect("it opens").verify();
    assert!(matches!(verified, Err(Error::Damaged { seq: 3, .. })), "{verified:?}");
}

#[test]
fn entries_cut_from_the_end_are_missed() {
    let folder = folder();
    let path = small(folder.path());
    unsealed(&path, "delete from entry where seq = 4");
    let verified = ReadDesk::open(&path).expect("it opens").verify();
    assert!(matches!(verified, Err(Error::Damaged { seq: 4, .. })), "{verified:?}");
}

#[test]
fn a_history_whose_index_was_edited_is_seen_and_healed() {
    for sql in [
        "delete from touch where seq = 4",
        "update touch set claim_id = null where kind = 'claim'",
        "insert into touch (seq, kind, id, what) values (4, 'claim', 'x', 'added')",
        "insert into touch (seq, kind, id, what) values (9, 'claim', 'x', 'added')",
    ] {
        let folder = folder();
        let path = small(folder.path());
        outsider(&path).execute_batch(sql).expect("done by an outsider");
        let mut store = open(&path).expect("it opens");
        let verified = store.verify();
        assert!(matches!(verified, Err(Error::Drifted { table: "touch" })), "{sql}: {verified:?}");
        store.rebuild().expect("made anew");
        store.verify().expect("it verifies again");
    }
}

/// All that the desk shows, as far as it can be shown.
fn shown(reader: &Reader<'_>) -> Result<Value, Error> {
    let desk = reader.ask("desk", json!({}))?;
    let mut all = vec![reader.ask("history", json!({}))?, reader.ask("source_list", json!({ "text": "" }))?];
    for case in desk["cases"].as_array().into_iter().flatten() {
        let page = reader.ask("case_page", json!({ "case": case["case"]["id"] }))?;
        for document in page["documents"].as_array().into_iter().flatten() {
            all.push(reader.ask("document_text", json!({ "revision": document["latest"]["id"] }))?);
        }
        let list = reader.ask("claim_list", json!({ "case": case["case"]["id"] }))?;
        for claim in list["rows"].as_array().into_iter().flatten() {
            all.push(reader.ask("claim_page", json!({ "claim": claim["id"] }))?);
        }
        all.extend([page, list]);
    }
    all.push(desk);
    Ok(Value::Array(all))
}

fn look(path: &Path) -> Result<Value, Error> {
    let mut desk = ReadDesk::open(path)?;
    desk.verify()?;
    shown(&desk.reader(None)?)
}

#[test]
fn a_bit_that_fell_over_is_seen_or_does_no_harm() {
    let folder = folder();
    let path = small(folder.path());
    let whole = std::fs::read(&path).expect("bytes");
    let sound = look(&path).expect("a sound desk");
    let flipped = folder.path().join("flipped.claimdesk");
    let mut dice = Dice::new(7);
    let (mut seen, mut harmless) = (0, 0);
    for _ in 0..600 {
        let (at, bit) = (dice.below(whole.len()), dice.below(8));
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << bit;
        std::fs::write(&flipped, &bytes).expect("written");
        match look(&flipped) {
            Err(_) => seen += 1,
            Ok(read) => {
                assert_eq!(read, sound, "bit {bit} of byte {at} changed what is read, and nothing said so");
                harmless += 1;
            }
        }
        for ending in ["-wal", "-shm"] {
            let _gone = std::fs::remove_file(format!("{}{ending}", flipped.display()));
        }
    }
    assert!(seen > 20 && harmless > 20, "{seen} seen, {harmless} harmless");
}
