//! Which desk, which moment, who acts.

use std::path::PathBuf;

use claimdesk_core::id::{EditorId, EntryId, Seq};
use claimdesk_core::model::Editor;
use claimdesk_core::query::{Desk, History};
use claimdesk_core::time::{PartialDate, Timestamp};
use claimdesk_core::{Error, Moment, Reader, Store};
use claimdesk_host::fault::Result;
use claimdesk_host::places::Places;
use claimdesk_host::state::State;
use claimdesk_host::{DeskFile, HostError, found, places};

use crate::args::Args;

/// What is missing where there is no desk.
pub(crate) const DESK: &str = "desk at";

/// What is missing where nobody has that name.
pub(crate) const EDITOR: &str = "editor";

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
    let (_, receipt) = found::found(file.store()?, &founder(args), None)?;
    Ok((file, receipt))
}

fn is_there(path: &std::path::Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    Err(HostError::Core(Error::NotFound { what: DESK, id: path.display().to_string() }))
}

/// Who acts.
pub(crate) fn editor(args: &Args, store: &mut Store) -> Result<EditorId> {
    let desk = Desk {}.ask(&store.reader(None)?)?;
    let Some(wanted) = &args.editor else {
        if let Some(first) = desk.editors.iter().find(|editor| !editor.left) {
            return Ok(first.id);
        }
        // The program ended between making the file and founding the desk in it.
        return Ok(found::found(store, &founder(args), None)?.0);
    };
    let (shown, wanted) = (wanted, wanted.trim().to_lowercase());
    let by = |name: fn(&Editor) -> &str| desk.editors.iter().find(|editor| name(editor).to_lowercase() == wanted);
    let known = by(|editor| &editor.name).or_else(|| by(|editor| &editor.initials));
    match known {
        Some(editor) => Ok(editor.id),
        None if desk.editors.is_empty() => Ok(found::found(store, &founder(args), None)?.0),
        None => {
            let names: Vec<&str> =
                desk.editors.iter().filter(|editor| !editor.left).map(|editor| editor.name.as_str()).collect();
            let id = format!("“{shown}” at this desk; there are: {}", names.join(", "));
            Err(HostError::Core(Error::NotFound { what: EDITOR, id }))
        }
    }
}

/// The name of a new desk's first editor.
fn founder(args: &Args) -> String {
    args.editor.clone().or_else(places::user_name).unwrap_or_else(|| "Editor".to_owned())
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
    let asked = History { before: seq.checked_add(1), limit: Some(1), ..History::default() }.ask(reader)?;
    let found = asked.rows.into_iter().next().filter(|row| row.seq == seq);
    found.map(|row| row.entry).ok_or_else(|| HostError::Core(Error::NotFound { what: "entry", id: text.to_owned() }))
}
