//! A ZIP archive as a set of parts: the only place that unpacks anything.
//!
//! Nothing is ever written, and names from the archive serve to find parts,
//! never as paths. Every byte that comes out is counted as it comes, because
//! the sizes that an archive states may lie.

use crate::limits::{FREE_OUTPUT, MAX_ENTRIES, MAX_OUTPUT, MAX_PART, MAX_RATIO};
use crate::unreadable::Unreadable;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How an entry of the directory begins.
const ENTRY: &[u8] = b"PK\x01\x02";

/// The parts of an archive.
pub(crate) struct Archive<'a> {
    pub(super) zip: ZipArchive<Cursor<&'a [u8]>>,
    places: HashMap<String, usize>,
    /// How many bytes may still come out of it.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive, or says what is wrong with it.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let many = || Unreadable::TooMuch { what: "files inside".to_owned(), limit: MAX_ENTRIES as u64 };
        // Counted before the directory is read: it may be larger than memory.
        if bytes.windows(ENTRY.len()).filter(|part| *part == ENTRY).nth(MAX_ENTRIES).is_some() {
            return Err(many());
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damage(&error))?;
        if zip.len() > MAX_ENTRIES {
            return Err(many());
        }
        if zip.has_duplicate_names() {
            return Err(damaged("two of its parts have the same name"));
        }
        if zip.has_overlapping_files().map_err(|error| damage(&error))? {
            return Err(damaged("its parts lie over one another"));
        }
        let names: Vec<Vec<u8>> = zip.file_names_raw().map(<[u8]>::to_vec).collect();
        let places = names.iter().enumerate().map(|(place, name)| (key(&String::from_utf8_lossy(name)), place));
        let places = places.collect();
        let by_ratio = (bytes.len() as u64).saturating_mul(MAX_RATIO).max(FREE_OUTPUT);
        Ok(Self { zip, places, left: by_ratio.min(MAX_OUTPUT) })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&key(name))
    }

    /// Whether there is a part below this folder.
    pub(crate) fn has_below(&self, folder: &str) -> bool {
        self.places.keys().any(|name| name.starts_with(folder))
    }

    /// The names of the parts below this folder, in small letters and in order.
    pub(crate) fn names_below(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self.places.keys().filter(|name| name.starts_with(folder)).cloned().collect();
        names.sort_unstable();
        names
    }

    /// Unpacks a part; `None` if there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(place) = self.places.get(&key(name)).copied() else {
            return Ok(None);
        };
        let stated = self.zip.by_index_data(place).map_err(|error| damage(&error))?;
        if stated.encrypted() {
            return Err(Unreadable::Encrypted);
        }
        let size = stated.size();
        let most = self.left.min(MAX_PART);
        let mut part = Vec::with_capacity(usize::try_from(size.min(1 << 20)).unwrap_or(0));
        let file = self.zip.by_index(place).map_err(|error| damage(&error))?;
        let read = file.take(most + 1).read_to_end(&mut part);
        let count = part.len() as u64;
        if count > most {
            return Err(Unreadable::Expands { limit: most });
        }
        if read.is_err() {
            return Err(damaged("a part cannot be unpacked"));
        }
        if count != size {
            return Err(damaged("a part has another size than the archive states"));
        }
        self.left -= count;
        Ok(Some(part))
    }

    /// A part that is a text, such as `mimetype`.
    pub(crate) fn letters(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        Ok(self.part(name)?.map(|part| String::from_utf8_lossy(&part).into_owned()))
    }
}

/// Programs write names with either slash, with one in front, in any case.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The name that `target` means when it stands in the part `from`.
pub(crate) fn beside(from: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    steps.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

pub(crate) fn damaged(what: &str) -> Unreadable {
    Unreadable::Damaged { what: what.to_owned() }
}

pub(super) fn damage(error: &ZipError) -> Unreadable {
    match error {
        ZipError::InvalidPassword => Unreadable::Encrypted,
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => Unreadable::Encrypted,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            damaged("it is packed in a way that documents are not")
        }
        _ => damaged("its archive cannot be read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_beside_their_part_and_never_above_all() {
        assert_eq!(beside("OPS/package.opf", "text/1.xhtml#p2"), "OPS/text/1.xhtml");
        assert_eq!(beside("word/document.xml", "/word/notes.xml"), "word/notes.xml");
        assert_eq!(beside("a/b.xml", "../../../etc/passwd"), "etc/passwd");
    }
}
