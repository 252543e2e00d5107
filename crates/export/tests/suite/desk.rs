//! A desk in memory with a clock and ids that count: the same in every run.

use claimdesk_core::id::{CaseId, ClaimId, DeviceId, EditorId};
use claimdesk_core::model::{Block, BlockKind, Kind, Layout};
use claimdesk_core::time::Timestamp;
use claimdesk_core::{Attachment, Command, Env, Receipt, Store, sha256};
use claimdesk_export::{Audience, ExportEnv, MadeBy, Options, Redaction, Report, Scope};
use serde_json::{Value, json};
use uuid::Uuid;

/// 2017-07-06 10:46 UTC; a minute for each command.
const START: i64 = 1_499_337_960_000;

struct Counting {
    at: i64,
    ids: u128,
}

impl Env for Counting {
    fn now(&mut self) -> Timestamp {
        self.at += 60_000;
        Timestamp::from_ms(self.at)
    }

    fn next_id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.ids)
    }

    fn salt(&mut self) -> [u8; 32] {
        [7; 32]
    }
}

/// A desk under test. What goes wrong here is a fault of the test.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) editor: EditorId,
    pub(crate) second: EditorId,
    pub(crate) case: CaseId,
    pub(crate) scale: Uuid,
}

impl Desk {
    pub(crate) fn new(case: &str) -> Self {
        let env = Counting { at: START, ids: 0 };
        let mut store = Store::in_memory(DeviceId(Uuid::from_u128(1)), Box::new(env)).expect("a desk in memory");
        let (editor, second) = (EditorId(Uuid::from_u128(11)), EditorId(Uuid::from_u128(12)));
        for (id, name, role) in [(editor, "Editor A", "checker"), (second, "Editor B", "head")] {
            let command = json!({"do": "add_editor", "id": id, "name": name, "role": role});
            store.execute(editor, command_of(&command), None).expect("an editor");
        }
        let mut desk = Self { store, editor, second, case: CaseId(Uuid::from_u128(21)), scale: Uuid::from_u128(22) };
        desk.run(&json!({"do": "copy_scale", "id": desk.scale, "template": "four_way"}));
        desk.run(&json!({"do": "add_case", "id": desk.case, "name": case, "with": {"language": "en"}}));
        desk
    }

    pub(crate) fn run(&mut self, command: &Value) -> Receipt {
        self.run_as(self.editor, command, None)
    }

    pub(crate) fn why(&mut self, command: &Value, why: &str) -> Receipt {
        self.run_as(self.editor, command, Some(why))
    }

