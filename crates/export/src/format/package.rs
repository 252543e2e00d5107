//! Zip packages of XML parts, as DOCX and ODT are, and XML text.
//!
//! No clock: every part bears the first day that a zip file can name, so that
//! the same report gives the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{ExportError, Result};
pub(super) use crate::text::apart;

/// A package as it grows.
pub(super) struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a part as it is: the first part of an ODF file must not be compressed.
    pub(super) fn stored(&mut self, name: &str, text: &str) -> Result<()> {
        self.add(name, text.as_bytes(), CompressionMethod::Stored)
    }

    pub(super) fn part(&mut self, name: &str, text: &str) -> Result<()> {
        self.add(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// Adds a picture, which is packed already.
    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.add(name, bytes, CompressionMethod::Stored)
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<()> {
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.0.start_file(name, options).map_err(|error| ExportError::Package(error.to_string()))?;
        self.0.write_all(bytes).map_err(|error| ExportError::Package(error.to_string()))
    }

    pub(super) fn finish(self) -> Result<Vec<u8>> {
        let done = self.0.finish().map_err(|error| ExportError::Package(error.to_string()))?;
        Ok(done.into_inner())
    }
}

/// A text as XML has it, in elements and in attributes.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            // XML 1.0 has no sign for these at all.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push('\u{fffd}');
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}
