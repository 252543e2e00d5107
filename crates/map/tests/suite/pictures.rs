//! What a picture says, and that nothing in it is more than words.

use claimdesk_core::id::{EvidenceId, RebuttalId};
use claimdesk_core::model::{Directness, RebuttalStatus, Stance, Strength, Weight};
use claimdesk_map::{
    Builder, ClaimFacts, EvidenceFacts, EvidenceMap, Frame, Language, NodeKind, RebuttalFacts, Relation, SourceFacts,
    StoryDate, StoryWhat, Teller, Theme, draw, draw_story, svg,
};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

const HOSTILE: &str =
    "</text><script>alert(1)</script>\u{202e}]]><!-- &#x3c;image href=\"file:///etc/passwd\"/> onload=\"x\" \0";

fn source(name: &str, back: Option<&str>) -> SourceFacts {
    SourceFacts { name: name.to_owned(), goes_back_to: back.map(str::to_owned), ..SourceFacts::default() }
}

fn evidence(builder: &mut Builder, n: u32, source: &str, stance: Stance, shows: &str) -> u32 {
    builder.evidence(EvidenceFacts {
        id: format!("00000000-0000-7000-8000-{n:012}").parse::<EvidenceId>().expect("an id"),
        source: source.to_owned(),
        stance,
        strength: Strength::Strong,
        directness: Directness::Secondary,
        shows: shows.to_owned(),
    })
}

fn rebuttal(builder: &mut Builder, n: u32, target: u32, statement: &str) -> u32 {
    builder.rebuttal(RebuttalFacts {
        id: format!("00000000-0000-7000-8000-{n:012}").parse::<RebuttalId>().expect("an id"),
        target,
        by: "A ministry".to_owned(),
        uttered: "2017-06".parse().expect("a date"),
        grounds: Vec::new(),
        statement: statement.to_owned(),
        status: RebuttalStatus::Unanswered,
        weight: Weight::Unweighed,
        sources: Vec::new(),
    })
}

fn claim() -> ClaimFacts {
    ClaimFacts { number: 4, statement: "What the claim says".to_owned(), ..ClaimFacts::default() }
}

/// Two papers that cite each other, a third that cites one of them, an agency and two that repeat it.
fn disputed() -> EvidenceMap {
    let mut builder = Builder::new(claim());
    for (key, back) in
        [("a", Some("b")), ("b", Some("a")), ("c", Some("b")), ("d", Some("agency")), ("e", Some("agency"))]
    {
        builder.know(key.to_owned(), source(&format!("Paper {key}"), back));
    }
    builder.know("agency".to_owned(), source("The agency", None));
    for (n, key) in ["a", "b", "c", "d", "e"].into_iter().enumerate() {
        let stance = if n < 3 { Stance::Contradicts } else { Stance::Supports };
        evidence(&mut builder, u32::try_from(n).expect("few"), key, stance, "It says so");
    }
    let first = rebuttal(&mut builder, 10, 1, "It was not seen");
    rebuttal(&mut builder, 11, first, "It was");
    builder.finish()
}

#[test]
fn sources_in_a_circle_count_once_and_the_circle_is_said_in_words() {
    let map = disputed();
    assert_eq!((map.origins_for, map.origins_against), (1, 1));
    let [circle] = map.circles.as_slice() else { panic!("{:?}", map.circles) };
    let names: Vec<&str> = circle.nodes.iter().map(|node| map.nodes[*node as usize].name.as_str()).collect();
    assert_eq!(names, ["Paper a", "Paper b"]);
    let drawn = draw(&map, Frame::Screen, Language::En);
    assert_eq!(drawn.edges.iter().filter(|edge| edge.circle).count(), 2);
    let words =
        "Circular sourcing: Paper a → Paper b → Paper a. No first-hand source is recorded; together they count once.";
    assert!(drawn.description.iter().any(|line| line == words), "{:?}", drawn.description);
    let origin = map.nodes.iter().find(|node| node.kind == NodeKind::Origin).expect("an origin");
    assert_eq!(origin.name, "The agency");
    assert_eq!(map.nodes.iter().filter(|node| node.counts_again).count(), 3);
}

