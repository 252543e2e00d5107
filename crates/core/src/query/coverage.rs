//! How much of a draft is read: each word is unmarked, tagged, checked, or left out on purpose.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_segmentation::UnicodeSegmentation;

use super::omission_list::{OmissionList, OmissionRow};
use super::standing::word;
use crate::draft::DraftText;
use crate::error::Result;
use crate::id::RevisionId;
use crate::model::{AnchorState, Document, Revision, WorkState};
use crate::reader::Reader;
use crate::table::get;

/// Asks how much of a draft is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Coverage {
    /// Which draft.
    pub revision: RevisionId,
}

/// How much of a draft is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CoverageAnswer {
    /// The document.
    pub document: Document,
    /// The draft.
    pub revision: Revision,
    /// Its words.
    pub words: Covered,
    /// Its sentences, each by the word in it on which most is still to be done; unmarked if no word is marked.
    pub sentences: Covered,
    /// What is marked, in order, not overlapping; what lies between is unmarked.
    pub spans: Vec<CoverageSpan>,
    /// Every sentence, in order.
    pub rows: Vec<CoverageSentence>,
    /// What is left out, with its ground.
    pub omissions: Vec<OmissionRow>,
}

/// Words or sentences by how far they are read. The four add up to the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Covered {
    /// All.
    pub total: u32,
    /// Not marked.
    pub unmarked: u32,
    /// Part of a claim that is still to be checked.
    pub tagged: u32,
    /// Part of a claim that has its verdict.
    pub checked: u32,
    /// Not to be checked.
    pub left_out: u32,
}

/// How far words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CoverageState {
    /// Not marked.
    Unmarked,
    /// Not to be checked.
    LeftOut,
    /// Part of a claim that has its verdict.
    Checked,
    /// Part of a claim that is still to be checked: where claims overlap, this counts.
    Tagged,
}

/// Words that are marked in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CoverageSpan {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// How.
    pub state: CoverageState,
}

/// A sentence with how far it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CoverageSentence {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Its words.
    pub words: u32,
    /// Of those, the marked ones.
    pub marked: u32,
    /// How far it is read.
    pub state: CoverageState,
}

impl Coverage {
    /// Answers the question as the desk stood at the reader's moment. Of a text that was erased nothing is known.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<CoverageAnswer> {
        let revision: Revision = get(reader.tables(), self.revision)?;
        let document = get(reader.tables(), revision.document)?;
        let spans = flat(&marks(reader, revision.id)?);
        let (mut words, mut sentences, mut rows) = (Covered::default(), Covered::default(), Vec::new());
        if let Some(draft) = reader.draft(&revision)? {
            rows = self.count(&draft, &spans, &mut words);
            for row in &rows {
                sentences.add(row.state);
            }
        }
        let omissions = OmissionList { revision: revision.id }.ask(reader)?;
        Ok(CoverageAnswer { document, revision, words, sentences, spans, rows, omissions })
    }

    /// Counts the words as they are marked; gives the sentences.
    fn count(&self, draft: &DraftText, spans: &[CoverageSpan], words: &mut Covered) -> Vec<CoverageSentence> {
        let of_word = word_states(draft, spans);
        for (_, state) in &of_word {
            words.add(*state);
        }
        let mut next = 0;
        let sentence = |span: claimdesk_anchor::Span| {
            let mut row = CoverageSentence {
                start: span.start,
                end: span.end,
                words: 0,
                marked: 0,
                state: CoverageState::Unmarked,
            };
            while let Some((at, state)) = of_word.get(next).filter(|(at, _)| *at < span.end) {
                next += 1;
                if *at >= span.start {
                    row.words += 1;
                    row.marked += u32::from(*state != CoverageState::Unmarked);
                    row.state = row.state.max(*state);
                }
            }
            row
        };
        let found = claimdesk_anchor::sentences(&draft.engine());
        found.into_iter().map(sentence).filter(|row| row.words > 0).collect()
    }
}

impl Covered {
    fn add(&mut self, state: CoverageState) {
        self.total += 1;
        match state {
            CoverageState::Unmarked => self.unmarked += 1,
            CoverageState::LeftOut => self.left_out += 1,
            CoverageState::Checked => self.checked += 1,
            CoverageState::Tagged => self.tagged += 1,
        }
    }
}

