//! The verbs that keep a desk safe: backups, recovery of a damaged one, and the whole desk as one readable file.

use std::path::{Path, PathBuf};

use claimdesk_core::id::SnapshotId;
use claimdesk_core::query::Erasing;
use claimdesk_core::{ReadDesk, Verified};
use claimdesk_host::backup::{self, Backup, Backups, SECOND};
use claimdesk_host::fault::Result;
use claimdesk_host::places::Places;
use claimdesk_host::state::State;
use claimdesk_host::{HostError, erase, recover, sign, transfer};
use serde_json::json;

use crate::args::{Args, Verb};
use crate::print::Out;
use crate::{desk, names};

/// Carries out a verb of these; whether it was one.
pub(crate) fn run(args: &Args, out: &mut Out) -> Result<bool> {
    match &args.verb {
        Verb::Backup { second } => make(args, second.as_deref(), out)?,
        Verb::Backups => {
            for backup in of_desk(args, None)?.list()? {
                say(out, "", &backup)?;
            }
        }
        Verb::Erase { document, snapshot, case, why, second } => {
            let document = document.as_deref().map(|name| (name, case.as_deref()));
            erased(args, document, *snapshot, why, second.as_deref(), out)?;
        }
        Verb::ExportDesk { file } => written_out(args, file, out)?,
        Verb::ImportDesk { file, new } => read_in(file, new, out)?,
        Verb::Recover { backup } => recovered(args, backup.as_deref(), out)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// The second folder that was named, or else the one that was chosen in the window.
fn second_of(named: Option<&Path>) -> Result<Option<PathBuf>> {
    let chosen = State::open(&Places::of_user()?.state())?.setting(SECOND)?.filter(|folder| !folder.is_empty());
    Ok(named.map(Path::to_owned).or(chosen.map(PathBuf::from)))
}

fn of_desk(args: &Args, second: Option<&Path>) -> Result<Backups> {
    let mut file = desk::to_read(args)?;
    let path = file.path().to_owned();
    Backups::of(&file.ledger()?, &path, &Places::of_user()?.backups(), second_of(second)?.as_deref())
}

fn make(args: &Args, second: Option<&Path>, out: &mut Out) -> Result<()> {
    let backups = of_desk(args, second)?;
    let made = backups.make()?;
    say(out, "Verified backup: ", &made)?;
    if let Some(copy) = backups.copy_to_second(&made)?
        && !out.json
    {
        out.line(&format!("Copied to {}", copy.display()))?;
    }
    Ok(())
}

/// Erases the words of a document (by its name and case) or a snapshot, then every backup that still has them.
fn erased(
    args: &Args,
    document: Option<(&str, Option<&str>)>,
    snapshot: Option<SnapshotId>,
    why: &str,
    second: Option<&Path>,
    out: &mut Out,
) -> Result<()> {
    let mut file = desk::to_write(args)?;
    let editor = desk::editor(args, file.store()?)?;
    let what = match (document, snapshot) {
        (Some((name, case)), _) => {
            Erasing::Document(names::document(&file.store()?.reader(None)?, name, case)?.document.id)
        }
        (None, Some(snapshot)) => Erasing::Snapshot(snapshot),
        (None, None) => return Err(HostError::Input("Name a document, or a snapshot.".to_owned())),
    };
    let done = erase::erase(file.store()?, editor, what, why)?;
    let path = file.path().to_owned();
    file.close()?;
    let second = second_of(second)?;
    let made = Backups::of(&ReadDesk::open(&path)?.ledger(), &path, &Places::of_user()?.backups(), second.as_deref())?;
    let made = made.make_only()?;
    out.line(&format!("Erased {} kept texts, here and in the backups. The history says so.", done.len()))?;
    say(out, "The only backup now: ", &made)
}

fn say(out: &mut Out, words: &str, backup: &Backup) -> Result<()> {
    let Backup { path, made, seq, hash, size } = backup;
    if out.json {
        return out.value(&json!({ "path": path, "made": made, "seq": seq, "hash": hash, "size": size }));
    }
    out.line(&format!("{words}{} · entry {seq} · {hash} · {size} bytes · {}", made.minute(), path.display()))
}

fn written_out(args: &Args, to: &Path, out: &mut Out) -> Result<()> {
    let mut desk = desk::to_read(args)?;
    if to == Path::new("-") {
        transfer::write_lines(&desk.ledger()?, out.raw())?;
        return out.flush();
    }
    transfer::write_desk(&desk.ledger()?, to)?;
    if out.json {
        return out.value(&json!({ "file": to }));
    }
    out.line(&format!("The whole desk is in {}", to.display()))
}

fn read_in(from: &Path, new: &Path, out: &mut Out) -> Result<()> {
    let device = State::open(&Places::of_user()?.state())?.device()?;
    let Verified { entries, blobs, hash } = transfer::read_desk(from, new, device)?;
    if out.json {
        return out.value(&json!({ "desk": new, "entries": entries, "blobs": blobs, "hash": hash }));
    }
    out.line(&format!(
        "{} has {entries} entries and {blobs} kept files, all verified. Its head is {hash}",
        new.display()
    ))
}

fn recovered(args: &Args, named: Option<&Path>, out: &mut Out) -> Result<()> {
    let path = desk::path(args)?;
    let places = Places::of_user()?;
    let all = match named {
        Some(named) => backup::list(named.parent().unwrap_or(named))?,
        None => recover::candidates(&path, &places.backups(), second_of(None)?.as_deref()),
    };
    let from = all.into_iter().find(|backup| named.is_none_or(|named| backup.path == named));
    if let (Some(named), None) = (named, &from) {
        let why = format!("“{}” is not a backup by its name.", named.display());
        return Err(HostError::Input(why));
    }
    let state = State::open(&places.state())?;
    let done = recover::recover(&path, state.device()?, from.as_ref(), None)?;
    // What is lost is named below, and somebody decided to go on from here.
    sign::accept(&ReadDesk::open(&path)?.ledger(), &state)?;
    let salvaged = &done.salvaged;
    if out.json {
        return out.value(&json!({
            "kept_in": done.kept_in, "backup": done.backup.map(|backup| backup.path),
            "base": salvaged.base, "kept": salvaged.kept, "lost": salvaged.lost,
        }));
    }
    out.line(&format!("The damaged files are kept in {}", done.kept_in.display()))?;
    if let Some(backup) = &done.backup {
        out.line(&format!("Entries 1 to {} come from {}", salvaged.base, backup.path.display()))?;
    }
    if salvaged.kept > salvaged.base {
        out.line(&format!("Entries {} to {} proved themselves", salvaged.base + 1, salvaged.kept))?;
    }
    match salvaged.lost {
        Some(lost) => out.line(&format!("Entries {} to {lost} are lost", salvaged.kept + 1)),
        None => out.line("No entry is known to be lost"),
    }
}
