//! Rules that more than one command needs.

use unicode_segmentation::UnicodeSegmentation;

use super::pending::Pending;
use crate::error::{Refusal, Result};
use crate::id::{ClaimId, PassageId, RevisionId};
use crate::model::{BLOCK_BREAK, Claim, Party, Passage, Revision};

/// The longest text that a field keeps, in code points. Longer texts are documents.
const FIELD_LIMIT: usize = 100_000;

/// The longest short form of a claim, in code points (ClaimReview `claimReviewed`).
const SHORT_LIMIT: usize = 75;

/// Code points of context kept before and after a passage.
const CONTEXT: usize = 64;

/// Refuses a text that is empty or only blanks.
pub(crate) fn not_empty(what: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() { Err(Refusal::Empty(what).into()) } else { length(what, text) }
}

/// Refuses a text that is too long for a field.
pub(crate) fn length(what: &'static str, text: &str) -> Result<()> {
    within(what, text, FIELD_LIMIT)
}

/// Refuses a person or body of which a part is too long.
pub(crate) fn party(party: &Party) -> Result<()> {
    let parts = [("name", &party.name), ("role", &party.role), ("name of the body", &party.body)];
    parts.into_iter().try_for_each(|(what, text)| length(what, text))
}

/// Refuses a short form that is too long.
pub(crate) fn short_form(text: &str) -> Result<()> {
    within("short form", text, SHORT_LIMIT)
}

fn within(what: &'static str, text: &str, limit: usize) -> Result<()> {
    // Bytes bound code points: most texts are decided without counting.
    if text.len() <= limit {
        return Ok(());
    }
    let found = text.chars().count();
    if found > limit { Err(Refusal::TooLong { what, found, limit }.into()) } else { Ok(()) }
}

/// Refuses what is not empty and not an address of the web either.
pub(crate) fn web_address(url: &str) -> Result<()> {
    let url = url.trim();
    if url.is_empty() || ["http://", "https://"].iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme)) {
        return Ok(());
    }
    let why = format!("“{url}” is not a web address: it must begin with https:// or http://.");
    Err(crate::error::Error::Input(why))
}

/// A number with its noun.
pub(crate) fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Refuses a whole that is part of its own part.
pub(crate) fn no_circle_of_parts(pending: &Pending<'_>, claim: ClaimId, part_of: Option<ClaimId>) -> Result<()> {
    let mut seen = vec![claim];
    let mut at = part_of;
    while let Some(id) = at {
        if seen.contains(&id) {
            return Err(Refusal::Circle("claim").into());
        }
        seen.push(id);
        at = pending.get::<Claim>(id)?.part_of;
    }
    Ok(())
}

/// Refuses two claims that each refer to the other for the check.
pub(crate) fn no_circle_of_sames(pending: &Pending<'_>, claim: ClaimId, same_as: ClaimId) -> Result<()> {
    let mut seen = vec![claim];
    let mut at = Some(same_as);
    while let Some(id) = at {
        if seen.contains(&id) {
            return Err(Refusal::Circle("claim").into());
        }
        seen.push(id);
        at = pending.get::<Claim>(id)?.same_as;
    }
    Ok(())
}

/// A span as the caller gives it.
pub(crate) struct Span<'a> {
    pub(crate) revision: RevisionId,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) exact: Option<&'a str>,
}

/// The words of a span with what stands around them, as selectors keep them.
pub(crate) struct Quote {
    pub(crate) exact: String,
    pub(crate) prefix: String,
    pub(crate) suffix: String,
}

/// Reads the words of a span in its draft, checked against the text.
pub(crate) fn quote(pending: &Pending<'_>, revision: &Revision, span: &Span<'_>) -> Result<Quote> {
    let text = pending.text(&revision.text)?;
    let cut = cut(&text, span, revision.code_points)?;
    let [exact, prefix, suffix] = [cut.exact, cut.prefix, cut.suffix].map(str::to_owned);
    Ok(Quote { exact, prefix, suffix })
}

