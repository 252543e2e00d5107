//! The whole desk as one readable file, and a desk from such a file.

use claimdesk_host::fault::Result;
use claimdesk_host::places::ENDING;
use claimdesk_host::transfer;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::bridge::{Answer, answer};
use crate::desk::{Held, Session};
use crate::reports::SavedFile;

/// What the dialogs call such files.
const NAME: &str = "Whole desk (JSON lines)";

#[tauri::command(async)]
pub(crate) fn export_desk(app: AppHandle, held: State<'_, Held>) -> Answer<Option<SavedFile>> {
    answer(export(&app, &held))
}

fn export(app: &AppHandle, held: &Held) -> Result<Option<SavedFile>> {
    let name = held.with_open(|open| Ok(open.file.name()))?;
    let dialog = app.dialog().file().add_filter(NAME, &[transfer::ENDING]);
    let dialog = dialog.set_directory(held.places.documents()).set_file_name(format!("{name}.{}", transfer::ENDING));
    let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let path = if path.extension().is_some() { path } else { path.with_extension(transfer::ENDING) };
    // On a connection of its own: the screens go on asking meanwhile.
    let desk = held.with_open(|open| Ok(open.file.path().to_owned()))?;
    held.with_ledger(&desk, |ledger| transfer::write_desk(ledger, &path))?;
    Ok(Some(SavedFile::at(&path)))
}

#[tauri::command(async)]
pub(crate) fn import_desk(app: AppHandle, held: State<'_, Held>) -> Answer<Session> {
    answer(import(&app, &held).and_then(|()| held.session()))
}

/// Asks for the file and for the new desk's place, makes the desk and opens it.
fn import(app: &AppHandle, held: &Held) -> Result<()> {
    let dialog = app.dialog().file().add_filter(NAME, &[transfer::ENDING]).add_filter("All files", &["*"]);
    let from = dialog.set_directory(held.places.documents()).blocking_pick_file();
    let Some(from) = from.and_then(|path| path.into_path().ok()) else { return Ok(()) };
    let stem = from.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let dialog = app.dialog().file().add_filter("Claimdesk", &[ENDING]);
    let dialog = dialog.set_directory(held.places.documents()).set_file_name(format!("{stem}.{ENDING}"));
    let Some(to) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(()) };
    let to = to.with_extension(ENDING);
    let device = held.state().device()?;
    transfer::read_desk(&from, &to, device)?;
    held.open_or_make(&to)
}
