//! The history: who, when, what was and became, why.

use rusqlite::ToSql;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;

use crate::change::Change;
use crate::command::label;
use crate::error::Result;
use crate::id::{CaseId, ClaimId, EditorId, EntryId, Seq};
use crate::ledger::entry;
use crate::model::{Editor, Kind};
use crate::reader::Reader;
use crate::table::find;
use crate::time::Timestamp;
use crate::words::{self, Piece};

/// The most entries of one answer.
const LIMIT: u32 = 500;

/// The most rows that are shown of one entry; a bulk act has more.
const ROWS: usize = 50;

/// Asks for entries, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct History {
    /// Only those that touched this case.
    pub case: Option<CaseId>,
    /// Only those that touched this claim.
    pub claim: Option<ClaimId>,
    /// Only this editor's.
    pub editor: Option<EditorId>,
    /// Only this operation, by name.
    pub operation: Option<String>,
    /// Only those before this place.
    pub before: Option<Seq>,
    /// How many to give; at most 500, by default 50.
    pub limit: Option<u32>,
}

/// Entries, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryAnswer {
    /// The entries.
    pub rows: Vec<HistoryRow>,
    /// Whether there are older ones.
    pub more: bool,
}

/// An entry as a history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryRow {
    /// Its place.
    pub seq: Seq,
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub editor: EditorId,
    /// Who, by name as it is now.
    pub editor_name: String,
    /// What, by name, as `tag_claim`.
    pub operation: String,
    /// What, in English.
    pub label: String,
    /// Why.
    pub why: Option<String>,
    /// What was and became; of a bulk act the first 50.
    pub changes: Vec<ChangeRow>,
    /// How many rows it changed.
    pub changed: u32,
    /// Its hash, in hex.
    pub hash: String,
}

/// A row that an entry changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeRow {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// The claim to which it belongs.
    pub claim: Option<ClaimId>,
    /// What a person calls it.
    pub name: String,
    /// What happened to it.
    pub what: What,
    /// The fields that differ; of an added or removed row those that say something.
    pub fields: Vec<FieldRow>,
}

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum What {
    /// It came.
    Added,
    /// It changed.
    Updated,
    /// It went.
    Removed,
}

/// A field that an entry changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldRow {
    /// Its name in the record; parts of a part are joined by dots.
    pub field: String,
    /// What it was; empty if it said nothing.
    pub was: String,
    /// What it became.
    pub became: String,
    /// The two by words, where both say something.
    pub words: Vec<Piece>,
}

impl History {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<HistoryAnswer> {
        let limit = self.limit.unwrap_or(50).clamp(1, LIMIT);
        let until = self.before.map_or(reader.until(), |before| reader.until().min(before.saturating_sub(1)));
        let case = self.case.map(|id| id.to_string());
        let claim = self.claim.map(|id| id.to_string());
        let editor = self.editor.map(|id| id.to_string());
        let mut values: Vec<&dyn ToSql> = vec![&until];
        let mut filter = String::from("seq <= ?1");
        let touched = [("case_id", &case), ("claim_id", &claim)];
        for (column, id) in touched {
            if let Some(id) = id {
                values.push(id);
                filter.push_str(&format!(" and seq in (select seq from touch where {column} = ?{})", values.len()));
            }
        }
        for (column, value) in [("editor", &editor), ("operation", &self.operation)] {
            if let Some(value) = value {
                values.push(value);
                filter.push_str(&format!(" and {column} = ?{}", values.len()));
            }
        }
        let sql = format!("select seq from entry where {filter} order by seq desc limit {}", limit + 1);
        let mut statement = reader.ledger().prepare_cached(&sql)?;
        let mut seqs: Vec<Seq> =
            statement.query_map(values.as_slice(), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let more = seqs.len() > limit as usize;
        seqs.truncate(limit as usize);
        let rows = seqs.into_iter().map(|seq| self.row(reader, seq)).collect::<Result<_>>()?;
        Ok(HistoryAnswer { rows, more })
    }

    fn row(&self, reader: &Reader<'_>, seq: Seq) -> Result<HistoryRow> {
        let entry = entry::get(reader.ledger(), seq)?;
        let editor: Option<Editor> = find(reader.tables(), entry.editor)?;
        // In a claim's history only what belongs to the claim is shown of a bulk act.
        let ours: Vec<&Change> =
            entry.changes.iter().filter(|change| self.claim.is_none() || change.claim() == self.claim).collect();
        Ok(HistoryRow {
            seq,
            entry: entry.id,
            at: entry.at,
            editor: entry.editor,
            editor_name: editor.map_or_else(String::new, |editor| editor.name),
            operation: entry.op.name().to_owned(),
            label: label(reader.ledger(), &entry.op)?,
            changed: u32::try_from(ours.len()).unwrap_or(u32::MAX),
            changes: ours.into_iter().take(ROWS).map(change_row).collect::<Result<_>>()?,
            why: entry.why,
            hash: entry.hash,
        })
    }
}

fn change_row(change: &Change) -> Result<ChangeRow> {
    let (was, became) = change.sides()?;
    let mut fields = Vec::new();
    compare("", &was, &became, &mut fields);
    let what = match (was.is_null(), became.is_null()) {
        (true, _) => What::Added,
        (_, true) => What::Removed,
        _ => What::Updated,
    };
    Ok(ChangeRow { kind: change.kind(), id: change.id(), claim: change.claim(), name: change.name(), what, fields })
}

/// Fields that say nothing to a person: identities, times and copies of what stands elsewhere.
const SILENT: &[&str] = &[
    "id",
    "case",
    "claim",
    "tagged_at",
    "tagged_by",
    "given_at",
    "given_by",
    "added_at",
    "opened_at",
    "received_at",
    "scale",
    "scale_values",
    "prefix",
    "suffix",
    "original",
    "text",
    "layout",
];

/// Walks two records side by side and notes the fields that differ.
fn compare(path: &str, was: &Value, became: &Value, fields: &mut Vec<FieldRow>) {
    if was == became {
        return;
    }
    let empty = serde_json::Map::new();
    if was.is_object() || became.is_object() {
        let (was, became) = (was.as_object().unwrap_or(&empty), became.as_object().unwrap_or(&empty));
        let mut names: Vec<&String> = was.keys().chain(became.keys()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            if path.is_empty() && SILENT.contains(&name.as_str()) {
                continue;
            }
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            compare(&path, was.get(name).unwrap_or(&Value::Null), became.get(name).unwrap_or(&Value::Null), fields);
        }
        return;
    }
    let (was, became) = (plain(was), plain(became));
    if was != became {
        let words = if was.is_empty() || became.is_empty() { Vec::new() } else { words::diff(&was, &became) };
        fields.push(FieldRow { field: path.to_owned(), was, became, words });
    }
}

/// A value as a person reads it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(plain).filter(|item| !item.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            fields.values().map(plain).filter(|field| !field.is_empty()).collect::<Vec<_>>().join(" · ")
        }
    }
}