/// The claims and omissions that stand in a draft, by what is still to be done on them.
pub(crate) fn marks(reader: &Reader<'_>, revision: RevisionId) -> Result<Vec<CoverageSpan>> {
    let tables = reader.tables();
    let id = revision.to_string();
    let mut found = Vec::new();
    let mut passages = tables.prepare_cached(
        "select place.start, place.\"end\", claim.work_state,
                exists (select 1 from verdict where verdict.claim_id = claim.id),
                anchor.state, anchor.record ->> '$.decided_by' is not null
         from place join claim on claim.id = place.claim_id left join anchor on anchor.id = place.anchor_id
         where place.revision_id = ?1",
    )?;
    let mut rows = passages.query([&id])?;
    while let Some(row) = rows.next()? {
        let work_state: WorkState = word(&row.get::<_, String>(2)?)?;
        let fate: Option<AnchorState> = row.get::<_, Option<String>>(4)?.map(|fate| word(&fate)).transpose()?;
        // New words that nobody looked at are not what was checked.
        let is_new = fate == Some(AnchorState::Reworded) && !row.get::<_, bool>(5)?;
        let has_verdict: bool = row.get(3)?;
        let state = match (work_state, has_verdict) {
            _ if is_new => CoverageState::Tagged,
            (WorkState::NotToBeChecked | WorkState::Superseded | WorkState::Withdrawn, _) => CoverageState::LeftOut,
            (WorkState::Returned, _) => CoverageState::Tagged,
            (WorkState::SignedOff | WorkState::Published | WorkState::Corrected, _) | (_, true) => {
                CoverageState::Checked
            }
            (_, false) => CoverageState::Tagged,
        };
        found.push(CoverageSpan { start: row.get(0)?, end: row.get(1)?, state });
    }
    let mut omissions = tables.prepare_cached(
        "select start, \"end\" from omission where revision_id = ?1
         union all select start, \"end\" from anchor
           where revision_id = ?1 and omission_id is not null and start is not null",
    )?;
    let mut rows = omissions.query([&id])?;
    while let Some(row) = rows.next()? {
        found.push(CoverageSpan { start: row.get(0)?, end: row.get(1)?, state: CoverageState::LeftOut });
    }
    Ok(found)
}

/// Marks that overlap as marks that do not: where they do, that counts on which most is still to be done.
fn flat(marks: &[CoverageSpan]) -> Vec<CoverageSpan> {
    let mut events: Vec<(u32, usize, i32)> = Vec::with_capacity(marks.len() * 2);
    for mark in marks {
        events.push((mark.start, rank(mark.state), 1));
        events.push((mark.end, rank(mark.state), -1));
    }
    events.sort_unstable();
    let mut open = [0_i32; 4];
    let mut spans: Vec<CoverageSpan> = Vec::new();
    let mut at = 0;
    for (place, rank, step) in events {
        if let Some(state) = top(&open).filter(|_| place > at) {
            match spans.last_mut() {
                Some(last) if last.end == at && last.state == state => last.end = place,
                _ => spans.push(CoverageSpan { start: at, end: place, state }),
            }
        }
        at = place;
        open[rank] += step;
    }
    spans
}

fn rank(state: CoverageState) -> usize {
    match state {
        CoverageState::Unmarked => 0,
        CoverageState::LeftOut => 1,
        CoverageState::Checked => 2,
        CoverageState::Tagged => 3,
    }
}

fn top(open: &[i32; 4]) -> Option<CoverageState> {
    let states = [CoverageState::Tagged, CoverageState::Checked, CoverageState::LeftOut];
    states.into_iter().find(|state| open[rank(*state)] > 0)
}

/// The first code point of each word, and how it is marked: a word that is marked in part is marked.
fn word_states(draft: &DraftText, spans: &[CoverageSpan]) -> Vec<(u32, CoverageState)> {
    let text = draft.text();
    let (mut byte, mut at, mut next) = (0, 0, 0);
    let words = text.unicode_word_indices().map(|(start_byte, word)| {
        at += points(&text[byte..start_byte]);
        let (start, end) = (at, at + points(word));
        (byte, at) = (start_byte + word.len(), end);
        while spans.get(next).is_some_and(|span| span.end <= start) {
            next += 1;
        }
        let over = spans[next..].iter().take_while(|span| span.start < end).map(|span| span.state).max();
        (start, over.unwrap_or(CoverageState::Unmarked))
    });
    words.collect()
}

fn points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use CoverageState::{Checked, LeftOut, Tagged};

    fn span(start: u32, end: u32, state: CoverageState) -> CoverageSpan {
        CoverageSpan { start, end, state }
    }

    #[test]
    fn where_marks_overlap_the_one_with_more_to_do_counts() {
        let marks = [span(0, 10, Checked), span(4, 6, Tagged), span(8, 12, LeftOut), span(20, 22, LeftOut)];
        let shown = flat(&marks);
        let expected = [
            span(0, 4, Checked),
            span(4, 6, Tagged),
            span(6, 10, Checked),
            span(10, 12, LeftOut),
            span(20, 22, LeftOut),
        ];
        assert_eq!(shown, expected);
        assert_eq!(flat(&[span(0, 4, Tagged), span(4, 8, Tagged)]), [span(0, 8, Tagged)]);
        assert_eq!(flat(&[]), []);
    }
}
