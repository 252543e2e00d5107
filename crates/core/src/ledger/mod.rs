//! The append-only history: entries, how they are sealed, undone, replayed and verified.
//!
//! Only `entry` writes the table `entry`. Nothing here knows a single command.

pub(crate) mod entry;
pub(crate) mod net;
pub(crate) mod note;
pub(crate) mod proof;
pub(crate) mod replay;
pub(crate) mod restore;
pub(crate) mod salvage;
pub(crate) mod transfer;
pub(crate) mod tree;
pub(crate) mod undo;
pub(crate) mod verify;
pub(crate) mod view;

pub use entry::Op;
pub use note::{ExportedFile, Note};
pub use proof::{KeptBlob, KeptCheckpoint, KeptTimestamp, KeyRow, TreeHead};
pub use restore::RestoreScope;
pub use salvage::Salvaged;
pub use verify::Verified;
pub use view::Ledger;
