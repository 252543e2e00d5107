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
}

/// What this crate returns.
pub type Result<T> = std::result::Result<T, ExportError>;
