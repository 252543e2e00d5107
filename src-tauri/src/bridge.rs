//! The calls that the interface can make (`ui/src/api/bridge.ts`), each a few lines.
//!
//! Every call is typed and refuses fields that it does not know. Errors cross
//! as `Fault`.

use claimdesk_core::command::{AddEditor, Command};
use claimdesk_core::id::{CaseId, EditorId, EntryId, SnapshotId, SourceId};
use claimdesk_core::model::Capture;
use claimdesk_core::{Fault, Receipt, RestoreScope};
use claimdesk_host::fault::Result as HostResult;
use claimdesk_host::{HostError, found, sample};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tauri::ipc::Invoke;
use tauri::{AppHandle, State, Wry};
use tauri_plugin_dialog::DialogExt;

use crate::copies::{self, CapturedPage, CopyOutcome, CopyView};
use crate::desk::{Held, Open, Session, tell};
use crate::intake::{self, FileToken, ImportInto, ImportOutcome, Jobs, PastedText};
use crate::letterhead;
use crate::library::{self, Biblio, BiblioFormat, BiblioFrom};
use crate::links;
use crate::pictures;
use crate::prove;
use crate::reports::{self, FormatInfo, Preview, ReportRequest, SavedFile};
use crate::safety;
use crate::transfer;

pub(crate) type Answer<T> = Result<T, Fault>;

/// All calls.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        session,
        open_desk,
        new_desk,
        transfer::export_desk,
        transfer::import_desk,
        choose_editor,
        set_passphrase,
        lift_passphrase,
        ask,
        execute,
        undo,
        redo,
        revert,
        restore,
        safety::verify,
        safety::health,
        safety::back_up_now,
        safety::list_backups,
        safety::choose_second_folder,
        safety::restore_backup,
        safety::damage,
        safety::recover_desk,
        prove::accept_desk,
        prove::save_checkpoint,
        prove::adopt_checkpoint,
        prove::countersign_checkpoint,
        prove::stamp_query,
        prove::ask_stamp,
        prove::save_stamp_query,
        prove::read_stamp,
        prove::own_key,
        prove::renew_key,
        prove::erase_by_law,
        letterhead::choose_logo,
        letterhead::draw_logo,
        letterhead::show_logo,
        letterhead::set_letterhead,
        add_sample,
        read_bibliography,
        save_bibliography,
        choose_sources,
        attach_copies,
        capture_page,
        show_copy,
        copy_pages,
        save_copy,
        choose_files,
        import_files,
        import_text,
        cancel_import,
        formats,
        preview_report,
        save_report,
        pictures::evidence_map,
        pictures::save_picture,
        unsaved,
        keep_unsaved,
        setting,
        keep_setting,
        check_link,
        open_link,
    ]
}

pub(crate) fn answer<T>(result: HostResult<T>) -> Answer<T> {
    result.map_err(|error| Fault::from(&error))
}

/// Who acts; nobody may act on a desk that is open for reading alone.
pub(crate) fn writing(open: &mut Open) -> HostResult<EditorId> {
    open.file.store()?;
    open.editor.ok_or_else(|| HostError::Input("Nobody sits at this desk yet: say who you are.".to_owned()))
}

/// Carries out one step on the open desk and tells every screen.
fn step(
    app: &AppHandle,
    held: &Held,
    work: impl FnOnce(&mut claimdesk_core::Store, EditorId) -> claimdesk_core::Result<Receipt>,
) -> Answer<Receipt> {
    let receipt = held.with_open(|open| {
        let editor = writing(open)?;
        Ok(work(open.file.store()?, editor)?)
    });
    answer(receipt).inspect(|receipt| tell(app, receipt.seq))
}

/// The session; files named on the command line come with it once somebody is there to take them.
fn session_of(held: &Held, jobs: &Jobs) -> HostResult<Session> {
    let mut session = held.session()?;
    if session.editor.is_some() {
        session.waiting = jobs.take_expected();
    }
    Ok(session)
}

#[tauri::command(async)]
fn session(held: State<'_, Held>, jobs: State<'_, Jobs>) -> Answer<Session> {
    match held.fault_at_start() {
        Some(error) => Err(Fault::from(&error)),
        None => answer(session_of(&held, &jobs)),
    }
}

#[tauri::command(async)]
fn open_desk(app: AppHandle, held: State<'_, Held>, token: Option<String>) -> Answer<Session> {
    let chosen = match token {
        // A token is a path that this program remembered itself; nothing else is opened by name.
        Some(token) => answer(held.state().recent())?.into_iter().find(|path| path.display().to_string() == token),
        None => {
            let dialog = app.dialog().file().add_filter("Claimdesk", &[claimdesk_host::places::ENDING]);
            chosen(dialog.set_directory(held.places.documents()).blocking_pick_file())
        }
    };
    answer(chosen.map_or(Ok(()), |path| held.open_or_make(&path)).and_then(|()| held.session()))
}

