//! Everything on the desk, found by words: what the palette shows.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::id::{CaseId, ClaimId};
use crate::model::{Case, Claim, Document, Kind, Rebuttal, Record, Source};
use crate::reader::Reader;
use crate::table::{find, search};

/// Asks for whatever has these words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct Search {
    /// The words; the last may be a beginning.
    pub text: String,
    /// What belongs to this case comes first.
    #[serde(default)]
    pub case: Option<CaseId>,
    /// How many to give; at most 200, by default 30.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchRow {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Its case.
    pub case: Option<CaseId>,
    /// The claim to open for it.
    pub claim: Option<ClaimId>,
    /// Its name.
    pub title: String,
    /// Where it belongs: number and case of a claim, symbol of a source.
    pub detail: String,
}

impl Search {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<SearchRow>> {
        let Some(words) = search::query(&self.text) else { return Ok(Vec::new()) };
        let sql = format!(
            "select search_row.kind, search_row.id from search join search_row on search_row.row = search.rowid
             where search match ?1
             order by search_row.case_id is not ?2, bm25(search), search_row.id limit {}",
            self.limit.unwrap_or(30).min(200)
        );
        let mut statement = reader.searchable()?.prepare_cached(&sql)?;
        let mut rows = statement.query(params![words, self.case.map(|case| case.to_string())])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
            let id: Uuid =
                id.parse().map_err(|_| Error::Damaged { seq: 0, why: format!("“{id}” is not an id") })?;
            found.extend(describe(reader, super::standing::word(&kind)?, id)?);
        }
        Ok(found)
    }
}

fn describe(reader: &Reader<'_>, kind: Kind, id: Uuid) -> Result<Option<SearchRow>> {
    let tables = reader.tables();
    let case_name =
        |case: CaseId| -> Result<String> { Ok(find::<Case>(tables, case)?.map_or_else(String::new, |case| case.name)) };
    Ok(match kind {
        Kind::Case => find::<Case>(tables, id)?.map(|case| row(&case, String::new())),
        Kind::Source => find::<Source>(tables, id)?.map(|source| row(&source, source.symbol.clone())),
        Kind::Document => match find::<Document>(tables, id)? {
            Some(document) => Some(row(&document, case_name(document.case)?)),
            None => None,
        },
        Kind::Claim => match find::<Claim>(tables, id)? {
            Some(claim) => Some(row(&claim, format!("{} · {}", claim.number, case_name(claim.case)?))),
            None => None,
        },
        Kind::Rebuttal => match find::<Rebuttal>(tables, id)? {
            Some(rebuttal) => Some(row(&rebuttal, rebuttal.by.line())),
            None => None,
        },
        Kind::Editor
        | Kind::Scale
        | Kind::Revision
        | Kind::Passage
        | Kind::Omission
        | Kind::Anchor
        | Kind::Evidence
        | Kind::Verdict
        | Kind::SignOff
        | Kind::Contact
        | Kind::Comment
        | Kind::Uptake
        | Kind::View
        | Kind::Letterhead
        | Kind::Snapshot => None,
    })
}

fn row<R: Record>(record: &R, detail: String) -> SearchRow {
    SearchRow {
        kind: R::KIND,
        id: record.id(),
        case: record.case(),
        claim: record.claim(),
        title: record.name(),
        detail,
    }
}
