//! A source and everywhere it is used.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::origins;
use super::snapshot_page::{self, SnapshotRow};
use crate::error::Result;
use crate::id::{ClaimId, SourceId};
use crate::model::{Case, Claim, Contact, Evidence, Rebuttal, Source, Stance};
use crate::reader::Reader;
use crate::table::{get, rows};

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
    /// The whole chain: what it goes back to, what that goes back to, and so on, each once.
    pub chain: Vec<Source>,
    /// The sources that go back to it.
    pub derived: Vec<Source>,
    /// The claims on which it bears.
    pub uses: Vec<SourceUse>,
    /// Who was asked, where it holds the answer.
    pub contacts: Vec<Contact>,
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
    /// As what.
    pub role: SourceRole,
    /// Its stance as evidence.
    pub stance: Option<Stance>,
}

/// As what a claim has a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SourceRole {
    /// As evidence.
    Evidence,
    /// A rebuttal names it.
    Rebuttal,
    /// It answers one of the claim's questions, or the claim appeared in it.
    Named,
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
        let claims: Vec<Claim> = rows(tables, "where instr(record, ?1) > 0 order by rowid", [&id])?;
        let as_evidence = evidence.iter().map(|one| (one.claim, SourceRole::Evidence, Some(one.stance)));
        let in_rebuttals = rebuttals.iter().map(|one| (one.claim, SourceRole::Rebuttal, None));
        let naming = claims.iter().filter(|claim| claim.sources().any(|named| named == source.id));
        let named = naming.map(|claim| (claim.id, SourceRole::Named, None));
        let uses = as_evidence.chain(in_rebuttals).chain(named).map(|(claim, role, stance)| {
            let claim: Claim = get(tables, claim)?;
            Ok(SourceUse {
                claim: claim.id,
                case_name: get::<Case>(tables, claim.case)?.name,
                number: claim.number,
                heading: claim.heading().to_owned(),
                role,
                stance,
            })
        });
        let chain: Vec<Source> = origins::chain(tables, source.id)?.into_iter().skip(1).collect();
        Ok(SourcePageAnswer {
            uses: uses.collect::<Result<_>>()?,
            snapshots: snapshot_page::of_source(reader, source.id)?,
            origin: chain.first().cloned(),
            derived: rows(tables, "where origin_id = ?1 order by rowid", [&id])?,
            contacts: rows(tables, "where source_id = ?1 order by rowid", [&id])?,
            chain,
            source,
        })
    }
}
