//! The fixture `Desk`: a desk in memory or in a file, with a fixed clock and
//! counted ids, that verifies itself when a test ends.
//!
//! It stands on the public face of the core alone, as any other program would.

mod build;
pub mod random;

pub use build::{ClaimBuilder, RebuttalBuilder, SourceBuilder};

use claimdesk_core::command::{
    AddCase, AddDocument, AddEditor, AddRevision, Command, CopyScale, NewText, TagClaim, Together,
};
use claimdesk_core::id::{CaseId, ClaimId, DeviceId, DocumentId, EditorId, EntryId, RevisionId, ScaleId};
use claimdesk_core::model::{BLOCK_BREAK, Block, BlockKind, Kind, Layout, Note, NoteKind, Provenance, Span};
use claimdesk_core::query::{DocumentText, History};
use claimdesk_core::time::Timestamp;
use claimdesk_core::{Attachment, Env, Error, Moment, Receipt, RestoreScope, Result, Store, sha256};
use serde_json::Value;
use std::path::Path;
use uuid::Uuid;

/// A clock that moves a second with each look, ids that count, salts that are known.
#[derive(Debug)]
pub struct CountingEnv {
    now_ms: i64,
    ids: u128,
}

impl CountingEnv {
    /// 2001-02-03 04:05:06 UTC; `nth` keeps the ids of two openings apart.
    pub fn new(nth: u128) -> Self {
        Self { now_ms: 981_173_106_000, ids: nth << 32 }
    }
}

impl Env for CountingEnv {
    fn now(&mut self) -> Timestamp {
        self.now_ms += 1_000;
        Timestamp::from_ms(self.now_ms)
    }

    fn next_id(&mut self) -> Uuid {
        self.ids += 1;
        counted(self.ids)
    }

    fn salt(&mut self) -> [u8; 32] {
        [7; 32]
    }
}

/// The nth counted id, in the shape of a UUIDv7.
pub fn counted(n: u128) -> Uuid {
    Uuid::from_u128((0x7 << 76) | (0x8 << 60) | n)
}

/// A desk under test.
pub struct Desk {
    store: Option<Store>,
    /// Who acts.
    pub editor: EditorId,
    first: EditorId,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A desk in memory, founded by “Editor A”.
    pub fn new() -> Self {
        let store = Store::in_memory(device(), Box::new(CountingEnv::new(0))).expect("a desk in memory");
        Self::founded(store)
    }

    /// A new desk in a file.
    pub fn in_file(path: &Path) -> Self {
        let store = Store::create(path, device(), Box::new(CountingEnv::new(0))).expect("a desk in a file");
        Self::founded(store)
    }

    /// Opens a desk that `in_file` made; `nth` counts the openings.
    pub fn reopen(path: &Path, nth: u128) -> Self {
        let store = Store::open(path, device(), Box::new(CountingEnv::new(nth))).expect("a desk");
        let first = EditorId(counted(0xa));
        Self { store: Some(store), editor: first, first }
    }

    /// Opens a desk for writing and closes it again, without verifying it: what the look at the start costs.
    pub fn look(path: &Path) {
        let store = Store::open(path, device(), Box::new(CountingEnv::new(9))).expect("a desk");
        store.close().expect("closed");
    }

    fn founded(mut store: Store) -> Self {
        let first = EditorId(counted(0xa));
        let add = AddEditor { id: Some(first), name: "Editor A".to_owned(), initials: None, role: None };
        let scale = CopyScale { id: Some(ScaleId(counted(0xb))), template: "four_way".to_owned() };
        let found = Together { title: "Founded the desk".to_owned(), commands: vec![add.into(), scale.into()] };
        store.execute(first, found.into(), None).expect("the founding entry");
        Self { store: Some(store), editor: first, first }
    }

    /// The desk itself.
    pub fn store(&mut self) -> &mut Store {
        self.store.as_mut().expect("the desk is open until the test ends")
    }

    /// The scale with which every desk under test begins.
    pub fn scale(&self) -> ScaleId {
        ScaleId(counted(0xb))
    }

    /// Carries out a command.
    pub fn try_do(&mut self, command: impl Into<Command>, why: Option<&str>) -> Result<Receipt> {
        let editor = self.editor;
        self.store().execute(editor, command.into(), why.map(str::to_owned))
    }

    /// Carries out a command that must succeed.
    pub fn run(&mut self, command: impl Into<Command>) -> Receipt {
        self.try_do(command, Some("for the test")).expect("the command is carried out")
    }

    /// Carries out a command given as JSON.
    pub fn json(&mut self, command: Value) -> Result<Receipt> {
        let command = Command::from_json(&command.to_string())?;
        self.try_do(command, Some("for the test"))
    }

    /// Expects a refusal: gives its sentence, and checks that nothing changed.
    pub fn refused(&mut self, command: impl Into<Command>, why: Option<&str>) -> String {
        let before = self.head();
        let error = self.try_do(command, why).expect_err("a refusal");
        assert_eq!(self.head(), before, "a refusal leaves no entry");
        error.to_string()
    }

