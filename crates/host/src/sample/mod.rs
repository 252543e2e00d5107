//! The sample case: Khan Shaykhun, 2017. A worked claim file to look at, from
//! public facts, in one entry, and one entry to take it away again.
//!
//! The sources stand in `facts`, what is claimed and disputed in `claims`; this
//! module only turns them into commands, with ids that come from the desk. Nothing here is invented: who said what, and when, is on record.

mod claims;
mod facts;
mod removal;
mod work;

use std::collections::BTreeMap;

use claimdesk_core::command::{
    AddCase, AddRebuttal, AddRevision, AddSource, Command, CopyScale, GiveVerdict, LeaveOut, LinkEvidence,
    SetRebuttalStatus, SetWorkState, TagClaim, Together, WeighRebuttal,
};
use claimdesk_core::id::{
    CaseId, ClaimId, DocumentId, EditorId, EvidenceId, RebuttalId, RevisionId, ScaleId, SourceId,
};
use claimdesk_core::model::{
    CasePatch, ChangeAsked, ClaimPatch, Csl, CslDate, CslName, EvidencePatch, Excerpt, Party, Question,
    RebuttalEvidence, RebuttalPatch, SourceKind, SourcePatch, Stance, Target, VerdictPatch, Weighing, WorkState,
};
use claimdesk_core::query::Desk;
use claimdesk_core::time::PartialDate;
use claimdesk_core::{Attachment, Receipt, Store};
use claimdesk_intake::Hint;
use uuid::Uuid;

use crate::fault::{HostError, Result};
use crate::import::{add_document, new_text};
use claims::CLAIMS;
use facts::{DOCUMENTS, FactClaim, FactRebuttal, FactSource, LEFT_OUT, On, SECOND_DRAFT, SOURCES};
pub use removal::remove;

/// The name of the sample case.
pub const NAME: &str = "Khan Shaykhun, 2017 (sample)";

const REASON: &str = "To show what a worked claim file looks like";

/// Adds the sample case, as one entry.
pub fn add(store: &mut Store, editor: EditorId) -> Result<(CaseId, Receipt)> {
    let mut sample = Sample::begin(store)?;
    for (name, markdown) in DOCUMENTS {
        sample.document(name, markdown)?;
    }
    sample.sources();
    for claim in CLAIMS {
        let id = sample.claim(claim)?;
        if claim.rebuttals.len() > 1 {
            let case = sample.case;
            work::add(&mut sample, case, id);
        }
    }
    sample.commands.append(&mut sample.after);
    sample.left_out()?;
    sample.second_draft()?;
    let command =
        Together { title: "Added the sample case".to_owned(), commands: std::mem::take(&mut sample.commands) };
    let receipt = sample.store.execute_with(editor, command.into(), Some(REASON.to_owned()), &sample.attachments)?;
    Ok((sample.case, receipt))
}

/// The sample while it is being built.
struct Sample<'a> {
    store: &'a mut Store,
    case: CaseId,
    scale: ScaleId,
    sources: BTreeMap<&'static str, SourceId>,
    texts: Vec<(RevisionId, String)>,
    documents: Vec<DocumentId>,
    commands: Vec<Command>,
    /// What is done once every rebuttal has its answers, which set a status of their own.
    after: Vec<Command>,
    attachments: Vec<Attachment>,
}

impl<'a> Sample<'a> {
    /// An id from the desk itself, so that a desk with a known `Env` gets a known sample.
    fn id<I: From<Uuid>>(&mut self) -> I {
        self.store.next_id().into()
    }

    fn begin(store: &'a mut Store) -> Result<Self> {
        let desk = Desk {}.ask(&store.reader(None)?)?;
        let mut commands = Vec::new();
        let known = desk.scales.iter().find(|scale| scale.template == "four_way").map(|scale| scale.id);
        let scale = known.unwrap_or_else(|| {
            let id = ScaleId(store.next_id());
            commands.push(CopyScale { id: Some(id), template: "four_way".to_owned() }.into());
            id
        });
        let case = CaseId(store.next_id());
        let with = CasePatch {
            brief: Some(
                "What can be said of the attack on 4 April 2017, by whom, and on what ground? Sample case.".to_owned(),
            ),
            language: Some("en".to_owned()),
            scale: Some(Some(scale)),
            sample: Some(true),
            ..CasePatch::default()
        };
        commands.push(AddCase { id: Some(case), name: NAME.to_owned(), with: Some(with) }.into());
        Ok(Self {
            store,
            case,
            scale,
            sources: BTreeMap::new(),
            texts: Vec::new(),
            documents: Vec::new(),
            commands,
            after: Vec::new(),
            attachments: Vec::new(),
        })
    }