#[tauri::command(async)]
fn new_desk(app: AppHandle, held: State<'_, Held>) -> Answer<Session> {
    let dialog = app.dialog().file().add_filter("Claimdesk", &[claimdesk_host::places::ENDING]);
    let dialog = dialog.set_directory(held.places.documents()).set_file_name("Desk.claimdesk");
    let chosen = chosen(dialog.blocking_save_file());
    answer(
        chosen
            .map_or(Ok(()), |path| held.make(&path.with_extension(claimdesk_host::places::ENDING)))
            .and_then(|()| held.session()),
    )
}

fn chosen(path: Option<tauri_plugin_dialog::FilePath>) -> Option<PathBuf> {
    path.and_then(|path| path.into_path().ok())
}

#[tauri::command(async)]
fn choose_editor(
    held: State<'_, Held>,
    jobs: State<'_, Jobs>,
    editor: EditorId,
    passphrase: Option<String>,
) -> Answer<Session> {
    answer(held.choose_editor(editor, passphrase.as_deref()).and_then(|()| session_of(&held, &jobs)))
}

#[tauri::command(async)]
fn set_passphrase(held: State<'_, Held>, current: Option<String>, next: Option<String>) -> Answer<Session> {
    answer(held.set_passphrase(current.as_deref(), next.as_deref()).and_then(|()| held.session()))
}

#[tauri::command(async)]
fn lift_passphrase(held: State<'_, Held>, editor: EditorId) -> Answer<Session> {
    answer(held.lift_passphrase(editor).and_then(|()| held.session()))
}

#[tauri::command(async)]
fn ask(held: State<'_, Held>, name: String, input: Value, at: Option<u64>) -> Answer<Value> {
    answer(held.with_reader(at, |reader| Ok(reader.ask(&name, input)?)))
}

#[tauri::command(async)]
fn execute(app: AppHandle, held: State<'_, Held>, command: Command, why: Option<String>) -> Answer<Receipt> {
    if let Command::AddEditor(first) = &command
        && answer(held.with_open(|open| Ok(open.editor.is_none())))?
    {
        return come(&app, &held, first);
    }
    step(&app, &held, |store, editor| store.execute(editor, command, why))
}

/// Somebody comes while nobody sits here.
fn come(app: &AppHandle, held: &Held, first: &AddEditor) -> Answer<Receipt> {
    let (editor, receipt) = answer(held.with_open(|open| found::come(open.file.store()?, &first.name, first.role)))?;
    answer(held.seat(editor))?;
    tell(app, receipt.seq);
    Ok(receipt)
}

#[tauri::command(async)]
fn undo(app: AppHandle, held: State<'_, Held>) -> Answer<Receipt> {
    step(&app, &held, claimdesk_core::Store::undo)
}

#[tauri::command(async)]
fn redo(app: AppHandle, held: State<'_, Held>) -> Answer<Receipt> {
    step(&app, &held, claimdesk_core::Store::redo)
}

#[tauri::command(async)]
fn revert(app: AppHandle, held: State<'_, Held>, entry: EntryId, why: String) -> Answer<Receipt> {
    step(&app, &held, |store, editor| store.revert(editor, entry, Some(why)))
}

#[tauri::command(async)]
fn restore(app: AppHandle, held: State<'_, Held>, entry: EntryId, scope: RestoreScope, why: String) -> Answer<Receipt> {
    if scope.is_all() {
        safety::before_much(&app);
    }
    step(&app, &held, |store, editor| store.restore(editor, entry, scope, Some(why)))
}

#[tauri::command(async)]
fn add_sample(app: AppHandle, held: State<'_, Held>) -> Answer<CaseId> {
    let (case, receipt) = answer(held.with_open(|open| {
        let editor = writing(open)?;
        sample::add(open.file.store()?, editor)
    }))?;
    tell(&app, receipt.seq);
    Ok(case)
}

#[tauri::command(async)]
fn choose_files(app: AppHandle, held: State<'_, Held>, jobs: State<'_, Jobs>) -> Answer<Vec<FileToken>> {
    let dialog =
        app.dialog().file().add_filter("Texts", claimdesk_host::import::ENDINGS).add_filter("All files", &["*"]);
    let files = dialog.set_directory(held.places.documents()).blocking_pick_files().unwrap_or_default();
    Ok(files.into_iter().filter_map(|path| chosen(Some(path))).map(|path| jobs.token(&path)).collect())
}

