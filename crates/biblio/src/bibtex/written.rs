//! Sources as BibTeX, with the fields that BibLaTeX adds.
//!
//! Written here, and not by the library that reads: it marks braces by a stroke, and to BibTeX itself an entry then
//! ends elsewhere. No brace of a source's words stands in the file.

use std::fmt::Write;

use claimdesk_core::model::{CslName, Source};

use super::{KEPT, REPORT};
use crate::{CITED_AS, kinds, one_line};

/// Fields that TeX does not set: what stands there is an address or a name of a file.
const VERBATIM: [&str; 6] = ["doi", "url", "uri", "eprint", "file", "pdf"];

pub(crate) fn write(sources: &[Source]) -> String {
    let mut text = String::new();
    let mut keys: Vec<String> = Vec::new();
    for source in sources {
        let key = key(source, &keys);
        entry(&mut text, source, &key);
        keys.push(key);
    }
    text
}

/// The key that the entry had, or one from who and when; never one twice.
fn key(source: &Source, taken: &[String]) -> String {
    let first = source.csl.author.first().or(source.csl.editor.first());
    let name = first.map(|name| if name.family.is_empty() { name.literal.as_str() } else { &name.family });
    let word = name.unwrap_or(&source.originator).split(|c: char| !c.is_ascii_alphanumeric()).find(|w| !w.is_empty());
    let year = source.csl.issued.date.as_str().get(..4).unwrap_or_default();
    let made = || format!("{}{year}", word.unwrap_or("source").to_ascii_lowercase());
    let had = source.csl.other.get(CITED_AS).map(|key| plain(key, "-_:.+/")).filter(|key| !key.is_empty());
    let key = had.unwrap_or_else(made);
    if !taken.contains(&key) {
        return key;
    }
    let mut letters = (2_u32..).map(|n| format!("{key}-{n}")).filter(|key| !taken.contains(key));
    letters.next().unwrap_or(key)
}

/// A word of the format itself: letters, digits and these signs.
fn plain(word: &str, signs: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric() || signs.contains(*letter)).collect()
}

fn entry(text: &mut String, source: &Source, key: &str) {
    let csl = &source.csl;
    let csl_type = kinds::csl_type(source);
    let had = csl.other.get(&format!("{KEPT}@")).map(|word| plain(word, "")).filter(|word| !word.is_empty());
    let word = had.unwrap_or_else(|| kinds::bibtex_of(csl_type).to_owned());
    let (is_article, is_report) = (csl_type.starts_with("article"), word == "report" || word == "techreport");
    line(text, format_args!("@{word}{{{key},"));
    let mut put = |field: &str, value: &str| {
        if !value.trim().is_empty() {
            line(text, format_args!("  {field} = {{{value}}},"));
        }
    };
    let by_originator = csl.author.is_empty() && csl.editor.is_empty() && !source.originator.trim().is_empty();
    let authors = if by_originator { braced(&source.originator) } else { names(&csl.author) };
    put("author", &authors);
    put("editor", &names(&csl.editor));
    // The second braces keep the capitals as they are.
    let title = escaped(&csl.title);
    put("title", &if title.is_empty() { title } else { format!("{{{title}}}") });
    put(if is_article { "journaltitle" } else { "booktitle" }, &escaped(&csl.container_title));
    put(if is_report { "institution" } else { "publisher" }, &escaped(&csl.publisher));
    put("location", &escaped(&csl.publisher_place));
    put("date", csl.issued.date.as_str());
    put("year", &escaped(csl.issued.date.as_str().get(..4).unwrap_or(&csl.issued.literal)));
    put("volume", &escaped(&csl.volume));
    put("issue", &escaped(&csl.issue));
    put("pages", &csl.page.split(['-', '–']).map(escaped).collect::<Vec<_>>().join("--"));
    put("number", &escaped(if csl.number.is_empty() { &source.symbol } else { &csl.number }));
    if word == "report" && !csl.other.contains_key(&format!("{KEPT}type")) {
        put("type", REPORT);
    }
    put("doi", &verbatim(&csl.doi));
    put("url", &verbatim(&csl.url));
    put("urldate", source.accessed.as_str());
    put("language", &escaped(&source.language));
    put("library", &escaped(&csl.archive));
    for (key, value) in &csl.other {
        let field = key.strip_prefix(KEPT).map(|field| plain(field, "-_")).filter(|field| !field.is_empty());
        if let Some(field) = field {
            let value = if VERBATIM.contains(&field.as_str()) { verbatim(value) } else { escaped(value) };
            put(&field, &value);
        }
    }
    text.push_str("}\n\n");
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    writeln!(text, "{words}").expect("writing to a string cannot fail");
}

/// Names joined by `and`; what is no person in braces, so that nobody cuts it into given and family names.
fn names(names: &[CslName]) -> String {
    let name = |name: &CslName| match (name.family.trim(), name.given.trim()) {
        ("", "") => braced(&name.literal),
        ("", given) => braced(given),
        (family, given) => {
            let parts = [family, given].map(part);
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    };
    names.iter().map(name).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" and ")
}

/// A part of a name: in braces where it holds what parts names.
fn part(text: &str) -> String {
    let parts = text.contains(',') || text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if parts { braced(text) } else { escaped(text) }
}

fn braced(text: &str) -> String {
    let text = escaped(text);
    if text.is_empty() { text } else { format!("{{{text}}}") }
}

/// Words that TeX sets as they are.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in one_line(text).chars() {
        match letter {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '%' | '$' | '&' | '#' | '_' => escaped.extend(['\\', letter]),
            // Two hyphens in a row would be a dash.
            '-' if escaped.ends_with('-') => escaped.push_str("{}-"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// An address, in which nothing may be escaped but what would end the field.
fn verbatim(text: &str) -> String {
    one_line(text).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}
