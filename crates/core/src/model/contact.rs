//! Contacts: a right of reply or an inquiry, with deadline and answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim::Party;
use super::patch::patch;
use super::source::Terms;
use crate::id::{CaseId, ClaimId, ContactId, EditorId, RebuttalId, SourceId};
use crate::time::PartialDate;

/// Somebody was asked, or is to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Contact {
    /// Its identity.
    pub id: ContactId,
    /// The case.
    pub case: CaseId,
    /// The claim about which was asked; none where it is about the whole case.
    #[serde(default)]
    pub claim: Option<ClaimId>,
    /// Why somebody was asked.
    #[serde(default)]
    pub purpose: Purpose,
    /// Who.
    #[serde(default)]
    pub whom: Party,
    /// How.
    #[serde(default)]
    pub way: Way,
    /// The address or number that was used.
    #[serde(default)]
    pub address: String,
    /// What was asked.
    #[serde(default)]
    pub question: String,
    /// The day on which they were asked; empty while nobody has.
    #[serde(default)]
    pub asked: PartialDate,
    /// Who asked, or is to.
    pub by: EditorId,
    /// The day by which they were to answer.
    #[serde(default)]
    pub deadline: PartialDate,
    /// What came of it.
    #[serde(default)]
    pub outcome: Outcome,
    /// The day of the answer.
    #[serde(default)]
    pub answered: PartialDate,
    /// The answer, in their words or the desk's.
    #[serde(default)]
    pub answer: String,
    /// On which terms they spoke.
    #[serde(default)]
    pub terms: Terms,
    /// The source on the desk that holds the answer.
    #[serde(default)]
    pub source: Option<SourceId>,
    /// The rebuttal as which it was recorded.
    #[serde(default)]
    pub rebuttal: Option<RebuttalId>,
}

impl Contact {
    /// Whether an answer is still to come.
    pub fn waits(&self) -> bool {
        matches!(self.outcome, Outcome::Awaited)
    }

    /// Whether the day by which they were to answer is past.
    pub fn is_overdue(&self, today: &PartialDate) -> bool {
        self.waits() && !self.deadline.is_empty() && self.deadline < *today
    }
}

/// Why somebody is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Purpose {
    /// To reply to what is said of them.
    #[default]
    Reply,
    /// To learn a fact.
    Inquiry,
}

/// How somebody is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Way {
    /// By mail over the network.
    #[default]
    Email,
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
    /// By a message on a service.
    Message,
    /// Face to face.
    InPerson,
    /// Through a form or a press office.
    PressOffice,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Outcome {
    /// The answer is still to come.
    #[default]
    Awaited,
    /// They answered.
    Answered,
    /// They answered that they would not.
    Declined,
    /// They did not answer, and the desk waits no longer.
    NoAnswer,
}

patch! {
    /// What can be set on a contact. What came of it has a command of its own.
    ContactPatch for Contact {
        claim: Option<ClaimId>,
        purpose: Purpose,
        whom: Party,
        way: Way,
        address: String,
        question: String,
        asked: PartialDate,
        by: EditorId,
        deadline: PartialDate,
        terms: Terms,
        source: Option<SourceId>,
        rebuttal: Option<RebuttalId>,
    }
}
