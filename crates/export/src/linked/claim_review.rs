//! ClaimReview: the verdicts of a report as schema.org has them.
//!
//! Relations between claims, rebuttals and history have no place in that vocabulary.

use claimdesk_core::model::ScaleValue;
use serde_json::{Value, json};

use super::{Thing, party};
use crate::options::Options;
use crate::report::{ClaimSheet, Report, VerdictSheet};
use crate::text::{visible, web_address};

/// More letters than this are cut off where checks are listed.
const SHORT: usize = 75;

/// The reviews of a report, with what a reader of them would miss.
#[derive(Debug, Default)]
pub(crate) struct Reviews {
    /// A graph of reviews; none if no claim has a verdict.
    pub(crate) graph: Option<Value>,
    /// Why they cannot be published as they are.
    pub(crate) faults: Vec<String>,
    /// What could be better.
    pub(crate) advice: Vec<String>,
}

/// The verdicts of a report as ClaimReview, checked against what the vocabulary and its readers ask for.
pub(crate) fn reviews(report: &Report, options: &Options) -> Reviews {
    let mut reviews = Reviews::default();
    let address = options.address.trim();
    let Some(page) = web_address(address).filter(|page| !page.contains('#')) else {
        reviews.faults.push(if address.is_empty() {
            "ClaimReview names the page on which the check is published: give its address.".to_owned()
        } else {
            format!("“{}” is no address of a page on the web: it begins with https:// and has no #.", visible(address))
        });
        return reviews;
    };
    if report.head.made_by.desk.trim().is_empty() {
        reviews.faults.push("ClaimReview names who publishes the check: give the desk a name.".to_owned());
    }
    let mut graph = Vec::new();
    for claim in &report.claims {
        if let Some(verdict) = &claim.verdict {
            graph.push(review(report, claim, verdict, page, &mut reviews));
        }
    }
    if graph.is_empty() {
        reviews
            .faults
            .push("No claim of this report has a verdict: there is nothing to publish as ClaimReview.".to_owned());
        return reviews;
    }
    reviews.graph = Some(json!({"@context": "https://schema.org", "@graph": graph}));
    reviews
}

fn review(report: &Report, claim: &ClaimSheet, verdict: &VerdictSheet, page: &str, reviews: &mut Reviews) -> Value {
    let words = if claim.short.trim().is_empty() { &claim.statement } else { &claim.short };
    let words = one_line(words);
    if words.is_empty() {
        reviews.faults.push(format!("Claim {} has no words.", claim.number));
    }
    let letters = words.chars().count();
    if letters > SHORT {
        reviews
            .advice
            .push(format!("Claim {}: {letters} letters; give it a short form of at most {SHORT}.", claim.number));
    }
    let url = format!("{page}#claim-{}", claim.number);
    let publisher = Thing::new("Organization")
        .with("name", json!(one_line(&report.head.made_by.desk)))
        .with("url", json!(origin(page)));
    Thing::new("ClaimReview")
        .with("@id", json!(url))
        .with("url", json!(url))
        .with("claimReviewed", json!(words))
        .with("author", publisher.done())
        .with("datePublished", json!(verdict.at.day()))
        .with("inLanguage", json!(tag(&report.head.language)))
        .with("reviewRating", rating(report, claim.number, verdict, reviews))
        .with("itemReviewed", item(claim, reviews))
        .done()
}

/// The claim itself: who made it, when, where. The day of the check has no place here.
fn item(claim: &ClaimSheet, reviews: &mut Reviews) -> Value {
    let mut works = claim.appearances.iter().filter_map(|appearance| {
        let url = web_address(&appearance.url)?;
        let work = Thing::new("CreativeWork").with("url", json!(url)).with("name", json!(one_line(&appearance.title)));
        Some(work.with("datePublished", json!(appearance.date.as_str())).done())
    });
    let first = works.next().unwrap_or_default();
    let others: Vec<Value> = works.collect();
    if first.is_null() {
        reviews
            .advice
            .push(format!("Claim {}: no address where it appeared; some readers pass such checks over.", claim.number));
    }
    Thing::new("Claim")
        .with("text", json!(one_line(&claim.statement)))
        .with("author", party(&claim.claimant))
        .with("datePublished", json!(claim.made.as_str()))
        .with("inLanguage", json!(tag(&claim.language)))
        .with("firstAppearance", first)
        .with("appearance", json!(others))
        .done()
}

/// The verdict in words, and as a number where its scale has numbers: the higher the truer.
fn rating(report: &Report, number: u32, verdict: &VerdictSheet, reviews: &mut Reviews) -> Value {
    let name = one_line(&verdict.value.name);
    if name.is_empty() {
        reviews.faults.push(format!("Claim {number}: its verdict has no name."));
    }
    let values: &[ScaleValue] = report.scales.get(verdict.scale as usize).map_or(&[], |scale| &scale.values);
    let numbers: Vec<i32> = values.iter().filter_map(|value| value.number).collect();
    let rating = Thing::new("Rating").with("alternateName", json!(name));
    let rating = rating.with("ratingExplanation", json!(one_line(&verdict.finding)));
    match (verdict.value.number, numbers.iter().min(), numbers.iter().max()) {
        (Some(value), Some(worst), Some(best)) if worst < best && (*worst..=*best).contains(&value) => rating
            .with("ratingValue", json!(value))
            .with("worstRating", json!(worst))
            .with("bestRating", json!(best))
            .done(),
        (Some(value), _, _) => {
            let fault = format!("Claim {number}: {value} does not lie between the numbers of its scale.");
            reviews.faults.push(fault);
            rating.done()
        }
        (None, _, _) => {
            reviews.advice.push(format!("Claim {number}: its scale has no numbers; only the words are given."));
            rating.done()
        }
    }
}

fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A language tag, or nothing.
fn tag(text: &str) -> &str {
    crate::text::language(text).unwrap_or_default()
}

/// Scheme and host of an address.
fn origin(page: &str) -> &str {
    let host = page.find("://").map_or(0, |at| at + 3);
    page[host..].find(['/', '?']).map_or(page, |end| &page[..host + end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_origin() {
        assert_eq!(origin("https://example.org/checks/1"), "https://example.org");
        assert_eq!(origin("https://example.org"), "https://example.org");
        assert_eq!(origin("https://example.org?a"), "https://example.org");
    }
}
