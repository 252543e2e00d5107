//! Faults: the disk fails, the process dies, the power goes, bits fall over, an outsider
//! meddles, several work at once. Nothing that was acknowledged may be lost, nothing that
//! is wrong may pass unseen.
//!
//! Each check has a short form of seconds and a full one (`FAULTS=full`, `make faults`).
#![cfg(target_os = "linux")]

mod damaged;
mod disk;
mod flips;
mod kills;
mod opening;
mod power;
mod tamper;
mod writers;

use std::path::Path;

/// The load, as a program.
const LOAD: &str = env!("CARGO_BIN_EXE_claimdesk-load");

/// Where the shim is compiled to.
fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Says what was counted: the figures of a run.
fn figures(check: &str, counted: &str) {
    eprintln!("faults: {check}: {counted}");
}
