//! A message as its parts.
//!
//! The headers are read by mail-parser. The parts are cut here, because only
//! here depth and number are counted before anything is spent: a message may
//! claim to hold a hundred thousand others, one inside the other.

use crate::limits::{MAX_HEADERS, MAX_MIME_DEPTH, MAX_MIME_PARTS};
use crate::unreadable::Unreadable;
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser};
use std::borrow::Cow;
use std::sync::LazyLock;

/// One part: its headers, and what is in it.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    head: Option<Message<'a>>,
    pub(crate) body: Body<'a>,
}

/// What is in a part.
#[derive(Debug)]
pub(crate) enum Body<'a> {
    /// Bytes as they were sent.
    Bytes(&'a [u8]),
    /// Further parts.
    Parts(Vec<Part<'a>>),
    /// Another message.
    Message(Box<Part<'a>>),
}

/// Parts the bytes of a message.
pub(crate) fn parse(bytes: &[u8]) -> Result<Part<'_>, Unreadable> {
    let mut left = MAX_MIME_PARTS;
    part(bytes, 0, &mut left)
}

static HEADERS: LazyLock<MessageParser> =
    LazyLock::new(|| MessageParser::new().with_minimal_headers().default_header_ignore());

fn part<'a>(bytes: &'a [u8], depth: u32, left: &mut usize) -> Result<Part<'a>, Unreadable> {
    if depth > MAX_MIME_DEPTH {
        return Err(Unreadable::TooDeep { limit: MAX_MIME_DEPTH });
    }
    *left = left.checked_sub(1).ok_or_else(|| too_many("parts", MAX_MIME_PARTS))?;
    let at = head_length(bytes);
    if at > MAX_HEADERS {
        return Err(too_many("bytes of headers", MAX_HEADERS));
    }
    let (head, body) = bytes.split_at(at);
    let mut part = Part { head: HEADERS.parse_headers(head), body: Body::Bytes(body) };
    let kind = part.kind();
    if let Some(boundary) = part.boundary().filter(|_| kind.starts_with("multipart/")) {
        let pieces = pieces(body, boundary.as_bytes());
        if pieces.len() > *left {
            return Err(too_many("parts", MAX_MIME_PARTS));
        }
        let parts: Result<Vec<Part<'a>>, Unreadable> =
            pieces.into_iter().map(|piece| self::part(piece, depth + 1, left)).collect();
        part.body = Body::Parts(parts?);
    } else if matches!(kind.as_str(), "message/rfc822" | "message/global") && !part.is_encoded() {
        part.body = Body::Message(Box::new(self::part(body, depth + 1, left)?));
    }
    Ok(part)
}

fn too_many(what: &str, limit: usize) -> Unreadable {
    Unreadable::TooMuch { what: what.to_owned(), limit: limit as u64 }
}

/// Where the headers end: behind the first empty line.
fn head_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if matches!(line, b"\n" | b"\r\n") || at > MAX_HEADERS {
            break;
        }
    }
    at
}

/// What stands between the lines of a boundary.
fn pieces<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let here = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary)) else {
            continue;
        };
        let last = rest.starts_with(b"--");
        let blank = |rest: &[u8]| rest.iter().all(u8::is_ascii_whitespace);
        if !last && !blank(rest) {
            continue;
        }
        if let Some(start) = begun.take() {
            found.push(trim_line_end(body.get(start..here).unwrap_or_default()));
        }
        if last || found.len() > MAX_MIME_PARTS {
            return found;
        }
        begun = Some(at);
    }
    // Cut off: what is there is read.
    if let Some(start) = begun {
        found.push(body.get(start..).unwrap_or_default());
    }
    found
}

/// The line end before a boundary belongs to the boundary.
fn trim_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

/// Signs `=` that stand for themselves, where a program forgot to say so.
fn mended(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len() + 64);
    for (at, byte) in bytes.iter().enumerate() {
        whole.push(*byte);
        let after = bytes.get(at + 1..).unwrap_or_default();
        let meant = match after {
            [b'\n', ..] | [b'\r', b'\n', ..] => true,
            [a, b, ..] => a.is_ascii_hexdigit() && b.is_ascii_hexdigit(),
            [_] | [] => false,
        };
        if *byte == b'=' && !meant {
            whole.extend(b"3D");
        }
    }
    whole
}

