//! A source and everywhere it is used.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::snapshot_page::{self, SnapshotRow};
use crate::error::Result;
use crate::id::{ClaimId, SourceId};
use crate::model::{Case, Claim, Evidence, Rebuttal, Source, Stance};
use crate::reader::Reader;
use crate::table::{find, get, rows};

/// Asks for a source and its uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SourcePage {
    /// Which.
    pub source: SourceId,
}

/// A source and its uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourcePageAnswer {
    /// The source.
    pub source: Source,
    /// What it goes back to.
    pub origin: Option<Source>,
    /// The claims on which it bears.
    pub uses: Vec<SourceUse>,
    /// The copies of it, oldest first.
    pub snapshots: Vec<SnapshotRow>,
}

/// A claim on which a source bears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceUse {
    /// The claim.
    pub claim: ClaimId,
    /// The name of its case.
    pub case_name: String,
    /// Its number there.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
    /// Its stance as evidence; none where a rebuttal names it.
    pub stance: Option<Stance>,
}

impl SourcePage {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<SourcePageAnswer> {
        let tables = reader.tables();
        let source: Source = get(tables, self.source)?;
        let id = self.source.to_string();
        let evidence: Vec<Evidence> = rows(tables, "where source_id = ?1 order by rowid", [&id])?;
        let rebuttals: Vec<Rebuttal> = rows(
            tables,
            "where exists (select 1 from json_each(record, '$.evidence') where value ->> '$.source' = ?1) order by rowid",
            [&id],
        )?;
        let as_evidence = evidence.iter().map(|evidence| (evidence.claim, Some(evidence.stance)));
        let in_rebuttals = rebuttals.iter().map(|rebuttal| (rebuttal.claim, None));
        let uses = as_evidence.chain(in_rebuttals).map(|(claim, stance)| {
            let claim: Claim = get(tables, claim)?;
            Ok(SourceUse {
                claim: claim.id,
                case_name: get::<Case>(tables, claim.case)?.name,
                number: claim.number,
                heading: claim.heading().to_owned(),
                stance,
            })
        });
        Ok(SourcePageAnswer {
            uses: uses.collect::<Result<_>>()?,
            snapshots: snapshot_page::of_source(reader, source.id)?,
            origin: source.origin.map(|origin| find(tables, origin)).transpose()?.flatten(),
            source,
        })
    }
}
