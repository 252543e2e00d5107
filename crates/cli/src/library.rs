//! `claimdesk sources`: bibliography files into the desk's sources, and out of them.

use std::path::{Path, PathBuf};

use claimdesk_biblio::{Style, decode, read, read_name, write};
use claimdesk_core::command::{AddSource, Command, Together};
use claimdesk_core::id::{EditorId, SnapshotId, SourceId};
use claimdesk_core::model::{Capture, SnapshotPatch, Source, SourcePatch};
use claimdesk_core::query::{SnapshotPage, SourceList, SourcePage, SourceTwins};
use claimdesk_core::{Error, Reader, Receipt};
use claimdesk_host::fault::Result;
use claimdesk_host::{DeskFile, HostError, snapshot};

use crate::args::BiblioStyle;
use crate::print::{self, Out};

impl From<BiblioStyle> for Style {
    fn from(style: BiblioStyle) -> Self {
        match style {
            BiblioStyle::Bibtex => Self::Bibtex,
            BiblioStyle::Ris => Self::Ris,
            BiblioStyle::Csl => Self::Csl,
        }
    }
}

/// Adds the entries of files to the desk, each file as one step. An argument that is no file may be an address or a DOI.
pub(crate) fn bring_in(
    file: &mut DeskFile,
    editor: EditorId,
    files: &[PathBuf],
    mut told: impl FnMut(&Receipt) -> Result<()>,
) -> Result<()> {
    for path in files {
        let (entries, problems) = entries(path)?;
        for problem in problems {
            print::note(&format!("claimdesk: {}: {problem}", path.display()));
        }
        let count = entries.len();
        let commands: Vec<Command> = entries.into_iter().map(|with| AddSource { id: None, with }.into()).collect();
        if commands.is_empty() {
            let why = format!("“{}” has no entry that can be read.", path.display());
            return Err(HostError::Input(why));
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let title = format!("Imported {count} {} from {name}", if count == 1 { "source" } else { "sources" });
        let receipt = file.store()?.execute(editor, Together { title, commands }.into(), None)?;
        told(&receipt)?;
    }
    Ok(())
}

fn entries(path: &Path) -> Result<(Vec<SourcePatch>, Vec<String>)> {
    let typed = path.to_string_lossy();
    if !path.exists()
        && let Some(named) = read_name(&typed)
    {
        return Ok((vec![named], Vec::new()));
    }
    let bytes = std::fs::read(path).map_err(|error| HostError::file(path, "read", error))?;
    let Some((_, found)) = read(&decode(bytes)) else {
        return Err(HostError::Input(format!("“{typed}” is neither BibTeX nor RIS nor CSL-JSON.")));
    };
    Ok((found.entries, found.problems))
}

/// Writes the desk's sources as a bibliography.
pub(crate) fn write_out(reader: &Reader<'_>, out: &mut Out, style: Style, output: &Path) -> Result<()> {
    let mut sources: Vec<Source> = Vec::new();
    loop {
        let offset = u32::try_from(sources.len()).ok();
        let page = SourceList { offset, limit: Some(1_000), ..SourceList::default() }.ask(reader)?;
        let ended = page.rows.is_empty();
        sources.extend(page.rows.into_iter().map(|row| row.source));
        if ended || sources.len() as u64 >= u64::from(page.total) {
            break;
        }
    }
    // What must be kept leaves the desk in no file.
    sources.retain(|source| source.confidentiality == claimdesk_core::model::Confidentiality::Open);
    let text = write(&sources, style);
    if output == Path::new("-") {
        return out.bytes(text.as_bytes());
    }
    std::fs::write(output, text).map_err(|error| HostError::file(output, "write", error))
}

/// Lists sources that may be one.
pub(crate) fn twins(reader: &Reader<'_>, out: &mut Out) -> Result<()> {
    let groups = SourceTwins::default().ask(reader)?;
    if out.json {
        return groups.iter().try_for_each(|group| out.value(group));
    }
    for group in &groups {
        out.line(&format!("{:?}: {}", group.by, group.value))?;
        for row in &group.sources {
            out.line(&format!("  {} · {} · used {} times", row.source.id, row.source.label(), row.uses))?;
        }
    }
    Ok(())
}

/// Keeps files as copies of a source.
pub(crate) fn attach(
    file: &mut DeskFile,
    editor: EditorId,
    source: &str,
    files: &[PathBuf],
    (url, archive): (&str, &str),
    mut told: impl FnMut(&Receipt) -> Result<()>,
) -> Result<()> {
    let source = find(&file.store()?.reader(None)?, source)?;
    for path in files {
        let copy = snapshot::read_file(path, &mut |_| (), &|| false)?;
        let with = SnapshotPatch {
            original_url: Some(url.to_owned()),
            archive_url: Some(archive.to_owned()),
            ..SnapshotPatch::default()
        };
        told(&snapshot::add(file.store()?, editor, source, copy, Capture::File, with)?)?;
    }
    Ok(())
}

/// Lists the copies of a source.
pub(crate) fn copies(reader: &Reader<'_>, out: &mut Out, source: &str) -> Result<()> {
    let page = SourcePage { source: find(reader, source)? }.ask(reader)?;
    if out.json {
        return page.snapshots.iter().try_for_each(|row| out.value(row));
    }
    page.snapshots.iter().try_for_each(|row| {
        let (kept, bytes) = (&row.snapshot, &row.snapshot.bytes);
        let words = kept.text.as_ref().map_or_else(|| "no text".to_owned(), |text| format!("{} words", text.words));
        out.line(&format!(
            "{} · {} · {} · {} bytes · {words} · {} quotes · SHA-256 {}",
            kept.id, bytes.name, bytes.media_type, bytes.size, row.quotes, row.sha256
        ))
    })
}

/// Writes a kept copy to a file.
pub(crate) fn save(reader: &Reader<'_>, id: SnapshotId, output: &Path) -> Result<()> {
    let page = SnapshotPage { snapshot: id }.ask(reader)?;
    snapshot::write_out(reader, &page.snapshot.bytes, output)
}

/// A source by id, or by the beginning of its title or symbol if only one begins so.
fn find(reader: &Reader<'_>, named: &str) -> Result<SourceId> {
    if let Ok(id) = named.parse::<SourceId>() {
        return Ok(id);
    }
    let found = SourceList { text: named.to_owned(), limit: Some(1_000), ..SourceList::default() }.ask(reader)?;
    let begins = |text: &str| text.to_lowercase().starts_with(&named.to_lowercase());
    let mut all = found.rows.into_iter().map(|row| row.source);
    let one = all.find(|source| begins(&source.csl.title) || begins(&source.symbol));
    match (one, all.find(|source| begins(&source.csl.title) || begins(&source.symbol))) {
        (Some(source), None) => Ok(source.id),
        (Some(_), Some(_)) => {
            Err(HostError::Input(format!("Several sources begin with “{named}”: give more of it, or the id.")))
        }
        (None, _) => Err(Error::NotFound { what: "source", id: named.to_owned() }.into()),
    }
}