impl Part<'_> {
    fn value(&self, name: HeaderName<'static>) -> Option<&HeaderValue<'_>> {
        self.head.as_ref()?.header(name)
    }

    /// The headers of a message.
    pub(crate) fn head(&self) -> Option<&Message<'_>> {
        self.head.as_ref()
    }

    /// A header as one line of text.
    pub(crate) fn text(&self, name: HeaderName<'static>) -> Option<&str> {
        self.value(name)?.as_text()
    }

    /// A header as it was sent.
    pub(crate) fn raw(&self, name: HeaderName<'static>) -> Option<&str> {
        self.head.as_ref()?.header_raw(name).map(str::trim)
    }

    /// The media type, in small letters; a part without one is plain text.
    pub(crate) fn kind(&self) -> String {
        let stated = self.value(HeaderName::ContentType).and_then(HeaderValue::as_content_type);
        let Some(stated) = stated else {
            return "text/plain".to_owned();
        };
        let sub = stated.subtype().unwrap_or(if stated.ctype().eq_ignore_ascii_case("text") { "plain" } else { "" });
        format!("{}/{sub}", stated.ctype()).to_ascii_lowercase()
    }

    /// A parameter of the media type.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.value(HeaderName::ContentType)?.as_content_type()?.attribute(name)
    }

    fn boundary(&self) -> Option<String> {
        self.parameter("boundary").map(str::to_owned).filter(|boundary| !boundary.is_empty())
    }

    fn encoding(&self) -> String {
        self.text(HeaderName::ContentTransferEncoding).unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn is_encoded(&self) -> bool {
        matches!(self.encoding().as_str(), "base64" | "quoted-printable")
    }

    /// Whether it was sent to be saved, not to be read.
    pub(crate) fn is_attachment(&self) -> bool {
        let stated = self.value(HeaderName::ContentDisposition).and_then(HeaderValue::as_content_type);
        stated.is_some_and(mail_parser::ContentType::is_attachment)
    }

    /// The name under which it would be saved.
    pub(crate) fn file_name(&self) -> Option<&str> {
        let stated = self.value(HeaderName::ContentDisposition).and_then(HeaderValue::as_content_type);
        stated.and_then(|stated| stated.attribute("filename")).or_else(|| self.parameter("name"))
    }

    /// The bytes as they were before they were sent; `None` for what has parts.
    pub(crate) fn decoded(&self) -> Option<Cow<'_, [u8]>> {
        let Body::Bytes(bytes) = &self.body else {
            return None;
        };
        let decoded = match self.encoding().as_str() {
            "base64" => {
                let signs = bytes.iter().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
                base64_decode(&signs.copied().collect::<Vec<u8>>())
            }
            "quoted-printable" => quoted_printable_decode(bytes).or_else(|| quoted_printable_decode(&mended(bytes))),
            _ => None,
        };
        Some(decoded.map_or(Cow::Borrowed(*bytes), Cow::Owned))
    }

    /// This part and all in it, in the order of the message; not what is in
    /// messages in it.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut waiting = vec![self];
        while let Some(part) = waiting.pop() {
            found.push(part);
            if let Body::Parts(parts) = &part.body {
                waiting.extend(parts.iter().rev());
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_cut_at_their_boundary_alone() {
        let sent =
            b"Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\nnot seen\r\n--b\r\n\r\none\r\n--bb\r\n--b \r\n\
            Content-Transfer-Encoding: base64\r\n\r\ndHd\r\nv\r\n--b--\r\nnor this";
        let part = parse(sent).unwrap();
        let all = part.all();
        let bodies: Vec<_> = all.iter().filter_map(|part| part.decoded()).collect();
        assert_eq!(bodies, [b"one\r\n--bb".as_slice(), b"two".as_slice()]);
        assert_eq!(all[1].kind(), "text/plain");
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let nested = "Content-Type: message/rfc822\n\n".repeat(100_000);
        assert_eq!(parse(nested.as_bytes()).unwrap_err(), Unreadable::TooDeep { limit: MAX_MIME_DEPTH });
        let inside: String =
            (0..40).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
        assert!(matches!(parse(inside.as_bytes()), Err(Unreadable::TooDeep { .. })));
        let many = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(100_000));
        assert!(matches!(parse(many.as_bytes()), Err(Unreadable::TooMuch { .. })));
        let headers = "X-Y: z\n".repeat(1_000_000);
        assert!(matches!(parse(headers.as_bytes()), Err(Unreadable::TooMuch { .. })));
    }
}
