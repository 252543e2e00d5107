//! How lines between boxes look: colour, dashes and head all say the same, so that none must be seen alone.

use crate::drawing::{Face, Point, Shape, Stroke, number};
use crate::value::{MapEdge, MapNode, Relation, Side};

/// The look of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    pub(crate) face: Face,
    pub(crate) thick: f64,
    pub(crate) stroke: Stroke,
    pub(crate) head: Head,
}

/// The head of a line, at what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// A filled arrow: it bears out.
    Arrow,
    /// A bar across: it stops.
    Bar,
    /// A disc: it only touches.
    Disc,
    /// An open arrow: it comes from there.
    Open,
}

/// The colour of a side.
pub(crate) fn side_face(side: Side) -> Face {
    match side {
        Side::For => Face::For,
        Side::Against => Face::Against,
        Side::Neither => Face::Context,
    }
}

/// How an edge of a map looks.
pub(crate) fn look(edge: &MapEdge, from: &MapNode) -> Look {
    let (face, stroke, head) = match edge.relation {
        Relation::Supports => (Face::For, Stroke::Solid, Head::Arrow),
        Relation::Contradicts => (Face::Against, Stroke::Dashed, Head::Bar),
        Relation::Context => (Face::Context, Stroke::Dotted, Head::Disc),
        Relation::Rebuts => (side_face(from.side), Stroke::DashDot, Head::Bar),
        Relation::Answers => (side_face(from.side), Stroke::DashDot, Head::Arrow),
        Relation::From => (Face::Edge, Stroke::Solid, Head::Open),
        Relation::GoesBack => (Face::Quiet, Stroke::Dotted, Head::Open),
    };
    if edge.circle.is_some() {
        return Look { face: Face::Context, thick: 3.4, stroke: Stroke::Solid, head: Head::Arrow };
    }
    Look { face, thick: 1.6, stroke, head }
}

/// Names a look, for lines that run together.
pub(crate) fn bundle(edge: &MapEdge, from: &MapNode) -> u8 {
    let side = match from.side {
        Side::For => 0,
        Side::Against => 1,
        Side::Neither => 2,
    };
    let relation = match edge.relation {
        Relation::Supports => 0,
        Relation::Contradicts => 1,
        Relation::Context => 2,
        Relation::Rebuts => 3,
        Relation::Answers => 4,
        Relation::From => 5,
        Relation::GoesBack => 6,
    };
    relation * 8 + side + if edge.circle.is_some() { 4 } else { 0 }
}

/// A path through points: curved between ranks, straight where it passes one.
pub(crate) fn path(points: &[Point], along_x: bool) -> String {
    let mut path = String::new();
    for (at, point) in points.iter().enumerate() {
        let Some(before) = at.checked_sub(1).and_then(|at| points.get(at)) else {
            path = format!("M{} {}", number(point.x), number(point.y));
            continue;
        };
        let straight = if along_x { before.y == point.y } else { before.x == point.x };
        if straight {
            path.push_str(&format!("L{} {}", number(point.x), number(point.y)));
            continue;
        }
        let (one, two) = if along_x {
            let middle = f64::midpoint(before.x, point.x);
            (Point::new(middle, before.y), Point::new(middle, point.y))
        } else {
            let middle = f64::midpoint(before.y, point.y);
            (Point::new(before.x, middle), Point::new(point.x, middle))
        };
        let n = number;
        path.push_str(&format!("C{} {} {} {} {} {}", n(one.x), n(one.y), n(two.x), n(two.y), n(point.x), n(point.y)));
    }
    path
}

/// The head of a line that ends at `tip`, coming from a direction (a unit along one axis).
pub(crate) fn head(look: Look, tip: Point, towards: Point) -> Shape {
    let n = number;
    let side = Point::new(-towards.y, towards.x);
    let at = |back: f64, beside: f64| {
        Point::new(tip.x - towards.x * back + side.x * beside, tip.y - towards.y * back + side.y * beside)
    };
    let pointed = |long: f64, wide: f64, close: &str| {
        let (a, b) = (at(long, wide), at(long, -wide));
        format!("M{} {}L{} {}L{} {}{close}", n(a.x), n(a.y), n(tip.x), n(tip.y), n(b.x), n(b.y))
    };
    let (path, thick) = match look.head {
        Head::Arrow => (pointed(9.0, 4.5, "Z"), 0.0),
        Head::Open => (pointed(7.0, 4.0, ""), look.thick),
        Head::Bar => {
            let (a, b) = (at(2.0, 6.0), at(2.0, -6.0));
            (format!("M{} {}L{} {}", n(a.x), n(a.y), n(b.x), n(b.y)), 3.2)
        }
        Head::Disc => {
            let middle = at(4.0, 0.0);
            (crate::sign::circle(middle.x, middle.y, 4.0), 0.0)
        }
    };
    Shape { path, face: look.face, thick, stroke: Stroke::Solid }
}
