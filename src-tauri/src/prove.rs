//! Proving the open desk: checkpoints, countersignatures, time stamps, the key, and erasing by law.
//!
//! The network is asked in one place: when somebody sends a query to the service that they named.

use std::path::PathBuf;

use claimdesk_core::Fault;
use claimdesk_core::query::Erasing;
use claimdesk_host::backup::Backups;
use claimdesk_host::fault::Result;
use claimdesk_host::{HostError, KeptIn, erase, timestamp};
use serde::Serialize;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;

use crate::bridge::{Answer, answer, writing};
use crate::copies::Last;
use crate::desk::{Held, tell};
use crate::safety;
use crate::snap::Shelf;

/// The setting that holds the address of the time-stamping service that was asked last.
const AUTHORITY: &str = "ui time-stamping service";

/// What would be sent to a time-stamping service (`StampQuery` in `bridge.ts`).
#[derive(Serialize)]
pub(crate) struct StampQuery {
    size: u64,
    sha256: String,
    authority: String,
}

/// The key that signs here (`KeyShown` in `bridge.ts`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyShown {
    key: String,
    in_system: bool,
}

/// Takes the desk as it is, although it is not what this computer saw of it before.
#[tauri::command(async)]
pub(crate) fn accept_desk(app: AppHandle, held: State<'_, Held>) -> Answer<()> {
    let path = answer(held.accept())?;
    answer(safety::look_back(&app, &path))
}

