//! Replay: tables made again from the entries, for rebuilding and for reading the past.

use rusqlite::Connection;

use super::entry;
use super::tree::{self, Tree};
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::table::{self, apply, search};

/// Applies the entries after `from` up to `to` (both in `ledger`) to the tables of `into`.
pub(crate) fn replay(ledger: &Connection, into: &Connection, from: Seq, to: Seq) -> Result<()> {
    each(ledger, from, to, |seq, changes| {
        for change in changes {
            apply::apply(into, change).map_err(|error| match error {
                Error::Conflict { what, id } => Error::Damaged {
                    seq,
                    why: format!("its change of the {what} {id} does not follow from what came before"),
                },
                other => other,
            })?;
        }
        Ok(())
    })
}

/// Drops the projections and makes them again from the entries. The caller holds a transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    drop_projections(conn)?;
    table::create(conn)?;
    let head = entry::head(conn, None)?.map_or(0, |head| head.seq);
    replay(conn, conn, 0, head)?;
    each(conn, 0, head, |seq, changes| entry::touch(conn, seq, changes))?;
    let mut statement = conn.prepare("select seq, hash from entry order by seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        tree::append(&mut Tree(conn), row.get(0)?, &row.get::<_, String>(1)?)?;
    }
    search::fill(conn)?;
    conn.execute("delete from meta where key not in ('projections', 'head')", [])?;
    conn.execute(
        "insert into meta (key, value) values ('projections', ?1) on conflict (key) do update set value = excluded.value",
        [table::schema_hash()],
    )?;
    Ok(())
}

fn each(
    ledger: &Connection,
    from: Seq,
    to: Seq,
    mut then: impl FnMut(Seq, &[crate::change::Change]) -> Result<()>,
) -> Result<()> {
    let sql = format!("select {} from entry where seq > ?1 and seq <= ?2 order by seq", entry::COLUMNS);
    let mut statement = ledger.prepare_cached(&sql)?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let raw = entry::raw(row)?;
        let body = raw.body()?;
        then(raw.seq, &body.changes)?;
    }
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
