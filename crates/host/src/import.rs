//! From a file or pasted text to a document of a case.

use std::path::{Path, PathBuf};

use claimdesk_core::command::{AddCase, AddDocument, Command, NewText, Together};
use claimdesk_core::id::{CaseId, DocumentId, EditorId};
use claimdesk_core::model::{CasePatch, DocumentPatch, Provenance};
use claimdesk_core::{Attachment, Store, sha256};
use claimdesk_intake::{Hint, Intake, MAX_BYTES, Unreadable};

use crate::env::new_id;
use crate::fault::{HostError, Result};
use crate::worker;

/// A text that was read and is ready to become a document.
#[derive(Debug)]
pub struct Incoming {
    /// The name under which it came.
    pub name: String,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// What was read.
    pub intake: Intake,
}

/// Where a text is to go.
#[derive(Clone, Debug)]
pub enum Into {
    /// A case that is there.
    Case(CaseId),
    /// A new case of this name; empty: the document's title.
    NewCase(String),
}

/// What came in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The case.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// What was left out or guessed, as sentences.
    pub warnings: Vec<String>,
    /// Its receipt.
    pub receipt: claimdesk_core::Receipt,
}

/// Reads a file, in a process of its own.
pub fn read_file(path: &Path, is_cancelled: &dyn Fn() -> bool) -> Result<Incoming> {
    let failed = |error| HostError::file(path, "read", error);
    let size = std::fs::metadata(path).map_err(failed)?;
    if size.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    // Asked before reading: a file of 100 MB must not be read to be refused.
    if size.len() > MAX_BYTES {
        return Err(HostError::Unreadable(Unreadable::TooLarge { bytes: size.len(), limit: MAX_BYTES }));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    read_bytes(name, bytes, None, is_cancelled)
}

/// Reads bytes, in a process of their own.
pub fn read_bytes(
    name: String,
    bytes: Vec<u8>,
    media_type: Option<&str>,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<Incoming> {
    let charset = media_type.map(|_| "utf-8".to_owned());
    let hint = Hint { name: Some(name.clone()), media_type: media_type.map(str::to_owned), charset };
    let intake = worker::read(&bytes, &hint, is_cancelled)?;
    Ok(Incoming { name, bytes, intake })
}

/// Adds what was read to a case, as one entry.
pub fn add(store: &mut Store, editor: EditorId, into: &Into, incoming: Incoming) -> Result<Imported> {
    let Incoming { name, bytes, intake } = incoming;
    let title = title_of(&intake, &name);
    let (case, new_case) = match into {
        Into::Case(case) => (*case, None),
        Into::NewCase(name) => (CaseId(new_id()), Some(if name.trim().is_empty() { &title } else { name })),
    };
    let document = DocumentId(new_id());
    let warnings: Vec<String> = intake.warnings.iter().map(ToString::to_string).collect();
    let (add, attachments) = add_document(document, case, &title, &name, bytes, intake, &warnings)?;
    let command: Command = match new_case {
        None => add.into(),
        Some(name) => {
            let with = add
                .with
                .as_ref()
                .and_then(|with| with.language.clone())
                .map(|language| CasePatch { language: Some(language), ..CasePatch::default() });
            let open = AddCase { id: Some(case), name: name.clone(), with };
            Together { title: format!("Opened the case “{name}”"), commands: vec![open.into(), add.into()] }.into()
        }
    };
    let receipt = store.execute_with(editor, command, None, &attachments)?;
    Ok(Imported { case, document, title, warnings, receipt })
}

/// The command that adds a document, and the bytes that go with it.
pub(crate) fn add_document(
    document: DocumentId,
    case: CaseId,
    title: &str,
    name: &str,
    bytes: Vec<u8>,
    intake: Intake,
    warnings: &[String],
) -> Result<(AddDocument, Vec<Attachment>)> {
    let layout = serde_json::to_vec(&intake.layout).map_err(claimdesk_core::Error::from)?;
    let text = intake.text.into_bytes();
    let new_text = NewText {
        original: sha256(&bytes),
        media_type: intake.media_type.clone(),
        name: name.to_owned(),
        text: sha256(&text),
        layout: sha256(&layout),
        words: intake.words,
        provenance: Provenance { reader: intake.reader, charset: intake.charset, warnings: warnings.to_vec() },
    };
    let with = DocumentPatch {
        author: intake.author,
        outlet: intake.site,
        url: intake.url,
        published: intake.published.and_then(|date| partial_date(&date)),
        language: intake.language,
        ..DocumentPatch::default()
    };
    let attach = |bytes, media_type: &str| Attachment { bytes, media_type: media_type.to_owned() };
    let attachments = vec![
        attach(bytes, &intake.media_type),
        attach(text, "text/plain; charset=utf-8"),
        attach(layout, "application/json"),
    ];
    let add = AddDocument {
        id: Some(document),
        revision: None,
        case,
        title: title.to_owned(),
        with: Some(with),
        text: new_text,
    };
    Ok((add, attachments))
}

/// The title that was found, or else the file's name, or the first words.
fn title_of(intake: &Intake, name: &str) -> String {
    if let Some(title) = intake.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    let stem = PathBuf::from(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if !stem.is_empty() {
        return stem;
    }
    intake.text.split_whitespace().take(8).collect::<Vec<_>>().join(" ")
}

/// The day of a date as pages give it (`2017-06-30T10:00:00Z`).
fn partial_date(date: &str) -> Option<claimdesk_core::time::PartialDate> {
    date.get(..10).unwrap_or(date).parse().ok()
}
