//! The one window, and what it must not do.

use std::path::PathBuf;

use tauri::webview::{DownloadEvent, NewWindowResponse};
use tauri::{App, AppHandle, DragDropEvent, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::desk::{Held, is_desk};
use crate::intake::{self, Jobs};

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Claimdesk")
        .inner_size(1440.0, 900.0)
        .min_inner_size(900.0, 600.0)
        // Only our own page and previews: a document must never take the window elsewhere.
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri" | "snap")
                || matches!(url.host_str(), Some("tauri.localhost" | "snap.localhost"))
                || (cfg!(debug_assertions) && url.host_str() == Some("localhost"))
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, event| !matches!(event, DownloadEvent::Requested { .. }))
        .build()?;
    let handle = app.handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            dropped(&handle, event);
        }
    });
    let named = std::env::args_os().skip(1).map(PathBuf::from).filter(|path| !is_desk(path) && path.is_file());
    intake::expect(app.handle(), named.collect());
    Ok(())
}

/// Somebody started the program again: the window comes forward, and takes what was named.
pub(crate) fn another_start(app: &AppHandle, arguments: &[String]) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = shown {
            eprintln!("claimdesk: {error}");
        }
    }
    let named: Vec<PathBuf> = arguments.iter().skip(1).map(PathBuf::from).filter(|path| path.is_file()).collect();
    let files: Vec<PathBuf> = named.into_iter().filter(|path| !is_desk(path)).collect();
    if !files.is_empty() {
        announce(app, &files);
    }
}

#[derive(Clone, serde::Serialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
enum Dropped {
    Over { files: usize },
    Leave,
    Drop { files: Vec<intake::FileToken> },
}

fn dropped(app: &AppHandle, event: &DragDropEvent) {
    let event = match event {
        DragDropEvent::Enter { paths, .. } => Dropped::Over { files: paths.len() },
        DragDropEvent::Drop { paths, .. } => return announce(app, paths),
        DragDropEvent::Leave => Dropped::Leave,
        _ => return,
    };
    send(app, &event);
}

/// Tells the interface of files, by token: it never sees a path.
pub(crate) fn announce(app: &AppHandle, paths: &[PathBuf]) {
    let (desks, files): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| is_desk(path));
    if let (Some(desk), true) = (desks.first(), files.is_empty()) {
        // A desk that is dropped is opened; the interface asks for the session anew.
        match app.state::<Held>().open_or_make(desk) {
            Ok(()) => crate::desk::tell(app, 0),
            Err(error) => eprintln!("claimdesk: {error}"),
        }
        return send(app, &Dropped::Leave);
    }
    let jobs = app.state::<Jobs>();
    let files = files.into_iter().map(|path| jobs.token(path)).collect();
    send(app, &Dropped::Drop { files });
}

fn send(app: &AppHandle, event: &Dropped) {
    if let Err(error) = app.emit("dropped", event) {
        eprintln!("claimdesk: {error}");
    }
}
