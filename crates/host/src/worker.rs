//! The process that reads foreign documents: our own program, started anew with
//! limits, fed through a pipe. If a document kills it, one import failed.
//!
//! The protocol: on standard input one line of JSON (`Task`), then the bytes to
//! the end; on standard output one JSON value (`Result<_, Unreadable>`).
//! What the process gives up before it looks at the document: `confine`.

mod confine;

pub use confine::{Confined, confine};

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimdesk_core::model::Markup;
use claimdesk_intake::{Hint, Intake, MAX_BYTES, Marked, Pages, Task, Unmarkable, Unreadable, is_pdf};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::{HostError, Result};
use crate::pdf_library;

/// The argument that makes the program a worker.
const ARGUMENT: &str = "--intake-worker";

/// How long one document may take.
const TIME: Duration = Duration::from_secs(30);

/// Bytes of answer that are read back.
const ANSWER: u64 = 512 << 20;

/// Becomes the worker if the program was started as one; then it never
/// returns. Every program that imports calls this first of all.
pub fn become_worker_if_asked() {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT) {
        std::process::exit(match work() {
            Ok(()) => 0,
            Err(_) => 70,
        });
    }
}

/// Reads a document in a process of its own. `is_cancelled` is asked every few moments.
pub fn read(bytes: &[u8], hint: &Hint, is_cancelled: &dyn Fn() -> bool) -> Result<Intake> {
    run(bytes, &Task::Read(hint.clone()), is_cancelled)
}

/// Makes a page that can be shown, in a process of its own.
pub fn show(bytes: &[u8], hint: Hint) -> Result<String> {
    run(bytes, &Task::Show(hint), &|| false)
}

/// Names what a page shows beside its own text, in a process of its own.
pub fn addresses(bytes: &[u8], base: &str, is_cancelled: &dyn Fn() -> bool) -> Result<Vec<String>> {
    run(bytes, &Task::Addresses { base: base.to_owned() }, is_cancelled)
}

/// Draws pages of a PDF, in a process of its own.
pub fn pages(bytes: &[u8], first: u32, count: u32, width: u32) -> Result<Pages> {
    run(bytes, &Task::Pages { first, count, width }, &|| false)
}

/// Redraws a picture as the logo of a desk, in a process of its own: a PNG file in Base64.
pub fn logo(bytes: &[u8]) -> Result<String> {
    run(bytes, &Task::Logo, &|| false)
}

/// Writes remarks and changes into a DOCX whose canonical text has this SHA-256, in a process of its own.
pub fn mark(bytes: &[u8], text: &str, markup: &Markup) -> Result<std::result::Result<Marked, Unmarkable>> {
    run(bytes, &Task::Mark { text: text.to_owned(), markup: markup.clone() }, &|| false)
}

fn run<T: DeserializeOwned>(bytes: &[u8], task: &Task, is_cancelled: &dyn Fn() -> bool) -> Result<T> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(HostError::Unreadable(Unreadable::TooLarge { bytes: size, limit: MAX_BYTES }));
    }
    let mut child = start(bytes)?;
    let answer = std::thread::scope(|scope| {
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(HostError::Worker("could not begin"));
        };
        scope.spawn(move || {
            // A worker that died closes the pipe: its answer, or the lack of it, says so.
            let line = serde_json::to_string(task).unwrap_or_else(|_| "{}".to_owned());
            let sent = writeln!(input, "{line}").and_then(|()| input.write_all(bytes));
            drop(input);
            sent.is_ok()
        });
        let (send, receive) = mpsc::channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.take(ANSWER).read_to_end(&mut answer);
            send.send(read.map(|_| answer)).is_ok()
        });
        let answer = wait(&receive, is_cancelled);
        if answer.is_err() {
            // Ends the pipes too, so that both threads come home.
            drop(child.kill());
        }
        answer
    });
    let ended = child.wait();
    let answer = answer?;
    let read: Option<std::result::Result<T, Unreadable>> = serde_json::from_slice(&answer).ok();
    match (read, ended.as_ref().is_ok_and(ExitStatus::success)) {
        // A worker that its watchman ends has said why.
        (Some(Err(refused)), _) => Err(HostError::Unreadable(refused)),
        (Some(Ok(done)), true) => Ok(done),
        (None, true) => Err(HostError::Worker("gave no usable answer")),
        (Some(Ok(_)) | None, false) => Err(HostError::Worker(why(ended.ok()))),
    }
}

