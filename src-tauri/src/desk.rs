//! The desk that is held open, who sits at it, and word of its changes.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use claimdesk_core::id::{CaseId, EditorId};
use claimdesk_core::model::{Editor, EditorRole};
use claimdesk_core::{Fault, FaultKind, HeadRow, Ledger, Moment, ReadDesk, Reader};
use claimdesk_host::bundle::{self, Wanted};
use claimdesk_host::fault::Result;
use claimdesk_host::keys::Keys;
use claimdesk_host::passphrase;
use claimdesk_host::places::Places;
use claimdesk_host::state::State;
use claimdesk_host::{DeskFile, HostError};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};

use crate::intake::FileToken;
use crate::readers::Readers;

/// What the program holds while it runs.
pub(crate) struct Held {
    pub(crate) places: Places,
    state: Mutex<State>,
    open: Mutex<Option<Open>>,
    /// How it is read, beside its writer.
    readers: Readers,
    /// Why the desk that should have opened at start did not; told once.
    at_start: Mutex<Option<HostError>>,
    /// With which heads of desks are signed here, once they were asked for.
    keys: Mutex<Option<Keys>>,
    /// The desk that could not be opened because it is damaged, and what is wrong with it.
    damaged: Mutex<Option<(PathBuf, Fault)>>,
}

/// A desk that is open.
pub(crate) struct Open {
    pub(crate) file: DeskFile,
    pub(crate) editor: Option<EditorId>,
    version: i64,
}

/// What the interface knows of the program's state (`Session` in `bridge.ts`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Session {
    desk: Option<OpenDesk>,
    pub(crate) editor: Option<EditorId>,
    locked: Vec<EditorId>,
    recent: Vec<RecentDesk>,
    version: &'static str,
    pub(crate) waiting: Vec<FileToken>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpenDesk {
    name: String,
    path: String,
    read_only: bool,
    notice: String,
}

#[derive(Serialize)]
struct RecentDesk {
    token: String,
    name: String,
    path: String,
}

#[derive(Clone, Serialize)]
struct Moved {
    seq: u64,
}

impl Held {
    /// Opens the memory of this computer, and the desk that was open last.
    pub(crate) fn start() -> Result<Self> {
        let places = Places::of_user()?;
        let state = State::open(&places.state())?;
        let held = Self {
            keys: Mutex::new(None),
            places,
            state: Mutex::new(state),
            open: Mutex::new(None),
            readers: Readers::default(),
            at_start: Mutex::new(None),
            damaged: Mutex::new(None),
        };
        let opened = held.desk_at_start().and_then(|path| held.open_or_make(&path));
        if let Err(error) = opened {
            *lock(&held.at_start) = Some(error);
        }
        Ok(held)
    }

    /// A desk named on the command line, else the one that was open last, else the default one.
    fn desk_at_start(&self) -> Result<PathBuf> {
        let named = std::env::args_os().skip(1).map(PathBuf::from).find(|path| is_desk(path));
        if let Some(path) = named {
            return Ok(path);
        }
        let last = lock(&self.state).recent()?.into_iter().next();
        Ok(last.unwrap_or_else(|| self.places.default_desk()))
    }

    /// Opens the desk at `path`, or makes one there if nothing is there.
    pub(crate) fn open_or_make(&self, path: &Path) -> Result<()> {
        let device = lock(&self.state).device()?;
        let opened = if path.exists() { DeskFile::open(path, device) } else { DeskFile::create(path, device) };
        let held = opened.and_then(|file| self.hold(file));
        let fault = held.as_ref().err().map(Fault::from);
        let is_damaged = |fault: &Fault| matches!(fault.kind, FaultKind::Damaged | FaultKind::Foreign);
        *lock(&self.damaged) = fault.filter(is_damaged).map(|fault| (path.to_owned(), fault));
        held
    }

    /// The desk that could not be opened because it is damaged.
    pub(crate) fn damaged(&self) -> Option<(PathBuf, Fault)> {
        lock(&self.damaged).clone()
    }

    /// Who sat last at the desk at `path`.
    pub(crate) fn last_editor_at(&self, path: &Path) -> Result<Option<EditorId>> {
        Ok(lock(&self.state).setting(&editor_key(path))?.and_then(|id| id.parse().ok()))
    }

    /// Makes a new desk at `path`, in place of nothing.
    pub(crate) fn make(&self, path: &Path) -> Result<()> {
        let device = lock(&self.state).device()?;
        self.hold(DeskFile::create(path, device)?)
    }

    fn hold(&self, mut file: DeskFile) -> Result<()> {
        let path = file.path().to_owned();
        let version = file.reading().data_version()?;
        let editor = self.last_editor(&mut file)?;
        lock(&self.state).keep_recent(&path)?;
        let beside = !file.is_held_alone();
        let before = lock(&self.open).replace(Open { file, editor, version });
        // Not while the desk is held: who reads may still ask for it.
        self.readers.turn_to(beside.then_some(path.as_path()));
        before.map_or(Ok(()), |before| before.file.close())
    }

