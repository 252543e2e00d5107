//! Pictures in reports and as files: what is kept back is not in them, and the same report gives the same bytes.

use claimdesk_export::{Audience, ClaimSheet, PictureOf, Redaction, Report, find, picture_png, picture_svg, pictures};
use claimdesk_map::{NodeKind, StoryWhat, page};
use serde_json::json;

use crate::desk::{Desk, env, look, made};
use crate::report::sample;

fn with(desk: &mut Desk, redaction: Redaction) -> Report {
    let scope = claimdesk_export::Scope { redaction, ..desk.scope() };
    let reader = desk.store.reader(None).expect("a reader");
    Report::assemble(&reader, &scope, Audience::CheckingFile, &made()).expect("a report")
}

fn sheet(report: &Report, claim: claimdesk_core::id::ClaimId) -> &ClaimSheet {
    report.claims.iter().find(|sheet| sheet.id == claim).expect("its sheet")
}

#[test]
fn the_map_of_a_report_is_that_of_the_window() {
    let mut sample = sample();
    let report = with(&mut sample.desk, Redaction::Nothing);
    let printed = pictures::map(&report, sheet(&report, sample.ffm));
    let shown = page(&sample.desk.store.reader(None).expect("a reader"), sample.ffm).expect("a page");
    let kinds = |map: &claimdesk_map::EvidenceMap| {
        let mut kinds: Vec<_> = map.nodes.iter().map(|node| (node.kind, node.text.clone(), node.unanswered)).collect();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds(&printed), kinds(&shown.map));
    assert_eq!((printed.origins_for, printed.origins_against), (shown.map.origins_for, shown.map.origins_against));
    let counted = &sheet(&report, sample.ffm).balance;
    assert_eq!((counted.origins_for, counted.origins_against), (shown.map.origins_for, shown.map.origins_against));
    assert!(printed.nodes.iter().any(|node| node.kind == NodeKind::Answer));
    assert!(shown.story.events.iter().any(|event| event.what == StoryWhat::Verdict));
    let told = pictures::story(&report, sheet(&report, sample.ffm));
    let dates = |story: &claimdesk_map::Story| story.events.iter().map(|event| event.date.clone()).collect::<Vec<_>>();
    assert_eq!(dates(&told), dates(&shown.story));
}

#[test]
fn a_protected_source_is_in_no_picture() {
    let mut desk = Desk::new("Paris talks");
    let claim = desk.make(
        claimdesk_core::model::Kind::Claim,
        &json!({"do": "add_claim", "case": desk.case, "statement": "What the claim says"}),
    );
    let origin =
        desk.source(&json!({"kind": "letter", "originator": "A hidden witness", "confidentiality": "protected"}));
    let paper = desk.source(&json!({"kind": "news_article", "originator": "A paper", "origin": origin}));
    let evidence = desk.link(claim.into(), paper, &json!({"shows": "A hidden witness said so"}));
    desk.rebut(
        &json!({"evidence": evidence}),
        "Nobody saw it",
        &json!({"by": {"name": "A ministry"}, "uttered": "2017-06",
        "evidence": [{"source": origin}]}),
    );
    for of in [PictureOf::Map, PictureOf::Timeline] {
        let open = with(&mut desk, Redaction::Nothing);
        let kept = with(&mut desk, Redaction::Sources);
        let open = picture_svg(&open, sheet(&open, claim.into()), of, false);
        let svg = picture_svg(&kept, sheet(&kept, claim.into()), of, false);
        assert!(open.contains("hidden"), "{open}");
        assert!(!svg.contains("hidden"), "{svg}");
        assert!(svg.contains("A paper"), "{svg}");
    }
}

#[test]
fn a_picture_is_a_png_with_the_same_bytes_each_time() {
    let mut sample = sample();
    let report = with(&mut sample.desk, Redaction::Sources);
    for (name, of, dark) in [("map.png", PictureOf::Map, false), ("timeline.png", PictureOf::Timeline, true)] {
        let png = || picture_png(&report, sheet(&report, sample.ffm), of, dark, &env()).expect("a picture");
        let bytes = png();
        look(name, &bytes);
        assert!(bytes.starts_with(b"\x89PNG"));
        assert_eq!(bytes, png());
    }
    look("map.svg", picture_svg(&report, sheet(&report, sample.ffm), PictureOf::Map, false).as_bytes());
}

#[test]
fn a_disputed_claim_has_its_pictures_in_the_report_with_the_same_in_words() {
    let mut sample = sample();
    let report = sample.desk.report(Audience::CheckingFile);
    let html = find("html").expect("a format").render(&report, &env()).expect("it renders");
    let html = String::from_utf8(html).expect("a text");
    assert!(html.contains("<svg ") && html.contains("Evidence map"), "no picture");
    let told: Vec<&str> = html.split("<summary>In words</summary>").skip(1).collect();
    let told: Vec<&str> = told.into_iter().filter_map(|after| after.split("</details>").next()).collect();
    for words in ["Calls the data very doubtful", "Points to contradictions"] {
        assert!(told.iter().any(|told| told.contains(words)), "the words lack “{words}”: {told:?}");
    }
}
