//! A case with its documents.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim_list::{Tally, tally};
use crate::error::{Result, or_not_found};
use crate::id::CaseId;
use crate::model::{Case, Document, Kind, Revision};
use crate::reader::Reader;
use crate::table::{count, get, rows};

/// Asks for a case with its documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct CasePage {
    /// Which.
    pub case: CaseId,
}

/// A case with its documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CasePageAnswer {
    /// The case.
    pub case: Case,
    /// Its documents, in order of their coming.
    pub documents: Vec<DocumentRow>,
    /// Its claims, counted.
    pub tally: Tally,
}

/// A document as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DocumentRow {
    /// The document.
    pub document: Document,
    /// Its newest revision.
    pub latest: Revision,
    /// How many revisions it has.
    pub revisions: u32,
    /// How many claims stand in its newest revision.
    pub claims: u32,
    /// How many passages wait there for a decision.
    pub asks: u32,
}

/// The passages that wait for a decision in a draft.
const ASKS: &str = "anchor where revision_id = ?1 and state = 'ask' and passage_id is not null";

impl CasePage {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<CasePageAnswer> {
        let tables = reader.tables();
        let case: Case = get(tables, self.case)?;
        let documents: Vec<Document> =
            rows(tables, "where case_id = ?1 order by record ->> '$.added_at', rowid", [case.id.to_string()])?;
        let documents = documents.into_iter().map(|document| {
            let revisions: Vec<Revision> =
                rows(tables, "where document_id = ?1 order by number", [document.id.to_string()])?;
            let count_of = revisions.len();
            let latest = or_not_found(revisions.into_iter().next_back(), Kind::Revision, document.id)?;
            let marked = "(select distinct claim_id from place where revision_id = ?1)";
            Ok(DocumentRow {
                claims: count(tables, marked, [latest.id.to_string()])?,
                asks: count(tables, ASKS, [latest.id.to_string()])?,
                revisions: u32::try_from(count_of).unwrap_or(u32::MAX),
                document,
                latest,
            })
        });
        Ok(CasePageAnswer { documents: documents.collect::<Result<_>>()?, tally: tally(tables, case.id, None)?, case })
    }
}
