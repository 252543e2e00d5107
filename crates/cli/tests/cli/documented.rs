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

/// The file that `CLAIMDESK_AVERITEC` names, in the form of the data set, comes in whole, and every claim opens.
#[test]
fn a_real_data_set_comes_in_with_all_its_fields() {
    let Some(data) = std::env::var_os("CLAIMDESK_AVERITEC").map(PathBuf::from).filter(|path| path.is_file()) else {
        eprintln!("skipped: CLAIMDESK_AVERITEC does not name a file of the AVeriTeC data set");
        return;
    };
    let entries: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&data).expect("the file")).expect("a list of claims");
    let entries = entries.as_array().expect("a list of claims");
    let script = docs().join("examples/averitec_to_claimdesk.py");
    let made = Command::new("python3").arg(script).arg(&data).arg("--together").output().expect("Python");
    let home = Home::new();
    let ran = home.run_with(&["--json", "do", "-"], &String::from_utf8(made.stdout).expect("UTF-8"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let claims = home.ok(&["--json", "claims"]);
    assert_eq!(claims.lines().count(), entries.len());
    for (id, entry) in field(&claims, "id").iter().zip(entries) {
        let page = home.ok(&["ask", "claim_page", &format!("{{\"claim\":\"{id}\"}}")]);
        let page: serde_json::Value = serde_json::from_str(&page).expect("a page");
        let text = |value: &serde_json::Value| {
            value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(text(&page["claim"]["statement"]), text(&entry["claim"]));
        assert_eq!(text(&page["claim"]["claimant"]["name"]), text(&entry["speaker"]));
        assert_eq!(text(&page["verdict"]["reasoning"]), text(&entry["justification"]));
        let questions = entry["questions"].as_array().map_or(0, Vec::len);
        assert_eq!(page["claim"]["questions"].as_array().map(Vec::len), Some(questions));
    }
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
