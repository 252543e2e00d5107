//! Lists the calls of `src/bridge.rs`, so that no other call is open to the window.

const CALLS: &[&str] = &[
    "session",
    "open_desk",
    "new_desk",
    "choose_editor",
    "ask",
    "execute",
    "undo",
    "redo",
    "revert",
    "restore",
    "verify",
    "health",
    "back_up_now",
    "list_backups",
    "choose_second_folder",
    "restore_backup",
    "damage",
    "recover_desk",
    "accept_desk",
    "save_checkpoint",
    "adopt_checkpoint",
    "countersign_checkpoint",
    "stamp_query",
    "ask_stamp",
    "save_stamp_query",
    "read_stamp",
    "own_key",
    "renew_key",
    "erase_by_law",
    "add_sample",
    "choose_files",
    "import_files",
    "import_text",
    "cancel_import",
    "formats",
    "preview_report",
    "save_report",
    "unsaved",
    "keep_unsaved",
    "setting",
    "keep_setting",
    "check_link",
    "open_link",
];

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    let attributes = tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(CALLS));
    tauri_build::try_build(attributes).expect("tauri.conf.json, capabilities and icons are in order");
}
