//! The desk's sources, found by words, a page at a time.

use rusqlite::ToSql;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::model::Source;
use crate::reader::Reader;
use crate::table::{parse, search};

/// Asks for sources of the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct SourceList {
    /// Only those with these words.
    #[ts(optional = false)]
    pub text: String,
    /// How many to skip.
    pub offset: Option<u32>,
    /// How many to give; at most 1,000, by default 100.
    pub limit: Option<u32>,
}

/// A page of sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceListAnswer {
    /// How many there are in all with these words.
    pub total: u32,
    /// The page, by title.
    pub rows: Vec<SourceRow>,
}

/// A source as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceRow {
    /// The source.
    pub source: Source,
    /// How many pieces of evidence rest on it.
    pub uses: u32,
}

impl SourceList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<SourceListAnswer> {
        let words = search::query(&self.text);
        let tables = if words.is_some() { reader.searchable()? } else { reader.tables() };
        let filter = if words.is_some() {
            "where source.id in (select search_row.id from search join search_row on search_row.row = search.rowid where search match ?1)"
        } else {
            ""
        };
        let values: Vec<&dyn ToSql> = words.iter().map(|words| words as &dyn ToSql).collect();
        let total = tables
            .prepare_cached(&format!("select count(*) from source {filter}"))?
            .query_row(values.as_slice(), |row| row.get(0))?;
        let sql = format!(
            "select record, (select count(*) from evidence where source_id = source.id) from source {filter}
             order by title, symbol, id limit {} offset {}",
            self.limit.unwrap_or(100).min(1_000),
            self.offset.unwrap_or(0)
        );
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query(values.as_slice())?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(SourceRow { source: parse(&row.get::<_, String>(0)?)?, uses: row.get(1)? });
        }
        Ok(SourceListAnswer { total, rows })
    }
}
