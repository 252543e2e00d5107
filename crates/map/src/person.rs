//! What a party and a source are called in a few words.

use claimdesk_core::model::{CslName, Party, Source};

/// Who it is: a person with the body for which they speak, or whatever is known of them.
pub fn party_name(party: &Party) -> String {
    let parts = [&party.name, &party.body];
    let known: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    if known.is_empty() { party.role.trim().to_owned() } else { known.join(", ") }
}

/// A source by who brought it forth and its symbol, or else its title.
pub(crate) fn source_name(source: &Source) -> String {
    let author = source.csl.author.first().map(name).unwrap_or_default();
    let by = [author, source.originator.clone()].into_iter().find(|by| !by.trim().is_empty()).unwrap_or_default();
    let symbol = if source.symbol.trim().is_empty() { &source.csl.number } else { &source.symbol };
    let what = if symbol.trim().is_empty() { &source.csl.title } else { symbol };
    let parts: Vec<&str> = [by.as_str(), what].into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { source.label() } else { parts.join(", ") }
}

/// The first date that is known of a source: of issue, of publication, of the thing itself.
pub(crate) fn source_date(source: &Source) -> claimdesk_core::time::PartialDate {
    let dates = [&source.csl.issued.date, &source.published, &source.dated];
    dates.into_iter().find(|date| !date.is_empty()).cloned().unwrap_or_default()
}

fn name(name: &CslName) -> String {
    if name.literal.is_empty() { name.family.clone() } else { name.literal.clone() }
}
