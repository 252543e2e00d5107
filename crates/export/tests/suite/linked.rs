//! JSON-LD and bibliographies as other programs read them: PyLD, bibtexparser, hayagriva.

use claimdesk_core::model::SourcePatch;
use claimdesk_export::{Audience, ExportEnv, Options, Redaction, Report, Scope, find, write};
use serde_json::{Value, json};

use crate::desk::{Desk, env, made};
use crate::formats::{parse, text};
use crate::hostile;
use crate::office::{read, written};
use crate::report::sample;

/// A report whose verdicts stand on a scale with numbers.
fn numbered() -> Report {
    let mut desk = Desk::new("Numbers");
    let scale = uuid::Uuid::from_u128(77);
    desk.run(&json!({"do": "add_scale", "id": scale, "name": "Five", "values": [
        {"id": uuid::Uuid::from_u128(1), "name": "True", "number": 5, "tone": "supported"},
        {"id": uuid::Uuid::from_u128(2), "name": "False", "number": 1, "tone": "refuted"}]}));
    desk.scale = scale;
    let claim = desk
        .run(&json!({"do": "add_claim", "case": desk.case, "statement": "The report is dated 30 June 2017.",
        "with": {"claimant": {"name": "Author A", "role": "author"}, "made": "2017-07-06", "language": "en",
            "appearances": [{"title": "An article", "url": "https://example.org/article", "date": "2017-07-06"},
                {"title": "A post", "url": "https://example.org/post"}]}}))
        .created[0]
        .id;
    desk.verdict(
        claim.into(),
        "False",
        &json!({"finding": "It is dated 29 June </script><script>alert(1)</script>.", "reasoning": "It says so."}),
    );
    desk.report(Audience::Article)
}

#[test]
fn claim_review_is_what_schema_org_asks_for() {
    let (_folder, path) = written(&numbered(), "claimreview");
    let read = read("jsonld.py", &path);
    let review = &read["raw"]["@graph"][0];
    assert_eq!(review["@type"], "ClaimReview");
    assert_eq!(review["claimReviewed"], "The report is dated 30 June 2017.");
    assert_eq!(review["url"], "https://example.org/checks/paris#claim-1");
    assert_eq!(
        review["author"],
        json!({"@type": "Organization", "name": "Foreign desk", "url": "https://example.org"})
    );
    let rating = &review["reviewRating"];
    let numbers = ["worstRating", "ratingValue", "bestRating"].map(|key| rating[key].as_i64());
    assert_eq!((numbers, &rating["alternateName"]), ([Some(1), Some(1), Some(5)], &json!("False")));
    let item = &review["itemReviewed"];
    assert_eq!(item["datePublished"], "2017-07-06", "the day of the claim, not of the check");
    assert_eq!(item["author"]["@type"], "Person");
    assert_eq!(item["firstAppearance"]["url"], "https://example.org/article");
    assert_eq!(item["appearance"][0]["url"], "https://example.org/post");
    let triples = read["triples"].as_u64().expect("triples");
    assert!(triples >= 20, "a processor reads {triples} statements");
    assert_eq!(read["expanded"][0]["@graph"], Value::Null, "one graph of nodes");
}

#[test]
fn claim_review_says_what_is_missing() {
    let review = find("claimreview").expect("a format");
    let refuse = |report: &Report, address: &str| {
        let options = Options { address: address.to_owned(), ..Options::default() };
        write(review, report, &ExportEnv { options, ..env() }).expect_err("a fault").to_string()
    };
    let report = numbered();
    assert_eq!(refuse(&report, ""), "ClaimReview names the page on which the check is published: give its address.");
    assert!(refuse(&report, "ftp://example.org").contains("is no address of a page on the web"));
    let mut nameless = report.clone();
    nameless.head.made_by.desk.clear();
    assert!(refuse(&nameless, "https://example.org/a").contains("give the desk a name"));
    let empty = Desk::new("Nothing").report(Audience::Article);
    assert!(refuse(&empty, "https://example.org/a").contains("No claim of this report has a verdict"));
    assert!(refuse(&sample().desk.report(Audience::CheckedCopy), "https://example.org/a").contains("has no place"));
    let advice = review.advice(&sample().desk.report(Audience::CheckingFile), &env());
    assert!(advice.iter().any(|line| line.contains("short form")), "{advice:?}");
}

