//! A map in words: what its signs and lines mean, what each box is, and what the whole shows.

use std::collections::BTreeSet;

use crate::arrows::{Look, head, look};
use crate::draw::MARGIN;
use crate::drawing::{Drawing, Face, Point, round};
use crate::measure::{width, wrap};
use crate::sign::{Sign, line};
use crate::text::{apart, settled, shown};
use crate::value::{EvidenceMap, MapCircle, MapEdge, MapNode, NodeKind};
use crate::words::Words;

const SIZE: f64 = 11.5;

/// What a thing is and how it stands, in short words.
pub(crate) fn standing(map: &EvidenceMap, node: &MapNode, words: Words) -> Vec<String> {
    let date = || Some(words.date(&node.dated)).filter(|date| !date.is_empty());
    let own = |words: &str| Some(words.to_owned());
    let parts = match node.kind {
        NodeKind::Claim => {
            let verdict = node.verdict.as_ref();
            let verdict = verdict.map(|verdict| format!("{} {}", verdict.sign.glyph(), apart(&shown(&verdict.name))));
            let state = node.work_state.map(|state| words.work_state(state).to_owned());
            let number = words.tf("Claim {0}", &[&map.number.to_string()]);
            vec![Some(number), verdict.or_else(|| own(words.t("no verdict yet"))), state]
        }
        NodeKind::Evidence => vec![
            node.stance.map(|stance| words.stance(stance).to_owned()),
            node.strength.map(|strength| words.strength(strength).to_owned()),
            node.directness.map(|directness| words.directness(directness).to_owned()),
            if node.counts_again { own(words.t("same origin, counts once")) } else { None },
        ],
        NodeKind::Source | NodeKind::Origin => vec![
            if node.kind == NodeKind::Origin { own(words.t("first hand")) } else { None },
            node.source_kind.map(|kind| words.source_kind(kind).to_owned()),
            date(),
            if node.withheld { own(words.t("kept back")) } else { None },
            if node.circle.is_some() { own(words.t("in a circle")) } else { None },
        ],
        NodeKind::Rebuttal | NodeKind::Answer => {
            let kind = if node.kind == NodeKind::Rebuttal { words.t("rebuttal") } else { words.t("answer") };
            // What answers is not itself asked for an answer, unless somebody says so.
            let waits = node.unanswered || node.kind == NodeKind::Rebuttal;
            let status =
                node.status.filter(|status| waits || *status != claimdesk_core::model::RebuttalStatus::Unanswered);
            let weight = node.weight.and_then(|weight| words.weight(weight)).map(str::to_owned);
            vec![own(kind), status.map(|status| words.status(status).to_owned()), weight]
        }
    };
    parts.into_iter().flatten().collect()
}

/// A thing in one sentence.
pub(crate) fn node_words(map: &EvidenceMap, node: &MapNode, words: Words) -> String {
    let stands = words.join(&standing(map, node, words));
    let mut said = match node.kind {
        NodeKind::Evidence => words.tf("Evidence: {0}", &[&stands]),
        NodeKind::Source | NodeKind::Origin => words.tf("Source: {0}", &[&stands]),
        NodeKind::Claim | NodeKind::Rebuttal | NodeKind::Answer => stands,
    };
    let grounds: Vec<String> = node.grounds.iter().map(|ground| words.ground(*ground).to_owned()).collect();
    if !grounds.is_empty() {
        said.push_str(&format!(" ({})", words.join(&grounds)));
    }
    for part in [shown(&node.name), shown(&node.text)].iter().filter(|part| !part.is_empty()) {
        said.push_str(&format!(". {}", apart(part)));
    }
    settled(said)
}

/// What a circle is, in words.
pub(crate) fn circle_words(map: &EvidenceMap, circle: &MapCircle, words: Words) -> String {
    let name = |node: &u32| {
        let node = &map.nodes[*node as usize];
        let name = shown(&node.name);
        if node.withheld || name.is_empty() { words.t("a source kept back").to_owned() } else { apart(&name) }
    };
    let names: Vec<String> = circle.nodes.iter().chain(circle.nodes.first()).map(name).collect();
    let arrow = if words.rtl { " ← " } else { " → " };
    settled(words.tf(
        "Circular sourcing: {0}. No first-hand source is recorded; together they count once.",
        &[&names.join(arrow)],
    ))
}

