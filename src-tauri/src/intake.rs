//! Files and pasted texts coming in: tokens for paths, progress, breaking off.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use claimdesk_core::Fault;
use claimdesk_core::id::{CaseId, DocumentId};
use claimdesk_host::HostError;
use claimdesk_host::fault::Result;
use claimdesk_host::import::{self, Incoming, Into, Same};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter, Manager};

use crate::bridge::writing;
use crate::desk::{Held, tell};

/// Paths behind tokens, and imports under way.
#[derive(Default)]
pub(crate) struct Jobs {
    paths: Mutex<HashMap<String, PathBuf>>,
    under_way: Mutex<HashMap<String, Arc<AtomicBool>>>,
    expected: Mutex<Vec<PathBuf>>,
}

/// A file that was dropped or chosen (`FileToken` in `bridge.ts`).
#[derive(Clone, Serialize)]
pub(crate) struct FileToken {
    token: String,
    name: String,
    size: u64,
}

/// Where an import is to go (`ImportInto`).
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ImportInto {
    case: Option<CaseId>,
    new_case: Option<String>,
    #[serde(default)]
    draft_of: Option<DocumentId>,
}

/// A pasted text (`PastedText`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PastedText {
    title: String,
    text: String,
    html: Option<String>,
}

/// What became of one file or text (`ImportOutcome`).
#[derive(Serialize)]
pub(crate) struct ImportOutcome {
    name: String,
    document: Option<DocumentId>,
    case: Option<CaseId>,
    title: String,
    warnings: Vec<String>,
    fault: Option<Fault>,
    same: Option<Same>,
}

#[derive(Clone, Serialize)]
struct Progress<'a> {
    job: &'a str,
    done: usize,
    total: usize,
    name: &'a str,
}

impl Jobs {
    /// A token for a path.
    pub(crate) fn token(&self, path: &Path) -> FileToken {
        let token = claimdesk_host::env::new_id().to_string();
        let size = std::fs::metadata(path).map_or(0, |found| found.len());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        hold(&self.paths).insert(token.clone(), path.to_owned());
        FileToken { token, name, size }
    }

    /// The path behind a token.
    pub(crate) fn path(&self, token: &str) -> Result<PathBuf> {
        let path = hold(&self.paths).get(token).cloned();
        path.ok_or_else(|| HostError::Input("This file is not known any more: choose it again.".to_owned()))
    }

    /// The files that were named on the command line, once.
    pub(crate) fn take_expected(&self) -> Vec<FileToken> {
        let paths = std::mem::take(&mut *hold(&self.expected));
        paths.iter().map(|path| self.token(path)).collect()
    }

    /// Breaks an import off.
    pub(crate) fn cancel(&self, job: &str) {
        if let Some(flag) = hold(&self.under_way).get(job) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn begin(&self, job: &str) -> Arc<AtomicBool> {
        let flag = Arc::new(AtomicBool::new(false));
        hold(&self.under_way).insert(job.to_owned(), Arc::clone(&flag));
        flag
    }

    pub(crate) fn end(&self, job: &str) {
        hold(&self.under_way).remove(job);
    }
}

/// Files that were named on the command line wait until somebody sits at the desk.
pub(crate) fn expect(app: &AppHandle, paths: Vec<PathBuf>) {
    *hold(&app.state::<Jobs>().expected) = paths;
}

/// From so many files on, a backup is made first.
const BULK: usize = 100;

/// Imports files one after another; each is an entry of its own, so that breaking off loses none that came in.
pub(crate) fn files(app: &AppHandle, job: &str, into: &ImportInto, tokens: &[String]) -> Vec<ImportOutcome> {
    let jobs = app.state::<Jobs>();
    let flag = jobs.begin(job);
    let is_cancelled = || flag.load(Ordering::Relaxed);
    if tokens.len() > BULK {
        crate::safety::before_much(app);
    }
    let mut target = into.clone();
    let mut outcomes = Vec::with_capacity(tokens.len());
    for (done, token) in tokens.iter().enumerate() {
        let Some(path) = hold(&jobs.paths).get(token).cloned() else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        progress(app, &Progress { job, done, total: tokens.len(), name: &name });
        let read = if is_cancelled() { Err(HostError::Cancelled) } else { import::read_file(&path, &is_cancelled) };
        let outcome = outcome(name, read.and_then(|incoming| add(app, &target, incoming)));
        // The first file opens the new case; the others join it. Drafts follow one another.
        if let (Some(case), None, None) = (outcome.case, target.case, target.draft_of) {
            target = ImportInto { case: Some(case), new_case: None, draft_of: None };
        }
        outcomes.push(outcome);
    }
    progress(app, &Progress { job, done: tokens.len(), total: tokens.len(), name: "" });
    jobs.end(job);
    outcomes
}

/// Imports a pasted text, by its HTML if it has any.
pub(crate) fn text(app: &AppHandle, into: &ImportInto, pasted: PastedText) -> ImportOutcome {
    let (name, bytes, media_type) = match pasted.html {
        Some(html) => ("pasted.html", html, "text/html"),
        None => ("pasted.txt", pasted.text, "text/plain"),
    };
    let read = import::read_bytes(String::new(), bytes.into_bytes(), Some(media_type), &|| false);
    let read = read.map(|mut incoming| {
        if !pasted.title.trim().is_empty() {
            incoming.intake.title = Some(pasted.title.trim().to_owned());
        }
        incoming
    });
    outcome(name.to_owned(), read.and_then(|incoming| add(app, into, incoming)))
}

fn add(app: &AppHandle, into: &ImportInto, incoming: Incoming) -> Result<import::Imported> {
    let target = match (into.draft_of, into.case, &into.new_case) {
        (Some(document), ..) => Into::DraftOf(document),
        (None, Some(case), _) => Into::Case(case),
        (None, None, name) => Into::NewCase(name.clone().unwrap_or_default()),
    };
    let imported = app.state::<Held>().with_open(|open| {
        let editor = writing(open)?;
        import::add(open.file.store()?, editor, &target, incoming)
    })?;
    tell(app, imported.receipt.seq);
    Ok(imported)
}

fn outcome(name: String, result: Result<import::Imported>) -> ImportOutcome {
    match result {
        Ok(imported) => ImportOutcome {
            name,
            document: Some(imported.document),
            case: Some(imported.case),
            title: imported.title,
            warnings: imported.warnings,
            fault: None,
            same: None,
        },
        Err(error) => ImportOutcome {
            name,
            document: None,
            case: None,
            title: String::new(),
            warnings: Vec::new(),
            fault: Some(Fault::from(&error)),
            same: import::same(&error),
        },
    }
}

fn progress(app: &AppHandle, progress: &Progress<'_>) {
    if let Err(error) = app.emit("import", progress) {
        eprintln!("claimdesk: {error}");
    }
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
