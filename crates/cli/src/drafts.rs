//! The verbs that read drafts: what became of marks, how texts differ, how much is read.

use claimdesk_core::id::RevisionId;
use claimdesk_core::model::AnchorState;
use claimdesk_core::query::{
    CompareTexts, Coverage, CoverageState, DocumentRow, DraftReview, DraftReviewAnswer, Fates, NewSentences, ReviewRow,
    RevisionList, RevisionRow, TextRow, TextRowKind,
};
use claimdesk_core::words::{Piece, PieceOp};
use claimdesk_core::{Error, Reader};
use claimdesk_host::HostError;
use claimdesk_host::fault::Result;

use crate::args::Verb;
use crate::names;
use crate::print::Out;
use crate::read::word;

/// Rows of one question.
const PAGE: u32 = 500;

/// Carries the verb out, if it is one of these.
pub(crate) fn run(reader: &Reader<'_>, verb: &Verb, out: &mut Out) -> Result<()> {
    match verb {
        Verb::Drafts { document, case } => drafts(reader, out, &names::document(reader, document, case.as_deref())?),
        Verb::Review { document, case, draft, all } => {
            let row = names::document(reader, document, case.as_deref())?;
            review(reader, out, &chosen(reader, &row, *draft)?, *all)
        }
        Verb::Compare { document, case, from, to } => {
            let row = names::document(reader, document, case.as_deref())?;
            let to = chosen(reader, &row, *to)?;
            let before = to.revision.number.saturating_sub(1).max(1);
            compare(reader, out, &chosen(reader, &row, Some(from.unwrap_or(before)))?, &to)
        }
        Verb::Notes { document, case, draft } => {
            let row = names::document(reader, document, case.as_deref())?;
            crate::notes::list(reader, out, &chosen(reader, &row, *draft)?)
        }
        Verb::Coverage { document, case, draft } => {
            let row = names::document(reader, document, case.as_deref())?;
            coverage(reader, out, &chosen(reader, &row, *draft)?)
        }
        _ => Ok(()),
    }
}

/// Says in two lines what a draft that has just come brought.
pub(crate) fn told(reader: &Reader<'_>, out: &mut Out, revision: RevisionId) -> Result<()> {
    let answer =
        DraftReview { revision, states: Vec::new(), undecided: false, offset: 0, limit: Some(0) }.ask(reader)?;
    head(out, &answer)?;
    out.flush()
}

/// The draft of this number, or the newest.
pub(crate) fn chosen(reader: &Reader<'_>, row: &DocumentRow, number: Option<u32>) -> Result<RevisionRow> {
    let drafts = RevisionList { document: row.document.id }.ask(reader)?.rows;
    let wanted = number.unwrap_or(row.latest.number);
    let found = drafts.into_iter().find(|draft| draft.revision.number == wanted);
    found.ok_or_else(|| HostError::Core(Error::NotFound { what: "draft", id: wanted.to_string() }))
}

fn drafts(reader: &Reader<'_>, out: &mut Out, row: &DocumentRow) -> Result<()> {
    let list = RevisionList { document: row.document.id }.ask(reader)?;
    if out.json {
        return list.rows.iter().try_for_each(|row| out.value(row));
    }
    let line = |row: &RevisionRow| {
        vec![
            format!("draft {}", row.revision.number),
            row.revision.received_at.minute(),
            format!("{} words", row.revision.words),
            counts(&row.counts),
            format!("{} marked here", row.marked),
        ]
    };
    out.table(&list.rows.iter().map(line).collect::<Vec<_>>())
}

fn counts(counts: &Fates) -> String {
    let named = [
        (counts.unchanged, AnchorState::Unchanged),
        (counts.moved, AnchorState::Moved),
        (counts.reworded, AnchorState::Reworded),
        (counts.ask, AnchorState::Ask),
        (counts.gone, AnchorState::Gone),
    ];
    let parts: Vec<String> = named.iter().map(|(n, state)| format!("{n} {}", state.word())).collect();
    format!("{} of {}", parts.join(" · "), counts.total)
}

fn review(reader: &Reader<'_>, out: &mut Out, draft: &RevisionRow, all: bool) -> Result<()> {
    let states = if all {
        Vec::new()
    } else {
        vec![AnchorState::Moved, AnchorState::Reworded, AnchorState::Ask, AnchorState::Gone]
    };
    let id = draft.revision.id;
    let mut asked = DraftReview { revision: id, states, undecided: false, offset: 0, limit: Some(PAGE) };
    let mut answer = asked.ask(reader)?;
    while answer.rows.len() < answer.total as usize {
        asked.offset = u32::try_from(answer.rows.len()).unwrap_or(u32::MAX);
        let more = asked.ask(reader)?.rows;
        if more.is_empty() {
            break;
        }
        answer.rows.extend(more);
    }
    let new = NewSentences { revision: id, unread: true, in_order: false, offset: 0, limit: None }.ask(reader)?;
    if out.json {
        out.value(&answer)?;
        return out.value(&new);
    }
    head(out, &answer)?;
    answer.rows.iter().try_for_each(|row| fate(out, row))?;
    if answer.before.is_some() && new.unread > 0 {
        out.line(&format!("{} of {} new sentences are unread, those worth a check first:", new.unread, new.total))?;
        for row in &new.rows {
            out.line(&format!("  {}", row.exact))?;
        }
    }
    out.flush()
}

