//! DOCX, ODT, XLSX and CSV as other programs read them: python-docx, openpyxl, Python's csv, LibreOffice.

use std::path::Path;
use std::process::Command;

use claimdesk_core::model::BlockKind;
use claimdesk_export::{Audience, ExportEnv, Language, Options, Report, find, write};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::{Desk, env, look, text_of};
use crate::hostile;
use crate::report::sample;

/// A report as a file of a format.
pub(crate) fn written(report: &Report, key: &str) -> (TempDir, std::path::PathBuf) {
    written_by(report, key, &env())
}

pub(crate) fn written_by(report: &Report, key: &str, env: &ExportEnv) -> (TempDir, std::path::PathBuf) {
    let format = find(key).expect("a format");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("report.{}", format.extension()));
    let bytes = write(format, report, env).expect("it renders");
    std::fs::write(&path, &bytes).expect("written");
    let language = env.options.language.tag();
    look(&format!("{key}-{:?}-{language}.{}", report.audience, format.extension()), &bytes);
    (folder, path)
}

/// What a script of `tests/read` says of a file.
pub(crate) fn read(script: &str, file: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/read/read_{script}"));
    // The system's own: the packages that read these files are installed for it.
    let output = Command::new("/usr/bin/python3").arg(script).arg(file).output().expect("python3 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What LibreOffice reads in a file, as text or CSV.
pub(crate) fn office(folder: &Path, file: &Path, to: &str, extension: &str) -> String {
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .expect("LibreOffice is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = file.with_extension(extension);
    if extension == "pdf" {
        let pdf = std::fs::read(&made).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        look(&format!("{}-by-office.pdf", file.extension().unwrap_or_default().to_string_lossy()), &pdf);
        let text = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&made).arg("-").output().expect("pdftotext");
        return String::from_utf8_lossy(&text.stdout).into_owned();
    }
    std::fs::read_to_string(&made).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// The words alone: no isolates, one space between them.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|letter| !matches!(letter, '\u{2066}'..='\u{2069}' | '\u{feff}'));
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_in_order(text: &str, words: &[&str]) {
    let mut at = 0;
    for word in words {
        let found = text[at..].find(word).unwrap_or_else(|| panic!("“{word}” is not where it belongs in: {text}"));
        at += found;
    }
}

/// What stands in the checking file, in this order, whatever the format.
const IN_ORDER: [&str; 9] = [
    "Checking file",
    "Whether the article tells apart what was used",
    "OPCW investigators found that sarin or a sarin-like substance",
    "The mission's report says so in these terms",
    "Calls the data very doubtful",
    "The site was unsafe",
    "Points to contradictions",
    "Who released the substance",
    "How to verify this report",
];

#[test]
fn python_docx_reads_the_checking_file() {
    let (_folder, path) = written(&sample().desk.report(Audience::CheckingFile), "docx");
    let read = read("docx.py", &path);
    assert_eq!(read["styles_missing"], json!([]));
    assert_eq!(read["anchors_missing"], json!([]));
    assert_eq!(read["bookmarks_twice"], 0);
    assert_eq!((&read["title"], &read["author"]), (&json!("Checking file: Paris talks"), &json!("Foreign desk")));
    let headings: Vec<String> = serde_json::from_value::<Vec<(u8, String)>>(read["headings"].clone())
        .expect("headings")
        .into_iter()
        .map(|(level, text)| format!("{level} {}", plain(&text)))
        .collect();
    for wanted in
        ["1 Sources", "2 Evidence", "2 Rebuttals and answers, in order of time", "1 How to verify this report"]
    {
        assert!(headings.iter().any(|heading| heading == wanted), "{wanted} is not in {headings:?}");
    }
    assert_in_order(&plain(read["text"].as_str().expect("text")), &IN_ORDER[..]);
    assert_eq!(read["heads"], read["tables"].as_array().expect("tables").len());
    assert_eq!(read["notes"].as_array().expect("notes").len(), read["note_calls"]);
    let notes = read["notes"].to_string();
    assert!(notes.contains("Комментарий к докладу миссии ОЗХО"), "the source of a rebuttal is named below: {notes}");
    let rtl = read["rtl"].to_string();
    assert!(rtl.contains("خان شيخون"), "{rtl}");
    assert!(!read.to_string().contains("A secret person"));
}

#[test]
fn the_checked_copy_as_docx_has_comments_and_changes() {
    let (_folder, path) = written(&sample().desk.report(Audience::CheckedCopy), "docx");
    let read = read("docx.py", &path);
    assert_eq!(read["deleted"], json!(["proved that sarin"]));
    assert_eq!(read["inserted"], json!(["found that sarin or a sarin-like substance"]));
    let comments = read["comments"].as_array().expect("comments");
    let ranges = json!([comments.len(), comments.len(), comments.len()]);
    assert_eq!(read["comment_ranges"], ranges, "every comment has its range and its mark");
    assert!(comments[0].as_str().is_some_and(|comment| comment.contains("Do not shorten it")), "{comments:?}");
    assert_eq!(read["anchors_missing"], json!([]));
}

#[test]
fn libreoffice_reads_docx_and_odt() {
    let report = sample().desk.report(Audience::CheckingFile);
    for key in ["docx", "odt"] {
        let (folder, path) = written(&report, key);
        let text = plain(&office(folder.path(), &path, "pdf", "pdf"));
        assert_in_order(&text, &IN_ORDER);
        assert!(text.contains("весьма сомнительные данные") && text.contains("中国代表表示"), "{key}: {text}");
    }
}

#[test]
fn libreoffice_reads_the_changes_of_the_checked_copy() {
    let report = sample().desk.report(Audience::CheckedCopy);
    for key in ["docx", "odt"] {
        let (folder, path) = written(&report, key);
        let flat = office(folder.path(), &path, "fodt", "fodt");
        assert!(flat.contains("<text:deletion>") && flat.contains("<text:insertion>"), "{key}");
        assert!(flat.contains("office:annotation "), "{key} has its comments");
        assert!(plain(&flat).contains("Do not shorten it"), "{key}");
    }
}

/// A desk whose second source is Arabic, with a rebuttal that rests on it and a change asked of a text.
fn leftward() -> Desk {
    let mut desk = Desk::new("خان شيخون");
    let blocks = [(BlockKind::Paragraph, "قال الوزير إن غاز السارين استُخدم في خان شيخون.")];
    let revision = desk.document("مسودة", &blocks, &json!({"language": "ar"}));
    let (words, _) = text_of(&blocks);
    let claim = desk.tag(revision, &words, "غاز السارين استُخدم", &json!({"statement": "استُخدم غاز السارين."}));
    let source = desk.source(&json!({"csl": {"title": "تقرير عن حادثة خان شيخون", "publisher": "الأمم المتحدة"}}));
    let with =
        json!({"by": {"body": "الوزارة"}, "evidence": [{"source": source, "stance": "supports", "quote": "لا دليل"}]});
    desk.rebut(&json!({"claim": claim}), "لا دليل على ذلك.", &with);
    let asked = json!({"old": "السارين", "new": "السارين أو مادة تشبهه", "note": "كما يقول التقرير"});
    desk.verdict(claim, "Supported", &json!({"finding": "يقول التقرير ذلك.", "change_asked": asked}));
    desk
}

fn speaking(language: Language) -> ExportEnv {
    ExportEnv { options: Options { language, ..Options::default() }, ..env() }
}

#[test]
fn notes_and_comments_run_the_way_their_words_do() {
    let mut desk = leftward();
    let (file, copy) = (desk.report(Audience::CheckingFile), desk.report(Audience::CheckedCopy));
    for language in [Language::Ar, Language::En] {
        let env = speaking(language);
        let (_folder, path) = written_by(&file, "docx", &env);
        let notes = read("docx.py", &path);
        assert!(notes["rtl_notes"].to_string().contains("تقرير عن حادثة خان شيخون"), "{language:?}: {notes}");
        assert!(notes["rtl_runs"].to_string().contains("تقرير عن حادثة خان شيخون"), "{language:?}: {notes}");
        let (_folder, path) = written_by(&copy, "docx", &env);
        let comments = read("docx.py", &path)["rtl_comments"].to_string();
        assert_eq!(comments.contains("يقول التقرير ذلك."), language.is_rtl(), "{language:?}: {comments}");
    }
    let env = speaking(Language::Ar);
    for (report, element) in [(&file, "text:note-body"), (&copy, "office:annotation")] {
        for key in ["docx", "odt"] {
            // LibreOffice leaves the directions of a comment behind when it reads DOCX: python-docx saw them above.
            if (key, element) == ("docx", "office:annotation") {
                continue;
            }
            let (folder, path) = written_by(report, key, &env);
            let flat = office(folder.path(), &path, "fodt", "fodt");
            let said = read("fodt.py", &folder.path().join("report.fodt"));
            let modes = said[element].as_array().expect("paragraphs").clone();
            assert!(!modes.is_empty(), "{key} has no {element}: {flat}");
            assert!(modes.iter().all(|mode| mode == "rl-tb"), "{key}, {element}: {modes:?}");
        }
    }
}

#[test]
fn openpyxl_reads_typed_cells() {
    let (_folder, path) = written(&sample().desk.report(Audience::CheckingFile), "xlsx");
    let read = read("xlsx.py", &path);
    assert_eq!(read["title"], "Paris talks");
    assert!(
        read["created"].as_str().is_some_and(|at| at.starts_with("2017-07-06 11:")),
        "the day of the entry, not of today"
    );
    assert_eq!(read["formulas"], json!([]));
    let sheets = read["sheets"].as_object().expect("sheets");
    let names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    assert_eq!(names.len(), 7, "{names:?}");
    for (name, sheet) in sheets {
        assert_eq!(sheet["frozen"], "A2", "{name}");
        assert!(sheet["filter"].as_str().is_some_and(|area| area.starts_with("A1:")), "{name}");
    }
    let claims = &sheets["Claims"];
    let place =
        |name: &str| claims["head"].as_array().expect("a head").iter().position(|head| head == name).expect(name);
    let types = |name: &str| claims["types"].as_array().expect("rows")[1][place(name)].clone();
    assert_eq!(
        (types("No."), types("Made"), types("Verdict at"), types("Claim")),
        (json!("n"), json!("d"), json!("d"), json!("s"))
    );
    assert!(sheets["Sources"]["links"].to_string().contains("https://example.org/opcw/s-1510-2017.pdf"));
}

#[test]
fn libreoffice_computes_no_words() {
    let (folder, path) = written(&hostile::report(Audience::CheckingFile), "xlsx");
    let read = read("xlsx.py", &path);
    assert_eq!(read["formulas"], json!([]));
    let text = office(folder.path(), &path, "csv:Text - txt - csv (StarCalc):44,34,76,1", "csv");
    assert!(text.contains("<script>alert(1)</script>"), "{text}");
}

#[test]
fn python_reads_the_csv_as_it_was_meant() {
    for (report, statement) in [
        (sample().desk.report(Audience::CheckingFile), "OPCW investigators found"),
        (hostile::report(Audience::CheckingFile), "<script>alert(1)</script>"),
        (hostile::report(Audience::CheckedCopy), "<script>alert(1)</script>"),
    ] {
        let (_folder, path) = written(&report, "csv");
        let rows: Vec<Vec<String>> = serde_json::from_value(read("csv.py", &path)).expect("rows");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        assert!(rows.iter().any(|row| row[1].contains(statement)), "{rows:?}");
    }
}

#[test]
fn no_word_is_a_formula() {
    let mut desk = Desk::new("=HYPERLINK(\"https://example.org\")");
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"] {
        desk.run(&json!({"do": "add_claim", "case": desk.case, "statement": format!("{text}{}", " x".repeat(3)), "with": {"place": text}}));
    }
    let report = desk.report(Audience::CheckingFile);
    let (_folder, path) = written(&report, "csv");
    let rows: Vec<Vec<String>> = serde_json::from_value(read("csv.py", &path)).expect("rows");
    let begins = |cell: &String| cell.trim_start().starts_with(['=', '+', '-', '@', '＝']);
    assert!(!rows.iter().flatten().any(begins), "{rows:?}");
    let (_folder, path) = written(&report, "xlsx");
    assert_eq!(read("xlsx.py", &path)["formulas"], json!([]));
}

#[test]
fn word_processors_show_hostile_words_as_words() {
    for audience in [Audience::CheckingFile, Audience::CheckedCopy] {
        let report = hostile::report(audience);
        let (_folder, path) = written(&report, "docx");
        let read = read("docx.py", &path);
        assert!(read["text"].as_str().is_some_and(|text| text.contains("<script>alert(1)</script>")));
        assert_eq!((&read["anchors_missing"], &read["styles_missing"]), (&json!([]), &json!([])));
        let (folder, path) = written(&report, "odt");
        let text = office(folder.path(), &path, "txt:Text (encoded):UTF8", "txt");
        assert!(text.contains("<script>alert(1)</script>"), "{text}");
    }
}
