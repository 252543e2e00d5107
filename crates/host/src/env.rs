//! The real clock, ids and chance.

use claimdesk_core::Env;
use claimdesk_core::time::Timestamp;
use uuid::Uuid;

/// The outside as it is.
#[derive(Debug, Default)]
pub struct SystemEnv;

impl Env for SystemEnv {
    fn now(&mut self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is where the clock comes in")]
        Timestamp::from_ms(chrono::Utc::now().timestamp_millis())
    }

    fn next_id(&mut self) -> Uuid {
        new_id()
    }

    fn salt(&mut self) -> [u8; 32] {
        let mut salt = [0; 32];
        getrandom::fill(&mut salt).expect("the operating system gives random bytes");
        salt
    }
}

/// The time by this computer's clock.
pub fn now() -> Timestamp {
    SystemEnv.now()
}

/// An id that nothing has yet.
pub fn new_id() -> Uuid {
    #[expect(clippy::disallowed_methods, reason = "this is where ids come in")]
    Uuid::now_v7()
}
