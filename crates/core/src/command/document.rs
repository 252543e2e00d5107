//! Commands on documents and their first draft; how any draft is received.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Error, Refusal, Result};
use crate::id::{CaseId, DocumentId, RevisionId};
use crate::model::{
    Anchor, BLOCK_BREAK, BlobRef, Case, Document, DocumentKind, DocumentPatch, Layout, Note, Omission, Passage,
    Provenance, Revision, Uptake,
};
use crate::time::PartialDate;

/// A text that comes in, its bytes named by SHA-256 (hex) and attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct NewText {
    /// The bytes as they came.
    pub original: String,
    /// Their media type.
    pub media_type: String,
    /// The name under which they came.
    #[serde(default)]
    pub name: String,
    /// The canonical text, UTF-8.
    pub text: String,
    /// Its layout, JSON.
    pub layout: String,
    /// Its length in words.
    pub words: u32,
    /// How it was made.
    #[serde(default)]
    pub provenance: Provenance,
}

/// Adds a document with its first draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddDocument {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<DocumentId>,
    /// The same for its first revision.
    #[serde(default)]
    pub revision: Option<RevisionId>,
    /// The case.
    pub case: CaseId,
    /// Its title.
    pub title: String,
    /// What else is known.
    #[serde(default)]
    pub with: Option<DocumentPatch>,
    /// The text.
    pub text: NewText,
}

impl AddDocument {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        pending.require::<Case>(self.case)?;
        refuse_same_bytes(pending, self.case, &self.text.original)?;
        let mut document = Document {
            id: pending.id(self.id),
            case: self.case,
            title: self.title,
            kind: DocumentKind::default(),
            author: String::new(),
            outlet: String::new(),
            url: String::new(),
            published: PartialDate::default(),
            language: String::new(),
            added_at: pending.now(),
        };
        self.with.unwrap_or_default().apply(&mut document);
        check(&document)?;
        let revision = receive(pending, self.revision, &document, 1, self.text)?;
        pending.add(document)?;
        pending.add(revision)
    }
}

/// Makes a draft of a document from a text that comes in.
pub(crate) fn receive(
    pending: &mut Pending<'_>,
    id: Option<RevisionId>,
    document: &Document,
    number: u32,
    text: NewText,
) -> Result<Revision> {
    let original = pending.keep(&text.original, &text.media_type, &text.name)?;
    let canonical = pending.keep(&text.text, "text/plain; charset=utf-8", "")?;
    let layout = pending.keep(&text.layout, "application/json", "")?;
    Ok(Revision {
        id: pending.id(id),
        case: document.case,
        document: document.id,
        number,
        received_at: pending.now(),
        code_points: check_text(pending, &canonical, &layout)?,
        original,
        text: canonical,
        layout,
        words: text.words,
        provenance: text.provenance,
    })
}

/// Refuses bytes that a draft in this case came from already, and says which.
pub(crate) fn refuse_same_bytes(pending: &Pending<'_>, case: CaseId, original: &str) -> Result<()> {
    let Some(blob) = pending.kept(original)? else { return Ok(()) };
    for document in pending.with::<Document>("case_id", case)? {
        let revisions: Vec<Revision> = pending.with("document_id", document.id)?;
        if let Some(same) = revisions.into_iter().find(|revision| revision.original.blob == blob) {
            let Document { id, title, .. } = document;
            let (number, revision) = (same.number, same.id);
            return Err(Refusal::SameBytes { title, number, case, document: id, revision }.into());
        }
    }
    Ok(())
}

/// Edits what is known of a document; its text is never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditDocument {
    /// Which.
    pub document: DocumentId,
    /// What.
    pub set: DocumentPatch,
}

impl EditDocument {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut document: Document = pending.get(self.document)?;
        self.set.apply(&mut document);
        check(&document)?;
        pending.put(document)
    }
}

/// Removes a document with its revisions and passages. Claims stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveDocument {
    /// Which.
    pub document: DocumentId,
}

impl RemoveDocument {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let document = pending.get(self.document)?;
        remove(pending, document)
    }
}

/// Removes a document with its drafts, the passages in them and what is left out there.
pub(crate) fn remove(pending: &mut Pending<'_>, document: Document) -> Result<()> {
    for uptake in pending.with::<Uptake>("document_id", document.id)? {
        pending.remove(uptake)?;
    }
    for anchor in pending.with::<Anchor>("document_id", document.id)? {
        pending.remove(anchor)?;
    }
    for omission in pending.with::<Omission>("document_id", document.id)? {
        pending.remove(omission)?;
    }
    for passage in pending.with::<Passage>("document_id", document.id)? {
        pending.remove(passage)?;
    }
    for revision in pending.with::<Revision>("document_id", document.id)? {
        pending.remove(revision)?;
    }
    pending.remove(document)
}

fn check(document: &Document) -> Result<()> {
    rules::not_empty("title", &document.title)?;
    for (what, text) in [("author", &document.author), ("outlet", &document.outlet), ("address", &document.url)] {
        rules::length(what, text)?;
    }
    Ok(())
}

/// Checks that a layout fits its text; gives the text's length in code points.
fn check_text(pending: &Pending<'_>, text: &BlobRef, layout: &BlobRef) -> Result<u32> {
    let text = pending.text(text)?;
    let layout: Layout = serde_json::from_str(&pending.text(layout)?)?;
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if text.trim().is_empty() {
        return Err(Refusal::Empty("text").into());
    }
    let misfit = |what: &str| Err(Error::Input(format!("The layout does not fit the text: {what}.")));
    let gap = BLOCK_BREAK.chars().count() as u32;
    let mut at = 0;
    for (n, block) in layout.blocks.iter().enumerate() {
        let start = if n == 0 { 0 } else { at + gap };
        if block.start != start || block.end < block.start || block.end > length {
            return misfit(&format!("block {n} lies at {} to {}", block.start, block.end));
        }
        let inside = |start: u32, end: u32| block.start <= start && start <= end && end <= block.end;
        if !block.marks.iter().all(|mark| inside(mark.start, mark.end))
            || !block.cells.iter().all(|cell| inside(cell.start, cell.end))
        {
            return misfit(&format!("block {n} has a mark or cell outside it"));
        }
        at = block.end;
    }
    if at != length {
        return misfit("its blocks do not cover it");
    }
    let is_in = |index: Option<u32>, count: usize| index.is_none_or(|index| (index as usize) < count);
    let hangs = |note: &Note| note.span.is_none_or(|span| span.start <= span.end && span.end <= length);
    let fits =
        |note: &Note| hangs(note) && is_in(note.block, layout.blocks.len()) && is_in(note.answers, layout.notes.len());
    if let Some(n) = layout.notes.iter().position(|note| !fits(note)) {
        return misfit(&format!("note {n} hangs outside it"));
    }
    if !layout.locators.iter().all(|locator| locator.start <= locator.end && locator.end <= length) {
        return misfit("a locator lies outside it");
    }
    Ok(length)
}