#[test]
fn the_article_carries_its_claim_review_and_nothing_of_the_desk() {
    let bytes = write(find("html").expect("a format"), &numbered(), &env()).expect("it renders");
    let html = String::from_utf8(bytes).expect("UTF-8");
    let page = parse(&html);
    assert_eq!(page.faults, Vec::<String>::new());
    assert_eq!(
        page.tags.iter().filter(|(name, _)| name == "script").count(),
        1,
        "only the data, and no script of a user's"
    );
    let start = html.find("ld+json\">").expect("the data") + 9;
    let end = start + html[start..].find("</script>").expect("its end");
    let data: Value = serde_json::from_str(&html[start..end]).expect("JSON");
    assert_eq!(data["@graph"][0]["@type"], "ClaimReview");
    let mut desk = sample().desk;
    let article = desk.report(Audience::Article);
    for key in ["html", "markdown", "json"] {
        let article = String::from_utf8(write(find(key).expect("a format"), &article, &env()).expect("it renders"))
            .expect("UTF-8");
        let inner = [
            "Editor B",
            "Editor A",
            "To be read against the sources",
            "whether the article tells apart",
            "Do not shorten it",
            "second check",
            "Second check",
        ];
        for inner in inner {
            assert!(!article.contains(inner), "“{inner}” is in the {key}");
        }
        assert!(
            article.contains("Comments on the report") || article.contains("Calls the data very doubtful"),
            "{key}"
        );
    }
}

#[test]
fn annotations_point_at_the_words() {
    let report = sample().desk.report(Audience::CheckingFile);
    let (_folder, path) = written(&report, "annotations");
    let read = read("jsonld.py", &path);
    let items = read["raw"]["items"].as_array().expect("items");
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        assert!(item["id"].as_str().is_some_and(|id| seen.insert(id.to_owned())), "{item}");
        assert_eq!(item["type"], "Annotation");
        assert!(item["motivation"].is_string());
        if item["target"].is_string() {
            continue;
        }
        let selectors = item["target"]["selector"].as_array().expect("selectors");
        assert_eq!(
            (&selectors[0]["type"], &selectors[1]["type"]),
            (&json!("TextQuoteSelector"), &json!("TextPositionSelector"))
        );
        let length = selectors[1]["end"].as_u64().expect("an end") - selectors[1]["start"].as_u64().expect("a start");
        let exact = selectors[0]["exact"].as_str().expect("words");
        assert_eq!(u64::try_from(exact.chars().count()).expect("short"), length, "code points of “{exact}”");
        assert_eq!(item["target"]["state"]["type"], "TimeState");
    }
    for motivation in ["assessing", "highlighting", "linking", "replying"] {
        assert!(items.iter().any(|item| item["motivation"] == motivation), "{motivation}");
    }
    let replies: Vec<&Value> = items.iter().filter(|item| item["motivation"] == "replying").collect();
    assert!(replies.iter().all(|reply| {
        reply["target"].as_str().is_some_and(|target| seen.contains(target) || target.starts_with("urn:uuid:"))
    }));
    assert!(read["triples"].as_u64().is_some_and(|triples| triples > 100));
}

#[test]
fn bibliographies_read_back() {
    let report = sample().desk.report(Audience::CheckingFile);
    let (_folder, path) = written(&report, "bibtex");
    let entries = read("bibtex.py", &path);
    let entry =
        entries.as_array().expect("entries").iter().find(|entry| entry["number"] == "S/1510/2017").expect("the report");
    assert_eq!(entry["ENTRYTYPE"], "report");
    assert_eq!(entry["year"], "2017");
    assert!(entry["author"].as_str().is_some_and(|author| author.contains("OPCW Technical Secretariat")));
    let open = report.sources.iter().filter(|source| source.csl.is_some()).count();
    assert_eq!(entries.as_array().map(Vec::len), Some(open), "what is kept back is not there");
    let (_folder, path) = written(&report, "ris");
    let records = read("ris.py", &path);
    assert_eq!(records.as_array().map(Vec::len), Some(open));
    assert!(records.to_string().contains("Комментарий к докладу миссии ОЗХО"));
    let csl: Vec<Value> = serde_json::from_str(&text(&report, "csl-json")).expect("CSL-JSON");
    assert_eq!(csl.len(), open);
    let item = csl.iter().find(|item| item["number"] == "S/1510/2017").expect("the report");
    assert_eq!((&item["type"], &item["issued"]), (&json!("report"), &json!({"date-parts": [[2017, 6, 29]]})));
}

/// What the desk reads in a bibliography of a report.
fn read_back(report: &Report, key: &str) -> Vec<SourcePatch> {
    let (_, found) = claimdesk_biblio::read(&text(report, key)).expect("a bibliography");
    assert_eq!(found.problems, Vec::<String>::new(), "{key}");
    found.entries
}

