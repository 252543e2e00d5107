//! Replay: tables made again from the entries, for rebuilding and for reading the past.
//!
//! A rebuild applies every change in turn, as `verify` does. The past is made
//! from less: of each row the last change before the moment says what it was.

use std::collections::BTreeMap;

use rusqlite::Connection;
use uuid::Uuid;

use super::entry;
use super::net::{self, Within};
use super::tree::{self, Tree};
use crate::change::{Change, inverse};
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

/// Fills empty tables with every row that stood after `at`, as it stood.
pub(crate) fn standing(ledger: &Connection, into: &Connection, at: Seq) -> Result<()> {
    for (seq, rows) in last_touches(ledger, at)? {
        let changes = entry::get(ledger, seq)?.changes;
        for (kind, id) in rows {
            // A row may be changed twice by one entry: the last word counts.
            let last = changes.iter().rev().find(|change| change.kind() == kind && change.id() == id);
            apply::place(into, last.ok_or_else(|| net::not_touched(seq, kind, id))?)?;
        }
    }
    Ok(())
}

/// Brings tables that stand as they did after `from` to where they stood after `to`, which may be earlier.
pub(crate) fn travel(ledger: &Connection, tables: &Connection, from: Seq, to: Seq) -> Result<()> {
    let mut changes = net::net(ledger, from.min(to), from.max(to), &Within::default())?;
    if to < from {
        changes = inverse(changes);
    }
    step(tables, to, &changes)
}

/// The rows of which something is noted up to `at`, by the entry that touched them last.
fn last_touches(ledger: &Connection, at: Seq) -> Result<BTreeMap<Seq, Vec<(Kind, Uuid)>>> {
    // In the order of the index, which holds all that is asked for.
    let mut statement = ledger
        .prepare_cached("select id, kind, seq from touch indexed by touch_id where seq <= ?1 order by id, seq")?;
    let mut rows = statement.query([at])?;
    let mut found: BTreeMap<Seq, Vec<(Kind, Uuid)>> = BTreeMap::new();
    let mut last: Vec<(Kind, Uuid, Seq)> = Vec::new();
    let mut settle = |last: &mut Vec<(Kind, Uuid, Seq)>| {
        for (kind, id, seq) in last.drain(..) {
            found.entry(seq).or_default().push((kind, id));
        }
    };
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (id, kind, seq): (&str, &str, Seq) = (text(0)?, text(1)?, row.get(2)?);
        let (kind, id) = net::row_named(seq, kind, id)?;
        if last.first().is_some_and(|(_, before, _)| *before != id) {
            settle(&mut last);
        }
        match last.iter_mut().find(|(before, ..)| *before == kind) {
            Some(touched) => touched.2 = seq,
            None => last.push((kind, id, seq)),
        }
    }
    settle(&mut last);
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
