//! Messages: mail (EML), mail of Outlook (MSG) and pages saved as mail (MHTML).
//!
//! What was written is read, and who wrote it to whom and when stands above it.
//! What hangs on the message is named, never opened: an attachment is a document
//! of its own.

pub(crate) mod mime;
mod msg;
mod page;

pub(crate) use msg::Msg;
pub(crate) use page::Mhtml;

use crate::composer::{self, Composer};
use crate::draft::Draft;
use crate::intake::{Hint, Intake, Warning};
use crate::reader::{self, About, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use crate::{charset, html, plain};
use claimdesk_core::model::{BlockKind, MarkStyle};
use mail_parser::{Address, HeaderName};
use mime::{Body, Part};

/// Headers that every message carries one or the other of.
const TELLING: &[&str] = &[
    "from",
    "to",
    "date",
    "subject",
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "sender",
];

/// How many names of attachments are told.
const NAMED: usize = 12;

/// Reads mail as it was sent.
#[derive(Debug)]
pub(crate) struct Eml;

impl Reader for Eml {
    fn media_type(&self) -> &'static str {
        "message/rfc822"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let telling = telling_headers(sample.head);
        if telling >= 3 {
            return Claim::Certain;
        }
        let named = sample.is_named(&["eml", "email"], &["message/rfc822", "message/global"]);
        if named && telling > 0 { Claim::Named } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
        let message = mime::parse(without_envelope(bytes))?;
        let mut written = Written::default();
        let about = written.message(&message, hint, 0)?;
        written.finish(self.media_type(), "mail-parser 0.11.9, message 1", about)
    }
}

/// How many of the first lines are headers that tell a message, if all are headers.
pub(crate) fn telling_headers(head: &str) -> usize {
    let mut telling = 0;
    for (index, line) in head.lines().take_while(|line| !line.trim().is_empty()).take(200).enumerate() {
        let folded = line.starts_with([' ', '\t']) && index > 0;
        let envelope = index == 0 && line.starts_with("From ");
        if folded || envelope {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return 0;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return 0;
        }
        telling += usize::from(TELLING.contains(&name.to_ascii_lowercase().as_str()));
    }
    telling
}

/// The line that a mailbox puts before each of its messages.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let bytes = bytes.get(start..).unwrap_or_default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    let line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    bytes.get(line..).unwrap_or_default()
}

/// The lines above a message.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) subject: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) cc: Option<String>,
    pub(crate) date: Option<String>,
}

/// The text of a message while it is written.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) composer: Composer,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) attachments: Vec<String>,
    charset: Option<String>,
}

impl Written {
    fn message(&mut self, message: &Part<'_>, hint: &Hint, depth: u8) -> Result<About, Unreadable> {
        let names = |name| message.head().and_then(|head| head.header(name)?.as_address()).map(addresses);
        let line = |words: Option<&str>| words.and_then(composer::line);
        let date = message.head().and_then(|head| head.date());
        let head = Head {
            subject: line(message.text(HeaderName::Subject)),
            from: names(HeaderName::From).and_then(|names| composer::line(&names)),
            to: names(HeaderName::To).and_then(|names| composer::line(&names)),
            cc: names(HeaderName::Cc).and_then(|names| composer::line(&names)),
            date: line(message.raw(HeaderName::Date)),
        };
        self.head(&head, depth)?;
        let mut inner = Vec::new();
        let read_as_html = self.body(message, hint)?;
        for part in message.all() {
            match &part.body {
                Body::Message(message) => inner.push(message),
                Body::Parts(_) => {}
                Body::Bytes(_) => self.attachment(part, read_as_html),
            }
        }
        for message in inner {
            self.message(message, hint, depth.saturating_add(1))?;
        }
        Ok(About {
            title: head.subject,
            author: names(HeaderName::From).and_then(|_| author(message)),
            published: date.map(mail_parser::DateTime::to_rfc3339),
            ..About::default()
        })
    }

