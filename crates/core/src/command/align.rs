//! What becomes of passages, and of what is left out, in later drafts.
//!
//! One rule holds after every entry: whatever is marked in a draft has exactly
//! one anchor in each later draft of its document. So the five states always
//! add up to all passages. Comparing texts is the engine's work, not ours.

use std::collections::{HashMap, HashSet};

use claimdesk_anchor as engine;

use super::pending::Pending;
use crate::draft::DraftText;
use crate::error::{Error, Refusal, Result};
use crate::id::{AnchorId, CaseId, ClaimId, DocumentId, RevisionId};
use crate::model::{Anchor, AnchorCandidate, AnchorState, AnchorWhy, Omission, Passage, Record, Revision, Subject};

/// Code points before and after a place by which it is known again.
const CONTEXT: u32 = 32;

/// From so many on, the anchors of the draft before are read at once.
const MANY: usize = 32;

/// Words that were marked in a draft.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    subject: Subject,
    case: CaseId,
    claim: Option<ClaimId>,
    document: DocumentId,
    place: Place,
}

impl Marked {
    /// What marks them.
    pub(crate) fn subject(&self) -> Subject {
        self.subject
    }
}

/// Words in a draft.
#[derive(Clone, Debug)]
struct Place {
    revision: RevisionId,
    start: u32,
    end: u32,
    exact: String,
}

/// A record that marks words of a draft.
pub(crate) trait Mark: Record {
    fn marked(&self) -> Marked;
}

impl Mark for Passage {
    fn marked(&self) -> Marked {
        let place = Place { revision: self.revision, start: self.start, end: self.end, exact: self.exact.clone() };
        let subject = Subject::Passage(self.id);
        Marked { subject, case: self.case, claim: Some(self.claim), document: self.document, place }
    }
}

impl Mark for Omission {
    fn marked(&self) -> Marked {
        let place = Place { revision: self.revision, start: self.start, end: self.end, exact: self.exact.clone() };
        let subject = Subject::Omission(self.id);
        Marked { subject, case: self.case, claim: None, document: self.document, place }
    }
}

/// Adds a mark, and says what became of it in each later draft.
pub(crate) fn add_marked<R: Mark>(pending: &mut Pending<'_>, row: R) -> Result<()> {
    let marked = row.marked();
    pending.add(row)?;
    complete(pending, marked.document, vec![marked])
}

/// Says of marks what became of them in each later draft, where that is not yet said.
pub(crate) fn complete(pending: &mut Pending<'_>, document: DocumentId, marks: Vec<Marked>) -> Result<()> {
    let mut drafts = Drafts::of(pending, document)?;
    (1..drafts.revisions.len()).try_for_each(|n| drafts.complete(pending, n, &marks))
}

/// The same for every mark in a document.
pub(crate) fn complete_all(pending: &mut Pending<'_>, document: DocumentId) -> Result<()> {
    let marks = all(pending, document)?;
    complete(pending, document, marks)
}

/// Says of every mark in a document what became of it in the newest draft.
pub(crate) fn newest(pending: &mut Pending<'_>, document: DocumentId) -> Result<()> {
    let marks = all(pending, document)?;
    let mut drafts = Drafts::of(pending, document)?;
    match drafts.revisions.len() {
        0 | 1 => Ok(()),
        drafts_there => drafts.complete(pending, drafts_there - 1, &marks),
    }
}

/// After an anchor was decided: what the texts said of later drafts follows from it; what a person said there stands.
pub(crate) fn follow(pending: &mut Pending<'_>, decided: &Anchor) -> Result<()> {
    let mut drafts = Drafts::of(pending, decided.document)?;
    let at = drafts.place_of(decided.revision);
    if at + 1 >= drafts.revisions.len() {
        return Ok(());
    }
    let marked = marked_of(pending, decided.subject)?;
    for n in at + 1..drafts.revisions.len() {
        let revision = drafts.revisions[n].id;
        let there = anchors_of(pending, decided.subject)?.into_iter().find(|anchor| anchor.revision == revision);
        let Some(there) = there else { continue };
        if there.decided_by.is_some() {
            return Ok(());
        }
        let stand = drafts.stand(pending, n, &marked, &HashMap::new())?;
        for mut anchor in drafts.fates(pending, n, vec![(marked.clone(), stand)])? {
            anchor.id = there.id;
            pending.put(anchor)?;
        }
    }
    Ok(())
}

