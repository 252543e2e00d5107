//! Queries: now and then.

mod board;
mod dossier;
mod lists;
