//! Errors of the core, and how they look when they cross its border.
//!
//! `Refusal` holds one variant for each rule of the domain, with the sentence
//! that an editor reads. `Fault` is made in one function: `Fault::from`.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::id::{CaseId, DocumentId, RevisionId, Seq};
use crate::model::Kind;

/// The result of everything that can fail here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done.
#[derive(Debug, Error)]
pub enum Error {
    /// A thing is not there (at the moment that is read).
    #[error("There is no {what} {id}.")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// By which name.
        id: String,
    },
    /// A rule of the domain forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The row is not what the change says that it was.
    #[error("The {what} {id} has changed in the meantime.")]
    Conflict {
        /// The record.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// Nothing to undo or redo.
    #[error("There is nothing to {0}.")]
    NothingTo(&'static str),
    /// The request cannot be understood.
    #[error("{0}")]
    Input(String),
    /// An entry or blob does not prove itself.
    #[error("The history is damaged at entry {seq}: {why}.")]
    Damaged {
        /// The first bad entry, 0 if it is not an entry.
        seq: Seq,
        /// What is wrong with it.
        why: String,
    },
    /// A table does not say what the ledger says.
    #[error("The table “{table}” does not agree with the history.")]
    Drifted {
        /// Which table.
        table: &'static str,
    },
    /// The file was written by a newer program.
    #[error("This desk was written by a newer Claimdesk (format {found}; this one knows {known}).")]
    TooNew {
        /// Its format.
        found: i64,
        /// The newest format that is known here.
        known: i64,
    },
    /// The file is not a desk.
    #[error("This file is not a Claimdesk desk: {0}.")]
    Foreign(String),
    /// A setting of the database is not what it must be.
    #[error("SQLite refused the setting {setting}: it is {found}.")]
    Setting {
        /// Which.
        setting: &'static str,
        /// What it is.
        found: String,
    },
    /// The disk failed while something was written. Nothing was acknowledged; the file was looked at anew since.
    #[error("The disk did not take the change ({cause}). {}", stands(*.head, *.kept))]
    Unwritten {
        /// What the database says.
        cause: rusqlite::Error,
        /// The newest entry, as read after the failure; none if the file cannot be read at present.
        head: Option<Seq>,
        /// Whether the entry is in the history all the same.
        kept: bool,
    },
    /// The disk failed before, and the file could not be opened since.
    #[error("The disk failed, and the desk could not be opened again yet.")]
    GivenUp,
    /// The path means another file, or none.
    #[error("The desk's file was {0} while it was open: nothing was written.")]
    Displaced(&'static str),
    /// The file has hard links.
    #[error("This file has several names (hard links): who opens it under another name would miss the newest changes.")]
    SeveralNames,
    /// Somebody reads, so that the journal cannot be emptied now.
    #[error("The desk is being read by another program.")]
    Busy,
    /// From the database.
    #[error("The database says: {0}.")]
    Sqlite(#[from] rusqlite::Error),
    /// From reading or writing JSON.
    #[error("The text is not the JSON that was expected: {0}.")]
    Json(#[from] serde_json::Error),
}

/// A rule of the domain that forbids something.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Rule 1: some operations ask for a reason.
    #[error("This needs a reason: say in one sentence why.")]
    ReasonNeeded,
    /// A text that must not be empty.
    #[error("The {0} must not be empty.")]
    Empty(&'static str),
    /// A text that is too long.
    #[error("The {what} is too long: {found} characters; at most {limit} are kept.")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// Its length in code points.
        found: usize,
        /// The most that is kept.
        limit: usize,
    },
    /// The law asked for it.
    #[error("These words were erased: entry {seq} of the history says by whom and why.")]
    Erased {
        /// That entry.
        seq: Seq,
    },
    /// Nothing would be different afterwards.
    #[error("Nothing would change.")]
    NothingChanged,
    /// Something was decided on the note already.
    #[error("It is decided already what becomes of this note.")]
    NoteDecided,
    /// The id is taken.
    #[error("There is already a {0} with this id.")]
    AlreadyThere(&'static str),
    /// A span does not lie in the text.
    #[error("The passage from {start} to {end} does not lie in the text, which has {length} characters.")]
    OutsideText {
        /// First code point.
        start: u32,
        /// Code point after the last.
        end: u32,
        /// Length of the text in code points.
        length: u32,
    },
    /// A span would cut a letter in two.
    #[error("The passage would begin or end inside a letter.")]
    CutsLetter,
    /// A span does not read as the caller says.
    #[error("The passage does not read “{expected}” but “{found}”.")]
    WrongQuote {
        /// What the caller says.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// Two things that must belong together do not.
    #[error("The {what} belongs to another {to}.")]
    BelongsElsewhere {
        /// The thing.
        what: &'static str,
        /// What it should belong to.
        to: &'static str,
    },
    /// A chain leads back to where it began.
    #[error("The {0} would in the end go back to itself.")]
    Circle(&'static str),
    /// Something is still used.
    #[error("This {what} is still used by {by}: remove or change that first.")]
    StillUsed {
        /// The thing.
        what: &'static str,
        /// By how many of what.
        by: String,
    },
    /// Rule 3: somebody built upon it.
    #[error("It cannot be taken back: entry {seq} ({label}, by {editor}) builds upon it.")]
    BuiltUpon {
        /// The entry that builds upon it.
        seq: Seq,
        /// What it did.
        label: String,
        /// Who did it.
        editor: String,
    },
    /// Something cannot come back, for what it belongs to is gone.
    #[error("The {what} cannot come back: the {of} that it refers to is not there any more.")]
    Lost {
        /// The thing.
        what: &'static str,
        /// What it refers to.
        of: &'static str,
    },
    /// A scale needs values.
    #[error("A scale needs at least two values with different names.")]
    ScaleTooSmall,
    /// The value is not of the scale.
    #[error("The scale “{0}” has no such value.")]
    NotOnScale(String),
    /// Sign-off has a command of its own.
    #[error("A claim is signed off, published or corrected by its own step, not by setting the work state.")]
    OwnStep,
    /// Rule: a second person signs a claim off.
    #[error("{0} gave this verdict: a second person signs it off.")]
    OwnVerdict(String),
    /// Rule 5: open rebuttals.
    #[error("{} of this claim or its evidence {} neither answered nor weighed: weigh {}, or say why it is signed off all the same.", if *.0 == 1 { "A rebuttal".to_owned() } else { format!("{} rebuttals", .0) }, if *.0 == 1 { "is" } else { "are" }, if *.0 == 1 { "it" } else { "them" })]
    RebuttalsOpen(u32),
    /// Nothing can be released yet.
    #[error("There is no verdict yet: a sign-off releases one.")]
    NothingToSign,
    /// The claim is left out of the check.
    #[error("This claim is left out of the check: set its work state back first.")]
    SetAside,
    /// The editor's own sign-off still holds.
    #[error("You have signed this already, and nothing has changed since.")]
    SignedAlready,
    /// What the signer looked at is not what stands there now.
    #[error("The claim has changed since you looked at it.")]
    ChangedMeanwhile,
    /// Publishing comes after signing.
    #[error("A claim is published after it was signed off as it stands.")]
    NotReleased,
    /// Correcting comes after publishing.
    #[error("A claim is corrected after it was published.")]
    NotOut,
    /// The source has the same copy already.
    #[error("This source has the same copy already: byte for byte.")]
    SameSnapshot,
    /// The bytes are no PNG that a report could show.
    #[error("The logo is not a PNG that a report can show: at most 1,600 pixels a side and 1 MiB.")]
    NotALogo,
    /// There is nothing to quote.
    #[error("No text could be read from this copy: there is nothing to quote.")]
    NoText,
    /// A comment is changed by who wrote it.
    #[error("{0} wrote this: only they change or remove it. Answer it instead.")]
    NotYours(String),
    /// The editor has left.
    #[error("{0} has left the desk. Choose who sits here now.")]
    EditorLeft(String),
    /// The same bytes are there.
    #[error("“{title}” is already in this case: its draft {number} has the same bytes.")]
    SameBytes {
        /// The title of the document that holds them.
        title: String,
        /// The number of its draft that came from them.
        number: u32,
        /// Their case.
        case: CaseId,
        /// That document.
        document: DocumentId,
        /// That draft.
        revision: RevisionId,
    },
    /// Nothing is chosen by that.
    #[error("{0}")]
    NoSuchPlace(&'static str),
    /// Bytes that a command names did not come with it.
    #[error("The bytes {0} did not come with the request.")]
    BytesMissing(String),
}

/// An error as it crosses the border to a screen or a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Fault {
    /// What a caller branches on.
    pub kind: FaultKind,
    /// A sentence on what happened.
    pub message: String,
    /// A sentence on what to do.
    pub hint: String,
}

/// The kinds of fault that a caller branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FaultKind {
    /// A thing is not there.
    NotFound,
    /// A rule forbids it.
    Refused,
    /// It has changed in the meantime.
    Conflict,
    /// The request cannot be understood.
    Input,
    /// A document or file cannot be read.
    Unreadable,
    /// The file is damaged.
    Damaged,
    /// The file is of a newer program.
    TooNew,
    /// The file is not a desk.
    Foreign,
    /// Another program holds the file.
    Locked,
    /// The file cannot be written.
    ReadOnly,
    /// No room.
    Full,
    /// The user broke it off.
    Cancelled,
    /// Our own mistake, or the machine's.
    Internal,
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        let (kind, hint) = match error {
            Error::NotFound { .. } => (FaultKind::NotFound, "It may have been removed: look in the history."),
            Error::Refused(refusal) => (FaultKind::Refused, refusal.hint()),
            Error::Conflict { .. } => (FaultKind::Conflict, "Look at it as it is now, then try again."),
            Error::NothingTo(_) => (FaultKind::Refused, "The history shows every step."),
            Error::Input(_) | Error::Json(_) => (FaultKind::Input, "Nothing was changed."),
            Error::Damaged { .. } => {
                (FaultKind::Damaged, "Leave the file as it is, keep a copy, and open the newest backup.")
            }
            Error::Drifted { .. } => (FaultKind::Damaged, "“Rebuild” makes the tables anew from the history."),
            Error::TooNew { .. } => (FaultKind::TooNew, "Open it with that version. The file was not touched."),
            Error::Foreign(_) => (FaultKind::Foreign, "Choose another file. This one was not touched."),
            Error::Setting { .. } => (FaultKind::Internal, "The desk was not opened. Its file was not touched."),
            Error::Unwritten { cause, kept: false, .. } => sqlite(cause),
            Error::Unwritten { cause, kept: true, .. } => {
                (sqlite(cause).0, "The change is in the history all the same: look there before you do it again.")
            }
            Error::GivenUp => (FaultKind::Internal, "What was acknowledged is kept. Check the disk, then try again."),
            Error::Displaced(_) => (
                FaultKind::Unreadable,
                "Put it back under its name and go on, or close the desk and open the file where it is now.",
            ),
            Error::SeveralNames => (FaultKind::ReadOnly, "To change it, make a copy and open that."),
            Error::Busy => (FaultKind::Locked, "Close it there, then try again."),
            Error::Sqlite(error) => sqlite(error),
        };
        Self { kind, message: error.to_string(), hint: hint.to_owned() }
    }
}

/// Where a desk stands after the disk failed.
fn stands(head: Option<Seq>, kept: bool) -> String {
    match head {
        Some(head) if kept => format!("It is in the history all the same, which ends with entry {head}."),
        Some(head) => format!("It was not kept: the history ends with entry {head}."),
        None => "It was not acknowledged, and the desk cannot be opened again at present.".to_owned(),
    }
}

/// What a fault of the database means for the user.
fn sqlite(error: &rusqlite::Error) -> (FaultKind, &'static str) {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            (FaultKind::Locked, "Another program is using the desk. Close it there, then try again.")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            (FaultKind::ReadOnly, "Nothing was changed. Copy the desk to a place where you may write.")
        }
        Some(ErrorCode::DiskFull) => (FaultKind::Full, "Nothing was changed. Make room on the disk, then try again."),
        Some(ErrorCode::CannotOpen) => {
            (FaultKind::Unreadable, "Check that the file and its folder exist and may be read.")
        }
        Some(ErrorCode::NotADatabase) => (FaultKind::Foreign, "Choose another file. This one was not touched."),
        Some(ErrorCode::DatabaseCorrupt) => {
            (FaultKind::Damaged, "Leave the file as it is, keep a copy, and open the newest backup.")
        }
        Some(ErrorCode::SystemIoFailure) => {
            (FaultKind::Internal, "The disk did not do what it was asked. Nothing unfinished was kept.")
        }
        _ => (FaultKind::Internal, "Nothing was changed."),
    }
}

impl Refusal {
    /// What to do about it.
    fn hint(&self) -> &'static str {
        match self {
            Self::ReasonNeeded => "The reason is kept in the history.",
            Self::Erased { .. } => "Nothing brings them back.",
            Self::BuiltUpon { .. } => "Take that entry back first, or revert it in the history.",
            Self::StillUsed { .. } => "Its page lists every use.",
            Self::EditorLeft(_) => "Choose an editor at the foot of the window.",
            Self::Lost { .. } => "Bring that back first: the history has it.",
            Self::OwnVerdict(_) => "Choose who sits here at the foot of the window, or ask a colleague.",
            Self::RebuttalsOpen(_) => "The report prints the reason.",
            Self::NothingToSign => "Give the verdict, then let a second person sign it off.",
            Self::ChangedMeanwhile => "Look at it as it is now, then sign.",
            Self::NotReleased => "Let a second person sign it off first.",
            Self::SameBytes { .. } => "Open that document, or import the file into another case.",
            Self::NoteDecided => "Open the note again to decide otherwise.",
            Self::NothingChanged
            | Self::Empty(_)
            | Self::TooLong { .. }
            | Self::AlreadyThere(_)
            | Self::OutsideText { .. }
            | Self::CutsLetter
            | Self::WrongQuote { .. }
            | Self::BelongsElsewhere { .. }
            | Self::Circle(_)
            | Self::NoSuchPlace(_)
            | Self::ScaleTooSmall
            | Self::NotOnScale(_)
            | Self::OwnStep
            | Self::SetAside
            | Self::SignedAlready
            | Self::NotOut
            | Self::NotYours(_)
            | Self::SameSnapshot
            | Self::NotALogo
            | Self::NoText
            | Self::BytesMissing(_) => "Nothing was changed.",
        }
    }
}

/// Turns “no row” into a typed error that says what was looked for.
pub(crate) fn or_not_found<T>(found: Option<T>, kind: Kind, id: impl ToString) -> Result<T> {
    found.ok_or_else(|| Error::NotFound { what: kind.table(), id: id.to_string() })
}
