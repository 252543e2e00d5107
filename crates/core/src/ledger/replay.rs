//! Replay: tables made again from the entries, for rebuilding and for reading the past.
//!
//! A rebuild applies every change in turn, as `verify` does. The past is made
//! from less: of each row the last change before the moment says what it was.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::entry;
use super::net;
use super::tree::{self, Tree};
use crate::change::Change;
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::model::Kind;
use crate::table::{self, apply, search};

/// Applies the changes of the entry at `seq` to tables that stand as they did before it.
pub(crate) fn step(into: &Connection, seq: Seq, changes: &[Change]) -> Result<()> {
    changes.iter().try_for_each(|change| {
        apply::apply(into, change).map_err(|error| match error {
            Error::Conflict { what, id } => Error::Damaged {
                seq,
                why: format!("its change of the {what} {id} does not follow from what came before"),
            },
            other => other,
        })
    })
}

/// Fills empty tables with every row that stood after `at`, as it stood, in the order of their coming.
pub(crate) fn standing(ledger: &Connection, into: &Connection, at: Seq) -> Result<()> {
    place(ledger, into, all_lasts(ledger, at)?)
}

/// Brings tables that stand as they did after `from` to where they stood after `to`, which may be earlier:
/// each row that was touched in between is made anew.
pub(crate) fn travel(ledger: &Connection, tables: &Connection, from: Seq, to: Seq) -> Result<()> {
    let mut statement = ledger.prepare_cached("select distinct kind, id from touch where seq > ?1 and seq <= ?2")?;
    let mut rows = statement.query([from.min(to), from.max(to)])?;
    let mut lasts = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (table, id): (String, String) = (row.get(0)?, row.get(1)?);
        let (kind, id) = net::row_named(to, &table, &id)?;
        apply::clear(tables, kind, id)?;
        if let Some((seq, added)) = last_of(ledger, kind, id, to)? {
            lasts.entry(seq).or_insert_with(Vec::new).push((kind, id, added));
        }
    }
    place(ledger, tables, lasts)
}

/// Rows by the entry that touched them last, each with the note on its coming: by these they are in order.
type Lasts = BTreeMap<Seq, Vec<(Kind, Uuid, i64)>>;

fn place(ledger: &Connection, into: &Connection, lasts: Lasts) -> Result<()> {
    for (seq, rows) in lasts {
        let changes = entry::get(ledger, seq)?.changes;
        for (kind, id, added) in rows {
            // A row may be changed twice by one entry: the last word counts.
            let last = changes.iter().rev().find(|change| change.kind() == kind && change.id() == id);
            apply::place(into, last.ok_or_else(|| net::not_touched(seq, kind, id))?, added)?;
        }
    }
    Ok(())
}

/// The entry that touched a row last, up to `at`, and the note on its last coming; none if it was not there yet.
fn last_of(ledger: &Connection, kind: Kind, id: Uuid, at: Seq) -> Result<Option<(Seq, i64)>> {
    let sql = "select max(seq), max(case when what = 'added' then rowid end) from touch
               where id = ?1 and kind = ?2 and seq <= ?3";
    let found: (Option<Seq>, Option<i64>) = ledger
        .prepare_cached(sql)?
        .query_row(params![id.to_string(), kind.table(), at], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.0.zip(found.1))
}

/// What `last_of` says, for all rows at once, in the order of the index, which holds all that is asked for.
fn all_lasts(ledger: &Connection, at: Seq) -> Result<Lasts> {
    let sql = "select id, kind, seq, what, rowid from touch indexed by touch_id where seq <= ?1 order by id, seq";
    let mut statement = ledger.prepare_cached(sql)?;
    let mut rows = statement.query([at])?;
    let mut found = Lasts::new();
    // Of the id that is read: each kind, the last entry, the last coming.
    let mut open: Vec<(Kind, Uuid, Seq, i64)> = Vec::new();
    let mut settle = |open: &mut Vec<(Kind, Uuid, Seq, i64)>| {
        for (kind, id, seq, added) in open.drain(..) {
            found.entry(seq).or_default().push((kind, id, added));
        }
    };
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (seq, note): (Seq, i64) = (row.get(2)?, row.get(4)?);
        let (kind, id) = net::row_named(seq, text(1)?, text(0)?)?;
        if open.first().is_some_and(|(_, before, ..)| *before != id) {
            settle(&mut open);
        }
        let came = if text(3)? == "added" { note } else { 0 };
        match open.iter_mut().find(|(before, ..)| *before == kind) {
            Some((.., last, added)) => (*last, *added) = (seq, came.max(*added)),
            None => open.push((kind, id, seq, came)),
        }
    }
    settle(&mut open);
    Ok(found)
}

/// Drops the projections and makes them again from the entries. The caller holds a transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    drop_projections(conn)?;
    table::create(conn)?;
    let head = entry::head(conn, None)?.map_or(0, |head| head.seq);
    for seq in 1..=head {
        let entry = entry::get(conn, seq)?;
        step(conn, seq, &entry.changes)?;
        entry::touch(conn, seq, &entry.changes)?;
        tree::append(&mut Tree(conn), seq, &entry.hash)?;
    }
    search::fill(conn)?;
    conn.execute("delete from meta where key not in ('projections', 'head')", [])?;
    conn.execute(
        "insert into meta (key, value) values ('projections', ?1) on conflict (key) do update set value = excluded.value",
        [table::schema_hash()],
    )?;
    Ok(())
}

/// Everything that is not the ledger goes, known or unknown.
fn drop_projections(conn: &Connection) -> Result<()> {
    let mut statement = conn.prepare(
        "select type, name from sqlite_schema
         where tbl_name not in ('entry', 'blob', 'chunk', 'erased', 'checkpoint', 'meta') and name not like 'sqlite\\_%' escape '\\'
           and name not like 'search\\_%' escape '\\' and type in ('table', 'view') order by type desc",
    )?;
    let named: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    // The index's own shadow tables go with it; our table of its rows does not.
    conn.execute_batch("drop table if exists search; drop table if exists search_row;")?;
    for (kind, name) in named {
        conn.execute_batch(&format!("drop {kind} if exists \"{}\";", name.replace('"', "\"\"")))?;
    }
    Ok(())
}
