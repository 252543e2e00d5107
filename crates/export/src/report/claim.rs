//! A claim's sheet: all work on one claim.

use claimdesk_core::Timestamp;
use claimdesk_core::id::{ClaimId, EntryId, EvidenceId, RebuttalId, RevisionId, Seq};
use claimdesk_core::model::{
    AnswerKind, Assertion, BlockKind, ChangeAsked, ClaimKind, Confidence, Directness, Effect, Excerpt, Ground, Party,
    RebuttalStatus, ScaleValue, Stance, Strength, Weighing, WorkState,
};
use claimdesk_core::query::Balance;
use claimdesk_core::time::PartialDate;
use claimdesk_core::words::Piece;
use serde::{Deserialize, Serialize};

use super::TickLine;

/// The change that is asked of an author, as the core has it.
pub type Change = ChangeAsked;

/// All work on one claim. Sources are named by their number in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimSheet {
    /// The claim.
    pub id: ClaimId,
    /// Its number in its case.
    pub number: u32,
    /// The claim in self-contained words.
    pub statement: String,
    /// Its short form.
    pub short: String,
    /// Language in which it was made, BCP 47.
    pub language: String,
    /// What kinds of statement it makes.
    pub kinds: Vec<ClaimKind>,
    /// Who makes it.
    pub claimant: Party,
    /// Who reports it, where that is somebody else.
    pub attributor: Party,
    /// When it was made.
    pub made: PartialDate,
    /// Where it was made.
    pub place: String,
    /// Who asserts it in the text.
    pub assertion: Assertion,
    /// Where it is made in the documents.
    pub passages: Vec<PassageLine>,
    /// Where else it appeared; the first is the first appearance.
    pub appearances: Vec<AppearanceLine>,
    /// What it is about.
    pub topics: Vec<String>,
    /// The claim of which it is a part.
    pub part_of: Option<ClaimRef>,
    /// Its parts.
    pub parts: Vec<ClaimRef>,
    /// An earlier claim that says the same.
    pub same_as: Option<ClaimRef>,
    /// Where the work stands.
    pub work_state: WorkState,
    /// Why.
    pub work_state_reason: String,
    /// Who checks it.
    pub assignee: String,
    /// The desk's verdict.
    pub verdict: Option<VerdictSheet>,
    /// Who released it, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sign_offs: Vec<SignOffLine>,
    /// What was ticked on its checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<TickLine>,
    /// What must be answered to check it.
    pub questions: Vec<QuestionLine>,
    /// Its evidence, in the order set by hand.
    pub evidence: Vec<EvidenceLine>,
    /// For and against, counted.
    pub balance: Count,
    /// Rebuttals of it and of its evidence, in order of time.
    pub rebuttals: Vec<RebuttalSheet>,
    /// What is not known after the check.
    pub not_known: String,
    /// Its verdicts, work states and words over time, oldest first.
    pub history: Vec<HistoryLine>,
}

/// A place in a document where the claim is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageLine {
    /// The document's title.
    pub document: String,
    /// The revision.
    pub revision: RevisionId,
    /// The draft's number.
    pub draft: u32,
    /// Whether that is the newest draft.
    pub is_latest: bool,
    /// In what kind of block it begins.
    pub block: BlockKind,
    /// The number of that paragraph, where it is one.
    pub paragraph: Option<u32>,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words before it, from the same block.
    pub before: Context,
    /// Its words.
    pub exact: String,
    /// The words after it, from the same block.
    pub after: Context,
}

/// Words around a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The words.
    pub text: String,
    /// Whether the block goes on beyond them.
    pub cut: bool,
}

/// A place outside the documents where the claim appeared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppearanceLine {
    /// Title, outlet or description.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When.
    pub date: PartialDate,
    /// The source that holds it, by number.
    pub source: Option<u32>,
}

/// Another claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRef {
    /// The claim.
    pub id: ClaimId,
    /// The name of its case, if that is another.
    pub other_case: Option<String>,
    /// Its number there.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
    /// Whether its sheet is in this report.
    pub here: bool,
}

