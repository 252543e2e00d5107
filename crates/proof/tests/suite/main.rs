//! What the crate promises, from outside.

mod bag;
mod merkle;
mod note;
mod tlog_proof;
