//! Things by id, by number, or by the beginning of their name.

use claimdesk_core::id::{CaseId, ClaimId};
use claimdesk_core::query::{CasePage, ClaimList, ClaimRow, Desk, DocumentRow, Show};
use claimdesk_core::{Error, Reader};
use claimdesk_host::HostError;
use claimdesk_host::fault::Result;

/// The cases of the desk with their names, newest first.
pub(crate) fn cases(reader: &Reader<'_>) -> Result<Vec<(CaseId, String)>> {
    let desk = Desk {}.ask(reader)?;
    Ok(desk.cases.into_iter().map(|row| (row.case.id, row.case.name)).collect())
}

/// The case with this id, name, number in order of opening, or beginning of a name, if it is there.
pub(crate) fn find_case(reader: &Reader<'_>, text: &str) -> Result<Option<CaseId>> {
    let all = cases(reader)?;
    let exact: Vec<CaseId> =
        all.iter().filter(|(id, name)| id.to_string() == text || name == text).map(|(id, _)| *id).collect();
    let numbered = number(text).and_then(|n| all.iter().rev().nth(n - 1)).map(|(id, _)| *id);
    let begun = || all.iter().filter(|(_, name)| begins(name, text)).map(|(id, _)| *id).collect();
    match (exact.is_empty(), numbered) {
        (false, _) => one(text, "case", exact),
        (true, Some(case)) => Ok(Some(case)),
        (true, None) => one(text, "case", begun()),
    }
}

/// A number that people use, from 1.
fn number(text: &str) -> Option<usize> {
    text.trim_start_matches('#').parse().ok().filter(|n| *n > 0)
}

fn begins(name: &str, text: &str) -> bool {
    !text.trim().is_empty() && name.to_lowercase().starts_with(&text.to_lowercase())
}

/// The case that was named, or the only one.
pub(crate) fn case(reader: &Reader<'_>, named: Option<&str>) -> Result<CaseId> {
    if let Some(text) = named {
        return find_case(reader, text)?.ok_or_else(|| missing("case", text));
    }
    let all = cases(reader)?;
    match all.as_slice() {
        [(only, _)] => Ok(*only),
        [] => Err(HostError::Core(Error::NotFound { what: "case", id: "on this desk yet".to_owned() })),
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

/// The document with this id, title, number in the list, or beginning of a title.
pub(crate) fn document(reader: &Reader<'_>, text: &str, named: Option<&str>) -> Result<DocumentRow> {
    let case = named.map(|case| self::case(reader, Some(case))).transpose()?;
    let mut all = documents(reader, case)?;
    let places = |fits: &dyn Fn(&DocumentRow) -> bool| -> Vec<usize> {
        all.iter().enumerate().filter(|(_, row)| fits(row)).map(|(n, _)| n).collect()
    };
    let exact = places(&|row| row.document.id.to_string() == text || row.document.title == text);
    let numbered = number(text).map(|n| n - 1).filter(|n| *n < all.len());
    let at = match (exact.is_empty(), numbered) {
        (false, _) => one(text, "document", exact)?,
        (true, Some(at)) => Some(at),
        (true, None) => one(text, "document", places(&|row| begins(&row.document.title, text)))?,
    };
    let at = at.ok_or_else(|| missing("document", text))?;
    Ok(all.swap_remove(at))
}

/// The claim with this id, number in its case, or beginning of its words.
pub(crate) fn claim(reader: &Reader<'_>, text: &str, named: Option<&str>) -> Result<ClaimId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let case = case(reader, named)?;
    let number = number(text);
    let fits = |row: &ClaimRow| match number {
        Some(number) => row.number as usize == number,
        None => begins(&row.statement, text) || begins(&row.heading, text),
    };
    let mut list = ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: None };
    let mut found = Vec::new();
    loop {
        let page = list.ask(reader)?.rows;
        if page.is_empty() {
            break;
        }
        list.offset += u32::try_from(page.len()).unwrap_or(u32::MAX);
        found.extend(page.into_iter().filter(fits).map(|row| row.id));
    }
    one(text, "claim", found)?.ok_or_else(|| missing("claim", text))
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