/// Why a worker died.
fn why(ended: Option<ExitStatus>) -> &'static str {
    // SIGXCPU is how the limit of processor time ends a process.
    const OUT_OF_TIME: i32 = 24;
    match ended.and_then(signal) {
        Some(OUT_OF_TIME) => "took too long and was stopped",
        Some(_) | None => "made its reader fail, which happens with damaged or hostile files",
    }
}

#[cfg(unix)]
fn signal(ended: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&ended)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

fn wait(receive: &mpsc::Receiver<std::io::Result<Vec<u8>>>, is_cancelled: &dyn Fn() -> bool) -> Result<Vec<u8>> {
    let step = Duration::from_millis(50);
    let mut waited = Duration::ZERO;
    loop {
        match receive.recv_timeout(step) {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => {
                return Err(HostError::Worker("broke off"));
            }
            Err(mpsc::RecvTimeoutError::Timeout) => waited += step,
        }
        if is_cancelled() {
            return Err(HostError::Cancelled);
        }
        if waited > TIME {
            return Err(HostError::Worker("took too long and was stopped"));
        }
    }
}

fn start(bytes: &[u8]) -> Result<Child> {
    let program = std::env::current_exe().map_err(|_| HostError::Worker("could not begin"))?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT);
    if is_pdf(bytes) {
        command.arg(bytes.len().to_string()).args(pdf_library::find());
    }
    command
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| HostError::Worker("could not begin"))
}

/// The worker's whole life. The bytes are taken in before everything is given
/// up, and looked at only afterwards.
fn work() -> std::io::Result<()> {
    prepare_for_pdf()?;
    let mut input = BufReader::new(std::io::stdin().lock());
    let mut line = String::new();
    input.read_line(&mut line)?;
    let task: Task = serde_json::from_str(&line)?;
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    confine()?;
    match task {
        Task::Read(hint) => answer(&claimdesk_intake::read(&bytes, &hint)),
        Task::Show(hint) => answer(&claimdesk_intake::show(&bytes, &hint)),
        Task::Addresses { base } => answer(&claimdesk_intake::addresses(&bytes, &base)),
        Task::Pages { first, count, width } => answer(&claimdesk_intake::pages(&bytes, first, count, width)),
        Task::Logo => answer(&claimdesk_intake::logo(&bytes).map(|png| STANDARD.encode(png))),
        // That nothing was written is an answer of this task, and no fault of the reading.
        Task::Mark { text, markup } => answer(&Ok(claimdesk_intake::mark(&bytes, &text, &markup))),
    }
}

/// For a PDF the size and the path of its library come as arguments. The library
/// is loaded and the watchman called before the process gives up its rights.
fn prepare_for_pdf() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(2);
    let Some(size) = arguments.next().and_then(|size| size.to_str()?.parse::<u64>().ok()) else {
        return Ok(());
    };
    if let Some(path) = arguments.next() {
        // If it does not load, the reader refuses with that reason.
        claimdesk_intake::load_pdf_engine(Path::new(&path));
    }
    watch(size)
}

#[cfg(target_os = "linux")]
fn watch(size: u64) -> std::io::Result<()> {
    crate::watch::begin(size)
}

#[cfg(not(target_os = "linux"))]
fn watch(_: u64) -> std::io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn answer<T: Serialize>(read: &std::result::Result<T, Unreadable>) -> std::io::Result<()> {
    crate::watch::answer(read)
}

#[cfg(not(target_os = "linux"))]
fn answer<T: Serialize>(read: &std::result::Result<T, Unreadable>) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, read)?;
    output.flush()
}
