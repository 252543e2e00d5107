//! An entry that is still being written: the open transaction of a command.
//!
//! Commands read and write through it alone. Every write is applied at once,
//! so that the next read sees it, and remembered for the entry.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::returns;
use crate::change::{Change, Edit};
use crate::draft::DraftText;
use crate::env::Env;
use crate::error::{Error, Refusal, Result};
use crate::id::{CaseId, ClaimId, EditorId, EvidenceId, RebuttalId, RevisionId, SnapshotId, SourceId};
use crate::model::{
    BlobId, BlobRef, Claim, Editor, Evidence, Kind, PlaceWords, Rebuttal, RebuttalStatus, Record, Revision, Seen,
    SignOff, Verdict,
};
use crate::notes::Place;
use crate::store::Attachment;
use crate::table::{self, apply, blob, search};
use crate::time::Timestamp;

/// The open transaction of a command.
pub struct Pending<'a> {
    conn: &'a Connection,
    env: &'a mut dyn Env,
    editor: EditorId,
    now: Timestamp,
    attachments: &'a [Attachment],
    changes: Vec<Change>,
    blobs: Vec<BlobId>,
    /// The texts that were read last.
    texts: RefCell<Vec<(BlobId, Rc<str>)>>,
}

/// How many texts are held: a draft's own, its layout's, and those of the draft before.
const TEXTS: usize = 4;

impl<'a> Pending<'a> {
    pub(crate) fn new(
        conn: &'a Connection,
        env: &'a mut dyn Env,
        editor: EditorId,
        now: Timestamp,
        attachments: &'a [Attachment],
    ) -> Self {
        Self { conn, env, editor, now, attachments, changes: Vec::new(), blobs: Vec::new(), texts: RefCell::default() }
    }

    /// Who acts.
    pub(crate) fn editor(&self) -> EditorId {
        self.editor
    }

    /// When.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// The id that the caller chose, or a new one.
    pub(crate) fn id<I: From<Uuid>>(&mut self, chosen: Option<I>) -> I {
        chosen.unwrap_or_else(|| self.env.next_id().into())
    }

    /// The row with this id.
    pub(crate) fn get<R: Record>(&self, id: impl Into<Uuid>) -> Result<R> {
        table::get(self.conn, id)
    }

    /// The row with this id, if it is there.
    pub(crate) fn find<R: Record>(&self, id: impl Into<Uuid>) -> Result<Option<R>> {
        table::find(self.conn, id)
    }

    /// Fails if the row is not there.
    pub(crate) fn require<R: Record>(&self, id: impl Into<Uuid>) -> Result<()> {
        self.get::<R>(id).map(|_| ())
    }

    /// The rows whose column holds this id, in order of that order's columns.
    pub(crate) fn with<R: Record>(&self, column: &str, id: impl Into<Uuid>) -> Result<Vec<R>> {
        table::rows(self.conn, &format!("where {column} = ?1 order by id"), [id.into().to_string()])
    }

    /// All rows of a kind, in the order in which they came.
    pub(crate) fn all<R: Record>(&self) -> Result<Vec<R>> {
        table::rows(self.conn, "order by rowid", [])
    }

    /// The highest value of a number column among the rows whose column holds this id; 0 if there are none.
    pub(crate) fn highest(&self, kind: Kind, number: &str, column: &str, id: impl Into<Uuid>) -> Result<u32> {
        let sql = format!("select coalesce(max({number}), 0) from {} where {column} = ?1", table::quoted(kind));
        Ok(self.conn.prepare_cached(&sql)?.query_row([id.into().to_string()], |row| row.get(0))?)
    }

    /// The number for a new claim of a case: never one that a claim had before, even if that is gone, for it may return.
    pub(crate) fn next_number(&self, case: CaseId) -> Result<u32> {
        let present = self.highest(Kind::Claim, "number", "case_id", case)?;
        let ever: u32 = self
            .conn
            .prepare_cached("select coalesce(max(number), 0) from touch where case_id = ?1 and number is not null")?
            .query_row([case.to_string()], |row| row.get(0))?;
        Ok(present.max(ever) + 1)
    }

