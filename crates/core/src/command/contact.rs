//! Commands on contacts: somebody is asked, and answers or not.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Refusal, Result};
use crate::id::{CaseId, ContactId};
use crate::model::{
    Claim, Contact, ContactPatch, Editor, Outcome, Party, Purpose, Rebuttal, Source, Terms, Way, WorkState,
};
use crate::time::PartialDate;

/// Records that somebody was asked, or is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddContact {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<ContactId>,
    /// The case.
    pub case: CaseId,
    /// Whom, what, how, until when.
    pub with: ContactPatch,
}

impl AddContact {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        pending.require::<crate::model::Case>(self.case)?;
        let mut contact = Contact {
            id: pending.id(self.id),
            case: self.case,
            claim: None,
            purpose: Purpose::default(),
            whom: Party::default(),
            way: Way::default(),
            address: String::new(),
            question: String::new(),
            asked: PartialDate::default(),
            by: pending.editor(),
            deadline: PartialDate::default(),
            outcome: Outcome::Awaited,
            answered: PartialDate::default(),
            answer: String::new(),
            terms: Terms::default(),
            source: None,
            rebuttal: None,
        };
        self.with.apply(&mut contact);
        check(pending, &contact)?;
        await_source(pending, &contact)?;
        pending.add(contact)
    }
}

/// Edits a contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditContact {
    /// Which.
    pub contact: ContactId,
    /// What.
    pub set: ContactPatch,
}

impl EditContact {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut contact: Contact = pending.get(self.contact)?;
        self.set.apply(&mut contact);
        check(pending, &contact)?;
        pending.put(contact)
    }
}

/// Says what came of asking; back to awaited takes the answer away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AnswerContact {
    /// Which.
    pub contact: ContactId,
    /// What came of it.
    pub outcome: Outcome,
    /// The day of the answer.
    #[serde(default)]
    #[ts(optional = false)]
    pub answered: PartialDate,
    /// The answer; needed if there was one.
    #[serde(default)]
    #[ts(optional = false)]
    pub answer: String,
    /// On which terms; as before if not given.
    #[serde(default)]
    pub terms: Option<Terms>,
}

impl AnswerContact {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut contact: Contact = pending.get(self.contact)?;
        let is_answer = self.outcome == Outcome::Answered;
        if is_answer {
            rules::not_empty("answer", &self.answer)?;
        }
        rules::length("answer", &self.answer)?;
        contact.outcome = self.outcome;
        let awaited = contact.waits();
        contact.answered = if awaited { PartialDate::default() } else { self.answered };
        contact.answer = if awaited { String::new() } else { self.answer };
        contact.terms = self.terms.unwrap_or(contact.terms);
        pending.put(contact)
    }
}

/// Removes a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveContact {
    /// Which.
    pub contact: ContactId,
}

impl RemoveContact {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let contact: Contact = pending.get(self.contact)?;
        pending.remove(contact)
    }
}

/// A claim that is being checked waits for the answer from now on.
fn await_source(pending: &mut Pending<'_>, contact: &Contact) -> Result<()> {
    let Some(claim) = contact.claim else { return Ok(()) };
    let mut claim: Claim = pending.get(claim)?;
    if contact.asked.is_empty() || claim.work_state != WorkState::Checking {
        return Ok(());
    }
    claim.work_state = WorkState::AwaitingSource;
    claim.work_state_reason = String::new();
    pending.put(claim)
}

fn check(pending: &Pending<'_>, contact: &Contact) -> Result<()> {
    if contact.whom.is_empty() {
        return Err(Refusal::Empty("name of whom to ask").into());
    }
    rules::party(&contact.whom)?;
    rules::length("question", &contact.question)?;
    rules::length("address", &contact.address)?;
    pending.require::<Editor>(contact.by)?;
    let belongs = |case: CaseId, what| {
        if case == contact.case { Ok(()) } else { Err(Refusal::BelongsElsewhere { what, to: "case" }) }
    };
    if let Some(claim) = contact.claim {
        belongs(pending.get::<Claim>(claim)?.case, "claim")?;
    }
    if let Some(rebuttal) = contact.rebuttal {
        belongs(pending.get::<Rebuttal>(rebuttal)?.case, "rebuttal")?;
    }
    contact.source.map_or(Ok(()), |source| pending.require::<Source>(source))
}
