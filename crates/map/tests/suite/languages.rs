//! Our own words in pictures, in each language; and pictures that run from right to left.

use claimdesk_core::id::{EvidenceId, RebuttalId};
use claimdesk_core::model::{
    Directness, Ground, RebuttalStatus, Sign, SourceKind, Stance, Strength, Tone, Weight, WorkState,
};
use claimdesk_map::{
    Builder, ClaimFacts, Drawing, DrawnText, EvidenceFacts, EvidenceMap, Frame, Language, RebuttalFacts, Side,
    SourceFacts, Story, StoryDate, StoryWhat, Teller, Theme, VerdictSign, draw, draw_story, svg,
};

/// Words of users in a script, so that all others are ours.
fn user(language: Language) -> &'static str {
    match language {
        Language::Ar => "أفادت البعثة بأن الفريق لم يزر البلدة لأسباب أمنية",
        Language::Ru => "Миссия сообщила, что группа не посещала город по соображениям безопасности",
        Language::En | Language::Fr | Language::De | Language::Es => {
            "The mission said that its team did not visit the town, for reasons of security"
        }
    }
}

/// A map in which all is said that can be: every kind, stance and ground, a circle, what is kept back.
fn map(words: &str) -> EvidenceMap {
    let verdict = VerdictSign { name: words.to_owned(), sign: Sign::Check, tone: Tone::Supported };
    let mut builder = Builder::new(ClaimFacts {
        number: 4,
        statement: words.to_owned(),
        verdict: Some(verdict),
        work_state: Some(WorkState::AwaitingSource),
        by: words.to_owned(),
        made: "2017-04-04".parse().expect("a date"),
        ..ClaimFacts::default()
    });
    let backs = [Some("s1"), Some("s0"), Some("origin"), Some("origin")];
    for (n, back) in backs.into_iter().enumerate() {
        let facts = SourceFacts {
            name: words.to_owned(),
            kind: [SourceKind::Report, SourceKind::JournalArticle, SourceKind::Post, SourceKind::OfficialAct][n],
            dated: "2017-06".parse().expect("a date"),
            goes_back_to: back.map(str::to_owned),
            ..SourceFacts::default()
        };
        builder.know(format!("s{n}"), facts);
    }
    builder
        .know("origin".to_owned(), SourceFacts { withheld: true, kind: SourceKind::Letter, ..SourceFacts::default() });
    let mut nodes = Vec::new();
    for n in 0..4_usize {
        nodes.push(builder.evidence(EvidenceFacts {
            id: format!("00000000-0000-7000-8000-{n:012}").parse::<EvidenceId>().expect("an id"),
            source: format!("s{n}"),
            stance: [Stance::Supports, Stance::Contradicts, Stance::Context, Stance::Context][n],
            strength: [Strength::Weak, Strength::Moderate, Strength::Strong, Strength::Decisive][n],
            directness: [Directness::Primary, Directness::Secondary][n % 2],
            shows: if n == 3 { String::new() } else { words.to_owned() },
        }));
    }
    let statuses = [
        RebuttalStatus::Unanswered,
        RebuttalStatus::Answered,
        RebuttalStatus::Conceded,
        RebuttalStatus::Maintained,
        RebuttalStatus::Overtaken,
        RebuttalStatus::Withdrawn,
    ];
    let grounds = [Ground::Fact, Ground::Competence, Ground::OtherAccount, Ground::Custody, Ground::Context];
    for (n, status) in statuses.into_iter().enumerate() {
        let rebuttal = builder.rebuttal(RebuttalFacts {
            id: format!("00000000-0000-7000-8000-1{n:011}").parse::<RebuttalId>().expect("an id"),
            target: nodes[n % 4],
            by: words.to_owned(),
            uttered: "2017".parse().expect("a date"),
            grounds: grounds.into_iter().skip(n).take(2).collect(),
            statement: words.to_owned(),
            status,
            weight: [Weight::Unweighed, Weight::Holds, Weight::HoldsInPart, Weight::DoesNotHold, Weight::Undecided]
                [n % 5],
            sources: vec![("s0".to_owned(), Stance::Supports)],
        });
        nodes.push(rebuttal);
    }
    builder.finish()
}

fn story(words: &str) -> Story {
    let mut teller = Teller::new(4);
    let told = [
        (StoryWhat::Claim, "2016"),
        (StoryWhat::Appearance, "2017-02"),
        (StoryWhat::Source, "2017-04-04"),
        (StoryWhat::Rebuttal, "2017-04-26"),
        (StoryWhat::Answer, "2017-09-06"),
        (StoryWhat::Verdict, "2019-10-30"),
        (StoryWhat::Withdrawn, "2019-11-02"),
        (StoryWhat::SignedOff, "2019-11-03"),
        (StoryWhat::Source, ""),
    ];
    for (what, date) in told {
        let name = if date.is_empty() { "" } else { words };
        let event = teller.tell(what, StoryDate::Given(date.parse().expect("a date")), name, words);
        event.side = [Side::For, Side::Against, Side::Neither][what as usize % 3];
        event.stance = Some(Stance::Contradicts).filter(|_| what == StoryWhat::Source);
        event.status = Some(RebuttalStatus::Maintained);
        event.waits = what == StoryWhat::SignedOff;
    }
    teller.finish()
}