    /// The claims and rebuttals that name one of these sources in their own text, where no column refers to it.
    pub(crate) fn naming(&self, sources: &[SourceId]) -> Result<(Vec<ClaimId>, Vec<RebuttalId>)> {
        // One walk for all of them: a bulk import that is undone removes many.
        const NAMES_A_SOURCE: &str = "where instr(record, '\"source\":\"') > 0";
        let claims: Vec<Claim> = table::rows(self.conn, NAMES_A_SOURCE, [])?;
        let rebuttals: Vec<Rebuttal> = table::rows(self.conn, NAMES_A_SOURCE, [])?;
        let named = |source| sources.contains(&source);
        Ok((
            claims.iter().filter(|claim| claim.sources().any(named)).map(|claim| claim.id).collect(),
            rebuttals.iter().filter(|rebuttal| rebuttal.sources().any(named)).map(|rebuttal| rebuttal.id).collect(),
        ))
    }

    /// The words in which a claim stands in the texts now, passage by passage: what a release binds to.
    pub fn words_of_claim(&self, claim: ClaimId) -> Result<Vec<PlaceWords>> {
        table::place::words_of_claim(self.conn, claim)
    }

    /// Where claims stand in a draft.
    pub(crate) fn places_in(&self, revision: RevisionId) -> Result<Vec<Place>> {
        table::place::in_draft(self.conn, revision)
    }

    /// The evidence that quotes a snapshot, where no column refers to it.
    pub(crate) fn quoting(&self, snapshot: SnapshotId) -> Result<Vec<EvidenceId>> {
        let found: Vec<Evidence> =
            table::rows(self.conn, "where instr(record, ?1) > 0 order by id", [snapshot.to_string()])?;
        Ok(found.into_iter().map(|evidence| evidence.id).collect())
    }

    /// How many rows of a table hold this id in a column.
    pub(crate) fn count(&self, kind: Kind, column: &str, id: impl Into<Uuid>) -> Result<u32> {
        table::count(self.conn, &format!("{} where {column} = ?1", table::quoted(kind)), [id.into().to_string()])
    }

    /// Adds a row.
    pub(crate) fn add<R: Record>(&mut self, row: R) -> Result<()> {
        if table::find::<R>(self.conn, row.id())?.is_some() {
            return Err(Refusal::AlreadyThere(R::KIND.table()).into());
        }
        fits(&row)?;
        self.apply(R::change(Edit::Added(row)))
    }

    /// Makes a row what `to` says; a row that is so already is left alone.
    pub(crate) fn put<R: Record>(&mut self, to: R) -> Result<()> {
        let from: R = self.get(to.id())?;
        if from == to {
            return Ok(());
        }
        fits(&to)?;
        self.apply(R::change(Edit::Updated { from, to }))
    }

    /// Removes a row.
    pub(crate) fn remove<R: Record>(&mut self, row: R) -> Result<()> {
        self.apply(R::change(Edit::Removed(row)))
    }

    /// Applies changes that stand already: of an undo, a restore.
    pub(crate) fn apply_all(&mut self, changes: Vec<Change>) -> Result<()> {
        for change in changes {
            let Some(change) = self.unbound(change)? else { continue };
            if returns::is_superfluous(self, &change)? {
                continue;
            }
            returns::let_go(self, &change)?;
            let (kind, id) = (change.kind(), change.id());
            self.apply(change).map_err(|error| match error {
                Error::Conflict { .. } => self.built_upon(kind, id).unwrap_or(error),
                other => other,
            })?;
        }
        self.keep_answered()?;
        returns::keep_anchored(self)?;
        self.changes.iter().filter(|change| !change.is_removed()).try_for_each(|change| self.check_parents(change))
    }

    /// Whether a sign-off is stale follows from what stands, not from what was taken back:
    /// nobody's undo waits for somebody else's sign-off.
    fn unbound(&self, change: Change) -> Result<Option<Change>> {
        Ok(match change {
            Change::SignOff(Edit::Updated { .. }) => None,
            Change::SignOff(Edit::Removed(row)) => {
                let present: Option<SignOff> = table::find(self.conn, row.id)?;
                Some(Change::SignOff(Edit::Removed(present.unwrap_or(row))))
            }
            other => Some(other),
        })
    }

    /// What stands on a claim now.
    pub(crate) fn seen(&self, claim: &Claim) -> Result<Seen> {
        table::seen::seen(self.conn, claim)
    }

