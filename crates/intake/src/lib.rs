//! Foreign bytes become one canonical text with its layout.
//!
//! Pure: bytes in, a value out. What is read here comes from anywhere, so it
//! is hostile until shown otherwise: every reader counts before it spends,
//! and refuses with a sentence that a person can act on. No file, no clock,
//! no network and no process is touched here, except that [`load_pdf_engine`]
//! loads a library when the worker process asks for it; that process, which calls
//! [`read`], lives in another crate. A new format is one value in
//! [`READERS`] and nothing else.

mod charset;
mod composer;
mod direction;
mod docx;
mod draft;
mod epub;
mod flow;
mod html;
mod intake;
mod language;
mod limits;
mod logo;
mod magic;
mod mail;
mod markdown;
mod odt;
mod packed;
mod pdf;
mod plain;
mod prose;
mod pulse;
mod reader;
mod rtf;
mod settle;
mod show;
mod subtitles;
mod unmarkable;
mod unreadable;
mod warc;
mod xml;

pub use docx::{MEDIA_TYPE as DOCX, Marked, mark};
pub use intake::{Hint, Intake, Warning};
pub use limits::{MAX_BYTES, MAX_DEPTH};
pub use logo::logo;
pub use pdf::{is_pdf, load_pdf_engine};
pub use pulse::beats;
pub use reader::{Claim, ENDINGS, READERS, Reader, Sample};
pub use show::{Pages, Task, addresses, pages, show};
pub use unmarkable::Unmarkable;
pub use unreadable::Unreadable;

/// Reads foreign bytes as the format that fits them best.
///
/// # Errors
///
/// [`Unreadable`] says why nothing could be read and what may help.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
    reader::read(bytes, hint)
}
