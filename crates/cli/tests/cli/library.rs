//! Bibliographies come into the desk and out of it as they were.

use crate::desk::{Home, field, verifies};

const BIB: &str = "@report{ffm2017, author = {{OPCW}}, title = {Report on {Khan Shaykhun}}, number = {S/1510/2017}, date = {2017-06-29}}\n\
@misc{broken, title = {Never closed\n@article{m, author = {M{\\\"u}ller, Jane}, title = {A study}, journal = {A Journal}, year = 2018, doi = {10.1000/xyz}}\n";

#[test]
fn bibliographies_go_in_and_out() {
    let home = Home::new();
    let file = home.file("library.bib", BIB);
    let ran = home.run(&["sources", "import", &file.to_string_lossy(), "10.1000/xyz"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Line 2: "), "{}", ran.err);
    assert!(ran.out.contains("Imported 2 sources from library.bib"), "{}", ran.out);
    let twins = home.ok(&["sources", "twins"]);
    assert!(twins.starts_with("Doi: 10.1000/xyz"), "{twins}");
    let ris = home.ok(&["sources", "export", "--format", "ris"]);
    for line in ["TY  - RPRT", "AU  - Müller, Jane", "M1  - S/1510/2017", "DA  - 2017/06/29"] {
        assert!(ris.contains(line), "{ris}");
    }
    let bib = home.ok(&["sources", "export"]);
    assert!(bib.contains("@report{ffm2017,"), "{bib}");
    let again = home.file("again.bib", &bib);
    home.ok(&["sources", "import", &again.to_string_lossy()]);
    assert!(verifies(&home, &home.desk()));
}

#[test]
fn what_is_no_bibliography_is_refused_with_a_sentence() {
    let home = Home::new();
    let file = home.file("notes.txt", "Just a text.");
    let ran = home.run(&["sources", "import", &file.to_string_lossy()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is neither BibTeX nor RIS nor CSL-JSON."), "{}", ran.err);
}

#[test]
fn copies_are_kept_once_quoted_and_come_out_as_they_were() {
    let home = Home::new();
    let bib = home.file("library.bib", "@report{a, title = {Report of the mission}}\n@report{b, title = {Another}}\n");
    home.ok(&["sources", "import", &bib.to_string_lossy()]);
    let page = home.file("page.html", "<html><body><article><h1>Report</h1><p>The mission saw 12 places in the town.</p><p>It left on 4 May, after a week of work in the field.</p></article></body></html>");
    let made = home.ok(&[
        "--json",
        "sources",
        "attach",
        "Report of",
        &page.to_string_lossy(),
        "--url",
        "https://example.org/report",
    ]);
    let created: serde_json::Value = serde_json::from_str(&field(&made, "created")[0]).expect("a list");
    let snapshot = created[0]["id"].as_str().expect("a snapshot").to_owned();
    home.ok(&["sources", "attach", "Another", &page.to_string_lossy()]);
    let again = home.run(&["sources", "attach", "Another", &page.to_string_lossy()]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("byte for byte"), "{}", again.err);
    let copies = home.ok(&["sources", "copies", "Report of"]);
    assert!(copies.contains("page.html · text/html") && copies.contains(" words · 0 quotes"), "{copies}");
    let to = home.path("out.html");
    home.ok(&["sources", "save", &snapshot, "-o", &to.to_string_lossy()]);
    assert_eq!(std::fs::read(&to).expect("a file"), std::fs::read(&page).expect("the page"));
    assert!(verifies(&home, &home.desk()));

    let said = home.ok(&["erase", "--snapshot", &snapshot, "--why", "Request of 3 May under Article 17"]);
    assert!(said.contains("The only backup now"), "{said}");
    let again = home.path("again.html");
    assert!(home.fails(1, &["sources", "save", &snapshot, "-o", &again.to_string_lossy()]).contains("were erased"));
    assert!(!again.exists());
    assert!(verifies(&home, &home.desk()));
}