    /// Who sat at this desk last, if they still do.
    fn last_editor(&self, file: &mut DeskFile) -> Result<Option<EditorId>> {
        let known = lock(&self.state).setting(&editor_key(file.path()))?;
        let desk = claimdesk_core::query::Desk {}.ask(&file.reading().reader(None)?)?;
        let mut there = desk.editors.into_iter().filter(|editor| !editor.left);
        let last = there.clone().find(|editor| Some(editor.id.to_string()) == known);
        let seated = last.or_else(|| there.next()).map(|editor| editor.id);
        // Whoever has a passphrase says it each time: nobody is seated in their name.
        let locked = passphrase::editors(&lock(&self.state))?;
        Ok(seated.filter(|editor| !locked.contains(editor)))
    }

    /// Lets somebody else sit at the desk, if the passphrase is theirs.
    pub(crate) fn choose_editor(&self, editor: EditorId, given: Option<&str>) -> Result<()> {
        passphrase::check(&lock(&self.state), editor, given)?;
        self.seat(editor)
    }

    /// Gives whoever sits here a passphrase, or takes it away.
    pub(crate) fn set_passphrase(&self, current: Option<&str>, next: Option<&str>) -> Result<()> {
        let editor = self.with_open(|open| Ok(open.editor))?;
        let editor = editor.ok_or_else(|| HostError::Input("Nobody sits at this desk yet.".to_owned()))?;
        passphrase::set(&lock(&self.state), editor, current, next)
    }

    /// Takes away the passphrase of somebody who forgot it: who heads the desk does so.
    pub(crate) fn lift_passphrase(&self, editor: EditorId) -> Result<()> {
        let seated = self.with_open(|open| Ok(open.editor))?;
        let desk = self.with_reader(None, |reader| Ok(claimdesk_core::query::Desk {}.ask(reader)?))?;
        let heads = |one: &Editor| Some(one.id) == seated && one.role == EditorRole::Head;
        if !desk.editors.iter().any(heads) {
            let why = "Only who heads the desk takes a colleague's passphrase away.";
            return Err(HostError::Input(why.to_owned()));
        }
        passphrase::lift(&lock(&self.state), editor)
    }

    /// Seats an editor.
    pub(crate) fn seat(&self, editor: EditorId) -> Result<()> {
        let path = self.with_open(|open| {
            open.editor = Some(editor);
            Ok(open.file.path().to_owned())
        })?;
        lock(&self.state).keep_setting(&editor_key(&path), &editor.to_string())
    }

