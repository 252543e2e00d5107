//! What must hold of drafts and marks when entries are taken back or come back.
//!
//! Anchors follow from texts. Where nobody decided them they never stand in the
//! way of an undo, and none is missing or double afterwards.

use std::collections::BTreeMap;

use super::align::{self, Mark, Marked};
use super::pending::Pending;
use crate::change::{Change, Edit};
use crate::error::Result;
use crate::id::DocumentId;
use crate::model::{Anchor, Kind, Revision, Subject};

/// Whether a change would bring back the fate of something that is gone, or a second one beside that which stands.
pub(crate) fn is_superfluous(pending: &Pending<'_>, change: &Change) -> Result<bool> {
    let Change::Anchor(Edit::Added(anchor)) = change else { return Ok(false) };
    let is_marked = match anchor.subject {
        Subject::Passage(id) => pending.is_there(Kind::Passage, id.0)?,
        Subject::Omission(id) => pending.is_there(Kind::Omission, id.0)?,
    };
    if !is_marked || !pending.is_there(Kind::Revision, anchor.revision.0)? {
        return Ok(true);
    }
    let there = align::anchors_of(pending, anchor.subject)?;
    Ok(there.iter().any(|other| other.id != anchor.id && other.revision == anchor.revision))
}

/// Lets the fates that nobody decided go with what they belong to.
pub(crate) fn let_go(pending: &mut Pending<'_>, change: &Change) -> Result<()> {
    let anchors: Vec<Anchor> = match change {
        Change::Passage(Edit::Removed(passage)) => pending.with("passage_id", passage.id)?,
        Change::Omission(Edit::Removed(omission)) => pending.with("omission_id", omission.id)?,
        Change::Revision(Edit::Removed(revision)) => pending.with("revision_id", revision.id)?,
        _ => return Ok(()),
    };
    anchors.into_iter().filter(|anchor| anchor.decided_by.is_none()).try_for_each(|anchor| pending.remove(anchor))
}

/// Says of everything that came back what became of it in later drafts, where that is not said yet.
pub(crate) fn keep_anchored(pending: &mut Pending<'_>) -> Result<()> {
    let mut whole: Vec<DocumentId> = Vec::new();
    let mut marks: BTreeMap<DocumentId, Vec<Marked>> = BTreeMap::new();
    for change in pending.changes() {
        match change {
            Change::Revision(Edit::Added(revision)) => whole.push(revision.document),
            Change::Passage(Edit::Added(passage)) => {
                marks.entry(passage.document).or_default().push(passage.marked());
            }
            Change::Omission(Edit::Added(omission)) => {
                marks.entry(omission.document).or_default().push(omission.marked());
            }
            _ => {}
        }
    }
    whole.sort_unstable();
    whole.dedup();
    for document in &whole {
        marks.remove(document);
        align::complete_all(pending, *document)?;
    }
    for (document, marks) in marks {
        let present = marks.into_iter().map(|mark| Ok((mark.is_there(pending)?, mark)));
        let present = present.collect::<Result<Vec<_>>>()?;
        align::complete(pending, document, present.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect())?;
    }
    Ok(())
}

/// The draft that has the number of one that comes back.
pub(crate) fn same_number(pending: &Pending<'_>, revision: &Revision) -> Result<Option<Revision>> {
    let all: Vec<Revision> = pending.with("document_id", revision.document)?;
    Ok(all.into_iter().find(|other| other.id != revision.id && other.number == revision.number))
}

impl Marked {
    fn is_there(&self, pending: &Pending<'_>) -> Result<bool> {
        match self.subject() {
            Subject::Passage(id) => pending.is_there(Kind::Passage, id.0),
            Subject::Omission(id) => pending.is_there(Kind::Omission, id.0),
        }
    }
}