    /// Writes the lines above a message.
    pub(crate) fn head(&mut self, head: &Head, depth: u8) -> Result<(), Unreadable> {
        if let Some(subject) = &head.subject {
            if depth == 0 {
                self.composer.title(subject, false)?;
            } else {
                let mut heading = Draft::new(BlockKind::Heading);
                heading.level = depth.saturating_add(1).min(6);
                heading.write(subject);
                self.composer.add(heading)?;
            }
        }
        let mut draft = Draft::new(BlockKind::Paragraph);
        for (name, words) in [("From", &head.from), ("To", &head.to), ("Cc", &head.cc), ("Date", &head.date)] {
            if let Some(words) = words {
                draft.line_break();
                draft.open(MarkStyle::Strong, None);
                draft.write(name);
                draft.write(":");
                draft.close();
                draft.space();
                draft.write(words);
            }
        }
        self.composer.add(draft).map(|_| ())
    }

    /// Writes what was said; says whether the HTML form of it was taken.
    fn body(&mut self, message: &Part<'_>, hint: &Hint) -> Result<bool, Unreadable> {
        let all = message.all();
        let of_kind = |kind: &str| {
            let shown = all.iter().filter(|part| !part.is_attachment() && part.kind() == kind);
            shown.copied().collect::<Vec<_>>()
        };
        let (pages, texts) = (of_kind("text/html"), of_kind("text/plain"));
        let before = self.composer.count();
        for page in &pages {
            if let Some(text) = self.letters(page, hint)? {
                html::add_whole(&text, &mut self.composer)?;
            }
        }
        if self.composer.count() > before {
            return Ok(true);
        }
        for part in &texts {
            if let Some(text) = self.letters(part, hint)? {
                let flowed = part.parameter("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
                let text = if flowed { unflow(&text) } else { text };
                plain::add_body(&text, &mut self.composer)?;
            }
        }
        Ok(false)
    }

    fn letters(&mut self, part: &Part<'_>, hint: &Hint) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = part.decoded() else {
            return Ok(None);
        };
        let stated = part.parameter("charset").map(str::to_owned);
        self.decode(&bytes, stated.or_else(|| hint.charset.clone()))
    }

    /// Decodes one piece; the encoding that is told is that of the first.
    pub(crate) fn decode(&mut self, bytes: &[u8], charset: Option<String>) -> Result<Option<String>, Unreadable> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        // Mail says “us-ascii” when it means nothing by it.
        let charset = charset.filter(|stated| !stated.eq_ignore_ascii_case("us-ascii"));
        let decoded = charset::decode(bytes, &Hint { charset, ..Hint::default() })?;
        self.charset.get_or_insert(decoded.charset);
        self.warnings.extend(decoded.warnings);
        Ok(Some(decoded.text))
    }

    fn attachment(&mut self, part: &Part<'_>, read_as_html: bool) {
        let kind = part.kind();
        let shown = match kind.as_str() {
            "text/plain" => true,
            "text/html" => read_as_html,
            _ => false,
        };
        let drawn = kind.starts_with("image/") && read_as_html && !part.is_attachment();
        if part.is_attachment() || !(shown || drawn) {
            let name = part.file_name().and_then(composer::line);
            self.attachments.push(name.unwrap_or(kind));
        }
    }

    pub(crate) fn finish(mut self, media_type: &str, how: &str, about: About) -> Result<Intake, Unreadable> {
        if !self.attachments.is_empty() {
            let count = u32::try_from(self.attachments.len()).unwrap_or(u32::MAX);
            let names: Vec<&str> = self.attachments.iter().map(String::as_str).take(NAMED).collect();
            self.warnings.push(Warning::AttachmentsLeft { count, names: names.join(", ") });
        }
        let charset = self.charset.unwrap_or_else(|| "UTF-8".to_owned());
        let made = self.composer.finish()?;
        Ok(reader::intake(media_type, how.to_owned(), about, made, (charset, self.warnings)))
    }
}

/// Who wrote the message, by name if it is given.
fn author(message: &Part<'_>) -> Option<String> {
    let from = message.head()?.from()?.first()?;
    composer::line(from.name().or(from.address())?)
}

fn addresses(of: &Address<'_>) -> String {
    let each = of.iter().take(100).map(|one| match (one.name(), one.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => String::new(),
    });
    each.filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Joins the lines that a program broke and marked by a space (RFC 3676).
fn unflow(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.split('\n') {
        let quoted = line.starts_with('>');
        let line = if quoted { line } else { line.strip_prefix(' ').unwrap_or(line) };
        whole.push_str(line);
        if !line.ends_with(' ') || line == "-- " || quoted {
            whole.push('\n');
        }
    }
    whole
}

#[cfg(test)]
mod tests;
