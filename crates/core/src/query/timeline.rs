//! The ledger as a line of days: what a time control is drawn from.
//!
//! It shows the whole ledger, whatever moment is read: how else would one come back?

use rusqlite::ToSql;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::command::label;
use crate::error::Result;
use crate::id::{CaseId, Seq};
use crate::ledger::entry;
use crate::reader::Reader;
use crate::time::Timestamp;

/// The most marks of one answer.
const MARKS: u32 = 2_000;

/// Asks for the days of the ledger, and for what stands out on them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct Timeline {
    /// Marks of this case alone.
    pub case: Option<CaseId>,
}

/// The ledger as a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TimelineAnswer {
    /// The days on which something was done, oldest first.
    pub days: Vec<TimelineDay>,
    /// What stands out, oldest first; of more than 2,000 the newest.
    pub marks: Vec<TimelineMark>,
    /// The place of the newest entry.
    pub head: Seq,
}

/// A day of the ledger, in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TimelineDay {
    /// As `2026-11-23`.
    pub day: String,
    /// The place of its first entry.
    pub first: Seq,
    /// The place of its last.
    pub last: Seq,
    /// How many entries it has.
    pub entries: u32,
}

/// An entry that stands out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TimelineMark {
    /// Its place.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// What it is.
    pub what: MarkWhat,
    /// What it did, in English.
    pub label: String,
}

/// Why an entry stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MarkWhat {
    /// A draft came.
    Draft,
    /// A claim was signed off.
    SignOff,
    /// A verdict was given.
    Verdict,
    /// The desk, or a part of it, was restored.
    Restore,
    /// Files left the desk.
    Export,
}

impl Timeline {
    /// Answers for the whole ledger.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<TimelineAnswer> {
        let ledger = reader.ledger();
        let mut statement = ledger.prepare_cached(
            "select substr(at, 1, 10) as day, min(seq), max(seq), count(*) from entry group by day order by min(seq)",
        )?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(TimelineDay { day: row.get(0)?, first: row.get(1)?, last: row.get(2)?, entries: row.get(3)? })
        };
        let days: Vec<TimelineDay> = statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        let head = entry::head(ledger, None)?.map_or(0, |head| head.seq);
        Ok(TimelineAnswer { days, marks: self.marks(reader)?, head })
    }

    fn marks(&self, reader: &Reader<'_>) -> Result<Vec<TimelineMark>> {
        let ledger = reader.ledger();
        let case = self.case.map(|id| id.to_string());
        let mut values: Vec<&dyn ToSql> = vec![&MARKS];
        let mut ours = "";
        if let Some(case) = &case {
            values.push(case);
            ours = "and case_id = ?2";
        }
        // What is a step of Undo or Redo is no mark: it would double the one that it repeats.
        let sql = format!(
            "select seq, kind, entry.at from (
               select seq, min(kind) as kind from touch
               where what = 'added' and kind in ('revision', 'verdict', 'sign_off') {ours} group by seq
               union all select seq, operation from entry where operation in ('restore', 'exported')
             ) join entry using (seq)
             where entry.operation not in ('undo', 'redo') order by seq desc limit ?1"
        );
        let mut statement = ledger.prepare_cached(&sql)?;
        let mut rows = statement.query(values.as_slice())?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, kind): (Seq, String) = (row.get(0)?, row.get(1)?);
            let what = match kind.as_str() {
                "revision" => MarkWhat::Draft,
                "sign_off" => MarkWhat::SignOff,
                "verdict" => MarkWhat::Verdict,
                "exported" => MarkWhat::Export,
                _ => MarkWhat::Restore,
            };
            let found = entry::get(ledger, seq)?;
            marks.push(TimelineMark { seq, at: found.at, what, label: label(ledger, &found.op)? });
        }
        marks.dedup_by_key(|mark| mark.seq);
        marks.reverse();
        Ok(marks)
    }
}
