//! Sources that may be one: the same DOI, address, symbol or title.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

use crate::error::Result;
use crate::id::SourceId;
use crate::model::Source;
use crate::reader::Reader;
use crate::table::{count, rows};
use crate::twin::{TwinBy, keys};

use super::source_list::SourceRow;

/// The most groups of one answer.
const LIMIT: usize = 200;

/// Asks for sources that may be one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct SourceTwins {
    /// Only groups with this source.
    pub source: Option<SourceId>,
}

/// Sources that may be one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TwinGroup {
    /// What they share.
    pub by: TwinBy,
    /// That, as one of them has it.
    pub value: String,
    /// They, the one with most uses first: it is the one to keep.
    pub sources: Vec<SourceRow>,
}

impl SourceTwins {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<TwinGroup>> {
        let tables = reader.tables();
        let sources: Vec<Source> = rows(tables, "order by rowid", [])?;
        let mut by_key: BTreeMap<(TwinBy, String), Vec<&Source>> = BTreeMap::new();
        for source in &sources {
            for key in keys(source) {
                by_key.entry(key).or_default().push(source);
            }
        }
        let mut told: BTreeSet<BTreeSet<SourceId>> = BTreeSet::new();
        let mut groups = Vec::new();
        for ((by, _), twins) in by_key {
            let ids: BTreeSet<SourceId> = twins.iter().map(|source| source.id).collect();
            let asked = self.source.is_none_or(|wanted| ids.contains(&wanted));
            // Sources that share several things are told of once, by the surest of them.
            let known = told.iter().any(|known| known.is_superset(&ids));
            if ids.len() < 2 || !asked || known || groups.len() == LIMIT {
                continue;
            }
            let mut found = Vec::with_capacity(twins.len());
            for source in &twins {
                let uses = count(tables, "evidence where source_id = ?1", [source.id.to_string()])?;
                let snapshots = count(tables, "snapshot where source_id = ?1", [source.id.to_string()])?;
                found.push(SourceRow { source: (*source).clone(), uses, snapshots });
            }
            found.sort_by_key(|row| std::cmp::Reverse(row.uses));
            let value = found.first().map_or_else(String::new, |row| value(by, &row.source).to_owned());
            groups.push(TwinGroup { by, value, sources: found });
            told.insert(ids);
        }
        Ok(groups)
    }
}

fn value(by: TwinBy, source: &Source) -> &str {
    match by {
        TwinBy::Doi => &source.csl.doi,
        TwinBy::Url => &source.csl.url,
        TwinBy::Symbol => &source.symbol,
        TwinBy::Title => &source.csl.title,
    }
}
