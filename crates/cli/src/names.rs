//! Things by id, by number, or by the beginning of their name.

use claimdesk_core::id::{CaseId, ClaimId};
use claimdesk_core::query::{CasePage, ClaimList, Desk, DocumentRow, Show};
use claimdesk_core::{Error, Reader};
use claimdesk_host::HostError;
use claimdesk_host::fault::Result;

/// The cases of the desk with their names, newest first.
pub(crate) fn cases(reader: &Reader<'_>) -> Result<Vec<(CaseId, String)>> {
    let desk = Desk {}.ask(reader)?;
    Ok(desk.cases.into_iter().map(|row| (row.case.id, row.case.name)).collect())
}

/// The case with this id or name, if it is there.
pub(crate) fn find_case(reader: &Reader<'_>, text: &str) -> Result<Option<CaseId>> {
    let all = cases(reader)?;
    let exact: Vec<CaseId> =
        all.iter().filter(|(id, name)| id.to_string() == text || name == text).map(|(id, _)| *id).collect();
    let lower = text.to_lowercase();
    let begun = || all.iter().filter(|(_, name)| name.to_lowercase().starts_with(&lower)).map(|(id, _)| *id).collect();
    one(text, "case", if exact.is_empty() { begun() } else { exact })
}

/// The case that was named, or the only one.
pub(crate) fn case(reader: &Reader<'_>, named: Option<&str>) -> Result<CaseId> {
    if let Some(text) = named {
        return find_case(reader, text)?.ok_or_else(|| missing("case", text));
    }
    let all = cases(reader)?;
    match all.as_slice() {
        [(only, _)] => Ok(*only),
        [] => Err(HostError::Input("There is no case on this desk yet.".to_owned())),
        several => {
            let names: Vec<&str> = several.iter().map(|(_, name)| name.as_str()).collect();
            Err(HostError::Input(format!("Say which case with --case: {}.", names.join("; "))))
        }
    }
}

/// All documents of a case, or of all.
pub(crate) fn documents(reader: &Reader<'_>, case: Option<CaseId>) -> Result<Vec<DocumentRow>> {
    let cases = match case {
        Some(case) => vec![case],
        None => cases(reader)?.into_iter().map(|(id, _)| id).collect(),
    };
    let pages = cases.into_iter().map(|case| Ok(CasePage { case }.ask(reader)?.documents));
    Ok(pages.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The document with this id or title.
pub(crate) fn document(reader: &Reader<'_>, text: &str) -> Result<DocumentRow> {
    let mut all = documents(reader, None)?;
    let lower = text.to_lowercase();
    let fits = |row: &DocumentRow| {
        row.document.id.to_string() == text || row.document.title.to_lowercase().starts_with(&lower)
    };
    let at: Vec<usize> = all.iter().enumerate().filter(|(_, row)| fits(row)).map(|(n, _)| n).collect();
    let at = one(text, "document", at)?.ok_or_else(|| missing("document", text))?;
    Ok(all.swap_remove(at))
}

/// The claim with this id, or with this number in its case.
pub(crate) fn claim(reader: &Reader<'_>, text: &str, named: Option<&str>) -> Result<ClaimId> {
    let Ok(number) = text.trim_start_matches('#').parse::<u32>() else {
        return text.parse().map_err(|_| missing("claim", text));
    };
    let case = case(reader, named)?;
    let mut list = ClaimList {
        case,
        document: None,
        show: Show::All,
        text: String::new(),
        offset: number.saturating_sub(1),
        limit: Some(1),
    };
    // Numbers have gaps only where claims were removed: look there first, then at all.
    let mut found = list.ask(reader)?.rows.into_iter().find(|row| row.number == number);
    list.limit = None;
    list.offset = 0;
    while found.is_none() {
        let page = list.ask(reader)?.rows;
        if page.is_empty() {
            break;
        }
        list.offset += u32::try_from(page.len()).unwrap_or(u32::MAX);
        found = page.into_iter().find(|row| row.number == number);
    }
    found.map(|row| row.id).ok_or_else(|| missing("claim", text))
}

fn one<T>(text: &str, what: &'static str, mut found: Vec<T>) -> Result<Option<T>> {
    if found.len() > 1 {
        return Err(HostError::Input(format!("“{text}” names more than one {what}: write more of it, or its id.")));
    }
    Ok(found.pop())
}

fn missing(what: &'static str, text: &str) -> HostError {
    HostError::Core(Error::NotFound { what, id: format!("“{text}”") })
}
