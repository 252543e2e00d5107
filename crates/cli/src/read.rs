//! The verbs that read: now, or as of a moment.

use claimdesk_core::query::{
    CaseRow, ClaimList, ClaimPage, ClaimRow, Desk, DocumentRow, DocumentText, History, HistoryRow, Show, Thread,
};
use claimdesk_core::{Reader, Verified};
use claimdesk_host::fault::Result;
use serde::Serialize;

use crate::args::{Args, SourcesVerb, Verb};
use crate::print::Out;
use crate::{desk, drafts, library, names, pictures, report};

/// Code points of a claim's words in a list.
const LIST_WIDTH: usize = 100;

/// Entries of one page of the log.
const PAGE: u32 = 500;

pub(crate) fn run(args: &Args, out: &mut Out) -> Result<()> {
    let mut file = desk::to_read(args)?;
    let at = desk::moment(args, &mut file)?;
    if let Verb::Verify = args.verb {
        return verify(&file.reading().verify()?, out);
    }
    if let Verb::Export(wanted) = &args.verb {
        return report::export(&mut file, out, at, wanted);
    }
    if let Verb::Map(wanted) = &args.verb {
        return pictures::picture(&mut file, at, wanted);
    }
    let reader = file.reading().reader(at)?;
    match &args.verb {
        Verb::Ask { query, input } => {
            let input = serde_json::from_str(input).map_err(claimdesk_core::Error::from)?;
            out.value(&reader.ask(query, input)?)
        }
        Verb::Cases => cases(&reader, out),
        Verb::Documents { case } => documents(&reader, out, case.as_deref()),
        Verb::Text { document, case, draft } => {
            let row = names::document(&reader, document, case.as_deref())?;
            let text = DocumentText::Revision(drafts::chosen(&reader, &row, *draft)?.revision.id).ask(&reader)?;
            if out.json { out.value(&text) } else { out.line(&text.text) }
        }
        Verb::Claims { case } => claims(&reader, out, case.as_deref()),
        Verb::Claim { claim, case } => self::claim(&reader, out, claim, case.as_deref()),
        Verb::Sources { what: SourcesVerb::Export { format, output } } => {
            library::write_out(&reader, out, (*format).into(), output)
        }
        Verb::Sources { what: SourcesVerb::Copies { source } } => library::copies(&reader, out, source),
        Verb::Sources { what: SourcesVerb::Save { snapshot, output } } => library::save(&reader, *snapshot, output),
        Verb::Sources { what: SourcesVerb::Twins } => library::twins(&reader, out),
        Verb::Log { case } => log(&reader, out, case.as_deref()),
        other => drafts::run(&reader, other, out),
    }
}

fn verify(verified: &Verified, out: &mut Out) -> Result<()> {
    if out.json {
        return out.value(verified);
    }
    let Verified { entries, blobs, hash } = verified;
    out.line(&format!("Consistent with itself: {entries} entries, {blobs} kept blobs, head {hash}"))
}

fn cases(reader: &Reader<'_>, out: &mut Out) -> Result<()> {
    let desk = Desk {}.ask(reader)?;
    if out.json {
        return desk.cases.iter().try_for_each(|row| out.value(row));
    }
    let all = desk.cases.len();
    let row = |(n, row): (usize, &CaseRow)| {
        vec![
            // In order of their opening, so that a new case changes no number.
            (all - n).to_string(),
            row.case.id.to_string(),
            counted(row.documents, "document"),
            counted(row.tally.all, "claim"),
            format!("{} open", row.tally.open),
            row.case.name.clone(),
        ]
    };
    out.table(&desk.cases.iter().enumerate().map(row).collect::<Vec<_>>())
}

fn documents(reader: &Reader<'_>, out: &mut Out, case: Option<&str>) -> Result<()> {
    let case = case.map(|case| names::case(reader, Some(case))).transpose()?;
    let rows = names::documents(reader, case)?;
    if out.json {
        return rows.iter().try_for_each(|row| out.value(row));
    }
    let row = |(n, row): (usize, &DocumentRow)| {
        vec![
            (n + 1).to_string(),
            row.document.id.to_string(),
            format!("draft {}", row.latest.number),
            counted(row.latest.words, "word"),
            counted(row.claims, "claim"),
            row.document.title.clone(),
        ]
    };
    out.table(&rows.iter().enumerate().map(row).collect::<Vec<_>>())
}

