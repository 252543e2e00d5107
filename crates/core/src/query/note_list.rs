//! The notes that a draft brought along, with what was decided on each, and its tracked changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::citation::Citation;
use crate::error::Result;
use crate::id::{ClaimId, RevisionId, SourceId};
use crate::model::{Became, Claim, Editor, Note, NoteKind, Revision, Source, Span, Uptake};
use crate::notes::{self, Candidate, Place};
use crate::reader::Reader;
use crate::table::{find, get, place, rows};

/// The most notes of one answer: no person goes through more, and a file may hold any number.
const MOST: usize = 10_000;

/// Asks for the notes of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct NoteList {
    /// Which draft.
    pub revision: RevisionId,
}

/// The notes of a draft, and its tracked changes. Of a text that was erased there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteListAnswer {
    /// How many there are.
    pub counts: NoteCounts,
    /// In the order of the text, at most 10,000; an answer to a note stands with that.
    pub rows: Vec<NoteRow>,
}

/// How many notes there are; what was decided and what was not add up to the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteCounts {
    /// Comments, footnotes and endnotes.
    pub total: u32,
    /// Of those, the ones on which nothing is decided.
    pub open: u32,
    /// Those that became claims.
    pub claims: u32,
    /// Those that became sources.
    pub sources: u32,
    /// Those that were dismissed.
    pub dismissed: u32,
    /// Tracked changes.
    pub changes: u32,
}

/// A note as it is shown beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteRow {
    /// Its index among the notes of the draft.
    pub note: u32,
    /// What it is.
    pub kind: NoteKind,
    /// Where it hangs; nothing: on the document as a whole.
    pub span: Option<Span>,
    /// The words that it hangs on; of a mark between two letters those before it.
    pub quote: String,
    /// Its words.
    pub text: String,
    /// Who wrote it, as the document states it.
    pub author: String,
    /// When, as written in the document.
    pub written: String,
    /// The number or sign by which the text refers to it.
    pub label: String,
    /// What was said in answer to it.
    pub replies: Vec<NoteReply>,
    /// What it is likely to become.
    pub likely: NoteUse,
    /// What its words cite; nothing for a tracked change.
    pub citation: Option<Citation>,
    /// The claim in whose words it hangs.
    pub holder: Option<NoteClaim>,
    /// What was decided on it.
    pub uptake: Option<Uptake>,
    /// Who decided it, by name.
    pub decided_by: String,
    /// The draft in which it was decided, if that is another.
    pub decided_in: Option<u32>,
    /// The claim that it became.
    pub claim: Option<NoteClaim>,
    /// The source that it became.
    pub source: Option<NoteSource>,
}

/// What was said in answer to a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteReply {
    /// Who said it.
    pub author: String,
    /// When, as written in the document.
    pub written: String,
    /// What.
    pub text: String,
}

/// What a note is likely to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NoteUse {
    /// A claim.
    Claim,
    /// A source.
    Source,
    /// Neither: it is a tracked change.
    Nothing,
}

/// A claim, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteClaim {
    /// Which.
    pub claim: ClaimId,
    /// Its number.
    pub number: u32,
    /// What it says.
    pub heading: String,
}

/// A source, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteSource {
    /// Which.
    pub source: SourceId,
    /// What it is called.
    pub label: String,
}

