//! What is kept back stays so where it is cut in pieces, came with an import, or was told in confidence.

use std::io::Read;
use std::process::Command;

use claimdesk_core::model::{BlockKind, Kind};
use claimdesk_export::{
    Audience, ExportEnv, ExportError, FORMATS, Format, Options, Redaction, Report, Scope, Style, find, write,
};
use serde_json::{Value, json};

use crate::desk::{Desk, env, made, text_of};
use crate::formats::text;

fn report(desk: &mut Desk, redaction: Redaction, audience: Audience) -> Report {
    let scope = Scope { redaction, ..desk.scope() };
    let reader = desk.store.reader(None).expect("now");
    Report::assemble(&reader, &scope, audience, &made()).expect("a report")
}

/// All that stands in a file, in small letters: of a package every part, of a PDF its words and its properties.
fn letters(format: &dyn Format, bytes: Vec<u8>) -> String {
    let text = match format.key() {
        "docx" | "odt" | "xlsx" => {
            let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
            let mut text = String::new();
            for at in 0..package.len() {
                let mut part = package.by_index(at).expect("a part");
                text.push_str(&part.name().expect("a name"));
                part.read_to_string(&mut text).expect("UTF-8");
            }
            text
        }
        "pdf" => {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("report.pdf");
            std::fs::write(&path, &bytes).expect("written");
            let said = |program: &str, more: &[&str]| {
                let output = Command::new(program).arg(&path).args(more).output().expect("poppler is installed");
                String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
            };
            said("pdftotext", &["-"]) + &said("pdfinfo", &[]) + &said("pdfinfo", &["-struct-text"])
        }
        _ => String::from_utf8(bytes).expect("UTF-8"),
    };
    text.to_lowercase()
}

/// The report in each format that has a place for it.
fn texts(report: &Report) -> Vec<(&'static str, String)> {
    let mut texts = Vec::new();
    for format in FORMATS.iter().filter(|format| format.fits(report.audience)) {
        match write(*format, report, &env()) {
            Ok(bytes) => texts.push((format.key(), letters(*format, bytes))),
            // Without numbers on its scale a verdict is no review for the public.
            Err(ExportError::NotPublishable(_)) => {}
            Err(error) => panic!("{}: {error}", format.key()),
        }
    }
    texts
}

/// Sources alone, or words of texts: of claims without a place in a text nothing stands there.
fn is_without_claims(key: &str) -> bool {
    ["bibtex", "ris", "csl-json", "annotations"].contains(&key)
}

fn claim(desk: &mut Desk, statement: &str, with: &Value) -> uuid::Uuid {
    let add = json!({"do": "add_claim", "case": desk.case, "statement": statement, "with": with});
    desk.make(Kind::Claim, &add)
}

#[test]
fn a_name_goes_where_other_words_cut_it_in_two() {
    let mut desk = Desk::new("Names in pieces");
    let source = desk.source(&json!({"confidentiality": "protected", "originator": "Witness Karim"}));
    let claim = claim(&mut desk, "Witness Karim saw it.", &json!({}));
    desk.link(claim.into(), source, &json!({}));
    desk.verdict(claim.into(), "Supported", &json!({"finding": "Witness Karim says so."}));
    desk.run_as(desk.second, &json!({"do": "sign_off_claim", "claim": claim, "note": "Read."}), None);
    desk.run(&json!({"do": "set_work_state", "claim": claim, "state": "published"}));
    let edit = json!({"do": "edit_claim", "claim": claim, "set": {"statement": "Witness Selim saw it."}});
    desk.why(&edit, "The name was wrong.");
    for (redaction, audience) in [
        (Redaction::Sources, Audience::CheckingFile),
        (Redaction::Desk, Audience::CheckingFile),
        (Redaction::Desk, Audience::Article),
    ] {
        for (key, text) in texts(&report(&mut desk, redaction, audience)) {
            assert!(!text.contains("karim"), "{redaction:?}, {audience:?}: the name is in the {key}: {text}");
            assert!(
                text.contains("selim") || is_without_claims(key),
                "{audience:?}: the new words are not in the {key}"
            );
        }
    }
    let open = report(&mut desk, Redaction::Nothing, Audience::CheckingFile);
    assert!(text(&open, "markdown").contains("Karim"), "nothing was to be kept back");
}

#[test]
fn a_name_goes_where_a_passage_ends_within_it() {
    let mut desk = Desk::new("Passages");
    let blocks = [(BlockKind::Paragraph, "They fled at night. Then Witness Karim saw it all, and Witness Karim went.")];
    let revision = desk.document("A draft", &blocks, &json!({}));
    let (words, _) = text_of(&blocks);
    desk.source(&json!({"confidentiality": "protected", "originator": "Witness Karim"}));
    let claim = desk.tag(revision, &words, "They fled at night. Then Witness", &json!({"statement": "They fled."}));
    desk.verdict(claim, "Refuted", &json!({"finding": "They did not.", "change_asked": {"note": "Cut."}}));
    for audience in [Audience::CheckedCopy, Audience::CheckingFile] {
        for (key, text) in texts(&report(&mut desk, Redaction::Sources, audience)) {
            assert!(!text.contains("karim"), "{audience:?}: the name is in the {key}: {text}");
        }
    }
    let copy = report(&mut desk, Redaction::Sources, Audience::CheckedCopy);
    let runs: Vec<&str> = copy.texts[0].blocks[0].runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(runs, ["They fled at night. Then [kept back]", " saw it all, and [kept back] went."]);
}

