//! Foreign bytes as something that can be shown: a page without what may act, or pages as pictures.
//! Also the list of all that the worker process does with them.
//!
//! As with reading, everything here happens in the worker process.

use crate::charset;
use crate::html::kept::{self, Part};
use crate::intake::Hint;
use crate::mail::mime;
use crate::pdf;
use crate::unreadable::Unreadable;
use crate::warc;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimdesk_core::model::Markup;
use mail_parser::HeaderName;
use serde::{Deserialize, Serialize};

/// What the worker process is to do with the bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Read their text.
    Read(Hint),
    /// Make a page of them that can be shown.
    Show(Hint),
    /// Name what a page shows beside its own text.
    Addresses {
        /// Where the page was.
        base: String,
    },
    /// Draw pages of a PDF.
    Pages {
        /// The first, from 0.
        first: u32,
        /// How many.
        count: u32,
        /// How wide, in pixels.
        width: u32,
    },
    /// Redraw a picture as the logo of a desk.
    Logo,
    /// Write remarks and changes into a DOCX.
    Mark {
        /// The SHA-256 of the canonical text on which they were made, in hex.
        text: String,
        /// What is written.
        markup: Markup,
    },
}

/// Pages of a PDF as pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// How many there are in all.
    pub total: u32,
    /// PNG files in Base64.
    pub png: Vec<String>,
}

/// Draws pages of a PDF.
///
/// # Errors
///
/// [`Unreadable`] if they cannot be drawn.
pub fn pages(bytes: &[u8], first: u32, count: u32, width: u32) -> Result<Pages, Unreadable> {
    let (total, made) = pdf::pictures(bytes, first, count, width)?;
    Ok(Pages { total, png: made.iter().map(|png| STANDARD.encode(png)).collect() })
}

/// Names what a page shows beside its own text: pictures and styles, by their whole addresses, each once.
///
/// # Errors
///
/// [`Unreadable`] if the page cannot be parsed.
pub fn addresses(bytes: &[u8], base: &str) -> Result<Vec<String>, Unreadable> {
    let decoded = charset::decode(bytes, &Hint::default())?;
    kept::shown_beside(&decoded.text, base)
}

/// Makes a page that can be shown, of HTML, MHTML, or the first page of a web archive.
///
/// # Errors
///
/// [`Unreadable`] if the bytes are none of these.
pub fn show(bytes: &[u8], hint: &Hint) -> Result<String, Unreadable> {
    let named = hint.media_type.as_deref().unwrap_or_default();
    match named.split(';').next().unwrap_or_default().trim() {
        "application/warc" | "application/wacz" => of_archive(bytes),
        "multipart/related" | "message/rfc822" => of_message(bytes),
        _ => {
            let decoded = charset::decode(bytes, hint)?;
            kept::page(&decoded.text, None, Vec::new())
        }
    }
}

fn of_archive(bytes: &[u8]) -> Result<String, Unreadable> {
    let (all, _) = warc::captured(bytes)?;
    let main = all.iter().position(warc::Captured::is_page).ok_or(Unreadable::NoText)?;
    let decoded = charset::decode(&all[main].body, &Hint { charset: all[main].charset(), ..Hint::default() })?;
    let url = all[main].url.clone();
    let parts: Vec<Part> = all.into_iter().map(|one| Part { url: one.url, bytes: one.body }).collect();
    kept::page(&decoded.text, Some(&url), parts)
}

fn of_message(bytes: &[u8]) -> Result<String, Unreadable> {
    let saved = mime::parse(bytes)?;
    let all = saved.all();
    let is_page = |part: &&&mime::Part<'_>| matches!(part.kind().as_str(), "text/html" | "application/xhtml+xml");
    let main = all.iter().find(is_page).ok_or(Unreadable::NoText)?;
    let content = main.decoded().ok_or(Unreadable::NoText)?;
    let charset = main.parameter("charset").map(str::to_owned);
    let decoded = charset::decode(&content, &Hint { charset, ..Hint::default() })?;
    let mut parts = Vec::new();
    for part in &all {
        let Some(bytes) = part.decoded().filter(|bytes| kept::picture_type(bytes).is_some()) else { continue };
        if let Some(url) = part.text(HeaderName::ContentLocation) {
            parts.push(Part { url: url.to_owned(), bytes: bytes.to_vec() });
        }
        if let Some(id) = part.raw(HeaderName::ContentId) {
            parts.push(Part { url: format!("cid:{}", id.trim_matches(['<', '>'])), bytes: bytes.to_vec() });
        }
    }
    kept::page(&decoded.text, main.text(HeaderName::ContentLocation), parts)
}
