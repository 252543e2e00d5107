//! From the bytes of RTF to letters: which encoding a font is in, and letters
//! that are told by their number.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Bytes and numbers on their way to letters.
#[derive(Debug)]
pub(super) struct Decoder {
    usual: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    bytes: Vec<u8>,
    /// The first half of a letter beyond the first 65,536.
    half: Option<u16>,
    /// Signs still to be passed over, which stand in for a letter that was told.
    stand_ins: u32,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self { usual: WINDOWS_1252, fonts: HashMap::new(), bytes: Vec::new(), half: None, stand_ins: 0 }
    }

    /// The name of the encoding of the document.
    pub(super) fn charset(&self) -> String {
        self.usual.name().to_owned()
    }

    /// Sets the encoding of the document, by its Windows number.
    pub(super) fn set_page(&mut self, page: i32) {
        if let Some(encoding) = by_page(page) {
            self.usual = encoding;
        }
    }

    /// Sets the encoding of a font, by the number that fonts have for it.
    pub(super) fn set_font(&mut self, font: i32, charset: i32) {
        if let Some(encoding) = by_charset(charset) {
            self.fonts.insert(font, encoding);
        }
    }

    /// Takes a byte of text.
    pub(super) fn byte(&mut self, byte: u8) {
        if self.passes() {
            return;
        }
        self.bytes.push(byte);
    }

    /// Whether the next sign stands in for a letter that was told.
    pub(super) fn passes(&mut self) -> bool {
        let passes = self.stand_ins > 0;
        self.stand_ins = self.stand_ins.saturating_sub(1);
        passes
    }

    /// A group ends: what stands in for a letter stands beside it.
    pub(super) fn stop_passing(&mut self) {
        self.stand_ins = 0;
    }

    /// Takes the letters of the bytes so far.
    pub(super) fn take(&mut self, font: i32) -> String {
        if self.bytes.is_empty() {
            return String::new();
        }
        let encoding = self.fonts.get(&font).copied().unwrap_or(self.usual);
        let (letters, _) = encoding.decode_without_bom_handling(&self.bytes);
        let letters = letters.into_owned();
        self.bytes.clear();
        letters
    }

    /// Takes a letter that is told by its number.
    pub(super) fn number(&mut self, number: i32, stand_ins: u32) -> Option<char> {
        self.stand_ins = stand_ins;
        // Numbers above 32,767 are written as negative ones.
        let unit = u16::try_from(number).unwrap_or((number & 0xffff) as u16);
        if number > 0xffff {
            return char::from_u32(number as u32);
        }
        match (self.half.take(), unit) {
            (_, 0xd800..=0xdbff) => {
                self.half = Some(unit);
                None
            }
            (Some(half), 0xdc00..=0xdfff) => char::decode_utf16([half, unit]).next()?.ok(),
            (_, unit) => Some(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')),
        }
    }
}

fn by_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        65001 => "utf-8",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        866 => "ibm866",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        page @ 1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

fn by_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    by_page(page)
}
