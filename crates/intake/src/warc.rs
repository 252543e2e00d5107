//! Web archives (WARC, and WACZ around it): the page that was captured, and what came with it.
//!
//! Records are the `warc` crate's; it repeats an error for ever, so the first one ends the reading.
//! What a server answered is taken apart here: head, pieces, packing, each counted as it comes out.

use crate::charset;
use crate::html;
use crate::intake::{Hint, Intake, Warning};
use crate::limits::MAX_OUTPUT;
use crate::packed::archive::Archive;
use crate::reader::{Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use flate2::read::{GzDecoder, MultiGzDecoder};
use std::borrow::Cow;
use std::io::{BufReader, Read};
use warc::{RecordType, WarcHeader, WarcReader};

/// The most records that are looked at.
const MAX_RECORDS: usize = 20_000;

/// Reads web archives: the first page in them.
#[derive(Debug)]
pub(crate) struct Warc;

/// Something that was captured.
#[derive(Debug)]
pub(crate) struct Captured {
    pub(crate) url: String,
    /// The media type as the server stated it, with its parameters.
    pub(crate) media_type: String,
    pub(crate) body: Vec<u8>,
    status: u16,
}

impl Captured {
    pub(crate) fn is_page(&self) -> bool {
        let essence = self.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        self.status == 200 && matches!(essence.as_str(), "text/html" | "application/xhtml+xml")
    }

    /// The encoding that the server stated.
    pub(crate) fn charset(&self) -> Option<String> {
        let stated = self.media_type.to_ascii_lowercase();
        let (_, after) = stated.split_once("charset=")?;
        let name = after.split(';').next().unwrap_or_default().trim_matches(|c: char| c == '"' || c.is_whitespace());
        (!name.is_empty()).then(|| name.to_owned())
    }
}

impl Reader for Warc {
    fn media_type(&self) -> &'static str {
        "application/warc"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let packed = sample.bytes.starts_with(b"PK") && sample.is_named(&["wacz"], &["application/wacz"]);
        if packed || is_warc(sample.bytes) { Claim::Certain } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], _: &Hint) -> Result<Intake, Unreadable> {
        let (all, whole) = captured(bytes)?;
        let main = all.into_iter().find(Captured::is_page).ok_or(Unreadable::NoText)?;
        let decoded = charset::decode(&main.body, &Hint { charset: main.charset(), ..Hint::default() })?;
        let mut intake = html::read_page(decoded, Some(main.url), self.media_type())?;
        intake.reader = format!("warc 0.4.0, {}", intake.reader);
        if !whole {
            intake.warnings.push(Warning::BreaksOff);
        }
        Ok(intake)
    }
}

/// Whether bytes are a web archive, packed or not.
fn is_warc(bytes: &[u8]) -> bool {
    let mut head = [0; 5];
    bytes.starts_with(b"WARC/")
        || bytes.starts_with(b"\x1f\x8b") && GzDecoder::new(bytes).read_exact(&mut head).is_ok() && &head == b"WARC/"
}

/// Everything that was captured, in order, and whether all of the archive could be read.
pub(crate) fn captured(bytes: &[u8]) -> Result<(Vec<Captured>, bool), Unreadable> {
    // What comes out of all packings together.
    let mut left = MAX_OUTPUT;
    let mut whole = true;
    let mut all = Vec::new();
    if !bytes.starts_with(b"PK") {
        whole &= of_file(bytes, &mut all, &mut left)?;
    } else {
        let mut archive = Archive::open(bytes)?;
        for name in archive.names_below("archive/") {
            if (name.ends_with(".warc") || name.ends_with(".warc.gz"))
                && let Some(part) = archive.part(&name)?
            {
                whole &= of_file(&part, &mut all, &mut left)?;
            }
        }
    }
    if all.is_empty() { Err(Unreadable::NoText) } else { Ok((all, whole)) }
}

/// Adds what a file holds; whether all of it could be read.
fn of_file(bytes: &[u8], all: &mut Vec<Captured>, left: &mut u64) -> Result<bool, Unreadable> {
    let (plain, mut whole) = if bytes.starts_with(b"\x1f\x8b") {
        let (plain, whole) = unpacked(MultiGzDecoder::new(bytes), left)?;
        (Cow::Owned(plain), whole)
    } else {
        (Cow::Borrowed(bytes), true)
    };
    // Each record ends with two line breaks (ISO 28500, section 4.1): what lacks them was cut off.
    whole &= plain.ends_with(b"\r\n\r\n");
    for record in WarcReader::new(BufReader::new(plain.as_ref())).iter_records().take(MAX_RECORDS) {
        // Anything after the first error would be the same error again.
        let Ok(record) = record else {
            whole = false;
            break;
        };
        let url = record.header(WarcHeader::TargetURI).map(Cow::into_owned).unwrap_or_default();
        let url = url.trim_matches(['<', '>']).to_owned();
        match record.warc_type() {
            RecordType::Response => all.extend(answer(url, record.body(), left)?),
            RecordType::Resource => {
                let media_type = record.header(WarcHeader::ContentType).map(Cow::into_owned).unwrap_or_default();
                all.push(Captured { url, media_type, body: record.body().to_vec(), status: 200 });
            }
            _ => {}
        }
    }
    Ok(whole)
}