/// Asks for files of sources: bibliographies, or copies of whatever kind.
#[tauri::command(async)]
fn choose_sources(app: AppHandle, held: State<'_, Held>, jobs: State<'_, Jobs>, copies: bool) -> Vec<FileToken> {
    let dialog = app.dialog().file().set_directory(held.places.documents());
    let dialog = if copies {
        dialog.add_filter("All files", &["*"])
    } else {
        dialog.add_filter("BibTeX, RIS, CSL-JSON", &["bib", "bibtex", "ris", "json", "txt"])
    };
    let files = dialog.blocking_pick_files().unwrap_or_default();
    files.into_iter().filter_map(|path| chosen(Some(path))).map(|path| jobs.token(&path)).collect()
}

#[tauri::command(async)]
fn read_bibliography(app: AppHandle, from: BiblioFrom) -> Answer<Biblio> {
    answer(library::read_from(&app, from))
}

#[tauri::command(async)]
fn save_bibliography(
    app: AppHandle,
    held: State<'_, Held>,
    format: BiblioFormat,
    sources: Option<Vec<SourceId>>,
    at: Option<u64>,
) -> Answer<Option<SavedFile>> {
    answer(library::save(&app, &held, format, sources.as_deref(), at))
}

#[tauri::command(async)]
fn attach_copies(app: AppHandle, job: String, source: SourceId, tokens: Vec<String>, how: Capture) -> Vec<CopyOutcome> {
    copies::attach(&app, &job, source, &tokens, how)
}

#[tauri::command(async)]
fn capture_page(app: AppHandle, job: String, source: SourceId, address: String) -> Answer<CapturedPage> {
    answer(copies::capture(&app, &job, source, &address))
}

#[tauri::command(async)]
fn show_copy(app: AppHandle, snapshot: SnapshotId, at: Option<u64>) -> Answer<CopyView> {
    answer(copies::show(&app, snapshot, at))
}

#[tauri::command(async)]
fn copy_pages(app: AppHandle, snapshot: SnapshotId, first: u32, count: u32, at: Option<u64>) -> Answer<Vec<String>> {
    answer(copies::pages(&app, snapshot, first, count, at))
}

#[tauri::command(async)]
fn save_copy(
    app: AppHandle,
    held: State<'_, Held>,
    snapshot: SnapshotId,
    at: Option<u64>,
) -> Answer<Option<SavedFile>> {
    answer(copies::save(&app, &held, snapshot, at))
}

#[tauri::command(async)]
fn import_files(app: AppHandle, job: String, into: ImportInto, tokens: Vec<String>) -> Vec<ImportOutcome> {
    intake::files(&app, &job, &into, &tokens)
}

#[tauri::command(async)]
fn import_text(app: AppHandle, into: ImportInto, text: PastedText) -> ImportOutcome {
    intake::text(&app, &into, text)
}

#[tauri::command]
fn cancel_import(jobs: State<'_, Jobs>, job: String) {
    jobs.cancel(&job);
}

#[tauri::command]
fn formats() -> Vec<FormatInfo> {
    reports::formats()
}

#[tauri::command(async)]
fn preview_report(app: AppHandle, held: State<'_, Held>, request: ReportRequest, at: Option<u64>) -> Answer<Preview> {
    answer(reports::preview(&app, &held, &request, at))
}

#[tauri::command(async)]
fn save_report(
    app: AppHandle,
    held: State<'_, Held>,
    job: String,
    request: ReportRequest,
    at: Option<u64>,
) -> Answer<Option<SavedFile>> {
    answer(reports::save(&app, &held, &job, &request, at))
}

#[tauri::command(async)]
fn unsaved(held: State<'_, Held>) -> Answer<BTreeMap<String, String>> {
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    answer(held.state().unsaved(&path))
}

#[tauri::command(async)]
fn keep_unsaved(held: State<'_, Held>, key: String, text: Option<String>) -> Answer<()> {
    let path = answer(held.with_open(|open| Ok(open.file.path().to_owned())))?;
    answer(held.state().keep_unsaved(&path, &key, text.as_deref()))
}

#[tauri::command(async)]
fn setting(held: State<'_, Held>, key: String) -> Answer<Option<String>> {
    answer(held.state().setting(&format!("ui {key}")))
}

#[tauri::command(async)]
fn keep_setting(held: State<'_, Held>, key: String, value: String) -> Answer<()> {
    answer(held.state().keep_setting(&format!("ui {key}"), &value))
}

#[tauri::command]
fn check_link(href: String) -> Answer<String> {
    answer(links::check(&href))
}

#[tauri::command(async)]
fn open_link(href: String) -> Answer<()> {
    let href = answer(links::canonical(&href))?;
    answer(
        tauri_plugin_opener::open_url(href, None::<&str>)
            .map_err(|error| HostError::Input(format!("No program opened the address: {error}."))),
    )
}