#[test]
fn an_answer_stands_on_the_other_side_and_only_what_waits_is_unanswered() {
    let map = disputed();
    let of = |kind: NodeKind| map.nodes.iter().find(|node| node.kind == kind).expect("one");
    let (rebuttal, answer) = (of(NodeKind::Rebuttal), of(NodeKind::Answer));
    assert_eq!(rebuttal.side.other(), answer.side);
    assert!(rebuttal.unanswered && !answer.unanswered);
    assert_eq!(map.unanswered, 1);
    assert!(map.edges.iter().any(|edge| edge.relation == Relation::Answers));
}

#[test]
fn hostile_words_stay_words() {
    let mut builder = Builder::new(ClaimFacts { statement: HOSTILE.to_owned(), ..claim() });
    builder.know("s".to_owned(), source(HOSTILE, None));
    let piece = evidence(&mut builder, 1, "s", Stance::Supports, HOSTILE);
    rebuttal(&mut builder, 2, piece, HOSTILE);
    let mut teller = Teller::new(4);
    teller.tell(StoryWhat::Rebuttal, StoryDate::Given("2017".parse().expect("a year")), HOSTILE, HOSTILE);
    let map = draw(&builder.finish(), Frame::Screen, Language::En);
    for drawing in [map, draw_story(&teller.finish(), Frame::Page, Language::En)] {
        for theme in [Theme::Light, Theme::Dark, Theme::Page] {
            let file = svg(&drawing, theme, "map");
            let mut reader = Reader::from_str(&file);
            loop {
                match reader.read_event().expect("well-formed XML") {
                    Event::Start(tag) | Event::Empty(tag) => {
                        let name = tag.name();
                        let known = ["svg", "g", "title", "desc", "rect", "path", "text"];
                        assert!(known.contains(&name.as_ref()), "{name:?}");
                        for attribute in tag.attributes() {
                            let attribute = attribute.expect("an attribute");
                            let key: &str = attribute.key.as_ref();
                            assert!(!key.starts_with("on") && key != "href" && key != "style", "{key}");
                        }
                    }
                    Event::Eof => break,
                    Event::Comment(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) => panic!("{file}"),
                    _ => {}
                }
            }
            assert!(!file.contains('\u{202e}') && !file.contains('\0'));
            assert!(file.contains("&lt;script&gt;"));
        }
    }
}

#[test]
fn words_that_run_leftwards_begin_at_the_right() {
    let mut builder = Builder::new(ClaimFacts {
        statement: "تعرّض عدد كبير من الناس في خان شيخون".to_owned(),
        ..claim()
    });
    builder.know("s".to_owned(), source("Отчёт", None));
    let piece = evidence(
        &mut builder,
        1,
        "s",
        Stance::Supports,
        "Название города пишется Хан-Шейхун; отчёт говорит об этом на первой же странице и повторяет это несколько раз.",
    );
    rebuttal(&mut builder, 2, piece, "قال ناشط محلي إن الهجوم وقع في خان شيخون عند الساعة السادسة والنصف صباحا");
    let map = builder.finish();
    let drawing = draw(&map, Frame::Screen, Language::En);
    crate::look("leftward", &map, &drawing);
    let claim = &drawing.boxes[0];
    let words: Vec<_> = claim.texts.iter().filter(|text| text.rtl).collect();
    assert!(!words.is_empty());
    assert!(words.iter().all(|text| text.at_end && text.x > claim.x + claim.width / 2.0));
    assert!(svg(&drawing, Theme::Light, "map").contains("text-anchor=\"end\""));
}

#[test]
fn a_story_goes_by_dates_as_far_as_they_are_known() {
    let mut teller = Teller::new(4);
    let given = |text: &str| StoryDate::Given(text.parse().expect("a date"));
    teller.tell(StoryWhat::Answer, given("2017-07-07"), "Paris", "Moscow too acknowledges it");
    teller.tell(StoryWhat::Source, given(""), "A letter", "");
    teller.tell(StoryWhat::Rebuttal, given("2017-06-30"), "Moscow", "Doubtful data");
    teller.tell(StoryWhat::Source, given("2017-06"), "A report", "Sarin");
    teller.tell(StoryWhat::Claim, given("2017"), "", "It was sarin");
    let story = teller.finish();
    let dates: Vec<&str> = story.events.iter().map(|event| event.date.as_str()).collect();
    assert_eq!(dates, ["2017", "2017-06", "2017-06-30", "2017-07-07", ""]);
    let drawing = draw_story(&story, Frame::Screen, Language::En);
    let words: Vec<&str> = drawing.texts.iter().map(|text| text.text.as_str()).collect();
    for said in ["only the year", "day not known", "7 days later", "Not dated", "30 Jun 2017"] {
        assert!(words.contains(&said), "{said}: {words:?}");
    }
    let ys: Vec<f64> = drawing.boxes.iter().map(|drawn| drawn.y).collect();
    assert!(ys.windows(2).all(|pair| pair[0] <= pair[1]), "{ys:?}");
    assert!(drawing.description[2].starts_with("30 Jun 2017: rebuttal"));
}