    fn document(&mut self, name: &str, markdown: &str) -> Result<()> {
        // Our own bytes: they need no process of their own.
        let hint = Hint { name: Some(name.to_owned()), ..Hint::default() };
        let intake = claimdesk_intake::read(markdown.as_bytes(), &hint).map_err(HostError::Unreadable)?;
        let title = intake.title.clone().unwrap_or_default();
        let text = intake.text.clone();
        let bytes = markdown.as_bytes().to_vec();
        let document: DocumentId = self.id();
        let (mut add, attachments) = add_document(document, self.case, &title, name, bytes, intake, &[])?;
        let revision: RevisionId = self.id();
        add.revision = Some(revision);
        self.texts.push((revision, text));
        self.documents.push(document);
        self.commands.push(add.into());
        self.attachments.extend(attachments);
        Ok(())
    }

    /// Words that are left out of the check.
    fn left_out(&mut self) -> Result<()> {
        for (words, ground, reason) in LEFT_OUT {
            let (revision, start, end) = self.place(words)?;
            let (id, exact, reason) = (self.id(), Some(words.to_owned()), reason.to_owned());
            self.commands.push(LeaveOut { id: Some(id), revision, start, end, exact, ground, reason }.into());
        }
        Ok(())
    }

    /// The next draft of the first document: what was marked gets its fate in it.
    fn second_draft(&mut self) -> Result<()> {
        let (name, markdown) = SECOND_DRAFT;
        let hint = Hint { name: Some(name.to_owned()), ..Hint::default() };
        let intake = claimdesk_intake::read(markdown.as_bytes(), &hint).map_err(HostError::Unreadable)?;
        let (text, attachments) = new_text(name, markdown.as_bytes().to_vec(), &intake, &[])?;
        let id = self.id();
        if let Some(document) = self.documents.first().copied() {
            self.commands.push(AddRevision { id: Some(id), document, text }.into());
            self.attachments.extend(attachments);
        }
        Ok(())
    }

    fn sources(&mut self) {
        for fact in SOURCES {
            let id: SourceId = self.id();
            self.sources.insert(fact.key, id);
            let with = SourcePatch {
                kind: Some(fact.kind),
                csl: Some(csl(fact)),
                symbol: Some(fact.symbol.to_owned()),
                originator: Some(fact.originator.to_owned()),
                origin: Some(self.sources.get(fact.origin).copied()),
                published: Some(date(fact.published)),
                language: Some(fact.language.to_owned()),
                note: Some(fact.note.to_owned()),
                ..SourcePatch::default()
            };
            self.commands.push(AddSource { id: Some(id), with }.into());
        }
    }

    fn claim(&mut self, fact: &FactClaim) -> Result<ClaimId> {
        let (revision, start, end) = self.place(fact.quote)?;
        let id: ClaimId = self.id();
        let with = ClaimPatch {
            statement: Some(fact.statement.to_owned()),
            short: Some(fact.short.to_owned()),
            kinds: Some(fact.kinds.to_vec()),
            claimant: Some(party(fact.claimant)),
            made: Some(date(fact.made)),
            assertion: Some(fact.assertion),
            not_known: Some(fact.not_known.to_owned()),
            questions: Some(questions(fact.question)),
            ..ClaimPatch::default()
        };
        self.commands.push(
            TagClaim {
                id: Some(id),
                passage: None,
                revision,
                start,
                end,
                exact: Some(fact.quote.to_owned()),
                with: Some(with),
                work_state: None,
                work_state_reason: None,
            }
            .into(),
        );
        let evidence = self.evidence(id, fact);
        self.rebuttals(id, &evidence, fact.rebuttals);
        self.verdict(id, fact);
        if let Some(reason) = fact.left_out {
            let state = SetWorkState { claim: id, state: WorkState::NotToBeChecked, reason: reason.to_owned() };
            self.commands.push(state.into());
        }
        Ok(id)
    }

