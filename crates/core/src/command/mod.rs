//! Commands: what somebody asks for. `commands!` is THE list.
//!
//! A command reads and writes through `Pending` alone; it never writes SQL.

pub(crate) mod align;
pub(crate) mod anchor;
pub(crate) mod case;
pub(crate) mod check;
pub(crate) mod claim;
pub(crate) mod comment;
pub(crate) mod contact;
pub(crate) mod document;
pub(crate) mod editor;
pub(crate) mod evidence;
pub(crate) mod letterhead;
pub(crate) mod merge;
pub(crate) mod note;
pub(crate) mod omission;
pub(crate) mod passage;
pub mod pending;
pub(crate) mod quote;
pub(crate) mod rebuttal;
pub(crate) mod returns;
pub(crate) mod revision;
pub(crate) mod rules;
pub(crate) mod scale;
pub(crate) mod sign_off;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod together;
pub(crate) mod verdict;
pub(crate) mod view;

pub use anchor::{DecideAnchor, Decision};
pub use case::{AddCase, EditCase, RemoveCase};
pub use check::TickCheck;
pub use claim::{AddClaim, EditClaim, RemoveClaim, SetWorkState, TagClaim};
pub use comment::{AddComment, EditComment, RemoveComment, SettleComment};
pub use contact::{AddContact, AnswerContact, EditContact, RemoveContact};
pub use document::{AddDocument, EditDocument, NewText, RemoveDocument};
pub use editor::{AddEditor, EditEditor};
pub use evidence::{EditEvidence, LinkEvidence, RemoveEvidence};
pub use letterhead::{LOGO_BYTES, LOGO_SIDE, NewLogo, SetLetterhead};
pub use merge::MergeSources;
pub use note::{ClaimNote, DismissNote, ReopenNote, SourceNote};
pub use omission::{EditOmission, LeaveOut, RemoveOmission};
pub use passage::{AddPassage, RemovePassage};
pub use quote::QuoteEvidence;
pub use rebuttal::{AddRebuttal, EditRebuttal, RemoveRebuttal, SetRebuttalStatus, WeighRebuttal};
pub use revision::AddRevision;
pub use scale::{AddScale, CopyScale, EditScale};
pub use sign_off::{SignOffClaim, WithdrawSignOff};
pub use snapshot::{AddSnapshot, EditSnapshot, NewSnapshotText, NoteCustody, RemoveSnapshot};
pub use source::{AddSource, EditSource, RemoveSource};
pub use together::Together;
pub use verdict::{GiveVerdict, WithdrawVerdict};
pub use view::{RemoveView, SaveView};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Refusal, Result};
use crate::ledger::entry::{self, Op};
use pending::Pending;

/// Whether the desk must say why: rule 1 of the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// May be given.
    Optional,
    /// Must be given.
    Needed,
}

/// THE list of commands: type, name, what it did in English, whether it asks for a reason.
macro_rules! commands {
    ($($command:ident $name:literal $label:literal $reason:ident;)*) => {
        /// What somebody asks for. As JSON: `{"do": "add_case", "name": "Paris talks"}`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
        #[serde(tag = "do", rename_all = "snake_case")]
        #[ts(export)]
        #[allow(missing_docs, reason = "each variant is the command of that name")]
        #[allow(clippy::large_enum_variant, reason = "a command lives for one call")]
        pub enum Command { $($command($command)),* }

        impl Command {
            /// The names of all commands.
            pub const NAMES: &[&str] = &[$($name),*];

            /// Its name, as in `log` and in `do`.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$command(_) => $name),* }
            }

            /// Whether it asks for a reason.
            pub fn asks(&self) -> Reason {
                match self { $(Self::$command(_) => Reason::$reason),* }
            }

            pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
                match self { $(Self::$command(command) => command.run(pending)),* }
            }
        }

        $(impl From<$command> for Command {
            fn from(command: $command) -> Self { Self::$command(command) }
        })*

        /// What an operation did, in English; screens have their own words by its name.
        pub fn label_of(operation: &str) -> &'static str {
            match operation {
                $($name => $label,)*
                "undo" => "Undid",
                "redo" => "Redid",
                "revert" => "Reverted",
                "restore" => "Restored the desk",
                "recovered" => "Recovered the desk",
                "erased" => "Erased kept bytes",
                "exported" => "Exported a report",
                "key_added" => "Began to sign with a key",
                "key_changed" => "Changed the key that signs",
                "time_stamped" => "Had the history time-stamped",
                _ => "Changed the desk",
            }
        }
    };
}

