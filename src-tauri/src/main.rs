//! The window's program. All it does stands in the library beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    claimdesk_host::worker::become_worker_if_asked();
    std::process::exit(claimdesk_window::run());
}
