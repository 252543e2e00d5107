//! The command line: the same core without a screen.
//!
//! - `args`: what can be typed.
//! - `desk`: which desk, which moment, who acts.
//! - `read`, `write`: the verbs, apart by whether they change the desk.
//! - `names`: things by id, number or the beginning of their name.
//! - `print`: the one place that writes to standard output.
//!
//! No rule of the domain lives here.

mod args;
mod desk;
mod names;
mod print;
mod read;
mod write;

use clap::{CommandFactory, Parser};
use claimdesk_core::{Fault, FaultKind};
use claimdesk_host::HostError;

use args::{Args, Verb};
use print::Out;

fn main() {
    claimdesk_host::worker::become_worker_if_asked();
    let args = Args::parse();
    let mut out = Out::new(args.json);
    let code = match run(&args, &mut out) {
        Ok(()) => 0,
        Err(error) => complain(&error, args.json),
    };
    std::process::exit(code);
}

fn run(args: &Args, out: &mut Out) -> Result<(), HostError> {
    if let Verb::Completions { shell } = &args.verb {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut Args::command(), "claimdesk", &mut script);
        return out.bytes(&script);
    }
    if args.verb.writes() { write::run(args, out) } else { read::run(args, out) }
}

/// Says on standard error what went wrong; gives the exit code.
fn complain(error: &HostError, json: bool) -> i32 {
    let fault = Fault::from(error);
    // A reader that went away (`| head`) is no fault of anybody's.
    if let HostError::File { source, doing: "printed", .. } = error
        && source.kind() == std::io::ErrorKind::BrokenPipe
    {
        return 0;
    }
    if json {
        eprintln!("{}", serde_json::to_string(&fault).unwrap_or_default());
    } else {
        eprintln!("claimdesk: {}", fault.message);
        if !fault.hint.is_empty() {
            eprintln!("  hint: {}", fault.hint);
        }
    }
    match fault.kind {
        FaultKind::Input => 2,
        FaultKind::Damaged => 3,
        FaultKind::Internal => 70,
        _ => 1,
    }
}
