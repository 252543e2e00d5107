//! Keeping the open desk safe: verified in the background, backed up, put together again after damage.
//!
//! What is known is sent to the interface as `health` whenever it changes.
//! Everything slow is done on connections of its own: the desk is never held up.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use claimdesk_core::{Fault, FaultKind, ReadDesk, Receipt, RestoreScope, Timestamp, Verified};
use claimdesk_host::backup::{Backup, Backups, SECOND};
use claimdesk_host::env::now;
use claimdesk_host::fault::Result;
use claimdesk_host::sign::{self, Seen};
use claimdesk_host::{HostError, recover, timestamp};
use claimdesk_proof::key::VerifierKey;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, State};
use tauri_plugin_dialog::DialogExt;

use crate::bridge::{Answer, answer, writing};
use crate::desk::{Held, Session, tell};

/// Between two backups of a desk that changes.
const EVERY_MS: i64 = 30 * 60 * 1_000;

/// The setting that holds the keys of colleagues, one a line.
const WITNESSES: &str = "ui witnesses";

/// What is known of the open desk's safety (`Health` in `bridge.ts`).
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Health {
    checking: bool,
    checked: Option<Checked>,
    backing_up: bool,
    backup: Option<BackupRow>,
    backup_fault: Option<Fault>,
    /// The second folder, for showing.
    second: Option<String>,
    /// What this computer saw of the ledger before, against the file.
    seen: Option<SeenRow>,
    /// Entries that are covered by a checkpoint which a key of the desk signed.
    signed: u64,
    /// Entries that are covered by a checkpoint which somebody else countersigned too.
    seen_by_others: u64,
    /// What a time-stamping service saw.
    stamped: Option<StampedRow>,
}

/// A time stamp that holds (`StampedRow` in `bridge.ts`).
#[derive(Clone, Serialize)]
struct StampedRow {
    size: u64,
    at: Timestamp,
    authority: String,
}

/// What this computer remembers of a ledger (`SeenRow` in `bridge.ts`).
#[derive(Clone, Serialize)]
struct SeenRow {
    what: &'static str,
    size: u64,
    at: Option<Timestamp>,
}

impl From<Seen> for SeenRow {
    fn from(seen: Seen) -> Self {
        match seen {
            Seen::First => Self { what: "first", size: 0, at: None },
            Seen::GoesOn { size, at } => Self { what: "goes_on", size, at: Some(at) },
            Seen::SetBack { size, at } => Self { what: "set_back", size, at: Some(at) },
            Seen::Rewritten { size, at } => Self { what: "rewritten", size, at: Some(at) },
        }
    }
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Checked {
    at: Timestamp,
    entries: u64,
    fault: Option<Fault>,
}

/// A verified backup (`BackupRow` in `bridge.ts`).
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BackupRow {
    token: String,
    name: String,
    made: Timestamp,
    seq: u64,
    size: u64,
}

/// A desk that could not be opened because it is damaged (`Damage` in `bridge.ts`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Damage {
    name: String,
    path: String,
    fault: Fault,
    backups: Vec<BackupRow>,
}

/// What became of it (`Recovered` in `bridge.ts`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Recovered {
    session: Session,
    kept_in: String,
    base: u64,
    kept: u64,
    lost: Option<u64>,
}

impl From<&Backup> for BackupRow {
    fn from(backup: &Backup) -> Self {
        Self {
            token: backup.path.display().to_string(),
            name: backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            made: backup.made,
            seq: backup.seq,
            size: backup.size,
        }
    }
}

/// What is known, and of which desk.
#[derive(Default)]
pub(crate) struct Safety(Mutex<Known>);

#[derive(Default)]
struct Known {
    desk: Option<PathBuf>,
    tried_ms: i64,
    health: Health,
}

impl Safety {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches the open desk: verifies it when it was opened, and backs it up while it changes.
pub(crate) fn watch(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            look(&app);
        }
    });
}

