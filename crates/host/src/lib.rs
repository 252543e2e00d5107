//! What the core is denied: clock, chance, files, places and processes.
//!
//! Both the window and the command line stand on this crate, so that a file is
//! opened, imported and exported in the same way by either. It knows no screen.

pub mod backup;
pub mod bundle;
pub mod capture;
pub mod desk_file;
pub mod env;
pub mod erase;
pub mod fault;
pub mod found;
pub mod import;
pub mod keys;
pub mod letterhead;
mod lock;
pub mod own_file;
pub mod passphrase;
mod pdf_library;
pub mod places;
pub mod recover;
pub mod report_file;
pub mod sample;
pub mod sign;
pub mod snapshot;
pub mod state;
pub mod timestamp;
pub mod transfer;
mod vault;
#[cfg(target_os = "linux")]
mod watch;
pub mod worker;

pub use desk_file::DeskFile;
pub use env::SystemEnv;
pub use fault::HostError;
pub use vault::KeptIn;
