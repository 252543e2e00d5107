//! The sample case: Khan Shaykhun, 2017. A worked claim file to look at, from
//! public facts, in one entry, and one entry to take it away again.
//!
//! The sources stand in `facts`, what is claimed and disputed in `claims`; this
//! module only turns them into commands, with ids that come from the desk. Nothing here is invented: who said what, and when, is on record.

mod claims;
mod facts;
mod removal;

use std::collections::BTreeMap;

use claimdesk_core::command::{
    AddCase, AddRebuttal, AddSource, Command, CopyScale, GiveVerdict, LinkEvidence, RemoveCase, RemoveSource,
    SetWorkState, TagClaim, Together, WeighRebuttal,
};
use claimdesk_core::id::{CaseId, ClaimId, DocumentId, EditorId, EvidenceId, RebuttalId, RevisionId, ScaleId, SourceId};
use claimdesk_core::model::{
    CasePatch, ChangeAsked, ClaimPatch, Csl, EvidencePatch, Excerpt, Party, RebuttalEvidence, RebuttalPatch,
    SourcePatch, Stance, Target, VerdictPatch, Weighing, WorkState,
};
use claimdesk_core::query::{CasePage, ClaimList, ClaimPage, Desk, Show, SourcePage};
use claimdesk_core::time::PartialDate;
use claimdesk_core::{Attachment, Error, Receipt, Store};
use claimdesk_intake::Hint;

use crate::fault::{HostError, Result};
use crate::import::add_document;
use claims::CLAIMS;
use facts::{DOCUMENTS, FactClaim, FactRebuttal, FactSource, On, SOURCES};
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
        sample.claim(claim)?;
    }
    let command = Together { title: "Added the sample case".to_owned(), commands: sample.commands };
    let receipt = store.execute_with(editor, command.into(), Some(REASON.to_owned()), &sample.attachments)?;
    Ok((sample.case, receipt))
}


/// The sample while it is being built.
struct Sample {
    case: CaseId,
    scale: ScaleId,
    sources: BTreeMap<&'static str, SourceId>,
    texts: Vec<(RevisionId, String)>,
    commands: Vec<Command>,
    attachments: Vec<Attachment>,
}

impl Sample {
    fn begin(store: &mut Store) -> Result<Self> {
        let desk = Desk {}.ask(&store.reader(None)?)?;
        let mut commands = Vec::new();
        let known = desk.scales.iter().find(|scale| scale.template == "four_way").map(|scale| scale.id);
        let scale = known.unwrap_or_else(|| {
            let id = self.id();
            commands.push(CopyScale { id: Some(id), template: "four_way".to_owned() }.into());
            id
        });
        let case = self.id();
        let with = CasePatch {
            brief: Some("What can be said of the attack on 4 April 2017, by whom, and on what ground? Sample case.".to_owned()),
            language: Some("en".to_owned()),
            scale: Some(Some(scale)),
            sample: Some(true),
            ..CasePatch::default()
        };
        commands.push(AddCase { id: Some(case), name: NAME.to_owned(), with: Some(with) }.into());
        Ok(Self { case, scale, sources: BTreeMap::new(), texts: Vec::new(), commands, attachments: Vec::new() })
    }

    fn document(&mut self, name: &str, markdown: &str) -> Result<()> {
        // Our own bytes: they need no process of their own.
        let hint = Hint { name: Some(name.to_owned()), ..Hint::default() };
        let intake = claimdesk_intake::read(markdown.as_bytes(), &hint).map_err(HostError::Unreadable)?;
        let title = intake.title.clone().unwrap_or_default();
        let text = intake.text.clone();
        let bytes = markdown.as_bytes().to_vec();
        let (mut add, attachments) =
            add_document(self.id(), self.case, &title, name, bytes, intake, &[])?;
        let revision = self.id();
        add.revision = Some(revision);
        self.texts.push((revision, text));
        self.commands.push(add.into());
        self.attachments.extend(attachments);
        Ok(())
    }

    fn sources(&mut self) {
        for fact in SOURCES {
            let id = self.id();
            self.sources.insert(fact.key, id);
            let csl = Csl {
                csl_type: "report".to_owned(),
                title: fact.title.to_owned(),
                number: fact.symbol.to_owned(),
                ..Csl::default()
            };
            let with = SourcePatch {
                kind: Some(fact.kind),
                csl: Some(csl),
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

    fn claim(&mut self, fact: &FactClaim) -> Result<()> {
        let (revision, start, end) = self.place(fact.quote)?;
        let id = self.id();
        let with = ClaimPatch {
            statement: Some(fact.statement.to_owned()),
            short: Some(fact.short.to_owned()),
            kinds: Some(fact.kinds.to_vec()),
            claimant: Some(party(fact.claimant)),
            made: Some(date(fact.made)),
            assertion: Some(fact.assertion),
            not_known: Some(fact.not_known.to_owned()),
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
        Ok(())
    }

    fn evidence(&mut self, claim: ClaimId, fact: &FactClaim) -> Vec<EvidenceId> {
        let mut ids = Vec::new();
        for piece in fact.evidence {
            let id = self.id();
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
            self.commands
                .push(LinkEvidence { id: Some(id), claim, source, new_source: None, with: Some(with) }.into());
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
            let id = self.id();
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
            self.commands.extend(
                target.map(|target| AddRebuttal { id: Some(id), target, statement, with: Some(with) }.into()),
            );
            if let Some((weight, reason, effect)) = fact.weighing {
                let weighing = Weighing { weight, reason: reason.to_owned() };
                self.commands.push(WeighRebuttal { rebuttal: id, weighing, effect }.into());
            }
        }
    }

    fn verdict(&mut self, claim: ClaimId, fact: &FactClaim) {
        let Some(given) = &fact.verdict else { return };
        let change = ChangeAsked {
            old: given.old.to_owned(),
            new: given.new.to_owned(),
            note: given.note.to_owned(),
        };
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
    use claimdesk_core::id::DeviceId;

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

    #[test]
    fn the_sample_comes_as_one_entry_and_goes_as_one() {
        let mut store = Store::in_memory(DeviceId(new_id()), Box::new(SystemEnv)).expect("a desk");
        let (editor, _) = crate::found::found(&mut store, "Editor A").expect("founded");
        let (case, receipt) = add(&mut store, editor).expect("the sample");
        assert_eq!(receipt.seq, 2);
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
        let desk = Desk {}.ask(&store.reader(None).expect("now")).expect("the desk");
        assert_eq!((desk.cases.len(), desk.sources), (0, 0));
        store.undo(editor).expect("and back again");
        store.verify().expect("it verifies");
    }
}
