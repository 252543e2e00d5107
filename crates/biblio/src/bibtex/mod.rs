//! BibTeX and BibLaTeX. Each entry is read on its own, so that a broken one costs no other.

mod written;

use biblatex::{ChunksExt, Entry, Person};
use claimdesk_core::model::{Csl, CslDate, CslName, SourceKind, SourcePatch};

pub(crate) use written::write;

use crate::{Bibliography, CITED_AS, dates, is_web, kinds};

/// Under this, fields that a source has no field for.
pub(crate) const KEPT: &str = "bibtex.";

/// The type that BibLaTeX asks of each report.
const REPORT: &str = "Report";

pub(crate) fn read(text: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let parts = split(text);
    let is = |part: &&Part<'_>, word: &str| part.kind.eq_ignore_ascii_case(word);
    let strings: String = parts.iter().filter(|part| is(part, "string")).map(|part| part.text).collect();
    // An entry may take fields from another: those that others name come along.
    let parents: String = parts
        .iter()
        .filter(|part| text.contains("crossref") || text.contains("xdata") && is(part, "xdata"))
        .fold(String::new(), |all, part| {
            if is(&part, "string") || is(&part, "comment") || is(&part, "preamble") {
                all
            } else {
                all + part.text + "\n"
            }
        });
    for part in &parts {
        if ["string", "comment", "preamble", "xdata"].iter().any(|word| is(&part, word)) {
            continue;
        }
        let inherits = part.text.contains("crossref") || part.text.contains("xdata");
        let whole = if inherits { format!("{strings}\n{parents}") } else { format!("{strings}\n{}", part.text) };
        match entry(&whole, part) {
            Ok(entry) => found.entries.push(patch(&entry)),
            // What it takes from others may be what is broken.
            Err(_) if inherits && entry(&format!("{strings}\n{}", part.text), part).is_ok() => {
                if let Ok(alone) = entry(&format!("{strings}\n{}", part.text), part) {
                    found.entries.push(patch(&alone));
                }
            }
            Err(why) => found.problems.push(format!("Line {}: {why}.", part.line)),
        }
    }
    found
}

fn entry(text: &str, part: &Part<'_>) -> Result<Entry, String> {
    let all = biblatex::Bibliography::parse(text).map_err(|error| error.to_string())?;
    let found = all.iter().find(|entry| entry.key == part.key).or_else(|| all.iter().last());
    found.cloned().ok_or_else(|| "there is no entry".to_owned())
}

/// An `@word{…}` of a file.
struct Part<'a> {
    kind: &'a str,
    key: &'a str,
    text: &'a str,
    line: usize,
}

/// Cuts a file into its entries: from an `@` that begins a line to the brace that closes it. One that is
/// never closed ends where the next begins.
fn split(text: &str) -> Vec<Part<'_>> {
    let starts: Vec<usize> = text
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|at| text[..*at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty()))
        .filter(|at| {
            let rest = &text[at + 1..];
            let word = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
            word > 0 && rest[word..].trim_start().starts_with(['{', '('])
        })
        .collect();
    let mut parts = Vec::new();
    let mut passed = 0;
    for (n, at) in starts.iter().enumerate() {
        if *at < passed {
            continue;
        }
        let limit = starts.get(n + 1).copied().unwrap_or(text.len());
        let end = closing(&text[*at..]).map_or(limit, |end| at + end);
        let whole = &text[*at..end];
        let open = whole.find(['{', '(']).unwrap_or(whole.len());
        let inner = whole.get(open + 1..).unwrap_or_default();
        parts.push(Part {
            kind: whole[1..open].trim(),
            key: inner.split([',', '}', ')', '=']).next().unwrap_or_default().trim(),
            text: whole,
            line: text[..*at].matches('\n').count() + 1,
        });
        passed = end;
    }
    parts
}

/// Just after the brace that closes the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut opened = None;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match letter {
            '\\' => escaped = true,
            '(' if opened.is_none() => opened = Some(')'),
            '{' => {
                opened = opened.or(Some('}'));
                depth += 1;
            }
            '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && opened == Some('}') {
                    return Some(at + 1);
                }
            }
            ')' if depth == 0 && opened == Some(')') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn people(entry: &Entry, field: &str) -> Vec<CslName> {
    let found: Vec<Person> = entry.get_as(field).unwrap_or_default();
    let raw = entry.get(field).map(|chunks| chunks.to_biblatex_string(false)).unwrap_or_default();
    let alone = raw.starts_with("{{") && raw.ends_with("}}") && found.len() <= 1;
    found.into_iter().map(|person| name(person, alone)).collect()
}