    /// The same for a command given as JSON.
    pub fn refuses(&mut self, command: Value) -> String {
        self.stands(|desk| desk.json(command))
    }

    /// Carries out a command given as JSON, and says what the receipt says: label, kinds touched, kinds made.
    pub fn told(&mut self, command: Value) -> String {
        let receipt = self.json(command).expect("the command is carried out");
        let touched: Vec<&str> = receipt.touched.iter().map(|kind| kind.table()).collect();
        let made: Vec<&str> = receipt.created.iter().map(|created| created.kind.table()).collect();
        format!("{}; touched {}; made {}", receipt.label, touched.join(", "), made.join(", "))
    }

    /// Adds a second editor; `self.editor` stays.
    pub fn second_editor(&mut self) -> EditorId {
        let id = EditorId(counted(0xc));
        self.run(AddEditor { id: Some(id), name: "Editor B".to_owned(), initials: None, role: None });
        id
    }

    /// Lets somebody else act from now on.
    pub fn sit(&mut self, editor: EditorId) {
        self.editor = editor;
    }

    /// Lets the founder act again.
    pub fn sit_first(&mut self) {
        self.editor = self.first;
    }

    /// Opens a case.
    pub fn case(&mut self, name: &str) -> CaseId {
        let receipt = self.run(AddCase { id: None, name: name.to_owned(), with: None });
        CaseId(made(&receipt, Kind::Case))
    }

    /// Adds a document; the first paragraph is its title.
    pub fn document(&mut self, case: CaseId, paragraphs: &[&str]) -> (DocumentId, RevisionId) {
        let (command, attachments) = document(case, paragraphs);
        let editor = self.editor;
        let receipt = self.store().execute_with(editor, command.into(), None, &attachments).expect("a document");
        (DocumentId(made(&receipt, Kind::Document)), RevisionId(made(&receipt, Kind::Revision)))
    }

    /// Adds a document that brings notes along.
    pub fn noted(&mut self, case: CaseId, paragraphs: &[&str], notes: &[Note]) -> (DocumentId, RevisionId) {
        let (mut command, _) = document(case, paragraphs);
        let (text, attachments) = noted_text(paragraphs, notes);
        command.text = text;
        let editor = self.editor;
        let receipt = self.store().execute_with(editor, command.into(), None, &attachments).expect("a document");
        (DocumentId(made(&receipt, Kind::Document)), RevisionId(made(&receipt, Kind::Revision)))
    }

    /// Brings the next draft of a document, with notes.
    pub fn noted_draft(&mut self, document: DocumentId, paragraphs: &[&str], notes: &[Note]) -> RevisionId {
        let (text, attachments) = noted_text(paragraphs, notes);
        let editor = self.editor;
        let add = AddRevision { id: None, document, text };
        let receipt = self.store().execute_with(editor, add.into(), None, &attachments).expect("a draft");
        RevisionId(made(&receipt, Kind::Revision))
    }

    /// Brings the next draft of a document; the first paragraph is its title.
    pub fn draft(&mut self, document: DocumentId, paragraphs: &[&str]) -> RevisionId {
        let receipt = self.try_draft(document, paragraphs).expect("a draft");
        RevisionId(made(&receipt, Kind::Revision))
    }

    /// The same, where it may be refused.
    pub fn try_draft(&mut self, document: DocumentId, paragraphs: &[&str]) -> Result<Receipt> {
        let (text, attachments) = new_text(paragraphs);
        let editor = self.editor;
        let add = AddRevision { id: None, document, text };
        self.store().execute_with(editor, add.into(), None, &attachments)
    }

    /// Tags the first place with these words as a claim.
    pub fn tag(&mut self, revision: RevisionId, words: &str) -> ClaimId {
        let (start, end) = self.find(revision, words);
        let tag = TagClaim {
            id: None,
            passage: None,
            revision,
            start,
            end,
            exact: Some(words.to_owned()),
            with: None,
            work_state: None,
            work_state_reason: None,
        };
        let receipt = self.run(tag);
        ClaimId(made(&receipt, Kind::Claim))
    }

