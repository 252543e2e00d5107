//! MHTML: a page and all that it shows, saved as one message.
//!
//! Only the page itself is read; pictures, styles and frames stay unread.

use super::mime::{self, Part};
use super::telling_headers;
use crate::charset;
use crate::html;
use crate::intake::{Hint, Intake};
use crate::reader::{Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use mail_parser::HeaderName;

/// Reads pages saved as MHTML.
#[derive(Debug)]
pub(crate) struct Mhtml;

impl Reader for Mhtml {
    fn media_type(&self) -> &'static str {
        "multipart/related"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let head: String = sample.head.lines().take_while(|line| !line.trim().is_empty()).collect();
        let head = head.to_ascii_lowercase();
        let related = telling_headers(sample.head) > 0 && head.contains("multipart/related");
        let sent = ["\nto:", "received:", "message-id:"].iter().any(|header| head.contains(header));
        let named = sample
            .is_named(&["mhtml", "mht"], &["multipart/related", "application/x-mimearchive", "application/x-mhtml"]);
        match (related, named) {
            (true, true) => Claim::Certain,
            (true, false) if !sent => Claim::Certain,
            (false, true) => Claim::Named,
            (true | false, false) => Claim::No,
        }
    }

    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
        let saved = mime::parse(bytes)?;
        let all = saved.all();
        let is_page = |part: &&&Part<'_>| matches!(part.kind().as_str(), "text/html" | "application/xhtml+xml");
        let main = all.iter().find(is_page).ok_or(Unreadable::NoText)?;
        let content = main.decoded().ok_or(Unreadable::NoText)?;
        let charset = main.parameter("charset").map(str::to_owned).or_else(|| hint.charset.clone());
        let decoded = charset::decode(&content, &Hint { charset, ..Hint::default() })?;
        let url = main.text(HeaderName::ContentLocation).map(str::to_owned);
        let mut intake = html::read_page(decoded, url, self.media_type())?;
        intake.reader = format!("mhtml 1, {}", intake.reader);
        Ok(intake)
    }
}
