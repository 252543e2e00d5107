//! Commands: what each does, and what it refuses. One file a noun.

mod case;
mod claim;
mod contact;
mod document;
mod editor;
mod evidence;
mod letterhead;
mod library;
mod note;
mod omission;
mod passage;
mod rebuttal;
mod refusals;
mod revision;
mod scale;
mod sign_off;
mod snapshot;
mod source;
mod together;
mod verdict;

use claimdesk_tests::counted;
use uuid::Uuid;

/// The id of something that no desk under test has.
fn nobody() -> Uuid {
    counted(0xffff)
}
