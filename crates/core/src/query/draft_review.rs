//! The review of a new draft: what became of each passage, and of what is left
//! out, with the words before and after side by side.

use std::collections::HashMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::revision_list::{Fates, earlier};
use super::standing::Badge;
use crate::draft::DraftText;
use crate::error::Result;
use crate::id::{EditorId, RevisionId};
use crate::model::{
    Anchor, AnchorCandidate, AnchorState, Claim, Document, Editor, Omission, Passage, Revision, Subject, Verdict,
    WorkState,
};
use crate::reader::Reader;
use crate::table::{find, get, parse, rows};
use crate::words::{self, Piece};

/// The most rows of one answer.
const LIMIT: u32 = 500;

/// Code points that are shown before and after words.
const AROUND: u32 = 240;

/// Asks what became of passages in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct DraftReview {
    /// Which draft.
    pub revision: RevisionId,
    /// Only these fates; none means all.
    #[serde(default)]
    pub states: Vec<AnchorState>,
    /// Only what nobody decided yet.
    #[serde(default)]
    pub undecided: bool,
    /// How many to skip.
    #[serde(default)]
    pub offset: u32,
    /// How many to give; at most 500, by default 200.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// What became of passages in a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftReviewAnswer {
    /// The document.
    pub document: Document,
    /// The draft.
    pub revision: Revision,
    /// The draft before; none for the first.
    pub before: Option<Revision>,
    /// The passages of earlier drafts, by what became of them.
    pub passages: Fates,
    /// What is left out in earlier drafts, by what became of it.
    pub omissions: Fates,
    /// Passages that were marked in this draft.
    pub marked: u32,
    /// How many rows there are in all with these states.
    pub total: u32,
    /// The page, in the order of the earlier text.
    pub rows: Vec<ReviewRow>,
}

/// What became of one passage, or of something left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewRow {
    /// Its fate.
    pub anchor: Anchor,
    /// Its claim, if it is a passage.
    pub claim: Option<ReviewClaim>,
    /// What is left out, if it is that.
    pub omission: Option<Omission>,
    /// Where it stood.
    pub old: ReviewPlace,
    /// Where it stands now; nowhere if it asks or is gone.
    pub new: Option<ReviewPlace>,
    /// The places that come into question, the best first.
    pub candidates: Vec<ReviewPlace>,
    /// Who decided it, by name.
    pub decided_by: String,
}

/// The claim of a passage, as the review shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewClaim {
    /// Its number.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
    /// Where the work stands.
    pub work_state: WorkState,
    /// Its verdict.
    pub verdict: Option<Badge>,
}

/// Words in a draft with what stands around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewPlace {
    /// The draft.
    pub revision: RevisionId,
    /// Its number.
    pub number: u32,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words before, in the same block.
    pub before: String,
    /// The words.
    pub exact: String,
    /// The words after, in the same block.
    pub after: String,
    /// How alike they are to the old words, per mille.
    pub score: u16,
    /// How they differ from the old words; empty if they do not.
    pub words: Vec<Piece>,
}

impl DraftReview {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<DraftReviewAnswer> {
        let tables = reader.tables();
        let revision: Revision = get(tables, self.revision)?;
        let id = revision.id.to_string();
        let before: Vec<Revision> = rows(
            tables,
            "where document_id = ?1 and number < ?2 order by number desc limit 1",
            [&revision.document.to_string(), &revision.number.to_string()],
        )?;
        let filter = self.filter();
        let total = crate::table::count(tables, &format!("anchor where {filter}"), [&id])?;
        let passages = Fates::of(tables, revision.id, "passage_id")?;
        let omissions = Fates::of(tables, revision.id, "omission_id")?;
        Ok(DraftReviewAnswer {
            document: get(tables, revision.document)?,
            before: before.into_iter().next(),
            passages: Fates { total: earlier(tables, &revision, "passage")?, ..passages },
            omissions: Fates { total: earlier(tables, &revision, "omission")?, ..omissions },
            marked: crate::table::count(tables, "passage where revision_id = ?1", [&id])?,
            total,
            rows: self.rows(reader, &filter, &id)?,
            revision,
        })
    }

    fn filter(&self) -> String {
        let mut filter = "anchor.revision_id = ?1".to_owned();
        if !self.states.is_empty() {
            let words: Vec<String> = AnchorState::ALL
                .iter()
                .filter(|state| self.states.contains(state))
                .map(|state| format!("'{}'", state.key()))
                .collect();
            filter.push_str(&format!(" and anchor.state in ({})", words.join(", ")));
        }
        if self.undecided {
            filter.push_str(" and anchor.record ->> '$.decided_by' is null");
        }
        filter
    }

