//! The verbs on what a draft brought along: comments, footnotes, tracked changes.

use claimdesk_core::command::{ClaimNote, Command, DismissNote, ReopenNote, SourceNote};
use claimdesk_core::id::RevisionId;
use claimdesk_core::model::{Became, NoteKind};
use claimdesk_core::query::{NoteList, NoteRow, RevisionRow};
use claimdesk_core::{Error, Reader};
use claimdesk_host::HostError;
use claimdesk_host::fault::Result;

use crate::args::NoteTo;
use crate::print::Out;

/// Lists the notes of a draft.
pub(crate) fn list(reader: &Reader<'_>, out: &mut Out, draft: &RevisionRow) -> Result<()> {
    let answer = NoteList { revision: draft.revision.id }.ask(reader)?;
    if out.json {
        return out.value(&answer);
    }
    let counts = answer.counts;
    out.line(&format!(
        "{} notes: {} open, {} became claims, {} sources, {} dismissed; {} tracked changes",
        counts.total, counts.open, counts.claims, counts.sources, counts.dismissed, counts.changes
    ))?;
    answer.rows.iter().try_for_each(|row| note(out, row))?;
    out.flush()
}

fn note(out: &mut Out, row: &NoteRow) -> Result<()> {
    let named = |text: &str| if text.is_empty() { String::new() } else { format!(" · {text}") };
    let kind = match row.kind {
        NoteKind::Comment => "comment",
        NoteKind::Footnote => "footnote",
        NoteKind::Endnote => "endnote",
        NoteKind::TrackedInsertion => "inserted",
        NoteKind::TrackedDeletion => "deleted",
    };
    let (author, written) = (named(&row.author), named(&row.written));
    out.line(&format!("{} {kind}{author}{written}{}", row.note + 1, became(row)))?;
    if !row.quote.is_empty() {
        out.line(&format!("  on: {}", row.quote))?;
    }
    out.line(&format!("  {}", row.text.replace('\n', " ")))?;
    for reply in &row.replies {
        out.line(&format!("  > {}{}", reply.text.replace('\n', " "), named(&reply.author)))?;
    }
    Ok(())
}

fn became(row: &NoteRow) -> String {
    let Some(uptake) = &row.uptake else { return String::new() };
    match uptake.became {
        Became::Claim(_) => row.claim.as_ref().map_or_else(String::new, |claim| format!(" → claim {}", claim.number)),
        Became::Source(_) => {
            row.source.as_ref().map_or_else(String::new, |source| format!(" → source “{}”", source.label))
        }
        Became::Dismissed => " → dismissed".to_owned(),
    }
}

/// The command that makes of a note what is asked for.
pub(crate) fn command(reader: &Reader<'_>, revision: RevisionId, number: u32, to: NoteTo) -> Result<Command> {
    let rows = NoteList { revision }.ask(reader)?.rows;
    let missing = || HostError::Core(Error::NotFound { what: "note", id: number.to_string() });
    let row = rows.into_iter().find(|row| row.note + 1 == number).ok_or_else(missing)?;
    let (note, text) = (row.note, Some(row.text));
    Ok(match to {
        NoteTo::Claim => ClaimNote { id: None, passage: None, revision, note, text, with: None }.into(),
        NoteTo::Source => SourceNote { id: None, revision, note, text, with: None, evidence: None }.into(),
        NoteTo::Dismiss => DismissNote { revision, note, text }.into(),
        NoteTo::Open => ReopenNote { uptake: row.uptake.ok_or_else(missing)?.id }.into(),
    })
}
