//! The load: random commands of every kind through `Store`, each acknowledged one told.

use claimdesk_core::command::{AddEditor, CopyScale, Together};
use claimdesk_core::id::{CaseId, DeviceId, EditorId, ScaleId};
use claimdesk_core::model::Kind;
use claimdesk_core::{Attachment, Command, Receipt, Result, Store};
use claimdesk_tests::random::{Dice, Things, command};
use claimdesk_tests::{CountingEnv, counted, document};
use serde_json::json;
use std::path::Path;

/// An acknowledged entry: its place and its hash.
pub type Ack = (u64, String);

/// What the load does, more often what a desk does more often.
const MIXED: &[&str] = &[
    "add_case",
    "add_document",
    "add_document",
    "tag_claim",
    "tag_claim",
    "add_claim",
    "edit_claim",
    "add_source",
    "add_source",
    "link_evidence",
    "link_evidence",
    "edit_evidence",
    "add_rebuttal",
    "add_rebuttal",
    "weigh_rebuttal",
    "give_verdict",
    "give_verdict",
    "edit_document",
    "set_work_state",
    "together",
    "undo",
    "undo",
    "redo",
    "remove_claim",
    "large",
];

/// Who works.
pub fn editor() -> EditorId {
    EditorId(counted(0xa))
}

/// On which computer.
pub fn device() -> DeviceId {
    DeviceId(counted(0xd))
}

/// Opens a desk, or makes one; `nth` keeps the ids of two openings apart.
pub fn open(path: &Path, nth: u128) -> Result<Store> {
    Store::create(path, device(), Box::new(CountingEnv::new(nth)))
}

/// A desk under load.
pub struct Load {
    /// The desk.
    pub store: Store,
    dice: Dice,
    things: Things,
}

impl Load {
    /// On an open desk.
    pub fn new(store: Store, seed: u64) -> Self {
        let things = Things::from([(Kind::Editor, vec![json!(editor())]), (Kind::Scale, vec![json!(counted(0xb))])]);
        Self { store, dice: Dice::new(seed), things }
    }

    /// Founds the desk, if it is new.
    pub fn found(&mut self) -> Result<Option<Receipt>> {
        if self.store.reader(None)?.head()?.seq > 0 {
            return Ok(None);
        }
        let add = AddEditor { id: Some(editor()), name: "Editor A".to_owned(), initials: None, role: None };
        let scale = CopyScale { id: Some(ScaleId(counted(0xb))), template: "four_way".to_owned() };
        let found = Together { title: "Founded the desk".to_owned(), commands: vec![add.into(), scale.into()] };
        self.store.execute(editor(), found.into(), None).map(Some)
    }

    /// Does one step by its name, or a random one for `mixed`; nothing where there is nothing to do it to.
    pub fn step(&mut self, name: &str) -> Result<Option<Receipt>> {
        let name = if name == "mixed" { self.dice.word(MIXED) } else { name };
        let receipt = match name {
            "undo" => self.store.undo(editor()),
            "redo" => self.store.redo(editor()),
            "large" => return self.large(),
            name => match command(name, &mut self.dice, &self.things) {
                Some((command, bytes)) => self.run(command, &bytes),
                None => return Ok(None),
            },
        }?;
        for created in &receipt.created {
            self.things.entry(created.kind).or_default().push(json!(created.id));
        }
        Ok(Some(receipt))
    }

    /// A document of several pages of the journal.
    fn large(&mut self) -> Result<Option<Receipt>> {
        let Some(case) = self.things.get(&Kind::Case).and_then(|held| held.last()).cloned() else { return Ok(None) };
        let case: CaseId = serde_json::from_value(case)?;
        let size = 20_000 + self.dice.below(200_000);
        let text: String = (0..size / 8).map(|_| format!("{:07} ", self.dice.below(10_000_000))).collect();
        let (command, bytes) = document(case, &["A long one", &text]);
        self.run(command.into(), &bytes).map(Some)
    }

    fn run(&mut self, command: Command, bytes: &[Attachment]) -> Result<Receipt> {
        self.store.execute_with(editor(), command, Some("for the load".to_owned()), bytes)
    }
}

/// A closed desk of about `steps` entries, with what was acknowledged.
pub fn desk(path: &Path, nth: u128, seed: u64, steps: usize) -> Vec<Ack> {
    let mut load = Load::new(open(path, nth).expect("a desk"), seed);
    let mut acks = Vec::new();
    acks.extend(load.found().expect("founded"));
    for name in ["add_case", "add_document", "tag_claim", "add_source", "link_evidence"] {
        acks.extend(load.step(name).ok().flatten());
    }
    for _ in 0..steps {
        acks.extend(load.step("mixed").ok().flatten());
    }
    load.store.close().expect("closed");
    acks.into_iter().map(|receipt| (receipt.seq, receipt.hash)).collect()
}
