//! From a file or pasted text to a document of a case, or to the next draft of one.

use std::path::{Path, PathBuf};

use claimdesk_core::command::{AddCase, AddDocument, AddRevision, Command, NewText, Together};
use claimdesk_core::id::{CaseId, DocumentId, EditorId, RevisionId};
use claimdesk_core::model::{CasePatch, DocumentPatch, Provenance};
use claimdesk_core::query::RevisionList;
use claimdesk_core::{Attachment, Error, Refusal, Store, sha256};
use claimdesk_intake::{Hint, Intake, MAX_BYTES, Unreadable};
use serde::Serialize;

use crate::env::new_id;
use crate::fault::{HostError, Result};
use crate::worker;

pub use claimdesk_intake::ENDINGS;

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
    /// A document that is there, as its next draft.
    DraftOf(DocumentId),
}

/// What came in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The case.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// The draft.
    pub revision: RevisionId,
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
    // Only what was pasted comes with a type.
    let chosen = media_type.is_some();
    let hint = Hint { name: Some(name.clone()), media_type: media_type.map(str::to_owned), charset, chosen };
    let intake = worker::read(&bytes, &hint, is_cancelled)?;
    Ok(Incoming { name, bytes, intake })
}

/// A draft that the desk has already, and that came from the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Same {
    /// Its case.
    pub case: CaseId,
    /// Its document.
    pub document: DocumentId,
    /// The draft.
    pub revision: RevisionId,
}

/// The draft that is there already, where that is why a text did not come in.
pub fn same(error: &HostError) -> Option<Same> {
    match error {
        HostError::Core(Error::Refused(Refusal::SameBytes { case, document, revision, .. })) => {
            Some(Same { case: *case, document: *document, revision: *revision })
        }
        _ => None,
    }
}

/// Adds what was read to a case, or to a document as its next draft, as one entry.
pub fn add(store: &mut Store, editor: EditorId, into: &Into, incoming: Incoming) -> Result<Imported> {
    let Incoming { name, bytes, intake } = incoming;
    let title = title_of(&intake, &name);
    let (case, new_case) = match into {
        Into::Case(case) => (*case, None),
        Into::NewCase(name) => (CaseId(new_id()), Some(if name.trim().is_empty() { &title } else { name })),
        Into::DraftOf(document) => return draft(store, editor, *document, &name, bytes, intake),
    };
    let document = DocumentId(new_id());
    let revision = RevisionId(new_id());
    let warnings: Vec<String> = intake.warnings.iter().map(ToString::to_string).collect();
    let (mut add, attachments) = add_document(document, case, &title, &name, bytes, intake, &warnings)?;
    add.revision = Some(revision);
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
    Ok(Imported { case, document, revision, title, warnings, receipt })
}

/// Adds the next draft of a document.
fn draft(
    store: &mut Store,
    editor: EditorId,
    document: DocumentId,
    name: &str,
    bytes: Vec<u8>,
    intake: Intake,
) -> Result<Imported> {
    let of = RevisionList { document }.ask(&store.reader(None)?)?.document;
    let revision = RevisionId(new_id());
    let warnings: Vec<String> = intake.warnings.iter().map(ToString::to_string).collect();
    let (text, attachments) = new_text(name, bytes, &intake, &warnings)?;
    let add = AddRevision { id: Some(revision), document, text };
    let receipt = store.execute_with(editor, add.into(), None, &attachments)?;
    Ok(Imported { case: of.case, document, revision, title: of.title, warnings, receipt })
}

/// A text as commands take it, and the bytes that go with it.
pub(crate) fn new_text(
    name: &str,
    bytes: Vec<u8>,
    intake: &Intake,
    warnings: &[String],
) -> Result<(NewText, Vec<Attachment>)> {
    let layout = serde_json::to_vec(&intake.layout).map_err(Error::from)?;
    let text = intake.text.clone().into_bytes();
    let new_text = NewText {
        original: sha256(&bytes),
        media_type: intake.media_type.clone(),
        name: name.to_owned(),
        text: sha256(&text),
        layout: sha256(&layout),
        words: intake.words,
        provenance: Provenance {
            reader: intake.reader.clone(),
            charset: intake.charset.clone(),
            warnings: warnings.to_vec(),
        },
    };
    let attach = |bytes, media_type: &str| Attachment { bytes, media_type: media_type.to_owned() };
    let attachments = vec![
        attach(bytes, &intake.media_type),
        attach(text, "text/plain; charset=utf-8"),
        attach(layout, "application/json"),
    ];
    Ok((new_text, attachments))
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
    let (text, attachments) = new_text(name, bytes, &intake, warnings)?;
    let with = DocumentPatch {
        author: intake.author,
        outlet: intake.site,
        url: intake.url,
        published: intake.published.and_then(|date| partial_date(&date)),
        language: intake.language,
        ..DocumentPatch::default()
    };
    let title = title.to_owned();
    let add = AddDocument { id: Some(document), revision: None, case, title, with: Some(with), text };
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