#[test]
fn what_an_import_brought_along_is_not_for_the_public_and_in_no_citation() {
    let mut desk = Desk::new("Imported");
    let source = desk.source(&json!({"kind": "book", "csl": {"type": "book", "title": "A public book",
        "other": {"abstract": "Thin on the facts", "note": "Rang her twice", "bibtex.annote": "Never quote",
            "ris.N1": "Lent by a friend", "json.custom": "{\"desk\":\"inner\"}", "edition": "Fourth"}}}));
    let claim = claim(&mut desk, "It is so.", &json!({}));
    desk.link(claim.into(), source, &json!({}));
    desk.verdict(claim.into(), "Supported", &json!({"finding": "It is."}));
    let noted = ["thin on the facts", "rang her twice", "never quote", "lent by a friend", "inner"];
    for audience in [Audience::CheckingFile, Audience::Article] {
        let report = report(&mut desk, Redaction::Desk, audience);
        for (key, text) in texts(&report) {
            for words in noted {
                assert!(!text.contains(words), "{audience:?}: “{words}” is in the {key}");
            }
            assert!(text.contains("fourth") || !["json", "csl-json"].contains(&key), "the {key} lacks the edition");
        }
    }
    let open = report(&mut desk, Redaction::Nothing, Audience::CheckingFile);
    let csl = text(&open, "csl-json");
    assert!(csl.contains("Rang her twice") && !csl.contains("bibtex.annote") && !csl.contains("ris.N1"), "{csl}");
    for style in Style::ALL {
        let env = ExportEnv { options: Options { style, ..Options::default() }, ..env() };
        let bytes = write(find("markdown").expect("a format"), &open, &env).expect("it renders");
        let text = String::from_utf8(bytes).expect("UTF-8").to_lowercase();
        for words in noted {
            assert!(!text.contains(words), "{style:?} cites “{words}”");
        }
    }
}

#[test]
fn who_spoke_in_confidence_is_named_nowhere() {
    let mut desk = Desk::new("Contacts");
    let claim = claim(&mut desk, "The OPCW was there.", &json!({"claimant": {"name": "OPCW"}}));
    let rebuttal = desk.rebut(
        &json!({"claim": claim}),
        "J. Doe disputes the date.",
        &json!({"by": {"name": "J. Doe", "body": "OPCW"}, "uttered": "2017-07-04", "reflect": "Say what J. Doe disputes.",
            "excerpts": [{"quote": "not on that day"}]}),
    );
    for (whom, terms, answer, rebuttal) in [
        (json!({"name": "Jane Roe", "body": "Quiet House"}), "off_record", "Words in confidence.", Value::Null),
        (
            json!({"name": "John Doe", "body": "OPCW"}),
            "background",
            "It is so, says the OPCW. John Doe",
            json!(rebuttal),
        ),
    ] {
        let with = json!({"whom": whom, "address": "+49 30 1234", "claim": claim, "terms": terms, "asked": "2017-07-03",
            "question": "Is this so?", "rebuttal": rebuttal});
        let contact = desk.make(Kind::Contact, &json!({"do": "add_contact", "case": desk.case, "with": with}));
        desk.run(&json!({"do": "answer_contact", "contact": contact, "outcome": "answered", "answer": answer}));
    }
    let edit = json!({"do": "edit_claim", "claim": claim, "set": {"statement": "The OPCW was there in June."}});
    desk.why(&edit, "Rang Jane Roe at Quiet House, +49 30 1234.");
    let finding = json!({"finding": "So says John Doe.", "change_asked": {"note": "Give the month."}});
    desk.verdict(claim.into(), "Supported", &finding);
    for redaction in [Redaction::Sources, Redaction::Desk] {
        for audience in Audience::ALL {
            for (key, text) in texts(&report(&mut desk, redaction, audience)) {
                for words in ["jane roe", "quiet house", "+49 30 1234", "john doe", "j. doe", "words in confidence"] {
                    assert!(!text.contains(words), "{redaction:?}, {audience:?}: “{words}” is in the {key}: {text}");
                }
                // The body makes the claim: that it is named tells nobody who spoke for it.
                assert!(text.contains("opcw") || is_without_claims(key), "{audience:?}: the {key} lacks the claimant");
            }
        }
    }
    let report = report(&mut desk, Redaction::Sources, Audience::CheckingFile);
    assert_eq!(report.claims[0].rebuttals[0].by.name, "[kept back]");
    assert_eq!(report.claims[0].rebuttals[0].excerpts.len(), 1, "on background, words are given");
    let answers: Vec<&str> = report.contacts.iter().map(|contact| contact.answer.as_str()).collect();
    assert!(answers.contains(&"It is so, says the OPCW. [kept back]"), "{answers:?}");
}
