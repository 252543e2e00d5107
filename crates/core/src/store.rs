//! `Store`: the one door for writes.
//!
//! Every change is a command or one of undo, redo, revert and restore; each is
//! one transaction that ends in one sealed entry, or in nothing at all.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::change::{Change, inverse};
use crate::command::pending::Pending;
use crate::command::{self, Command};
use crate::connection::{self, Held};
use crate::env::Env;
use crate::error::{Error, Refusal, Result};
use crate::id::{CaseId, DeviceId, EditorId, EntryId, Seq};
use crate::ledger::entry::{self, Body, FORMAT, Op};
use crate::ledger::note::{ExportedFile, Note};
use crate::ledger::proof;
use crate::ledger::restore::{self, RestoreScope};
use crate::ledger::salvage::{self, Salvaged};
use crate::ledger::verify::Verified;
use crate::ledger::{Ledger, replay, transfer, undo, verify};
use crate::model::{BlobId, Case, Editor, Kind};
use crate::reader::{Moment, Past, Reader};

/// Bytes that come with a command, which names them by their SHA-256 (hex).
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type.
    pub media_type: String,
}

/// What the caller gets after a change: it is on the disk by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Receipt {
    /// The new entry's place.
    pub seq: Seq,
    /// The new entry.
    pub entry: EntryId,
    /// When.
    pub at: crate::time::Timestamp,
    /// The operation's name, as `tag_claim`.
    pub operation: String,
    /// What was done, in English.
    pub label: String,
    /// The kinds of record that changed.
    pub touched: Vec<Kind>,
    /// What was made, in order; without the anchors, which follow from it.
    pub created: Vec<Created>,
    /// The new entry's hash, in hex.
    pub hash: String,
}

/// A record that an entry made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Created {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// A desk, open for writing.
pub struct Store {
    conn: Held,
    env: Box<dyn Env>,
    device: DeviceId,
    past: Past,
}

impl Store {
    /// Opens the desk at `path`, which must be one.
    pub fn open(path: &Path, device: DeviceId, env: Box<dyn Env>) -> Result<Self> {
        Ok(Self { conn: Held::open(path, false)?, env, device, past: Past::default() })
    }

    /// Opens the desk at `path`, or makes one there if nothing is there.
    pub fn create(path: &Path, device: DeviceId, env: Box<dyn Env>) -> Result<Self> {
        Ok(Self { conn: Held::open(path, true)?, env, device, past: Past::default() })
    }

    /// A desk in memory.
    pub fn in_memory(device: DeviceId, env: Box<dyn Env>) -> Result<Self> {
        Ok(Self { conn: Held::in_memory()?, env, device, past: Past::default() })
    }

    /// Where the desk is, behind any symbolic link, unless it is in memory.
    pub fn path(&self) -> Option<&Path> {
        self.conn.path()
    }

    /// Whether the desk lies on a disk of the network. Then nothing else can open it, and `reader` is the one way to read.
    pub fn is_remote(&self) -> bool {
        self.conn.is_remote()
    }

    /// The installation that writes here.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// An id that nothing has yet, for what is named before it is made.
    pub fn next_id(&mut self) -> Uuid {
        self.env.next_id()
    }

    /// Carries out a command.
    pub fn execute(&mut self, editor: EditorId, command: Command, why: Option<String>) -> Result<Receipt> {
        self.execute_with(editor, command, why, &[])
    }

    /// Carries out a command that names bytes.
    pub fn execute_with(
        &mut self,
        editor: EditorId,
        command: Command,
        why: Option<String>,
        attachments: &[Attachment],
    ) -> Result<Receipt> {
        let why = command::reason(&command, why)?;
        let op = Op::Did { command: command.name().to_owned(), title: command.title() };
        self.write(editor, op, why, attachments, |pending| command.run(pending))
    }

    /// Takes back the editor's last step.
    pub fn undo(&mut self, editor: EditorId) -> Result<Receipt> {
        let target = undo::undo_target(self.conn.live()?, editor)?.ok_or(Error::NothingTo("undo"))?;
        self.take_back(editor, Op::Undo { of: target.id }, None, target.changes)
    }

    /// Takes back the editor's last undo.
    pub fn redo(&mut self, editor: EditorId) -> Result<Receipt> {
        let target = undo::redo_target(self.conn.live()?, editor)?.ok_or(Error::NothingTo("redo"))?;
        self.take_back(editor, Op::Redo { of: target.id }, None, target.changes)
    }

    /// Takes back any entry, out of turn.
    pub fn revert(&mut self, editor: EditorId, of: EntryId, why: Option<String>) -> Result<Receipt> {
        let why = command::needed(why)?;
        let conn = self.conn.live()?;
        let target = entry::get(conn, entry::seq_of(conn, of)?)?;
        self.take_back(editor, Op::Revert { of }, Some(why), target.changes)
    }

