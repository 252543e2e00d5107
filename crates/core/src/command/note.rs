//! Commands on the notes that a draft brought along: what a comment or a footnote becomes.
//!
//! The note itself is never changed: it stays in the draft. What is decided is an uptake.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{align, pending::Pending, rules};
use crate::citation::Citation;
use crate::draft::DraftText;
use crate::error::{Error, Refusal, Result};
use crate::id::{ClaimId, PassageId, RevisionId, SourceId, UptakeId};
use crate::model::{
    Became, ClaimPatch, CommentKind, Evidence, EvidencePatch, Note, Passage, Revision, Source, SourcePatch, Span,
    Stance, Uptake,
};
use crate::notes::{self, Candidate};
use crate::twin::{self, TwinBy};

/// Fewer words than these say nothing by themselves: the claim is stated in their sentence.
const FEW: usize = 4;

/// Makes a claim of a note: the words that it hangs on are the passage, its own words a comment on the claim.
/// Where a claim stands in those words already, the note is added to that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct ClaimNote {
    /// The id of a new claim; chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<ClaimId>,
    /// The same for its passage.
    #[serde(default)]
    pub passage: Option<PassageId>,
    /// The draft.
    pub revision: RevisionId,
    /// The note: its index among those of the draft.
    pub note: u32,
    /// What the caller reads in it; refused if it says otherwise.
    #[serde(default)]
    pub text: Option<String>,
    /// What is known of the claim.
    #[serde(default)]
    pub with: Option<ClaimPatch>,
}

impl ClaimNote {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let at = At::open(pending, self.revision, self.note, self.text.as_deref())?;
        let candidate = at.candidate()?;
        let places = pending.places_in(at.revision.id)?;
        let held = candidate.note.span.and_then(|span| notes::holder(&at.draft, &places, span));
        let claim = match held {
            Some(place) => place.claim,
            None => at.claim(pending, &candidate, &self)?,
        };
        at.say(pending, &candidate, claim)?;
        at.take_up(pending, &candidate, Became::Claim(claim))
    }
}

/// Makes a source of a note: its words are kept as they are, and the claim in whose words it hangs gets it
/// as evidence, which is context until somebody has read it. A source that the desk has already is not added again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SourceNote {
    /// The id of a new source; chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<SourceId>,
    /// The draft.
    pub revision: RevisionId,
    /// The note: its index among those of the draft.
    pub note: u32,
    /// What the caller reads in it; refused if it says otherwise.
    #[serde(default)]
    pub text: Option<String>,
    /// What is known of the source beside what its words say.
    #[serde(default)]
    pub with: Option<SourcePatch>,
    /// What it shows, where a claim gets it as evidence.
    #[serde(default)]
    pub evidence: Option<EvidencePatch>,
}

impl SourceNote {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let at = At::open(pending, self.revision, self.note, self.text.as_deref())?;
        let candidate = at.candidate()?;
        let words = &candidate.note.text;
        rules::not_empty("note", words)?;
        let citation = Citation::read(words);
        let mut blank = Source::blank(pending.id(self.id), pending.now());
        citation.source(words).apply(&mut blank);
        let source = match known(pending, &blank)? {
            Some(source) => source,
            None => {
                self.with.unwrap_or_default().apply(&mut blank);
                super::source::check(pending, &blank)?;
                let id = blank.id;
                pending.add(blank)?;
                id
            }
        };
        let places = pending.places_in(at.revision.id)?;
        let held = candidate.note.span.and_then(|span| notes::holder(&at.draft, &places, span));
        if let Some(place) = held {
            let there: Vec<Evidence> = pending.with("claim_id", place.claim)?;
            if there.iter().all(|evidence| evidence.source != source) {
                // What a footnote names is cited, not yet read: it counts neither for nor against.
                let cited = EvidencePatch { stance: Some(Stance::Context), ..EvidencePatch::default() };
                let (claim, source, with) = (place.claim, Some(source), Some(self.evidence.unwrap_or(cited)));
                super::LinkEvidence { id: None, claim, source, new_source: None, with }.run(pending)?;
            }
        }
        at.take_up(pending, &candidate, Became::Source(source))
    }
}

/// A source of the desk that is the same by its identifier, address or symbol. Titles alone do not tell.
fn known(pending: &Pending<'_>, cited: &Source) -> Result<Option<SourceId>> {
    let telling = |source: &Source| twin::keys(source).into_iter().filter(|(by, _)| *by != TwinBy::Title);
    let wanted: Vec<_> = telling(cited).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let all = pending.all::<Source>()?;
    Ok(all.into_iter().find(|source| telling(source).any(|key| wanted.contains(&key))).map(|source| source.id))
}

/// Says that a note needs no check. It stays to be seen, and is not asked about again in the next draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct DismissNote {
    /// The draft.
    pub revision: RevisionId,
    /// The note: its index among those of the draft.
    pub note: u32,
    /// What the caller reads in it; refused if it says otherwise.
    #[serde(default)]
    pub text: Option<String>,
}

