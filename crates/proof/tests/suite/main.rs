//! What the crate promises, from outside.

mod attacks;
mod bag;
mod bundle;
mod jcs;
mod merkle;
mod note;
mod published;
mod support;
mod tlog_proof;