#[test]
fn how_much_later_is_said_only_between_days_that_are_known() {
    let drawn = |dates: &[&str]| {
        let mut teller = Teller::new(4);
        for date in dates {
            teller.tell(StoryWhat::Source, StoryDate::Given(date.parse().expect("a date")), "A report", "Sarin");
        }
        draw_story(&teller.finish(), Frame::Page, Language::En)
    };
    let later = |dates: &[&str]| -> Vec<String> {
        drawn(dates).texts.into_iter().map(|text| text.text).filter(|text| text.ends_with("later")).collect()
    };
    assert!(later(&["2016", "2017-02-01"]).is_empty(), "the year 2016 ends no one knows how long before");
    assert!(later(&["2016-12", "2017-02-01", "2018"]).is_empty());
    assert_eq!(later(&["2016-12-31", "2017-02-01"]), ["32 days later"]);
    let height = |dates: &[&str]| drawn(dates).height;
    assert!(height(&["2016", "2017-02-01"]) > height(&["2017-01-31", "2017-02-01"]), "there is room for the time");
}

#[test]
fn names_and_dates_of_two_directions_keep_their_order() {
    let arabic = ["وكالة الأنباء", "صحيفة المدينة", "إذاعة الشمال"];
    let mut builder =
        Builder::new(ClaimFacts { by: "خالد".to_owned(), made: "2017-06-29".parse().expect("a date"), ..claim() });
    for (n, name) in arabic.into_iter().enumerate() {
        builder.know(format!("s{n}"), source(name, Some(&format!("s{}", (n + 1) % 3))));
    }
    evidence(&mut builder, 1, "s0", Stance::Supports, "It says so");
    let map = builder.finish();
    let drawing = draw(&map, Frame::Screen, Language::En);
    crate::look("both-ways", &map, &drawing);
    let by = drawing.boxes[0].texts.last().expect("who and when");
    assert_eq!(by.text, "\u{2068}خالد\u{2069}, \u{2068}29 Jun 2017\u{2069}");
    assert!(by.rtl);
    let apart = arabic.map(|name| format!("\u{2068}{name}\u{2069}"));
    let circle = format!("Circular sourcing: {0} → {1} → {2} → {0}.", apart[0], apart[1], apart[2]);
    assert!(drawing.description.iter().any(|line| line.starts_with(&circle)), "{:?}", drawing.description);
    let shown: Vec<&str> = drawing.texts.iter().map(|text| text.text.as_str()).collect();
    assert!(shown.iter().any(|line| line.starts_with("Circular sourcing: \u{2068}")), "{shown:?}");
}

#[test]
fn a_name_without_end_is_drawn_like_any_other() {
    for name in ["x".repeat(100_000), "خان شيخون ".repeat(10_000)] {
        let mut builder = Builder::new(ClaimFacts { by: name.clone(), ..claim() });
        builder.know("s".to_owned(), source(&name, Some("s")));
        let piece = evidence(&mut builder, 1, "s", Stance::Supports, &name);
        rebuttal(&mut builder, 2, piece, &name);
        let mut teller = Teller::new(4);
        teller.tell(StoryWhat::Rebuttal, StoryDate::Given("2017".parse().expect("a year")), &name, &name);
        let story = draw_story(&teller.finish(), Frame::Page, Language::En);
        for drawing in [draw(&builder.finish(), Frame::Page, Language::En), story] {
            let texts = drawing.boxes.iter().flat_map(|drawn| &drawn.texts).chain(&drawing.texts);
            let longest = texts.map(|text| text.text.chars().count()).max().expect("words");
            assert!(longest < 400, "a line of {longest} letters");
            assert!(drawing.boxes[0].texts.last().is_some_and(|by| by.text.contains('…')));
        }
    }
}
