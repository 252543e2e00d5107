//! From a file to a snapshot of a source: bytes untouched, and the text in them where a reader knows the format.

use std::io::Read;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimdesk_core::command::{AddSnapshot, NewSnapshotText};
use claimdesk_core::id::{EditorId, SnapshotId, SourceId};
use claimdesk_core::model::{BlobRef, Capture, Provenance, SnapshotPatch};
use claimdesk_core::{Attachment, Reader, Receipt, Store, sha256};
use claimdesk_intake::{Hint, Intake, MAX_BYTES};

use crate::fault::{HostError, Result};
use crate::report_file::write_whole;
use crate::worker;

/// The largest copy that is kept.
pub const SNAPSHOT_BYTES: u64 = 512 << 20;

/// How much of a file is read at a time.
const PIECE: u64 = 4 << 20;

/// A copy that was read and is ready to be kept.
#[derive(Debug)]
pub struct Copy {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
    intake: Option<Intake>,
}

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many bytes of all of them were read.
    Bytes(u64, u64),
    /// The text in them is looked for.
    Text,
}

/// Reads a file; the text in it, if there is one, in a process of its own. Nothing is written, so that a
/// window can go on meanwhile.
pub fn read_file(path: &Path, told: &mut dyn FnMut(Step), is_cancelled: &dyn Fn() -> bool) -> Result<Copy> {
    let failed = |error| HostError::file(path, "read", error);
    let about = std::fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    if about.len() > SNAPSHOT_BYTES {
        let too_large = claimdesk_intake::Unreadable::TooLarge { bytes: about.len(), limit: SNAPSHOT_BYTES };
        return Err(HostError::Unreadable(too_large));
    }
    let bytes = read_bytes(path, about.len(), told, is_cancelled)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    told(Step::Text);
    read(name, bytes, is_cancelled)
}

/// The bytes of a file, piece by piece: so that one hears of it, and can break it off.
fn read_bytes(path: &Path, size: u64, told: &mut dyn FnMut(Step), is_cancelled: &dyn Fn() -> bool) -> Result<Vec<u8>> {
    let failed = |error| HostError::file(path, "read", error);
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    loop {
        let read = Read::by_ref(&mut file).take(PIECE).read_to_end(&mut bytes).map_err(failed)?;
        told(Step::Bytes(bytes.len() as u64, size));
        if is_cancelled() {
            return Err(HostError::Cancelled);
        }
        if bytes.len() as u64 > SNAPSHOT_BYTES {
            let too_large = claimdesk_intake::Unreadable::TooLarge { bytes: bytes.len() as u64, limit: SNAPSHOT_BYTES };
            return Err(HostError::Unreadable(too_large));
        }
        if read == 0 {
            return Ok(bytes);
        }
    }
}

/// Takes bytes for a copy, with the text in them if there is one.
pub fn read(name: String, bytes: Vec<u8>, is_cancelled: &dyn Fn() -> bool) -> Result<Copy> {
    let hint = Hint { name: Some(name.clone()), ..Hint::default() };
    // What no reader knows is kept all the same: a picture, a recording, an archive.
    let intake = match media_type(&name, &bytes) {
        Some(_) => None,
        None if bytes.len() as u64 > MAX_BYTES => None,
        None => match worker::read(&bytes, &hint, is_cancelled) {
            Ok(intake) => Some(intake),
            Err(HostError::Unreadable(_) | HostError::Worker(_)) => None,
            Err(other) => return Err(other),
        },
    };
    let known = media_type(&name, &bytes).map(str::to_owned);
    let media_type = known
        .or_else(|| intake.as_ref().map(|intake| intake.media_type.clone()))
        .unwrap_or_else(|| by_name(&name).to_owned());
    Ok(Copy { name, media_type, bytes, intake })
}