    /// Works on the open desk.
    pub(crate) fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T>) -> Result<T> {
        match lock(&self.open).as_mut() {
            Some(open) => work(open),
            None => Err(HostError::Input("No desk is open.".to_owned())),
        }
    }

    /// Reads the open desk, now or then: on a connection of its own, unless the desk is held alone. Nothing
    /// that is written meanwhile is waited for, and all of one reading is of one moment.
    pub(crate) fn with_reader<T>(&self, at: Moment, read: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let Some(mut lent) = self.readers.lend()? else {
            return self.with_open(|open| read(&open.file.reading().reader(at)?));
        };
        let answer = lent.desk.read(at, read)?;
        lent.back();
        Ok(answer)
    }

    /// Reads the ledger of the open desk at `path`: on a connection of its own, unless the desk is held alone.
    pub(crate) fn with_ledger<T>(&self, path: &Path, read: impl FnOnce(&Ledger<'_>) -> Result<T>) -> Result<T> {
        if self.is_held_alone() {
            self.with_open(|open| read(&open.file.ledger()?))
        } else {
            read(&ReadDesk::open(path)?.ledger())
        }
    }

    /// Whether nothing but the open desk's own connection can read it.
    pub(crate) fn is_held_alone(&self) -> bool {
        self.with_open(|open| Ok(open.file.is_held_alone())).unwrap_or_default()
    }

    /// The memory of this computer.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Tells why the desk that should have opened at start did not, once.
    pub(crate) fn fault_at_start(&self) -> Option<HostError> {
        lock(&self.at_start).take()
    }

    /// What the interface knows.
    pub(crate) fn session(&self) -> Result<Session> {
        let desk = lock(&self.open).as_ref().map(|open| {
            let shown = OpenDesk {
                name: open.file.name(),
                path: open.file.path().display().to_string(),
                read_only: open.file.is_read_only(),
                notice: open.file.notice().to_owned(),
            };
            (shown, open.editor)
        });
        let recent = self.state().recent()?.into_iter().map(|path| RecentDesk {
            token: path.display().to_string(),
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            path: path.display().to_string(),
        });
        let recent = recent.collect();
        let (desk, editor) = desk.map_or((None, None), |(desk, editor)| (Some(desk), editor));
        let locked = passphrase::editors(&self.state())?;
        Ok(Session { desk, editor, locked, recent, version: env!("CARGO_PKG_VERSION"), waiting: Vec::new() })
    }

    /// Works with the keys of this installation. The first time the system's store of secrets may ask its
    /// user, so that nothing else is held meanwhile.
    pub(crate) fn with_keys<T>(&self, work: impl FnOnce(&mut Keys) -> Result<T>) -> Result<T> {
        let device = lock(&self.state).device()?;
        let mut keys = lock(&self.keys);
        if keys.is_none() {
            *keys = Some(Keys::of(&self.places, device)?);
        }
        keys.as_mut().map_or_else(|| Err(HostError::Input("This computer has no key.".to_owned())), work)
    }

    /// Whether the keys are at hand, with nothing to wait for.
    pub(crate) fn has_keys(&self) -> bool {
        self.keys.try_lock().is_ok_and(|keys| keys.is_some())
    }

    /// Signs the head of the open desk, unless it is open for reading alone or nobody sits there.
    /// Gives the checkpoint.
    pub(crate) fn sign(&self, app: &AppHandle) -> Result<Option<String>> {
        let done = self.with_keys(|keys| {
            self.with_open(|open| {
                let (Some(editor), false) = (open.editor, open.file.is_read_only()) else { return Ok(None) };
                keys.sign_head(open.file.store()?, editor, &lock(&self.state)).map(Some)
            })
        })?;
        Ok(done.map(|(note, announced)| {
            if let Some(receipt) = announced {
                tell(app, receipt.seq);
            }
            note
        }))
    }

    /// Writes the evidence bundle of a case, with the report's files, into a new folder. The desk is held for its entry alone.
    pub(crate) fn bundle(
        &self,
        app: &AppHandle,
        case: CaseId,
        report: Vec<(String, Vec<u8>)>,
        to: &Path,
    ) -> Result<()> {
        bundle::check_free(to)?;
        let witnesses = crate::safety::witnesses(self)?;
        let (path, wanted, seq) = self.with_keys(|keys| {
            self.with_open(|open| {
                let editor = crate::bridge::writing(open)?;
                let (path, desk) = (open.file.path().to_owned(), open.file.name());
                let wanted = Wanted { case, desk, report, editor, witnesses: &witnesses };
                let seq = bundle::announce(open.file.store()?, keys, &lock(&self.state), &wanted)?;
                Ok((path, wanted, seq))
            })
        })?;
        tell(app, seq);
        self.with_ledger(&path, |ledger| bundle::write(ledger, wanted, seq, to))
    }

    /// Takes the open desk as it is for what this computer saw of it: somebody decided so.
    pub(crate) fn accept(&self) -> Result<PathBuf> {
        let path = self.with_open(|open| Ok(open.file.path().to_owned()))?;
        self.with_ledger(&path, |ledger| claimdesk_host::sign::accept(ledger, &lock(&self.state)))?;
        Ok(path)
    }

    /// Countersigns a colleague's checkpoint; gives it with the signature, and the key.
    pub(crate) fn countersign(&self, note: &str) -> Result<(String, String)> {
        self.with_keys(|keys| Ok((keys.countersign(note, &lock(&self.state))?, keys.witness().to_string())))
    }

    /// Closes the desk: afterwards it is one plain file. Gives where it is.
    pub(crate) fn close(&self) -> Option<PathBuf> {
        let open = lock(&self.open).take()?;
        self.readers.turn_to(None);
        let path = open.file.path().to_owned();
        if let Err(error) = open.file.close() {
            eprintln!("claimdesk: {error}");
        }
        Some(path)
    }
}

/// Tells every screen where the ledger stands now.
pub(crate) fn tell(app: &AppHandle, seq: u64) {
    // A screen that is gone hears nothing; the change itself is on the disk.
    if let Err(error) = app.emit("moved", Moved { seq }) {
        eprintln!("claimdesk: {error}");
    }
}

/// Watches for changes by another program, which SQLite shows as a new data version.
pub(crate) fn watch(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_millis(700));
            let moved = app.state::<Held>().with_open(|open| {
                let version = open.file.reading().data_version()?;
                if version == open.version {
                    return Ok(None);
                }
                open.version = version;
                let head: HeadRow = open.file.reading().reader(None)?.head()?;
                Ok(Some(head.seq))
            });
            if let Ok(Some(seq)) = moved {
                tell(&app, seq);
            }
        }
    });
}

/// Whether a path is a desk, by its ending.
pub(crate) fn is_desk(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(claimdesk_host::places::ENDING))
}

fn editor_key(desk: &Path) -> String {
    format!("editor of {}", desk.display())
}

/// A panic in another call must not take the desk with it: every write is a whole transaction.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
