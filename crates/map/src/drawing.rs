//! A picture before it is a file: boxes, lines and words with their places. Colours are roles, not
//! values: a theme gives them (`svg.rs`, and the window's own style sheet).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A picture. Lengths are in points of the screen, `y` downwards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Drawing {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What it is, in a few words.
    pub title: String,
    /// What it shows, in sentences, for whoever does not see it.
    pub description: Vec<String>,
    /// Lines that lead from box to box; under the boxes.
    pub edges: Vec<DrawnEdge>,
    /// Boxes with words.
    pub boxes: Vec<DrawnBox>,
    /// Shapes that belong to no box: an axis, the legend; under the boxes too.
    pub shapes: Vec<Shape>,
    /// Words that belong to no box: headings, dates, the legend.
    pub texts: Vec<DrawnText>,
}

/// A box with words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawnBox {
    /// Which thing it shows, by its place in the value that was drawn.
    pub node: u32,
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// How round its corners are.
    pub round: f64,
    /// Its ground.
    pub fill: Face,
    /// Its edge.
    pub edge: Face,
    /// How thick its edge is.
    pub thick: f64,
    /// How its edge is drawn.
    pub stroke: Stroke,
    /// Signs in it.
    pub signs: Vec<Shape>,
    /// Its words.
    pub texts: Vec<DrawnText>,
    /// All of it in one sentence.
    pub label: String,
}

/// A line from box to box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawnEdge {
    /// Which, by its place in the value that was drawn.
    pub edge: u32,
    /// The path, as SVG writes it.
    pub path: String,
    /// Its colour.
    pub face: Face,
    /// How thick it is.
    pub thick: f64,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Its head, at what it speaks of.
    pub head: Option<Shape>,
    /// Whether it is part of a circle.
    pub circle: bool,
}

/// A shape: a sign, the head of a line, an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Shape {
    /// The path, as SVG writes it.
    pub path: String,
    /// Its colour.
    pub face: Face,
    /// How thick its line is; 0: it is filled.
    pub thick: f64,
    /// How its line is drawn.
    pub stroke: Stroke,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawnText {
    /// Where it begins; where it ends, if it is `at_end`.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// The size of its letters.
    pub size: f64,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether `x` is its right end.
    pub at_end: bool,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// Its colour.
    pub face: Face,
    /// The words.
    pub text: String,
}

/// A colour, by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Face {
    /// The ground of the picture.
    Paper,
    /// The ground of a plain box.
    Raised,
    /// Words.
    Ink,
    /// Words that matter less.
    Quiet,
    /// Lines that matter less.
    Line,
    /// The edge of a plain box.
    Edge,
    /// What bears the claim out.
    For,
    /// A ground of that.
    ForSoft,
    /// What speaks against it.
    Against,
    /// A ground of that.
    AgainstSoft,
    /// Context, and warnings.
    Context,
    /// A ground of that.
    ContextSoft,
    /// What the desk did.
    Desk,
    /// A ground of that.
    DeskSoft,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stroke {
    /// Without a gap.
    #[default]
    Solid,
    /// Long dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Dashes and dots.
    DashDot,
}

impl Stroke {
    /// The lengths of dashes and gaps; nothing for a line without gaps.
    pub(crate) fn dashes(self) -> &'static str {
        match self {
            Self::Solid => "",
            Self::Dashed => "7 4",
            Self::Dotted => "2 4",
            Self::DashDot => "9 3 2 3",
        }
    }
}

/// A place in a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    /// From the left.
    pub(crate) x: f64,
    /// From above.
    pub(crate) y: f64,
}

impl Point {
    pub(crate) fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A length as pictures write it: one decimal, so that no machine rounds it differently.
pub(crate) fn round(length: f64) -> f64 {
    let tenth = (length * 10.0).round() / 10.0;
    // There is no −0 in a picture.
    if tenth == 0.0 { 0.0 } else { tenth }
}

/// A length in a path.
pub(crate) fn number(length: f64) -> String {
    let tenth = round(length);
    if tenth.fract() == 0.0 { format!("{tenth:.0}") } else { format!("{tenth:.1}") }
}