/// A verdict with its scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictSheet {
    /// Which of the report's scales, from 0.
    pub scale: u32,
    /// Its value.
    pub value: ScaleValue,
    /// The finding in one sentence.
    pub finding: String,
    /// Why.
    pub reasoning: String,
    /// How sure the desk is.
    pub confidence: Confidence,
    /// What it does not cover.
    pub limits: String,
    /// What the reader needs to know beside it.
    pub context: String,
    /// The change asked of the author.
    pub change: Change,
    /// Who gave it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A second person's release of the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffLine {
    /// Who signed.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What the signer says of it.
    pub note: String,
    /// How many rebuttals were open.
    pub open_rebuttals: u32,
    /// Why it was signed in spite of them.
    pub despite: String,
    /// How many things that were seen are different now; it holds while that is 0.
    pub different: u32,
    /// SHA-256 of what was seen.
    pub seen_sha256: String,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionLine {
    /// The question.
    pub question: String,
    /// How the answer was sought.
    pub strategy: String,
    /// The answers.
    pub answers: Vec<AnswerLine>,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerLine {
    /// The answer.
    pub answer: String,
    /// How it was got.
    pub kind: AnswerKind,
    /// Its source, by number.
    pub source: Option<u32>,
    /// Its address, where the source is not on the desk.
    pub url: String,
    /// What it leaves open.
    pub note: String,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    /// The evidence.
    pub id: EvidenceId,
    /// Its source, by number.
    pub source: u32,
    /// For, against or neither.
    pub stance: Stance,
    /// How much it weighs.
    pub strength: Strength,
    /// Whether the source knows this fact at first hand.
    pub directness: Directness,
    /// The places in the source.
    pub excerpts: Vec<Excerpt>,
    /// What it shows.
    pub shows: String,
    /// The source that was counted for the same origin, by number.
    pub same_origin_as: Option<u32>,
    /// The first-hand source behind it, by number, where that is another.
    pub goes_back_to: Option<u32>,
    /// Whether its source goes back to itself over others.
    pub circular: bool,
    /// The rebuttals of it, by their number in this sheet.
    pub rebutted_by: Vec<u32>,
}

/// For and against, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Pieces of evidence for it.
    pub supports: u32,
    /// Pieces against it.
    pub contradicts: u32,
    /// Pieces of context.
    pub context: u32,
    /// Independent origins for it.
    pub origins_for: u32,
    /// Independent origins against it.
    pub origins_against: u32,
    /// Sources that go back to each other, by number, a list for each circle.
    pub circles: Vec<Vec<u32>>,
}

impl Count {
    /// The core's count with circles named by number.
    pub(crate) fn new(balance: &Balance, circles: Vec<Vec<u32>>) -> Self {
        Self {
            supports: balance.supports,
            contradicts: balance.contradicts,
            context: balance.context,
            origins_for: balance.origins_for,
            origins_against: balance.origins_against,
            circles,
        }
    }
}

/// A rebuttal with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuttalSheet {
    /// The rebuttal.
    pub id: RebuttalId,
    /// Its number in this sheet; answers have their own.
    pub number: u32,
    /// What it attacks.
    pub attacks: Attacked,
    /// Who disputes.
    pub by: Party,
    /// When it was uttered.
    pub uttered: PartialDate,
    /// Where.
    pub place: String,
    /// On what grounds.
    pub grounds: Vec<Ground>,
    /// What it says, in the desk's own words.
    pub statement: String,
    /// Its own words.
    pub excerpts: Vec<Excerpt>,
    /// The sources that hold it or that it brings.
    pub sources: Vec<RebuttalSource>,
    /// What became of it.
    pub status: RebuttalStatus,
    /// What the desk makes of it.
    pub weighing: Weighing,
    /// What it does to the verdict.
    pub effect: Effect,
    /// How the article must reflect it.
    pub reflect: String,
    /// Its answers, in order of time.
    pub answers: Vec<Self>,
}

/// What a rebuttal attacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attacked {
    /// The claim itself.
    Claim,
    /// A piece of evidence, by the number of its source.
    Evidence(u32),
    /// Another rebuttal, by its number in the sheet: then it is an answer.
    Rebuttal(u32),
}

/// A source that holds or bears on a rebuttal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuttalSource {
    /// The source, by number.
    pub source: u32,
    /// Its stance to the rebuttal.
    pub stance: Stance,
    /// Where in the source.
    pub locator: String,
    /// Its words.
    pub quote: String,
}

/// An entry of the ledger that changed how the claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// The entry's place.
    pub entry: Seq,
    /// The entry.
    pub entry_id: EntryId,
    /// Who.
    pub editor: String,
    /// What was done, by name, as `give_verdict` or `undo`.
    pub operation: String,
    /// What was and became.
    pub events: Vec<Event>,
    /// Why.
    pub why: String,
}

/// What an entry did to the standing of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It came to the desk, in these words.
    Tagged(String),
    /// Its statement was reworded.
    Reworded(Vec<Piece>),
    /// The work went from one state to another.
    WorkState {
        /// Where it stood.
        was: Option<WorkState>,
        /// Where it stands.
        became: Option<WorkState>,
    },
    /// A verdict was given.
    VerdictGiven(String),
    /// The verdict was changed.
    VerdictChanged {
        /// What it was.
        was: String,
        /// What it became.
        became: String,
    },
    /// The finding was reworded.
    FindingReworded(Vec<Piece>),
    /// The verdict was withdrawn.
    VerdictWithdrawn(String),
}