    /// Lets the sign-offs follow what was done: one goes stale with what it was bound to, and holds
    /// again when that is back.
    pub(crate) fn follow(&mut self) -> Result<()> {
        let bound = |kind| match kind {
            Kind::Claim
            | Kind::Passage
            | Kind::Anchor
            | Kind::Evidence
            | Kind::Rebuttal
            | Kind::Verdict
            | Kind::SignOff => true,
            Kind::Editor
            | Kind::Scale
            | Kind::Source
            | Kind::Case
            | Kind::Document
            | Kind::Revision
            | Kind::Omission
            | Kind::Contact
            | Kind::Comment
            | Kind::Uptake
            | Kind::View
            | Kind::Letterhead
            | Kind::Snapshot => false,
        };
        let touched = self.changes.iter().filter(|change| bound(change.kind()));
        let claims: BTreeSet<ClaimId> = touched.filter_map(Change::claim).collect();
        for id in claims {
            let signed: Vec<SignOff> = self.with("claim_id", id)?;
            if signed.is_empty() {
                continue;
            }
            let Some(claim) = table::find::<Claim>(self.conn, id)? else { continue };
            let now = self.seen(&claim)?;
            for mut sign_off in signed {
                sign_off.stale = !sign_off.seen.changes(&now).is_empty();
                self.put(sign_off)?;
            }
        }
        Ok(())
    }

    /// Taking one answer back must not call a rebuttal unanswered to which another answer stands.
    fn keep_answered(&mut self) -> Result<()> {
        let touched: Vec<Uuid> =
            self.changes.iter().filter(|change| change.kind() == Kind::Rebuttal).map(Change::id).collect();
        for id in touched {
            let Some(mut rebuttal) = table::find::<Rebuttal>(self.conn, id)? else { continue };
            let is_open = rebuttal.status == RebuttalStatus::Unanswered;
            if is_open && self.count(Kind::Rebuttal, "target_rebuttal_id", id)? > 0 {
                rebuttal.status = RebuttalStatus::Answered;
                self.put(rebuttal)?;
            }
        }
        Ok(())
    }

    /// Keeps the attached bytes with this SHA-256 (hex), or finds them kept already.
    pub(crate) fn keep(&mut self, sha256: &str, media_type: &str, name: &str) -> Result<BlobRef> {
        let held = blob::find_by_sha256(self.conn, sha256)?;
        let id = if let Some(id) = held {
            id
        } else {
            let attached = self
                .attachments
                .iter()
                .find(|attached| crate::hex(&Sha256::digest(&attached.bytes)) == sha256)
                .ok_or_else(|| Refusal::BytesMissing(sha256.to_owned()))?;
            blob::keep(self.conn, &attached.bytes, media_type, self.env.salt())?
        };
        self.blobs.push(id.clone());
        let size = blob::size_of(self.conn, &id)?;
        Ok(BlobRef { blob: id, size, media_type: media_type.to_owned(), name: name.to_owned() })
    }

    /// Erases kept bytes; the entry that is being written says so.
    pub(crate) fn erase(&mut self, id: &BlobId) -> Result<()> {
        let seq = crate::ledger::entry::head(self.conn, None)?.map_or(1, |head| head.seq + 1);
        self.texts.borrow_mut().retain(|(held, _)| held != id);
        blob::erase(self.conn, id, seq)
    }

    /// The blob with this SHA-256 (hex), if it is kept.
    pub(crate) fn kept(&self, sha256: &str) -> Result<Option<BlobId>> {
        blob::find_by_sha256(self.conn, sha256)
    }

    /// The bytes of a kept blob.
    pub(crate) fn bytes(&self, kept: &BlobRef) -> Result<Vec<u8>> {
        blob::read(self.conn, &kept.blob)
    }

    /// The text of a kept blob. The last ones are held: many marks in one text read it once.
    pub(crate) fn text(&self, blob: &BlobRef) -> Result<Rc<str>> {
        let mut held = self.texts.borrow_mut();
        if let Some((_, text)) = held.iter().find(|(id, _)| *id == blob.blob) {
            return Ok(Rc::clone(text));
        }
        let text: Rc<str> = blob::read_text(self.conn, blob)?.into();
        held.truncate(TEXTS - 1);
        held.insert(0, (blob.blob.clone(), Rc::clone(&text)));
        Ok(text)
    }

