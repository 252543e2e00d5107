//! What can go wrong between a desk and a file.

/// Why no report could be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The desk could not be read, or has no such case or claim.
    #[error(transparent)]
    Core(#[from] claimdesk_core::Error),
    /// The value could not be written as JSON.
    #[error("The report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The HTML template refused the value.
    #[error("The report cannot be written as HTML: {0}")]
    Html(#[from] askama::Error),
    /// The pages could not be set or written.
    #[error("The pages cannot be made: {0}")]
    Pages(String),
    /// The vocabulary asks for what the desk does not know.
    #[error("{0}")]
    NotPublishable(String),
    /// The format has no place for what this audience reads.
    #[error("{0} has no place for what this audience reads: choose the checking file.")]
    Unfit(&'static str),
    /// A file of several parts could not be put together.
    #[error("The file cannot be put together: {0}")]
    Package(String),
}

/// What this crate returns.
pub type Result<T> = std::result::Result<T, ExportError>;
