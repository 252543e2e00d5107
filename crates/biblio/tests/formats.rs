//! Each format is read without loss and comes out again as it went in.

use claimdesk_biblio::{Style, read, read_name, write};
use claimdesk_core::model::{Source, SourceKind, SourcePatch};

/// A source as the desk makes one of a patch.
fn source(patch: SourcePatch) -> Source {
    let blank =
        serde_json::json!({ "id": "00000000-0000-7000-8000-000000000001", "added_at": "2001-02-03T04:05:06.000Z" });
    let mut source: Source = serde_json::from_value(blank).expect("a source");
    patch.apply(&mut source);
    source
}

fn sources(text: &str) -> Vec<Source> {
    let (_, found) = read(text).expect("a bibliography");
    assert_eq!(found.problems, Vec::<String>::new());
    found.entries.into_iter().map(source).collect()
}

/// Written and read once more, nothing is different.
fn round_trip(text: &str, style: Style) -> Vec<Source> {
    let first = sources(text);
    let again = sources(&write(&first, style));
    assert_eq!(first, again, "{}", write(&first, style));
    first
}

const BIBTEX: &str = r#"
@string{org = {Organisation for the Prohibition of Chemical Weapons}}
@comment{Nothing of this is an entry.}
@report{ffm2017,
  author      = {{OPCW Fact-Finding Mission}},
  title       = {Report of the {FFM} on an alleged incident in {Khan Shaykhun}},
  institution = org,
  number      = {S/1510/2017},
  date        = {2017-06-29},
  url         = {https://www.opcw.org/s-1510-2017},
  urldate     = {2017-07-01},
  keywords    = {sarin, report},
}

@article{mueller, author = "M{\"u}ller, J{\'e}r{\^o}me and van der Berg, Anna", title = "On 5\% of {\ss}", journal = {A Journal},
  year = 2018, month = mar, volume = 4, number = {2}, pages = {10--19}, doi = {10.1000/xyz123}}
"#;

#[test]
fn bibtex_comes_in_with_its_accents_names_and_strings_and_goes_out_again() {
    let all = round_trip(BIBTEX, Style::Bibtex);
    let [report, article] = all.as_slice() else { panic!("two entries") };
    assert_eq!(report.csl.title, "Report of the FFM on an alleged incident in Khan Shaykhun");
    assert_eq!((report.symbol.as_str(), report.kind), ("S/1510/2017", SourceKind::Report));
    assert_eq!(report.csl.publisher, "Organisation for the Prohibition of Chemical Weapons");
    assert_eq!(report.csl.author[0].literal, "OPCW Fact-Finding Mission");
    assert_eq!((report.published.as_str(), report.accessed.as_str()), ("2017-06-29", "2017-07-01"));
    assert_eq!(report.csl.other["bibtex.keywords"], "sarin, report");
    assert_eq!((article.csl.author[0].family.as_str(), article.csl.author[0].given.as_str()), ("Müller", "Jérôme"));
    assert_eq!(article.csl.author[1].family, "van der Berg");
    assert_eq!(article.csl.title, "On 5% of ß");
    assert_eq!((article.csl.issue.as_str(), article.csl.page.as_str()), ("2", "10-19"));
    assert_eq!(article.csl.issued.date.as_str(), "2018-03");
}

#[test]
fn one_broken_entry_costs_no_other() {
    let (style, found) =
        read("@book{a, title = {One}}\n@book{b, title = {Two\n@book{c, title = {Three}}\n").expect("BibTeX");
    assert_eq!(style, Style::Bibtex);
    let titles: Vec<String> =
        found.entries.iter().filter_map(|one| one.csl.as_ref().map(|csl| csl.title.clone())).collect();
    assert_eq!(titles, ["One", "Three"]);
    assert_eq!(found.problems.len(), 1);
    assert!(found.problems[0].starts_with("Line 2: "), "{:?}", found.problems);
}

const RIS: &str = "TY  - RPRT
AU  - OPCW Fact-Finding Mission
AU  - Müller, Jérôme
TI  - Report of the FFM on an alleged
 incident in خان شيخون
DA  - 2017/06/29
PY  - 2017
M1  - S/1510/2017
PB  - OPCW
CY  - The Hague
UR  - https://www.opcw.org/s-1510-2017
KW  - sarin
KW  - report
N1  - Read twice.
ER  - 

TY  - EJOUR
T1  - Another
SP  - 10
EP  - 19
Y1  - 2018///Spring
ER  -
";

#[test]
fn ris_comes_in_line_by_line_and_goes_out_again() {
    let all = round_trip(RIS, Style::Ris);
    let [report, article] = all.as_slice() else { panic!("two records") };
    assert_eq!(report.csl.title, "Report of the FFM on an alleged incident in خان شيخون");
    assert_eq!((report.symbol.as_str(), report.published.as_str()), ("S/1510/2017", "2017-06-29"));
    assert_eq!(report.csl.other["ris.KW"], "sarin\nreport");
    assert_eq!(article.csl.page, "10-19");
    assert_eq!(article.csl.issued.literal, "2018///Spring");
    assert_eq!(article.csl.other["ris.TY"], "EJOUR");
}

const CSL: &str = r#"[{
  "id": "ffm2017", "type": "report", "title": "Report of the FFM", "number": "S/1510/2017", "volume": 3,
  "author": [{ "literal": "OPCW" }, { "family": "Berg", "given": "Anna", "non-dropping-particle": "van der" }],
  "issued": { "date-parts": [[2017, 6, 29]] },
  "accessed": { "date-parts": [["2017", "7", "1"]] },
  "event-date": { "date-parts": [[2017, 4, 4]] },
  "translator": [{ "family": "Durand", "given": "Chloé" }],
  "note": "Read twice.", "custom": { "shelf": 4 }
}]"#;

