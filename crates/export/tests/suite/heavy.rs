//! A claim with more of everything than a desk usually has: what pages do with it.

use claimdesk_core::model::BlockKind;
use claimdesk_export::{Audience, ExportEnv, Language, Options, find};
use serde_json::{Value, json};

use crate::desk::{Desk, env, look, text_of};

const SOURCES: u32 = 40;
const ANSWERS: u32 = 8;

const STATEMENT: &str = "The article says that the mission's report of 29 June 2017, to which it refers in its second, fifth \
    and eleventh paragraphs, found that people were exposed to a substance in Khan Shaykhun (خان شيخون) on 4 April 2017, \
    that it took no samples on the spot itself, that those which it was given had been in the hands of others before, and \
    that it nevertheless holds its finding to be well founded, because what the witnesses told it, what the samples \
    showed and what had been filmed agree with each other in place and time.";

/// Words of the languages in which sources come, a sentence each.
const SAID: [[&str; 3]; 3] = [
    [
        "Report number {n} on what was found at the place, with annexes on samples, custody and interviews",
        "It says that the samples were taken at the place and handed over on the same day.",
        "the samples were handed over on the same day",
    ],
    [
        "تقرير رقم {n} عما عُثر عليه في خان شيخون، مع ملاحق عن العينات وسلسلة الحفظ والمقابلات",
        "يقول التقرير (الفقرة 4.12) إن العينات أُخذت في الموقع وسُلّمت في اليوم نفسه.",
        "سُلّمت العينات في اليوم نفسه",
    ],
    [
        "Доклад № {n} о том, что было обнаружено на месте, с приложениями о пробах, их хранении и опросах",
        "В докладе (пункт 4.12) говорится, что пробы были взяты на месте и переданы в тот же день.",
        "пробы были переданы в тот же день",
    ],
];

fn of(n: u32, words: [&'static str; 3]) -> &'static str {
    words[n as usize % 3]
}

fn said(n: u32) -> [String; 3] {
    SAID[n as usize % 3].map(|text| text.replace("{n}", &n.to_string()))
}

pub(crate) fn heavy() -> Desk {
    let mut desk = Desk::new("A claim on which everything hangs: خان شيخون, Хан-Шейхун");
    let blocks = [
        (BlockKind::Title, "What was found"),
        (BlockKind::Paragraph, "The report found that people were exposed to a substance, and took no samples itself."),
        (BlockKind::Paragraph, "وقال التقرير إن العينات أُخذت في الموقع، ثم سُلّمت (في 4 نيسان 2017) إلى البعثة."),
        (BlockKind::Paragraph, "В докладе сказано, что пробы были взяты на месте."),
    ];
    let revision = desk.document("What was found", &blocks, &json!({"language": "en"}));
    let (words, _) = text_of(&blocks);
    let questions: Vec<Value> = (0..4)
        .map(|n| {
            let [title, says, _] = said(n);
            json!({"question": format!("{title}?"), "strategy": "Read all annexes.", "answers": [{"answer": says}]})
        })
        .collect();
    let with = json!({"statement": STATEMENT, "language": "en", "made": "2017-07-06", "questions": questions,
        "claimant": {"body": "The article"}, "not_known": "Who took the samples, and who kept them until they were handed over."});
    let claim = desk.tag(revision, &words, "people were exposed to a substance, and took no samples itself", &with);
    let passage = "العينات أُخذت في الموقع، ثم سُلّمت (في 4 نيسان 2017)";
    let start = words[..words.find(passage).expect("there")].chars().count();
    let end = start + passage.chars().count();
    desk.run(&json!({"do": "add_passage", "claim": claim, "revision": revision, "start": start, "end": end, "exact": passage}));
    let mut evidence = Vec::new();
    for n in 0..SOURCES {
        let [title, says, words] = said(n);
        let (kind, language) = (if n % 5 == 0 { "web_page" } else { "report" }, of(n, ["en", "ar", "ru"]));
        let source = desk.source(&json!({"kind": kind, "language": language, "symbol": format!("S/{}/2017/Add.{n}", 1500 + n),
            "originator": of(n, ["Body", "هيئة", "Орган"]), "accessed": "2017-07-05",
            "csl": {"title": title, "issued": {"date": format!("2017-{:02}-{:02}", 1 + n % 6, 1 + n % 28)},
                "URL": format!("https://example.org/reports/2017/{n}/on-what-was-found-at-the-place/annexes_and_samples.pdf?download=1&language=all")}}));
        let stance = ["supports", "contradicts", "context", "supports"][n as usize % 4];
        let excerpts = json!([{"quote": words, "locator": format!("p. {n}, § 4.{n}")}]);
        evidence.push(desk.link(claim, source, &json!({"stance": stance, "shows": says, "excerpts": excerpts})));
    }
    let mut target = json!({"evidence": evidence[0]});
    for n in 0..ANSWERS {
        let [title, says, words] = said(n);
        let with = json!({"by": {"body": of(n, ["Ministry", "وزارة", "Министерство"]), "role": "spokesperson"},
            "uttered": format!("2017-07-{:02}", 7 + n), "place": "New York", "grounds": ["custody", "method"],
            "excerpts": [{"quote": words}]});
        let rebuttal = desk.rebut(&target, &format!("{says} {title}."), &with);
        target = json!({"rebuttal": rebuttal});
    }
    let asked = json!({"old": "took no samples itself", "new": "took no samples on the spot itself", "note": "As the report has it."});
    desk.verdict(claim, "Supported", &json!({"finding": "The report says so.", "change_asked": asked,
        "reasoning": (0..6).map(|n| said(n)[1].clone()).collect::<Vec<_>>().join("\n"), "limits": "It does not say who took them."}));
    desk
}

pub(crate) fn speaking(language: Language) -> ExportEnv {
    ExportEnv { options: Options { language, ..Options::default() }, ..env() }
}

#[test]
fn no_format_leaves_anything_of_a_heavy_claim_out() {
    let mut desk = heavy();
    for audience in [Audience::CheckingFile, Audience::CheckedCopy] {
        let report = desk.report(audience);
        for language in [Language::En, Language::Ar] {
            for format in ["pdf", "docx", "odt", "html", "markdown"].map(|key| find(key).expect("a format")) {
                let bytes = format.render(&report, &speaking(language)).expect("it renders");
                look(&format!("heavy-{audience:?}-{}.{}", language.tag(), format.extension()), &bytes);
                if !["html", "markdown"].contains(&format.key()) || audience == Audience::CheckedCopy {
                    continue;
                }
                let text = String::from_utf8(bytes).expect("UTF-8");
                let missing = (0..SOURCES).find(|n| !text.contains(&format!("S/{}/2017/Add.{n}", 1500 + n)));
                assert_eq!(missing, None, "{} in {language:?}", format.key());
                let answers = text.matches("2017").count();
                assert!(answers > SOURCES as usize, "{answers}");
            }
        }
    }
}