    /// The text of a draft, to be cut.
    pub(crate) fn draft(&self, revision: &Revision) -> Result<DraftText> {
        let layout = serde_json::from_str(&self.text(&revision.layout)?)?;
        Ok(DraftText::new(self.text(&revision.text)?.to_string(), layout))
    }

    /// What must hold before an entry is sealed: the editor is at the desk, and
    /// nothing refers to a row that is gone.
    pub(crate) fn check(&self) -> Result<()> {
        let editor: Editor = self.get(self.editor)?;
        if editor.left && !self.changes.iter().any(|change| change.id() == editor.id.0) {
            return Err(Refusal::EditorLeft(editor.name).into());
        }
        let mut sources = Vec::new();
        for change in self.changes.iter().filter(|change| change.is_removed()) {
            if self.is_there(change.kind(), change.id())? {
                continue;
            }
            if change.kind() == Kind::Snapshot
                && let Some(quoting) = self.quoting(SnapshotId(change.id()))?.first()
            {
                self.refuse_for(Kind::Snapshot, quoting.0)?;
            }
            if change.kind() == Kind::Source {
                sources.push(SourceId(change.id()));
            }
            self.check_nobody_acted(change)?;
            for (_, child, column) in table::REFERENCES.iter().filter(|(parent, ..)| *parent == change.kind()) {
                self.check_no_child(change, *child, column)?;
            }
        }
        if sources.is_empty() { Ok(()) } else { self.check_nothing_names(&sources) }
    }

    /// What was done so far.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What was done.
    pub(crate) fn finish(self) -> (Vec<Change>, Vec<BlobId>) {
        (self.changes, self.blobs)
    }

    fn apply(&mut self, change: Change) -> Result<()> {
        apply::apply(self.conn, &change)?;
        search::follow(self.conn, &change)?;
        self.changes.push(change);
        Ok(())
    }

    /// Whether a row is there.
    pub(crate) fn is_there(&self, kind: Kind, id: Uuid) -> Result<bool> {
        let sql = format!("select exists (select 1 from {} where id = ?1)", table::quoted(kind));
        Ok(self.conn.prepare_cached(&sql)?.query_row([id.to_string()], |row| row.get(0))?)
    }

