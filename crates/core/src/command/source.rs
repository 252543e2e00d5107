//! Commands on sources.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Refusal, Result};
use crate::id::SourceId;
use crate::model::{Kind, Source, SourcePatch, Uptake};

/// Adds a source to the desk.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddSource {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<SourceId>,
    /// What is known of it: at least a title, symbol, originator or address.
    pub with: SourcePatch,
}

impl AddSource {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut source = Source::blank(pending.id(self.id), pending.now());
        self.with.apply(&mut source);
        check(pending, &source)?;
        pending.add(source)
    }
}

/// Edits a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditSource {
    /// Which.
    pub source: SourceId,
    /// What.
    pub set: SourcePatch,
}

impl EditSource {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut source: Source = pending.get(self.source)?;
        self.set.apply(&mut source);
        check(pending, &source)?;
        pending.put(source)
    }
}

/// Removes a source that nothing uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveSource {
    /// Which.
    pub source: SourceId,
}

impl RemoveSource {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let source: Source = pending.get(self.source)?;
        let uptakes: Vec<Uptake> = pending.with("source_id", source.id)?;
        let evidence = pending.count(Kind::Evidence, "source_id", source.id)?;
        let snapshots = pending.count(Kind::Snapshot, "source_id", source.id)?;
        let answers = pending.count(Kind::Contact, "source_id", source.id)?;
        let derived = pending.count(Kind::Source, "origin_id", source.id)?;
        let (claims, rebuttals) = pending.naming(&[source.id])?;
        let counted = |named: usize| u32::try_from(named).unwrap_or(u32::MAX);
        let uses = [
            (evidence, "piece of evidence", "pieces of evidence"),
            (derived, "source that goes back to it", "sources that go back to it"),
            (snapshots, "snapshot", "snapshots"),
            (answers, "answer of somebody who was asked", "answers of people who were asked"),
            (counted(rebuttals.len()), "rebuttal", "rebuttals"),
            (counted(claims.len()), "claim", "claims"),
        ];
        let used = uses.iter().filter(|(n, ..)| *n > 0);
        let by: Vec<String> = used.map(|(n, one, many)| rules::counted(*n, one, many)).collect();
        if !by.is_empty() {
            return Err(Refusal::StillUsed { what: "source", by: by.join(", ") }.into());
        }
        uptakes.into_iter().try_for_each(|uptake| pending.remove(uptake))?;
        pending.remove(source)
    }
}

pub(crate) fn check(pending: &Pending<'_>, source: &Source) -> Result<()> {
    if source.label().trim().is_empty() {
        return Err(Refusal::Empty("title, symbol, originator or address").into());
    }
    let texts = [("title", &source.csl.title), ("note", &source.note), ("address", &source.csl.url)];
    for (what, text) in texts {
        rules::length(what, text)?;
    }
    rules::web_address(&source.csl.url)?;
    // A longer circle is not refused: that sources cite each other is a finding, which the claim's page flags.
    if source.origin == Some(source.id) {
        return Err(Refusal::Circle("origin").into());
    }
    source.origin.map_or(Ok(()), |origin| pending.require::<Source>(origin))
}
