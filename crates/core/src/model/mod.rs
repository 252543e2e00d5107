//! The records of a desk, as plain structs: one file a noun.
//!
//! `records!` at the foot is THE list: a line there gives a record its table,
//! its changes, replay, rebuild, verify and the notice to the screen. No SQL,
//! no I/O, no rules that need another record.

pub mod anchor;
pub mod case;
pub mod check;
pub mod claim;
pub mod comment;
pub mod contact;
pub mod document;
pub mod editor;
pub mod evidence;
pub mod letterhead;
pub mod markup;
pub mod omission;
pub mod patch;
pub mod rebuttal;
pub mod scale;
pub mod scales;
pub mod selector;
pub mod sign_off;
pub mod snapshot;
pub mod source;
pub mod text;
pub mod uptake;
pub mod verdict;
pub mod view;

pub use anchor::{Anchor, AnchorCandidate, AnchorState, AnchorWhy, PlaceWords, Subject};
pub use case::{Case, CasePatch, CaseState};
pub use check::{CheckPoint, Tick};
pub use claim::{
    Answer, AnswerKind, Appearance, Assertion, Claim, ClaimKind, ClaimPatch, Party, Passage, Priority, PriorityGround,
    Question, WorkState,
};
pub use comment::{Comment, CommentKind};
pub use contact::{Contact, ContactPatch, Outcome, Purpose, Way};
pub use document::{BlobId, BlobRef, Document, DocumentKind, DocumentPatch, Provenance, Revision};
pub use editor::{Editor, EditorPatch, EditorRole};
pub use evidence::{Directness, Evidence, EvidencePatch, Excerpt, Stance, Strength};
pub use letterhead::{Letterhead, Logo};
pub use markup::{Markup, Remark, RemarkLine, RemarkWords, Replacement};
pub use omission::{Omission, OmissionGround, OmissionPatch};
pub use rebuttal::{
    Effect, Ground, Rebuttal, RebuttalEvidence, RebuttalPatch, RebuttalStatus, Target, Weighing, Weight,
};
pub use scale::{Scale, ScalePatch, ScaleValue, Sign, Tone};
pub use selector::{Selectors, TextPositionSelector, TextQuoteSelector};
pub use sign_off::{Seen, SeenChange, SeenEvidence, SeenPassage, SeenRebuttal, SeenVerdict, SignOff};
pub use snapshot::{Capture, CustodyStep, Pin, PinPlace, Snapshot, SnapshotPatch, SnapshotText};
pub use source::{
    Access, Confidentiality, Csl, CslDate, CslName, InformationGrade, Source, SourceGrade, SourceKind, SourcePatch,
    Terms,
};
pub use text::{
    Area, BLOCK_BREAK, Block, BlockKind, Cell, Layout, Locator, LocatorKind, Mark, MarkStyle, Note, NoteKind, Span,
};
pub use uptake::{Became, Uptake};
pub use verdict::{ChangeAsked, Confidence, Verdict, VerdictPatch};
pub use view::{BoardFilter, BoardSort, View};

use crate::id::{CaseId, ClaimId};
use uuid::Uuid;

/// A plain struct that is stored as one row.
pub trait Record: Clone + std::fmt::Debug + PartialEq + serde::Serialize + serde::de::DeserializeOwned {
    /// Which record it is; also the name of its table.
    const KIND: Kind;
    /// Its identity.
    fn id(&self) -> Uuid;
    /// The case it belongs to, if it belongs to one.
    fn case(&self) -> Option<CaseId>;
    /// The claim whose history it is part of.
    fn claim(&self) -> Option<ClaimId>;
    /// What a person calls it: a line for lists and histories.
    fn name(&self) -> String;
    /// Wraps an edit of it as a change.
    fn change(edit: crate::change::Edit<Self>) -> crate::change::Change;
}

/// THE list of records, parents before children: name, table, what it belongs to.
macro_rules! records {
    ($($record:ident $table:literal, case: $case:expr, claim: $claim:expr, name: $name:expr;)*) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export)]
        #[allow(missing_docs, reason = "each variant is the record of that name")]
        pub enum Kind { $($record),* }

        impl Kind {
            /// All kinds, parents before children.
            pub const ALL: &[Self] = &[$(Self::$record),*];

            /// The kind whose table has this name.
            pub fn of_table(table: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.table() == table)
            }

            /// The name of its table.
            pub fn table(self) -> &'static str {
                match self { $(Self::$record => $table),* }
            }
        }

        $(impl Record for $record {
            const KIND: Kind = Kind::$record;
            fn id(&self) -> Uuid { self.id.into() }
            fn case(&self) -> Option<CaseId> { let f: fn(&Self) -> Option<CaseId> = $case; f(self) }
            fn claim(&self) -> Option<ClaimId> { let f: fn(&Self) -> Option<ClaimId> = $claim; f(self) }
            fn name(&self) -> String { let f: fn(&Self) -> String = $name; f(self) }
            fn change(edit: crate::change::Edit<Self>) -> crate::change::Change {
                crate::change::Change::$record(edit)
            }
        })*

        /// Calls a macro of the caller's with the list of all records.
        macro_rules! with_records { ($then:ident) => { $then! { $($record),* } } }
    };
}

records! {
    Editor   "editor",   case: |_| None,          claim: |_| None,          name: |r| r.name.clone();
    Scale    "scale",    case: |_| None,          claim: |_| None,          name: |r| r.name.clone();
    Source   "source",   case: |_| None,          claim: |_| None,          name: |r| r.label();
    Snapshot "snapshot", case: |_| None,          claim: |_| None,          name: |r| r.bytes.name.clone();
    Case     "case",     case: |r| Some(r.id),    claim: |_| None,          name: |r| r.name.clone();
    Document "document", case: |r| Some(r.case),  claim: |_| None,          name: |r| r.title.clone();
    Revision "revision", case: |r| Some(r.case),  claim: |_| None,          name: |r| format!("Draft {}", r.number);
    Claim    "claim",    case: |r| Some(r.case),  claim: |r| Some(r.id),    name: |r| r.statement.clone();
    Passage  "passage",  case: |r| Some(r.case),  claim: |r| Some(r.claim), name: |r| r.exact.clone();
    Omission "omission", case: |r| Some(r.case),  claim: |_| None,          name: |r| r.exact.clone();
    Anchor   "anchor",   case: |r| Some(r.case),  claim: |r| r.claim,       name: |r| r.line();
    Evidence "evidence", case: |r| Some(r.case),  claim: |r| Some(r.claim), name: |r| r.shows.clone();
    Rebuttal "rebuttal", case: |r| Some(r.case),  claim: |r| Some(r.claim), name: |r| r.statement.clone();
    Verdict  "verdict",  case: |r| Some(r.case),  claim: |r| Some(r.claim), name: |r| r.value.name.clone();
    SignOff  "sign_off", case: |r| Some(r.case),  claim: |r| Some(r.claim), name: |r| r.seen.verdict.as_ref().map_or_else(String::new, |verdict| verdict.value.clone());
    Contact  "contact",  case: |r| Some(r.case),  claim: |r| r.claim,       name: |r| r.whom.line();
    Comment  "comment",  case: |r| Some(r.case),  claim: |r| Some(r.claim), name: |r| r.text.clone();
    Uptake   "uptake",   case: |r| Some(r.case),  claim: |r| r.claim(),     name: |r| r.text.clone();
    View     "view",     case: |_| None,          claim: |_| None,          name: |r| r.name.clone();
    Letterhead "letterhead", case: |_| None,      claim: |_| None,          name: |r| r.name.clone();
}
pub(crate) use with_records;
