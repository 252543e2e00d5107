//! From a file to a snapshot of a source: bytes untouched, and the text in them where a reader knows the format.

use std::path::Path;

use claimdesk_core::command::{AddSnapshot, NewSnapshotText};
use claimdesk_core::id::{EditorId, SnapshotId, SourceId};
use claimdesk_core::model::{BlobRef, Capture, Provenance, SnapshotPatch};
use claimdesk_core::{Attachment, Reader, Receipt, Store, sha256};
use claimdesk_intake::{Hint, Intake, MAX_BYTES};

use crate::fault::{HostError, Result};
use crate::worker;

/// The largest copy that is kept.
pub const SNAPSHOT_BYTES: u64 = 512 << 20;

/// A copy that was read and is ready to be kept.
#[derive(Debug)]
pub struct Copy {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
    intake: Option<Intake>,
}

/// Reads a file; the text in it, if there is one, in a process of its own. Nothing is written, so that a
/// window can go on meanwhile.
pub fn read_file(path: &Path, is_cancelled: &dyn Fn() -> bool) -> Result<Copy> {
    let failed = |error| HostError::file(path, "read", error);
    let about = std::fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    if about.len() > SNAPSHOT_BYTES {
        let too_large = claimdesk_intake::Unreadable::TooLarge { bytes: about.len(), limit: SNAPSHOT_BYTES };
        return Err(HostError::Unreadable(too_large));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
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

/// Writes the kept bytes of a snapshot to a file, as they came.
pub fn write_out(reader: &Reader<'_>, bytes: &BlobRef, to: &Path) -> Result<()> {
    let kept = reader.blob(&bytes.blob)?;
    std::fs::write(to, kept).map_err(|error| HostError::file(to, "write", error))
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
        (b"WARC/", "application/warc"),
        (b"\x1f\x8b", "application/gzip"),
    ];
    let by_sign = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, media_type)| *media_type);
    let riff = match (bytes.starts_with(b"RIFF"), bytes.get(8..12)) {
        (true, Some(b"WEBP")) => Some("image/webp"),
        (true, Some(b"WAVE")) => Some("audio/wav"),
        _ => None,
    };
    let film = (bytes.get(4..8) == Some(b"ftyp")).then_some("video/mp4");
    let wacz = name.to_ascii_lowercase().ends_with(".wacz").then_some("application/wacz");
    by_sign.or(riff).or(film).or(wacz)
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
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
