//! Which entry Undo and Redo mean, for one editor.
//!
//! The algebra jumps: after an undo of entry `x`, the next undo means what
//! undo meant just before `x`. So neither needs a stack, and both survive a
//! restart.

use rusqlite::{Connection, OptionalExtension, params};

use super::entry::{self, Entry, Op};
use crate::error::Result;
use crate::id::{EditorId, Seq};

/// The entry that this editor's next undo takes back.
pub(crate) fn undo_target(conn: &Connection, editor: EditorId) -> Result<Option<Entry>> {
    let mut at = before(conn, editor, Seq::MAX >> 1)?;
    while let Some(entry) = at {
        match entry.op {
            Op::Undo { of } => at = before(conn, editor, entry::seq_of(conn, of)?)?,
            // What is said of the ledger is no step of anybody's.
            Op::Noted { .. } => at = before(conn, editor, entry.seq)?,
            // The founding of the desk stands: without its first editor nobody could redo it.
            _ if entry.seq == 1 => return Ok(None),
            Op::Did { .. } | Op::Redo { .. } | Op::Revert { .. } | Op::Restore { .. } => return Ok(Some(entry)),
        }
    }
    Ok(None)
}

/// The undo that this editor's next redo takes back.
pub(crate) fn redo_target(conn: &Connection, editor: EditorId) -> Result<Option<Entry>> {
    let mut at = before(conn, editor, Seq::MAX >> 1)?;
    while let Some(entry) = at {
        match entry.op {
            Op::Undo { .. } => return Ok(Some(entry)),
            Op::Redo { of } => at = before(conn, editor, entry::seq_of(conn, of)?)?,
            Op::Noted { .. } => at = before(conn, editor, entry.seq)?,
            Op::Did { .. } | Op::Revert { .. } | Op::Restore { .. } => return Ok(None),
        }
    }
    Ok(None)
}

/// The editor's last entry before `seq`.
fn before(conn: &Connection, editor: EditorId, seq: Seq) -> Result<Option<Entry>> {
    let found: Option<Seq> = conn
        .prepare_cached("select seq from entry where editor = ?1 and seq < ?2 order by seq desc limit 1")?
        .query_row(params![editor.to_string(), seq], |row| row.get(0))
        .optional()?;
    found.map(|seq| entry::get(conn, seq)).transpose()
}
