//! What can go wrong outside the core, and how it looks at the border.

use std::path::{Path, PathBuf};

use claimdesk_core::{Error, Fault, FaultKind};
use claimdesk_intake::Unreadable;
use thiserror::Error as ThisError;

/// The result of everything that can fail here.
pub type Result<T, E = HostError> = std::result::Result<T, E>;

/// Why something was not done.
#[derive(Debug, ThisError)]
pub enum HostError {
    /// The core says so.
    #[error(transparent)]
    Core(#[from] Error),
    /// A document cannot be read.
    #[error("{0}")]
    Unreadable(Unreadable),
    /// A file cannot be read or written.
    #[error("“{}” cannot be {}: {}", name(path), doing, plain(source))]
    File {
        /// Which.
        path: PathBuf,
        /// `read`, `written`, `opened`.
        doing: &'static str,
        /// What the system says.
        source: std::io::Error,
    },
    /// The report cannot be made.
    #[error("The report cannot be made: {0}.")]
    Report(String),
    /// The process that reads documents died or took too long.
    #[error("Reading this document {0}.")]
    Worker(&'static str),
    /// The user broke it off.
    #[error("It was broken off.")]
    Cancelled,
    /// Another program holds the desk.
    #[error("“{}” is open in another program{holder}.", name(path))]
    Locked {
        /// Which desk.
        path: PathBuf,
        /// Who holds it, as far as is known.
        holder: String,
    },
    /// The desk is open for reading alone.
    #[error("This desk is open for reading only: {0}")]
    ReadOnly(String),
    /// The request makes no sense.
    #[error("{0}")]
    Input(String),
}

impl HostError {
    /// A fault of a file.
    pub fn file(path: &Path, doing: &'static str, source: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), doing, source }
    }
}

impl From<&HostError> for Fault {
    fn from(error: &HostError) -> Self {
        let (kind, hint) = match error {
            HostError::Core(error) => return Self::from(error),
            HostError::Unreadable(unreadable) => (FaultKind::Unreadable, unreadable.hint()),
            HostError::File { source, .. } => match source.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                    (FaultKind::Full, "Make room on the disk, then try again. Nothing was changed.")
                }
                std::io::ErrorKind::NotFound => {
                    (FaultKind::Unreadable, "It may have been moved or renamed. Choose it again.")
                }
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    (FaultKind::ReadOnly, "Choose a place where you may read and write.")
                }
                _ => (FaultKind::Unreadable, "Nothing was changed. Try again, or choose another place."),
            },
            HostError::Report(_) => (FaultKind::Internal, "Nothing was written."),
            HostError::Worker(_) => {
                (FaultKind::Unreadable, "Nothing was changed. Copy the text from where it is shown and paste it.")
            }
            HostError::Cancelled => (FaultKind::Cancelled, "What had already come in stays."),
            HostError::Locked { .. } => (FaultKind::Locked, "Close it there, then try again."),
            HostError::ReadOnly(_) => (FaultKind::ReadOnly, "Close the other program, then open the desk again."),
            HostError::Input(_) => (FaultKind::Input, "Nothing was changed."),
        };
        Self { kind, message: error.to_string(), hint: hint.to_owned() }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The system's words for the usual errors, without its numbers.
fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file.".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be used by you.".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full.".to_owned(),
        std::io::ErrorKind::QuotaExceeded => "your share of the disk is used up.".to_owned(),
        std::io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read.".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder.".to_owned(),
        _ => format!("{error}."),
    }
}
