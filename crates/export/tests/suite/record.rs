//! What was not checked, who was asked, what was corrected and which copies are kept, in every format that people read.

use claimdesk_core::Attachment;
use claimdesk_core::sha256;
use claimdesk_export::{Audience, CorrectionLine, Event, Redaction, Report, Scope, find};
use serde_json::{Value, json};

use crate::desk::{Desk, command_of, env, look, made};
use crate::report::{Sample, sample};

const FORMATS: [&str; 2] = ["html", "markdown"];

/// The sample with a contact, an omission, a kept copy, a ticked point and a correction.
fn recorded() -> Sample {
    let mut sample = sample();
    let desk = &mut sample.desk;
    let reader = desk.store.reader(None).expect("now");
    let list = reader.ask("claim_list", json!({ "case": desk.case })).expect("claims");
    let of = |number: u64| -> Value {
        let rows = list["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["number"] == number).expect("a claim")["id"].clone()
    };
    let (claim, sources) = (of(1), reader.ask("source_list", json!({})).expect("sources"));
    let page = reader.ask("case_page", json!({ "case": desk.case })).expect("a case");
    let revision = page["documents"][0]["latest"]["id"].clone();
    let opcw = sources["rows"].as_array().expect("rows").iter().find(|row| row["source"]["symbol"] == "S/1510/2017");
    let opcw = opcw.expect("the report")["source"]["id"].clone();
    for (name, terms, answer) in [
        ("Press officer A", "on_record", "An answer on the record."),
        ("Person B", "off_record", "Words in confidence."),
    ] {
        let with = json!({ "whom": { "name": name }, "address": "+49 30 0000", "claim": claim, "terms": terms,
            "asked": "2017-07-03", "deadline": "2017-07-05", "question": "Is this so?" });
        let contact = desk.make(
            claimdesk_core::model::Kind::Contact,
            &json!({ "do": "add_contact", "case": desk.case, "with": with }),
        );
        desk.run(&json!({ "do": "answer_contact", "contact": contact, "outcome": "answered", "answer": answer }));
    }
    desk.run(&json!({ "do": "leave_out", "revision": revision, "start": 0, "end": 5, "ground": "opinion", "reason": "It is a headline." }));
    desk.run(&json!({ "do": "tick_check", "claim": claim, "point": "names", "done": true, "note": "All spelled as they sign." }));
    let bytes = b"%PDF-1.4 kept as it came".to_vec();
    let add = json!({ "do": "add_snapshot", "source": opcw, "bytes": sha256(&bytes), "media_type": "application/pdf",
        "name": "s-1510-2017.pdf", "with": { "original_url": "https://example.org/opcw/s-1510-2017.pdf" } });
    let attached = [Attachment { bytes, media_type: "application/pdf".to_owned() }];
    desk.store.execute_with(desk.editor, command_of(&add), None, &attached).expect("a copy");
    let signed = json!({ "do": "sign_off_claim", "claim": claim, "note": "Read on the night shift." });
    desk.run_as(desk.second, &signed, None);
    state(desk, &claim, "published", "");
    edit(desk, &claim, "The mission found sarin or a sarin-like substance.", "A reader wrote in.");
    state(desk, &claim, "corrected", "It had named one substance alone.");
    sample
}

fn state(desk: &mut Desk, claim: &Value, state: &str, reason: &str) {
    desk.run(&json!({ "do": "set_work_state", "claim": claim, "state": state, "reason": reason }));
}

fn edit(desk: &mut Desk, claim: &Value, statement: &str, why: &str) {
    desk.why(&json!({ "do": "edit_claim", "claim": claim, "set": { "statement": statement } }), why);
}

fn report(sample: &mut Sample, redaction: Redaction, audience: Audience) -> Report {
    let scope = Scope { redaction, ..sample.desk.scope() };
    let reader = sample.desk.store.reader(None).expect("now");
    Report::assemble(&reader, &scope, audience, &made()).expect("a report")
}

fn texts(report: &Report) -> Vec<String> {
    let render = |key: &str| {
        let bytes = find(key).expect("a format").render(report, &env()).expect("it renders");
        String::from_utf8(bytes).expect("UTF-8")
    };
    FORMATS.iter().map(|key| render(key)).chain([serde_json::to_string(report).expect("JSON")]).collect()
}

#[test]
fn the_checking_file_has_the_record_of_the_work() {
    let mut sample = recorded();
    let report = report(&mut sample, Redaction::Sources, Audience::CheckingFile);
    assert_eq!((report.omissions.len(), report.contacts.len(), report.snapshots.len()), (1, 2, 1));
    assert_eq!(report.corrections.len(), 2, "{:?}", report.corrections);
    for text in texts(&report) {
        for words in [
            "It is a headline.",
            "Press officer A",
            "An answer on the record.",
            "s-1510-2017.pdf",
            "All spelled as they sign.",
            "A reader wrote in.",
            "Read on the night shift.",
        ] {
            assert!(text.contains(words), "{words} is missing");
        }
        for words in ["Person B", "Words in confidence.", "+49 30 0000"] {
            assert!(!text.contains(words), "{words} was to be kept back");
        }
    }
    for key in ["pdf", "docx", "odt"] {
        let bytes = find(key).expect("a format").render(&report, &env()).expect("it renders");
        look(&format!("record.{key}"), &bytes);
    }
}

#[test]
fn redaction_decides_what_of_the_record_is_told() {
    let mut sample = recorded();
    let open = texts(&report(&mut sample, Redaction::Nothing, Audience::CheckingFile));
    for text in open {
        assert!(text.contains("Person B") && text.contains("Words in confidence.") && text.contains("+49 30 0000"));
    }
    for audience in Audience::ALL {
        let report = report(&mut sample, Redaction::Desk, audience);
        assert_eq!(report.corrections.len(), if audience.has_sheets() { 2 } else { 0 }, "{audience:?}");
        for text in texts(&report) {
            for words in [
                "Press officer A",
                "Person B",
                "It is a headline.",
                "All spelled as they sign.",
                "A reader wrote in.",
                "It had named one",
                "Read on the night shift.",
                "Editor B",
            ] {
                assert!(!text.contains(words), "{audience:?} tells {words}");
            }
        }
    }
}

#[test]
fn corrections_are_of_what_was_out_and_begin_when_it_came_out() {
    let mut desk = Desk::new("Corrections");
    let claim = desk.make(
        claimdesk_core::model::Kind::Claim,
        &json!({ "do": "add_claim", "case": desk.case, "statement": "It rained on Monday." }),
    );
    desk.verdict(claim.into(), "Supported", &json!({ "finding": "It did." }));
    let claim = json!(claim);
    let sign = |desk: &mut Desk| {
        desk.run_as(desk.second, &json!({ "do": "sign_off_claim", "claim": claim, "note": "Read." }), None);
    };
    let told = |desk: &mut Desk, redaction: Redaction| {
        let scope = Scope { redaction, ..desk.scope() };
        let reader = desk.store.reader(None).expect("now");
        Report::assemble(&reader, &scope, Audience::CheckingFile, &made()).expect("a report").corrections
    };
    sign(&mut desk);
    state(&mut desk, &claim, "published", "");
    state(&mut desk, &claim, "checking", "");
    edit(&mut desk, &claim, "It rained on Tuesday.", "A slip.");
    assert_eq!(told(&mut desk, Redaction::Nothing), [], "what is not out has no corrections");
    sign(&mut desk);
    state(&mut desk, &claim, "published", "");
    assert_eq!(told(&mut desk, Redaction::Nothing), [], "what was done before it came out anew is no correction");
    edit(&mut desk, &claim, "It rained on Wednesday.", "A reader wrote in.");
    sign(&mut desk);
    state(&mut desk, &claim, "withdrawn", "Pressed the wrong key.");
    assert_eq!(told(&mut desk, Redaction::Nothing).len(), 2, "that it was taken back is told");
    state(&mut desk, &claim, "published", "");
    state(&mut desk, &claim, "corrected", "The day was wrong.");
    let events = |lines: Vec<CorrectionLine>| lines.into_iter().flat_map(|line| line.events).collect::<Vec<_>>();
    assert_eq!(events(told(&mut desk, Redaction::Nothing)).len(), 4);
    let public = events(told(&mut desk, Redaction::Desk));
    assert!(matches!(public[..], [Event::Reworded(_), Event::WorkState { .. }]), "{public:?}");
}

#[test]
fn no_contact_is_left_out_however_many_there_are() {
    let mut desk = Desk::new("Many contacts");
    let case = desk.case;
    for _ in 0..2 {
        let add = |n: u32| json!({ "do": "add_contact", "case": case, "with": { "whom": { "name": format!("Person {n}") } } });
        let all: Vec<Value> = (0..501).map(add).collect();
        desk.run(&json!({ "do": "together", "title": "Asked many", "commands": all }));
    }
    assert_eq!(desk.report(Audience::CheckingFile).contacts.len(), 1_002);
}
