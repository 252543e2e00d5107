//! The window: a Tauri shell around the core.
//!
//! - `bridge`: the calls that the interface can make, each a few lines.
//! - `copies`: copies of sources coming in, shown, and saved.
//! - `desk`: the desk that is held open, who sits at it, and word of changes.
//! - `intake`: files and pasted texts coming in, with progress.
//! - `library`: bibliographies coming in and going out.
//! - `prove`: checkpoints, time stamps, the key, erasing by law.
//! - `reports`: previews and saving.
//! - `safety`: verifying, backups and recovery, in the background.
//! - `snap`: the scheme that serves previews to sandboxed frames.
//! - `window`: the one window, and what it must not do.
//!
//! No rule of the domain lives here.

mod bridge;
mod copies;
mod desk;
mod intake;
mod letterhead;
mod library;
mod links;
mod pictures;
mod prove;
mod readers;
mod reports;
mod safety;
mod snap;
mod transfer;
mod window;

use tauri::{Manager, RunEvent};

use desk::Held;

/// Runs the program; gives its exit code.
pub fn run() -> i32 {
    let held = match Held::start() {
        Ok(held) => held,
        Err(error) => {
            eprintln!("claimdesk: {error}");
            return 74;
        }
    };
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _folder| {
            window::another_start(app, &arguments);
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(held)
        .manage(safety::Safety::default())
        .manage(snap::Shelf::default())
        .manage(copies::Last::default())
        .manage(intake::Jobs::default())
        .register_uri_scheme_protocol("snap", |context, request| snap::serve(context.app_handle(), &request))
        .invoke_handler(bridge::handler())
        .setup(|app| {
            window::open(app)?;
            desk::watch(app.handle());
            safety::watch(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            eprintln!("claimdesk: the window cannot be opened: {error}");
            eprintln!("Is there a display? Without one, use the command line: claimdesk --help");
            return 69;
        }
    };
    app.run_return(|app, event| {
        if let RunEvent::Exit = event {
            // The head is signed before the last backup, which then has the checkpoint too. A key that is not
            // at hand by now is not waited for: the program ends when it is told to.
            if app.state::<Held>().has_keys()
                && let Err(error) = app.state::<Held>().sign(app)
            {
                eprintln!("claimdesk: {error}");
            }
            let closed = app.state::<Held>().close();
            if let Some(desk) = closed {
                safety::at_end(app, &desk);
            }
        }
    })
}
