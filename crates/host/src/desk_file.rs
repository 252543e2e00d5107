//! A desk's file, held open: the writer if this program may write, and a reader.

use std::path::{Path, PathBuf};

use claimdesk_core::id::DeviceId;
use claimdesk_core::{FaultKind, Ledger, Moment, ReadDesk, Reader, Store, Verified};

use crate::env::SystemEnv;
use crate::fault::{HostError, Result};
use crate::lock::Lock;
use crate::places::Places;

/// What is said of a desk on a disk of the network.
const REMOTE: &str = "This desk lies on a network disk: it is held by this program alone, and each step takes longer. \
                      Keep it on this computer while you work, and copy it there afterwards.";

/// A desk's file, held open.
pub struct DeskFile {
    path: PathBuf,
    store: Option<Store>,
    // None where the writer must hold the file alone: then it reads as well.
    reading: Option<ReadDesk>,
    notice: String,
    // Dropped last: the lock is ours until the store is closed.
    lock: Option<Lock>,
}

impl DeskFile {
    /// Makes a new desk at `path`, where nothing may be yet.
    pub fn create(path: &Path, device: DeviceId) -> Result<Self> {
        if path.exists() {
            let taken = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "there is a file of this name already");
            return Err(HostError::file(path, "made", taken));
        }
        Places::make_folder_of(path)?;
        let lock = Lock::take(path)?;
        let store = Store::create(path, device, Box::new(SystemEnv))?;
        Self::with(path.to_owned(), store, lock)
    }

    /// Opens the desk at `path` for writing; refused if another program holds it.
    pub fn open_to_write(path: &Path, device: DeviceId) -> Result<Self> {
        let path = real(path)?;
        let lock = Lock::take(&path)?;
        let store = Store::open(&path, device, Box::new(SystemEnv))?;
        Self::with(path, store, lock)
    }

    fn with(path: PathBuf, store: Store, lock: Lock) -> Result<Self> {
        let (reading, notice) =
            if store.is_remote() { (None, REMOTE.to_owned()) } else { (Some(ReadDesk::open(&path)?), String::new()) };
        Ok(Self { path, store: Some(store), reading, notice, lock: Some(lock) })
    }

    /// Opens the desk at `path` for reading alone.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let path = real(path)?;
        let reading = Some(ReadDesk::open(&path)?);
        Ok(Self { path, store: None, reading, notice: "it was opened so.".to_owned(), lock: None })
    }

    /// Opens the desk at `path` for writing if that can be, else for reading with a notice that says why.
    pub fn open(path: &Path, device: DeviceId) -> Result<Self> {
        let why = match Self::open_to_write(path, device) {
            Ok(desk) => return Ok(desk),
            Err(error) => error,
        };
        let is_soft = match &why {
            HostError::Locked { .. } => true,
            HostError::File { source, .. } => {
                matches!(source.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
            }
            // What can still be read is shown, with the reason why nothing can be added to it.
            HostError::Core(error) => {
                let kind = claimdesk_core::Fault::from(error).kind;
                matches!(kind, FaultKind::ReadOnly | FaultKind::TooNew | FaultKind::Damaged)
            }
            _ => false,
        };
        if !is_soft {
            return Err(why);
        }
        let mut desk = Self::open_to_read(path)?;
        desk.notice = why.to_string();
        Ok(desk)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name: the file's without its ending.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Whether changes are refused.
    pub fn is_read_only(&self) -> bool {
        self.store.is_none()
    }

    /// Why changes are refused, or what to beware of; empty if neither.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// The one door for writes.
    pub fn store(&mut self) -> Result<&mut Store> {
        self.store.as_mut().ok_or_else(|| HostError::ReadOnly(self.notice.clone()))
    }

    /// The one door for reads.
    pub fn reading(&mut self) -> Reading<'_> {
        match (&mut self.reading, &mut self.store) {
            (Some(desk), _) => Reading(Door::Reader(desk)),
            (None, Some(store)) => Reading(Door::Writer(store)),
            (None, None) => Reading(Door::Shut),
        }
    }

    /// Whether nobody else can open the file meanwhile, not even to read: it lies on a disk of the network.
    pub fn is_held_alone(&self) -> bool {
        self.reading.is_none()
    }

    /// The ledger itself, for proofs.
    pub fn ledger(&mut self) -> Result<Ledger<'_>> {
        match (&self.reading, &mut self.store) {
            (Some(desk), _) => Ok(desk.ledger()),
            (None, Some(store)) => Ok(store.ledger()?),
            (None, None) => Err(shut()),
        }
    }

    /// Writes a copy of the desk to `to`, where nothing may be yet.
    pub fn copy(&mut self, to: &Path) -> Result<()> {
        match (&self.reading, &mut self.store) {
            (None, Some(store)) => Ok(store.copy(to)?),
            _ => Ok(ReadDesk::copy(&self.path, to)?),
        }
    }

    /// Closes the desk and leaves one plain file.
    pub fn close(self) -> Result<()> {
        // A reader that is still open would keep the write-ahead log alive.
        drop(self.reading);
        if let Some(store) = self.store {
            store.close()?;
        }
        drop(self.lock);
        Ok(())
    }
}

/// The door for reads, for one question.
pub struct Reading<'a>(Door<'a>);

enum Door<'a> {
    Reader(&'a mut ReadDesk),
    Writer(&'a mut Store),
    Shut,
}

impl<'a> Reading<'a> {
    /// Reads the desk, now or then.
    pub fn reader(self, moment: Moment) -> Result<Reader<'a>> {
        match self.0 {
            Door::Reader(desk) => Ok(desk.reader(moment)?),
            Door::Writer(store) => Ok(store.reader(moment)?),
            Door::Shut => Err(shut()),
        }
    }

    /// A number that changes when another program has written.
    pub fn data_version(self) -> Result<i64> {
        match self.0 {
            Door::Reader(desk) => Ok(desk.data_version()?),
            Door::Writer(store) => Ok(store.data_version()?),
            Door::Shut => Err(shut()),
        }
    }

    /// Verifies the whole file.
    pub fn verify(self) -> Result<Verified> {
        match self.0 {
            Door::Reader(desk) => Ok(desk.verify()?),
            Door::Writer(store) => Ok(store.verify()?),
            Door::Shut => Err(shut()),
        }
    }
}

fn shut() -> HostError {
    HostError::Input("The desk is closed.".to_owned())
}

/// The file itself, behind any symbolic link: journal and lock must lie beside it.
fn real(path: &Path) -> Result<PathBuf> {
    std::fs::canonicalize(path).map_err(|error| HostError::file(path, "opened", error))
}