fn name(person: Person, literal: bool) -> CslName {
    let family = [person.prefix.as_str(), &person.name].join(" ").trim().to_owned();
    let given = match person.suffix.as_str() {
        "" => person.given_name,
        suffix => format!("{}, {suffix}", person.given_name),
    };
    if given.is_empty() || literal {
        let literal = [given.as_str(), &family].join(" ").trim().to_owned();
        return CslName { literal, ..CslName::default() };
    }
    CslName { family, given, literal: String::new() }
}

fn patch(entry: &Entry) -> SourcePatch {
    let mut csl = Csl { csl_type: kinds::csl_of_bibtex(&entry.entry_type.to_string()).to_owned(), ..Csl::default() };
    let mut patch = SourcePatch::default();
    csl.author = people(entry, "author");
    csl.editor = people(entry, "editor");
    csl.issued = issued(entry);
    if kinds::bibtex_of(&csl.csl_type) != entry.entry_type.to_string() {
        csl.other.insert(format!("{KEPT}@"), entry.entry_type.to_string());
    }
    if !entry.key.is_empty() {
        csl.other.insert(CITED_AS.to_owned(), entry.key.clone());
    }
    for (field, chunks) in &entry.fields {
        let value = chunks.format_verbatim().trim().to_owned();
        let into = match field.as_str() {
            "author" if !csl.author.is_empty() => continue,
            "editor" if !csl.editor.is_empty() => continue,
            "date" | "year" | "month" if !csl.issued.date.is_empty() || !csl.issued.literal.is_empty() => continue,
            "title" => &mut csl.title,
            "journaltitle" | "journal" | "booktitle" => &mut csl.container_title,
            "publisher" | "institution" | "school" | "organization" => &mut csl.publisher,
            "location" | "address" => &mut csl.publisher_place,
            "volume" => &mut csl.volume,
            "issue" => &mut csl.issue,
            "pages" => &mut csl.page,
            "number" if csl.csl_type.starts_with("article") && entry.get("issue").is_none() => &mut csl.issue,
            "number" => &mut csl.number,
            "library" => &mut csl.archive,
            "type" if csl.csl_type == "report" && value == REPORT => continue,
            "doi" => &mut csl.doi,
            "url" if is_web(&value) => &mut csl.url,
            "language" | "langid" if patch.language.is_none() => {
                patch.language = Some(value);
                continue;
            }
            "urldate" if !dates::read(&value).date.is_empty() => {
                patch.accessed = Some(dates::read(&value).date);
                continue;
            }
            _ => csl.other.entry(format!("{KEPT}{field}")).or_default(),
        };
        if into.is_empty() {
            *into = match field.as_str() {
                "pages" => value.replace("--", "-").replace('–', "-"),
                // An address has no dashes: they were two hyphens and three.
                "doi" | "url" => value.replace('–', "--").replace('—', "---"),
                _ => value,
            };
        } else {
            csl.other.insert(format!("{KEPT}{field}"), value);
        }
    }
    complete(&mut patch, csl);
    patch
}

fn issued(entry: &Entry) -> CslDate {
    let text = |field: &str| entry.get(field).map(|chunks| chunks.format_verbatim().trim().to_owned());
    if let Some(date) = text("date") {
        return dates::read(&date);
    }
    let Some(year) = text("year") else { return CslDate::default() };
    let month = text("month");
    let number = month.as_deref().and_then(dates::month);
    match dates::from_parts(&year, number, None) {
        Some(date) if month.is_none() || number.is_some() => CslDate { date, literal: String::new() },
        _ => CslDate { literal: [month.unwrap_or_default(), year].join(" ").trim().to_owned(), ..CslDate::default() },
    }
}

/// What follows from a record: kind, dates, symbol; and a name where the record gives none.
pub(crate) fn complete(patch: &mut SourcePatch, mut csl: Csl) {
    let kind = kinds::kind_of(&csl.csl_type);
    patch.kind = Some(kind);
    if !csl.issued.date.is_empty() {
        patch.published = Some(csl.issued.date.clone());
    }
    let has_symbol = matches!(kind, SourceKind::Report | SourceKind::OfficialAct | SourceKind::ArchiveItem);
    if has_symbol && !csl.number.is_empty() {
        patch.symbol = Some(csl.number.clone());
    }
    let is_named = !csl.title.trim().is_empty() || !csl.url.is_empty() || patch.symbol.is_some();
    if !is_named {
        let first = csl.author.first().or(csl.editor.first());
        let author = first.map(|name| [name.literal.as_str(), &name.family].concat());
        let names =
            [author, Some(csl.doi.clone()), csl.other.get(CITED_AS).cloned(), Some(csl.container_title.clone())];
        let name = names.into_iter().flatten().find(|name| !name.trim().is_empty());
        csl.title = format!("[{}]", name.unwrap_or_else(|| "untitled".to_owned()));
    }
    patch.csl = Some(csl);
}
