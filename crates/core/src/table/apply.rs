//! The only writer of projections.
//!
//! Compare-and-set: a change whose `from` is not the present row is a conflict,
//! so that a wrong inverse cannot pass unseen.

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::{parse, quoted};
use crate::change::{Change, Edit};
use crate::error::{Error, Result};
#[allow(clippy::wildcard_imports, reason = "the list of records names them all")]
use crate::model::*;

macro_rules! apply {
    ($($record:ident),*) => {
        /// Writes a change into its table.
        pub(crate) fn apply(conn: &Connection, change: &Change) -> Result<()> {
            match change { $(Change::$record(edit) => edit_row(conn, edit)),* }
        }

        /// Writes a row as a change left it, at a place of its own among the rows; it is not there yet.
        pub(crate) fn place(conn: &Connection, change: &Change, at: i64) -> Result<()> {
            match change { $(Change::$record(edit) => edit.after().map_or(Ok(()), |row| put(conn, row, at))),* }
        }

        /// What must change in the tables of `now` for them to read like those of `then`.
        pub(crate) fn between(now: &Connection, then: &Connection) -> Result<Vec<Change>> {
            let mut changes = Vec::new();
            $(between_rows::<$record>(now, then, &mut changes)?;)*
            Ok(changes)
        }

        /// The first table whose columns beside the record are not the same in both.
        pub(crate) fn differing_columns(now: &Connection, then: &Connection) -> Result<Option<Kind>> {
            $(if !same_columns($record::KIND, now, then)? { return Ok(Some($record::KIND)); })*
            Ok(None)
        }
    };
}
with_records!(apply);

fn edit_row<R: Record>(conn: &Connection, edit: &Edit<R>) -> Result<()> {
    let id = edit.subject().id();
    let present = text_of(conn, R::KIND, id)?.map(|text| parse::<R>(&text)).transpose()?;
    if present.as_ref() != edit.before() {
        return Err(Error::Conflict { what: R::KIND.table(), id: id.to_string() });
    }
    let table = quoted(R::KIND);
    match edit {
        Edit::Added(row) => insert(conn, row)?,
        Edit::Updated { to, .. } => {
            let sql = format!("update {table} set record = ?2 where id = ?1");
            conn.prepare_cached(&sql)?.execute(params![id.to_string(), serde_json::to_string(to)?])?;
        }
        Edit::Removed(_) => {
            let sql = format!("delete from {table} where id = ?1");
            conn.prepare_cached(&sql)?.execute(params![id.to_string()])?;
        }
    }
    Ok(())
}

fn put<R: Record>(conn: &Connection, row: &R, at: i64) -> Result<()> {
    let sql = format!("insert into {} (rowid, id, record) values (?1, ?2, ?3)", quoted(R::KIND));
    conn.prepare_cached(&sql)?.execute(params![at, row.id().to_string(), serde_json::to_string(row)?])?;
    Ok(())
}

/// Takes a row away, if it is there.
pub(crate) fn clear(conn: &Connection, kind: Kind, id: Uuid) -> Result<()> {
    let sql = format!("delete from {} where id = ?1", quoted(kind));
    conn.prepare_cached(&sql)?.execute(params![id.to_string()])?;
    Ok(())
}

fn insert<R: Record>(conn: &Connection, row: &R) -> Result<()> {
    let sql = format!("insert into {} (id, record) values (?1, ?2)", quoted(R::KIND));
    conn.prepare_cached(&sql)?.execute(params![row.id().to_string(), serde_json::to_string(row)?])?;
    Ok(())
}

fn text_of(conn: &Connection, kind: Kind, id: Uuid) -> Result<Option<String>> {
    let sql = format!("select record from {} where id = ?1", quoted(kind));
    Ok(conn.prepare_cached(&sql)?.query_row(params![id.to_string()], |row| row.get(0)).optional()?)
}

/// Walks both tables by id, side by side.
fn between_rows<R: Record>(now: &Connection, then: &Connection, changes: &mut Vec<Change>) -> Result<()> {
    let sql = format!("select id, record from {} order by id", quoted(R::KIND));
    let (mut now, mut then) = (now.prepare(&sql)?, then.prepare(&sql)?);
    let (mut now, mut then) = (now.query([])?, then.query([])?);
    let (mut left, mut right) = (step(&mut now)?, step(&mut then)?);
    loop {
        let order = match (&left, &right) {
            (None, None) => return Ok(()),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((left, _)), Some((right, _))) => left.cmp(right),
        };
        match order {
            std::cmp::Ordering::Less => {
                if let Some((_, text)) = left.take() {
                    changes.push(R::change(Edit::Removed(parse(&text)?)));
                }
                left = step(&mut now)?;
            }
            std::cmp::Ordering::Greater => {
                if let Some((_, text)) = right.take() {
                    changes.push(R::change(Edit::Added(parse(&text)?)));
                }
                right = step(&mut then)?;
            }
            std::cmp::Ordering::Equal => {
                if let (Some((_, from)), Some((_, to))) = (left.take(), right.take())
                    && from != to
                {
                    let (from, to): (R, R) = (parse(&from)?, parse(&to)?);
                    if from != to {
                        changes.push(R::change(Edit::Updated { from, to }));
                    }
                }
                (left, right) = (step(&mut now)?, step(&mut then)?);
            }
        }
    }
}

/// Whether what SQLite derived from the records, and keeps beside them, is the same in both.
fn same_columns(kind: Kind, now: &Connection, then: &Connection) -> Result<bool> {
    let sql = format!("select * from {} order by id", quoted(kind));
    let (mut now, mut then) = (now.prepare(&sql)?, then.prepare(&sql)?);
    let columns: Vec<usize> =
        now.column_names().enumerate().filter(|(_, name)| *name != "record").map(|(at, _)| at).collect();
    let (mut now, mut then) = (now.query([])?, then.query([])?);
    loop {
        let (Some(left), Some(right)) = (now.next()?, then.next()?) else { return Ok(true) };
        for column in &columns {
            if left.get_ref(*column)? != right.get_ref(*column)? {
                return Ok(false);
            }
        }
    }
}

fn step(rows: &mut rusqlite::Rows<'_>) -> Result<Option<(String, String)>> {
    Ok(match rows.next()? {
        Some(row) => Some((row.get(0)?, row.get(1)?)),
        None => None,
    })
}
