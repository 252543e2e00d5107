//! Which desk, which moment, who acts.

use std::path::PathBuf;

use claimdesk_core::id::{EditorId, EntryId, Seq};
use claimdesk_core::query::{Desk, History};
use claimdesk_core::time::{PartialDate, Timestamp};
use claimdesk_core::{Error, Moment, Reader, Store};
use claimdesk_host::fault::Result;
use claimdesk_host::places::Places;
use claimdesk_host::state::State;
use claimdesk_host::{DeskFile, HostError, found, places};

use crate::args::Args;

/// Where the desk is.
pub(crate) fn path(args: &Args) -> Result<PathBuf> {
    match &args.desk {
        Some(path) => Ok(path.clone()),
        None => Ok(Places::of_user()?.default_desk()),
    }
}

/// Opens the desk for reading.
pub(crate) fn to_read(args: &Args) -> Result<DeskFile> {
    let path = path(args)?;
    is_there(&path)?;
    DeskFile::open_to_read(&path)
}

/// Opens the desk for writing.
pub(crate) fn to_write(args: &Args) -> Result<DeskFile> {
    let path = path(args)?;
    is_there(&path)?;
    DeskFile::open_to_write(&path, State::open(&Places::of_user()?.state())?.device()?)
}

/// Makes a desk, founded by the editor who was named.
pub(crate) fn make(args: &Args) -> Result<(DeskFile, claimdesk_core::Receipt)> {
    let mut file = DeskFile::create(&path(args)?, State::open(&Places::of_user()?.state())?.device()?)?;
    let name = args.editor.clone().or_else(places::user_name).unwrap_or_else(|| "Editor".to_owned());
    let (_, receipt) = found::found(file.store()?, &name)?;
    Ok((file, receipt))
}

fn is_there(path: &std::path::Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    Err(HostError::Core(Error::NotFound {
        what: "desk at",
        id: format!("{}; make one with: claimdesk --desk FILE new", path.display()),
    }))
}

/// Who acts.
pub(crate) fn editor(args: &Args, store: &mut Store) -> Result<EditorId> {
    let desk = Desk {}.ask(&store.reader(None)?)?;
    let Some(wanted) = &args.editor else {
        let first = desk.editors.iter().find(|editor| !editor.left);
        return first
            .map(|editor| editor.id)
            .ok_or_else(|| HostError::Input("Nobody is at this desk yet: open it in the window first.".to_owned()));
    };
    let same = |text: &str| text.eq_ignore_ascii_case(wanted);
    let found = desk.editors.iter().find(|editor| same(&editor.name) || same(&editor.initials));
    found.map(|editor| editor.id).ok_or_else(|| {
        let names: Vec<&str> = desk.editors.iter().map(|editor| editor.name.as_str()).collect();
        HostError::Input(format!("There is no editor “{wanted}” at this desk; there are: {}.", names.join(", ")))
    })
}

/// The moment that was asked for.
pub(crate) fn moment(args: &Args, file: &mut DeskFile) -> Result<Moment> {
    let Some(at) = &args.at else { return Ok(None) };
    if let Ok(seq) = at.parse::<Seq>() {
        return Ok(Some(seq));
    }
    let time = time(at).ok_or_else(|| {
        HostError::Input(format!("“{at}” is neither an entry (418) nor a time (2017-07-06, 2017-07-06T10:51:00Z)."))
    })?;
    Ok(Some(file.reading().reader(None)?.seq_at(time)?))
}

/// A time; of a day its end.
fn time(text: &str) -> Option<Timestamp> {
    let whole_day = text.parse::<PartialDate>().is_ok() && text.len() == 10;
    let text = if whole_day { format!("{text}T23:59:59.999Z") } else { text.to_owned() };
    text.parse().ok()
}

/// An entry by number or id.
pub(crate) fn entry(reader: &Reader<'_>, text: &str) -> Result<EntryId> {
    let Ok(seq) = text.parse::<Seq>() else {
        return text.parse().map_err(|_| HostError::Input(format!("“{text}” does not name an entry.")));
    };
    let asked = History { before: Some(seq + 1), limit: Some(1), ..History::default() }.ask(reader)?;
    let found = asked.rows.into_iter().next().filter(|row| row.seq == seq);
    found
        .map(|row| row.entry)
        .ok_or_else(|| HostError::Core(Error::NotFound { what: "entry", id: text.to_owned() }))
}