/// The words of a subject in a draft in which it stands; empty if it does not.
pub(crate) fn words_in(pending: &Pending<'_>, subject: Subject, revision: RevisionId) -> Result<String> {
    let marked = marked_of(pending, subject)?;
    if marked.place.revision == revision {
        return Ok(marked.place.exact);
    }
    let there = anchors_of(pending, subject)?.into_iter().find(|anchor| anchor.revision == revision);
    Ok(there.map_or_else(String::new, |anchor| anchor.exact))
}

/// Removes all anchors of a subject.
pub(crate) fn remove_anchors(pending: &mut Pending<'_>, subject: Subject) -> Result<()> {
    anchors_of(pending, subject)?.into_iter().try_for_each(|anchor| pending.remove(anchor))
}

/// The anchors of a subject.
pub(crate) fn anchors_of(pending: &Pending<'_>, subject: Subject) -> Result<Vec<Anchor>> {
    match subject {
        Subject::Passage(id) => pending.with("passage_id", id),
        Subject::Omission(id) => pending.with("omission_id", id),
    }
}

fn marked_of(pending: &Pending<'_>, subject: Subject) -> Result<Marked> {
    match subject {
        Subject::Passage(id) => pending.get::<Passage>(id).map(|passage| passage.marked()),
        Subject::Omission(id) => pending.get::<Omission>(id).map(|omission| omission.marked()),
    }
}

fn all(pending: &Pending<'_>, document: DocumentId) -> Result<Vec<Marked>> {
    let passages: Vec<Passage> = pending.with("document_id", document)?;
    let omissions: Vec<Omission> = pending.with("document_id", document)?;
    Ok(passages.iter().map(Mark::marked).chain(omissions.iter().map(Mark::marked)).collect())
}

/// Where a mark stood last before a draft.
struct Stand {
    place: Place,
    /// What was said of it in the draft before, if it did not stand there.
    before: Option<Anchor>,
}

/// The drafts of a document, oldest first, with the texts that were read.
struct Drafts {
    revisions: Vec<Revision>,
    /// Without a text: it was erased by law.
    texts: HashMap<RevisionId, Option<DraftText>>,
}

impl Drafts {
    fn of(pending: &Pending<'_>, document: DocumentId) -> Result<Self> {
        let mut revisions: Vec<Revision> = pending.with("document_id", document)?;
        revisions.sort_by_key(|revision| revision.number);
        Ok(Self { revisions, texts: HashMap::new() })
    }

    /// The place of a draft among them; behind the last if it is not one.
    fn place_of(&self, id: RevisionId) -> usize {
        self.revisions.iter().position(|revision| revision.id == id).unwrap_or(self.revisions.len())
    }

    /// Gives each mark of an earlier draft that has no anchor in draft `n` its anchor there.
    fn complete(&mut self, pending: &mut Pending<'_>, n: usize, marks: &[Marked]) -> Result<()> {
        let revision = self.revisions[n].id;
        let places: HashMap<RevisionId, usize> =
            self.revisions.iter().enumerate().map(|(at, revision)| (revision.id, at)).collect();
        let is_earlier = |mark: &&Marked| places.get(&mark.place.revision).is_some_and(|at| *at < n);
        let earlier: Vec<&Marked> = marks.iter().filter(is_earlier).collect();
        let held: HashSet<Subject> = if earlier.len() > MANY {
            pending.with::<Anchor>("revision_id", revision)?.iter().map(|anchor| anchor.subject).collect()
        } else {
            let mut held = HashSet::new();
            for mark in &earlier {
                let there = anchors_of(pending, mark.subject)?;
                held.extend(there.iter().filter(|anchor| anchor.revision == revision).map(|anchor| anchor.subject));
            }
            held
        };
        let missing: Vec<&Marked> = earlier.into_iter().filter(|mark| !held.contains(&mark.subject)).collect();
        let mut before = HashMap::new();
        if missing.len() > MANY {
            let anchors: Vec<Anchor> = pending.with("revision_id", self.revisions[n - 1].id)?;
            before.extend(anchors.into_iter().map(|anchor| (anchor.subject, anchor)));
        }
        let stands = missing.into_iter().map(|mark| Ok((mark.clone(), self.stand(pending, n, mark, &before)?)));
        let stands = stands.collect::<Result<Vec<_>>>()?;
        for anchor in self.fates(pending, n, stands)? {
            pending.add(anchor)?;
        }
        Ok(())
    }