#[test]
fn csl_json_goes_out_with_all_that_came_in() {
    let all = round_trip(CSL, Style::Csl);
    let out: serde_json::Value = serde_json::from_str(&write(&all, Style::Csl)).expect("JSON");
    let came: serde_json::Value = serde_json::from_str(CSL).expect("JSON");
    for (key, value) in came[0].as_object().expect("an item") {
        match key.as_str() {
            "accessed" => assert_eq!(out[0][key]["date-parts"], serde_json::json!([[2017, 7, 1]])),
            "volume" => assert_eq!(out[0][key], "3", "a number of a work is a text"),
            _ => assert_eq!(&out[0][key], value, "{key}"),
        }
    }
}

#[test]
fn what_one_format_knows_is_carried_through_the_others() {
    let first = sources(BIBTEX);
    let through = sources(&write(&first, Style::Csl));
    assert_eq!(first, through);
    let ris = sources(&write(&first, Style::Ris));
    assert_eq!(ris[0].csl.title, first[0].csl.title);
    assert_eq!((&ris[1].csl.author, &ris[1].csl.doi), (&first[1].csl.author, &first[1].csl.doi));
}

/// A source made by hand: every field with what means something to one of the formats.
fn odd() -> Source {
    let mut odd = source(SourcePatch::default());
    let words = r"50% of $x$ & #1_a ~b^ {c} \d -- e---f (g), h and i @j{k,";
    odd.kind = SourceKind::Report;
    odd.csl.csl_type = "report".to_owned();
    odd.csl.title = words.to_owned();
    odd.csl.publisher = format!("Publisher {words}");
    odd.csl.archive = "Shelf 4".to_owned();
    odd.csl.url = "https://example.org/a--b/c---d_e".to_owned();
    odd.csl.author = vec![
        claimdesk_core::model::CslName { literal: "Ministry of A and B, C".to_owned(), ..Default::default() },
        claimdesk_core::model::CslName {
            family: "Smith and Co".to_owned(),
            given: "J.".to_owned(),
            ..Default::default()
        },
    ];
    odd.csl.other.insert("citation-key".to_owned(), "odd-1".to_owned());
    odd
}

