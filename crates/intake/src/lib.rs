//! Foreign bytes become one canonical text with its layout.
//!
//! Pure: bytes in, a value out. What is read here comes from anywhere, so it
//! is hostile until shown otherwise: every reader counts before it spends,
//! and refuses with a sentence that a person can act on. No file, no clock,
//! no network and no process is touched here; the worker process that calls
//! [`read`] lives in another crate. A new format is one value in
//! [`READERS`] and nothing else.

mod charset;
mod composer;
mod direction;
mod draft;
mod html;
mod intake;
mod limits;
mod magic;
mod markdown;
mod plain;
mod prose;
mod reader;
mod settle;
mod unreadable;

pub use intake::{Hint, Intake, Warning};
pub use limits::{MAX_BYTES, MAX_DEPTH};
pub use reader::{Claim, READERS, Reader, Sample};
pub use unreadable::Unreadable;

/// Reads foreign bytes as the format that fits them best.
///
/// # Errors
///
/// [`Unreadable`] says why nothing could be read and what may help.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
    reader::read(bytes, hint)
}
