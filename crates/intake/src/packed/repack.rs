//! An archive with some of its parts changed; every other one stays as it is, packed bytes and all.
//!
//! No clock: what is new bears the first day that a ZIP archive can name, so
//! that the same changes give the same bytes. Nothing is unpacked here.

use super::archive::{Archive, damage, damaged, key};
use crate::limits::MAX_REPACKED;
use crate::unreadable::Unreadable;
use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A part by its name, as it is to be.
pub(crate) type Changed = (String, Vec<u8>);

impl Archive<'_> {
    /// Packs the archive anew: changed parts in their places, new ones behind all others.
    pub(crate) fn repacked(mut self, changed: &[Changed]) -> Result<Vec<u8>, Unreadable> {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        let mut left: Vec<&Changed> = changed.iter().collect();
        for place in 0..self.zip.len() {
            let stated = self.zip.by_index_data(place).map_err(|error| damage(&error))?;
            // What is encrypted would lose the word that says so.
            if stated.encrypted() {
                return Err(Unreadable::Encrypted);
            }
            let name = String::from_utf8_lossy(stated.name_raw()).into_owned();
            match left.iter().position(|(part, _)| key(part) == key(&name)) {
                Some(nth) => add(&mut made, &name, &left.remove(nth).1)?,
                None => {
                    let part = self.zip.by_index_raw(place).map_err(|error| damage(&error))?;
                    made.raw_copy_file(part).map_err(|error| failed(&error))?;
                }
            }
        }
        for (name, bytes) in left {
            add(&mut made, name, bytes)?;
        }
        let made = made.finish().map_err(|error| failed(&error))?.into_inner();
        if made.len() as u64 > MAX_REPACKED {
            return Err(Unreadable::TooLarge { bytes: made.len() as u64, limit: MAX_REPACKED });
        }
        Ok(made)
    }
}

fn add(made: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<(), Unreadable> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    made.start_file(name, options).map_err(|error| failed(&error))?;
    made.write_all(bytes).map_err(|_| damaged("its parts cannot be packed again"))
}

fn failed(_: &ZipError) -> Unreadable {
    damaged("its parts cannot be packed again")
}