    fn evidence(&mut self, claim: ClaimId, fact: &FactClaim) -> Vec<EvidenceId> {
        let mut ids = Vec::new();
        for piece in fact.evidence {
            let id: EvidenceId = self.id();
            let excerpt = Excerpt { locator: piece.locator.to_owned(), ..Excerpt::default() };
            let with = EvidencePatch {
                stance: Some(piece.stance),
                strength: Some(piece.strength),
                directness: Some(piece.directness),
                excerpts: Some(if piece.locator.is_empty() { Vec::new() } else { vec![excerpt] }),
                shows: Some(piece.shows.to_owned()),
                ..EvidencePatch::default()
            };
            let source = self.sources.get(piece.source).copied();
            self.commands.push(LinkEvidence { id: Some(id), claim, source, new_source: None, with: Some(with) }.into());
            ids.push(id);
        }
        ids
    }

    fn rebuttals(&mut self, claim: ClaimId, evidence: &[EvidenceId], facts: &[FactRebuttal]) {
        let mut ids: Vec<RebuttalId> = Vec::new();
        for fact in facts {
            let target = match fact.on {
                On::Claim => Some(Target::Claim(claim)),
                On::Evidence(n) => evidence.get(n).copied().map(Target::Evidence),
                On::Rebuttal(n) => ids.get(n).copied().map(Target::Rebuttal),
            };
            let id: RebuttalId = self.id();
            ids.push(id);
            let holds = |source: &SourceId| RebuttalEvidence {
                source: *source,
                stance: Stance::Supports,
                locator: String::new(),
                quote: String::new(),
            };
            let with = RebuttalPatch {
                by: Some(party(fact.by)),
                uttered: Some(date(fact.uttered)),
                place: Some(fact.place.to_owned()),
                grounds: Some(fact.grounds.to_vec()),
                evidence: Some(self.sources.get(fact.source).iter().map(|source| holds(source)).collect()),
                reflect: Some(fact.reflect.to_owned()),
                ..RebuttalPatch::default()
            };
            let statement = fact.statement.to_owned();
            self.commands
                .extend(target.map(|target| AddRebuttal { id: Some(id), target, statement, with: Some(with) }.into()));
            if let Some(status) = fact.status {
                self.after.push(SetRebuttalStatus { rebuttal: id, status }.into());
            }
            if let Some((weight, reason, effect)) = fact.weighing {
                let weighing = Weighing { weight, reason: reason.to_owned() };
                self.commands.push(WeighRebuttal { rebuttal: id, weighing, effect }.into());
            }
        }
    }

    fn verdict(&mut self, claim: ClaimId, fact: &FactClaim) {
        let Some(given) = &fact.verdict else { return };
        let change = ChangeAsked { old: given.old.to_owned(), new: given.new.to_owned(), note: given.note.to_owned() };
        let with = VerdictPatch {
            finding: Some(given.finding.to_owned()),
            reasoning: Some(given.reasoning.to_owned()),
            confidence: Some(given.confidence),
            limits: Some(given.limits.to_owned()),
            change_asked: Some(change),
            ..VerdictPatch::default()
        };
        let value_name = Some(given.value.to_owned());
        self.commands.push(GiveVerdict { id: None, claim, scale: self.scale, value: None, value_name, with }.into());
    }

    /// Where words stand: revision and code points. They stand in one place alone.
    fn place(&self, quote: &str) -> Result<(RevisionId, u32, u32)> {
        let found = self.texts.iter().find_map(|(revision, text)| text.find(quote).map(|at| (*revision, &text[..at])));
        let (revision, before) =
            found.ok_or_else(|| HostError::Input(format!("The sample text does not hold “{quote}”.")))?;
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let start = count(before);
        Ok((revision, start, start + count(quote)))
    }
}

