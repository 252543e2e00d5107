//! Previews and saving of reports. What is shown is what will be saved: the
//! same report through the same renderer. Only the checked copy on the author's
//! own file is shown as the words that are written into it.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::Duration;

use claimdesk_core::Moment;
use claimdesk_core::id::{CaseId, ClaimId, DocumentId};
use claimdesk_export::{
    Audience, ExportEnv, ExportError, FORMATS, Format, MadeBy, Options, OwnFile, Redaction, Report, Scope, find,
    pdf_pages, write,
};
use claimdesk_host::fault::Result;
use claimdesk_host::own_file::{Copy, Original};
use claimdesk_host::{HostError, places, report_file};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::desk::Held;
use crate::intake::Jobs;
use crate::snap::Shelf;

/// Pixels an inch of page pictures: sharp at the width of the dialog.
const PREVIEW_PPI: f64 = 110.0;

/// The most bytes of text that a preview shows.
const PREVIEW_TEXT: usize = 400_000;

/// How often a report that is being written looks whether it was broken off.
const LOOK: Duration = Duration::from_millis(50);

/// The key of the evidence bundle, which is a folder and not a format of `export`.
const BUNDLE: &str = "bundle";

/// What is asked for (`ReportRequest` in `bridge.ts`).
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportRequest {
    case: CaseId,
    document: Option<DocumentId>,
    claims: Vec<ClaimId>,
    audience: Audience,
    format: String,
    redaction: Redaction,
    options: Options,
    /// The desk's name in the report; empty: that of its letterhead, or of its file.
    desk: String,
}

/// A format as a menu shows it (`FormatInfo`).
#[derive(Serialize)]
pub(crate) struct FormatInfo {
    key: &'static str,
    name: &'static str,
    extension: &'static str,
    /// The audiences for which it has a place.
    fits: Vec<Audience>,
}

/// What will be saved, as a screen shows it (`Preview`).
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Preview {
    Page { url: String },
    Pages { urls: Vec<String>, total: usize },
    Text { text: String },
}

/// A file that was written (`SavedFile`).
#[derive(Serialize)]
pub(crate) struct SavedFile {
    name: String,
    path: String,
    /// What a person should know of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

impl SavedFile {
    pub(crate) fn at(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { name, path: path.display().to_string(), notice: None }
    }
}

/// The formats, in the order of the list.
pub(crate) fn formats() -> Vec<FormatInfo> {
    let info = |format: &&dyn Format| FormatInfo {
        key: format.key(),
        name: format.name(),
        extension: format.extension(),
        fits: Audience::ALL.into_iter().filter(|audience| format.fits(*audience)).collect(),
    };
    let bundle =
        FormatInfo { key: BUNDLE, name: "Evidence bundle (folder)", extension: "", fits: vec![Audience::CheckingFile] };
    FORMATS.iter().map(info).chain([bundle]).collect()
}

/// Makes the report and shows it; of a bundle the report that goes into it.
pub(crate) fn preview(app: &AppHandle, held: &Held, request: &ReportRequest, at: Moment) -> Result<Preview> {
    if request.format == BUNDLE {
        let whole = ReportRequest { format: "html".to_owned(), ..of_case(request) };
        return preview(app, held, &whole, at);
    }
    let (report, format) = make(held, request, at)?;
    let shelf = app.state::<Shelf>();
    if format.key() == "pdf" {
        let pages = pdf_pages(&report, &dress(request), PREVIEW_PPI).map_err(failed)?;
        let total = pages.len();
        let urls = pages.into_iter().map(|png| shelf.put("image/png", png)).collect();
        return Ok(Preview::Pages { urls, total });
    }
    if !format.fits(report.audience) {
        return Err(failed(ExportError::Unfit(format.name())));
    }
    // What no screen shows is shown as a format with the same words.
    let shown = find(format.shown_as()).unwrap_or(format);
    let bytes = write(shown, &report, &dress(request)).map_err(failed)?;
    if shown.key() == "html" {
        return Ok(Preview::Page { url: shelf.put("text/html; charset=utf-8", bytes) });
    }
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if text.len() > PREVIEW_TEXT {
        text.truncate(text.floor_char_boundary(PREVIEW_TEXT));
        text.push_str("\n…");
    }
    Ok(Preview::Text { text })
}

/// Makes the report, asks where, and writes it there; nothing if it was broken off.
pub(crate) fn save(
    app: &AppHandle,
    held: &Held,
    job: &str,
    request: &ReportRequest,
    at: Moment,
) -> Result<Option<SavedFile>> {
    if request.format == BUNDLE {
        return save_bundle(app, held, request, at);
    }
    let jobs = app.state::<Jobs>();
    let flag = jobs.begin(job);
    let is_cancelled = || flag.load(Ordering::Relaxed);
    let made = make(held, request, at).and_then(|(report, format)| {
        let name = format!("{}.{}", file_name(&report.head.case), format.extension());
        let (own, notice) = on_own_file(held, &report, format, request, at)?;
        let bytes = match own {
            Some(bytes) => Some(bytes).filter(|_| !is_cancelled()),
            None => written(format, report, dress(request), &is_cancelled)?,
        };
        Ok(bytes.map(|bytes| (bytes, name, format, notice)))
    });
    jobs.end(job);
    let Some((bytes, name, format, notice)) = made? else { return Ok(None) };
    let dialog = app
        .dialog()
        .file()
        .add_filter(format.name(), &[format.extension()])
        .set_directory(held.places.documents())
        .set_file_name(name);
    let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let path = if path.extension().is_some() { path } else { path.with_extension(format.extension()) };
    report_file::write_whole(&path, &bytes)?;
    Ok(Some(SavedFile { notice, ..SavedFile::at(&path) }))
}

/// The checked copy on the author's own file, where the draft came as DOCX; and what should be known of it.
fn on_own_file(
    held: &Held,
    report: &Report,
    format: &dyn Format,
    request: &ReportRequest,
    at: Moment,
) -> Result<(Option<Vec<u8>>, Option<String>)> {
    let own = OwnFile::of(report, &request.options).filter(|_| format.key() == "docx");
    let Some(own) = own else { return Ok((None, None)) };
    let original = held.with_reader(at, |reader| Original::of(reader, own.revision))?;
    let Some(original) = original else { return Ok((None, None)) };
    let copy = original.marked(&own.markup)?;
    let notice = copy.notice();
    match copy {
        Copy::OnOwnFile { bytes, .. } => Ok((Some(bytes), notice)),
        Copy::Anew { .. } => Ok((None, notice)),
    }
}

/// Writes the report on a thread that can be left behind: setting pages cannot be stopped half-way.
/// Nothing if it was broken off; what is still made is then thrown away.
fn written(
    format: &'static dyn Format,
    report: Report,
    env: ExportEnv,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<Option<Vec<u8>>> {
    let (done, answer) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody waits any more when it was broken off.
        drop(done.send(write(format, &report, &env).map_err(failed)));
    });
    loop {
        match answer.recv_timeout(LOOK) {
            Ok(bytes) => return bytes.map(Some),
            Err(mpsc::RecvTimeoutError::Timeout) if is_cancelled() => return Ok(None),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                return Err(HostError::Report("its pages could not be set".to_owned()));
            }
        }
    }
}

