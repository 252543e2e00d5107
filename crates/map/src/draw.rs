//! The evidence map as a picture: what each box says and how it looks, then the layout.

use crate::arrows::{bundle, head, look, path, side_face};
use crate::boxes::{Dress, Said, Setting, made, move_to};
use crate::drawing::{Drawing, DrawnBox, DrawnEdge, DrawnText, Face, Point, Stroke, round};
use crate::language::Language;
use crate::layout::{Item, Link, Room, place};
use crate::legend;
use crate::measure::{width, wrap};
use crate::mirror;
use crate::sign::Sign;
use crate::text::{apart, settled, shown};
use crate::value::{EvidenceMap, MapEdge, MapNode, NodeKind, Relation, Side};
use crate::words::Words;

/// Where a picture is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// On a screen, which is wide: ranks follow each other from left to right.
    Screen,
    /// On a page, which is high: ranks follow each other downwards.
    Page,
}

/// With more things than this, boxes say less, so that all can be read at once.
const CROWD: usize = 60;

/// Round the picture.
pub(crate) const MARGIN: f64 = 20.0;

fn setting(kind: NodeKind, crowded: bool, frame: Frame) -> Setting {
    let narrow = frame == Frame::Page;
    let (width, lines) = match kind {
        NodeKind::Claim => (if narrow { 300.0 } else { 250.0 }, 6),
        _ if crowded => (150.0, 2),
        NodeKind::Evidence | NodeKind::Rebuttal | NodeKind::Answer => (if narrow { 176.0 } else { 224.0 }, 4),
        NodeKind::Source | NodeKind::Origin => (if narrow { 176.0 } else { 206.0 }, 3),
    };
    let small = crowded && kind != NodeKind::Claim;
    Setting {
        width,
        text: if small { 13.5 } else { 13.0 },
        leading: if small { 15.5 } else { 16.5 },
        head: !small,
        lines,
    }
}

/// Draws a map, our own words in a language; where that runs from right to left, the picture does.
pub fn draw(map: &EvidenceMap, frame: Frame, language: Language) -> Drawing {
    let words = Words::of(language);
    let crowded = map.nodes.len() > CROWD;
    let pen = Pen { map, words, crowded, frame };
    let mut boxes: Vec<DrawnBox> = map.nodes.iter().zip(0..).map(|(node, at)| pen.content(node, at)).collect();
    let along_x = frame == Frame::Screen;
    let item = |drawn: &DrawnBox| {
        if along_x {
            Item { along: drawn.width, across: drawn.height }
        } else {
            Item { along: drawn.height, across: drawn.width }
        }
    };
    let items: Vec<Item> = boxes.iter().map(item).collect();
    let links: Vec<Link> = map.edges.iter().map(|edge| outward(map, edge)).collect();
    let room = match frame {
        Frame::Screen => Room { aspect: if crowded { 2.0 } else { 1.65 }, gutter: if crowded { 32.0 } else { 64.0 } },
        Frame::Page => Room { aspect: 1.15, gutter: 40.0 },
    };
    let placed = place(&items, &links, room);
    let (across_name, head_height, texts) = pen.heading(if along_x { placed.along } else { placed.across });
    let at = |(along, across): (f64, f64)| {
        let (x, y) = if along_x { (along, across) } else { (across, along) };
        Point::new(round(x + MARGIN), round(y + MARGIN + head_height))
    };
    for (drawn, corner) in boxes.iter_mut().zip(&placed.boxes) {
        move_to(drawn, at(*corner));
    }
    let edges = map.edges.iter().zip(&placed.routes).zip(0..);
    let edges = edges
        .filter(|((_, route), _)| route.len() > 1)
        .map(|((edge, route), n)| {
            let mut points: Vec<Point> = route.iter().map(|point| at(*point)).collect();
            // Routes lead outwards; lines lead from what speaks to what it speaks of.
            if outward(map, edge).from != edge.from as usize {
                points.reverse();
            }
            line(map, edge, n, &points, along_x)
        })
        .collect();
    let size = if along_x { (placed.along, placed.across) } else { (placed.across, placed.along) };
    let wide = size.0.max(across_name) + 2.0 * MARGIN;
    let mut drawing = Drawing {
        width: round(wide.ceil()),
        height: round((size.1 + 2.0 * MARGIN + head_height).ceil()),
        title: words.tf("Evidence map of claim {0}", &[&map.number.to_string()]),
        description: legend::description(map, words),
        edges,
        boxes,
        shapes: Vec::new(),
        texts,
    };
    legend::add(map, &mut drawing, words);
    if words.rtl {
        mirror::turn(&mut drawing);
    }
    drawing
}

