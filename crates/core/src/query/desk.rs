//! The desk at a glance: editors, scales, cases.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim_list::{Tally, tally};
use crate::error::Result;
use crate::model::{Case, Editor, Letterhead, Scale};
use crate::reader::{HeadRow, Reader};
use crate::table::{count, rows};

/// Asks for the desk at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Desk {}

/// The desk at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskAnswer {
    /// Where the ledger stands.
    pub head: HeadRow,
    /// The people at the desk, in order of their coming.
    pub editors: Vec<Editor>,
    /// The scales, in order of their coming.
    pub scales: Vec<Scale>,
    /// What stands at the head of its reports, if it was said.
    pub letterhead: Option<Letterhead>,
    /// The cases, newest first.
    pub cases: Vec<CaseRow>,
    /// How many sources the desk has.
    pub sources: u32,
}

/// A case as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CaseRow {
    /// The case.
    pub case: Case,
    /// How many documents it has.
    pub documents: u32,
    /// Its claims, counted.
    pub tally: Tally,
}

impl Desk {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<DeskAnswer> {
        let tables = reader.tables();
        let cases: Vec<Case> = rows(tables, "order by record ->> '$.opened_at' desc, id desc", [])?;
        let cases = cases.into_iter().map(|case| {
            let documents = count(tables, "document where case_id = ?1", [case.id.to_string()])?;
            Ok(CaseRow { documents, tally: tally(tables, case.id, None)?, case })
        });
        Ok(DeskAnswer {
            head: reader.head()?,
            editors: rows(tables, "order by rowid", [])?,
            scales: rows(tables, "order by rowid", [])?,
            letterhead: rows(tables, "", [])?.pop(),
            cases: cases.collect::<Result<_>>()?,
            sources: count(tables, "source", [])?,
        })
    }
}
