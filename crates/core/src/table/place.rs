//! Where the passages of a claim stand, over all drafts.

use rusqlite::Connection;

use super::{get, rows};
use crate::error::Result;
use crate::id::{ClaimId, RevisionId};
use crate::model::{Anchor, Passage, PlaceWords, Revision};
use crate::notes::Place;

/// A passage with what became of it in the later drafts of its document.
pub(crate) struct Life {
    /// As it was marked.
    pub(crate) passage: Passage,
    /// The draft in which it was marked.
    pub(crate) marked: Revision,
    /// The newest draft of its document.
    pub(crate) newest: RevisionId,
    /// Its fates with the numbers of their drafts, oldest first.
    pub(crate) later: Vec<(u32, Anchor)>,
}

/// The passages of a claim, as they were marked, with what became of them.
pub(crate) fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Life>> {
    let passages: Vec<Passage> = rows(conn, "where claim_id = ?1 order by id", [claim.to_string()])?;
    passages.into_iter().map(|passage| life(conn, passage)).collect()
}

fn life(conn: &Connection, passage: Passage) -> Result<Life> {
    let anchors: Vec<Anchor> = rows(conn, "where passage_id = ?1", [passage.id.to_string()])?;
    let numbered = anchors.into_iter().map(|anchor| Ok((get::<Revision>(conn, anchor.revision)?.number, anchor)));
    let mut later = numbered.collect::<Result<Vec<_>>>()?;
    later.sort_by_key(|(number, _)| *number);
    let newest: String = conn
        .prepare_cached("select revision_id from newest where document_id = ?1")?
        .query_row([passage.document.to_string()], |row| row.get(0))?;
    let newest = newest.parse().map_err(|_| super::not_an_id(&newest))?;
    Ok(Life { marked: get(conn, passage.revision)?, passage, newest, later })
}

impl Life {
    /// Its last place: the anchor of the newest draft in which it stands, or nothing if that is where it was marked.
    pub(crate) fn last(&self) -> Option<&(u32, Anchor)> {
        self.later.iter().rev().find(|(_, anchor)| anchor.span().is_some())
    }

    /// The draft of its last place.
    pub(crate) fn revision(&self) -> RevisionId {
        self.last().map_or(self.passage.revision, |(_, anchor)| anchor.revision)
    }

    /// Whether it stands in the newest draft.
    pub(crate) fn stands(&self) -> bool {
        self.revision() == self.newest
    }

    /// Its words at its last place.
    pub(crate) fn words(&self) -> &str {
        self.last().map_or(&self.passage.exact, |(_, anchor)| &anchor.exact)
    }
}

/// Where claims stand in a draft.
pub(crate) fn in_draft(conn: &Connection, revision: RevisionId) -> Result<Vec<Place>> {
    let mut statement = conn.prepare_cached("select claim_id, start, \"end\" from place where revision_id = ?1")?;
    let mut rows = statement.query([revision.to_string()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let claim: String = row.get(0)?;
        let claim = claim.parse().map_err(|_| super::not_an_id(&claim))?;
        found.push(Place { claim, start: row.get(1)?, end: row.get(2)? });
    }
    Ok(found)
}

/// The words in which a claim stands in the texts now, passage by passage: what a release binds to.
pub(crate) fn words_of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<PlaceWords>> {
    let words = |life: Life| PlaceWords {
        passage: life.passage.id,
        document: life.passage.document,
        revision: life.revision(),
        stands: life.stands(),
        exact: life.words().to_owned(),
    };
    Ok(of_claim(conn, claim)?.into_iter().map(words).collect())
}