/// Signs the head and saves the checkpoint where the user says, for somebody else to keep or countersign.
#[tauri::command(async)]
pub(crate) fn save_checkpoint(app: AppHandle, held: State<'_, Held>) -> Answer<Option<String>> {
    let Some(note) = answer(held.sign(&app))? else {
        return Err(Fault::from(&HostError::Input("This desk cannot be signed here.".to_owned())));
    };
    let dialog = app.dialog().file().add_filter("Checkpoint", &["checkpoint"]).set_file_name("desk.checkpoint");
    let Some(path) = dialog.set_directory(held.places.documents()).blocking_save_file() else { return Ok(None) };
    let path = path.into_path().map_err(|_| Fault::from(&HostError::Input("This is no file.".to_owned())))?;
    answer(std::fs::write(&path, note).map_err(|error| HostError::file(&path, "written", error)))?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Keeps a checkpoint that came back countersigned; whether one was chosen.
#[tauri::command(async)]
pub(crate) fn adopt_checkpoint(app: AppHandle, held: State<'_, Held>) -> Answer<bool> {
    let Some((_, note)) = answer(chosen_checkpoint(&app, &held))? else { return Ok(false) };
    let path = answer(held.with_open(|open| {
        open.file.store()?.keep_checkpoint(&note)?;
        Ok(open.file.path().to_owned())
    }))?;
    answer(safety::look_back(&app, &path))?;
    Ok(true)
}

/// Countersigns a colleague's checkpoint in its file; gives the key to hand them.
#[tauri::command(async)]
pub(crate) fn countersign_checkpoint(app: AppHandle, held: State<'_, Held>) -> Answer<Option<String>> {
    let Some((path, note)) = answer(chosen_checkpoint(&app, &held))? else { return Ok(None) };
    let (note, key) = answer(held.countersign(&note))?;
    answer(std::fs::write(&path, note).map_err(|error| HostError::file(&path, "written", error)))?;
    Ok(Some(key))
}

fn chosen_checkpoint(app: &AppHandle, held: &Held) -> Result<Option<(PathBuf, String)>> {
    let dialog = app.dialog().file().add_filter("Checkpoint", &["checkpoint", "txt"]);
    let chosen = dialog.set_directory(held.places.documents()).blocking_pick_file();
    let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let size = std::fs::metadata(&path).map_err(|error| HostError::file(&path, "read", error))?.len();
    if size > 1 << 20 {
        return Err(HostError::Input("This is no checkpoint: it is too large.".to_owned()));
    }
    let note = std::fs::read_to_string(&path).map_err(|error| HostError::file(&path, "read", error))?;
    Ok(Some((path, note)))
}

/// Signs the head, and shows what a time-stamping service would be sent.
#[tauri::command(async)]
pub(crate) fn stamp_query(app: AppHandle, held: State<'_, Held>) -> Answer<StampQuery> {
    let authority = answer(held.state().setting(AUTHORITY))?.unwrap_or_default();
    let asked = answer(query(&app, &held))?;
    Ok(StampQuery { size: asked.size, sha256: asked.sha256, authority })
}

fn query(app: &AppHandle, held: &Held) -> Result<timestamp::Query> {
    held.sign(app)?;
    let path = held.with_open(|open| Ok(open.file.path().to_owned()))?;
    held.with_ledger(&path, |ledger| timestamp::query(ledger, &held.state()))
}

/// Asks a service over the network, and keeps its answer: who it says to be.
#[tauri::command(async)]
pub(crate) fn ask_stamp(app: AppHandle, held: State<'_, Held>, authority: String) -> Answer<String> {
    let asked = answer(query(&app, &held))?;
    answer(held.state().keep_setting(AUTHORITY, authority.trim()))?;
    let reply = answer(timestamp::ask(&authority, &asked.bytes))?;
    answer(keep(&app, &held, &reply))
}

/// Saves the query where the user says, for a computer with network; its name.
#[tauri::command(async)]
pub(crate) fn save_stamp_query(app: AppHandle, held: State<'_, Held>) -> Answer<Option<String>> {
    let asked = answer(query(&app, &held))?;
    let dialog = app.dialog().file().add_filter("Time-stamp query", &["tsq"]).set_file_name("desk.tsq");
    let Some(path) = dialog.set_directory(held.places.documents()).blocking_save_file() else { return Ok(None) };
    let path = path.into_path().map_err(|_| Fault::from(&HostError::Input("This is no file.".to_owned())))?;
    answer(std::fs::write(&path, asked.bytes).map_err(|error| HostError::file(&path, "written", error)))?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Keeps an answer that came by file: who the service says to be.
#[tauri::command(async)]
pub(crate) fn read_stamp(app: AppHandle, held: State<'_, Held>) -> Answer<Option<String>> {
    let dialog = app.dialog().file().add_filter("Time-stamp reply", &["tsr"]);
    let chosen = dialog.set_directory(held.places.documents()).blocking_pick_file();
    let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let size = answer(std::fs::metadata(&path).map_err(|error| HostError::file(&path, "read", error)))?.len();
    if size > 1 << 20 {
        return Err(Fault::from(&HostError::Input("This is no time stamp: it is too large.".to_owned())));
    }
    let reply = answer(std::fs::read(&path).map_err(|error| HostError::file(&path, "read", error)))?;
    answer(keep(&app, &held, &reply)).map(Some)
}

fn keep(app: &AppHandle, held: &Held, reply: &[u8]) -> Result<String> {
    let (path, stamped, receipt) = held.with_open(|open| {
        let editor = writing(open)?;
        let path = open.file.path().to_owned();
        let (stamped, receipt) = timestamp::keep(open.file.store()?, editor, &held.state(), reply)?;
        Ok((path, stamped, receipt))
    })?;
    tell(app, receipt.seq);
    safety::look_back(app, &path)?;
    Ok(stamped.stamp.authority)
}

/// The key that signs here.
#[tauri::command(async)]
pub(crate) fn own_key(held: State<'_, Held>) -> Answer<KeyShown> {
    answer(held.with_keys(|keys| Ok(shown(keys))))
}

/// Makes a new key in the place of the one that signs here, and says so in the desk. `revoked`: the old one
/// may be in other hands.
#[tauri::command(async)]
pub(crate) fn renew_key(app: AppHandle, held: State<'_, Held>, revoked: bool, why: String) -> Answer<KeyShown> {
    // The old key signs once more what it vouches for.
    if !revoked {
        answer(held.sign(&app))?;
    }
    let renewed = held.with_keys(|keys| {
        keys.renew(&held.places, &held.state(), revoked, &why)?;
        Ok(shown(keys))
    });
    let key = answer(renewed)?;
    answer(held.sign(&app))?;
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    answer(safety::look_back(&app, &path))?;
    Ok(key)
}

fn shown(keys: &claimdesk_host::keys::Keys) -> KeyShown {
    KeyShown { key: keys.own().to_string(), in_system: keys.kept_in() == KeptIn::System }
}

/// Erases kept words by law, then every backup that still has them: how many texts went.
#[tauri::command(async)]
pub(crate) fn erase_by_law(app: AppHandle, held: State<'_, Held>, what: Erasing, why: String) -> Answer<usize> {
    let (path, done) = answer(held.with_open(|open| {
        let editor = writing(open)?;
        let done = erase::erase(open.file.store()?, editor, what, &why)?;
        Ok((open.file.path().to_owned(), done))
    }))?;
    // What was shown of it is gone as well.
    app.state::<Shelf>().clear();
    app.state::<Last>().forget();
    if let Some(last) = done.last() {
        tell(&app, last.seq);
    }
    answer(only_backup(&held, &path))?;
    answer(safety::look_back(&app, &path))?;
    Ok(done.len())
}

/// Makes a backup and removes every older one.
fn only_backup(held: &Held, path: &std::path::Path) -> Result<()> {
    let backups: Backups = safety::backups(held, path)?;
    if held.is_held_alone() {
        return held.with_open(|open| backups.make_only_by(|to| open.file.copy(to)).map(drop));
    }
    backups.make_only().map(drop)
}