    /// An editor who has acted stays: entries name them.
    fn check_nobody_acted(&self, removed: &Change) -> Result<()> {
        if removed.kind() != Kind::Editor {
            return Ok(());
        }
        let found: Option<(u64, String)> = self
            .conn
            .prepare_cached("select seq, operation from entry where editor = ?1 order by seq desc limit 1")?
            .query_row([removed.id().to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map_or(Ok(()), |(seq, operation)| {
            let label = super::label_of(&operation).to_owned();
            Err(Refusal::BuiltUpon { seq, label, editor: removed.name() }.into())
        })
    }

    /// What comes back must find what it refers to.
    fn check_parents(&self, change: &Change) -> Result<()> {
        for (parent, child, column) in table::REFERENCES.iter().filter(|(_, child, _)| *child == change.kind()) {
            let (of, to) = (table::quoted(*child), table::quoted(*parent));
            let sql = format!(
                "select exists (select 1 from {of} as child where child.id = ?1 and child.{column} is not null
                 and not exists (select 1 from {to} as parent where parent.id = child.{column}))"
            );
            let lost: bool = self.conn.prepare_cached(&sql)?.query_row([change.id().to_string()], |row| row.get(0))?;
            if lost {
                return Err(Refusal::Lost { what: child.table(), of: parent.table() }.into());
            }
        }
        match change.kind() {
            Kind::Claim => table::find(self.conn, change.id())?.map_or(Ok(()), |claim: Claim| {
                super::rules::no_circle_of_parts(self, claim.id, claim.part_of)?;
                claim.same_as.map_or(Ok(()), |same| super::rules::no_circle_of_sames(self, claim.id, same))?;
                self.check_sources(Kind::Claim, claim.sources())
            }),
            Kind::Rebuttal => table::find(self.conn, change.id())?
                .map_or(Ok(()), |rebuttal: Rebuttal| self.check_sources(Kind::Rebuttal, rebuttal.sources())),
            Kind::Verdict => table::find(self.conn, change.id())?
                .map_or(Ok(()), |verdict: Verdict| self.check_only_verdict(&verdict)),
            Kind::Revision => table::find(self.conn, change.id())?.map_or(Ok(()), |revision: Revision| {
                let other = returns::same_number(self, &revision)?;
                other.map_or(Ok(()), |other| self.refuse_for(Kind::Revision, other.id.0))
            }),
            _ => Ok(()),
        }
    }

    /// What comes back must find the sources that it names in its own text.
    fn check_sources(&self, what: Kind, mut sources: impl Iterator<Item = SourceId>) -> Result<()> {
        sources.try_for_each(|source| match self.is_there(Kind::Source, source.0)? {
            true => Ok(()),
            false => Err(Refusal::Lost { what: what.table(), of: Kind::Source.table() }.into()),
        })
    }

    /// A verdict does not come back beside one that was given since.
    fn check_only_verdict(&self, verdict: &Verdict) -> Result<()> {
        let all: Vec<Verdict> = self.with("claim_id", verdict.claim)?;
        let other = all.iter().find(|other| other.id != verdict.id);
        other.map_or(Ok(()), |other| self.refuse_for(Kind::Claim, other.id.0))
    }

    /// Sources do not go while a claim or a rebuttal names them in its own text.
    fn check_nothing_names(&self, sources: &[SourceId]) -> Result<()> {
        let (claims, rebuttals) = self.naming(sources)?;
        let first = claims.into_iter().map(Uuid::from).chain(rebuttals.into_iter().map(Uuid::from)).next();
        first.map_or(Ok(()), |id| self.refuse_for(Kind::Source, id))
    }

    /// Refuses because of the row `by`, and names the entry that last touched it.
    fn refuse_for(&self, what: Kind, by: Uuid) -> Result<()> {
        let still = Refusal::StillUsed { what: what.table(), by: "something that is there".to_owned() };
        Err(self.last_touch(by)?.unwrap_or_else(|| still.into()))
    }

    fn check_no_child(&self, removed: &Change, child: Kind, column: &str) -> Result<()> {
        let sql = format!("select id from {} where {column} = ?1 limit 1", table::quoted(child));
        let found: Option<String> =
            self.conn.prepare_cached(&sql)?.query_row([removed.id().to_string()], |row| row.get(0)).optional()?;
        let Some(id) = found else { return Ok(()) };
        let still = Refusal::StillUsed { what: removed.kind().table(), by: format!("a {}", child.table()) };
        let Ok(id) = Uuid::parse_str(&id) else { return Err(still.into()) };
        Err(self.last_touch(id)?.unwrap_or_else(|| still.into()))
    }

    /// The refusal that names the entry which last touched a row.
    fn built_upon(&self, kind: Kind, id: Uuid) -> Option<Error> {
        match self.last_touch(id) {
            Ok(found) => found,
            Err(error) => {
                debug_assert!(false, "{kind:?} {id}: {error}");
                Some(error)
            }
        }
    }

    fn last_touch(&self, id: Uuid) -> Result<Option<Error>> {
        let found: Option<(u64, String, String)> = self
            .conn
            .prepare_cached(
                "select entry.seq, entry.operation, entry.editor from touch join entry using (seq)
                 where touch.id = ?1 order by touch.seq desc limit 1",
            )?
            .query_row(params![id.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((seq, operation, editor)) = found else { return Ok(None) };
        let editor = match editor.parse::<EditorId>() {
            Ok(editor) => table::find::<Editor>(self.conn, editor)?.map_or_else(String::new, |editor| editor.name),
            Err(_) => editor,
        };
        let label = super::label_of(&operation).to_owned();
        Ok(Some(Refusal::BuiltUpon { seq, label, editor }.into()))
    }
}

/// The most that one record may hold, in bytes of its JSON: a long text is a document.
const RECORD_LIMIT: usize = 4 << 20;

/// Refuses a record that is too long as a whole; single texts have limits of their own.
fn fits<R: Record>(row: &R) -> Result<()> {
    let found = serde_json::to_string(row)?.len();
    if found > RECORD_LIMIT {
        return Err(Refusal::TooLong { what: R::KIND.table(), found, limit: RECORD_LIMIT }.into());
    }
    Ok(())
}
