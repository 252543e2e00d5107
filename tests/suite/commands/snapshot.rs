//! Snapshots: bytes kept once and untouched, quotes pinned in them and in other documents.

use claimdesk_core::id::{EvidenceId, SnapshotId, SourceId};
use claimdesk_core::model::{BLOCK_BREAK, Kind};
use claimdesk_core::{Attachment, Command, Receipt, Result, sha256};
use claimdesk_tests::{Desk, document, made};
use insta::assert_snapshot;
use serde_json::{Value, json};

const WORDS: [&str; 3] = ["Report", "The mission saw 12 places in خان شيخون.", "It left on 4 May."];

/// Keeps a copy of a source with the text of `WORDS`, whose second page begins with the last paragraph.
fn keep(desk: &mut Desk, source: SourceId, bytes: &[u8]) -> Result<Receipt> {
    let case = claimdesk_core::id::CaseId(claimdesk_tests::counted(1));
    let (add, mut attachments) = document(case, &WORDS);
    let second = WORDS[..2].iter().map(|words| words.chars().count() + BLOCK_BREAK.chars().count()).sum::<usize>();
    let command = json!({ "do": "add_snapshot", "source": source, "bytes": sha256(bytes), "media_type": "application/pdf",
        "name": "report.pdf", "text": { "text": add.text.text, "layout": add.text.layout, "words": 14, "pages": [0, second] },
        "with": { "original_url": "https://example.org/report.pdf" } });
    attachments.push(Attachment { bytes: bytes.to_vec(), media_type: "application/pdf".to_owned() });
    let editor = desk.editor;
    let command = Command::from_json(&command.to_string()).expect("a command");
    desk.store().execute_with(editor, command, None, &attachments)
}

fn page(desk: &mut Desk, snapshot: SnapshotId) -> Value {
    desk.ask("snapshot_page", json!({ "snapshot": snapshot }), None).expect("a page")
}

#[test]
fn bytes_are_kept_untouched_once_with_their_custody() {
    let mut desk = Desk::new();
    let (source, other) = (desk.source("Report").add(), desk.source("Another").add());
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let first = SnapshotId(made(&keep(&mut desk, source, &bytes).expect("kept"), Kind::Snapshot));
    let second = SnapshotId(made(&keep(&mut desk, other, &bytes).expect("kept"), Kind::Snapshot));
    let (one, two) = (page(&mut desk, first), page(&mut desk, second));
    assert_eq!(one["snapshot"]["bytes"]["blob"], two["snapshot"]["bytes"]["blob"], "the same bytes are kept once");
    assert_eq!(one["sha256"], sha256(&bytes));
    assert_eq!(one["snapshot"]["custody"][0]["what"], "Brought in as a file");
    let error = keep(&mut desk, source, &bytes).expect_err("refused");
    assert_snapshot!(error, @"This source has the same copy already: byte for byte.");
    desk.json(json!({ "do": "note_custody", "snapshot": first, "what": "Compared with the copy in the archive" }))
        .expect("noted");
    desk.json(
        json!({ "do": "edit_snapshot", "snapshot": first, "set": { "archive_url": "https://archive.example.org/1" } }),
    )
    .expect("set");
    assert_snapshot!(desk.refuses(json!({ "do": "edit_snapshot", "snapshot": first, "set": { "archive_url": "file:///etc" } })), @"“file:///etc” is not a web address: it must begin with https:// or http://.");
    let listed = desk.ask("source_page", json!({ "source": source }), None).expect("a page");
    assert_eq!(listed["snapshots"][0]["snapshot"]["custody"].as_array().map(Vec::len), Some(2));
    assert_snapshot!(desk.refuses(json!({ "do": "remove_source", "source": source })), @"This source is still used by 1 snapshot: remove or change that first.");
}

