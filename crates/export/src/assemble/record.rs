//! What was not checked, who was asked, what was corrected since, and which copies are kept.

use std::collections::HashSet;

use claimdesk_core::Reader;
use claimdesk_core::id::CaseId;
use claimdesk_core::model::{Party, Terms, WorkState};
use claimdesk_core::query::{ContactList, ContactRow, OmissionList, SourcePage};

use super::Work;
use crate::error::Result;
use crate::report::{
    ClaimSheet, ContactLine, CorrectionLine, Event, OmissionLine, Redaction, Scope, SnapshotLine, SourceEntry, Withheld,
};

impl Work<'_> {
    /// What is left out in the newest draft of each document.
    pub(super) fn omissions(&mut self) -> Result<Vec<OmissionLine>> {
        let mut lines = Vec::new();
        for row in &self.documents {
            let left = OmissionList { revision: row.latest.id }.ask(self.reader)?;
            lines.extend(left.into_iter().map(|left| OmissionLine {
                id: left.omission.id,
                document: row.document.title.clone(),
                draft: row.latest.number,
                start: left.start,
                end: left.end,
                exact: left.exact,
                ground: left.omission.ground,
                reason: left.omission.reason,
                by: left.left_out_by,
            }));
        }
        Ok(lines)
    }

    /// Who was asked, in order of time. What was said in confidence is not here, nor are addresses.
    pub(super) fn contacts(&mut self, scope: &Scope) -> Result<Vec<ContactLine>> {
        let shown: HashSet<u32> = self.pages.iter().map(|page| page.claim.number).collect();
        let is_part = scope.document.is_some() || !scope.claims.is_empty();
        let open = scope.redaction == Redaction::Nothing;
        let mut lines = Vec::new();
        for row in contacts(self.reader, Some(scope.case))? {
            let (contact, number) = (row.contact, row.number);
            if number.map_or(is_part, |number| !shown.contains(&number)) {
                continue;
            }
            let (named, said) = match contact.terms {
                Terms::OnRecord => (true, true),
                Terms::Background => (open, true),
                Terms::OffRecord => (open, open),
            };
            lines.push(ContactLine {
                id: contact.id,
                claim: number,
                purpose: contact.purpose,
                whom: if named { contact.whom } else { Party::default() },
                way: contact.way,
                address: if open { contact.address } else { String::new() },
                question: if named && said { contact.question } else { String::new() },
                asked: contact.asked,
                by: self.editor_name(contact.by),
                deadline: contact.deadline,
                outcome: contact.outcome,
                answered: contact.answered,
                answer: if said { contact.answer } else { String::new() },
                terms: contact.terms,
            });
        }
        // Who was not asked yet comes last.
        lines.sort_by_key(|line| (line.asked.is_empty(), line.asked.as_str().to_owned()));
        Ok(lines)
    }

    /// The copies of the sources that the report names, in the order of the sources.
    pub(super) fn snapshots(&mut self, sources: &[SourceEntry]) -> Result<Vec<SnapshotLine>> {
        let mut lines = Vec::new();
        for source in sources.iter().filter(|source| source.withheld == Withheld::Nothing) {
            let Some(id) = source.id else { continue };
            for row in (SourcePage { source: id }).ask(self.reader)?.snapshots {
                let kept = row.snapshot;
                lines.push(SnapshotLine {
                    id: kept.id,
                    source: source.number,
                    name: kept.bytes.name,
                    media_type: kept.bytes.media_type,
                    bytes: kept.bytes.size,
                    sha256: row.sha256,
                    how: kept.how,
                    at: kept.at,
                    by: self.editor_name(kept.by),
                    original_url: kept.original_url,
                    archive_url: kept.archive_url,
                });
            }
        }
        Ok(lines)
    }
}

/// All contacts of a case, or of the desk, a page at a time.
pub(super) fn contacts(reader: &Reader<'_>, case: Option<CaseId>) -> Result<Vec<ContactRow>> {
    let mut found: Vec<ContactRow> = Vec::new();
    loop {
        let offset = Some(u32::try_from(found.len()).unwrap_or(u32::MAX));
        let page = ContactList { case, offset, ..ContactList::default() }.ask(reader)?;
        if page.is_empty() {
            return Ok(found);
        }
        found.extend(page);
    }
}

/// What changed on the claims after they came out, in order of time.
pub(super) fn corrections(claims: &[ClaimSheet]) -> Vec<CorrectionLine> {
    let mut lines = Vec::new();
    for claim in claims {
        let since = came_out(claim).map(|out| &claim.history[out + 1..]).unwrap_or_default();
        lines.extend(since.iter().map(|line| CorrectionLine {
            claim: claim.number,
            at: line.at,
            entry: line.entry,
            events: line.events.clone(),
            why: line.why.clone(),
        }));
    }
    lines.sort_by_key(|line| line.entry);
    lines
}

/// Which entry of its history put a claim out. One that went back into the work is not out until it comes out anew.
fn came_out(claim: &ClaimSheet) -> Option<usize> {
    let mut out = None;
    for (at, line) in claim.history.iter().enumerate() {
        for event in &line.events {
            let Event::WorkState { became: Some(became), .. } = event else { continue };
            match became {
                WorkState::Published | WorkState::Corrected => out = out.or(Some(at)),
                // It was taken back, or another took its place: what was out was out.
                WorkState::NotToBeChecked | WorkState::Superseded | WorkState::Withdrawn => {}
                WorkState::Tagged
                | WorkState::Triaged
                | WorkState::Assigned
                | WorkState::Checking
                | WorkState::AwaitingSource
                | WorkState::Proposed
                | WorkState::SecondCheck
                | WorkState::SignedOff
                | WorkState::Returned => out = None,
            }
        }
    }
    out
}
