//! The record of the work beside the claims: what was not checked, who was asked, what was corrected, which copies are kept.

use claimdesk_core::Timestamp;
use claimdesk_core::id::{ContactId, OmissionId, Seq, SnapshotId};
use claimdesk_core::model::{Capture, CheckPoint, OmissionGround, Outcome, Party, Purpose, Terms, Way};
use claimdesk_core::time::PartialDate;
use serde::{Deserialize, Serialize};

use super::Event;

/// Words of a text that the desk decided not to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OmissionLine {
    /// The omission.
    pub id: OmissionId,
    /// The document's title.
    pub document: String,
    /// The draft's number.
    pub draft: u32,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words.
    pub exact: String,
    /// Why they are not checked.
    pub ground: OmissionGround,
    /// The same in a sentence.
    pub reason: String,
    /// Who decided it.
    pub by: String,
}

/// Somebody who was asked, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLine {
    /// The contact.
    pub id: ContactId,
    /// The number of its claim; none where it is about the whole case.
    pub claim: Option<u32>,
    /// Why.
    pub purpose: Purpose,
    /// Who; empty where the report keeps it back.
    pub whom: Party,
    /// How.
    pub way: Way,
    /// The address or number that was used; only where nothing is kept back.
    pub address: String,
    /// What was asked.
    pub question: String,
    /// When.
    pub asked: PartialDate,
    /// Who asked.
    pub by: String,
    /// The day by which they were to answer.
    pub deadline: PartialDate,
    /// What came of it.
    pub outcome: Outcome,
    /// The day of the answer.
    pub answered: PartialDate,
    /// The answer; empty where the report keeps it back.
    pub answer: String,
    /// On which terms they spoke.
    pub terms: Terms,
}

/// What changed on a claim after it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionLine {
    /// The claim's number.
    pub claim: u32,
    /// When.
    pub at: Timestamp,
    /// The entry of the ledger.
    pub entry: Seq,
    /// What was and became.
    pub events: Vec<Event>,
    /// Why.
    pub why: String,
}

/// A kept copy of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotLine {
    /// The copy.
    pub id: SnapshotId,
    /// Its source, by number.
    pub source: u32,
    /// The name under which its bytes came.
    pub name: String,
    /// Their media type.
    pub media_type: String,
    /// Their number.
    pub bytes: u64,
    /// Their SHA-256, in hex; empty where they were erased by law.
    pub sha256: String,
    /// How they came.
    pub how: Capture,
    /// When.
    pub at: Timestamp,
    /// Who brought them in.
    pub by: String,
    /// The address from which they were taken.
    pub original_url: String,
    /// The address of a copy in a public archive.
    pub archive_url: String,
}

/// A point of a claim's checklist that somebody ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TickLine {
    /// The point.
    pub point: CheckPoint,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub note: String,
}