#[test]
fn the_desk_reads_its_own_bibliographies_back() {
    let (plain, hostile) = (sample().desk.report(Audience::CheckingFile), hostile::report(Audience::CheckingFile));
    for key in ["bibtex", "ris", "csl-json"] {
        let open: Vec<_> = plain.sources.iter().filter(|source| source.csl.is_some()).collect();
        let found = read_back(&plain, key);
        assert_eq!(found.len(), open.len(), "{key}");
        for (source, entry) in open.iter().zip(&found) {
            let (csl, read) = (source.csl.as_ref().expect("a record"), entry.csl.as_ref().expect("a record"));
            if !csl.title.is_empty() {
                assert_eq!((&read.title, &read.url), (&csl.title, &csl.url), "{key}");
            }
            assert_eq!(read.number, source.citation.symbol, "{key}");
            assert_eq!(read.issued.date, source.citation.date.parse().unwrap_or_default(), "{key}");
            assert_eq!(entry.accessed.clone().unwrap_or_default(), source.citation.accessed, "{key}");
            assert!(read.other["citation-key"].ends_with(&format!("-{}", source.number)), "{key}");
        }
        let found = read_back(&hostile, key);
        assert_eq!(found.len(), 1, "{key}");
        let title = found[0].csl.as_ref().map(|csl| csl.title.as_str()).unwrap_or_default();
        for words in ["<script>alert(1)</script>", "#eval(\"1\")", "$x$", "{{ v }} {% x %}"] {
            assert!(title.contains(words), "{key}: “{words}” is not in “{title}”");
        }
    }
}

#[test]
fn bibliographies_show_hostile_words_as_words() {
    let report = hostile::report(Audience::CheckingFile);
    let (_folder, path) = written(&report, "bibtex");
    assert_eq!(read("bibtex.py", &path).as_array().map(Vec::len), Some(1));
    let (_folder, path) = written(&report, "ris");
    assert_eq!(read("ris.py", &path).as_array().map(Vec::len), Some(1));
    let (_folder, path) = written(&report, "annotations");
    assert!(read("jsonld.py", &path)["raw"].to_string().contains("<script>alert(1)</script>"));
    let (_folder, path) = written(&report, "claimreview");
    assert!(read("jsonld.py", &path)["triples"].as_u64().is_some_and(|triples| triples > 5));
}

#[test]
fn what_is_kept_back_is_in_no_format() {
    let mut desk = Desk::new("A protected source");
    let source = desk.source(&json!({"confidentiality": "protected", "originator": "Witness Karim Example",
        "csl": {"title": "Notes from a cellar", "author": [{"family": "Example", "given": "Karim"}]}, "note": "phone 12"}));
    let open = desk
        .source(&json!({"confidentiality": "desk", "originator": "Desk friend", "csl": {"title": "A public paper"}}));
    let claim = desk
        .run(&json!({"do": "add_claim", "case": desk.case, "statement": "Told by KARIM EXAMPLE to the desk."}))
        .created[0]
        .id;
    desk.link(claim.into(), source, &json!({"shows": "Karim Example saw it, says “Notes from a cellar”."}));
    desk.link(claim.into(), open, &json!({}));
    desk.why(
        &json!({"do": "edit_claim", "claim": claim, "set": {"statement": "Told to the desk."}}),
        "Karim Example asked for it.",
    );
    desk.verdict(claim.into(), "Supported", &json!({"finding": "So says Karim Example."}));
    let signed = json!({"do": "sign_off_claim", "claim": claim, "note": "Read on the night shift."});
    desk.run_as(desk.second, &signed, None);
    let scope = desk.scope();
    for (redaction, audience, gone, here) in [
        (
            Redaction::Nothing,
            Audience::CheckingFile,
            &[][..],
            &["Karim Example", "Desk friend", "Editor B", "night shift"][..],
        ),
        (
            Redaction::Sources,
            Audience::CheckingFile,
            &["karim example", "notes from a cellar"],
            &["Desk friend", "Editor A", "Editor B", "night shift"],
        ),
        (
            Redaction::Desk,
            Audience::CheckingFile,
            &["karim example", "desk friend", "ana weiss", "asked for it", "bilal noor", "night shift"],
            &[],
        ),
        (
            Redaction::Nothing,
            Audience::Article,
            &["karim example", "desk friend", "ana weiss", "bilal noor", "night shift"],
            &[],
        ),
    ] {
        let scope = Scope { redaction, ..scope.clone() };
        let reader = desk.store.reader(None).expect("a reader");
        let report = Report::assemble(&reader, &scope, audience, &made()).expect("a report");
        for key in ["html", "markdown", "json", "csv", "annotations", "claimreview", "bibtex", "ris", "csl-json"] {
            let bytes = write(find(key).expect("a format"), &report, &env()).expect("it renders");
            let text = String::from_utf8(bytes).expect("UTF-8");
            for words in gone {
                assert!(!text.to_lowercase().contains(words), "{redaction:?}: “{words}” is in the {key}");
            }
            for words in here.iter().filter(|_| ["html", "json"].contains(&key)) {
                assert!(text.contains(words), "{redaction:?}: “{words}” is not in the {key}");
            }
        }
    }
}
