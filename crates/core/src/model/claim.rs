//! Claims and the passages where they are made.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::Tick;
use super::patch::patch;
use crate::id::{CaseId, ClaimId, DocumentId, EditorId, PassageId, RevisionId, SourceId};
use crate::time::{PartialDate, Timestamp};

/// A person or body, with the role in which it speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Party {
    /// The person or body; empty where it is not known.
    pub name: String,
    /// Office or function.
    pub role: String,
    /// The body for which a person speaks.
    pub body: String,
}

impl Party {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.role.is_empty() && self.body.is_empty()
    }

    /// One line: name, role, body.
    pub fn line(&self) -> String {
        let parts = [&self.name, &self.role, &self.body];
        let given: Vec<&str> = parts.iter().map(|p| p.as_str()).filter(|p| !p.is_empty()).collect();
        given.join(", ")
    }
}

/// A checkable statement in the desk's own words, apart from the places where it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Claim {
    /// Its identity.
    pub id: ClaimId,
    /// The case it belongs to.
    pub case: CaseId,
    /// Its number in the case, for people.
    pub number: u32,
    /// The claim in self-contained words.
    pub statement: String,
    /// A form of at most 75 code points (`ClaimReview.claimReviewed`).
    #[serde(default)]
    pub short: String,
    /// What kinds of statement it makes.
    #[serde(default)]
    pub kinds: Vec<ClaimKind>,
    /// Language in which it was made, BCP 47.
    #[serde(default)]
    pub language: String,
    /// Who makes the claim.
    #[serde(default)]
    pub claimant: Party,
    /// Who reports it, where that is somebody else.
    #[serde(default)]
    pub attributor: Party,
    /// When it was made.
    #[serde(default)]
    pub made: PartialDate,
    /// Where it was made.
    #[serde(default)]
    pub place: String,
    /// Where it appeared; the first is the first appearance.
    #[serde(default)]
    pub appearances: Vec<Appearance>,
    /// Who asserts it in the text.
    #[serde(default)]
    pub assertion: Assertion,
    /// The claim of which it is a part.
    #[serde(default)]
    pub part_of: Option<ClaimId>,
    /// An earlier claim that says the same.
    #[serde(default)]
    pub same_as: Option<ClaimId>,
    /// What it is about, for finding it again.
    #[serde(default)]
    pub topics: Vec<String>,
    /// How urgent its check is.
    #[serde(default)]
    pub priority: Priority,
    /// Why it is urgent.
    #[serde(default)]
    pub priority_grounds: Vec<PriorityGround>,
    /// Who checks it.
    #[serde(default)]
    pub assignee: Option<EditorId>,
    /// The day by which it must be checked.
    #[serde(default)]
    pub deadline: PartialDate,
    /// Where the work stands; says nothing on the verdict.
    #[serde(default)]
    pub work_state: WorkState,
    /// Why it stands there; needed for the states that end the work without a verdict.
    #[serde(default)]
    pub work_state_reason: String,
    /// What must be answered to check it.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What was looked at, and by whom.
    #[serde(default)]
    pub checks: Vec<Tick>,
    /// What is not known after the check.
    #[serde(default)]
    pub not_known: String,
    /// When it was tagged.
    pub tagged_at: Timestamp,
    /// Who tagged it.
    pub tagged_by: EditorId,
}

impl Claim {
    /// A claim of which nothing is known yet.
    pub(crate) fn blank(id: ClaimId, case: CaseId, tagged_at: Timestamp, tagged_by: EditorId) -> Self {
        Self {
            id,
            case,
            number: 0,
            statement: String::new(),
            short: String::new(),
            kinds: Vec::new(),
            language: String::new(),
            claimant: Party::default(),
            attributor: Party::default(),
            made: PartialDate::default(),
            place: String::new(),
            appearances: Vec::new(),
            assertion: Assertion::default(),
            part_of: None,
            same_as: None,
            topics: Vec::new(),
            priority: Priority::default(),
            priority_grounds: Vec::new(),
            assignee: None,
            deadline: PartialDate::default(),
            work_state: WorkState::default(),
            work_state_reason: String::new(),
            questions: Vec::new(),
            checks: Vec::new(),
            not_known: String::new(),
            tagged_at,
            tagged_by,
        }
    }

    /// The sources that its questions and appearances name.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        let answers = self.questions.iter().flat_map(|question| &question.answers);
        answers.filter_map(|answer| answer.source).chain(self.appearances.iter().filter_map(|place| place.source))
    }

    /// What stands in narrow places: the short form, or else the statement.
    pub fn heading(&self) -> &str {
        if self.short.is_empty() { &self.statement } else { &self.short }
    }
}