impl NoteList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<NoteListAnswer> {
        let tables = reader.tables();
        let revision: Revision = get(tables, self.revision)?;
        // Most drafts have none: their text is not read for that.
        if !reader.has_notes(&revision)? {
            return Ok(NoteListAnswer::default());
        }
        let Some(draft) = reader.draft(&revision)? else { return Ok(NoteListAnswer::default()) };
        let document = revision.document.to_string();
        let uptakes: Vec<Uptake> = rows(tables, "where document_id = ?1 order by id", [document])?;
        let places = place::in_draft(tables, revision.id)?;
        let candidates = notes::candidates(&draft);
        let decided = notes::decided(&candidates, &uptakes, revision.id);
        let mut answer = NoteListAnswer::default();
        for (candidate, slot) in candidates.iter().zip(decided) {
            let held = candidate.note.span.and_then(|span| notes::holder(&draft, &places, span));
            let row = of_candidate(reader, &revision, candidate, held, slot.map(|slot| &uptakes[slot]))?;
            answer.counts.add(row.uptake.as_ref());
            answer.rows.push(row);
        }
        for (at, note) in draft.notes().iter().enumerate() {
            if matches!(note.kind, NoteKind::TrackedInsertion | NoteKind::TrackedDeletion) {
                answer.counts.changes += 1;
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                answer.rows.push(blank(at, note, notes::quote(&draft, note)));
            }
        }
        // What hangs on the document as a whole stands first.
        answer.rows.sort_by_key(|row| (row.span.map_or((0, 0), |span| (span.start + 1, span.end)), row.note));
        answer.rows.truncate(MOST);
        Ok(answer)
    }
}

fn of_candidate(
    reader: &Reader<'_>,
    revision: &Revision,
    candidate: &Candidate<'_>,
    held: Option<Place>,
    uptake: Option<&Uptake>,
) -> Result<NoteRow> {
    let tables = reader.tables();
    let claim_line = |id: ClaimId| -> Result<Option<NoteClaim>> {
        let line = |claim: Claim| NoteClaim {
            claim: claim.id,
            number: claim.number,
            heading: if claim.short.is_empty() { claim.statement } else { claim.short },
        };
        Ok(find::<Claim>(tables, id)?.map(line))
    };
    let mut row = blank(candidate.at, candidate.note, candidate.quote.clone());
    let reply = |note: &&Note| NoteReply {
        author: note.author.clone().unwrap_or_default(),
        written: note.written.clone().unwrap_or_default(),
        text: note.text.clone(),
    };
    row.replies = candidate.replies.iter().map(reply).collect();
    let citation = Citation::read(&row.text);
    row.likely = match row.kind {
        NoteKind::Footnote | NoteKind::Endnote => NoteUse::Source,
        NoteKind::Comment if citation.names_a_work() => NoteUse::Source,
        NoteKind::Comment => NoteUse::Claim,
        NoteKind::TrackedInsertion | NoteKind::TrackedDeletion => NoteUse::Nothing,
    };
    row.citation = Some(citation);
    row.holder = held.map(|place| claim_line(place.claim)).transpose()?.flatten();
    if let Some(uptake) = uptake {
        let editor: Option<Editor> = find(tables, uptake.decided_by)?;
        row.decided_by = editor.map_or_else(String::new, |editor| editor.name);
        if uptake.revision != revision.id {
            row.decided_in = find::<Revision>(tables, uptake.revision)?.map(|draft| draft.number);
        }
        match uptake.became {
            Became::Claim(claim) => row.claim = claim_line(claim)?,
            Became::Source(source) => {
                let found = find::<Source>(tables, source)?;
                row.source = found.map(|source| NoteSource { source: source.id, label: source.label() });
            }
            Became::Dismissed => {}
        }
        row.uptake = Some(uptake.clone());
    }
    Ok(row)
}

/// A note about which nothing is known but what it says.
fn blank(at: u32, note: &Note, quote: String) -> NoteRow {
    NoteRow {
        note: at,
        kind: note.kind,
        span: note.span,
        quote,
        text: note.text.clone(),
        author: note.author.clone().unwrap_or_default(),
        written: note.written.clone().unwrap_or_default(),
        label: note.label.clone().unwrap_or_default(),
        replies: Vec::new(),
        likely: NoteUse::Nothing,
        citation: None,
        holder: None,
        uptake: None,
        decided_by: String::new(),
        decided_in: None,
        claim: None,
        source: None,
    }
}

impl NoteCounts {
    fn add(&mut self, uptake: Option<&Uptake>) {
        self.total += 1;
        match uptake.map(|uptake| uptake.became) {
            None => self.open += 1,
            Some(Became::Claim(_)) => self.claims += 1,
            Some(Became::Source(_)) => self.sources += 1,
            Some(Became::Dismissed) => self.dismissed += 1,
        }
    }
}
