//! The program under load: works on a desk and tells each acknowledged entry after its commit.
//!
//!   claimdesk-load PATH NTH SEED STEP,STEP,…   steps by name; `mixed*100` for a hundred random ones
//!   claimdesk-load PATH NTH threads N COUNT    N threads, each with a connection of its own
//!   claimdesk-load PATH bare MODE COUNT        bare SQLite in WAL mode with `synchronous = MODE`
//!
//! It says `ack SEQ HASH`, `err SENTENCE`, and at last `end`. After two errors it makes the file
//! that lets the disk work again, and expects that work goes on.

use claimdesk_core::{Error, Receipt};
use claimdesk_faults::load::{Load, open};
use claimdesk_tests::is_refusal;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).expect("somebody listens");
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        [path, "bare", mode, count] => bare(Path::new(path), mode, number(count)),
        [path, nth, "threads", threads, count] => several(Path::new(path), number(nth), number(threads), number(count)),
        [path, nth, seed, steps] => return alone(Path::new(path), number(nth), number(seed), steps),
        _ => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

/// What went wrong, and when it is time to make room.
struct Trouble {
    errors: u32,
}

impl Trouble {
    fn met(&mut self, error: &Error) {
        self.errors += 1;
        say(&format!("err {error}"));
        if self.errors >= 2 {
            self.free();
        }
    }

    fn free(&self) {
        #[expect(clippy::disallowed_methods, reason = "the shim's switch")]
        if let Ok(freed) = std::env::var("FAULT_FREED") {
            std::fs::write(freed, "").expect("the switch");
        }
    }

    fn heard(&mut self, done: Result<Option<Receipt>, Error>) {
        match done {
            Ok(Some(receipt)) => say(&format!("ack {} {}", receipt.seq, receipt.hash)),
            Ok(None) => {}
            Err(error) if is_refusal(&error) => {}
            Err(error) => self.met(&error),
        }
    }
}

fn alone(path: &Path, nth: u64, seed: u64, steps: &str) -> ExitCode {
    let mut trouble = Trouble { errors: 0 };
    let mut opened = None;
    for _ in 0..4 {
        match open(path, u128::from(nth)) {
            Ok(store) => {
                opened = Some(store);
                break;
            }
            Err(error) => trouble.met(&error),
        }
    }
    let Some(store) = opened else { return ExitCode::from(3) };
    let mut load = Load::new(store, seed);
    for _ in 0..4 {
        let founded = load.found();
        let failed = founded.is_err();
        trouble.heard(founded);
        if !failed {
            break;
        }
    }
    for step in steps.split(',') {
        let (name, times) = step.split_once('*').unwrap_or((step, "1"));
        for _ in 0..number(times) {
            trouble.heard(load.step(name));
        }
    }
    // There is room again: everything must work without a restart.
    trouble.free();
    match load.step("add_case") {
        Err(error) => {
            say(&format!("stuck {error}"));
            return ExitCode::from(4);
        }
        done => trouble.heard(done),
    }
    if let Err(error) = load.store.close() {
        say(&format!("stuck {error}"));
        return ExitCode::from(5);
    }
    say("end");
    ExitCode::SUCCESS
}

fn several(path: &Path, nth: u64, threads: u64, count: u64) {
    let each = |thread: u64| {
        let mut trouble = Trouble { errors: 0 };
        match open(path, u128::from(nth * 100 + thread)) {
            Ok(store) => {
                let mut load = Load::new(store, nth * 100 + thread);
                for turn in 0..count {
                    trouble.heard(load.step(if turn % 4 == 0 { "add_source" } else { "add_case" }));
                }
                if let Err(error) = load.store.close() {
                    say(&format!("err at the close: {error}"));
                }
            }
            Err(error) => say(&format!("err at the opening: {error}")),
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || each(thread));
        }
    });
    say("end");
}

/// The advice that is given everywhere, for comparison: fast, and not safe.
fn bare(path: &Path, mode: &str, count: u64) {
    #[expect(clippy::disallowed_methods, reason = "not a desk: what the product does not do")]
    let conn = rusqlite::Connection::open(path).expect("a database");
    let settings =
        format!("pragma journal_mode = wal; pragma synchronous = {mode}; create table t (n integer, x blob);");
    conn.execute_batch(&settings).expect("settled");
    for n in 1..=count {
        conn.execute("insert into t values (?1, randomblob(300))", [n]).expect("written");
        say(&format!("ack {n} -"));
    }
    say("end");
}