impl DismissNote {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let at = At::open(pending, self.revision, self.note, self.text.as_deref())?;
        let candidate = at.candidate()?;
        at.take_up(pending, &candidate, Became::Dismissed)
    }
}

/// Takes back what was decided on a note. The claim or source that was made of it stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ReopenNote {
    /// What was decided.
    pub uptake: UptakeId,
}

impl ReopenNote {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let uptake: Uptake = pending.get(self.uptake)?;
        pending.remove(uptake)
    }
}

/// A note of a draft about which nothing is decided yet.
struct At {
    revision: Revision,
    draft: DraftText,
    note: u32,
}

impl At {
    fn open(pending: &Pending<'_>, revision: RevisionId, note: u32, text: Option<&str>) -> Result<Self> {
        let revision: Revision = pending.get(revision)?;
        let draft = pending.draft(&revision)?;
        let uptakes: Vec<Uptake> = pending.with("document_id", revision.document)?;
        let all = notes::candidates(&draft);
        let slot = all.iter().position(|one| one.at == note).ok_or_else(|| no_such(note))?;
        let found = &all[slot].note.text;
        if let Some(expected) = text
            && expected != found
        {
            let (expected, found) = (expected.to_owned(), found.clone());
            return Err(Refusal::WrongQuote { expected, found }.into());
        }
        if notes::decided(&all, &uptakes, revision.id)[slot].is_some() {
            return Err(Refusal::NoteDecided.into());
        }
        Ok(Self { revision, draft, note })
    }

    fn candidate(&self) -> Result<Candidate<'_>> {
        let found = notes::candidates(&self.draft).into_iter().find(|one| one.at == self.note);
        found.ok_or_else(|| no_such(self.note))
    }

    /// A new claim on the words on which the note hangs; on its own words if it hangs on the whole document.
    fn claim(&self, pending: &mut Pending<'_>, candidate: &Candidate<'_>, asked: &ClaimNote) -> Result<ClaimId> {
        let mut claim = super::claim::blank(pending, asked.id, self.revision.case)?;
        let words = candidate.note.span.and_then(|span| notes::words(&self.draft, span));
        let said = words.map_or(candidate.note.text.as_str(), |words| self.statement(words));
        claim.statement = said.split_whitespace().collect::<Vec<_>>().join(" ");
        asked.with.clone().unwrap_or_default().apply(&mut claim);
        super::claim::check(pending, &claim)?;
        let id = claim.id;
        let passage = match words {
            Some(Span { start, end }) => {
                let span = rules::Span { revision: self.revision.id, start, end, exact: None };
                Some(rules::passage(pending, asked.passage, &claim, &span)?)
            }
            None => None,
        };
        pending.add(claim)?;
        passage.map_or(Ok(()), |passage: Passage| align::add_marked(pending, passage))?;
        Ok(id)
    }

    /// The words that state the claim.
    fn statement(&self, words: Span) -> &str {
        let exact = self.draft.slice(words.start, words.end);
        if exact.split_whitespace().count() >= FEW {
            return exact;
        }
        let whole =
            notes::sentence(&self.draft, words.end).filter(|span| span.start <= words.start && span.end >= words.end);
        whole.map_or(exact, |span| self.draft.slice(span.start, span.end))
    }

    /// Puts the words of a note, and what was said in answer to it, on a claim as comments.
    fn say(&self, pending: &mut Pending<'_>, candidate: &Candidate<'_>, claim: ClaimId) -> Result<()> {
        // A claim that says nothing but the words of the note needs them once.
        if candidate.note.span.is_none() && candidate.replies.is_empty() && candidate.note.author.is_none() {
            return Ok(());
        }
        let said = std::iter::once(candidate.note).chain(candidate.replies.iter().copied());
        let mut first = None;
        for note in said.filter(|note| !note.text.trim().is_empty()) {
            let text = line(note);
            let asks = first.is_none() && note.text.trim_end().ends_with(['?', '？', '؟']);
            let kind = if asks { CommentKind::Question } else { CommentKind::Remark };
            let id = pending.id(None);
            super::AddComment { id: Some(id), claim, text, kind, answers: first, of: None }.run(pending)?;
            first = first.or(Some(id));
        }
        Ok(())
    }

    fn take_up(&self, pending: &mut Pending<'_>, candidate: &Candidate<'_>, became: Became) -> Result<()> {
        let Note { kind, author, text, .. } = candidate.note;
        let uptake = Uptake {
            id: pending.id(None),
            case: self.revision.case,
            document: self.revision.document,
            revision: self.revision.id,
            note: candidate.at,
            kind: *kind,
            author: author.clone().unwrap_or_default(),
            text: text.clone(),
            quote: candidate.quote.clone(),
            became,
            decided_at: pending.now(),
            decided_by: pending.editor(),
        };
        pending.add(uptake)
    }
}

fn no_such(note: u32) -> Error {
    Error::NotFound { what: "note", id: note.to_string() }
}

/// What a note says, and who says it.
fn line(note: &Note) -> String {
    let text = note.text.trim();
    match note.author.as_deref().map(str::trim).filter(|author| !author.is_empty()) {
        Some(author) => format!("{author}: {text}"),
        None => text.to_owned(),
    }
}