/// An answer of a server, taken apart; none if it is not one, or packed in a way that is not known.
fn answer(url: String, whole: &[u8], left: &mut u64) -> Result<Option<Captured>, Unreadable> {
    let Some((head, body)) = taken_apart(whole) else { return Ok(None) };
    let body = match head.packing.as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => match unpacked(GzDecoder::new(body.as_ref()), left) {
            Ok((plain, _)) => plain,
            Err(error @ Unreadable::Expands { .. }) => return Err(error),
            Err(_) => return Ok(None),
        },
        "br" | "zstd" | "deflate" => return Ok(None),
        _ => body.into_owned(),
    };
    Ok(Some(Captured { url, media_type: head.media_type, body, status: head.status }))
}

/// What the head of an answer says.
struct Head {
    status: u16,
    media_type: String,
    packing: String,
}

fn taken_apart(whole: &[u8]) -> Option<(Head, Cow<'_, [u8]>)> {
    let end = whole.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&whole[..end]);
    let mut lines = head.lines();
    let status = lines.next()?.split_whitespace().nth(1)?.parse().ok()?;
    let (mut media_type, mut pieces, mut packing) = (String::new(), false, String::new());
    for line in lines {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => media_type = value.to_owned(),
            "transfer-encoding" => pieces = value.eq_ignore_ascii_case("chunked"),
            "content-encoding" => packing = value.to_ascii_lowercase(),
            _ => {}
        }
    }
    let body = &whole[end + 4..];
    // Some programs join the pieces and leave the header as it was.
    let body = if pieces { joined(body).map_or(Cow::Borrowed(body), Cow::Owned) } else { Cow::Borrowed(body) };
    Some((Head { status, media_type, packing }, body))
}

/// The pieces of an answer, joined; none if it is not in pieces.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).take(80).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// What comes out, and whether it came to its end; a file that breaks off is read as far as it goes.
fn unpacked(from: impl Read, left: &mut u64) -> Result<(Vec<u8>, bool), Unreadable> {
    let mut plain = Vec::new();
    let read = from.take(*left + 1).read_to_end(&mut plain);
    *left = left.checked_sub(plain.len() as u64).ok_or(Unreadable::Expands { limit: MAX_OUTPUT })?;
    if read.is_err() && plain.is_empty() {
        return Err(Unreadable::Damaged { what: "it cannot be unpacked".to_owned() });
    }
    Ok((plain, read.is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn record(kind: &str, url: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n\
             WARC-Date: 2017-07-06T08:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    #[test]
    fn the_first_page_is_read_and_what_came_with_it_is_known() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n\
                    1b\r\n<!doctype html><p>The words\r\n6\r\n here.\r\n0\r\n\r\n";
        let moved = "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved";
        let whole = record("response", "http://a.example/", moved)
            + &record("response", "http://a.example/page", page)
            + &record("resource", "http://a.example/x.png", "png");
        let (all, to_the_end) = captured(whole.as_bytes()).unwrap();
        assert_eq!((all.len(), to_the_end), (3, true));
        assert!(!all[0].is_page() && all[1].is_page());
        let read = crate::read(whole.as_bytes(), &Hint::default()).unwrap();
        assert_eq!((read.text.as_str(), read.media_type.as_str()), ("The words here.", "application/warc"));
        assert_eq!(read.url.as_deref(), Some("http://a.example/page"));
    }

    #[test]
    fn what_breaks_off_ends_the_reading() {
        let whole = record("resource", "http://a.example/", "x") + "WARC/1.0\r\nWARC-Type: response\r\nno end";
        let (all, to_the_end) = captured(whole.as_bytes()).unwrap();
        assert_eq!((all.len(), to_the_end), (1, false));
        assert_eq!(captured(b"WARC/1.0\r\n\xff").unwrap_err(), Unreadable::NoText);
    }

    #[test]
    fn what_unpacks_is_counted_over_all_packings() {
        let packed = |bytes: &[u8]| {
            let mut to = GzEncoder::new(Vec::new(), flate2::Compression::fast());
            to.write_all(bytes).unwrap();
            to.finish().unwrap()
        };
        let mut left = 10;
        assert_eq!(unpacked(GzDecoder::new(packed(b"sixsix").as_slice()), &mut left).unwrap().0, b"sixsix");
        let more = unpacked(GzDecoder::new(packed(b"sixsix").as_slice()), &mut left);
        assert!(matches!(more, Err(Unreadable::Expands { .. })), "{more:?}");
    }
}
