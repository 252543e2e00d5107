//! Connections that read the open desk beside its writer, so that no question waits for a write or for
//! another question. What is written is never seen here: it goes through the desk that is held.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use claimdesk_core::ReadDesk;
use claimdesk_host::fault::Result;

/// How many connections stay open when nobody asks.
const IDLE: usize = 3;

/// The connections of the open desk.
#[derive(Default)]
pub(crate) struct Readers {
    /// Where the desk is; nowhere if none is open, or if nothing but its own connection can read it.
    /// Whoever reads holds this, so that a desk is closed only when nobody reads it any more.
    of: RwLock<Option<PathBuf>>,
    idle: Mutex<Vec<ReadDesk>>,
}

impl Readers {
    /// Reads the desk at `path` from now on. No connection to the one before is open afterwards.
    pub(crate) fn turn_to(&self, path: Option<&Path>) {
        let mut of = self.of.write().unwrap_or_else(PoisonError::into_inner);
        self.idle().clear();
        *of = path.map(Path::to_owned);
    }

    /// A connection for one question; none if the desk is not read by connections of their own.
    pub(crate) fn lend(&self) -> Result<Option<Lent<'_>>> {
        let of = self.of.read().unwrap_or_else(PoisonError::into_inner);
        let Some(path) = of.as_deref() else { return Ok(None) };
        let idle = self.idle().pop();
        let desk = idle.map_or_else(|| ReadDesk::open(path), Ok)?;
        Ok(Some(Lent { desk, readers: self, _of: of }))
    }

    fn idle(&self) -> MutexGuard<'_, Vec<ReadDesk>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that is in use.
pub(crate) struct Lent<'a> {
    pub(crate) desk: ReadDesk,
    readers: &'a Readers,
    _of: RwLockReadGuard<'a, Option<PathBuf>>,
}

impl Lent<'_> {
    /// Gives it back after an answer. One that failed is not used again: it is dropped.
    pub(crate) fn back(self) {
        let mut idle = self.readers.idle();
        if idle.len() < IDLE {
            idle.push(self.desk);
        }
    }
}
