//! Signs as shapes: they need no font, and differ in form where colours differ.

use crate::drawing::{Face, Point, Shape, Stroke, number};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
    /// A square on its corner.
    Diamond,
    /// A ring.
    Ring,
    /// A disc.
    Disc,
    /// Two rings, one in the other.
    Rings,
    /// A cross.
    Cross,
    /// An arrow that turns to what stands above.
    Turn,
    /// A square.
    Square,
    /// A tick.
    Tick,
}

impl Sign {
    /// The sign with its middle at a point, `size` wide.
    pub(crate) fn at(self, middle: Point, size: f64, face: Face) -> Shape {
        let Point { x, y } = middle;
        let r = size / 2.0;
        let n = number;
        let (path, thick) = match self {
            Self::Up => (format!("M{} {}L{} {}L{} {}Z", n(x), n(y - r), n(x + r), n(y + r), n(x - r), n(y + r)), 0.0),
            Self::Down => (format!("M{} {}L{} {}L{} {}Z", n(x), n(y + r), n(x + r), n(y - r), n(x - r), n(y - r)), 0.0),
            Self::Diamond => (
                format!("M{} {}L{} {}L{} {}L{} {}Z", n(x), n(y - r), n(x + r), n(y), n(x), n(y + r), n(x - r), n(y)),
                0.0,
            ),
            Self::Square => (rectangle(x - r, y - r, size, size), 0.0),
            Self::Disc => (circle(x, y, r), 0.0),
            Self::Ring => (circle(x, y, r - 0.7), 1.4),
            Self::Rings => (format!("{}{}", circle(x, y, r), circle(x, y, r - 2.8)), 1.4),
            Self::Cross => (
                format!(
                    "M{} {}L{} {}M{} {}L{} {}",
                    n(x - r),
                    n(y - r),
                    n(x + r),
                    n(y + r),
                    n(x + r),
                    n(y - r),
                    n(x - r),
                    n(y + r)
                ),
                2.0,
            ),
            Self::Turn => (
                format!(
                    "M{} {}L{} {}L{} {}M{} {}L{} {}L{} {}",
                    n(x - r),
                    n(y - r),
                    n(x - r),
                    n(y + r / 2.0),
                    n(x + r),
                    n(y + r / 2.0),
                    n(x + r / 4.0),
                    n(y - r / 4.0),
                    n(x + r),
                    n(y + r / 2.0),
                    n(x + r / 4.0),
                    n(y + r * 1.2)
                ),
                1.6,
            ),
            Self::Tick => (
                format!("M{} {}L{} {}L{} {}", n(x - r), n(y), n(x - r / 4.0), n(y + r * 0.8), n(x + r), n(y - r * 0.8)),
                2.0,
            ),
        };
        Shape { path, face, thick, stroke: Stroke::Solid }
    }
}

/// A rectangle as a path.
pub(crate) fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    format!("M{} {}H{}V{}H{}Z", number(x), number(y), number(x + width), number(y + height), number(x))
}

/// A circle as a path.
pub(crate) fn circle(x: f64, y: f64, r: f64) -> String {
    let r_text = number(r);
    let (left, right, y) = (number(x - r), number(x + r), number(y));
    format!("M{left} {y}A{r_text} {r_text} 0 1 1 {right} {y}A{r_text} {r_text} 0 1 1 {left} {y}Z")
}

/// A straight line as a shape.
pub(crate) fn line(from: Point, to: Point, face: Face, thick: f64, stroke: Stroke) -> Shape {
    let path = format!("M{} {}L{} {}", number(from.x), number(from.y), number(to.x), number(to.y));
    Shape { path, face, thick, stroke }
}
