//! The letterhead: its name and its logo, which is redrawn from a file of the user's choice.

use claimdesk_core::query::Desk;
use claimdesk_core::{Fault, Moment, Receipt};
use claimdesk_host::fault::Result;
use claimdesk_host::letterhead::{self, LogoChange};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;

use crate::bridge::{Answer, answer, writing};
use crate::desk::{Held, tell};
use crate::intake::{FileToken, Jobs};
use crate::snap::Shelf;

/// What becomes of the logo (`LogoChoice` in `bridge.ts`).
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum LogoChoice {
    Keep {},
    Remove {},
    File { token: String },
}

/// A logo as a screen shows it (`LogoView`).
#[derive(Serialize)]
pub(crate) struct LogoView {
    url: String,
}

/// Asks for a picture.
#[tauri::command(async)]
pub(crate) fn choose_logo(app: AppHandle, held: State<'_, Held>, jobs: State<'_, Jobs>) -> Option<FileToken> {
    let dialog = app.dialog().file().set_directory(held.places.documents());
    let chosen = dialog.add_filter("PNG, JPEG, WebP, GIF", &["png", "jpg", "jpeg", "webp", "gif"]).blocking_pick_file();
    chosen.and_then(|path| path.into_path().ok()).map(|path| jobs.token(&path))
}

/// Shows what would be made of a file.
#[tauri::command(async)]
pub(crate) fn draw_logo(jobs: State<'_, Jobs>, shelf: State<'_, Shelf>, token: String) -> Answer<LogoView> {
    let drawn = jobs.path(&token).and_then(|path| letterhead::draw(&path));
    answer(drawn.map(|drawn| LogoView { url: shelf.put("image/png", drawn.png) }))
}

/// Shows the logo that the desk has at a moment.
#[tauri::command(async)]
pub(crate) fn show_logo(held: State<'_, Held>, shelf: State<'_, Shelf>, at: Moment) -> Answer<Option<LogoView>> {
    let png = held.with_reader(at, |reader| {
        let logo = Desk {}.ask(reader)?.letterhead.and_then(|letterhead| letterhead.logo);
        Ok(logo.map(|logo| reader.blob(&logo.png.blob)).transpose()?)
    });
    answer(png.map(|png| png.map(|png| LogoView { url: shelf.put("image/png", png) })))
}

/// Sets the letterhead, as one step.
#[tauri::command(async)]
pub(crate) fn set_letterhead(app: AppHandle, name: String, logo: LogoChoice) -> std::result::Result<Receipt, Fault> {
    let receipt = set(&app, name, logo);
    answer(receipt).inspect(|receipt| tell(&app, receipt.seq))
}

fn set(app: &AppHandle, name: String, logo: LogoChoice) -> Result<Receipt> {
    let logo = match logo {
        LogoChoice::Keep {} => LogoChange::Keep,
        LogoChoice::Remove {} => LogoChange::Remove,
        LogoChoice::File { token } => LogoChange::Set(letterhead::draw(&app.state::<Jobs>().path(&token)?)?),
    };
    app.state::<Held>().with_open(|open| {
        let editor = writing(open)?;
        letterhead::set(open.file.store()?, editor, Some(name), logo)
    })
}
