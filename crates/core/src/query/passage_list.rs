//! The passages that stand in a draft, marked in it or in an earlier one, as they are drawn in its text.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::standing::{self, word};
use crate::error::Result;
use crate::id::{AnchorId, ClaimId, PassageId, RevisionId};
use crate::model::{AnchorState, Tone, WorkState};
use crate::reader::Reader;
use crate::table::not_an_id;

/// Asks for the passages of a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PassageList {
    /// Which revision.
    pub revision: RevisionId,
}

/// A passage as it is drawn in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PassageRow {
    /// The passage.
    pub passage: PassageId,
    /// Its claim.
    pub claim: ClaimId,
    /// The claim's number.
    pub number: u32,
    /// What the claim says, for a tip.
    pub heading: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// How the claim stands.
    pub tone: Tone,
    /// Its verdict's name; empty while there is none.
    pub verdict: String,
    /// Where the work stands.
    pub work_state: WorkState,
    /// Whether a rebuttal of it still stands.
    pub disputed: bool,
    /// Its fate in this draft, if it was marked in an earlier one.
    pub anchor: Option<AnchorId>,
    /// What that fate is.
    pub state: Option<AnchorState>,
}

impl PassageList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<PassageRow>> {
        let sql = format!(
            "select place.passage_id, claim.id, claim.number, claim.record ->> '$.short', claim.statement, place.start,
                    place.\"end\", verdict.tone, verdict.record ->> '$.value.name', claim.work_state, {},
                    anchor.id, anchor.state
             from place join claim on claim.id = place.claim_id
             left join anchor on anchor.id = place.anchor_id
             left join verdict on verdict.claim_id = claim.id
             where place.revision_id = ?1 order by place.start, place.\"end\" desc, claim.number",
            standing::DISPUTED
        );
        let mut statement = reader.tables().prepare_cached(&sql)?;
        let mut rows = statement.query(params![self.revision.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let read = |text: String| text.parse::<Uuid>().map_err(|_| not_an_id(&text));
            let id = |n: usize| -> Result<Uuid> { read(row.get(n)?) };
            let (short, statement): (String, String) = (row.get(3)?, row.get(4)?);
            let tone = row.get::<_, Option<String>>(7)?.map(|tone| word(&tone)).transpose()?;
            let disputed = row.get(10)?;
            found.push(PassageRow {
                passage: id(0)?.into(),
                claim: id(1)?.into(),
                number: row.get(2)?,
                heading: if short.is_empty() { statement } else { short },
                start: row.get(5)?,
                end: row.get(6)?,
                tone: standing::tone(tone, disputed),
                verdict: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
                work_state: word(&row.get::<_, String>(9)?)?,
                disputed,
                anchor: row.get::<_, Option<String>>(11)?.map(read).transpose()?.map(AnchorId),
                state: row.get::<_, Option<String>>(12)?.map(|state| word(&state)).transpose()?,
            });
        }
        Ok(found)
    }
}