/// A line of the layout leads outwards: from the claim to evidence, to its source, to its origin.
fn outward(map: &EvidenceMap, edge: &MapEdge) -> Link {
    let from = &map.nodes[edge.from as usize];
    let (a, b) = match edge.relation {
        Relation::From | Relation::GoesBack => (edge.from, edge.to),
        Relation::Supports | Relation::Contradicts | Relation::Context | Relation::Rebuts | Relation::Answers => {
            (edge.to, edge.from)
        }
    };
    Link { from: a as usize, to: b as usize, look: bundle(edge, from) }
}

fn line(map: &EvidenceMap, edge: &MapEdge, n: u32, points: &[Point], along_x: bool) -> DrawnEdge {
    let look = look(edge, &map.nodes[edge.from as usize]);
    let ends = (points[points.len() - 2], points[points.len() - 1]);
    let way = if along_x { ends.1.x - ends.0.x } else { ends.1.y - ends.0.y };
    let unit = if way < 0.0 { -1.0 } else { 1.0 };
    let towards = if along_x { Point::new(unit, 0.0) } else { Point::new(0.0, unit) };
    DrawnEdge {
        edge: n,
        path: path(points, along_x),
        face: look.face,
        thick: look.thick,
        stroke: look.stroke,
        head: Some(head(look, ends.1, towards)),
        circle: edge.circle.is_some(),
    }
}

/// What is drawn, in which words, for which place.
struct Pen<'a> {
    map: &'a EvidenceMap,
    words: Words,
    crowded: bool,
    frame: Frame,
}

