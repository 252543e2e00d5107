//! What bytes are, by how they begin: for a clear refusal, not for reading.
//!
//! One list of signatures. A format that gets a reader is claimed by that
//! reader before this list is asked.

use crate::charset::looks_like_utf_16;
use crate::limits::HEAD;
use crate::unreadable::Unreadable;

/// How a file of a known kind begins.
struct Signature {
    starts: &'static [u8],
    /// More that must stand at a place behind the start.
    also: Option<(usize, &'static [u8])>,
    what: &'static str,
    /// A document that may hold text, but has no reader yet.
    document: bool,
}

impl Signature {
    fn fits(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(self.starts)
            && self.also.is_none_or(|(at, more)| bytes.get(at..).is_some_and(|rest| rest.starts_with(more)))
    }
}

const fn media(bytes: &'static [u8], what: &'static str) -> Signature {
    Signature { starts: bytes, also: None, what, document: false }
}

const fn document(bytes: &'static [u8], what: &'static str) -> Signature {
    Signature { starts: bytes, also: None, what, document: true }
}

const SIGNATURES: &[Signature] = &[
    document(b"%PDF-", "a PDF"),
    document(b"{\\rtf", "an RTF document"),
    document(b"%!PS", "a PostScript document"),
    document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    document(b"WARC/", "a web archive (WARC)"),
    document(b"bplist00", "a web archive of Safari"),
    document(b"AT&TFORM", "a DjVu document"),
    media(b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    media(b"\xff\xd8\xff", "a JPEG picture"),
    media(b"GIF87a", "a GIF picture"),
    media(b"GIF89a", "a GIF picture"),
    media(b"II*\0", "a TIFF picture"),
    media(b"MM\0*", "a TIFF picture"),
    media(b"\0\0\x01\0", "an icon"),
    Signature { starts: b"RIFF", also: Some((8, b"WEBP")), what: "a WebP picture", document: false },
    Signature { starts: b"RIFF", also: Some((8, b"WAVE")), what: "a sound recording (WAV)", document: false },
    Signature {
        starts: b"\0\0\0",
        also: Some((4, b"ftyp")),
        what: "a video, recording or picture (MP4 family)",
        document: false,
    },
    media(b"ID3\x02", "a sound recording (MP3)"),
    media(b"ID3\x03", "a sound recording (MP3)"),
    media(b"ID3\x04", "a sound recording (MP3)"),
    media(b"OggS\0", "a recording (Ogg)"),
    media(b"fLaC\0", "a sound recording (FLAC)"),
    media(b"\x1a\x45\xdf\xa3", "a video (Matroska or WebM)"),
    document(b"\x1f\x8b", "a compressed file (gzip)"),
    Signature { starts: b"BZh", also: Some((4, b"1AY&SY")), what: "a compressed file (bzip2)", document: true },
    document(b"\xfd7zXZ\0", "a compressed file (xz)"),
    document(b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard)"),
    document(b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    document(b"Rar!\x1a\x07", "an archive (RAR)"),
    media(b"SQLite format 3\0", "a database (SQLite)"),
    media(b"\x7fELF", "a program"),
    media(b"MZ\x90\0", "a program"),
    media(b"\0asm", "a program"),
    media(b"wOFF", "a font"),
    media(b"wOF2", "a font"),
];

/// Names inside a ZIP that tell what it is.
const IN_ZIP: &[(&[u8], &str)] = &[
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
];

/// Refuses bytes that are known not to be text, or that do not look like it.
pub(crate) fn refuse(bytes: &[u8]) -> Result<(), Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Unreadable::Unsupported { what: in_zip(bytes).to_owned() });
    }
    let known = SIGNATURES.iter().find(|signature| signature.fits(bytes));
    if let Some(signature) = known {
        let what = signature.what.to_owned();
        return Err(if signature.document { Unreadable::Unsupported { what } } else { Unreadable::Binary { what } });
    }
    if !looks_like_text(bytes) {
        return Err(Unreadable::Binary { what: "a file of bytes that are not letters".to_owned() });
    }
    Ok(())
}

fn in_zip(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    IN_ZIP
        .iter()
        .find(|(name, _)| head.windows(name.len()).any(|part| part == *name))
        .map_or("an archive (ZIP)", |(_, what)| what)
}

/// Text has hardly any control characters; one stray NUL in a long text is
/// forgiven, and later left out.
fn looks_like_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    controls * 100 <= head.len() || marked || looks_like_utf_16(bytes).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_documents_are_told_apart() {
        let picture = refuse(b"\x89PNG\r\n\x1a\n...").unwrap_err();
        assert_eq!(picture.to_string(), "This is a PNG picture, which holds no text to read.");
        let pdf = refuse(b"%PDF-1.7").unwrap_err();
        assert_eq!(pdf.to_string(), "This is a PDF. This format is not read yet.");
        let word = refuse(b"PK\x03\x04....word/document.xml").unwrap_err();
        assert!(word.to_string().contains("DOCX"));
    }

    #[test]
    fn text_passes_even_with_a_stray_nul() {
        assert!(refuse(&[b"a long honest line of text ".repeat(9), vec![0]].concat()).is_ok());
        assert!(refuse("Хан-Шейхун".as_bytes()).is_ok());
        assert!(refuse(&[7, 0, 3, 200, 1, 9]).is_err());
    }
}