/// What the map shows, in sentences.
pub(crate) fn description(map: &EvidenceMap, words: Words) -> Vec<String> {
    let many = |kinds: &[NodeKind]| {
        u32::try_from(map.nodes.iter().filter(|node| kinds.contains(&node.kind)).count()).unwrap_or(u32::MAX)
    };
    let parts = [
        words.count("no pieces of evidence|1 piece of evidence|{0} pieces of evidence", many(&[NodeKind::Evidence])),
        words.count("no sources|1 source|{0} sources", many(&[NodeKind::Source, NodeKind::Origin])),
        words.count("no rebuttals|1 rebuttal|{0} rebuttals", many(&[NodeKind::Rebuttal])),
        words.count("no answers|1 answer|{0} answers", many(&[NodeKind::Answer])),
    ];
    let mut all = vec![
        words.tf("The claim with {0}.", &[&words.join(&parts)]),
        format!("{}.", words.balance(map.origins_for, map.origins_against, map.unanswered)),
    ];
    all.extend(map.circles.iter().map(|circle| circle_words(map, circle, words)));
    all.extend(map.edges.iter().map(|edge| edge_words(map, edge, words)));
    all
}

fn edge_words(map: &EvidenceMap, edge: &MapEdge, words: Words) -> String {
    let name = |node: u32| {
        let node = &map.nodes[node as usize];
        let (name, text) = (shown(&node.name), shown(&node.text));
        let said = match node.kind {
            NodeKind::Claim => return words.t("the claim").to_owned(),
            NodeKind::Source | NodeKind::Origin if name.is_empty() => words.t("a source kept back").to_owned(),
            NodeKind::Source | NodeKind::Origin => name,
            NodeKind::Evidence if text.is_empty() => name,
            NodeKind::Evidence => text,
            NodeKind::Rebuttal | NodeKind::Answer if name.is_empty() => text,
            NodeKind::Rebuttal | NodeKind::Answer => words.tf("{0}: {1}", &[&apart(&name), &apart(&text)]),
        };
        apart(&words.tf("“{0}”", &[&said]))
    };
    settled(words.sentence(edge.relation, &name(edge.from), &name(edge.to)))
}

/// What an entry of the legend shows.
enum Entry {
    Sign(Sign, Face),
    Line(Look),
}

/// Says under the picture what its signs and lines mean: only those that it has.
pub(crate) fn add(map: &EvidenceMap, drawing: &mut Drawing, words: Words) {
    let mut entries: Vec<(Entry, &'static str)> = Vec::new();
    let has = |kind: NodeKind| map.nodes.iter().any(|node| node.kind == kind);
    let kinds = [
        (NodeKind::Source, Sign::Ring, words.t("source")),
        (NodeKind::Origin, Sign::Disc, words.t("first-hand source")),
        (NodeKind::Rebuttal, Sign::Cross, words.t("rebuttal")),
        (NodeKind::Answer, Sign::Turn, words.t("answer")),
    ];
    entries.extend(
        kinds.into_iter().filter(|(kind, ..)| has(*kind)).map(|(_, sign, said)| (Entry::Sign(sign, Face::Ink), said)),
    );
    let mut relations = BTreeSet::new();
    let mut circle = None;
    for edge in &map.edges {
        let look = look(edge, &map.nodes[edge.from as usize]);
        if edge.circle.is_some() {
            circle = Some(look);
        } else if relations.insert(edge.relation) {
            entries.push((Entry::Line(look), words.relation(edge.relation)));
        }
    }
    entries.extend(circle.map(|look| (Entry::Line(look), words.t("goes back in a circle"))));
    if map.unanswered > 0 {
        entries.push((Entry::Sign(Sign::Cross, Face::Against), words.t("dashed box: unanswered")));
    }
    set(&entries, drawing, words);
}

fn set(entries: &[(Entry, &'static str)], drawing: &mut Drawing, words: Words) {
    if entries.is_empty() {
        return;
    }
    let (mut x, mut y) = (MARGIN, drawing.height + 4.0);
    let widest = (drawing.width - MARGIN).max(320.0);
    for (entry, said) in entries {
        let shown = match entry {
            Entry::Sign(..) => 16.0,
            Entry::Line(_) => 40.0,
        };
        let wide = shown + width(said, SIZE, false) + 20.0;
        if x + wide > widest && x > MARGIN {
            (x, y) = (MARGIN, y + 20.0);
        }
        match entry {
            Entry::Sign(sign, face) => drawing.shapes.push(sign.at(Point::new(x + 5.0, y), 9.0, *face)),
            Entry::Line(look) => {
                let (from, to) = (Point::new(x, y), Point::new(x + 32.0, y));
                drawing.shapes.push(line(from, to, look.face, look.thick, look.stroke));
                drawing.shapes.push(head(*look, to, Point::new(1.0, 0.0)));
            }
        }
        for line in wrap(said, 400.0, SIZE, false, 1) {
            drawing.texts.push(words.plain(&line, Point::new(x + shown, y + 4.0), SIZE, false, Face::Quiet));
        }
        drawing.width = round(drawing.width.max((x + wide + MARGIN - 20.0).ceil()));
        x += wide;
    }
    drawing.height = round(y + MARGIN);
}
