//! The report: one complete value, as of a moment. Facts only, no words of ours:
//! those are made by `view` from `labels`, so that they can be translated.
//!
//! Its JSON is a format of its own: fields are added, never renamed.

mod claim;
mod copy;
mod record;
mod tail;

pub use claim::*;
pub use copy::*;
pub use record::*;
pub use tail::*;

use claimdesk_core::Timestamp;
use claimdesk_core::id::{CaseId, ClaimId, DocumentId, EntryId, RevisionId, Seq};
use claimdesk_core::model::{DocumentKind, EditorRole, ScaleValue, Sign, Tone, WorkState};
use claimdesk_core::time::PartialDate;
use serde::{Deserialize, Serialize};

/// What the JSON calls itself.
pub const FORMAT_NAME: &str = "claimdesk report";

/// The version of its shape; raised when a reader of the old one would go wrong.
pub const FORMAT_VERSION: u32 = 1;

/// Which claims a report shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Claims of this case.
    pub case: CaseId,
    /// Only those marked in this document.
    #[serde(default)]
    pub document: Option<DocumentId>,
    /// Only these; all if empty.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// How much is kept back.
    #[serde(default)]
    pub redaction: Redaction,
}

/// How much a report keeps back. It is kept back from the value itself: no format has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redaction {
    /// Nothing: for the desk and its lawyer.
    Nothing,
    /// What sources asked to be kept.
    #[default]
    Sources,
    /// That, sources for the desk alone, the people of the desk, its notes and its history.
    Desk,
}

/// For whom a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The desk and whoever has to follow its work: all of it.
    #[default]
    CheckingFile,
    /// The author: only what must change.
    CheckedCopy,
    /// The editor in chief: what must be decided, on a page.
    Summary,
    /// The public: findings, verdicts, reasons and sources; nothing of the desk's own work.
    Article,
}

impl Audience {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::CheckingFile, Self::CheckedCopy, Self::Summary, Self::Article];

    /// Whether its claims have a sheet each.
    pub fn has_sheets(self) -> bool {
        matches!(self, Self::CheckingFile | Self::Article)
    }

    /// Names it on the command line and in settings.
    pub fn key(self) -> &'static str {
        match self {
            Self::CheckingFile => "checking_file",
            Self::CheckedCopy => "checked_copy",
            Self::Summary => "summary",
            Self::Article => "article",
        }
    }
}

/// What made the report. Part of its bytes: keep it the same to get the same file again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeBy {
    /// The desk's name: as it was said for this report, or else that of its letterhead, or else of its file.
    pub desk: String,
    /// Whether the name was said for this report, so that no letterhead takes its place.
    #[serde(skip)]
    pub named: bool,
    /// The program with its version, as `claimdesk 0.1.0`.
    pub program: String,
}

/// What a desk knows of its claims, as of a moment, for one audience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`FORMAT_NAME`].
    pub format: String,
    /// The version of this shape.
    pub version: u32,
    /// For whom it is.
    pub audience: Audience,
    /// What it is of, and as of when.
    pub head: Head,
    /// All claims of the report in a line each.
    pub summary: Vec<SummaryRow>,
    /// How many claims have which verdict.
    pub tally: Vec<TallyRow>,
    /// The scales of its verdicts, as they were when the verdicts were given.
    pub scales: Vec<ScaleUsed>,
    /// All work on each claim; empty in a checked copy and in a summary.
    pub claims: Vec<ClaimSheet>,
    /// What the author must change; empty in a checking file.
    pub changes: Vec<ChangeSheet>,
    /// The author's texts with numbered marks; empty in a checking file.
    pub texts: Vec<MarkedText>,
    /// The sources by number; empty in a checked copy.
    pub sources: Vec<SourceEntry>,
    /// Claims that were left out on purpose, with the reason; empty in a checked copy.
    pub not_checked: Vec<LeftOut>,
    /// Claims on which the desk has not decided; empty in a checked copy.
    pub open: Vec<LeftOut>,
    /// Words of the newest drafts that are not checked, with the reason; only in a checking file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub omissions: Vec<OmissionLine>,
    /// Who was asked; only in a checking file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactLine>,
    /// What changed after publication; empty in a checked copy and in a summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionLine>,
    /// The kept copies of the sources; only in a checking file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snapshots: Vec<SnapshotLine>,
}