#[test]
fn a_quote_is_pinned_with_its_page_and_must_stand_there() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They left on 4 May.").add();
    let (source, other) = (desk.source("Report").add(), desk.source("Another").add());
    let snapshot = SnapshotId(made(&keep(&mut desk, source, b"%PDF").expect("kept"), Kind::Snapshot));
    let text = page(&mut desk, snapshot)["text"].as_str().expect("a text").to_owned();
    let span = |words: &str| {
        let start = text[..text.find(words).expect("the words")].chars().count();
        (start, start + words.chars().count())
    };
    let quote = |words: &str| {
        let (start, end) = span(words);
        json!({ "do": "quote_evidence", "claim": claim, "place": { "snapshot": snapshot }, "start": start, "end": end, "exact": words,
            "with": { "stance": "supports", "shows": "When they left" } })
    };
    let evidence = EvidenceId(made(&desk.json(quote("It left on 4 May.")).expect("quoted"), Kind::Evidence));
    let mut more = quote("خان شيخون");
    more["evidence"] = json!(evidence);
    more["with"] = json!({});
    desk.json(more).expect("a second quote of the same piece");
    let kept =
        desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page")["evidence"][0]["evidence"].clone();
    let excerpts = kept["excerpts"].as_array().expect("two").clone();
    let told: Vec<String> = excerpts
        .iter()
        .map(|one| {
            format!("{} ({})", one["quote"].as_str().unwrap_or_default(), one["locator"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(told, ["It left on 4 May. (p. 2)", "خان شيخون (p. 1)"]);
    assert_eq!((&kept["shows"], &excerpts[0]["pin"]["page"]), (&json!("When they left"), &json!(2)));
    let quotes = page(&mut desk, snapshot)["quotes"].clone();
    assert_eq!(quotes.as_array().map(Vec::len), Some(2));
    let mut wrong = quote("It left on 4 May.");
    wrong["exact"] = json!("It left on 5 May.");
    assert_snapshot!(desk.refuses(wrong), @"The passage does not read “It left on 5 May.” but “It left on 4 May.”.");
    let mut forged = excerpts;
    forged[0]["quote"] = json!("It never left.");
    let told = desk.refuses(json!({ "do": "edit_evidence", "evidence": evidence, "set": { "excerpts": forged } }));
    assert_snapshot!(told, @"The passage does not read “It never left.” but “It left on 4 May.”.");
    assert_snapshot!(desk.refuses(json!({ "do": "remove_snapshot", "snapshot": snapshot })), @"This snapshot is still used by 1 piece of evidence: remove or change that first.");
    desk.json(json!({ "do": "merge_sources", "keep": other, "others": [source] })).expect("the copy moves along");
    assert_eq!(page(&mut desk, snapshot)["source"]["id"], json!(other));
}

#[test]
fn words_are_found_in_the_texts_of_all_copies_at_any_moment() {
    let mut desk = Desk::new();
    let (source, other) = (desk.source("Report").add(), desk.source("Another").add());
    let first = keep(&mut desk, source, b"%PDF 1").expect("kept");
    keep(&mut desk, other, b"%PDF 2").expect("kept");
    let ask = |desk: &mut Desk, text: &str, at| desk.ask("copy_search", json!({ "text": text }), at).expect("hits");
    let found = ask(&mut desk, " MISSION saw ", None);
    let headings: Vec<_> = found.as_array().expect("a list").iter().map(|hit| hit["heading"].clone()).collect();
    assert_eq!(headings, ["Another", "Report"], "the newest first");
    let hit = &found[1];
    assert_eq!(hit["snapshot"], json!(made(&first, Kind::Snapshot)));
    assert_eq!([&hit["before"], &hit["exact"], &hit["after"]], ["The ", "mission saw", " 12 places in خان شيخون."]);
    assert_eq!([&hit["start"], &hit["end"], &hit["count"]], [12, 23, 1]);
    let then = ask(&mut desk, "خان", Some(first.seq));
    assert_eq!((then.as_array().map(Vec::len), &then[0]["start"]), (Some(1), &json!(37)));
    for nothing in ["", "  ", "mission left"] {
        assert_eq!(ask(&mut desk, nothing, None), json!([]), "{nothing}");
    }
}

#[test]
fn a_copy_is_erased_by_law_and_its_quotes_stay() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "They left on 4 May.").add();
    let (source, other) = (desk.source("Report").add(), desk.source("Another").add());
    let snapshot = SnapshotId(made(&keep(&mut desk, source, b"%PDF").expect("kept"), Kind::Snapshot));
    keep(&mut desk, other, b"%PDF").expect("kept");
    let text = page(&mut desk, snapshot)["text"].as_str().expect("a text").to_owned();
    let start = text[..text.find("It left").expect("the words")].chars().count();
    desk.json(json!({ "do": "quote_evidence", "claim": claim, "place": { "snapshot": snapshot }, "start": start,
        "end": start + 7, "with": { "stance": "supports" } }))
        .expect("quoted");
    let ask = |desk: &mut Desk| desk.ask("erasing", json!({ "snapshot": snapshot }), None).expect("an answer");
    let goes = ask(&mut desk);
    assert_eq!((&goes["title"], &goes["others"]), (&json!("Report"), &json!(["Another"])));
    assert_eq!((&goes["claims"], &goes["passages"]), (&json!(1), &json!(1)));
    let blobs = goes["bytes"].as_array().expect("rows").clone();
    assert_eq!(blobs.len(), 3, "its bytes, its text, its layout: {goes}");
    let editor = desk.editor;
    for row in &blobs {
        let blob = row["blob"].as_str().and_then(|blob| blob.parse().ok()).expect("a name");
        desk.store().erase(editor, &blob, Some("Request of 3 May".to_owned())).expect("erased");
    }
    assert!(ask(&mut desk)["bytes"].as_array().expect("rows").iter().all(|row| row["erased"].is_u64()));
    assert_eq!(desk.ask("copy_search", json!({ "text": "mission" }), None).expect("an answer"), json!([]));
    let page = page(&mut desk, snapshot);
    assert_eq!((&page["text"], &page["sha256"]), (&json!(""), &json!("")));
    assert!(page["erased"].is_u64() && page["quotes"].as_array().is_some_and(|quotes| quotes.len() == 1), "{page}");
    desk.store().verify().expect("it verifies");
}

#[test]
fn words_of_one_document_are_evidence_in_another() {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let (_, transcript) = desk.document(case, &["Transcript", "We met on 6 July.", "We shall meet again."]);
    let claim = desk.claim(case, "They met on 6 July.").add();
    let (start, end) = desk.find(transcript, "We met on 6 July.");
    let quote = json!({ "do": "quote_evidence", "claim": claim, "place": { "revision": transcript }, "start": start, "end": end });
    assert_snapshot!(desk.told(quote.clone()), @"Quoted as evidence; touched source, evidence; made source, evidence");
    assert_snapshot!(desk.told(quote), @"Quoted as evidence; touched evidence; made evidence");
    let page = desk.ask("claim_page", json!({ "claim": claim }), None).expect("a page");
    assert_eq!(page["evidence"][0]["source"]["csl"]["title"], "Transcript");
    assert_eq!(page["evidence"][0]["evidence"]["excerpts"][0]["locator"], "para. 1");
    assert_eq!(page["balance"]["origins_for"], 1, "one document is one origin");
}