fn pictures(language: Language) -> Vec<(EvidenceMap, Drawing)> {
    let words = user(language);
    let mut pictures = Vec::new();
    for frame in [Frame::Screen, Frame::Page] {
        let map = map(words);
        let drawing = draw(&map, frame, language);
        pictures.push((map.clone(), drawing));
        pictures.push((map, draw_story(&story(words), frame, language)));
    }
    for (n, (map, drawing)) in pictures.iter().enumerate() {
        crate::look(&format!("{}-{n}", language.tag()), map, drawing);
    }
    pictures
}

fn texts(drawing: &Drawing) -> impl Iterator<Item = &DrawnText> {
    drawing.boxes.iter().flat_map(|drawn| &drawn.texts).chain(&drawing.texts)
}

#[test]
fn a_picture_in_another_script_has_no_word_of_english() {
    for language in [Language::Ar, Language::Ru] {
        for (_, drawing) in pictures(language) {
            let said = texts(&drawing).map(|text| &text.text);
            let said = said.chain(drawing.boxes.iter().map(|drawn| &drawn.label));
            for said in said.chain(&drawing.description).chain([&drawing.title]) {
                assert!(!said.chars().any(|letter| letter.is_ascii_alphabetic()), "{said}");
            }
        }
    }
}

#[test]
fn our_own_words_are_never_cut_off() {
    for language in Language::ALL {
        for (_, drawing) in pictures(language) {
            for drawn in &drawing.boxes {
                let heads = drawn.texts.iter().filter(|text| text.bold && text.size < 12.0);
                let cut: Vec<&str> = heads.map(|text| text.text.as_str()).filter(|text| text.contains('…')).collect();
                assert!(cut.is_empty(), "{language:?}: {cut:?}");
            }
            let cut: Vec<&str> =
                drawing.texts.iter().map(|text| text.text.as_str()).filter(|text| text.ends_with('…')).collect();
            assert!(cut.is_empty(), "{language:?}: {cut:?}");
        }
    }
}

#[test]
fn times_between_events_are_said_with_their_plurals() {
    let said = |language: Language, days: &str| -> Vec<String> {
        let mut teller = Teller::new(4);
        for date in ["2017-04-01", days] {
            teller.tell(StoryWhat::Source, StoryDate::Given(date.parse().expect("a date")), "4", "");
        }
        let drawing = draw_story(&teller.finish(), Frame::Screen, language);
        drawing.texts.into_iter().filter(|text| text.size == 11.0).map(|text| text.text).collect()
    };
    for (language, three, eleven, months) in [
        (Language::En, "3 days later", "11 days later", "4 months later"),
        (Language::Fr, "3 jours plus tard", "11 jours plus tard", "4 mois plus tard"),
        (Language::Ar, "بعد 3 أيام", "بعد 11 يومًا", "بعد 4 أشهر"),
        (Language::Ru, "3 дня спустя", "11 дней спустя", "4 месяца спустя"),
        (Language::De, "3 Tage später", "11 Tage später", "4 Monate später"),
        (Language::Es, "3 días después", "11 días después", "4 meses después"),
    ] {
        let all = ["2017-04-04", "2017-04-12", "2017-08-01"].map(|date| said(language, date));
        assert_eq!(all, [[three], [eleven], [months]]);
        assert!(said(language, "2017-04-02").is_empty(), "the next day is no time");
    }
}

#[test]
fn an_arabic_picture_runs_from_right_to_left() {
    let of = |language| draw(&map(user(Language::Ar)), Frame::Screen, language);
    let (english, arabic) = (of(Language::En), of(Language::Ar));
    let claim_leads = |drawing: &Drawing| drawing.boxes[1..].iter().all(|other| drawing.boxes[0].x < other.x);
    let claim_ends = |drawing: &Drawing| drawing.boxes[1..].iter().all(|other| drawing.boxes[0].x > other.x);
    assert!(claim_leads(&english) && claim_ends(&arabic));
    let title = &arabic.texts[0];
    assert!(title.rtl && title.at_end && title.x > arabic.width / 2.0, "{title:?}");
    // Theirs that run the same way begin at the same side as ours, and those that do not at the other.
    assert!(arabic.boxes[0].texts.iter().all(|text| text.rtl && text.at_end));
    let mixed = draw(&map(user(Language::En)), Frame::Screen, Language::Ar);
    let theirs = mixed.boxes[0].texts.iter().find(|text| text.text.starts_with("The mission")).expect("their words");
    assert!(!theirs.rtl && !theirs.at_end && theirs.x < mixed.boxes[0].x + 20.0, "{theirs:?}");
    for drawing in [&arabic, &mixed] {
        for text in texts(drawing) {
            assert!(text.x >= 0.0 && text.x <= drawing.width, "{text:?}");
        }
        for (n, drawn) in drawing.boxes.iter().enumerate() {
            assert!(drawn.x >= 0.0 && drawn.x + drawn.width <= drawing.width, "box {n} leaves the picture");
        }
    }
    let names = svg(&mixed, Theme::Light, "map");
    assert!(names.contains("\u{2068}«\u{2068}") || names.contains("«The mission"), "their words are set apart");
}