commands! {
    AddEditor         "add_editor"          "Added an editor"               Optional;
    EditEditor        "edit_editor"         "Edited an editor"              Optional;
    AddScale          "add_scale"           "Added a scale"                 Optional;
    CopyScale         "copy_scale"          "Copied a scale"                Optional;
    EditScale         "edit_scale"          "Edited a scale"                Optional;
    AddSource         "add_source"          "Added a source"                Optional;
    EditSource        "edit_source"         "Edited a source"               Optional;
    RemoveSource      "remove_source"       "Removed a source"              Needed;
    AddCase           "add_case"            "Opened a case"                 Optional;
    EditCase          "edit_case"           "Edited a case"                 Optional;
    RemoveCase        "remove_case"         "Removed a case"                Needed;
    AddDocument       "add_document"        "Added a document"              Optional;
    EditDocument      "edit_document"       "Edited a document"             Optional;
    RemoveDocument    "remove_document"     "Removed a document"            Needed;
    AddRevision       "add_revision"        "Added a draft"                 Optional;
    DecideAnchor      "decide_anchor"       "Decided where words stand"     Optional;
    LeaveOut          "leave_out"           "Left words out of the check"   Optional;
    EditOmission      "edit_omission"       "Edited what is left out"       Optional;
    RemoveOmission    "remove_omission"     "Took words back into the check" Needed;
    ClaimNote         "claim_note"          "Made a claim of a note"        Optional;
    SourceNote        "source_note"         "Made a source of a note"       Optional;
    DismissNote       "dismiss_note"        "Dismissed a note"              Optional;
    ReopenNote        "reopen_note"         "Opened a note again"           Optional;
    TagClaim          "tag_claim"           "Tagged a claim"                Optional;
    AddClaim          "add_claim"           "Added a claim"                 Optional;
    EditClaim         "edit_claim"          "Edited a claim"                Optional;
    SetWorkState      "set_work_state"      "Set the work state"            Optional;
    RemoveClaim       "remove_claim"        "Removed a claim"               Needed;
    AddPassage        "add_passage"         "Added a passage"               Optional;
    RemovePassage     "remove_passage"      "Removed a passage"             Needed;
    LinkEvidence      "link_evidence"       "Linked evidence"               Optional;
    EditEvidence      "edit_evidence"       "Edited evidence"               Optional;
    RemoveEvidence    "remove_evidence"     "Removed evidence"              Needed;
    AddRebuttal       "add_rebuttal"        "Added a rebuttal"              Optional;
    EditRebuttal      "edit_rebuttal"       "Edited a rebuttal"             Optional;
    SetRebuttalStatus "set_rebuttal_status" "Set a rebuttal's status"       Optional;
    WeighRebuttal     "weigh_rebuttal"      "Weighed a rebuttal"            Optional;
    RemoveRebuttal    "remove_rebuttal"     "Removed a rebuttal"            Needed;
    GiveVerdict       "give_verdict"        "Gave a verdict"                Needed;
    WithdrawVerdict   "withdraw_verdict"    "Withdrew the verdict"          Needed;
    SignOffClaim      "sign_off_claim"      "Signed a claim off"            Needed;
    WithdrawSignOff   "withdraw_sign_off"   "Withdrew a sign-off"           Needed;
    TickCheck         "tick_check"          "Ticked a check"                Optional;
    AddContact        "add_contact"         "Recorded a contact"            Optional;
    EditContact       "edit_contact"        "Edited a contact"              Optional;
    AnswerContact     "answer_contact"      "Recorded an answer"            Optional;
    RemoveContact     "remove_contact"      "Removed a contact"             Needed;
    AddComment        "add_comment"         "Commented"                     Optional;
    EditComment       "edit_comment"        "Edited a comment"              Optional;
    SettleComment     "settle_comment"      "Settled a point"               Optional;
    RemoveComment     "remove_comment"      "Removed a comment"             Needed;
    MergeSources      "merge_sources"       "Merged sources"                Optional;
    AddSnapshot       "add_snapshot"        "Kept a copy of a source"       Optional;
    EditSnapshot      "edit_snapshot"       "Edited a snapshot"             Optional;
    NoteCustody       "note_custody"        "Noted a step of custody"       Optional;
    RemoveSnapshot    "remove_snapshot"     "Removed a snapshot"            Needed;
    QuoteEvidence     "quote_evidence"      "Quoted as evidence"            Optional;
    SaveView          "save_view"           "Saved a view"                  Optional;
    RemoveView        "remove_view"         "Removed a view"                Optional;
    SetLetterhead     "set_letterhead"      "Set the letterhead"            Optional;
    Together          "together"            "Did several things"            Optional;
}