    fn rows(&self, reader: &Reader<'_>, filter: &str, id: &str) -> Result<Vec<ReviewRow>> {
        let limit = self.limit.unwrap_or(200).min(LIMIT);
        let sql = format!(
            "select anchor.record, passage.record, omission.record, coalesce(was.record, left.record),
                    coalesce(was.start, left.start, passage.start, omission.start) as at
             from anchor
             left join passage on passage.id = anchor.passage_id
             left join omission on omission.id = anchor.omission_id
             left join anchor as was on was.passage_id = anchor.passage_id and was.revision_id = anchor.from_id
             left join anchor as left on left.omission_id = anchor.omission_id and left.revision_id = anchor.from_id
             where {filter} order by at, anchor.id limit {limit} offset {}",
            self.offset
        );
        let mut statement = reader.tables().prepare_cached(&sql)?;
        let mut found = statement.query([id])?;
        let mut pages = Pages { reader, drafts: HashMap::new(), editors: HashMap::new() };
        let mut answer = Vec::new();
        while let Some(row) = found.next()? {
            let text = |n: usize| row.get::<_, Option<String>>(n);
            let anchor: Anchor = parse(&row.get::<_, String>(0)?)?;
            let passage: Option<Passage> = text(1)?.map(|text| parse(&text)).transpose()?;
            let omission: Option<Omission> = text(2)?.map(|text| parse(&text)).transpose()?;
            let was: Option<Anchor> = text(3)?.map(|text| parse(&text)).transpose()?;
            answer.push(pages.row(anchor, passage, omission, was)?);
        }
        Ok(answer)
    }
}

/// The drafts from which words are cut, each read once.
struct Pages<'a> {
    reader: &'a Reader<'a>,
    drafts: HashMap<RevisionId, (u32, Option<DraftText>)>,
    editors: HashMap<EditorId, String>,
}

impl Pages<'_> {
    fn row(
        &mut self,
        anchor: Anchor,
        passage: Option<Passage>,
        omission: Option<Omission>,
        was: Option<Anchor>,
    ) -> Result<ReviewRow> {
        let marked = match (&anchor.subject, &passage, &omission) {
            (Subject::Passage(_), Some(passage), _) => (passage.start, passage.end, passage.exact.clone()),
            (Subject::Omission(_), _, Some(omission)) => (omission.start, omission.end, omission.exact.clone()),
            _ => (0, 0, String::new()),
        };
        let (start, end, exact) =
            was.and_then(|was| was.span().map(|(start, end)| (start, end, was.exact))).unwrap_or(marked);
        let old = self.place(anchor.from, &AnchorCandidate { start, end, exact, score: 1000 }, None)?;
        let new = anchor.span().map(|(start, end)| {
            let place = AnchorCandidate { start, end, exact: anchor.exact.clone(), score: anchor.score };
            self.place(anchor.revision, &place, Some(&old.exact))
        });
        let new = new.transpose()?;
        let candidates = anchor.candidates.iter().map(|one| self.place(anchor.revision, one, Some(&old.exact)));
        let candidates = candidates.collect::<Result<_>>()?;
        let claim = passage.map(|passage| review_claim(self.reader.tables(), &passage)).transpose()?;
        let decided_by = anchor.decided_by.map(|editor| self.editor(editor)).transpose()?.unwrap_or_default();
        Ok(ReviewRow { anchor, claim, omission, old, new, candidates, decided_by })
    }

    fn place(&mut self, id: RevisionId, at: &AnchorCandidate, old: Option<&str>) -> Result<ReviewPlace> {
        if !self.drafts.contains_key(&id) {
            let revision: Revision = get(self.reader.tables(), id)?;
            self.drafts.insert(id, (revision.number, self.reader.draft(&revision)?));
        }
        let (number, text) = self.drafts.get(&id).map_or((0, None), |(number, text)| (*number, text.as_ref()));
        let (before, after) = text.map_or(("", ""), |text| text.around(at.start, at.end, AROUND));
        let words = old.filter(|old| *old != at.exact).map_or_else(Vec::new, |old| words::diff(old, &at.exact));
        Ok(ReviewPlace {
            revision: id,
            number,
            start: at.start,
            end: at.end,
            before: before.to_owned(),
            exact: at.exact.clone(),
            after: after.to_owned(),
            score: at.score,
            words,
        })
    }

    fn editor(&mut self, id: EditorId) -> Result<String> {
        if let Some(name) = self.editors.get(&id) {
            return Ok(name.clone());
        }
        let name = find::<Editor>(self.reader.tables(), id)?.map_or_else(String::new, |editor| editor.name);
        self.editors.insert(id, name.clone());
        Ok(name)
    }
}

fn review_claim(tables: &Connection, passage: &Passage) -> Result<ReviewClaim> {
    let claim: Claim = get(tables, passage.claim)?;
    let verdict: Vec<Verdict> = rows(tables, "where claim_id = ?1", [passage.claim.to_string()])?;
    Ok(ReviewClaim {
        number: claim.number,
        heading: claim.heading().to_owned(),
        work_state: claim.work_state,
        verdict: verdict.first().map(Badge::from),
    })
}
