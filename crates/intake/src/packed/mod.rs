//! Documents that are ZIP archives: which one an archive is, and who reads it.
//!
//! `archive` is the only place that unpacks, `repack` the only one that packs. A new packed format is one more
//! line in [`Packed::read`]; archives inside archives are not opened.

pub(crate) mod archive;
pub(crate) mod repack;

use crate::intake::{Hint, Intake};
use crate::reader::{Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use crate::{docx, epub, odt};
use archive::Archive;

/// How archives begin: with a file, with nothing, or as one of several.
const OPENINGS: &[&[u8]] = &[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// Reads documents that are ZIP archives. Which of them one is, its parts say,
/// so that each reads all; there is one for each media type.
#[derive(Debug)]
pub(crate) struct Packed(&'static str);

impl Packed {
    pub(crate) const DOCX: Self = Self(docx::MEDIA_TYPE);
    pub(crate) const ODT: Self = Self(odt::MEDIA_TYPE);
    pub(crate) const EPUB: Self = Self(epub::MEDIA_TYPE);
}

impl Reader for Packed {
    fn media_type(&self) -> &'static str {
        self.0
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let begins = OPENINGS.iter().any(|opening| sample.bytes.starts_with(opening));
        if begins { Claim::Certain } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], _: &Hint) -> Result<Intake, Unreadable> {
        let mut archive = Archive::open(bytes)?;
        if docx::is_one(&archive) {
            return docx::read(&mut archive);
        }
        let stated = archive.letters("mimetype")?.unwrap_or_default();
        match stated.trim() {
            odt::MEDIA_TYPE | odt::TEMPLATE => return odt::read(&mut archive),
            epub::MEDIA_TYPE => return epub::read(&mut archive),
            _ => {}
        }
        if archive.has("META-INF/container.xml") {
            return epub::read(&mut archive);
        }
        let open_document = stated.starts_with("application/vnd.oasis.opendocument");
        if archive.has("content.xml") && !open_document {
            return odt::read(&mut archive);
        }
        let what = if archive.has_below("xl/") {
            "an Excel workbook (XLSX)"
        } else if archive.has_below("ppt/") {
            "a PowerPoint presentation (PPTX)"
        } else if open_document {
            "an OpenDocument file that is not a text"
        } else {
            "an archive (ZIP)"
        };
        Err(Unreadable::Unsupported { what: what.to_owned() })
    }
}