impl Pen<'_> {
    /// What the picture is, above it: how wide and how high that is.
    fn heading(&self, room: f64) -> (f64, f64, Vec<DrawnText>) {
        let (map, words) = (self.map, self.words);
        let title = words.tf("Claim {0}: evidence map", &[&map.number.to_string()]);
        let balance = words.balance(map.origins_for, map.origins_against, map.unanswered);
        let room = room.max(300.0);
        let mut texts = vec![words.plain(&title, Point::new(MARGIN, MARGIN + 12.0), 15.0, true, Face::Ink)];
        let mut lines = wrap(&balance, room, 12.5, false, 3);
        let circles = map.circles.iter().map(|circle| legend::circle_words(map, circle, words));
        lines.extend(circles.flat_map(|circle| wrap(&circle, room, 12.5, false, 4)));
        let wide = lines.iter().map(|line| width(line, 12.5, false)).fold(width(&title, 15.0, true), f64::max);
        let mut y = MARGIN + 12.0;
        for line in &lines {
            y += 17.0;
            texts.push(words.plain(line, Point::new(MARGIN, y), 12.5, false, Face::Quiet));
        }
        (wide, round(y - MARGIN + 20.0), texts)
    }

    /// A box with what a thing is and says.
    fn content(&self, node: &MapNode, at: u32) -> DrawnBox {
        let face = head_face(node);
        let said = Said {
            node: at,
            sign: sign(node),
            sign_face: if node.unanswered { Face::Against } else { face },
            head: settled(legend::standing(self.map, node, self.words).join("\u{a0}· ")),
            face,
            body: self.body_words(node),
            bold: node.kind == NodeKind::Claim,
            by: self.by_line(node),
            label: legend::node_words(self.map, node, self.words),
            rtl: self.words.rtl,
        };
        made(said, setting(node.kind, self.crowded, self.frame), dress(node))
    }

    fn body_words(&self, node: &MapNode) -> String {
        let (name, text) = (shown(&node.name), shown(&node.text));
        match node.kind {
            NodeKind::Source | NodeKind::Origin if node.withheld || name.is_empty() => {
                self.words.t("Source kept back").to_owned()
            }
            NodeKind::Source | NodeKind::Origin => name,
            NodeKind::Evidence if text.is_empty() && name.is_empty() => self.words.t("Not described").to_owned(),
            NodeKind::Evidence if text.is_empty() => name,
            NodeKind::Rebuttal | NodeKind::Answer if self.crowded && !name.is_empty() => {
                settled(self.words.tf("{0}: {1}", &[&apart(&name), &apart(&text)]))
            }
            NodeKind::Claim | NodeKind::Evidence | NodeKind::Rebuttal | NodeKind::Answer => text,
        }
    }

    /// Who and when, under the words.
    fn by_line(&self, node: &MapNode) -> String {
        let parts = match node.kind {
            NodeKind::Claim | NodeKind::Rebuttal | NodeKind::Answer => {
                vec![apart(&shown(&node.name)), apart(&self.words.date(&node.dated))]
            }
            NodeKind::Evidence | NodeKind::Source | NodeKind::Origin => Vec::new(),
        };
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        settled(self.words.join(&parts))
    }
}

fn head_face(node: &MapNode) -> Face {
    match node.kind {
        NodeKind::Claim => Face::Ink,
        NodeKind::Source | NodeKind::Origin => Face::Quiet,
        NodeKind::Evidence | NodeKind::Rebuttal | NodeKind::Answer => side_face(node.side),
    }
}

fn sign(node: &MapNode) -> Sign {
    match node.kind {
        NodeKind::Claim => Sign::Square,
        NodeKind::Evidence => match node.side {
            Side::For => Sign::Up,
            Side::Against => Sign::Down,
            Side::Neither => Sign::Diamond,
        },
        NodeKind::Source if node.circle.is_some() => Sign::Rings,
        NodeKind::Source => Sign::Ring,
        NodeKind::Origin => Sign::Disc,
        NodeKind::Rebuttal => Sign::Cross,
        NodeKind::Answer => Sign::Turn,
    }
}

fn dress(node: &MapNode) -> Dress {
    let soft = match node.side {
        Side::For => Face::ForSoft,
        Side::Against => Face::AgainstSoft,
        Side::Neither => Face::ContextSoft,
    };
    let side = side_face(node.side);
    let of = |fill, edge, thick, stroke, round| Dress { fill, edge, thick, stroke, round };
    match node.kind {
        NodeKind::Claim => of(Face::Raised, Face::Ink, 2.4, Stroke::Solid, 4.0),
        NodeKind::Evidence => of(soft, side, 1.2, Stroke::Solid, 8.0),
        NodeKind::Rebuttal | NodeKind::Answer if node.unanswered => of(soft, side, 2.4, Stroke::Dashed, 0.0),
        NodeKind::Rebuttal | NodeKind::Answer => of(soft, side, 1.2, Stroke::Solid, 0.0),
        NodeKind::Source if node.circle.is_some() => of(Face::ContextSoft, Face::Context, 2.4, Stroke::Solid, 15.0),
        NodeKind::Source if node.withheld => of(Face::Raised, Face::Edge, 1.2, Stroke::Dashed, 15.0),
        NodeKind::Source => of(Face::Raised, Face::Edge, 1.2, Stroke::Solid, 15.0),
        NodeKind::Origin => of(Face::Raised, Face::Ink, 2.0, Stroke::Solid, 15.0),
    }
}
