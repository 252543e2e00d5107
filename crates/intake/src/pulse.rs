//! A sign of life for whoever watches a reader from outside.
//!
//! A foreign library may work at one page for ever. The reader says when it goes
//! on; that nothing was heard for long is for the watcher to judge, who has a
//! clock. Only a counter lives here.

use std::sync::atomic::{AtomicU64, Ordering};

static BEATS: AtomicU64 = AtomicU64::new(0);

/// Says that the reader goes on.
pub(crate) fn beat() {
    BEATS.fetch_add(1, Ordering::Relaxed);
}

/// How often the reader said so.
pub fn beats() -> u64 {
    BEATS.load(Ordering::Relaxed)
}
