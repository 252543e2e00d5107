//! Numbers the sources in the order in which the report first names them, and
//! keeps back what a source asked to be kept.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use claimdesk_core::Reader;
use claimdesk_core::id::SourceId;
use claimdesk_core::model::{Access, Confidentiality, Source, Terms};
use claimdesk_core::query::SourcePage;
use claimdesk_core::time::PartialDate;

use super::citation;
use crate::error::Result;
use crate::report::{Citation, Redaction, SourceEntry, Withheld};

/// The sources named so far.
#[derive(Default)]
pub(super) struct Sources {
    redaction: Redaction,
    numbers: HashMap<SourceId, u32>,
    order: Vec<SourceId>,
    known: HashMap<SourceId, Source>,
}

impl Sources {
    pub(super) fn new(redaction: Redaction) -> Self {
        Self { redaction, ..Self::default() }
    }

    /// Remembers a source that a query brought, so that it need not be asked for again.
    pub(super) fn know(&mut self, source: &Source) {
        self.known.entry(source.id).or_insert_with(|| source.clone());
    }

    /// The number of a source; the next one, if it was not named yet.
    pub(super) fn number(&mut self, source: SourceId) -> u32 {
        let next = u32::try_from(self.order.len()).unwrap_or(u32::MAX).saturating_add(1);
        *self.numbers.entry(source).or_insert_with(|| {
            self.order.push(source);
            next
        })
    }

    /// What the report keeps back of a source.
    pub(super) fn withheld(&mut self, reader: &Reader<'_>, source: SourceId) -> Result<Withheld> {
        let redaction = self.redaction;
        Ok(withheld(self.get(reader, source)?, redaction))
    }

    /// All sources by number, with those that they go back to.
    pub(super) fn finish(&mut self, reader: &Reader<'_>) -> Result<Vec<SourceEntry>> {
        let mut entries = Vec::new();
        // The list grows while it is walked: an origin is named by what goes back to it.
        while let Some(id) = self.order.get(entries.len()).copied() {
            let source = self.get(reader, id)?.clone();
            let origin = source.origin.map(|origin| self.number(origin));
            entries.push(entry(source, self.number(id), origin, self.redaction));
        }
        Ok(entries)
    }

    fn get(&mut self, reader: &Reader<'_>, id: SourceId) -> Result<&Source> {
        Ok(match self.known.entry(id) {
            Entry::Occupied(source) => source.into_mut(),
            Entry::Vacant(empty) => empty.insert(SourcePage { source: id }.ask(reader)?.source),
        })
    }
}

/// What is kept back of a source. The public learns nothing of what is for the desk alone.
pub(super) fn withheld(source: &Source, redaction: Redaction) -> Withheld {
    let for_desk = source.confidentiality == Confidentiality::Desk || source.access == Access::Private;
    match (redaction, source.terms, source.confidentiality) {
        (Redaction::Nothing, _, _) => Withheld::Nothing,
        (_, Terms::OffRecord, _) => Withheld::NameAndWords,
        (_, Terms::Background, _) | (_, _, Confidentiality::Protected) => Withheld::Name,
        (Redaction::Desk, Terms::OnRecord, _) if for_desk => Withheld::Name,
        (Redaction::Desk | Redaction::Sources, Terms::OnRecord, Confidentiality::Open | Confidentiality::Desk) => {
            Withheld::Nothing
        }
    }
}

fn entry(source: Source, number: u32, goes_back_to: Option<u32>, redaction: Redaction) -> SourceEntry {
    let withheld = withheld(&source, redaction);
    let open = withheld == Withheld::Nothing;
    let shown = |text: String| if open { text } else { String::new() };
    SourceEntry {
        number,
        id: open.then_some(source.id),
        withheld,
        kind: source.kind,
        citation: if open { citation::of(&source) } else { Citation::default() },
        csl: open.then(|| source.csl.clone()),
        language: shown(source.language),
        translator: shown(source.translator),
        dated: if open { source.dated } else { PartialDate::default() },
        goes_back_to,
        access: source.access,
        confidentiality: source.confidentiality,
        terms: source.terms,
        reliability: source.reliability,
        credibility: source.credibility,
        interests: shown(source.interests),
        note: shown(source.note),
    }
}