#[test]
fn no_word_of_a_source_is_read_as_a_sign_of_the_format() {
    let before = odd();
    for style in Style::ALL {
        let text = write(&[before.clone(), before.clone()], *style);
        let found = sources(&text);
        assert_eq!(found.len(), 2, "{text}");
        let (csl, came) = (&before.csl, &found[0].csl);
        // RIS cuts names at commas, whoever they are.
        if *style != Style::Ris {
            assert_eq!(csl.author, came.author, "{text}");
        }
        assert_eq!((&csl.title, &csl.publisher), (&came.title, &came.publisher), "{text}");
        assert_eq!((&csl.archive, &csl.url), (&came.archive, &came.url), "{text}");
        assert_eq!(came.other["citation-key"], "odd-1", "{text}");
    }
    let text = write(&[before], Style::Bibtex);
    let mut depth = 0_i32;
    for letter in text.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        assert!(depth >= 0, "{text}");
    }
    assert_eq!(depth, 0, "BibTeX counts every brace, with a stroke before it or not: {text}");
    assert!(text.lines().skip(1).all(|line| line.is_empty() || line == "}" || line.starts_with("  ")), "{text}");
}

#[test]
fn what_was_kept_for_a_format_cannot_end_a_record() {
    let mut odd = odd();
    for (key, text) in [
        ("ris.ER", ""),
        ("ris.TY", "BOOK\nER  - "),
        ("ris.N1", "Noted\nER  - \nTwice"),
        ("ris.X", "no tag"),
        ("bibtex.@", "misc{x,}\n@book"),
        ("bibtex.no te}", "}} @book{"),
    ] {
        odd.csl.other.insert(key.to_owned(), text.to_owned());
    }
    odd.csl.other.insert("citation-key".to_owned(), "a key, {of} words}".to_owned());
    for style in [Style::Bibtex, Style::Ris] {
        let text = write(&[odd.clone()], style);
        let found = sources(&text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].csl.title, odd.csl.title, "{text}");
    }
    let ris = write(&[odd], Style::Ris);
    assert!(ris.lines().count() == ris.matches("\r\n").count() && ris.matches("ER  - \r\n").count() == 1, "{ris}");
}

#[test]
fn an_address_or_a_doi_names_a_work() {
    for text in ["10.1000/xyz123", "doi:10.1000/xyz123", "https://doi.org/10.1000/xyz123"] {
        let csl = read_name(text).and_then(|patch| patch.csl).expect("a DOI");
        assert_eq!((csl.doi.as_str(), csl.url.as_str()), ("10.1000/xyz123", "https://doi.org/10.1000/xyz123"));
    }
    let page = read_name(" https://example.org/a?b=c ").and_then(|patch| patch.csl).expect("an address");
    assert_eq!((page.url.as_str(), page.csl_type.as_str()), ("https://example.org/a?b=c", "webpage"));
    for text in ["", "nothing", "10.1000", "ftp://example.org", "https://a b"] {
        assert!(read_name(text).is_none(), "{text}");
    }
}

#[test]
fn no_text_crashes_a_reader() {
    let odd = [
        "",
        "@",
        "@{",
        "@a{",
        "@article{,}",
        "TY  - ",
        "TY  -\nER  -",
        "[",
        "[1]",
        "{}",
        "[{\"issued\":{\"date-parts\":[[]]}}]",
        "@book{x, title={\u{0}}}",
        "@string{a=b}",
        "\u{feff}[]",
    ];
    for text in odd {
        if let Some((_, found)) = read(text) {
            let all: Vec<Source> = found.entries.into_iter().map(source).collect();
            for style in Style::ALL {
                write(&all, *style);
            }
            assert!(all.iter().all(|one| !one.label().is_empty()), "{text}: each has a name");
        }
    }
}