fn head(out: &mut Out, answer: &DraftReviewAnswer) -> Result<()> {
    let title = &answer.document.title;
    match &answer.before {
        None => out.line(&format!("“{title}”, draft {}: the first", answer.revision.number)),
        Some(before) => {
            out.line(&format!("“{title}”, draft {} after draft {}", answer.revision.number, before.number))?;
            out.line(&format!("passages: {}", counts(&answer.passages)))?;
            if answer.omissions.total == 0 {
                return Ok(());
            }
            out.line(&format!("left out: {}", counts(&answer.omissions)))
        }
    }
}

fn fate(out: &mut Out, row: &ReviewRow) -> Result<()> {
    let what = row.claim.as_ref().map_or_else(|| "left out".to_owned(), |claim| format!("claim {}", claim.number));
    let why = row.anchor.why.as_ref().map_or_else(String::new, |why| format!(" ({})", word(why)));
    let by = if row.decided_by.is_empty() { String::new() } else { format!(", decided by {}", row.decided_by) };
    out.line(&format!("{what}: {}{why}{by} · anchor {}", row.anchor.state.word(), row.anchor.id))?;
    out.line(&format!("  was: {}", row.old.exact))?;
    if let Some(new) = &row.new {
        let words = if new.words.is_empty() { new.exact.clone() } else { marked(&new.words) };
        out.line(&format!("  now: {words}"))?;
    }
    for (n, one) in row.candidates.iter().enumerate() {
        out.line(&format!("  candidate {n}, {} ‰: {}", one.score, marked(&one.words)))?;
    }
    Ok(())
}

/// Words with what was removed and added, as wdiff writes it.
fn marked(words: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.op {
        PieceOp::Same => piece.text.clone(),
        PieceOp::Removed => format!("[-{}-]", piece.text),
        PieceOp::Added => format!("{{+{}+}}", piece.text),
    };
    words.iter().map(piece).collect()
}

fn compare(reader: &Reader<'_>, out: &mut Out, from: &RevisionRow, to: &RevisionRow) -> Result<()> {
    let (from, to) = (from.revision.id, to.revision.id);
    let mut asked = CompareTexts { from, to, changed: true, offset: 0, limit: Some(PAGE) };
    let mut answer = asked.ask(reader)?;
    while answer.rows.len() < answer.total as usize {
        asked.offset = u32::try_from(answer.rows.len()).unwrap_or(u32::MAX);
        let more = asked.ask(reader)?.rows;
        if more.is_empty() {
            break;
        }
        answer.rows.extend(more);
    }
    if out.json {
        return out.value(&answer);
    }
    out.line(&format!(
        "“{}”, draft {} after draft {}: {} words added, {} removed",
        answer.document.title, answer.to.number, answer.from.number, answer.words_added, answer.words_removed
    ))?;
    answer.rows.iter().try_for_each(|row| out.line(&text_row(row)))?;
    out.flush()
}

fn text_row(row: &TextRow) -> String {
    let side = |side: &Option<claimdesk_core::query::TextSide>| {
        side.as_ref().map_or_else(String::new, |side| side.text.replace('\n', " "))
    };
    match row.kind {
        TextRowKind::Same => format!("  {}", side(&row.new)),
        TextRowKind::Changed => format!("~ {}", marked(&row.words)),
        TextRowKind::Added => format!("+ {}", side(&row.new)),
        TextRowKind::Removed => format!("- {}", side(&row.old)),
        TextRowKind::MovedFrom => format!("< {}", side(&row.old)),
        TextRowKind::MovedTo => format!("> {}", side(&row.new)),
    }
}

fn coverage(reader: &Reader<'_>, out: &mut Out, draft: &RevisionRow) -> Result<()> {
    let answer = Coverage { revision: draft.revision.id }.ask(reader)?;
    if out.json {
        return out.value(&answer);
    }
    out.line(&format!("“{}”, draft {}", answer.document.title, draft.revision.number))?;
    for (what, counts) in [("words", answer.words), ("sentences", answer.sentences)] {
        out.line(&format!(
            "{} {what}: {} checked, {} tagged, {} left out, {} unmarked",
            counts.total, counts.checked, counts.tagged, counts.left_out, counts.unmarked
        ))?;
    }
    let text = claimdesk_core::query::DocumentText::Revision(draft.revision.id).ask(reader)?.text;
    let letters: Vec<char> = text.chars().collect();
    for row in answer.rows.iter().filter(|row| row.state == CoverageState::Unmarked) {
        let words: String = letters.get(row.start as usize..row.end as usize).unwrap_or_default().iter().collect();
        out.line(&format!("unmarked {}–{}: {words}", row.start, row.end))?;
    }
    out.flush()
}
