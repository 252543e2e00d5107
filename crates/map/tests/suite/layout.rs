//! What the layout promises of every graph.

use claimdesk_core::id::{EvidenceId, RebuttalId, SourceId};
use claimdesk_core::model::{Directness, RebuttalStatus, SourceKind, Stance, Strength, Weight};
use claimdesk_map::{
    Builder, ClaimFacts, Drawing, EvidenceFacts, EvidenceMap, Frame, Language, NodeKind, RebuttalFacts, SourceFacts,
    Theme, draw, svg,
};
use proptest::prelude::*;

fn id(n: usize) -> String {
    format!("00000000-0000-7000-8000-{n:012}")
}

/// What a random map is made of: words of the evidence with its source, what rebuttals dispute, what sources go back to.
#[derive(Clone, Debug)]
struct Parts {
    evidence: Vec<(String, usize, u8)>,
    rebuttals: Vec<(String, usize, Vec<usize>)>,
    origins: Vec<Option<usize>>,
}

fn parts(most: usize) -> impl Strategy<Value = Parts> {
    let words = prop_oneof!["[a-zA-Zа-я ]{0,120}", "\\PC{0,40}", "[ء-ي ]{0,90}", Just("x".repeat(300))];
    let evidence = prop::collection::vec((words.clone(), 0..40_usize, 0..3_u8), 0..most);
    let rebuttals =
        prop::collection::vec((words, any::<usize>(), prop::collection::vec(0..40_usize, 0..3)), 0..most / 2);
    let origins = prop::collection::vec(prop::option::of(0..40_usize), 40);
    (evidence, rebuttals, origins).prop_map(|(evidence, rebuttals, origins)| Parts { evidence, rebuttals, origins })
}

fn built(parts: &Parts) -> EvidenceMap {
    let claim = ClaimFacts { number: 4, statement: "What the claim says".to_owned(), ..ClaimFacts::default() };
    let mut builder = Builder::new(claim);
    for (n, origin) in parts.origins.iter().enumerate() {
        let facts = SourceFacts {
            id: id(n).parse::<SourceId>().ok(),
            name: format!("Source {n}"),
            kind: SourceKind::Report,
            goes_back_to: origin.map(|origin| format!("s{origin}")),
            ..SourceFacts::default()
        };
        builder.know(format!("s{n}"), facts);
    }
    let mut nodes = vec![0];
    for (n, (shows, source, stance)) in parts.evidence.iter().enumerate() {
        nodes.push(builder.evidence(EvidenceFacts {
            id: id(1_000 + n).parse::<EvidenceId>().expect("an id"),
            source: format!("s{source}"),
            stance: [Stance::Supports, Stance::Contradicts, Stance::Context][usize::from(*stance)],
            strength: Strength::Moderate,
            directness: Directness::Primary,
            shows: shows.clone(),
        }));
    }
    for (n, (statement, target, sources)) in parts.rebuttals.iter().enumerate() {
        nodes.push(builder.rebuttal(RebuttalFacts {
            id: id(2_000 + n).parse::<RebuttalId>().expect("an id"),
            target: nodes[target % nodes.len()],
            by: "A ministry".to_owned(),
            uttered: "2017-06-30".parse().expect("a date"),
            grounds: Vec::new(),
            statement: statement.clone(),
            status: RebuttalStatus::Unanswered,
            weight: Weight::Unweighed,
            sources: sources.iter().map(|source| (format!("s{source}"), Stance::Supports)).collect(),
        }));
    }
    builder.finish()
}

fn assert_nothing_covers_anything(drawing: &Drawing) {
    for (n, a) in drawing.boxes.iter().enumerate() {
        assert!(a.x >= 0.0 && a.y >= 0.0, "box {n} leaves the picture");
        assert!(a.x + a.width <= drawing.width && a.y + a.height <= drawing.height, "box {n} leaves the picture");
        for b in &drawing.boxes[n + 1..] {
            let apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            assert!(apart, "box {} covers box {}", a.node, b.node);
        }
        for text in &a.texts {
            assert!(text.x >= a.x && text.x <= a.x + a.width && text.y <= a.y + a.height, "words leave box {n}");
        }
    }
}

