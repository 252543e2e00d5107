//! The verbs that change the desk. A receipt is printed after the commit, never before.

use std::io::BufRead;
use std::path::PathBuf;

use claimdesk_core::id::EditorId;
use claimdesk_core::{Command, Error, Receipt};
use claimdesk_host::fault::Result;
use claimdesk_host::import::{self, Into};
use claimdesk_host::{DeskFile, HostError, sample};
use serde::Deserialize;

use crate::args::{Args, Verb};
use crate::print::Out;
use crate::{desk, names};

pub(crate) fn run(args: &Args, out: &mut Out) -> Result<()> {
    if let Verb::New = args.verb {
        let (file, made) = desk::make(args)?;
        if !out.json {
            out.line(&format!("Made {}", file.path().display()))?;
        }
        receipt(out, &made)?;
        return file.close();
    }
    let mut file = desk::to_write(args)?;
    let done = change(args, out, &mut file);
    // Closed whatever happened: what was acknowledged stands either way.
    let closed = file.close();
    done.and(closed)
}

fn change(args: &Args, out: &mut Out, file: &mut DeskFile) -> Result<()> {
    let editor = desk::editor(args, file.store()?)?;
    let store = file.store()?;
    match &args.verb {
        Verb::Sample { remove: false } => {
            let (_, made) = sample::add(store, editor)?;
            receipt(out, &made)
        }
        Verb::Sample { remove: true } => {
            let removed = sample::remove(store, editor)?;
            receipt(out, &removed)
        }
        Verb::Import { files, case } => bring_in(out, file, editor, files, case),
        Verb::Do { command, why, keep_going } if command == "-" => {
            lines(out, file, editor, why.as_deref(), *keep_going)
        }
        Verb::Do { command, why, .. } => {
            let done = one(file, editor, command, why.clone())?;
            receipt(out, &done)
        }
        Verb::Undo => receipt(out, &store.undo(editor)?),
        Verb::Redo => receipt(out, &store.redo(editor)?),
        Verb::Revert { entry, why } => {
            let entry = desk::entry(&store.reader(None)?, entry)?;
            receipt(out, &store.revert(editor, entry, Some(why.clone()))?)
        }
        Verb::Restore { entry, why } => {
            let entry = desk::entry(&store.reader(None)?, entry)?;
            receipt(out, &store.restore(editor, entry, Some(why.clone()))?)
        }
        Verb::Rebuild => {
            store.rebuild()?;
            if out.json { Ok(()) } else { out.line("Made all tables anew from the history.") }
        }
        _ => Ok(()),
    }
}

fn receipt(out: &mut Out, receipt: &Receipt) -> Result<()> {
    if out.json {
        out.value(receipt)?;
    } else {
        out.line(&format!("{} · entry {}", receipt.label, receipt.seq))?;
        for created in &receipt.created {
            out.line(&format!("  {} {}", created.kind.table(), created.id))?;
        }
    }
    out.flush()
}

/// A line of `do -`: a command, or a command with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithReason {
    command: Command,
    #[serde(default)]
    why: Option<String>,
}

fn one(file: &mut DeskFile, editor: EditorId, json: &str, why: Option<String>) -> Result<Receipt> {
    let is_wrapped = serde_json::from_str::<serde_json::Value>(json).is_ok_and(|value| value.get("command").is_some());
    let (command, why) = if is_wrapped {
        let given: WithReason =
            serde_json::from_str(json).map_err(|error| Error::Input(format!("The command cannot be read: {error}")))?;
        (given.command, given.why.or(why))
    } else {
        (Command::from_json(json)?, why)
    };
    Ok(file.store()?.execute(editor, command, why)?)
}

/// One command a line, one receipt a line.
fn lines(out: &mut Out, file: &mut DeskFile, editor: EditorId, why: Option<&str>, keep_going: bool) -> Result<()> {
    let mut refused = 0_usize;
    for (n, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| HostError::file(&PathBuf::from("standard input"), "read", error))?;
        if line.trim().is_empty() {
            continue;
        }
        match one(file, editor, &line, why.map(str::to_owned)) {
            Ok(done) => receipt(out, &done)?,
            Err(error) if keep_going => {
                eprintln!("claimdesk: line {}: {error}", n + 1);
                refused += 1;
            }
            Err(error) => {
                eprintln!("claimdesk: line {} was not carried out; the lines before it were", n + 1);
                return Err(error);
            }
        }
    }
    if refused > 0 {
        return Err(HostError::Core(Error::Input(format!("{refused} lines were not carried out."))));
    }
    Ok(())
}

fn bring_in(out: &mut Out, file: &mut DeskFile, editor: EditorId, files: &[PathBuf], case: &str) -> Result<()> {
    let known = names::find_case(&file.store()?.reader(None)?, case)?;
    let mut into = known.map_or_else(|| Into::NewCase(case.to_owned()), Into::Case);
    for path in files {
        let incoming = import::read_file(path, &|| false)?;
        let imported = import::add(file.store()?, editor, &into, incoming)?;
        for warning in &imported.warnings {
            eprintln!("claimdesk: {}: {warning}", path.display());
        }
        receipt(out, &imported.receipt)?;
        into = Into::Case(imported.case);
    }
    Ok(())
}
