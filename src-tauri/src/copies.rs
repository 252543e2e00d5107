//! Copies of sources: coming in with progress, shown, and saved as they came.

use claimdesk_core::id::{SnapshotId, SourceId};
use claimdesk_core::model::{Capture, SnapshotPatch};
use claimdesk_core::query::SnapshotPage;
use claimdesk_core::{Fault, Moment};
use claimdesk_host::HostError;
use claimdesk_host::capture::{self, Captured, Net};
use claimdesk_host::fault::Result;
use claimdesk_host::snapshot::{self, Step, View};
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::bridge::writing;
use crate::desk::{Held, tell};
use crate::intake::Jobs;
use crate::reports::SavedFile;
use crate::snap::Shelf;

/// How wide pages are drawn, in pixels.
const PAGE_WIDTH: u32 = 1_100;

/// The most pages that are drawn at once.
const MOST_PAGES: u32 = 6;

/// What became of one file (`CopyOutcome` in `bridge.ts`).
#[derive(Serialize)]
pub(crate) struct CopyOutcome {
    name: String,
    snapshot: Option<SnapshotId>,
    fault: Option<Fault>,
}

/// How far a copy is (`CopyProgress`).
#[derive(Clone, Serialize)]
struct Progress<'a> {
    job: &'a str,
    name: &'a str,
    /// `fetch`, `bytes`, `text` or `keep`.
    step: &'static str,
    done: u64,
    total: u64,
}

/// A page that was taken (`CapturedPage`).
#[derive(Serialize)]
pub(crate) struct CapturedPage {
    snapshot: SnapshotId,
    url: String,
    redirects: Vec<String>,
    parts: usize,
    missing: Vec<String>,
}

/// A copy as a screen shows it (`CopyView`).
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum CopyView {
    Pages { total: u32 },
    Page { url: String },
    Picture { url: String },
    Nothing { why: String },
}

/// The bytes of the copy that was shown last: its pages are asked for one by one.
#[derive(Default)]
pub(crate) struct Last(Mutex<Option<(SnapshotId, Arc<Vec<u8>>)>>);

