//! What the core is not allowed to have of its own: a clock, new ids, chance.

use uuid::Uuid;

use crate::time::Timestamp;

/// The outside, as far as the ledger needs it. The program gives the real one,
/// a test one that counts.
pub trait Env: Send {
    /// The present.
    fn now(&mut self) -> Timestamp;
    /// An id that no desk has seen: UUIDv7.
    fn next_id(&mut self) -> Uuid;
    /// 32 bytes that nobody can guess.
    fn salt(&mut self) -> [u8; 32];
}