/// What a report is of, and as of when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The case's name.
    pub case: String,
    /// The case.
    pub case_id: CaseId,
    /// What the check is to settle; empty in a checked copy.
    pub brief: String,
    /// Whether it is the sample that ships with the program.
    pub sample: bool,
    /// Main language of the case, BCP 47.
    pub language: String,
    /// What made it.
    pub made_by: MadeBy,
    /// The sign of the desk, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<LogoImage>,
    /// What was asked for.
    pub scope: Scope,
    /// The documents of the case or scope.
    pub documents: Vec<DocumentLine>,
    /// Who worked on these claims.
    pub editors: Vec<EditorLine>,
    /// How many claims the case has in all.
    pub claims_in_case: u32,
    /// The date of the report: when the entry was written that it shows last.
    pub at: Timestamp,
    /// The place of that entry.
    pub entry: Seq,
    /// That entry.
    pub entry_id: EntryId,
    /// Its hash, in hex.
    pub hash: String,
}

/// The sign of a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoImage {
    /// A PNG file in Base64.
    pub png: String,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
}

/// A document under review, with the drafts that the report speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// The document.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: DocumentKind,
    /// Who wrote it.
    pub author: String,
    /// Where it appeared or will appear.
    pub outlet: String,
    /// Its address.
    pub url: String,
    /// When it appeared.
    pub published: PartialDate,
    /// Its language, BCP 47.
    pub language: String,
    /// How many drafts there are.
    pub drafts: u32,
    /// The newest draft, and those in which passages stand.
    pub revisions: Vec<RevisionLine>,
}

/// A draft with what proves its bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RevisionLine {
    /// The revision.
    pub id: RevisionId,
    /// The draft's number.
    pub number: u32,
    /// When it came in.
    pub received_at: Timestamp,
    /// The name under which its bytes came.
    pub name: String,
    /// SHA-256 of the bytes as they came, in hex.
    pub sha256: String,
    /// Its length in words.
    pub words: u32,
    /// What was left out or guessed when its text was read.
    pub warnings: Vec<String>,
}

/// Somebody who worked on the claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorLine {
    /// The name.
    pub name: String,
    /// The initials.
    pub initials: String,
    /// What they do at the desk.
    pub role: EditorRole,
}

/// A claim in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRow {
    /// The claim's number in its case.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
    /// Its verdict.
    pub verdict: Option<VerdictMark>,
    /// The change asked of the author.
    pub change: Change,
    /// Who gave the verdict.
    pub by: String,
    /// Where the work stands.
    pub work_state: WorkState,
    /// Whether a rebuttal still stands.
    pub disputed: bool,
    /// Rebuttals that nobody answered or weighed.
    pub unanswered: u32,
}

/// A verdict by name and sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictMark {
    /// Its name.
    pub name: String,
    /// Its colour, by role.
    pub tone: Tone,
    /// Its sign.
    pub sign: Sign,
}

impl From<&ScaleValue> for VerdictMark {
    fn from(value: &ScaleValue) -> Self {
        Self { name: value.name.clone(), tone: value.tone, sign: value.sign }
    }
}

/// How many claims stand alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyRow {
    /// How.
    pub standing: Standing,
    /// How many.
    pub claims: u32,
}

/// How a claim stands, for counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It has this verdict.
    Verdict(VerdictMark),
    /// It has none yet.
    Open,
    /// It was left out on purpose.
    NotChecked,
}

/// A scale as it was when verdicts on it were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleUsed {
    /// Its name.
    pub name: String,
    /// Its values, best first.
    pub values: Vec<ScaleValue>,
}
