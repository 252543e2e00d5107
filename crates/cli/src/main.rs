//! The command line: the same core without a screen.
//!
//! - `args`: what can be typed.
//! - `desk`: which desk, which moment, who acts.
//! - `read`, `write`: the verbs, apart by whether they change the desk.
//! - `drafts`: the verbs that read drafts.
//! - `keep`: backups, and recovery of a damaged desk.
//! - `library`: bibliographies in and out.
//! - `names`: things by id, number or the beginning of their name.
//! - `notes`: the verbs on what a draft brought along.
//! - `prove`: checkpoints, countersignatures, and what is proven.
//! - `report`: claim reports, one or many.
//! - `pictures`: the evidence map and the timeline of a claim.
//! - `print`: the one place that writes to standard output and standard error.
//!
//! No rule of the domain lives here.

mod args;
mod desk;
mod drafts;
mod keep;
mod library;
mod names;
mod notes;
mod pictures;
mod print;
mod prove;
mod read;
mod report;
mod write;

use claimdesk_core::{Error, Fault, FaultKind};
use claimdesk_host::HostError;
use clap::{CommandFactory, Parser};

use args::{Args, Verb};
use print::Out;

fn main() {
    claimdesk_host::worker::become_worker_if_asked();
    let args = Args::try_parse().unwrap_or_else(|error| misused(&error));
    let mut out = Out::new(args.json);
    let done = run(&args, &mut out);
    let code = done.unwrap_or_else(|error| complain(&error, args.json, None));
    std::process::exit(code);
}

/// Carries the verb out; gives the exit code.
fn run(args: &Args, out: &mut Out) -> Result<i32, HostError> {
    if args.at.is_some() && !args.verb.has_moment() {
        let why = "--at reads the desk as it stood: it goes with the verbs that only read.";
        return Err(HostError::Input(why.to_owned()));
    }
    if let Verb::Completions { shell } = &args.verb {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut Args::command(), "claimdesk", &mut script);
        return out.bytes(&script).map(|()| 0);
    }
    if keep::run(args, out)? || prove::run(args, out)? {
        return out.flush().map(|()| 0);
    }
    let code = if args.verb.writes() { write::run(args, out)? } else { read::run(args, out).map(|()| 0)? };
    // An error of the last lines must not be lost with the process.
    out.flush().map(|()| code)
}

/// Says on standard error what went wrong, and in which line; gives the exit code.
fn complain(error: &HostError, json: bool, line: Option<usize>) -> i32 {
    // A reader that went away (`| head`) is no fault of anybody's.
    if let HostError::File { source, doing: print::PRINTED, .. } = error
        && source.kind() == std::io::ErrorKind::BrokenPipe
    {
        return 0;
    }
    let mut fault = Fault::from(error);
    if let HostError::Core(Error::NotFound { what, .. }) = error {
        fault.hint = missing_hint(what).unwrap_or(&fault.hint).to_owned();
    }
    print::fault(&fault, json, line);
    match fault.kind {
        FaultKind::Input => 2,
        FaultKind::Damaged => 3,
        FaultKind::Internal => 70,
        FaultKind::NotFound
        | FaultKind::Refused
        | FaultKind::Conflict
        | FaultKind::Unreadable
        | FaultKind::TooNew
        | FaultKind::Foreign
        | FaultKind::Locked
        | FaultKind::ReadOnly
        | FaultKind::Full
        | FaultKind::Cancelled => 1,
    }
}

/// What helps where a thing is not there, in words of the command line.
fn missing_hint(what: &str) -> Option<&'static str> {
    match what {
        desk::DESK => Some("Make one with `claimdesk new`, or name another with --desk FILE."),
        desk::EDITOR => Some("Name one of them with --editor, by name or initials."),
        "case" => Some("`claimdesk cases` lists them."),
        "document" => Some("`claimdesk documents` lists them."),
        "claim" => Some("`claimdesk claims` lists them."),
        "note" => Some("`claimdesk notes DOCUMENT` lists them."),
        "draft" => Some("`claimdesk drafts DOCUMENT` lists them."),
        "entry" => Some("`claimdesk log` lists them."),
        _ => None,
    }
}

/// Ends the program over what was typed: help that was asked for, or a fault.
fn misused(error: &clap::Error) -> ! {
    if !error.use_stderr() {
        // Help that nobody reads any more (`| head`) is no fault.
        drop(error.print());
        std::process::exit(0);
    }
    let text = error.to_string();
    let text = text.trim_start_matches("error: ").trim_end();
    let json = std::env::args_os().any(|argument| argument == "--json");
    let (message, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let hint = if json || rest.is_empty() { "See `claimdesk --help`." } else { rest };
    print::fault(&Fault { kind: FaultKind::Input, message: message.to_owned(), hint: hint.to_owned() }, json, None);
    std::process::exit(2);
}
