//! Mail as Outlook saves it (MSG): a small file system with one property a file.
//!
//! Only the few properties that a reader sees are looked up. A message whose
//! words exist in Outlook's packed RTF alone is refused, with the way out.

use super::{Head, Written};
use crate::composer;
use crate::intake::{Hint, Intake};
use crate::limits::MAX_MIME_PARTS;
use crate::reader::{About, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use crate::{html, plain};
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How every file of the kind begins, Word's and Excel's old ones included.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The name that only messages hold, as it stands in the file.
const NAME: &str = "__properties_version1.0";

const SUBJECT: u16 = 0x0037;
const SENT: u16 = 0x0039;
const SENDER: u16 = 0x0c1a;
const SENDER_ADDRESS: u16 = 0x0c1f;
const CC: u16 = 0x0e03;
const TO: u16 = 0x0e04;
const RECEIVED: u16 = 0x0e06;
const BODY: u16 = 0x1000;
const RTF: u16 = 0x1009;
const HTML: u16 = 0x1013;
const SHORT_NAME: u16 = 0x3704;
const LONG_NAME: u16 = 0x3707;
const CODE_PAGE: u16 = 0x3fde;
const SENDER_SMTP: u16 = 0x5d01;

/// Reads mail that Outlook saved.
#[derive(Debug)]
pub(crate) struct Msg;

impl Reader for Msg {
    fn media_type(&self) -> &'static str {
        "application/vnd.ms-outlook"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        if !sample.bytes.starts_with(MAGIC) {
            return Claim::No;
        }
        let named = sample.is_named(&["msg", "oft"], &["application/vnd.ms-outlook"]);
        let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Names begin at multiples of 128 bytes.
        let holds = || sample.bytes.chunks(128).any(|entry| entry.starts_with(&name));
        if named || holds() { Claim::Certain } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], _: &Hint) -> Result<Intake, Unreadable> {
        let read = catch_unwind(AssertUnwindSafe(|| read(bytes, self.media_type())));
        read.unwrap_or_else(|_| Err(damaged()))
    }
}

fn damaged() -> Unreadable {
    Unreadable::Damaged { what: "the files inside it are out of order".to_owned() }
}

fn read(bytes: &[u8], media_type: &str) -> Result<Intake, Unreadable> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut message = Message { file, size: bytes.len() as u64 };
    let properties = message.stream(NAME).ok_or_else(damaged)?;
    let code_page = fixed(&properties, CODE_PAGE).and_then(|page| label(page & 0xffff_ffff));
    let mut written = Written::default();
    let sender = message.line(SENDER, code_page.as_deref());
    let address = message.line(SENDER_SMTP, code_page.as_deref());
    let address = address.or_else(|| message.line(SENDER_ADDRESS, code_page.as_deref()).filter(|a| a.contains('@')));
    let from = match (&sender, address) {
        (Some(name), Some(address)) if *name != address => Some(format!("{name} <{address}>")),
        (Some(only), _) => Some(only.clone()),
        (None, address) => address,
    };
    let sent = fixed(&properties, SENT).or(fixed(&properties, RECEIVED)).and_then(date);
    let head = Head {
        subject: message.line(SUBJECT, code_page.as_deref()),
        from,
        to: message.line(TO, code_page.as_deref()),
        cc: message.line(CC, code_page.as_deref()),
        date: sent.clone(),
    };
    written.head(&head, 0)?;
    message.body(&mut written, code_page.as_deref())?;
    written.attachments = message.attachments(code_page.as_deref())?;
    let about = About { title: head.subject, author: sender.or(head.from), published: sent, ..About::default() };
    written.finish(media_type, "cfb 0.16.0, Outlook message 1", about)
}

struct Message<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    size: u64,
}