    /// Where a mark stood last before draft `n`; `before` may hold the anchors of the draft before.
    fn stand(
        &self,
        pending: &Pending<'_>,
        n: usize,
        mark: &Marked,
        before: &HashMap<Subject, Anchor>,
    ) -> Result<Stand> {
        if self.revisions[n - 1].id == mark.place.revision {
            return Ok(Stand { place: mark.place.clone(), before: None });
        }
        if let Some(place) = before.get(&mark.subject).and_then(place_in) {
            return Ok(Stand { place, before: None });
        }
        let mut anchors = anchors_of(pending, mark.subject)?;
        anchors.retain(|anchor| self.place_of(anchor.revision) < n);
        anchors.sort_by_key(|anchor| std::cmp::Reverse(self.place_of(anchor.revision)));
        let place = anchors.iter().find_map(place_in).unwrap_or_else(|| mark.place.clone());
        let before = anchors.into_iter().next().filter(|anchor| anchor.span().is_none());
        Ok(Stand { place, before })
    }

    /// The anchors of marks in draft `n`, by comparing it with the drafts in which they stood last.
    fn fates(&mut self, pending: &mut Pending<'_>, n: usize, stands: Vec<(Marked, Stand)>) -> Result<Vec<Anchor>> {
        let mut by_draft: Vec<(RevisionId, Vec<(Marked, Stand)>)> = Vec::new();
        for stand in stands {
            let from = stand.1.place.revision;
            match by_draft.iter_mut().find(|(draft, _)| *draft == from) {
                Some((_, group)) => group.push(stand),
                None => by_draft.push((from, vec![stand])),
            }
        }
        let revision = self.revisions[n].id;
        self.read(pending, revision)?;
        let mut anchors = Vec::new();
        for (from, group) in by_draft {
            self.read(pending, from)?;
            for said in group.iter().filter_map(|(_, stand)| stand.before.as_ref()).map(|said| said.revision) {
                self.read(pending, said)?;
            }
            let spans: Vec<engine::Span> = group.iter().map(|(_, stand)| stand.place.span()).collect();
            let fates = match (self.text(from), self.text(revision)) {
                (Some(old), Some(new)) => engine::reanchor(&old.engine(), &new.engine(), &spans),
                _ => Vec::new(),
            };
            let mut fates = fates.into_iter();
            for (mark, stand) in group {
                let id = pending.id(None);
                anchors.push(self.anchor(id, revision, &mark, &stand, fates.next()));
            }
        }
        Ok(anchors)
    }

    /// The anchor of one mark, from what the engine says; nothing if there was nothing to compare.
    fn anchor(
        &self,
        id: AnchorId,
        revision: RevisionId,
        mark: &Marked,
        stand: &Stand,
        fate: Option<engine::Fate>,
    ) -> Anchor {
        let mut anchor = Anchor {
            id,
            case: mark.case,
            claim: mark.claim,
            document: mark.document,
            revision,
            from: stand.place.revision,
            subject: mark.subject,
            state: AnchorState::Ask,
            start: None,
            end: None,
            exact: String::new(),
            score: 0,
            margin: 0,
            why: Some(AnchorWhy::TextErased),
            candidates: Vec::new(),
            decided_by: None,
            decided_at: None,
        };
        let (Some(fate), Some(new)) = (fate, self.text(revision)) else { return anchor };
        anchor.state = state(fate.state);
        anchor.why = fate.why.map(why);
        (anchor.score, anchor.margin) = (fate.score, fate.margin);
        let place = |span: engine::Span, score: u16| AnchorCandidate {
            start: span.start,
            end: span.end,
            exact: new.slice(span.start, span.end).to_owned(),
            score,
        };
        let others = fate.candidates.iter().filter(|one| Some(one.span) != fate.span);
        anchor.candidates = others.map(|one| place(one.span, one.score)).collect();
        if let Some(found) = fate.span.map(|span| place(span, fate.score)) {
            anchor.start = Some(found.start);
            anchor.end = Some(found.end);
            anchor.exact = found.exact;
        }
        if let Some(before) = &stand.before {
            self.come_back(&mut anchor, before, new);
        }
        anchor
    }