/// The numbers of a path's places, without what lies between them.
fn ends(path: &str) -> Vec<(f64, f64)> {
    let mut ends = Vec::new();
    for command in path.split_inclusive(|letter: char| letter.is_ascii_alphabetic()).skip(1) {
        let numbers: Vec<f64> = command
            .split(|letter: char| letter.is_ascii_alphabetic() || letter == ' ')
            .filter_map(|number| number.parse().ok())
            .collect();
        if let [.., x, y] = numbers.as_slice() {
            ends.push((*x, *y));
        }
    }
    ends
}

fn assert_no_line_runs_through_a_box(map: &EvidenceMap, drawing: &Drawing) {
    for edge in &drawing.edges {
        let of = &map.edges[edge.edge as usize];
        for pair in ends(&edge.path).windows(2) {
            // A curve between ranks lies between its ends; a line through a rank is straight.
            let middle = (f64::midpoint(pair[0].0, pair[1].0), f64::midpoint(pair[0].1, pair[1].1));
            for drawn in drawing.boxes.iter().filter(|drawn| drawn.node != of.from && drawn.node != of.to) {
                let inside = middle.0 > drawn.x
                    && middle.0 < drawn.x + drawn.width
                    && middle.1 > drawn.y
                    && middle.1 < drawn.y + drawn.height;
                assert!(!inside, "a line runs through box {}", drawn.node);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_box_covers_another_and_no_line_runs_through_one(parts in parts(40)) {
        let map = built(&parts);
        for (frame, language) in [(Frame::Screen, Language::En), (Frame::Page, Language::En), (Frame::Page, Language::Ar)] {
            let drawing = draw(&map, frame, language);
            assert_eq!(drawing.boxes.len(), map.nodes.len());
            assert_nothing_covers_anything(&drawing);
            assert_no_line_runs_through_a_box(&map, &drawing);
        }
    }

    #[test]
    fn the_same_map_gives_the_same_bytes(parts in parts(24)) {
        let bytes = || svg(&draw(&built(&parts), Frame::Screen, Language::En), Theme::Light, "map");
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn circles_are_those_of_the_origins(parts in parts(30)) {
        let map = built(&parts);
        for (n, circle) in map.circles.iter().enumerate() {
            for (at, node) in circle.nodes.iter().enumerate() {
                let next = circle.nodes[(at + 1) % circle.nodes.len()];
                let leads = map.edges.iter().any(|edge| edge.from == *node && edge.to == next && edge.circle.is_some());
                assert!(leads, "circle {n} is open");
            }
        }
        let inside = map.nodes.iter().filter(|node| node.circle.is_some()).count();
        assert_eq!(inside, map.circles.iter().map(|circle| circle.nodes.len()).sum::<usize>());
    }
}

#[test]
fn two_hundred_things_fit_a_screen_and_can_be_read() {
    let evidence = (0..90).map(|n| (format!("What it shows, on page {n}"), n % 40, 0)).collect();
    let rebuttals = (0..69).map(|n| (format!("What is denied, number {n}"), n * 7, vec![n % 40])).collect();
    let origins = (0..40).map(|n| if n % 3 == 0 { None } else { Some(n / 3 * 3) }).collect();
    let map = built(&Parts { evidence, rebuttals, origins });
    assert_eq!(map.nodes.len(), 200);
    let started = std::time::Instant::now();
    let drawing = draw(&map, Frame::Screen, Language::En);
    eprintln!("200 nodes: {:.0} ms, {} × {}", started.elapsed().as_secs_f64() * 1_000.0, drawing.width, drawing.height);
    crate::look("crowd", &map, &drawing);
    assert_nothing_covers_anything(&drawing);
    assert_no_line_runs_through_a_box(&map, &drawing);
    // On a screen of 1920 × 1080 less its bars, words are still words.
    let scale = (1_620.0 / drawing.width).min(960.0 / drawing.height);
    assert!(scale * 13.5 >= 6.5, "letters of {:.1} points", scale * 13.5);
    let kinds = [NodeKind::Evidence, NodeKind::Source, NodeKind::Origin, NodeKind::Rebuttal];
    assert!(kinds.iter().all(|kind| map.nodes.iter().any(|node| node.kind == *kind)));
}
