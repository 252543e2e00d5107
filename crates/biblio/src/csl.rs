//! CSL-JSON: a list of items, or one.

use claimdesk_core::model::{Csl, CslDate, CslName, Source, SourcePatch};
use claimdesk_core::time::PartialDate;
use serde_json::{Map, Value, json};

use crate::{Bibliography, CITED_AS, bibtex, dates, is_web, kinds};

/// Under this, variables that are no text, as JSON.
pub(crate) const KEPT: &str = "json.";

/// The field of CSL-JSON for what only other formats know.
const CUSTOM: &str = "custom";

pub(crate) fn read(text: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let items = match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(items)) => items,
        Ok(Value::Object(mut one)) => match one.remove("items") {
            Some(Value::Array(items)) => items,
            Some(other) => {
                one.insert("items".to_owned(), other);
                vec![Value::Object(one)]
            }
            None => vec![Value::Object(one)],
        },
        Ok(_) => Vec::new(),
        Err(error) => {
            found.problems.push(format!("It is not JSON: {error}."));
            Vec::new()
        }
    };
    for (n, item) in items.into_iter().enumerate() {
        match item {
            Value::Object(item) => found.entries.push(patch(item)),
            _ => found.problems.push(format!("Item {}: it is not an object.", n + 1)),
        }
    }
    found
}

fn patch(item: Map<String, Value>) -> SourcePatch {
    let mut csl = Csl::default();
    let mut patch = SourcePatch::default();
    for (key, value) in item {
        if let Some(text) = plain(&value) {
            match text_field(&mut csl, &key) {
                Some(field) if key != "URL" || is_web(&text) => *field = text,
                _ if key == "language" => patch.language = Some(text),
                _ if key == "id" => {
                    csl.other.insert(CITED_AS.to_owned(), text);
                }
                _ => {
                    // A number stays one when it goes out again.
                    let kept = if value.is_string() { key } else { format!("{KEPT}{key}") };
                    csl.other.insert(kept, if value.is_string() { text } else { value.to_string() });
                }
            }
            continue;
        }
        match key.as_str() {
            "author" => keep_names(&mut csl, &key, value),
            "editor" => keep_names(&mut csl, &key, value),
            "issued" => {
                csl.issued = date(&value);
                if date_value(&csl.issued).as_ref() != Some(&value) {
                    csl.other.insert(format!("{KEPT}{key}"), value.to_string());
                }
            }
            "accessed" if !date(&value).date.is_empty() => patch.accessed = Some(date(&value).date),
            CUSTOM => keep_custom(&mut csl, value),
            _ => {
                csl.other.insert(format!("{KEPT}{key}"), value.to_string());
            }
        }
    }
    bibtex::complete(&mut patch, csl);
    patch
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn text_field<'a>(csl: &'a mut Csl, key: &str) -> Option<&'a mut String> {
    Some(match key {
        "type" => &mut csl.csl_type,
        "title" => &mut csl.title,
        "publisher" => &mut csl.publisher,
        "publisher-place" => &mut csl.publisher_place,
        "container-title" => &mut csl.container_title,
        "volume" => &mut csl.volume,
        "issue" => &mut csl.issue,
        "page" => &mut csl.page,
        "number" => &mut csl.number,
        "URL" => &mut csl.url,
        "DOI" => &mut csl.doi,
        "archive" => &mut csl.archive,
        _ => return None,
    })
}

/// Names as a source has them; the list itself too where it says more.
fn keep_names(csl: &mut Csl, key: &str, value: Value) {
    let names = names(&value);
    if names_value(&names) != value {
        csl.other.insert(format!("{KEPT}{key}"), value.to_string());
    }
    if key == "author" {
        csl.author = names;
    } else {
        csl.editor = names;
    }
}

fn names(value: &Value) -> Vec<CslName> {
    let of = |name: &Value, key: &str| name.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let name = |name: &Value| {
        let particles = [of(name, "non-dropping-particle"), of(name, "dropping-particle"), of(name, "family")];
        let family: Vec<&str> = particles.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let given = [of(name, "given"), of(name, "suffix")];
        let given: Vec<&str> = given.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        CslName { family: family.join(" "), given: given.join(", "), literal: of(name, "literal") }
    };
    value.as_array().map(|all| all.iter().map(name).collect()).unwrap_or_default()
}

fn names_value(names: &[CslName]) -> Value {
    let name = |name: &CslName| {
        let parts = [("family", &name.family), ("given", &name.given), ("literal", &name.literal)];
        let given = parts.into_iter().filter(|(_, text)| !text.is_empty());
        Value::Object(given.map(|(key, text)| (key.to_owned(), json!(text))).collect())
    };
    Value::Array(names.iter().map(name).collect())
}