    /// Brings the desk, or a part of it, to where it stood after an entry, as a new entry.
    /// Who joined since then stays: entries name them.
    pub fn restore(
        &mut self,
        editor: EditorId,
        to: EntryId,
        scope: RestoreScope,
        why: Option<String>,
    ) -> Result<Receipt> {
        let why = command::needed(why)?;
        let conn = self.conn.live()?;
        let seq = entry::seq_of(conn, to)?;
        let head = entry::head(conn, None)?.map_or(0, |head| head.seq);
        let changes = restore::changes(conn, seq, head, &scope)?;
        self.write(editor, Op::Restore { to, scope }, Some(why), &[], |pending| pending.apply_all(changes))
    }

    /// Takes over from a damaged file what follows and still proves itself, and says in an
    /// entry what was kept and what is lost. Without a known editor the entry is of whoever acted last.
    pub fn salvage(&mut self, damaged: &Path, editor: Option<EditorId>) -> Result<Salvaged> {
        let salvaged = self.in_transaction(|tx| match connection::damaged(damaged) {
            Ok(damaged) => salvage::salvage(&damaged, tx),
            // What cannot even be opened proves nothing.
            Err(_) => salvage::nothing(tx),
        })?;
        let conn = self.conn.live()?;
        let known = editor.filter(|id| crate::table::find::<Editor>(conn, *id).is_ok_and(|found| found.is_some()));
        let last = entry::head(conn, None)?.map(|head| entry::get(conn, head.seq)).transpose()?;
        let Some(editor) = known.or(last.map(|entry| entry.editor)) else {
            return Err(Error::Damaged { seq: 1, why: "not one entry proves itself".to_owned() });
        };
        let note = Note::Recovered { kept: salvaged.kept, lost: salvaged.lost };
        self.write(editor, Op::Noted { note }, None, &[], |_| Ok(()))?;
        Ok(salvaged)
    }

    /// Takes in a whole desk from the lines that `Ledger::write_out` gave; this one must be empty. Nothing is
    /// believed: every seal, chain and hash is made anew. Gives the number of entries.
    pub fn read_in(&mut self, lines: &mut dyn Iterator<Item = Vec<u8>>) -> Result<Seq> {
        self.in_transaction(|tx| transfer::read_in(tx, lines))
    }

    /// Says in an entry with which key this installation signs, unless an entry says so already.
    pub fn announce_key(&mut self, editor: EditorId, key: &str) -> Result<Option<Receipt>> {
        let known = proof::keys(self.conn.live()?)?;
        if known.iter().rev().find(|row| row.device == self.device).is_some_and(|row| row.key == key) {
            return Ok(None);
        }
        let note = Note::KeyAdded { key: key.to_owned() };
        self.write(editor, Op::Noted { note }, None, &[], |_| Ok(())).map(Some)
    }

    /// Says in an entry that this installation signs with another key from here on: `note` is signed with both.
    pub fn change_key(&mut self, editor: EditorId, note: &str, why: Option<String>) -> Result<Receipt> {
        let why = command::needed(why)?;
        proof::check_change(self.conn.live()?, self.device, note)?;
        let note = Note::KeyChanged { note: note.to_owned() };
        self.write(editor, Op::Noted { note }, Some(why), &[], |_| Ok(()))
    }

    /// Keeps the answer of a time-stamping service over the checkpoint of this size; the caller has verified it.
    pub fn keep_timestamp(&mut self, editor: EditorId, size: Seq, answer: &[u8]) -> Result<Receipt> {
        proof::check_timestamp(self.conn.live()?, size, answer)?;
        let (sha256, media_type) = (crate::sha256(answer), "application/timestamp-reply");
        let attached = [Attachment { bytes: answer.to_vec(), media_type: media_type.to_owned() }];
        self.seal(editor, None, &attached, |pending| {
            let token = pending.keep(&sha256, media_type, &format!("{size}.tsr"))?;
            Ok(Op::Noted { note: Note::TimeStamped { size, token } })
        })
    }

    /// Erases kept bytes by law: they, their salt and their plain hash are gone from this file. Their name
    /// and every proof stand, and an entry says who, when and why. What records quote of them stays.
    pub fn erase(&mut self, editor: EditorId, blob: &BlobId, why: Option<String>) -> Result<Receipt> {
        let why = command::needed(why)?;
        let conn = self.conn.live()?;
        if crate::table::blob::media_type_of(conn, blob)?.is_none() {
            return Err(Error::NotFound { what: "kept bytes", id: blob.as_str().to_owned() });
        }
        if let Some(seq) = crate::table::blob::erased(conn, blob)? {
            return Err(Refusal::Erased { seq }.into());
        }
        let note = Note::Erased { blob: blob.clone() };
        let receipt = self.write(editor, Op::Noted { note }, Some(why), &[], |pending| pending.erase(blob))?;
        self.past = Past::default();
        connection::sweep(self.conn.live()?)?;
        Ok(receipt)
    }

