//! What the crate promises, from outside.

mod bag;
mod bundle;
mod merkle;
mod note;
mod support;
mod tlog_proof;