impl Command {
    /// What several commands did together; empty for a single one.
    pub(crate) fn title(&self) -> String {
        if let Self::Together(together) = self { together.title.clone() } else { String::new() }
    }

    /// A reason that stands in the command itself.
    fn own_reason(&self) -> Option<&str> {
        match self {
            Self::GiveVerdict(verdict) => verdict.with.reasoning.as_deref().filter(|text| !text.trim().is_empty()),
            Self::SignOffClaim(sign_off) => sign_off.reason(),
            _ => None,
        }
    }

    /// Reads a command from JSON. Errors name the field, and the commands there are.
    pub fn from_json(json: &str) -> Result<Self> {
        serde_json::from_str(json)
            .map_err(|error| crate::error::Error::Input(format!("The command cannot be read: {error}")))
    }
}

/// The reason to record, or the refusal if one is needed and missing.
pub(crate) fn reason(command: &Command, why: Option<String>) -> Result<Option<String>> {
    let why = why.filter(|why| !why.trim().is_empty());
    if let Some(why) = &why {
        rules::length("reason", why)?;
    }
    let asks = match command {
        Command::Together(together) if together.asks() => Reason::Needed,
        other => other.asks(),
    };
    match asks {
        Reason::Optional => Ok(why),
        Reason::Needed => needed(why.or_else(|| command.own_reason().map(str::to_owned))).map(Some),
    }
}

/// A reason that must be there.
pub(crate) fn needed(why: Option<String>) -> Result<String> {
    why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty()).ok_or_else(|| Refusal::ReasonNeeded.into())
}

/// What an entry did, in English: for receipts and the log.
pub(crate) fn label(ledger: &Connection, op: &Op) -> Result<String> {
    Ok(match op {
        Op::Did { title, .. } if !title.is_empty() => title.clone(),
        Op::Did { command, .. } => label_of(command).to_owned(),
        Op::Restore { scope, .. } => scope.label(),
        Op::Noted { .. } => label_of(op.name()).to_owned(),
        Op::Undo { of } | Op::Redo { of } | Op::Revert { of } => {
            // What was undone and redone over and over is still the one thing that somebody did.
            let mut of = entry::get(ledger, entry::seq_of(ledger, *of)?)?;
            while let Op::Undo { of: inner } | Op::Redo { of: inner } = of.op {
                of = entry::get(ledger, entry::seq_of(ledger, inner)?)?;
            }
            format!("{}: {}", label_of(op.name()), label(ledger, &of.op)?)
        }
    })
}
