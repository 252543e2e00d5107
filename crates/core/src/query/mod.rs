//! Queries: questions with one answer type each. `queries!` is THE list.
//!
//! Every query runs on a `Reader` and so on every past moment unchanged. A
//! query reads SQL; it never writes.

pub(crate) mod bin;
pub(crate) mod board;
pub(crate) mod case_page;
pub(crate) mod claim_list;
pub(crate) mod claim_page;
pub(crate) mod compare;
pub(crate) mod compare_texts;
pub(crate) mod contact_list;
mod copy_search;
pub(crate) mod coverage;
pub(crate) mod desk;
pub(crate) mod document_text;
pub(crate) mod draft_review;
pub(crate) mod erasing;
pub(crate) mod history;
pub(crate) mod new_sentences;
pub(crate) mod note_list;
pub(crate) mod omission_list;
pub(crate) mod origins;
pub(crate) mod passage_list;
pub(crate) mod revision_list;
pub(crate) mod search;
pub(crate) mod signed;
pub(crate) mod snapshot_page;
pub(crate) mod source_known;
pub(crate) mod source_list;
pub(crate) mod source_page;
pub(crate) mod source_twins;
pub(crate) mod standing;
pub(crate) mod steps;
pub(crate) mod timeline;
pub(crate) mod work;

pub use bin::{Bin, BinAnswer, BinRow};
pub use board::{Board, BoardAnswer, BoardRow};
pub use case_page::{CasePage, CasePageAnswer, DocumentRow};
pub use claim_list::{ClaimList, ClaimListAnswer, ClaimRow, Show, Tally};
pub use claim_page::{Balance, ClaimLink, ClaimPage, ClaimPageAnswer, EvidenceRow, LaterPlace, PlaceRow, Thread};
pub use compare::{Compare, CompareAnswer, CompareCount, ComparedClaim, MomentRow};
pub use compare_texts::{CompareTexts, CompareTextsAnswer, MarginClaim, TextRow, TextRowKind, TextSide};
pub use contact_list::{ContactList, ContactRow};
pub use copy_search::{CopyHit, CopySearch};
pub use coverage::{Coverage, CoverageAnswer, CoverageSentence, CoverageSpan, CoverageState, Covered};
pub use desk::{CaseRow, Desk, DeskAnswer};
pub use document_text::{DocumentText, DocumentTextAnswer};
pub use draft_review::{DraftReview, DraftReviewAnswer, ReviewClaim, ReviewPlace, ReviewRow};
pub use erasing::{Erasing, ErasingAnswer, ErasingRow};
pub use history::{ChangeRow, FieldRow, History, HistoryAnswer, HistoryRow, What};
pub use new_sentences::{NewSentenceRow, NewSentences, NewSentencesAnswer, SentenceHint};
pub use note_list::{NoteClaim, NoteCounts, NoteList, NoteListAnswer, NoteReply, NoteRow, NoteSource, NoteUse};
pub use omission_list::{OmissionList, OmissionRow};
pub use origins::SourceChain;
pub use passage_list::{PassageList, PassageRow};
pub use revision_list::{Fates, RevisionList, RevisionListAnswer, RevisionRow};
pub use search::{Search, SearchRow};
pub use signed::{ChangedRow, SignOffRow};
pub use snapshot_page::{QuoteRow, SnapshotPage, SnapshotPageAnswer, SnapshotRow};
pub use source_known::{KnownSource, SourceKnown};
pub use source_list::{SourceList, SourceListAnswer, SourceRow, SourceShow, SourceSort};
pub use source_page::{SourcePage, SourcePageAnswer, SourceRole, SourceUse};
pub use source_twins::{SourceTwins, TwinGroup};
pub use standing::Badge;
pub use steps::{Step, Steps, StepsAnswer};
pub use timeline::{MarkWhat, Timeline, TimelineAnswer, TimelineDay, TimelineMark};
pub use work::CheckRow;

use serde_json::Value;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::reader::Reader;

/// THE list of queries: name, question, answer.
macro_rules! queries {
    ($($name:ident: $query:ident -> $answer:ty;)*) => {
        /// Maps each question to its answer for TypeScript; never built.
        #[derive(TS)]
        #[ts(export)]
        #[allow(dead_code, missing_docs, reason = "read by ts-rs alone; each field is the query of that name")]
        pub struct Queries { $(pub $name: ($query, $answer)),* }

        /// The names of all queries.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Answers a query by name.
        pub(crate) fn ask(reader: &Reader<'_>, name: &str, input: Value) -> Result<Value> {
            match name {
                $(stringify!($name) => {
                    let query: $query = serde_json::from_value(input)
                        .map_err(|error| Error::Input(format!("The question “{name}” cannot be read: {error}")))?;
                    Ok(serde_json::to_value(query.ask(reader)?)?)
                })*
                _ => Err(Error::Input(format!("There is no question “{name}”; there are: {}.", NAMES.join(", ")))),
            }
        }
    };
}

queries! {
    desk: Desk -> DeskAnswer;
    case_page: CasePage -> CasePageAnswer;
    document_text: DocumentText -> DocumentTextAnswer;
    passage_list: PassageList -> Vec<PassageRow>;
    omission_list: OmissionList -> Vec<OmissionRow>;
    note_list: NoteList -> NoteListAnswer;
    revision_list: RevisionList -> RevisionListAnswer;
    draft_review: DraftReview -> DraftReviewAnswer;
    new_sentences: NewSentences -> NewSentencesAnswer;
    compare_texts: CompareTexts -> CompareTextsAnswer;
    coverage: Coverage -> CoverageAnswer;
    claim_list: ClaimList -> ClaimListAnswer;
    claim_page: ClaimPage -> ClaimPageAnswer;
    source_list: SourceList -> SourceListAnswer;
    source_page: SourcePage -> SourcePageAnswer;
    history: History -> HistoryAnswer;
    search: Search -> Vec<SearchRow>;
    board: Board -> BoardAnswer;
    snapshot_page: SnapshotPage -> SnapshotPageAnswer;
    copy_search: CopySearch -> Vec<CopyHit>;
    source_known: SourceKnown -> Vec<Option<KnownSource>>;
    source_twins: SourceTwins -> Vec<TwinGroup>;
    contact_list: ContactList -> Vec<ContactRow>;
    steps: Steps -> StepsAnswer;
    timeline: Timeline -> TimelineAnswer;
    compare: Compare -> CompareAnswer;
    bin: Bin -> BinAnswer;
    erasing: Erasing -> ErasingAnswer;
}