    /// Says in an entry which files of a case left the desk.
    pub fn note_export(&mut self, editor: EditorId, case: CaseId, files: Vec<ExportedFile>) -> Result<Receipt> {
        let note = Note::Exported { case, files };
        self.write(editor, Op::Noted { note }, None, &[], |pending| pending.require::<Case>(case))
    }

    /// Keeps a signed checkpoint, whose root must be that of the ledger. No row changes, so there is no entry.
    pub fn keep_checkpoint(&mut self, note: &str) -> Result<()> {
        self.in_transaction(|tx| proof::keep(tx, note))
    }

    /// The ledger itself, for proofs.
    pub fn ledger(&mut self) -> Result<Ledger<'_>> {
        Ok(Ledger(self.conn.live()?))
    }

    /// Writes a copy of the desk to `to`, where nothing may be yet, through the connection that holds it.
    pub fn copy(&mut self, to: &Path) -> Result<()> {
        connection::copy_out(self.conn.live()?, to)
    }

    /// Reads the desk, now or then.
    pub fn reader(&mut self, moment: Moment) -> Result<Reader<'_>> {
        Reader::new(self.conn.live()?, &mut self.past, moment)
    }

    /// A number that changes when another connection has written.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.conn.get()?.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Verifies the whole file.
    pub fn verify(&self) -> Result<Verified> {
        verify::verify(self.conn.get()?, &connection::projections_in_memory()?)
    }

    /// Makes all tables anew from the ledger.
    pub fn rebuild(&mut self) -> Result<()> {
        self.in_transaction(replay::rebuild)
    }

    /// Closes the desk and leaves one plain file.
    pub fn close(self) -> Result<()> {
        self.conn.close()
    }

    fn take_back(&mut self, editor: EditorId, op: Op, why: Option<String>, changes: Vec<Change>) -> Result<Receipt> {
        self.write(editor, op, why, &[], |pending| pending.apply_all(inverse(changes)))
    }

    /// One transaction, one entry.
    fn write(
        &mut self,
        editor: EditorId,
        op: Op,
        why: Option<String>,
        attachments: &[Attachment],
        run: impl FnOnce(&mut Pending<'_>) -> Result<()>,
    ) -> Result<Receipt> {
        self.seal(editor, why, attachments, |pending| run(pending).map(|()| op))
    }

    /// The same, where only what is done says what the operation is. What the disk does not take is found out here.
    fn seal(
        &mut self,
        editor: EditorId,
        why: Option<String>,
        attachments: &[Attachment],
        run: impl FnOnce(&mut Pending<'_>) -> Result<Op>,
    ) -> Result<Receipt> {
        let mut id = None;
        let outcome = self.transact(editor, why, attachments, &mut id, run);
        outcome.map_err(|error| {
            let error = self.conn.after(error, id);
            if matches!(error, Error::Unwritten { .. }) {
                self.past = Past::default();
            }
            error
        })
    }

    fn transact(
        &mut self,
        editor: EditorId,
        why: Option<String>,
        attachments: &[Attachment],
        named: &mut Option<EntryId>,
        run: impl FnOnce(&mut Pending<'_>) -> Result<Op>,
    ) -> Result<Receipt> {
        let now = self.env.now();
        let (conn, file) = self.conn.for_writing()?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut pending = Pending::new(&tx, self.env.as_mut(), editor, now, attachments);
        let op = run(&mut pending)?;
        pending.follow()?;
        pending.check()?;
        let (changes, blobs) = pending.finish();
        if changes.is_empty() && !matches!(op, Op::Noted { .. }) {
            return Err(Refusal::NothingChanged.into());
        }
        let id = EntryId(self.env.next_id());
        *named = Some(id);
        let body =
            Body { v: FORMAT, id, device: self.device, n: 0, editor, at: now, op: op.clone(), why, changes, blobs };
        let receipt_parts = (touched(&body.changes), created(&body.changes));
        let (seq, hash) = entry::append(&tx, body, self.env.salt())?;
        let label = command::label(&tx, &op)?;
        if let Some(file) = file {
            file.is_in_place()?;
        }
        tx.commit()?;
        let (touched, created) = receipt_parts;
        Ok(Receipt { seq, entry: id, at: now, operation: op.name().to_owned(), label, touched, created, hash })
    }

    /// A transaction that seals no entry.
    fn in_transaction<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let outcome = self.conn.for_writing().and_then(|(conn, _)| {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&tx)?;
            tx.commit()?;
            Ok(done)
        });
        outcome.map_err(|error| self.conn.after(error, None))
    }
}

fn touched(changes: &[Change]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = changes.iter().map(Change::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What was made. Anchors follow from it: a draft may have thousands.
fn created(changes: &[Change]) -> Vec<Created> {
    changes
        .iter()
        .filter(|c| c.is_added() && c.kind() != Kind::Anchor)
        .map(|c| Created { kind: c.kind(), id: c.id() })
        .collect()
}
