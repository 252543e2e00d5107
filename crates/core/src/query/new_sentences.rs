//! The sentences of a draft that were not in the draft before, those worth a check first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::coverage::{CoverageState, marks};
use crate::error::Result;
use crate::id::RevisionId;
use crate::model::{Anchor, AnchorCandidate, Revision};
use crate::reader::Reader;
use crate::table::{get, rows};
use crate::words::{self, Piece};

/// The most rows of one answer.
const LIMIT: u32 = 1_000;

/// Asks for the new sentences of a draft; of a first draft all are new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct NewSentences {
    /// Which draft.
    pub revision: RevisionId,
    /// Only those in which nothing is marked or left out yet.
    #[serde(default)]
    pub unread: bool,
    /// In the order of the text, not of weight.
    #[serde(default)]
    pub in_order: bool,
    /// How many to skip.
    #[serde(default)]
    pub offset: u32,
    /// How many to give; at most 1,000, by default 200.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// The new sentences of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NewSentencesAnswer {
    /// How many are new.
    pub total: u32,
    /// Of those, how many have nothing marked or left out in them.
    pub unread: u32,
    /// The page, those most worth a check first.
    pub rows: Vec<NewSentenceRow>,
}

/// A sentence that was not in the draft before, and is not asked about as the rewording of one that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NewSentenceRow {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The sentence.
    pub exact: String,
    /// Why it may be worth a check.
    pub hints: Vec<SentenceHint>,
    /// How much it is worth one, against others.
    pub weight: u16,
    /// The sentence of the draft before that it may have come from; empty if there is none.
    pub was: String,
    /// How it differs from that.
    pub words: Vec<Piece>,
    /// What is marked in it: the part on which most is still to be done.
    pub state: CoverageState,
}

/// Why a sentence may be worth a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SentenceHint {
    /// It has a number.
    Number,
    /// It has a date.
    Date,
    /// It names somebody or something.
    Name,
    /// It quotes.
    Quotation,
    /// It says who says so.
    Attribution,
    /// It compares.
    Comparison,
    /// It says why.
    Cause,
}

impl NewSentences {
    /// Answers the question as the desk stood at the reader's moment. Of a text that was erased nothing is new.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<NewSentencesAnswer> {
        let revision: Revision = get(reader.tables(), self.revision)?;
        let before: Vec<Revision> = rows(
            reader.tables(),
            "where document_id = ?1 and number < ?2 order by number desc limit 1",
            [&revision.document.to_string(), &revision.number.to_string()],
        )?;
        let mut answer = NewSentencesAnswer { total: 0, unread: 0, rows: Vec::new() };
        let Some(draft) = reader.draft(&revision)? else { return Ok(answer) };
        let old = before.first().map(|before| reader.draft(before)).transpose()?;
        let found = match &old {
            None => claimdesk_anchor::new_sentences(&NOTHING, &draft.engine()),
            Some(None) => return Ok(answer),
            Some(Some(old)) => claimdesk_anchor::new_sentences(&old.engine(), &draft.engine()),
        };
        let mut marks = marks(reader, revision.id)?;
        marks.sort_unstable_by_key(|mark| mark.start);
        let reach = reach(&marks);
        let row = |new: claimdesk_anchor::NewSentence| {
            let (start, end) = (new.span.start, new.span.end);
            let first = reach.partition_point(|reach| *reach <= start);
            let over = marks[first..].iter().take_while(|mark| mark.start < end).filter(|mark| mark.end > start);
            let exact = draft.slice(start, end).to_owned();
            let was = new.was.zip(old.as_ref().and_then(Option::as_ref));
            let was = was.map_or_else(String::new, |(span, old)| old.slice(span.start, span.end).to_owned());
            NewSentenceRow {
                start,
                end,
                words: Vec::new(),
                was,
                exact,
                hints: new.hints.into_iter().map(hint).collect(),
                weight: new.weight,
                state: over.map(|mark| mark.state).max().unwrap_or(CoverageState::Unmarked),
            }
        };
        let asked = asked(reader, revision.id)?;
        let mut all: Vec<NewSentenceRow> = found.into_iter().map(row).filter(|row| !is_asked(&asked, row)).collect();
        answer.total = count(all.len());
        let is_unread = |row: &NewSentenceRow| row.state == CoverageState::Unmarked;
        answer.unread = count(all.iter().filter(|row| is_unread(row)).count());
        if self.unread {
            all.retain(is_unread);
        }
        if !self.in_order {
            all.sort_by_key(|row| (std::cmp::Reverse(row.weight), row.start));
        }
        let limit = self.limit.unwrap_or(200).min(LIMIT);
        answer.rows = all.into_iter().skip(self.offset as usize).take(limit as usize).collect();
        for row in answer.rows.iter_mut().filter(|row| !row.was.is_empty()) {
            row.words = words::diff(&row.was, &row.exact);
        }
        Ok(answer)
    }
}

/// The best places of marks about which is still asked.
fn asked(reader: &Reader<'_>, revision: RevisionId) -> Result<Vec<AnchorCandidate>> {
    let anchors: Vec<Anchor> =
        rows(reader.tables(), "where revision_id = ?1 and state = 'ask' order by id", [revision.to_string()])?;
    let mut best: Vec<AnchorCandidate> =
        anchors.into_iter().filter_map(|anchor| anchor.candidates.into_iter().next()).collect();
    best.sort_unstable_by_key(|one| one.start);
    Ok(best)
}

/// Whether a sentence is what a marked one became, as far as one knows: that is asked about, and not new as well.
fn is_asked(asked: &[AnchorCandidate], row: &NewSentenceRow) -> bool {
    /// How alike a place must be, per mille, to be taken for the rewording of a sentence that has no other.
    const ALIKE: u16 = 420;
    asked
        .iter()
        .take_while(|one| one.start < row.end)
        .any(|one| one.end > row.start && (!row.was.is_empty() || one.score >= ALIKE))
}

/// A text without words: before the first draft there was nothing.
const NOTHING: claimdesk_anchor::Text<'static> = claimdesk_anchor::Text { text: "", blocks: &[] };

/// Of each mark the farthest end that it or one before it has, so that a look can begin behind those that ended.
fn reach(marks: &[super::CoverageSpan]) -> Vec<u32> {
    let mut farthest = 0;
    let step = |mark: &super::CoverageSpan| {
        farthest = farthest.max(mark.end);
        farthest
    };
    marks.iter().map(step).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn hint(hint: claimdesk_anchor::Hint) -> SentenceHint {
    use claimdesk_anchor::Hint;
    match hint {
        Hint::Number => SentenceHint::Number,
        Hint::Date => SentenceHint::Date,
        Hint::Name => SentenceHint::Name,
        Hint::Quotation => SentenceHint::Quotation,
        Hint::Attribution => SentenceHint::Attribution,
        Hint::Comparison => SentenceHint::Comparison,
        Hint::Cause => SentenceHint::Cause,
    }
}
