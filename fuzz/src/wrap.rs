//! Inner files of an input, wrapped as a valid archive.
//!
//! The input is cut at the byte 0xFF, which no XML holds; each piece becomes the
//! next file of the format.

/// The files of a Word document.
pub fn docx(data: &[u8]) -> Vec<u8> {
    let types: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let links: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let inner = [
        "word/document.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/_rels/document.xml.rels",
        "word/commentsExtended.xml",
        "docProps/core.xml",
    ];
    with(&[("[Content_Types].xml", types), ("_rels/.rels", links)], &inner, data)
}

/// The files of an OpenDocument text.
pub fn odt(data: &[u8]) -> Vec<u8> {
    let media_type: &[u8] = b"application/vnd.oasis.opendocument.text";
    let manifest: &[u8] = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
    with(&[("mimetype", media_type), ("META-INF/manifest.xml", manifest)], &["content.xml", "styles.xml", "meta.xml"], data)
}

/// The files of an e-book.
pub fn epub(data: &[u8]) -> Vec<u8> {
    let container: &[u8] = br#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    with(
        &[("mimetype", b"application/epub+zip".as_slice()), ("META-INF/container.xml", container)],
        &["book.opf", "a.xhtml", "b.xhtml", "toc.ncx"],
        data,
    )
}

/// The input as it is, behind the sign by which an archive is known.
pub fn archive(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") { data.to_vec() } else { [b"PK\x03\x04".as_slice(), data].concat() }
}

fn with(fixed: &[(&str, &[u8])], inner: &[&str], data: &[u8]) -> Vec<u8> {
    let pieces = inner.iter().copied().zip(data.split(|byte| *byte == 0xff));
    zip(fixed.iter().copied().chain(pieces))
}

/// An archive of stored files.
fn zip<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let (mut bytes, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, content) in files {
        let at = bytes.len() as u32;
        let mut head = Vec::new();
        for part in [20_u16, 0x0800, 0, 0, 0x21] {
            head.extend(part.to_le_bytes());
        }
        for part in [crc(content), content.len() as u32, content.len() as u32] {
            head.extend(part.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(content);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
        count += 1;
    }
    let (size, at) = (directory.len() as u32, bytes.len() as u32);
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}
