//! What `docs/import.md` shows does what it says.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Home, field, verifies};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

#[test]
fn the_lines_of_the_page_are_carried_out() {
    let page = std::fs::read_to_string(docs().join("import.md")).expect("the page");
    let (_, lines) = page.split_once("```jsonl\n").expect("its lines");
    let (lines, _) = lines.split_once("```").expect("their end");
    let home = Home::new();
    let ran = home.run_with(&["--json", "do", "-"], lines);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(field(&ran.out, "operation").last().map(String::as_str), Some("remove_case"));
    assert_eq!(ran.out.lines().count(), lines.lines().count());
    assert!(verifies(&home, &home.desk()));
}

/// Two made-up claims in the form of the data set.
const CLAIMS: &str = r#"[
  {"claim": "The bridge was closed on 1 May 2020.", "label": "Refuted", "justification": "The record says 2 May.",
   "claim_date": "3-5-2020", "speaker": "A mayor", "original_claim_url": null, "reporting_source": null,
   "fact_checking_article": "https://example.org/check", "claim_types": ["Event/Property Claim"],
   "questions": [{"question": "When was it closed?", "answers": [
     {"answer": "On 2 May.", "answer_type": "Extractive", "source_url": "https://example.org/record", "source_medium": "PDF"},
     {"answer": "No", "answer_type": "Boolean", "boolean_explanation": "It was open.", "source_url": "https://example.org/record"}]}]},
  {"claim": "خان شيخون", "label": "Conflicting Evidence/Cherrypicking", "justification": "Both.", "claim_date": "?",
   "claim_types": [], "questions": [{"question": "Who says so?", "answers": [
     {"answer": "", "answer_type": "Unanswerable", "source_url": "Metadata"}]}]}
]"#;

#[test]
fn the_example_brings_claims_in() {
    let home = Home::new();
    let data = home.file("claims.json", CLAIMS);
    for (steps, arguments) in [(8, vec![]), (3, vec!["--case", "Once more", "--together"])] {
        let script = docs().join("examples/averitec_to_claimdesk.py");
        // Where there is no Python, there is nothing to try.
        let Ok(made) = Command::new("python3").arg(script).arg(&data).args(arguments).output() else { return };
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let ran = home.run_with(&["--json", "do", "-"], &String::from_utf8(made.stdout).expect("UTF-8"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out.lines().count(), steps, "{}", ran.out);
    }
    let claim = home.ok(&["claim", "1", "--case", "AVeriTeC"]);
    for words in ["✗ Refuted (Four-way)", "0 for, 1 against", "Claimed by A mayor 2020-05-03"] {
        assert!(claim.contains(words), "{claim}");
    }
    assert!(home.ok(&["claims", "--case", "Once"]).contains("⇄ Conflicting evidence"));
    assert!(verifies(&home, &home.desk()));
}