    /// The span of the first place with these words, in code points.
    pub fn find(&mut self, revision: RevisionId, words: &str) -> (u32, u32) {
        let reader = self.store().reader(None).expect("now");
        let text = DocumentText::Revision(revision).ask(&reader).expect("a text").text;
        let at = text.find(words).expect("the words stand in the text");
        let start = text[..at].chars().count() as u32;
        (start, start + words.chars().count() as u32)
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Result<Receipt> {
        let editor = self.editor;
        self.store().undo(editor)
    }

    /// Takes the last undo back.
    pub fn redo(&mut self) -> Result<Receipt> {
        let editor = self.editor;
        self.store().redo(editor)
    }

    /// Takes any entry back, out of turn.
    pub fn revert(&mut self, of: EntryId) -> Result<Receipt> {
        let editor = self.editor;
        self.store().revert(editor, of, Some("for the test".to_owned()))
    }

    /// Brings the desk to where it stood after an entry.
    pub fn restore(&mut self, to: EntryId) -> Result<Receipt> {
        let editor = self.editor;
        self.store().restore(editor, to, RestoreScope::default(), Some("for the test".to_owned()))
    }

    /// Expects that a step is refused: gives its sentence, and checks that nothing changed.
    pub fn stands(&mut self, step: impl FnOnce(&mut Self) -> Result<Receipt>) -> String {
        let before = self.head();
        let error = step(self).expect_err("a refusal");
        assert!(is_refusal(&error), "not a refusal but a fault: {error:?}");
        assert_eq!(self.head(), before, "a refusal leaves no entry");
        error.to_string()
    }

    /// Answers a query by name.
    pub fn ask(&mut self, name: &str, input: Value, at: Moment) -> Result<Value> {
        self.store().reader(at)?.ask(name, input)
    }

    /// The place of the newest entry.
    pub fn head(&mut self) -> u64 {
        self.store().reader(None).and_then(|reader| reader.head()).expect("a head").seq
    }

    /// The history as lines, oldest first.
    pub fn log(&mut self) -> String {
        let reader = self.store().reader(None).expect("now");
        let history = History { limit: Some(500), ..History::default() }.ask(&reader).expect("a history");
        let line =
            |row: &claimdesk_core::query::HistoryRow| format!("{} {}: {}\n", row.seq, row.editor_name, row.label);
        history.rows.iter().rev().map(line).collect()
    }

    /// Closes the desk as the program does, after verifying it.
    pub fn close(mut self) {
        let store = self.store.take().expect("open");
        store.verify().expect("the desk verifies");
        store.close().expect("the desk closes");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let (Some(store), false) = (&self.store, std::thread::panicking()) {
            store.verify().expect("the desk verifies at the end of every test");
        }
    }
}

/// The command that adds a document, and its bytes.
pub fn document(case: CaseId, paragraphs: &[&str]) -> (AddDocument, Vec<Attachment>) {
    let (text, attachments) = new_text(paragraphs);
    let title = paragraphs.first().copied().unwrap_or_default().to_owned();
    (AddDocument { id: None, revision: None, case, title, with: None, text }, attachments)
}

/// A note that hangs on the first place with these words of a text; of a footnote, behind them.
pub fn note(kind: NoteKind, paragraphs: &[&str], on: &str, author: &str, words: &str) -> Note {
    let text = paragraphs.join(BLOCK_BREAK);
    let at = text.find(on).expect("the words stand in the text");
    let start = text[..at].chars().count() as u32;
    let end = start + on.chars().count() as u32;
    let start = if matches!(kind, NoteKind::Footnote | NoteKind::Endnote) { end } else { start };
    let author = (!author.is_empty()).then(|| author.to_owned());
    let span = (!on.is_empty()).then_some(Span { start, end });
    Note { kind, span, text: words.to_owned(), author, written: None, label: None, block: None, answers: None }
}

/// A text that comes in, and its bytes; the first paragraph is its title.
pub fn new_text(paragraphs: &[&str]) -> (NewText, Vec<Attachment>) {
    noted_text(paragraphs, &[])
}

/// The same with notes.
pub fn noted_text(paragraphs: &[&str], notes: &[Note]) -> (NewText, Vec<Attachment>) {
    let text = paragraphs.join(BLOCK_BREAK);
    let gap = BLOCK_BREAK.chars().count() as u32;
    let mut start = 0;
    let blocks = paragraphs.iter().enumerate().map(|(n, paragraph)| {
        let end = start + paragraph.chars().count() as u32;
        let kind = if n == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        let block = Block {
            kind,
            start,
            end,
            level: 0,
            ordinal: None,
            rtl: false,
            lang: None,
            marks: Vec::new(),
            cells: Vec::new(),
        };
        start = end + gap;
        block
    });
    let layout = serde_json::to_vec(&Layout { blocks: blocks.collect(), notes: notes.to_vec(), ..Layout::default() })
        .expect("a layout is JSON");
    let new_text = NewText {
        original: sha256(text.as_bytes()),
        media_type: "text/plain".to_owned(),
        name: "draft.txt".to_owned(),
        text: sha256(text.as_bytes()),
        layout: sha256(&layout),
        words: text.split_whitespace().count() as u32,
        provenance: Provenance::default(),
    };
    let attach = |bytes: Vec<u8>, media_type: &str| Attachment { bytes, media_type: media_type.to_owned() };
    (new_text, vec![attach(text.into_bytes(), "text/plain"), attach(layout, "application/json")])
}

/// The first record of a kind that an entry made.
pub fn made(receipt: &Receipt, kind: Kind) -> Uuid {
    let found = receipt.created.iter().find(|created| created.kind == kind);
    found.unwrap_or_else(|| panic!("entry {} made no {kind:?}", receipt.seq)).id
}

/// Whether an error is a refusal or the like, and not a fault of the program.
pub fn is_refusal(error: &Error) -> bool {
    matches!(
        error,
        Error::Refused(_) | Error::Conflict { .. } | Error::NothingTo(_) | Error::NotFound { .. } | Error::Input(_)
    )
}

fn device() -> DeviceId {
    DeviceId(counted(0xd))
}
