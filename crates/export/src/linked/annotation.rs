//! Web annotations: each passage of a claim as a place in a text, with what the desk found;
//! its evidence and its rebuttals as annotations of their own.
//!
//! Selectors count code points of the canonical text, the end excluded, and
//! come in two kinds, so that a reader who knows one of them finds the place.

use serde_json::{Value, json};

use super::Thing;
use crate::report::{
    Attacked, Change, ClaimSheet, EvidenceLine, PassageLine, RebuttalSheet, Report, SourceEntry, VerdictSheet,
};
use crate::text::{language, web_address};

/// All annotations of a report, as one page.
pub(crate) fn annotations(report: &Report) -> Value {
    let mut items = Vec::new();
    for claim in &report.claims {
        let verdict = claim.verdict.as_ref();
        let bodies = bodies(&claim.statement, &claim.language, verdict.map(said));
        places(report, &claim.id.to_string(), &claim.passages, &bodies, verdict, &mut items);
        items.extend(claim.evidence.iter().map(|line| evidence(report, claim, line)));
        claim.rebuttals.iter().for_each(|sheet| rebuttal(report, claim, sheet, None, &mut items));
    }
    for change in &report.changes {
        let said = change.value.as_ref().map(|value| (value.name.as_str(), change.finding.as_str(), &change.change));
        let bodies = bodies(&change.statement, &change.language, said);
        places(report, &change.id.to_string(), &change.passages, &bodies, None, &mut items);
    }
    Thing::default()
        .with("@context", json!("http://www.w3.org/ns/anno.jsonld"))
        .with("id", json!(format!("urn:uuid:{}", report.head.entry_id)))
        .with("type", json!("AnnotationPage"))
        .with("items", Value::Array(items))
        .done()
}

fn said(verdict: &VerdictSheet) -> (&str, &str, &Change) {
    (&verdict.value.name, &verdict.finding, &verdict.change)
}

/// What is said of a place: the claim in its own words, the verdict, the finding, the change asked.
fn bodies(statement: &str, tag: &str, said: Option<(&str, &str, &Change)>) -> Vec<Value> {
    let mut bodies = vec![text_body(statement, "describing", tag)];
    if let Some((verdict, finding, change)) = said {
        bodies.push(text_body(verdict, "classifying", ""));
        bodies.push(text_body(finding, "assessing", ""));
        bodies.push(text_body(&change.new, "editing", tag));
        bodies.push(text_body(&change.note, "commenting", ""));
    }
    bodies.retain(|body| !body.is_null());
    bodies
}

fn text_body(text: &str, purpose: &str, tag: &str) -> Value {
    if text.trim().is_empty() {
        return Value::Null;
    }
    Thing::default()
        .with("type", json!("TextualBody"))
        .with("value", json!(text))
        .with("format", json!("text/plain"))
        .with("language", json!(language(tag)))
        .with("purpose", json!(purpose))
        .done()
}

/// An annotation for each place of a claim; for a claim without one, an annotation of the claim alone.
fn places(
    report: &Report,
    id: &str,
    passages: &[PassageLine],
    bodies: &[Value],
    verdict: Option<&VerdictSheet>,
    items: &mut Vec<Value>,
) {
    let motivation = match (bodies.len() > 1, report.changes.is_empty()) {
        (true, true) => "assessing",
        (true, false) => "editing",
        (false, _) => "highlighting",
    };
    for (passage, nth) in passages.iter().zip(1..) {
        let creator = verdict.map(|verdict| verdict.by.trim()).filter(|by| !by.is_empty());
        let annotation = Thing::default()
            .with("id", json!(format!("urn:uuid:{id}#passage-{nth}")))
            .with("type", json!("Annotation"))
            .with("motivation", json!(motivation))
            .with("creator", creator.map_or(Value::Null, |by| json!({"type": "Person", "name": by})))
            .with("created", verdict.map_or(Value::Null, |verdict| json!(verdict.at.to_string())))
            .with("generator", generator(report))
            .with("body", json!(bodies))
            .with("target", target(report, passage));
        items.push(annotation.done());
    }
}

fn generator(report: &Report) -> Value {
    let program = report.head.made_by.program.trim();
    if program.is_empty() { Value::Null } else { json!({"type": "Software", "name": program}) }
}