/// Asks where, and writes the evidence bundle of the case there, as it is now.
fn save_bundle(app: &AppHandle, held: &Held, request: &ReportRequest, at: Moment) -> Result<Option<SavedFile>> {
    if at.is_some() {
        let why = "An evidence bundle is of the desk as it is now. Come back to now first.";
        return Err(HostError::Input(why.to_owned()));
    }
    let (report, _) = make(held, &ReportRequest { format: "html".to_owned(), ..of_case(request) }, at)?;
    let dialog = app
        .dialog()
        .file()
        .set_directory(held.places.documents())
        .set_file_name(format!("{} evidence", file_name(&report.head.case)));
    let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let files = claimdesk_export::for_bundle(&report, &dress(request)).map_err(failed)?;
    held.bundle(app, request.case, files, &path)?;
    Ok(Some(SavedFile::at(&path)))
}

/// The same for the whole case.
fn of_case(request: &ReportRequest) -> ReportRequest {
    ReportRequest { document: None, claims: Vec::new(), audience: Audience::CheckingFile, ..request.clone() }
}

fn make(held: &Held, request: &ReportRequest, at: Moment) -> Result<(Report, &'static dyn Format)> {
    let format = find(&request.format)
        .ok_or_else(|| HostError::Input(format!("There is no report format “{}”.", request.format)))?;
    let scope = Scope {
        case: request.case,
        document: request.document,
        claims: request.claims.clone(),
        redaction: request.redaction,
    };
    let said = request.desk.trim();
    let named = !said.is_empty();
    let desk = if named { said.to_owned() } else { held.with_open(|open| Ok(open.file.name()))? };
    let made = MadeBy { desk, program: concat!("claimdesk ", env!("CARGO_PKG_VERSION")).to_owned(), named };
    let report =
        held.with_reader(at, |reader| Report::assemble(reader, &scope, request.audience, &made).map_err(failed))?;
    Ok((report, format))
}

/// What the report may use of this computer, and what was chosen of its dress.
fn dress(request: &ReportRequest) -> ExportEnv {
    ExportEnv { options: request.options.clone(), ..fonts() }
}

/// What any picture or report may use of this computer.
pub(crate) fn fonts() -> ExportEnv {
    ExportEnv { font_dirs: places::font_folders(), ..ExportEnv::default() }
}

pub(crate) fn failed(error: ExportError) -> HostError {
    HostError::Report(error.to_string().trim_end_matches('.').to_owned())
}

/// A case's name as the name of a file: no separators, no control characters, not too long.
fn file_name(case: &str) -> String {
    let kept: String =
        case.chars().map(|c| if c.is_alphanumeric() || " ,-_()".contains(c) { c } else { ' ' }).take(80).collect();
    let name = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { "Claim report".to_owned() } else { name }
}