impl Message<'_> {
    /// The bytes of a property file, never more than the message has.
    fn stream(&mut self, path: &str) -> Option<Vec<u8>> {
        let stream = self.file.open_stream(path).ok()?;
        let mut bytes = Vec::new();
        stream.take(self.size).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// A property that holds text.
    fn text(&mut self, folder: &str, property: u16, code_page: Option<&str>) -> Option<String> {
        if let Some(wide) = self.stream(&format!("{folder}__substg1.0_{property:04X}001F")) {
            let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(&wide);
            return Some(text.trim_end_matches('\0').to_owned());
        }
        let narrow = self.stream(&format!("{folder}__substg1.0_{property:04X}001E"))?;
        let encoding = code_page.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
        let (text, ..) = encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode(&narrow);
        Some(text.trim_end_matches('\0').to_owned())
    }

    fn line(&mut self, property: u16, code_page: Option<&str>) -> Option<String> {
        composer::line(&self.text("", property, code_page)?)
    }

    fn body(&mut self, written: &mut Written, code_page: Option<&str>) -> Result<(), Unreadable> {
        let before = written.composer.count();
        if let Some(page) = self.stream(&format!("__substg1.0_{HTML:04X}0102")) {
            if let Some(text) = written.decode(&page, code_page.map(str::to_owned))? {
                html::add_whole(&text, &mut written.composer)?;
            }
        } else if let Some(page) = self.text("", HTML, code_page) {
            html::add_whole(&page, &mut written.composer)?;
        }
        if written.composer.count() == before
            && let Some(text) = self.text("", BODY, code_page)
        {
            plain::add_body(&text.replace("\r\n", "\n").replace('\r', "\n"), &mut written.composer)?;
        }
        if written.composer.count() == before && self.stream(&format!("__substg1.0_{RTF:04X}0102")).is_some() {
            return Err(Unreadable::Unsupported {
                what: "an Outlook message with packed text; save it as EML".to_owned(),
            });
        }
        Ok(())
    }

    /// The names of what hangs on the message.
    fn attachments(&mut self, code_page: Option<&str>) -> Result<Vec<String>, Unreadable> {
        let folders = self.file.read_root_storage().filter(|entry| entry.name().starts_with("__attach_version1.0_#"));
        let folders: Vec<String> = folders.map(|entry| entry.name().to_owned()).take(MAX_MIME_PARTS + 1).collect();
        if folders.len() > MAX_MIME_PARTS {
            return Err(Unreadable::TooMuch { what: "attachments".to_owned(), limit: MAX_MIME_PARTS as u64 });
        }
        let mut names = Vec::new();
        for folder in folders {
            let folder = format!("{folder}/");
            let name = self.text(&folder, LONG_NAME, code_page).or_else(|| self.text(&folder, SHORT_NAME, code_page));
            let name = name.as_deref().and_then(composer::line);
            names.push(name.unwrap_or_else(|| "a message".to_owned()));
        }
        Ok(names)
    }
}

/// A property of fixed size, from the list of them.
fn fixed(properties: &[u8], property: u16) -> Option<u64> {
    let entries = properties.get(32..)?.chunks_exact(16);
    let mut found = entries.filter(|entry| entry.get(2..4) == Some(property.to_le_bytes().as_slice()));
    let value = found.next()?.get(8..16)?;
    Some(u64::from_le_bytes(value.try_into().ok()?))
}

/// A moment as Windows counts it, in tenths of microseconds since 1601.
fn date(ticks: u64) -> Option<String> {
    let seconds = i64::try_from(ticks / 10_000_000).ok()?.checked_sub(11_644_473_600)?;
    // Years beyond four digits are no dates.
    if ticks == 0 || seconds > 253_402_300_799 {
        return None;
    }
    Some(mail_parser::DateTime::from_timestamp(seconds).to_rfc3339())
}

/// The name of one of Windows' code pages.
fn label(page: u64) -> Option<String> {
    let label = match page {
        65001 => "utf-8".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 51949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        874 | 1250..=1258 => format!("windows-{page}"),
        20866 => "koi8-r".to_owned(),
        21866 => "koi8-u".to_owned(),
        28592..=28606 => format!("iso-8859-{}", page - 28590),
        50220..=50222 => "iso-2022-jp".to_owned(),
        51932 => "euc-jp".to_owned(),
        54936 => "gb18030".to_owned(),
        20127 | 28591 => "windows-1252".to_owned(),
        _ => return None,
    };
    Some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_as_dates() {
        assert_eq!(date(131_431_968_000_000_000).as_deref(), Some("2017-06-29T08:00:00Z"));
        assert_eq!(date(0), None);
        assert_eq!(date(u64::MAX), None);
    }

    #[test]
    fn code_pages_have_names_that_can_be_decoded() {
        for page in [65001, 932, 936, 949, 950, 874, 1251, 1256, 20866, 28592, 28605, 50220, 51932, 54936, 20127] {
            let label = label(page).unwrap();
            assert!(encoding_rs::Encoding::for_label(label.as_bytes()).is_some(), "{label}");
        }
    }
}