/// The bibliographic record of a source.
fn csl(fact: &FactSource) -> Csl {
    let csl_type = match fact.kind {
        SourceKind::OfficialAct => "legislation",
        SourceKind::Statement => "speech",
        SourceKind::NewsArticle => "article-newspaper",
        _ => "report",
    };
    Csl {
        csl_type: csl_type.to_owned(),
        title: fact.title.to_owned(),
        author: vec![CslName { literal: fact.originator.to_owned(), ..CslName::default() }],
        number: fact.symbol.to_owned(),
        issued: CslDate { date: date(fact.published), ..CslDate::default() },
        ..Csl::default()
    }
}

fn questions(question: &str) -> Vec<Question> {
    let one = || Question { question: question.to_owned(), ..Question::default() };
    if question.is_empty() { Vec::new() } else { vec![one()] }
}

fn party((name, role, body): (&str, &str, &str)) -> Party {
    Party { name: name.to_owned(), role: role.to_owned(), body: body.to_owned() }
}

/// A date of the facts below; an unreadable one is left out, and a test finds it.
fn date(text: &str) -> PartialDate {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEnv;
    use crate::env::new_id;
    use claimdesk_core::command::AddClaim;
    use claimdesk_core::id::DeviceId;
    use claimdesk_core::query::{CasePage, ClaimList, ClaimPage, DraftReview, Fates, NewSentences, Show};

    #[test]
    fn every_quote_stands_in_one_place_and_every_date_can_be_read() {
        let texts = DOCUMENTS.map(|(name, markdown)| {
            let hint = Hint { name: Some(name.to_owned()), ..Hint::default() };
            claimdesk_intake::read(markdown.as_bytes(), &hint).expect("our own text").text
        });
        for claim in CLAIMS {
            let places: usize = texts.iter().map(|text| text.matches(claim.quote).count()).sum();
            assert_eq!(places, 1, "{}", claim.quote);
            assert!(claim.short.chars().count() <= 75, "{}", claim.short);
            for date in claim.rebuttals.iter().map(|rebuttal| rebuttal.uttered).chain([claim.made]) {
                date.parse::<PartialDate>().expect(date);
            }
            for key in claim.evidence.iter().map(|piece| piece.source).chain(claim.rebuttals.iter().map(|r| r.source)) {
                assert!(key.is_empty() || SOURCES.iter().any(|source| source.key == key), "{key}");
            }
        }
        for source in SOURCES {
            source.published.parse::<PartialDate>().expect(source.published);
        }
    }

    fn desk() -> (Store, EditorId) {
        let mut store = Store::in_memory(DeviceId(new_id()), Box::new(SystemEnv)).expect("a desk");
        let (editor, _) = crate::found::found(&mut store, "Editor A", None).expect("founded");
        (store, editor)
    }

    fn counts(store: &mut Store) -> (usize, u32) {
        let desk = Desk {}.ask(&store.reader(None).expect("now")).expect("the desk");
        (desk.cases.len(), desk.sources)
    }

    #[test]
    fn its_second_draft_shows_every_fate() {
        let (mut store, editor) = desk();
        let (case, _) = add(&mut store, editor).expect("the sample");
        let reader = store.reader(None).expect("now");
        let page = CasePage { case }.ask(&reader).expect("a case");
        let talks = &page.documents[0];
        assert_eq!((talks.latest.number, talks.revisions), (2, 2));
        let revision = talks.latest.id;
        let asked = DraftReview { revision, states: Vec::new(), undecided: false, offset: 0, limit: None };
        let review = asked.ask(&reader).expect("a review");
        let Fates { total, unchanged, moved, reworded, ask, gone } = review.passages;
        assert_eq!(total, review.passages.sum());
        assert!([unchanged, moved, reworded, ask, gone].iter().all(|n| *n > 0), "{:?}", review.passages);
        assert_eq!(review.omissions.unchanged, 2, "{:?}", review.omissions);
        let asked = NewSentences { revision, unread: true, in_order: false, offset: 0, limit: None };
        assert!(asked.ask(&reader).expect("new sentences").unread >= 2);
    }

    #[test]
    fn the_sample_comes_as_one_entry_and_goes_as_one() {
        let (mut store, editor) = desk();
        let (case, receipt) = add(&mut store, editor).expect("the sample");
        assert_eq!((receipt.seq, receipt.label.as_str()), (2, "Added the sample case"));
        let reader = store.reader(None).expect("now");
        let list = ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: None };
        let list = list.ask(&reader).expect("claims");
        assert_eq!(list.total as usize, CLAIMS.len());
        assert!(list.tally.open > 0 && list.tally.disputed > 0 && list.tally.not_checked > 0, "{:?}", list.tally);
        for row in &list.rows {
            ClaimPage { claim: row.id }.ask(&reader).expect("a claim page");
        }
        store.verify().expect("it verifies");
        remove(&mut store, editor).expect("removed");
        assert_eq!(counts(&mut store), (0, 0));
        store.undo(editor).expect("and back again");
        assert_eq!(counts(&mut store), (1, SOURCES.len() as u32));
        store.undo(editor).expect("undone");
        assert_eq!(counts(&mut store), (0, 0));
        store.redo(editor).expect("redone");
        store.verify().expect("it verifies");
    }

    #[test]
    fn the_same_agency_text_counts_once_and_the_chain_hangs_together() {
        let (mut store, editor) = desk();
        let (case, _) = add(&mut store, editor).expect("the sample");
        let reader = store.reader(None).expect("now");
        let list = ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: None };
        let pages: Vec<_> = list
            .ask(&reader)
            .expect("claims")
            .rows
            .into_iter()
            .map(|row| ClaimPage { claim: row.id }.ask(&reader).expect("a page"))
            .collect();
        let toll = pages.iter().find(|page| page.claim.statement.contains("87 people")).expect("the toll");
        assert_eq!((toll.balance.supports, toll.balance.origins_for, toll.balance.origins_against), (2, 1, 1));
        let sarin = pages.iter().find(|page| !page.evidence.is_empty() && !page.rebuttals.is_empty()).expect("sarin");
        let russia = &sarin.evidence[0].rebuttals[0];
        assert_eq!(russia.rebuttal.status, claimdesk_core::model::RebuttalStatus::Maintained);
        assert_eq!(russia.answers.len(), 3, "OPCW, France, the Mechanism");
        assert_eq!(russia.answers[2].answers.len(), 1, "and Russia once more");
        assert_eq!(sarin.checklist.iter().filter(|row| row.tick.is_some()).count(), 3);
        assert!(sarin.contacts[0].waits() && sarin.contacts[0].asked.is_empty(), "nobody was asked for a sample");
        assert_eq!(sarin.comments.iter().filter(|comment| comment.is_open()).count(), 1);
    }

    #[test]
    fn what_another_case_uses_stays() {
        let (mut store, editor) = desk();
        let (case, _) = add(&mut store, editor).expect("the sample");
        let reader = store.reader(None).expect("now");
        let list = ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: None };
        let pages = list.ask(&reader).expect("claims").rows.into_iter();
        let pages: Vec<_> = pages.map(|row| ClaimPage { claim: row.id }.ask(&reader).expect("a page")).collect();
        let rows = || pages.iter().flat_map(|page| &page.evidence);
        let newspaper = rows().find(|row| row.origin.is_some()).expect("a source with an origin").source.id;
        let ffm = rows().find(|row| row.source.symbol == "S/1510/2017").expect("the report").source.id;
        let (mine, claim) = (CaseId(new_id()), ClaimId(new_id()));
        let with = SourcePatch {
            csl: Some(Csl { title: "My own".to_owned(), ..Csl::default() }),
            origin: Some(Some(ffm)),
            ..SourcePatch::default()
        };
        let commands = vec![
            AddCase { id: Some(mine), name: NAME.to_owned(), with: None }.into(),
            AddClaim { id: Some(claim), case: mine, statement: "A claim".to_owned(), with: None }.into(),
            LinkEvidence { id: None, claim, source: Some(newspaper), new_source: None, with: None }.into(),
            AddSource { id: None, with }.into(),
        ];
        let own = Together { title: "My own case".to_owned(), commands };
        store.execute(editor, own.into(), None).expect("a case of one's own, with the very same name");
        remove(&mut store, editor).expect("removed");
        // The newspaper, what it goes back to, the report behind my own source, and that.
        assert_eq!(counts(&mut store), (1, 4));
        store.verify().expect("it verifies");
    }
}