    pub(crate) fn run_as(&mut self, editor: EditorId, command: &Value, why: Option<&str>) -> Receipt {
        let done = self.store.execute(editor, command_of(command), why.map(str::to_owned));
        done.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What a command makes, by kind.
    pub(crate) fn make(&mut self, kind: Kind, command: &Value) -> Uuid {
        let created = self.run(command).created;
        created.into_iter().find(|created| created.kind == kind).map(|created| created.id).expect("made")
    }

    /// A document with its text; gives its first revision.
    pub(crate) fn document(&mut self, title: &str, blocks: &[(BlockKind, &str)], with: &Value) -> Uuid {
        let (text, layout) = text_of(blocks);
        let layout = serde_json::to_string(&layout).expect("a layout");
        let original = format!("<article>{text}</article>");
        let words = text.split_whitespace().count();
        let parts = [(original, "text/html"), (text, "text/plain"), (layout, "application/json")];
        let attachments =
            parts.map(|(bytes, media)| Attachment { bytes: bytes.into_bytes(), media_type: media.to_owned() });
        let hashes: Vec<String> = attachments.iter().map(|attachment| sha256(&attachment.bytes)).collect();
        let command = json!({"do": "add_document", "case": self.case, "title": title, "with": with, "text": {
            "original": hashes[0], "media_type": "text/html", "name": "draft-3.html", "text": hashes[1],
            "layout": hashes[2], "words": words}});
        let receipt =
            self.store.execute_with(self.editor, command_of(&command), None, &attachments).expect("a document");
        receipt.created.into_iter().find(|created| created.kind == Kind::Revision).map(|made| made.id).expect("made")
    }

    /// Tags the first place of some words.
    pub(crate) fn tag(&mut self, revision: Uuid, text: &str, words: &str, with: &Value) -> ClaimId {
        let byte = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
        let start = text[..byte].chars().count();
        let end = start + words.chars().count();
        let command =
            json!({"do": "tag_claim", "revision": revision, "start": start, "end": end, "exact": words, "with": with});
        self.make(Kind::Claim, &command).into()
    }

    pub(crate) fn source(&mut self, with: &Value) -> Uuid {
        self.make(Kind::Source, &json!({"do": "add_source", "with": with}))
    }

    pub(crate) fn link(&mut self, claim: ClaimId, source: Uuid, with: &Value) -> Uuid {
        self.make(Kind::Evidence, &json!({"do": "link_evidence", "claim": claim, "source": source, "with": with}))
    }

    pub(crate) fn rebut(&mut self, target: &Value, statement: &str, with: &Value) -> Uuid {
        self.make(
            Kind::Rebuttal,
            &json!({"do": "add_rebuttal", "target": target, "statement": statement, "with": with}),
        )
    }

    pub(crate) fn verdict(&mut self, claim: ClaimId, value: &str, with: &Value) {
        let (scale, why) = (self.scale, "The evidence was weighed.");
        self.why(
            &json!({"do": "give_verdict", "claim": claim, "scale": scale, "value_name": value, "with": with}),
            why,
        );
    }

    pub(crate) fn scope(&self) -> Scope {
        Scope { case: self.case, document: None, claims: Vec::new(), redaction: Redaction::default() }
    }

    pub(crate) fn report(&mut self, audience: Audience) -> Report {
        let scope = self.scope();
        let reader = self.store.reader(None).expect("a reader");
        Report::assemble(&reader, &scope, audience, &made()).expect("a report")
    }
}

pub(crate) fn command_of(command: &Value) -> Command {
    Command::from_json(&command.to_string()).unwrap_or_else(|error| panic!("{command}: {error}"))
}

pub(crate) fn made() -> MadeBy {
    MadeBy { desk: "Foreign desk".to_owned(), program: "claimdesk 0.1.0".to_owned(), named: false }
}

/// The folders in which Debian keeps Noto.
pub(crate) fn env() -> ExportEnv {
    let options = Options { address: "https://example.org/checks/paris".to_owned(), ..Options::default() };
    ExportEnv {
        font_dirs: ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"].map(Into::into).into(),
        options,
    }
}

/// A text with its layout.
pub(crate) fn text_of(blocks: &[(BlockKind, &str)]) -> (String, Layout) {
    let mut text = String::new();
    let mut layout = Layout::default();
    for (kind, words) in blocks {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = u32::try_from(text.chars().count()).expect("short");
        text.push_str(words);
        let end = u32::try_from(text.chars().count()).expect("short");
        let rtl = words
            .chars()
            .find(|letter| letter.is_alphabetic())
            .is_some_and(|letter| ('\u{590}'..'\u{900}').contains(&letter));
        layout.blocks.push(Block {
            kind: *kind,
            start,
            end,
            level: 0,
            ordinal: None,
            rtl,
            lang: None,
            marks: Vec::new(),
            cells: Vec::new(),
        });
    }
    (text, layout)
}

/// Keeps a file to be looked at, if `CLAIMDESK_LOOK` names a folder for such files.
#[expect(clippy::disallowed_methods, reason = "a person who runs the tests says where to look; nothing depends on it")]
pub(crate) fn look(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("CLAIMDESK_LOOK") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).expect("written");
    }
}