fn date(value: &Value) -> CslDate {
    let first = value.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array);
    let parts: Vec<String> = first.map(|parts| parts.iter().filter_map(plain).collect()).unwrap_or_default();
    let small = |at: usize| parts.get(at).and_then(|part| part.parse::<u8>().ok());
    let ranged = value.get("date-parts").and_then(Value::as_array).is_some_and(|all| all.len() > 1);
    let from_parts = parts.first().and_then(|year| dates::from_parts(year, small(1), small(2)));
    let text = ["literal", "raw"].iter().find_map(|key| value.get(key)).and_then(Value::as_str);
    match (from_parts, text) {
        (Some(date), _) if !ranged => CslDate { date, literal: String::new() },
        (Some(date), _) => CslDate { date: PartialDate::default(), literal: format!("{date}/") },
        (None, Some(text)) => dates::read(text),
        (None, None) => CslDate { literal: parts.join("-"), ..CslDate::default() },
    }
}

fn date_value(date: &CslDate) -> Option<Value> {
    if date.date.is_empty() {
        return (!date.literal.is_empty()).then(|| json!({ "literal": date.literal }));
    }
    let parts: Vec<u32> = date.date.as_str().split('-').filter_map(|part| part.parse().ok()).collect();
    Some(json!({ "date-parts": [parts] }))
}

/// What other formats know and CSL-JSON carries along for them.
fn keep_custom(csl: &mut Csl, value: Value) {
    let Value::Object(fields) = value else {
        csl.other.insert(format!("{KEPT}{CUSTOM}"), value.to_string());
        return;
    };
    for (key, value) in fields {
        match value {
            Value::String(text) if key.starts_with("bibtex.") || key.starts_with("ris.") => {
                csl.other.insert(key, text);
            }
            other => {
                csl.other.insert(format!("custom.{key}"), other.to_string());
            }
        }
    }
}

pub(crate) fn write(sources: &[Source]) -> String {
    let items: Vec<Value> = sources.iter().map(item).collect();
    let mut text = serde_json::to_string_pretty(&items).expect("values are JSON");
    text.push('\n');
    text
}

fn item(source: &Source) -> Value {
    let csl = &source.csl;
    let mut item = Map::new();
    let mut custom = Map::new();
    let mut put = |key: &str, text: &str| {
        if !text.is_empty() {
            item.insert(key.to_owned(), json!(text));
        }
    };
    put("id", csl.other.get(CITED_AS).map_or(&source.id.to_string(), |key| key));
    put("type", kinds::csl_type(source));
    let number = if csl.number.is_empty() { &source.symbol } else { &csl.number };
    let texts = [
        ("title", &csl.title),
        ("publisher", &csl.publisher),
        ("publisher-place", &csl.publisher_place),
        ("container-title", &csl.container_title),
        ("volume", &csl.volume),
        ("issue", &csl.issue),
        ("page", &csl.page),
        ("number", number),
        ("URL", &csl.url),
        ("DOI", &csl.doi),
        ("archive", &csl.archive),
        ("language", &source.language),
    ];
    for (key, text) in &texts {
        put(key, text);
    }
    let mut author = csl.author.clone();
    if author.is_empty() && csl.editor.is_empty() && !source.originator.is_empty() {
        author.push(CslName { literal: source.originator.clone(), ..CslName::default() });
    }
    for (key, names) in [("author", &author), ("editor", &csl.editor)] {
        if !names.is_empty() {
            item.insert(key.to_owned(), names_value(names));
        }
    }
    let accessed = CslDate { date: source.accessed.clone(), literal: String::new() };
    for (key, date) in [("issued", &csl.issued), ("accessed", &accessed)] {
        item.extend(date_value(date).map(|value| (key.to_owned(), value)));
    }
    for (key, text) in csl.other.iter().filter(|(key, _)| *key != CITED_AS) {
        if let Some(name) = key.strip_prefix(KEPT) {
            restore(&mut item, csl, name, text);
        } else if let Some(name) = key.strip_prefix("custom.") {
            custom.insert(name.to_owned(), serde_json::from_str(text).unwrap_or_else(|_| json!(text)));
        } else if key.starts_with("bibtex.") || key.starts_with("ris.") {
            custom.insert(key.clone(), json!(text));
        } else {
            item.insert(key.clone(), json!(text));
        }
    }
    if !custom.is_empty() {
        item.insert(CUSTOM.to_owned(), Value::Object(custom));
    }
    Value::Object(item)
}

/// Puts back what was more than a source has fields for, unless somebody has changed it since.
fn restore(item: &mut Map<String, Value>, csl: &Csl, name: &str, text: &str) {
    let Ok(kept) = serde_json::from_str::<Value>(text) else { return };
    let still = match name {
        "author" => names(&kept) == csl.author,
        "editor" => names(&kept) == csl.editor,
        "issued" => date(&kept) == csl.issued,
        _ => true,
    };
    if still {
        item.insert(name.to_owned(), kept);
    }
}
