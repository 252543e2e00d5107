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

/// The most entries that one answer looks through for words.
const LOOKED: usize = 20_000;

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
    /// Only these operations, by name.
    pub operations: Option<Vec<String>>,
    /// Only those that touched a record of this kind.
    pub kind: Option<Kind>,
    /// Only those at this time or later.
    pub since: Option<Timestamp>,
    /// Only those at this time or before.
    pub until: Option<Timestamp>,
    /// Only those that say this, in whatever part of them; capitals do not matter.
    pub words: Option<String>,
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
    /// When words were sought and not all entries were looked through: the last that was. Ask on before it.
    pub looked_to: Option<Seq>,
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
        let limit = self.limit.unwrap_or(50).clamp(1, LIMIT) as usize;
        let (mut seqs, looked_to) = match self.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => self.saying(reader, words, limit + 1)?,
            None => (self.matching(reader, limit + 1)?, None),
        };
        let more = seqs.len() > limit;
        seqs.truncate(limit);
        let rows = seqs.into_iter().map(|seq| self.row(reader, seq)).collect::<Result<_>>()?;
        Ok(HistoryAnswer { rows, more, looked_to })
    }

    /// The places of the entries that the filters let through, newest first.
    fn matching(&self, reader: &Reader<'_>, limit: usize) -> Result<Vec<Seq>> {
        let until = self.before.map_or(reader.until(), |before| reader.until().min(before.saturating_sub(1)));
        let ids = [
            ("touch.case_id", self.case.map(|id| id.to_string())),
            ("touch.claim_id", self.claim.map(|id| id.to_string())),
            ("entry.editor", self.editor.map(|id| id.to_string())),
            ("entry.operation", self.operation.clone()),
        ];
        // What belongs to a case or a claim is found by its touches, in order: nothing else is read.
        let by_touch = self.case.is_some() || self.claim.is_some();
        let (what, from) =
            if by_touch { ("distinct touch.seq", "touch join entry using (seq)") } else { ("seq", "entry") };
        let place = if by_touch { "touch.seq" } else { "seq" };
        let mut values: Vec<&dyn ToSql> = vec![&until];
        let mut filter = format!("{place} <= ?1");
        for (column, id) in &ids {
            if let Some(id) = id {
                values.push(id);
                filter.push_str(&format!(" and {column} = ?{}", values.len()));
            }
        }
        let operations = self.operations.as_ref().map(serde_json::to_string).transpose()?;
        if let Some(names) = &operations {
            values.push(names);
            filter.push_str(&format!(" and entry.operation in (select value from json_each(?{}))", values.len()));
        }
        let kind = self.kind.map(Kind::table);
        if let Some(kind) = &kind {
            values.push(kind);
            let of_kind = "exists (select 1 from touch as of where of.seq = entry.seq and of.kind";
            filter.push_str(&format!(" and {of_kind} = ?{})", values.len()));
        }
        let times = [(">=", self.since.map(|at| at.to_string())), ("<=", self.until.map(|at| at.to_string()))];
        for (sign, at) in &times {
            if let Some(at) = at {
                values.push(at);
                filter.push_str(&format!(" and entry.at {sign} ?{}", values.len()));
            }
        }
        let sql = format!("select {what} from {from} where {filter} order by {place} desc limit {limit}");
        let mut statement = reader.ledger().prepare_cached(&sql)?;
        Ok(statement.query_map(values.as_slice(), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Looks through the bodies of so many entries for words; how far it came, if not to the end.
    fn saying(&self, reader: &Reader<'_>, words: &str, limit: usize) -> Result<(Vec<Seq>, Option<Seq>)> {
        let wanted = words.to_lowercase();
        let candidates = self.matching(reader, LOOKED + 1)?;
        let mut statement = reader.ledger().prepare_cached("select body from entry where seq = ?1")?;
        let mut found = Vec::new();
        for seq in candidates.iter().take(LOOKED) {
            let body: Vec<u8> = statement.query_row([seq], |row| row.get(0))?;
            if says(&body, &wanted) {
                found.push(*seq);
                if found.len() == limit {
                    return Ok((found, None));
                }
            }
        }
        Ok((found, (candidates.len() > LOOKED).then(|| candidates[LOOKED - 1])))
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

/// Whether an entry says this. Only words of people are looked at, not names of fields.
fn says(body: &[u8], wanted: &str) -> bool {
    fn walk(value: &Value, wanted: &str) -> bool {
        match value {
            Value::String(text) => text.to_lowercase().contains(wanted),
            Value::Array(items) => items.iter().any(|item| walk(item, wanted)),
            Value::Object(fields) => fields.values().any(|field| walk(field, wanted)),
            _ => false,
        }
    }
    serde_json::from_slice::<Value>(body)
        .is_ok_and(|body| [&body["changes"], &body["why"], &body["op"]].into_iter().any(|part| walk(part, wanted)))
}

pub(crate) fn change_row(change: &Change) -> Result<ChangeRow> {
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
    "document",
    "revision",
    "from",
    "subject",
    "score",
    "margin",
    "candidates",
    "decided_by",
    "decided_at",
    "left_out_by",
    "left_out_at",
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