impl Last {
    /// Forgets the bytes: they may have been erased by law.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Keeps files as copies of a source, one after another; each is an entry of its own.
pub(crate) fn attach(
    app: &AppHandle,
    job: &str,
    source: SourceId,
    tokens: &[String],
    how: Capture,
) -> Vec<CopyOutcome> {
    let jobs = app.state::<Jobs>();
    let flag = jobs.begin(job);
    let is_cancelled = || flag.load(std::sync::atomic::Ordering::Relaxed);
    let mut outcomes = Vec::with_capacity(tokens.len());
    for token in tokens {
        let path = jobs.path(token);
        let name = path.as_ref().ok().and_then(|path| path.file_name()).unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let kept = path.and_then(|path| {
            if is_cancelled() {
                return Err(HostError::Cancelled);
            }
            let told = |step, done, total| tell_progress(app, &Progress { job, name: &name, step, done, total });
            let mut hear = |step| match step {
                Step::Bytes(done, total) => told("bytes", done, total),
                Step::Text => told("text", 0, 0),
            };
            let copy = snapshot::read_file(&path, &mut hear, &is_cancelled)?;
            told("keep", 0, 0);
            keep(app, source, copy, how, SnapshotPatch::default())
        });
        let (snapshot, fault) = match kept {
            Ok(snapshot) => (Some(snapshot), None),
            Err(error) => (None, Some(Fault::from(&error))),
        };
        outcomes.push(CopyOutcome { name, snapshot, fault });
    }
    jobs.end(job);
    outcomes
}

/// Takes a page from its address and keeps it as a copy: asked for by the user, each time.
pub(crate) fn capture(app: &AppHandle, job: &str, source: SourceId, address: &str) -> Result<CapturedPage> {
    let jobs = app.state::<Jobs>();
    // Nobody waits for the network who may not keep what comes.
    app.state::<Held>().with_open(|open| writing(open).map(|_| ()))?;
    let flag = jobs.begin(job);
    let is_cancelled = || flag.load(std::sync::atomic::Ordering::Relaxed);
    let mut asked = 0;
    let mut told = |name: &str| {
        asked += 1;
        tell_progress(app, &Progress { job, name, step: "fetch", done: asked, total: 0 });
    };
    let done = capture::capture(address, &Net::public(), &mut told, &is_cancelled).and_then(|page| {
        let Captured { bytes, name, url, redirects, parts, missing } = page;
        tell_progress(app, &Progress { job, name: &name, step: "text", done: 0, total: 0 });
        let copy = snapshot::read(name, bytes, &is_cancelled)?;
        let mut note: Vec<String> = Vec::new();
        if !redirects.is_empty() {
            note.push(format!("Redirected: {} → {url}", redirects.join(" → ")));
        }
        if !missing.is_empty() {
            note.push(format!("Not taken along ({}): {}", missing.len(), missing.join(" · ")));
        }
        let note: String = note.join("\n").chars().take(4_000).collect();
        let with = SnapshotPatch { original_url: Some(url.clone()), note: Some(note), ..SnapshotPatch::default() };
        let snapshot = keep(app, source, copy, Capture::Fetched, with)?;
        Ok(CapturedPage { snapshot, url, redirects, parts, missing })
    });
    jobs.end(job);
    done
}

fn keep(
    app: &AppHandle,
    source: SourceId,
    copy: snapshot::Copy,
    how: Capture,
    with: SnapshotPatch,
) -> Result<SnapshotId> {
    let receipt = app.state::<Held>().with_open(|open| {
        let editor = writing(open)?;
        snapshot::add(open.file.store()?, editor, source, copy, how, with)
    })?;
    tell(app, receipt.seq);
    let made = receipt.created.iter().find(|made| made.kind == claimdesk_core::model::Kind::Snapshot);
    made.map(|made| made.id.into()).ok_or_else(|| HostError::Input("The copy was not kept.".to_owned()))
}

/// How a copy is shown.
pub(crate) fn show(app: &AppHandle, id: SnapshotId, at: Moment) -> Result<CopyView> {
    let (bytes, media_type, name) = app.state::<Held>().with_reader(at, |reader| {
        let kept = SnapshotPage { snapshot: id }.ask(reader)?.snapshot.bytes;
        Ok((Arc::new(reader.blob(&kept.blob)?), kept.media_type, kept.name))
    })?;
    let shelf = app.state::<Shelf>();
    Ok(match snapshot::view(&bytes, &media_type, &name) {
        View::Pages(total) => {
            *app.state::<Last>().0.lock().unwrap_or_else(PoisonError::into_inner) = Some((id, bytes));
            CopyView::Pages { total }
        }
        View::Page(html) => CopyView::Page { url: shelf.put("text/html; charset=utf-8", html.into_bytes()) },
        View::Picture(media_type) => {
            let bytes = Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.as_ref().clone());
            CopyView::Picture { url: shelf.put(media_type, bytes) }
        }
        View::Nothing(why) => CopyView::Nothing { why },
    })
}

/// The addresses of some pages of a PDF, drawn.
pub(crate) fn pages(app: &AppHandle, id: SnapshotId, first: u32, count: u32, at: Moment) -> Result<Vec<String>> {
    let last = app.state::<Last>();
    let known = last.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let bytes = match known.filter(|(known, _)| *known == id) {
        Some((_, bytes)) => bytes,
        None => app.state::<Held>().with_reader(at, |reader| {
            let kept = SnapshotPage { snapshot: id }.ask(reader)?.snapshot.bytes;
            Ok(Arc::new(reader.blob(&kept.blob)?))
        })?,
    };
    let drawn = snapshot::draw(&bytes, first, count.min(MOST_PAGES), PAGE_WIDTH)?;
    let shelf = app.state::<Shelf>();
    Ok(drawn.into_iter().map(|png| shelf.put("image/png", png)).collect())
}

/// Asks where, and writes the bytes there as they came.
pub(crate) fn save(app: &AppHandle, held: &Held, id: SnapshotId, at: Moment) -> Result<Option<SavedFile>> {
    let kept = held.with_reader(at, |reader| Ok(SnapshotPage { snapshot: id }.ask(reader)?.snapshot.bytes))?;
    let name = if kept.name.is_empty() { "Copy".to_owned() } else { kept.name.replace(['/', '\\'], " ") };
    let dialog = app.dialog().file().set_directory(held.places.documents()).set_file_name(name);
    let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    held.with_reader(at, |reader| snapshot::write_out(reader, &kept, &path))?;
    Ok(Some(SavedFile::at(&path)))
}

fn tell_progress(app: &AppHandle, progress: &Progress<'_>) {
    if let Err(error) = app.emit("copy", progress) {
        eprintln!("claimdesk: {error}");
    }
}