/// Keeps a copy as a snapshot of a source, as one entry.
pub fn add(
    store: &mut Store,
    editor: EditorId,
    source: SourceId,
    copy: Copy,
    how: Capture,
    with: SnapshotPatch,
) -> Result<Receipt> {
    let Copy { name, media_type, bytes, intake } = copy;
    let mut attachments = Vec::new();
    let attach = |bytes: Vec<u8>, media_type: &str| Attachment { bytes, media_type: media_type.to_owned() };
    let text = match intake {
        None => None,
        Some(intake) => {
            let layout = serde_json::to_vec(&intake.layout).map_err(claimdesk_core::Error::from)?;
            let text = intake.text.into_bytes();
            let new = NewSnapshotText {
                text: sha256(&text),
                layout: sha256(&layout),
                words: intake.words,
                pages: Vec::new(),
                provenance: Provenance {
                    reader: intake.reader,
                    charset: intake.charset,
                    warnings: intake.warnings.iter().map(ToString::to_string).collect(),
                },
            };
            attachments.push(attach(text, "text/plain; charset=utf-8"));
            attachments.push(attach(layout, "application/json"));
            Some(new)
        }
    };
    let id: SnapshotId = store.next_id().into();
    let add = AddSnapshot {
        id: Some(id),
        source,
        bytes: sha256(&bytes),
        media_type: media_type.clone(),
        name,
        how,
        text,
        with: Some(with),
    };
    attachments.push(attach(bytes, &media_type));
    Ok(store.execute_with(editor, add.into(), None, &attachments)?)
}

/// A copy as a screen can show it.
#[derive(Debug)]
pub enum View {
    /// Pages of a PDF, drawn one by one: so many.
    Pages(u32),
    /// A page from which everything was taken that acts, loads or leads anywhere.
    Page(String),
    /// A picture of this media type.
    Picture(&'static str),
    /// Nothing but the text in it, if there is one; and why.
    Nothing(String),
}

/// How a copy can be shown.
pub fn view(bytes: &[u8], media_type: &str, name: &str) -> View {
    let picture = match media_type {
        "image/png" => Some("image/png"),
        "image/jpeg" => Some("image/jpeg"),
        "image/gif" => Some("image/gif"),
        "image/webp" => Some("image/webp"),
        _ => None,
    };
    if let Some(kind) = picture {
        return View::Picture(kind);
    }
    let hint = || Hint { name: Some(name.to_owned()), media_type: Some(media_type.to_owned()), ..Hint::default() };
    let shown = match media_type {
        "application/pdf" => worker::pages(bytes, 0, 0, 1).map(|pages| View::Pages(pages.total)),
        "text/html"
        | "application/xhtml+xml"
        | "multipart/related"
        | "message/rfc822"
        | "application/warc"
        | "application/wacz" => worker::show(bytes, hint()).map(View::Page),
        _ => return View::Nothing(String::new()),
    };
    shown.unwrap_or_else(|error| View::Nothing(error.to_string()))
}

/// Draws pages of a PDF, as PNG.
pub fn draw(bytes: &[u8], first: u32, count: u32, width: u32) -> Result<Vec<Vec<u8>>> {
    let drawn = worker::pages(bytes, first, count, width)?;
    let decoded = drawn.png.iter().map(|png| STANDARD.decode(png));
    decoded.collect::<std::result::Result<_, _>>().map_err(|_| HostError::Worker("gave no usable answer"))
}

/// Writes the kept bytes of a snapshot to a file, as they came: all of them, or the file stays as it was.
pub fn write_out(reader: &Reader<'_>, bytes: &BlobRef, to: &Path) -> Result<()> {
    write_whole(to, &reader.blob(&bytes.blob)?)
}

/// The media type of what says itself what it is and holds no text for our readers.
fn media_type(name: &str, bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"ID3", "audio/mpeg"),
        (b"OggS", "application/ogg"),
        (b"fLaC", "audio/flac"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"\x1f\x8b", "application/gzip"),
    ];
    let by_sign = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, media_type)| *media_type);
    let riff = match (bytes.starts_with(b"RIFF"), bytes.get(8..12)) {
        (true, Some(b"WEBP")) => Some("image/webp"),
        (true, Some(b"WAVE")) => Some("audio/wav"),
        _ => None,
    };
    let film = (bytes.get(4..8) == Some(b"ftyp")).then_some("video/mp4");
    // Web archives are often packed, and hold a text all the same.
    let by_sign = by_sign.filter(|_| !name.to_ascii_lowercase().ends_with(".warc.gz"));
    by_sign.or(riff).or(film)
}

/// The media type by the end of the name, where the bytes say nothing.
fn by_name(name: &str) -> &'static str {
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match end.as_str() {
        "pdf" => "application/pdf",
        "html" | "htm" | "xhtml" => "text/html",
        "mhtml" | "mht" | "eml" => "message/rfc822",
        "txt" => "text/plain",
        "zip" => "application/zip",
        "warc" | "gz" => "application/warc",
        "wacz" => "application/wacz",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
