//! Erasing by law: kept words, from the desk and then from its backups.
//!
//! Nothing here decides what may be erased: a person does, and the ledger says who, when and why.

use claimdesk_core::id::EditorId;
use claimdesk_core::query::Erasing;
use claimdesk_core::{Receipt, Refusal, Store};

use crate::fault::Result;

/// Erases the kept bytes of all drafts of a document, or of a snapshot. Gives the receipts: one for each that
/// was still there. The backups that have them must go as well: `Backups::make_only`.
pub fn erase(store: &mut Store, editor: EditorId, what: Erasing, why: &str) -> Result<Vec<Receipt>> {
    let goes = what.ask(&store.reader(None)?)?;
    let before = goes.bytes.iter().find_map(|row| row.erased);
    let still = goes.bytes.into_iter().filter(|row| row.erased.is_none());
    let done: Vec<Receipt> =
        still.map(|row| store.erase(editor, &row.blob, Some(why.to_owned()))).collect::<claimdesk_core::Result<_>>()?;
    match before {
        Some(seq) if done.is_empty() => Err(claimdesk_core::Error::from(Refusal::Erased { seq }).into()),
        _ => Ok(done),
    }
}