    /// What holds beyond the engine for words that did not stand in the draft before.
    fn come_back(&self, anchor: &mut Anchor, before: &Anchor, new: &DraftText) {
        let was_said_gone = before.decided_by.is_some() || before.why == Some(AnchorWhy::WasSaidGone);
        if before.state != AnchorState::Gone {
            return;
        }
        if was_said_gone && let Some(seen) = self.text(before.revision) {
            // What somebody saw in that draft and did not take for it is no reason to ask again.
            let is_known = |one: &AnchorCandidate| seen.holds(&around(new, one.start, one.end));
            ask_for_place(anchor);
            anchor.candidates.retain(|one| !is_known(one));
            anchor.why = Some(AnchorWhy::WasSaidGone);
            if anchor.candidates.is_empty() {
                anchor.state = AnchorState::Gone;
                (anchor.score, anchor.margin) = (0, 0);
            }
            return;
        }
        match anchor.state {
            AnchorState::Unchanged | AnchorState::Moved => anchor.why = Some(AnchorWhy::CameBack),
            AnchorState::Reworded => {
                ask_for_place(anchor);
                anchor.why = Some(AnchorWhy::CameBack);
            }
            AnchorState::Ask | AnchorState::Gone => {}
        }
    }

    fn text(&self, id: RevisionId) -> Option<&DraftText> {
        self.texts.get(&id).and_then(Option::as_ref)
    }

    fn read(&mut self, pending: &Pending<'_>, id: RevisionId) -> Result<()> {
        if self.texts.contains_key(&id) {
            return Ok(());
        }
        let revision: Revision = pending.get(id)?;
        let text = match pending.draft(&revision) {
            Ok(text) => Some(text),
            Err(Error::Refused(Refusal::Erased { .. })) => None,
            Err(error) => return Err(error),
        };
        self.texts.insert(id, text);
        Ok(())
    }
}

impl Place {
    fn span(&self) -> engine::Span {
        engine::Span { start: self.start, end: self.end }
    }
}

fn place_in(anchor: &Anchor) -> Option<Place> {
    let (start, end) = anchor.span()?;
    Some(Place { revision: anchor.revision, start, end, exact: anchor.exact.clone() })
}

/// The words of a place with those beside it.
fn around(text: &DraftText, start: u32, end: u32) -> String {
    text.slice(start.saturating_sub(CONTEXT), end.saturating_add(CONTEXT)).to_owned()
}

/// Turns a place that was found into the first of those that come into question.
pub(crate) fn ask_for_place(anchor: &mut Anchor) {
    keep_as_candidate(anchor);
    anchor.state = AnchorState::Ask;
    (anchor.start, anchor.end) = (None, None);
    anchor.exact.clear();
}

/// Remembers the place where an anchor stands among those that come into question.
pub(crate) fn keep_as_candidate(anchor: &mut Anchor) {
    /// The most that are kept.
    const MOST: usize = 5;
    let Some((start, end)) = anchor.span() else { return };
    if anchor.candidates.iter().all(|one| (one.start, one.end) != (start, end)) {
        let exact = anchor.exact.clone();
        anchor.candidates.insert(0, AnchorCandidate { start, end, exact, score: anchor.score });
        anchor.candidates.truncate(MOST);
    }
}

fn state(state: engine::State) -> AnchorState {
    match state {
        engine::State::Unchanged => AnchorState::Unchanged,
        engine::State::Moved => AnchorState::Moved,
        engine::State::Reworded => AnchorState::Reworded,
        engine::State::Ask => AnchorState::Ask,
        engine::State::Gone => AnchorState::Gone,
    }
}

fn why(why: engine::Why) -> AnchorWhy {
    match why {
        engine::Why::TwoAlike => AnchorWhy::TwoAlike,
        engine::Why::NumberChanged => AnchorWhy::NumberChanged,
        engine::Why::DateChanged => AnchorWhy::DateChanged,
        engine::Why::NameChanged => AnchorWhy::NameChanged,
        engine::Why::NegationChanged => AnchorWhy::NegationChanged,
        engine::Why::SenseReversed => AnchorWhy::SenseReversed,
        engine::Why::WordReplaced => AnchorWhy::WordReplaced,
        engine::Why::LowScore => AnchorWhy::LowScore,
        engine::Why::OriginalDeletedLookAlike => AnchorWhy::OriginalDeletedLookAlike,
        engine::Why::MovedAndReworded => AnchorWhy::MovedAndReworded,
        engine::Why::Torn => AnchorWhy::Torn,
        engine::Why::Split => AnchorWhy::Split,
        engine::Why::Merged => AnchorWhy::Merged,
        engine::Why::SignsOnly => AnchorWhy::SignsOnly,
        engine::Why::Wording => AnchorWhy::Wording,
        engine::Why::TooShort => AnchorWhy::TooShort,
        engine::Why::Deleted => AnchorWhy::Deleted,
        engine::Why::Empty => AnchorWhy::Empty,
    }
}