fn look(app: &AppHandle) {
    let open = app.state::<Held>().with_open(|open| Ok(open.file.path().to_owned())).ok();
    let safety = app.state::<Safety>();
    let (is_new, tried) = {
        let mut known = safety.known();
        let is_new = known.desk != open;
        if is_new {
            *known = Known { desk: open.clone(), ..Known::default() };
        }
        (is_new, known.tried_ms)
    };
    let Some(desk) = open else { return };
    if is_new {
        // Before anybody founded the desk there is nothing to keep: it is looked at again in a second.
        let held = app.state::<Held>();
        if !held.with_ledger(&desk, |ledger| Ok(ledger.origin()?)).is_ok_and(|origin| origin.is_some()) {
            safety.known().desk = None;
            return;
        }
        // What it found is what is known now.
        drop(check(app, &desk));
    }
    let is_sound = safety.known().health.checked.as_ref().is_some_and(|checked| checked.fault.is_none());
    if is_sound && now().as_ms() - tried >= EVERY_MS {
        back_up(app, &desk, false);
    }
}

/// Changes what is known, and sends it.
fn learn(app: &AppHandle, change: impl FnOnce(&mut Known)) {
    let safety = app.state::<Safety>();
    let health = {
        let mut known = safety.known();
        change(&mut known);
        known.health.clone()
    };
    if let Err(error) = app.emit("health", health) {
        eprintln!("claimdesk: {error}");
    }
}

/// Verifies the whole desk.
fn check(app: &AppHandle, desk: &Path) -> Result<Verified> {
    learn(app, |known| known.health.checking = true);
    let held = app.state::<Held>();
    let verified = if held.is_held_alone() {
        held.with_open(|open| open.file.reading().verify())
    } else {
        ReadDesk::open(desk).and_then(|desk| desk.verify()).map_err(HostError::from)
    };
    if let Err(error) = look_back(app, desk) {
        eprintln!("claimdesk: {error}");
    }
    let entries = verified.as_ref().map_or(0, |verified| verified.entries);
    let fault = verified.as_ref().err().map(Fault::from);
    learn(app, |known| {
        known.health.checking = false;
        known.health.checked = Some(Checked { at: now(), entries, fault });
    });
    verified
}

/// Compares the desk with what was seen of it before, and with what was signed.
pub(crate) fn look_back(app: &AppHandle, desk: &Path) -> Result<()> {
    let held = app.state::<Held>();
    let witnesses = witnesses(&held)?;
    let (seen, signed, stamped) = held.with_ledger(desk, |ledger| {
        let seen = sign::look_back(ledger, &held.state())?;
        Ok((seen, sign::signed(ledger, &witnesses)?, timestamp::newest(ledger)?))
    })?;
    learn(app, |known| {
        known.health.seen = Some(seen.into());
        known.health.signed = signed.by_desk;
        known.health.seen_by_others = signed.by_others;
        known.health.stamped = stamped.map(|(size, at, authority)| StampedRow { size, at, authority });
    });
    Ok(())
}

/// The keys of colleagues whose countersignatures are believed, as somebody entered them here.
pub(crate) fn witnesses(held: &Held) -> Result<Vec<VerifierKey>> {
    let text = held.state().setting(WITNESSES)?.unwrap_or_default();
    Ok(text.lines().filter_map(|key| key.trim().parse().ok()).collect())
}

pub(crate) fn backups(held: &Held, desk: &Path) -> Result<Backups> {
    let second = second(held)?;
    held.with_ledger(desk, |ledger| Backups::of(ledger, desk, &held.places.backups(), second.as_deref()))
}

fn second(held: &Held) -> Result<Option<PathBuf>> {
    Ok(held.state().setting(SECOND)?.filter(|folder| !folder.is_empty()).map(PathBuf::from))
}

