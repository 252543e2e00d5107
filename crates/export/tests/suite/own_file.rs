//! What a checked copy writes into the author's own file: the words of the copy that is made anew, each in its place.

use claimdesk_core::model::Markup;
use claimdesk_export::{Audience, ExportEnv, Language, Options, OwnFile, Redaction, Report, Scope, find};
use serde_json::json;

use crate::desk::{env, made};
use crate::office::read;
use crate::report::sample;

fn own(report: &Report, language: Language) -> Markup {
    OwnFile::of(report, &Options { language, ..Options::default() }).expect("the copy of one text").markup
}

fn said(markup: &Markup) -> Vec<String> {
    let words = |remark: &claimdesk_core::model::Remark| {
        remark.lines.iter().flat_map(|line| &line.words).map(|words| words.text.as_str()).collect()
    };
    markup.remarks.iter().map(words).collect()
}

#[test]
fn comments_are_those_of_the_copy_made_anew_in_every_language() {
    let report = sample().desk.report(Audience::CheckedCopy);
    for language in Language::ALL {
        let env = ExportEnv { options: Options { language, ..env().options }, ..env() };
        let bytes = find("docx").expect("DOCX").render(&report, &env).expect("it renders");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("copy.docx");
        std::fs::write(&path, bytes).expect("written");
        let anew = read("docx.py", &path);
        let own = own(&report, language);
        assert_eq!(json!(said(&own)), anew["comments"], "{language:?}");
        let new: Vec<&str> = own.replacements.iter().map(|one| one.new.as_str()).collect();
        assert_eq!(json!(new), anew["inserted"], "{language:?}");
        assert_eq!(own.remarks[0].lines[0].rtl, language.is_rtl());
    }
}

#[test]
fn places_are_those_of_the_passages_in_code_points() {
    let report = sample().desk.report(Audience::CheckedCopy);
    let own = OwnFile::of(&report, &Options::default()).expect("the copy of one text");
    assert_eq!(own.revision, report.texts[0].revision);
    let mut passages: Vec<(u32, u32)> = report
        .changes
        .iter()
        .flat_map(|change| &change.passages)
        .filter(|passage| passage.revision == own.revision)
        .map(|passage| (passage.start, passage.end))
        .collect();
    passages.sort_unstable();
    let mut remarks: Vec<(u32, u32)> = own.markup.remarks.iter().map(|remark| (remark.start, remark.end)).collect();
    remarks.sort_unstable();
    assert!(!passages.is_empty());
    assert_eq!(remarks, passages);
    let change = report.changes.iter().find(|change| !change.change.old.is_empty()).expect("a change asked");
    let passage = &change.passages[0];
    let at = passage.exact.find(&change.change.old).expect("its words");
    let start = passage.start + u32::try_from(passage.exact[..at].chars().count()).expect("short");
    let replaced = &own.markup.replacements[0];
    assert_eq!((replaced.start, replaced.new.as_str()), (start, change.change.new.as_str()));
    assert_eq!(replaced.end - replaced.start, u32::try_from(change.change.old.chars().count()).expect("short"));
    assert_eq!((own.markup.by.as_str(), own.markup.initials.as_str()), ("Foreign desk", "Fd"));
    assert_eq!(own.markup.at, format!("{}Z", &report.head.at.to_string()[..19]));
}

#[test]
fn what_has_no_place_in_the_text_stands_at_its_head() {
    let mut sample = sample();
    let case = sample.desk.case;
    let elsewhere = json!({"do": "add_claim", "case": case, "statement": "The talks were broken off.", "with": {}});
    let claim = sample.desk.make(claimdesk_core::model::Kind::Claim, &elsewhere).into();
    sample.desk.verdict(
        claim,
        "Refuted",
        &json!({"finding": "They went on.", "reasoning": "Both say so.",
        "change_asked": {"old": "", "new": "", "note": "Say that they went on."}}),
    );
    let own = own(&sample.desk.report(Audience::CheckedCopy), Language::En);
    let first = &own.remarks[0];
    assert_eq!((first.start, first.end), (0, 26), "the title");
    let words = said(&own).remove(0);
    for wanted in ["The talks were broken off.", "They went on.", "Say that they went on."] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
}

#[test]
fn other_reports_have_no_file_of_their_own() {
    let mut sample = sample();
    for audience in [Audience::CheckingFile, Audience::Summary, Audience::Article] {
        assert_eq!(OwnFile::of(&sample.desk.report(audience), &Options::default()), None);
    }
    let blocks = [(claimdesk_core::model::BlockKind::Paragraph, "Another text.")];
    sample.desk.document("Another", &blocks, &json!({}));
    assert_eq!(OwnFile::of(&sample.desk.report(Audience::CheckedCopy), &Options::default()), None, "two texts");
}

#[test]
fn what_is_kept_back_is_not_in_the_comments() {
    let mut sample = sample();
    let scope = Scope { redaction: Redaction::Desk, ..sample.desk.scope() };
    let reader = sample.desk.store.reader(None).expect("a reader");
    let report = Report::assemble(&reader, &scope, Audience::CheckedCopy, &made()).expect("a report");
    let words = said(&own(&report, Language::En)).concat();
    assert!(words.contains("Do not shorten it") && !words.contains("Editor A"), "{words}");
}
