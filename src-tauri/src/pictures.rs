//! The pictures of a claim: for the window, which draws them itself, and as files.

use claimdesk_core::id::ClaimId;
use claimdesk_core::query::ClaimPage;
use claimdesk_export::{Audience, MadeBy, PictureOf, Redaction, Report, Scope, picture_png, picture_svg};
use claimdesk_host::fault::Result;
use claimdesk_host::{HostError, report_file};
use claimdesk_map::EvidenceMapPage;
use serde::Deserialize;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::bridge::{Answer, answer};
use crate::desk::Held;
use crate::reports::{SavedFile, failed, fonts};

/// Which picture is to be saved, and how (`PictureRequest` in `bridge.ts`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct PictureRequest {
    claim: ClaimId,
    what: What,
    format: Kind,
    dark: bool,
    /// Whether sources are named that asked not to be.
    name_all: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Map,
    Timeline,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Svg,
    Png,
}

#[tauri::command(async)]
pub(crate) fn evidence_map(held: State<'_, Held>, claim: ClaimId, at: Option<u64>) -> Answer<EvidenceMapPage> {
    answer(held.with_reader(at, |reader| Ok(claimdesk_map::page(reader, claim)?)))
}

#[tauri::command(async)]
pub(crate) fn save_picture(
    app: AppHandle,
    held: State<'_, Held>,
    request: PictureRequest,
    at: Option<u64>,
) -> Answer<Option<SavedFile>> {
    answer(save(&app, &held, &request, at))
}

/// Makes the picture, asks where, and writes it there.
fn save(app: &AppHandle, held: &Held, request: &PictureRequest, at: Option<u64>) -> Result<Option<SavedFile>> {
    let redaction = if request.name_all { Redaction::Nothing } else { Redaction::Sources };
    let report = held.with_reader(at, |reader| {
        let case = ClaimPage { claim: request.claim }.ask(reader)?.claim.case;
        let scope = Scope { case, document: None, claims: vec![request.claim], redaction };
        Report::assemble(reader, &scope, Audience::CheckingFile, &MadeBy::default()).map_err(failed)
    })?;
    let nothing = || HostError::Input("There is nothing to draw of this claim yet.".to_owned());
    let claim = report.claims.first().ok_or_else(nothing)?;
    let (of, name) = match request.what {
        What::Map => (PictureOf::Map, "evidence map"),
        What::Timeline => (PictureOf::Timeline, "timeline"),
    };
    let (bytes, kind, ending) = match request.format {
        Kind::Svg => (picture_svg(&report, claim, of, request.dark).into_bytes(), "SVG", "svg"),
        Kind::Png => (picture_png(&report, claim, of, request.dark, &fonts()).map_err(failed)?, "PNG", "png"),
    };
    let dialog = app.dialog().file().add_filter(kind, &[ending]).set_directory(held.places.documents());
    let dialog = dialog.set_file_name(format!("Claim {} {name}.{ending}", claim.number));
    let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let path = if path.extension().is_some() { path } else { path.with_extension(ending) };
    report_file::write_whole(&path, &bytes)?;
    Ok(Some(SavedFile::at(&path)))
}
