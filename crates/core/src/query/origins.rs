//! Independent origins: two sources that go back to one count once (rule 4).

use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

use crate::error::Result;
use crate::id::SourceId;
use crate::model::Source;
use crate::reader::Reader;
use crate::table::find;

/// Follows sources to where they come from, and remembers what it read.
#[derive(Default)]
pub(crate) struct Origins {
    origin: HashMap<SourceId, Option<SourceId>>,
}

/// Where a source comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Root {
    /// A first-hand source.
    Source(SourceId),
    /// Sources that go back to each other: nobody knows the first hand. In order of their ids.
    Circle(BTreeSet<SourceId>),
}

impl Origins {
    /// The first-hand source behind a source, or the circle that it ends in.
    pub(crate) fn root(&mut self, tables: &Connection, source: SourceId) -> Result<Root> {
        let mut path = vec![source];
        loop {
            let at = path[path.len() - 1];
            let Some(next) = self.next(tables, at)? else { return Ok(Root::Source(at)) };
            if let Some(back) = path.iter().position(|seen| *seen == next) {
                return Ok(Root::Circle(path[back..].iter().copied().collect()));
            }
            path.push(next);
        }
    }

    fn next(&mut self, tables: &Connection, source: SourceId) -> Result<Option<SourceId>> {
        if let Some(known) = self.origin.get(&source) {
            return Ok(*known);
        }
        let origin = find::<Source>(tables, source)?.and_then(|source| source.origin);
        self.origin.insert(source, origin);
        Ok(origin)
    }
}

/// Asks for a source and those that it goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceChain {
    /// Which.
    pub source: SourceId,
}

impl SourceChain {
    /// The source, the one that it goes back to, and so on: each once, also where they run in a circle.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<Source>> {
        chain(reader.tables(), self.source)
    }
}

/// A source and what it goes back to, step by step; a circle ends where it would begin anew.
pub(crate) fn chain(tables: &Connection, source: SourceId) -> Result<Vec<Source>> {
    let mut chain: Vec<Source> = Vec::new();
    let mut next = Some(source);
    while let Some(id) = next.filter(|id| chain.iter().all(|source| source.id != *id)) {
        let Some(source) = find::<Source>(tables, id)? else { break };
        next = source.origin;
        chain.push(source);
    }
    Ok(chain)
}
