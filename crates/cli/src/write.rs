//! The verbs that change the desk. A receipt is printed after the commit, never before.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use claimdesk_core::id::EditorId;
use claimdesk_core::{Command, Error, Receipt, RestoreScope};
use claimdesk_host::fault::Result;
use claimdesk_host::import::{self, Into};
use claimdesk_host::letterhead::{self, LogoChange};
use claimdesk_host::{DeskFile, HostError, sample};
use serde::Deserialize;

use crate::args::{Args, SourcesVerb, Verb};
use crate::print::{self, Out};
use crate::{desk, names};

/// Carries the verb out; gives the exit code.
pub(crate) fn run(args: &Args, out: &mut Out) -> Result<i32> {
    if let Verb::New = args.verb {
        let (file, made) = desk::make(args)?;
        if !out.json {
            out.line(&format!("Made {}", file.path().display()))?;
        }
        receipt(out, &made)?;
        return file.close().map(|()| 0);
    }
    let mut file = desk::to_write(args)?;
    let done = change(args, out, &mut file);
    // Closed whatever happened: what was acknowledged stands either way.
    let closed = file.close();
    done.and_then(|code| closed.map(|()| code))
}

fn change(args: &Args, out: &mut Out, file: &mut DeskFile) -> Result<i32> {
    if let Verb::Rebuild = args.verb {
        file.store()?.rebuild()?;
        if !out.json {
            out.line("Made all tables anew from the history.")?;
        }
        return Ok(0);
    }
    let editor = desk::editor(args, file.store()?)?;
    if let Verb::Do { command, why, keep_going } = &args.verb
        && command == "-"
    {
        return lines(out, file, editor, why.as_deref(), *keep_going);
    }
    step(args, out, file, editor).map(|()| 0)
}

/// The verbs that are done or not, without anything between.
fn step(args: &Args, out: &mut Out, file: &mut DeskFile, editor: EditorId) -> Result<()> {
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
        Verb::Draft { document, file: path, case } => next_draft(out, file, editor, document, path, case.as_deref()),
        Verb::Note { document, number, becomes, case, draft } => {
            let command = {
                let reader = store.reader(None)?;
                let row = names::document(&reader, document, case.as_deref())?;
                let draft = crate::drafts::chosen(&reader, &row, *draft)?;
                crate::notes::command(&reader, draft.revision.id, *number, *becomes)?
            };
            receipt(out, &store.execute(editor, command, None)?)
        }
        Verb::Sources { what: SourcesVerb::Import { files } } => {
            crate::library::bring_in(file, editor, files, |made| receipt(out, made))
        }
        Verb::Sources { what: SourcesVerb::Attach { source, files, url, archive } } => {
            crate::library::attach(file, editor, source, files, (url, archive), |made| receipt(out, made))
        }
        Verb::Do { command, why, .. } => {
            let done = one(file, editor, command, why.clone())?;
            receipt(out, &done)
        }
        Verb::Letterhead { name, logo, no_logo } => {
            let logo = match (logo, no_logo) {
                (Some(path), _) => LogoChange::Set(letterhead::draw(path)?),
                (None, true) => LogoChange::Remove,
                (None, false) => LogoChange::Keep,
            };
            receipt(out, &letterhead::set(store, editor, name.clone(), logo)?)
        }
        Verb::Undo => receipt(out, &store.undo(editor)?),
        Verb::Redo => receipt(out, &store.redo(editor)?),
        Verb::Revert { entry, why } => {
            let entry = desk::entry(&store.reader(None)?, entry)?;
            receipt(out, &store.revert(editor, entry, Some(why.clone()))?)
        }
        Verb::Restore { entry, case, claim, why } => {
            let entry = desk::entry(&store.reader(None)?, entry)?;
            let scope = RestoreScope { case: *case, claim: *claim, ..RestoreScope::default() };
            receipt(out, &store.restore(editor, entry, scope, Some(why.clone()))?)
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

/// One command a line, one receipt a line; gives the exit code of the first line that was refused.
fn lines(out: &mut Out, file: &mut DeskFile, editor: EditorId, why: Option<&str>, keep_going: bool) -> Result<i32> {
    let mut input = std::io::stdin().lock();
    let (mut line, mut n, mut code) = (Vec::new(), 0, 0);
    loop {
        line.clear();
        n += 1;
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| HostError::file(Path::new("standard input"), "read", error))? == 0 {
            return Ok(code);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let done = text_of(&line).and_then(|text| one(file, editor, text, why.map(str::to_owned)));
        match done {
            Ok(done) => receipt(out, &done)?,
            Err(error) => {
                let own = crate::complain(&error, out.json, Some(n));
                code = if code == 0 { own } else { code };
                if !keep_going {
                    return Ok(code);
                }
            }
        }
    }
}

fn text_of(line: &[u8]) -> Result<&str> {
    std::str::from_utf8(line).map_err(|_| HostError::Input("This is not UTF-8.".to_owned()))
}

fn bring_in(out: &mut Out, file: &mut DeskFile, editor: EditorId, files: &[PathBuf], case: &str) -> Result<()> {
    let known = names::find_case(&file.store()?.reader(None)?, case)?;
    let mut into = known.map_or_else(|| Into::NewCase(case.to_owned()), Into::Case);
    for path in files {
        let incoming = import::read_file(path, &|| false)?;
        let imported = import::add(file.store()?, editor, &into, incoming)?;
        for warning in &imported.warnings {
            print::note(&format!("claimdesk: {}: {warning}", path.display()));
        }
        receipt(out, &imported.receipt)?;
        into = Into::Case(imported.case);
    }
    Ok(())
}

fn next_draft(
    out: &mut Out,
    file: &mut DeskFile,
    editor: EditorId,
    document: &str,
    path: &Path,
    case: Option<&str>,
) -> Result<()> {
    let document = names::document(&file.store()?.reader(None)?, document, case)?.document.id;
    let incoming = import::read_file(path, &|| false)?;
    let imported = import::add(file.store()?, editor, &Into::DraftOf(document), incoming)?;
    for warning in &imported.warnings {
        print::note(&format!("claimdesk: {}: {warning}", path.display()));
    }
    receipt(out, &imported.receipt)?;
    if out.json {
        return Ok(());
    }
    crate::drafts::told(&file.store()?.reader(None)?, out, imported.revision)
}