/// A place in a draft: which draft, as of when, and the words with their neighbours and their place.
fn target(report: &Report, passage: &PassageLine) -> Value {
    let held = report.head.documents.iter().find_map(|document| {
        let draft = document.revisions.iter().find(|revision| revision.id == passage.revision)?;
        Some((document, draft))
    });
    let address = held.and_then(|(document, _)| web_address(&document.url)).map(str::to_owned);
    let source = address.unwrap_or_else(|| format!("urn:uuid:{}", passage.revision));
    let state = held.map_or(Value::Null, |(_, draft)| {
        json!({"type": "TimeState", "sourceDate": draft.received_at.to_string(), "cached": format!("urn:sha256:{}", draft.sha256)})
    });
    let quote = Thing::default()
        .with("type", json!("TextQuoteSelector"))
        .with("exact", json!(passage.exact))
        .with("prefix", json!(passage.before.text))
        .with("suffix", json!(passage.after.text));
    let position = json!({"type": "TextPositionSelector", "start": passage.start, "end": passage.end});
    Thing::default()
        .with("type", json!("SpecificResource"))
        .with("source", json!(source))
        .with("state", state)
        .with("selector", json!([quote.done(), position]))
        .done()
}

/// A piece of evidence links a claim with a place in a source.
fn evidence(report: &Report, claim: &ClaimSheet, line: &EvidenceLine) -> Value {
    let source = report.sources.iter().find(|source| source.number == line.source);
    let mut bodies: Vec<Value> = line
        .excerpts
        .iter()
        .filter(|excerpt| !excerpt.quote.trim().is_empty())
        .map(|excerpt| {
            json!({"type": "SpecificResource", "purpose": "linking", "source": named(source),
            "selector": {"type": "TextQuoteSelector", "exact": excerpt.quote}})
        })
        .collect();
    if bodies.is_empty() {
        bodies.push(json!({"type": "SpecificResource", "purpose": "linking", "source": named(source)}));
    }
    bodies.push(text_body(crate::labels::stance(line.stance).1, "classifying", "en"));
    bodies.push(text_body(&line.shows, "commenting", ""));
    bodies.retain(|body| !body.is_null());
    Thing::default()
        .with("id", json!(format!("urn:uuid:{}", line.id)))
        .with("type", json!("Annotation"))
        .with("motivation", json!("linking"))
        .with("generator", generator(report))
        .with("body", json!(bodies))
        .with("target", json!(format!("urn:uuid:{}", claim.id)))
        .done()
}

/// The address of a source, or its identity; one that is kept back has neither.
fn named(source: Option<&SourceEntry>) -> String {
    let Some(source) = source else { return "urn:claimdesk:source:unknown".to_owned() };
    let url = web_address(&source.citation.url).map(str::to_owned);
    url.or_else(|| source.id.map(|id| format!("urn:uuid:{id}")))
        .unwrap_or_else(|| format!("urn:claimdesk:source:kept-back:{}", source.number))
}

/// A rebuttal replies to what it attacks; so does each of its answers.
fn rebuttal(
    report: &Report,
    claim: &ClaimSheet,
    sheet: &RebuttalSheet,
    above: Option<&RebuttalSheet>,
    items: &mut Vec<Value>,
) {
    let attacked = match (above, sheet.attacks) {
        (Some(above), _) => above.id.to_string(),
        (None, Attacked::Evidence(source)) => claim
            .evidence
            .iter()
            .find(|line| line.source == source && line.rebutted_by.contains(&sheet.number))
            .map_or_else(|| claim.id.to_string(), |line| line.id.to_string()),
        (None, Attacked::Claim | Attacked::Rebuttal(_)) => claim.id.to_string(),
    };
    let mut bodies = vec![text_body(&sheet.statement, "replying", "")];
    bodies.extend(sheet.excerpts.iter().map(|excerpt| text_body(&excerpt.quote, "highlighting", "")));
    bodies.push(text_body(&sheet.weighing.reason, "assessing", ""));
    bodies.retain(|body| !body.is_null());
    let by = sheet.by.line();
    let annotation = Thing::default()
        .with("id", json!(format!("urn:uuid:{}", sheet.id)))
        .with("type", json!("Annotation"))
        .with("motivation", json!("replying"))
        .with("creator", if by.is_empty() { Value::Null } else { json!({"name": by}) })
        .with("generator", generator(report))
        .with("body", json!(bodies))
        .with("target", json!(format!("urn:uuid:{attacked}")));
    items.push(annotation.done());
    sheet.answers.iter().for_each(|answer| rebuttal(report, claim, answer, Some(sheet), items));
}
