//! Bibliographies coming in and going out. What is read here is only shown: the interface gives the
//! command that brings it in.

use claimdesk_biblio::{Style, decode, read, read_name, write};
use claimdesk_core::Moment;
use claimdesk_core::id::SourceId;
use claimdesk_core::model::{Confidentiality, Source, SourcePatch};
use claimdesk_core::query::SourceList;
use claimdesk_host::fault::Result;
use claimdesk_host::{HostError, report_file};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::desk::Held;
use crate::intake::Jobs;
use crate::reports::SavedFile;

/// The largest bibliography that is read.
const MOST_BYTES: u64 = 64 << 20;

/// Where a bibliography is (`BiblioFrom` in `bridge.ts`).
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum BiblioFrom {
    /// A file, by its token.
    Token(String),
    /// A text: entries, or an address or DOI a line.
    Text(String),
}

/// A bibliography before it is brought in (`Biblio`).
#[derive(Serialize)]
pub(crate) struct Biblio {
    /// `bibtex`, `ris`, `csl`, or `names`: addresses and DOIs.
    format: &'static str,
    /// The name of the file, if it is one.
    name: String,
    entries: Vec<SourcePatch>,
    /// What could not be read: a sentence each.
    problems: Vec<String>,
}

/// The format of a file that is written (`BiblioFormat`).
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BiblioFormat {
    Bibtex,
    Ris,
    Csl,
}

impl BiblioFormat {
    fn style(self) -> (Style, &'static str) {
        match self {
            Self::Bibtex => (Style::Bibtex, "BibTeX"),
            Self::Ris => (Style::Ris, "RIS"),
            Self::Csl => (Style::Csl, "CSL-JSON"),
        }
    }
}

/// Reads a bibliography; nothing is written.
pub(crate) fn read_from(app: &AppHandle, from: BiblioFrom) -> Result<Biblio> {
    let (name, text) = match from {
        BiblioFrom::Text(text) => (String::new(), text),
        BiblioFrom::Token(token) => {
            let path = app.state::<Jobs>().path(&token)?;
            let failed = |error| HostError::file(&path, "read", error);
            if std::fs::metadata(&path).map_err(failed)?.len() > MOST_BYTES {
                return Err(HostError::Input("This file is too large for a bibliography.".to_owned()));
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, decode(std::fs::read(&path).map_err(failed)?))
        }
    };
    if let Some((style, found)) = read(&text) {
        let format = match style {
            Style::Bibtex => "bibtex",
            Style::Ris => "ris",
            Style::Csl => "csl",
        };
        return Ok(Biblio { format, name, entries: found.entries, problems: found.problems });
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let entries: Vec<SourcePatch> = lines().filter_map(read_name).collect();
    if entries.is_empty() {
        let why = "This is neither BibTeX nor RIS nor CSL-JSON, and names no DOI and no address.";
        return Err(HostError::Input(why.to_owned()));
    }
    let unread = lines().filter(|line| read_name(line).is_none());
    let problems = unread.map(|line| format!("“{line}” is no DOI and no address.")).collect();
    Ok(Biblio { format: "names", name, entries, problems })
}

/// Asks where, and writes sources there: those that are named, or all if nothing is said.
pub(crate) fn save(
    app: &AppHandle,
    held: &Held,
    format: BiblioFormat,
    named: Option<&[SourceId]>,
    at: Moment,
) -> Result<Option<SavedFile>> {
    let sources = held.with_reader(at, |reader| {
        let mut sources: Vec<Source> = Vec::new();
        loop {
            let offset = u32::try_from(sources.len()).ok();
            let page = SourceList { offset, limit: Some(1_000), ..SourceList::default() }.ask(reader)?;
            let ended = page.rows.is_empty();
            sources.extend(page.rows.into_iter().map(|row| row.source));
            if ended || sources.len() as u64 >= u64::from(page.total) {
                return Ok(sources);
            }
        }
    })?;
    let sources = may_leave(sources, named)?;
    let (style, name) = format.style();
    let dialog = app
        .dialog()
        .file()
        .add_filter(name, &[style.extension()])
        .set_directory(held.places.documents())
        .set_file_name(format!("Sources.{}", style.extension()));
    let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let path = if path.extension().is_some() { path } else { path.with_extension(style.extension()) };
    report_file::write_whole(&path, write(&sources, style).as_bytes())?;
    Ok(Some(SavedFile::at(&path)))
}

/// Those that are named, or all; what must be kept leaves the desk in no file. A list that names none is not all.
fn may_leave(mut sources: Vec<Source>, named: Option<&[SourceId]>) -> Result<Vec<Source>> {
    sources.retain(|source| named.is_none_or(|named| named.contains(&source.id)));
    if sources.is_empty() {
        return Err(HostError::Input("There is no source here to export.".to_owned()));
    }
    sources.retain(|source| source.confidentiality == Confidentiality::Open);
    if sources.is_empty() {
        return Err(HostError::Input("All of these sources must be kept: none may leave the desk.".to_owned()));
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(id: &str, confidentiality: &str) -> Source {
        let record =
            format!(r#"{{"id": "{id}", "confidentiality": "{confidentiality}", "added_at": "2024-01-01T00:00:00Z"}}"#);
        serde_json::from_str(&record).expect("a source")
    }

    #[test]
    fn what_is_not_named_stays_and_a_list_of_none_is_not_all() {
        let [first, second, kept] = [1, 2, 3].map(|n| format!("018f0000-0000-7000-8000-00000000000{n}"));
        let all = || vec![source(&first, "open"), source(&second, "open"), source(&kept, "protected")];
        let ids = |named: Option<&[SourceId]>| -> Option<Vec<SourceId>> {
            Some(may_leave(all(), named).ok()?.into_iter().map(|one| one.id).collect())
        };
        let [first, second, kept] = [0, 1, 2].map(|at| all()[at].id);
        assert_eq!(ids(None), Some(vec![first, second]));
        assert_eq!(ids(Some(&[second])), Some(vec![second]));
        assert_eq!(ids(Some(&[])), None);
        assert_eq!(ids(Some(&[kept])), None);
    }
}