/// Makes a backup if the desk has changed since the newest, or if it is `wanted` in any case.
fn back_up(app: &AppHandle, desk: &Path, wanted: bool) {
    let held = app.state::<Held>();
    learn(app, |known| {
        known.tried_ms = now().as_ms();
        known.health.backing_up = true;
        known.health.second = second(&held).ok().flatten().map(|folder| folder.display().to_string());
    });
    if let Err(error) = held.sign(app) {
        eprintln!("claimdesk: {error}");
    }
    let done = backups(&held, desk).and_then(|backups| {
        let made = make(&held, &backups, wanted)?;
        let newest = made.map_or_else(|| backups.newest(), |made| Ok(Some(made)))?;
        Ok((newest.as_ref().map(BackupRow::from), newest.map_or(Ok(None), |newest| backups.copy_to_second(&newest))))
    });
    if let Err(error) = look_back(app, desk) {
        eprintln!("claimdesk: {error}");
    }
    learn(app, |known| {
        known.health.backing_up = false;
        let (newest, fault) = match done {
            Ok((newest, copied)) => (newest, copied.as_ref().err().map(Fault::from)),
            Err(error) => (known.health.backup.clone(), Some(Fault::from(&error))),
        };
        known.health.backup = newest;
        known.health.backup_fault = fault;
    });
}

/// Makes a backup, through the desk's own connection where there can be no other.
fn make(held: &Held, backups: &Backups, wanted: bool) -> Result<Option<Backup>> {
    if !held.is_held_alone() {
        return if wanted { backups.make().map(Some) } else { backups.make_if_changed() };
    }
    held.with_open(|open| {
        let head = open.file.reading().reader(None)?.head()?;
        if !wanted && backups.has(&head)? {
            return Ok(None);
        }
        backups.make_by(|to| open.file.copy(to)).map(Some)
    })
}

/// Makes a backup before something large, if the desk has changed since the newest.
/// That it fails does not stop what follows, which is an entry like any other and can be taken back.
pub(crate) fn before_much(app: &AppHandle) {
    if let Ok(desk) = app.state::<Held>().with_open(|open| Ok(open.file.path().to_owned())) {
        back_up(app, &desk, false);
    }
}

/// The last backup, when the desk was closed and the program ends.
pub(crate) fn at_end(app: &AppHandle, desk: &Path) {
    // A desk that could not be looked at while it was open, as on a network disk, is verified with its copy.
    let is_damaged = {
        let safety = app.state::<Safety>();
        let known = safety.known();
        let checked = known.health.checked.as_ref().filter(|_| known.desk.as_deref() == Some(desk));
        checked.is_some_and(|checked| checked.fault.is_some())
    };
    if is_damaged {
        return;
    }
    // Nobody holds the desk any more.
    let second = second(&app.state::<Held>());
    let places = &app.state::<Held>().places;
    let of = |second: Option<PathBuf>| {
        Backups::of(&ReadDesk::open(desk)?.ledger(), desk, &places.backups(), second.as_deref())
    };
    let done = second.and_then(of).and_then(|backups| {
        let made = backups.make_if_changed()?;
        made.map_or(Ok(None), |made| backups.copy_to_second(&made))
    });
    if let Err(error) = done {
        eprintln!("claimdesk: no backup was made: {error}");
    }
}

#[tauri::command(async)]
pub(crate) fn health(held: State<'_, Held>, safety: State<'_, Safety>) -> Answer<Health> {
    let second = answer(second(&held))?.map(|folder| folder.display().to_string());
    let mut known = safety.known();
    known.health.second = second;
    Ok(known.health.clone())
}

#[tauri::command(async)]
pub(crate) fn verify(app: AppHandle, held: State<'_, Held>) -> Answer<Verified> {
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    answer(check(&app, &path))
}

#[tauri::command(async)]
pub(crate) fn back_up_now(app: AppHandle, held: State<'_, Held>) -> Answer<()> {
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    back_up(&app, &path, true);
    Ok(())
}

