//! Queries: now and then.

mod dossier;
mod lists;