/// As much as fits in a list.
fn short(text: &str) -> String {
    match text.char_indices().nth(LIST_WIDTH) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn counted(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn claims(reader: &Reader<'_>, out: &mut Out, case: Option<&str>) -> Result<()> {
    let cases = match case {
        Some(case) => vec![names::case(reader, Some(case))?],
        None => names::cases(reader)?.into_iter().map(|(id, _)| id).collect(),
    };
    for case in cases {
        let mut list =
            ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: Some(1_000) };
        loop {
            let rows = list.ask(reader)?.rows;
            if rows.is_empty() {
                break;
            }
            list.offset += u32::try_from(rows.len()).unwrap_or(u32::MAX);
            if out.json {
                rows.iter().try_for_each(|row| out.value(row))?;
                continue;
            }
            let row = |row: &ClaimRow| {
                let verdict = row
                    .verdict
                    .as_ref()
                    .map_or_else(|| word(&row.work_state), |badge| format!("{} {}", badge.glyph, badge.name));
                let unanswered = if row.unanswered > 0 { "?" } else { "" };
                let counts = format!("+{} -{} !{}{unanswered}", row.supports, row.contradicts, row.rebuttals);
                vec![row.number.to_string(), verdict, counts, short(&row.heading)]
            };
            out.table(&rows.iter().map(row).collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

fn claim(reader: &Reader<'_>, out: &mut Out, claim: &str, case: Option<&str>) -> Result<()> {
    let page = ClaimPage { claim: names::claim(reader, claim, case)? }.ask(reader)?;
    if out.json {
        return out.value(&page);
    }
    out.line(&format!("{} · {}", page.claim.number, page.claim.statement))?;
    if !page.claim.claimant.is_empty() {
        out.line(&format!("Claimed by {} {}", page.claim.claimant.line(), page.claim.made))?;
    }
    out.line(&format!("Work state: {}", word(&page.claim.work_state)))?;
    if let Some(verdict) = &page.verdict {
        let value = &verdict.value;
        out.line(&format!("Verdict: {} {} ({})", value.sign.glyph(), value.name, verdict.scale_name))?;
        for (what, text) in [("Finding", &verdict.finding), ("Reasoning", &verdict.reasoning)] {
            if !text.is_empty() {
                out.line(&format!("{what}: {text}"))?;
            }
        }
    }
    for place in &page.places {
        let fate = match place.state {
            Some(state) if !place.is_latest => format!(" ({} in the newest draft)", state.word()),
            _ => String::new(),
        };
        out.line(&format!(
            "In “{}”, draft {}: “{}”{fate}",
            place.document_title, place.revision_number, place.passage.exact
        ))?;
    }
    let balance = &page.balance;
    out.line(&format!("Independent origins: {} for, {} against", balance.origins_for, balance.origins_against))?;
    for row in &page.evidence {
        out.line(&format!("{}: {} {}", word(&row.evidence.stance), row.source.label(), row.source.symbol))?;
        threads(out, &row.rebuttals, 1)?;
    }
    threads(out, &page.rebuttals, 0)
}

fn threads(out: &mut Out, threads: &[Thread], depth: usize) -> Result<()> {
    for thread in threads {
        let rebuttal = &thread.rebuttal;
        let indent = "  ".repeat(depth);
        let by = rebuttal.by.line();
        out.line(&format!(
            "{indent}rebuttal, {}: {by} {}: {}",
            word(&rebuttal.status),
            rebuttal.uttered,
            rebuttal.statement
        ))?;
        self::threads(out, &thread.answers, depth + 1)?;
    }
    Ok(())
}

/// An entry as `log --json` prints it.
#[derive(Serialize)]
struct LogLine<'a> {
    seq: u64,
    entry: claimdesk_core::id::EntryId,
    at: claimdesk_core::Timestamp,
    editor: &'a str,
    operation: &'a str,
    label: &'a str,
    why: Option<&'a str>,
    hash: &'a str,
}

/// Oldest first, a page at a time, so that a long history needs no more memory than a short one.
fn log(reader: &Reader<'_>, out: &mut Out, case: Option<&str>) -> Result<()> {
    let case = case.map(|case| names::case(reader, Some(case))).transpose()?;
    let head = reader.head()?.seq;
    let mut from = 0;
    while from < head {
        let to = (from + u64::from(PAGE)).min(head);
        let page = History { case, before: Some(to + 1), limit: Some(PAGE), ..History::default() }.ask(reader)?;
        for row in page.rows.iter().rev().filter(|row| row.seq > from) {
            log_line(out, row)?;
        }
        from = to;
    }
    out.flush()
}

fn log_line(out: &mut Out, row: &HistoryRow) -> Result<()> {
    if out.json {
        return out.value(&LogLine {
            seq: row.seq,
            entry: row.entry,
            at: row.at,
            editor: &row.editor_name,
            operation: &row.operation,
            label: &row.label,
            why: row.why.as_deref(),
            hash: &row.hash,
        });
    }
    let why = row.why.as_deref().map_or_else(String::new, |why| format!(" — {why}"));
    out.line(&format!("{:>6}  {}  {}: {}{why}", row.seq, row.at.minute(), row.editor_name, row.label))
}

/// A word of the records as people read it.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}