#[tauri::command(async)]
pub(crate) fn list_backups(held: State<'_, Held>) -> Answer<Vec<BackupRow>> {
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    let all = answer(backups(&held, &path).and_then(|backups| backups.list()))?;
    Ok(all.iter().map(BackupRow::from).collect())
}

#[tauri::command(async)]
pub(crate) fn choose_second_folder(app: AppHandle, held: State<'_, Held>, forget: bool) -> Answer<()> {
    let chosen = if forget {
        Some(PathBuf::new())
    } else {
        let picked = app.dialog().file().set_directory(held.places.documents()).blocking_pick_folder();
        picked.and_then(|path| path.into_path().ok())
    };
    let Some(chosen) = chosen else { return Ok(()) };
    answer(held.state().keep_setting(SECOND, &chosen.to_string_lossy()))?;
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    back_up(&app, &path, false);
    Ok(())
}

/// Brings the desk to where it stood in a backup, as a new entry.
#[tauri::command(async)]
pub(crate) fn restore_backup(app: AppHandle, held: State<'_, Held>, token: String, why: String) -> Answer<Receipt> {
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    before_much(&app);
    let receipt = answer(backups(&held, &path).and_then(|backups| {
        let all = backups.list()?;
        let backup = all.into_iter().find(|backup| backup.path.display().to_string() == token);
        let Some(backup) = backup else {
            return Err(HostError::Input("This backup is not there any more.".to_owned()));
        };
        let verified = ReadDesk::open(&backup.path)?.verify()?;
        held.with_open(|open| {
            let editor = writing(open)?;
            let here = open.file.ledger()?.entry_at(backup.seq)?.filter(|entry| entry.hash == verified.hash);
            let entry = here.and_then(|entry| entry.entry).ok_or_else(|| {
                let why = "This backup holds another history than the desk. Open it as a desk of its own.";
                HostError::Input(why.to_owned())
            })?;
            Ok(open.file.store()?.restore(editor, entry, RestoreScope::default(), Some(why))?)
        })
    }))?;
    tell(&app, receipt.seq);
    Ok(receipt)
}

/// The desk that could not be opened because it is damaged, if there is one.
#[tauri::command(async)]
pub(crate) fn damage(held: State<'_, Held>) -> Answer<Option<Damage>> {
    let Some((path, fault)) = held.damaged() else { return Ok(None) };
    let second = answer(second(&held))?;
    let backups = recover::candidates(&path, &held.places.backups(), second.as_deref());
    // A file that never was a desk is no damaged one.
    if fault.kind == FaultKind::Foreign && backups.is_empty() {
        return Ok(None);
    }
    Ok(Some(Damage {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        path: path.display().to_string(),
        fault,
        backups: backups.iter().map(BackupRow::from).collect(),
    }))
}

/// Puts the damaged desk together again, from a backup (by token) or from itself alone, and opens it.
#[tauri::command(async)]
pub(crate) fn recover_desk(held: State<'_, Held>, token: Option<String>) -> Answer<Recovered> {
    let Some((path, _)) = held.damaged() else {
        return Err(Fault::from(&HostError::Input("No damaged desk is waiting.".to_owned())));
    };
    answer((|| {
        let second = second(&held)?;
        let all = recover::candidates(&path, &held.places.backups(), second.as_deref());
        let from = all.into_iter().find(|backup| token.as_ref() == Some(&backup.path.display().to_string()));
        let (device, editor) = (held.state().device()?, held.last_editor_at(&path)?);
        let done = recover::recover(&path, device, from.as_ref(), editor)?;
        held.open_or_make(&path)?;
        // What is lost was named, and somebody decided to go on from here.
        held.accept()?;
        let salvaged = done.salvaged;
        let kept_in = done.kept_in.display().to_string();
        Ok(Recovered {
            session: held.session()?,
            kept_in,
            base: salvaged.base,
            kept: salvaged.kept,
            lost: salvaged.lost,
        })
    })())
}
