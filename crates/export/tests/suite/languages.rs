//! The same report in each language, on each paper and in each style of citations.

use claimdesk_export::{Audience, ExportEnv, FORMATS, Language, Options, Paper, Style, find};

use crate::desk::{env, look};
use crate::report::sample;

fn speaking(language: Language) -> ExportEnv {
    let env = env();
    ExportEnv { options: Options { language, ..env.options.clone() }, ..env }
}

#[test]
fn every_format_speaks_every_language_and_keeps_the_words_of_people() {
    let mut sample = sample();
    for audience in Audience::ALL {
        let report = sample.desk.report(audience);
        for language in Language::ALL {
            for key in ["html", "markdown", "docx", "odt"] {
                let format = find(key).expect("a format");
                let bytes = format.render(&report, &speaking(language)).expect("it renders");
                look(&format!("{}-{}.{}", audience.key(), language.tag(), format.extension()), &bytes);
                if ["html", "markdown"].contains(&key) {
                    let text = String::from_utf8(bytes).expect("UTF-8");
                    assert!(text.contains("Paris talks"), "{key} {language:?}");
                }
            }
        }
    }
    let report = sample.desk.report(Audience::CheckingFile);
    let html = |language| {
        let bytes = find("html").expect("HTML").render(&report, &speaking(language)).expect("it renders");
        String::from_utf8(bytes).expect("UTF-8")
    };
    for (language, words) in [
        (Language::En, "How to verify this report"),
        (Language::Fr, "Éléments de preuve"),
        (Language::Ar, "الأدلة"),
        (Language::Ru, "Доказательства"),
        (Language::De, "Belege"),
        (Language::Es, "Pruebas"),
    ] {
        let html = html(language);
        assert!(html.contains(words), "{language:?}");
        let english = html.contains("How to verify this report");
        assert_eq!(english, language == Language::En, "{language:?}");
        assert!(html.contains(&format!("<html lang=\"{}\"", language.tag())));
        assert_eq!(html.contains("dir=\"rtl\">"), language.is_rtl(), "{language:?}");
    }
}

#[test]
fn pages_are_set_in_every_language_on_either_paper() {
    let report = sample().desk.report(Audience::CheckingFile);
    for language in Language::ALL {
        let env = speaking(language);
        let env =
            ExportEnv { options: Options { paper: Paper::Letter, style: Style::Apa, ..env.options.clone() }, ..env };
        let bytes = find("pdf").expect("PDF").render(&report, &env).expect("it renders");
        look(&format!("letter-{}.pdf", language.tag()), &bytes);
        let text = String::from_utf8_lossy(&bytes);
        // 8.5 × 11 inches in points.
        assert!(text.contains("612 792") || text.contains("[0 0 612"), "{language:?}: no Letter page");
    }
}

#[test]
fn sources_are_cited_in_each_style_the_same_each_time() {
    let mut said = String::new();
    let report = sample().desk.report(Audience::CheckingFile);
    for (style, language) in Style::ALL
        .into_iter()
        .map(|style| (style, Language::En))
        .chain([(Style::Apa, Language::De), (Style::Gost, Language::Ru)])
    {
        let env = ExportEnv { options: Options { style, language, ..Options::default() }, ..ExportEnv::default() };
        let text = find("markdown").expect("Markdown").render(&report, &env).expect("it renders");
        assert_eq!(text, find("markdown").expect("Markdown").render(&report, &env).expect("again"));
        let text = String::from_utf8(text).expect("UTF-8");
        let lines = text.lines().filter(|line| line.starts_with("<a id=\"source-"));
        said.push_str(&format!("{style:?} {language:?}\n"));
        lines.for_each(|line| said.push_str(&format!("{line}\n")));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn data_does_not_change_with_the_language() {
    let report = sample().desk.report(Audience::CheckingFile);
    for format in
        FORMATS.iter().filter(|format| ["json", "csv", "xlsx", "bibtex", "ris", "csl-json"].contains(&format.key()))
    {
        let bytes = [Language::En, Language::Ar]
            .map(|language| format.render(&report, &speaking(language)).expect("it renders"));
        assert_eq!(bytes[0], bytes[1], "{}", format.key());
    }
}
