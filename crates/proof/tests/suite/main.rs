//! What the crate promises, from outside.

#![expect(clippy::unwrap_used, reason = "the lint does not see that what helps a test is a test")]

mod attacks;
mod bag;
mod bundle;
mod jcs;
mod key_change;
mod merkle;
mod note;
mod published;
mod support;
mod tlog_proof;
