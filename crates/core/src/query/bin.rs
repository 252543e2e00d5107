//! The bin: what was removed and is not there now. Reverting the entry brings it back with its links.

use rusqlite::ToSql;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::id::{CaseId, EditorId, EntryId, Seq};
use crate::ledger::entry;
use crate::model::{Editor, Kind};
use crate::reader::Reader;
use crate::table::find;
use crate::time::Timestamp;

/// The most rows of one answer.
const LIMIT: u32 = 500;

/// Asks for what was removed, newest first, whatever moment is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct Bin {
    /// Only what belonged to this case.
    pub case: Option<CaseId>,
    /// Only what has all these words in its name, kind or number, in the reason, or in the name of who removed it.
    pub text: String,
    /// Only what was removed before this entry.
    pub before: Option<Seq>,
    /// How many to give; at most 500, by default 50.
    pub limit: Option<u32>,
}

/// What was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BinAnswer {
    /// One for each entry that removed something.
    pub rows: Vec<BinRow>,
    /// Whether there are older ones.
    pub more: bool,
}

/// What one entry removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BinRow {
    /// The place of the entry that removed it.
    pub seq: Seq,
    /// That entry: reverting it brings everything back.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub editor: EditorId,
    /// Who, by name as it is now.
    pub editor_name: String,
    /// What it was that somebody removed.
    pub kind: Kind,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What a person called it.
    pub name: String,
    /// Its number, if it was a claim.
    pub number: Option<u32>,
    /// How many other rows went with it.
    pub along: u32,
    /// Why.
    pub why: Option<String>,
}

impl Bin {
    /// Answers from the whole ledger.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<BinAnswer> {
        let ledger = reader.ledger();
        let limit = self.limit.unwrap_or(50).clamp(1, LIMIT);
        let before = self.before.unwrap_or(Seq::MAX >> 1);
        let case = self.case.map(|id| id.to_string());
        let mut values: Vec<&dyn ToSql> = vec![&before];
        let mut ours = "";
        if let Some(case) = &case {
            values.push(case);
            ours = "and gone.case_id = ?2";
        }
        // Children go first: what somebody meant to remove is the last that went.
        let sql = format!(
            "select gone.seq, max(gone.rowid), count(*) from touch as gone
             where gone.what = 'removed' and gone.seq < ?1 {ours}
               and not exists (select 1 from touch as later where later.id = gone.id and later.kind = gone.kind and later.seq > gone.seq)
             group by gone.seq order by gone.seq desc"
        );
        let mut statement = ledger.prepare_cached(&sql)?;
        let mut found = statement.query(values.as_slice())?;
        let words: Vec<String> = self.text.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let mut rows = Vec::new();
        while let Some(next) = found.next()? {
            let row = row(reader, (next.get(0)?, next.get(1)?, next.get(2)?))?;
            if !row.says(&words) {
                continue;
            }
            if rows.len() >= limit as usize {
                return Ok(BinAnswer { rows, more: true });
            }
            rows.push(row);
        }
        Ok(BinAnswer { rows, more: false })
    }
}

impl BinRow {
    /// Whether all these words, in small letters, stand in what is shown of it.
    fn says(&self, words: &[String]) -> bool {
        let number = self.number.map(|number| number.to_string()).unwrap_or_default();
        let why = self.why.as_deref().unwrap_or_default();
        let all = [&self.name, self.kind.table(), &self.editor_name, why, &number].join(" ").to_lowercase();
        words.iter().all(|word| all.contains(word))
    }
}

fn row(reader: &Reader<'_>, (seq, touch, gone): (Seq, i64, u32)) -> Result<BinRow> {
    let ledger = reader.ledger();
    let (kind, id): (String, String) = ledger
        .prepare_cached("select kind, id from touch where rowid = ?1")?
        .query_row([touch], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let entry = entry::get(ledger, seq)?;
    let main = entry.changes.iter().rev().find(|change| change.kind().table() == kind && change.id().to_string() == id);
    let Some(main) = main else {
        return Err(Error::Damaged { seq, why: format!("it did not remove the {kind} {id}, as is noted of it") });
    };
    let editor: Option<Editor> = find(reader.tables(), entry.editor)?;
    let number = if let crate::change::Change::Claim(edit) = main { Some(edit.subject().number) } else { None };
    Ok(BinRow {
        seq,
        entry: entry.id,
        at: entry.at,
        editor: entry.editor,
        editor_name: editor.map_or_else(String::new, |editor| editor.name),
        kind: main.kind(),
        id: main.id(),
        name: main.name(),
        number,
        along: gone - 1,
        why: entry.why,
    })
}