/// Makes the passage of a claim from a span, checked against the text.
pub(crate) fn passage(
    pending: &mut Pending<'_>,
    id: Option<PassageId>,
    claim: &Claim,
    span: &Span<'_>,
) -> Result<Passage> {
    let revision: Revision = pending.get(span.revision)?;
    if revision.case != claim.case {
        return Err(Refusal::BelongsElsewhere { what: "passage", to: "case" }.into());
    }
    let quote = quote(pending, &revision, span)?;
    Ok(Passage {
        id: pending.id(id),
        case: claim.case,
        claim: claim.id,
        document: revision.document,
        revision: revision.id,
        start: span.start,
        end: span.end,
        exact: quote.exact,
        prefix: quote.prefix,
        suffix: quote.suffix,
    })
}

/// Words with what stands around them.
pub(crate) struct Cut<'a> {
    pub(crate) exact: &'a str,
    pub(crate) prefix: &'a str,
    pub(crate) suffix: &'a str,
}

/// Cuts a quote out of a kept text.
pub(crate) fn quote_of<'a>(text: &'a str, start: u32, end: u32, exact: Option<&str>) -> Result<Cut<'a>> {
    let span = Span { revision: RevisionId(uuid::Uuid::nil()), start, end, exact };
    cut(text, &span, u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

/// Cuts a span out of a text: code points in, slices out.
fn cut<'a>(text: &'a str, span: &Span<'_>, length: u32) -> Result<Cut<'a>> {
    let outside = Refusal::OutsideText { start: span.start, end: span.end, length };
    if span.start >= span.end || span.end > length {
        return Err(outside.into());
    }
    let mut offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = offsets.nth(span.start as usize);
    let end = offsets.nth((span.end - span.start - 1) as usize);
    let (Some(start), Some(end)) = (start, end) else { return Err(outside.into()) };
    let exact = &text[start..end];
    if exact.trim().is_empty() {
        return Err(Refusal::Empty("passage").into());
    }
    if !is_boundary(text, start) || !is_boundary(text, end) {
        return Err(Refusal::CutsLetter.into());
    }
    if let Some(expected) = span.exact
        && expected != exact
    {
        return Err(Refusal::WrongQuote { expected: expected.to_owned(), found: exact.to_owned() }.into());
    }
    let before = text[..start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let after = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| end + at);
    Ok(Cut { exact, prefix: &text[before..start], suffix: &text[end..after] })
}

/// Whether a grapheme cluster begins here. Looks back to the break between blocks only.
fn is_boundary(text: &str, at: usize) -> bool {
    let from = text[..at].rfind(BLOCK_BREAK).map_or(0, |found| found + BLOCK_BREAK.len());
    let to = text[at..].find(BLOCK_BREAK).map_or(text.len(), |found| at + found);
    at == from || at == to || text[from..to].grapheme_indices(true).any(|(found, _)| from + found == at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span<'static> {
        Span { revision: RevisionId(uuid::Uuid::nil()), start, end, exact: None }
    }

    #[test]
    fn spans_count_code_points_and_never_cut_a_letter() {
        let text = "A \u{1F469}\u{200D}\u{1F52C} saw خان شيخون";
        let length = text.chars().count() as u32;
        let whole = cut(text, &span(0, length), length).expect("the whole text");
        assert_eq!(whole.exact, text);
        assert_eq!(cut(text, &span(2, 5), length).expect("one emoji").exact, "\u{1F469}\u{200D}\u{1F52C}");
        assert!(cut(text, &span(2, 3), length).is_err(), "cuts the emoji");
        assert!(cut(text, &span(3, 9), length).is_err(), "begins inside it");
        assert!(cut(text, &span(4, length + 1), length).is_err());
        assert!(cut(text, &span(4, 4), length).is_err());
        assert_eq!(cut(text, &span(10, 13), length).expect("a word").exact, "خان");
    }
}
