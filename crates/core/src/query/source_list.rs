//! The desk's sources, found by words, a page at a time.

use rusqlite::ToSql;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::CaseId;
use crate::model::{Source, SourceKind};
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
    /// Only those of these kinds; all where none is named.
    pub kinds: Option<Vec<SourceKind>>,
    /// Only those of which this holds.
    pub only: Option<SourceShow>,
    /// Only those on which evidence in this case rests.
    pub case: Option<CaseId>,
    /// In which order; by title where none is named.
    pub sort: Option<SourceSort>,
    /// How many to skip.
    pub offset: Option<u32>,
    /// How many to give; at most 1,000, by default 100.
    pub limit: Option<u32>,
}

/// Of which sources a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SourceShow {
    /// Evidence rests on it.
    Used,
    /// No evidence rests on it.
    Unused,
    /// The desk keeps a copy of it.
    Kept,
    /// The desk keeps no copy of it.
    NotKept,
    /// Its identity must be kept.
    Confidential,
    /// Nobody judged it.
    Unjudged,
}

impl SourceShow {
    fn sql(self) -> &'static str {
        match self {
            Self::Used => "exists (select 1 from evidence where source_id = source.id)",
            Self::Unused => "not exists (select 1 from evidence where source_id = source.id)",
            Self::Kept => "exists (select 1 from snapshot where source_id = source.id)",
            Self::NotKept => "not exists (select 1 from snapshot where source_id = source.id)",
            Self::Confidential => "coalesce(record ->> '$.confidentiality', 'open') <> 'open'",
            Self::Unjudged => {
                "coalesce(record ->> '$.reliability', 'F') = 'F' and coalesce(record ->> '$.credibility', '6') = '6'"
            }
        }
    }
}

/// The order of a list of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SourceSort {
    /// By title.
    #[default]
    Title,
    /// By originator.
    Originator,
    /// The newest first, by when they were published; undated ones last.
    Published,
    /// The most reliable first.
    Reliability,
    /// Those with most evidence first.
    Uses,
    /// Those that came last to the desk first.
    Added,
}

impl SourceSort {
    fn sql(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Originator => "record ->> '$.originator' = '', record ->> '$.originator', title",
            Self::Published => "record ->> '$.published' = '', record ->> '$.published' desc, title",
            Self::Reliability => {
                "coalesce(record ->> '$.reliability', 'F'), coalesce(record ->> '$.credibility', '6'), title"
            }
            Self::Uses => "uses desc, title",
            Self::Added => "record ->> '$.added_at' desc, title",
        }
    }
}

/// A page of sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceListAnswer {
    /// How many there are in all with these words.
    pub total: u32,
    /// The page, in the order that was asked for.
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
    /// How many copies of it are kept.
    pub snapshots: u32,
}

impl SourceList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<SourceListAnswer> {
        let words = search::query(&self.text);
        let tables = if words.is_some() { reader.searchable()? } else { reader.tables() };
        let mut filter = vec!["true".to_owned()];
        let mut values: Vec<&dyn ToSql> = Vec::new();
        let case = self.case.map(|case| case.to_string());
        let kinds = serde_json::to_string(self.kinds.as_deref().unwrap_or_default())?;
        if let Some(words) = &words {
            values.push(words);
            filter.push(format!(
                "source.id in (select search_row.id from search join search_row on search_row.row = search.rowid \
                 where search match ?{})",
                values.len()
            ));
        }
        if let Some(case) = &case {
            values.push(case);
            let evidence = "exists (select 1 from evidence where source_id = source.id and case_id =";
            filter.push(format!("{evidence} ?{})", values.len()));
        }
        if self.kinds.as_ref().is_some_and(|kinds| !kinds.is_empty()) {
            values.push(&kinds);
            let kind = "coalesce(record ->> '$.kind', 'report')";
            filter.push(format!("{kind} in (select value from json_each(?{}))", values.len()));
        }
        filter.extend(self.only.map(|only| only.sql().to_owned()));
        let filter = filter.join(" and ");
        let total = tables
            .prepare_cached(&format!("select count(*) from source where {filter}"))?
            .query_row(values.as_slice(), |row| row.get(0))?;
        let sql = format!(
            "select record, (select count(*) from evidence where source_id = source.id) as uses,
             (select count(*) from snapshot where source_id = source.id)
             from source where {filter} order by {}, symbol, id limit {} offset {}",
            self.sort.unwrap_or_default().sql(),
            self.limit.unwrap_or(100).min(1_000),
            self.offset.unwrap_or(0)
        );
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query(values.as_slice())?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let source = parse(&row.get::<_, String>(0)?)?;
            rows.push(SourceRow { source, uses: row.get(1)?, snapshots: row.get(2)? });
        }
        Ok(SourceListAnswer { total, rows })
    }
}