/// What kind of statement a claim makes (after the AVeriTeC types, with image and attribution added).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ClaimKind {
    /// Something happened, or something is so.
    EventOrProperty,
    /// A number, a share, a comparison.
    Numerical,
    /// Somebody's words.
    Quotation,
    /// One thing brought about another.
    Causal,
    /// Somebody holds a position.
    Position,
    /// Somebody did or said it.
    Attribution,
    /// What a picture or recording shows.
    ImageOrVideo,
}

/// Who asserts a claim in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Assertion {
    /// The author says so.
    #[default]
    Author,
    /// The author says that somebody says so.
    Attributed,
    /// It stands in quotation marks.
    Quoted,
    /// An opinion with a factual core.
    Opinion,
}

/// A place where a claim appeared outside the desk's documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Appearance {
    /// Its address.
    pub url: String,
    /// Title, outlet or description.
    pub title: String,
    /// When.
    pub date: PartialDate,
    /// The source on the desk that holds it.
    pub source: Option<SourceId>,
}

/// How urgent a check is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Priority {
    /// Can wait.
    Low,
    /// As usual.
    #[default]
    Normal,
    /// Before the others.
    High,
    /// At once.
    Urgent,
}

/// Why a check is urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PriorityGround {
    /// It may be libellous.
    Libel,
    /// It may do harm.
    Harm,
    /// It stands out in the text.
    Prominence,
    /// It is said again and again.
    Repetition,
    /// It is new.
    Novelty,
}

/// Where the work on a claim stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WorkState {
    /// Marked in the text.
    #[default]
    Tagged,
    /// Its urgency was weighed.
    Triaged,
    /// Somebody has it.
    Assigned,
    /// Being checked.
    Checking,
    /// An answer from outside is missing.
    AwaitingSource,
    /// A verdict is proposed.
    Proposed,
    /// A second person reads it.
    SecondCheck,
    /// A second person released it.
    SignedOff,
    /// It is out.
    Published,
    /// It was corrected after it was out.
    Corrected,
    /// Sent back, with a reason.
    Returned,
    /// A decision not to check it, with a reason.
    NotToBeChecked,
    /// Another claim took its place, with a reason.
    Superseded,
    /// Taken back, with a reason.
    Withdrawn,
}

impl WorkState {
    /// Whether the desk must say why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Corrected | Self::Returned | Self::NotToBeChecked | Self::Superseded | Self::Withdrawn)
    }

    /// Whether work is still to be done.
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            Self::SignedOff
                | Self::Published
                | Self::Corrected
                | Self::NotToBeChecked
                | Self::Superseded
                | Self::Withdrawn
        )
    }
}

/// A question that must be answered to check a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Question {
    /// The question.
    pub question: String,
    /// How the answer was sought.
    pub strategy: String,
    /// The answers, in the order in which they came.
    pub answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Answer {
    /// The answer.
    pub answer: String,
    /// How it was got from its source.
    pub kind: AnswerKind,
    /// Where it is from.
    pub source: Option<SourceId>,
    /// Its address, where the source is not on the desk.
    pub url: String,
    /// What it leaves open.
    pub note: String,
}

/// How an answer was got from its source (the AVeriTeC answer types).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AnswerKind {
    /// Words of the source.
    #[default]
    Extractive,
    /// The desk's own words.
    Abstractive,
    /// Yes or no.
    Boolean,
    /// It cannot be answered.
    Unanswerable,
}

patch! {
    /// What can be set on a claim. Its work state has a command of its own.
    ClaimPatch for Claim {
        statement: String,
        short: String,
        kinds: Vec<ClaimKind>,
        language: String,
        claimant: Party,
        attributor: Party,
        made: PartialDate,
        place: String,
        appearances: Vec<Appearance>,
        assertion: Assertion,
        part_of: Option<ClaimId>,
        same_as: Option<ClaimId>,
        topics: Vec<String>,
        priority: Priority,
        priority_grounds: Vec<PriorityGround>,
        assignee: Option<EditorId>,
        deadline: PartialDate,
        questions: Vec<Question>,
        not_known: String,
    }
}

/// One place where a claim is made: a span of a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Passage {
    /// Its identity.
    pub id: PassageId,
    /// The case of its claim.
    pub case: CaseId,
    /// The claim that is made here.
    pub claim: ClaimId,
    /// The document.
    pub document: DocumentId,
    /// The revision in which it was marked.
    pub revision: RevisionId,
    /// First code point (W3C `TextPositionSelector.start`).
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words (W3C `TextQuoteSelector.exact`).
    pub exact: String,
    /// Up to 64 code points before them.
    pub prefix: String,
    /// Up to 64 code points after them.
    pub suffix: String,
}
