//! The watchman in the worker process: ends a reading that costs more than its
//! document is worth.
//!
//! A foreign library cannot be asked to stop. So a thread looks at memory and
//! processor time every few milliseconds; at the first excess it answers in the
//! reader's place and ends the process. Limits of the system stand behind it, but
//! they end a process without a word.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use claimdesk_intake::Unreadable;
use rustix::process::{Signal, getpid, kill_process};
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

/// Memory beyond the document itself.
const MEMORY: u64 = 120 << 20;

/// Processor time without a sign of life.
const SILENCE: Duration = Duration::from_millis(1_000);

/// Processor time that every document has, and what each of its bytes adds.
const TIME: Duration = Duration::from_millis(1_200);
const TIME_PER_BYTE: Duration = Duration::from_micros(20);

/// Held by whoever answers: there is one answer.
static ANSWER: Mutex<bool> = Mutex::new(false);

/// Watches from now on, over the reading of a document of this size.
pub(crate) fn begin(size: u64) -> std::io::Result<()> {
    // Opened now: later nothing may be opened.
    let memory = File::open("/proc/self/statm")?;
    let begun = processor_time();
    let bytes = u32::try_from(size).unwrap_or(u32::MAX);
    let most = TIME + TIME_PER_BYTE * bytes;
    std::thread::Builder::new().name("watch".to_owned()).stack_size(128 << 10).spawn(move || {
        let (mut beats, mut heard) = (claimdesk_intake::beats(), begun);
        loop {
            std::thread::sleep(Duration::from_millis(2));
            let now = processor_time();
            let counted = claimdesk_intake::beats();
            if counted != beats {
                (beats, heard) = (counted, now);
            }
            let what = if resident(&memory) > MEMORY + 2 * size {
                "memory"
            } else if now.saturating_sub(heard) > SILENCE || now.saturating_sub(begun) > most {
                "time"
            } else {
                continue;
            };
            drop(answer::<()>(&Err(Unreadable::Exhausting { what: what.to_owned() })));
            let _ = kill_process(getpid(), Signal::KILL);
        }
    })?;
    Ok(())
}

/// Gives the answer, unless one was given.
pub(crate) fn answer<T: Serialize>(read: &Result<T, Unreadable>) -> std::io::Result<()> {
    let mut given = ANSWER.lock().unwrap_or_else(PoisonError::into_inner);
    if std::mem::replace(&mut *given, true) {
        // The other one is ending the process.
        loop {
            std::thread::park();
        }
    }
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, read)?;
    output.flush()
}

fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Bytes of memory that the process holds.
fn resident(file: &File) -> u64 {
    let mut line = [0; 128];
    let count = file.read_at(&mut line, 0).unwrap_or(0);
    let text = std::str::from_utf8(line.get(..count).unwrap_or_default()).unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0)
        * rustix::param::page_size() as u64
}
