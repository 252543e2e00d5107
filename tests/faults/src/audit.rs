//! The look at a desk after a fault: is it whole, and is everything there that was acknowledged?

use claimdesk_core::{ReadDesk, Store};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

use crate::load::{Ack, device, open};
use claimdesk_tests::CountingEnv;

/// Opens the desk as the program does, verifies all of it, and looks for each acknowledged entry. Gives the count of entries.
pub fn audit(path: &Path, acks: &[Ack]) -> Result<u64, String> {
    let store =
        if acks.is_empty() { open(path, 999) } else { Store::open(path, device(), Box::new(CountingEnv::new(999))) };
    let store = store.map_err(|error| format!("it does not open: {error}"))?;
    let verified = store.verify().map_err(|error| format!("it does not verify: {error}"))?;
    let found = entries(path);
    for (seq, hash) in acks {
        match found.get(seq) {
            Some(kept) if kept == hash => {}
            Some(_) => return Err(format!("entry {seq} is another one than was acknowledged")),
            None => return Err(format!("entry {seq} was acknowledged and is lost; {} are there", found.len())),
        }
    }
    store.close().map_err(|error| format!("it does not close: {error}"))?;
    Ok(verified.entries)
}

/// The hashes of all entries, by their places.
pub fn entries(path: &Path) -> BTreeMap<u64, String> {
    let conn = outsider(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let mut statement = conn.prepare("select seq, hash from entry").expect("entries");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// SQLite alone, as somebody else has it.
pub fn outsider(path: &Path, flags: OpenFlags) -> Connection {
    #[expect(clippy::disallowed_methods, reason = "the suite plays the outsider")]
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    conn.expect("SQLite opens it")
}

/// Whether anything speaks up: at opening, as a reader or a writer, or when all is verified.
pub fn speaks_up(path: &Path) -> Option<String> {
    let read = ReadDesk::open(path).and_then(|desk| desk.verify());
    read.err().map(|error| error.to_string())
}

/// All that the tables say, and what the index of words answers to `words`, as one hash.
pub fn dump(path: &Path, words: &[String]) -> Result<String, rusqlite::Error> {
    let conn = outsider(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let mut hash = Sha256::new();
    let tables: Vec<String> = conn
        .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' order by name")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables.iter().filter(|table| !table.starts_with("sqlite_")) {
        let mut statement = conn.prepare(&format!("select * from \"{table}\" order by rowid"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        hash.update(table.as_bytes());
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                hash.update(format!("{:?};", row.get::<_, Value>(column)?));
            }
        }
    }
    for word in words {
        let found: Vec<i64> = conn
            .prepare("select rowid from search where search match ?1 order by rowid")?
            .query_map([word], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        hash.update(format!("{word}: {found:?}"));
    }
    Ok(claimdesk_core::hex(&hash.finalize()))
}

/// Every word of the desk's index, quoted for a question.
pub fn words(path: &Path) -> Vec<String> {
    let conn = outsider(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    conn.execute_batch("create virtual table temp.word using fts5vocab('main', 'search', 'row')").expect("words");
    let mut statement = conn.prepare("select term from temp.word order by term").expect("words");
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    rows.map(|term| format!("\"{}\"", term.expect("a word"))).collect()
}
