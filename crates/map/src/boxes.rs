//! A box with its words, at the origin; where it stands is decided later.

use crate::drawing::{DrawnBox, DrawnText, Face, Point, Shape, Stroke, round};
use crate::measure::{clip, wrap};
use crate::path::{moved, turned};
use crate::sign::Sign;
use crate::text::is_rtl;

/// Inside a box.
const PAD: f64 = 9.0;

/// How the words of a box are set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) width: f64,
    pub(crate) text: f64,
    pub(crate) leading: f64,
    /// Whether it says above its words what it is; if not, its sign alone does.
    pub(crate) head: bool,
    /// The most lines of its words.
    pub(crate) lines: usize,
}

/// What a box says.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) node: u32,
    pub(crate) sign: Sign,
    pub(crate) sign_face: Face,
    pub(crate) head: String,
    pub(crate) face: Face,
    pub(crate) body: String,
    pub(crate) bold: bool,
    pub(crate) by: String,
    pub(crate) label: String,
    /// Whether our own words run from right to left.
    pub(crate) rtl: bool,
}

/// How a box looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dress {
    pub(crate) fill: Face,
    pub(crate) edge: Face,
    pub(crate) thick: f64,
    pub(crate) stroke: Stroke,
    pub(crate) round: f64,
}

/// The box, as high as its words.
pub(crate) fn made(said: Said, set: Setting, dress: Dress) -> DrawnBox {
    let (mut texts, mut signs) = (Vec::new(), Vec::new());
    let mut y = PAD;
    let left = if set.head { PAD } else { PAD + 14.0 };
    let room = set.width - PAD - left;
    if set.head {
        signs.push(sign(&said, Point::new(PAD + 5.0, y + 6.0)));
        for line in wrap(&said.head, room - 16.0, 11.0, true, 4) {
            let own = plain(&line, Point::new(PAD + 16.0, y + 10.0), 11.0, true, said.face);
            texts.push(DrawnText { rtl: said.rtl, ..own });
            y += 14.0;
        }
        y += 3.0;
    } else {
        signs.push(sign(&said, Point::new(PAD + 4.0, y + 7.0)));
    }
    let span = (left, set.width - PAD);
    for line in wrap(&said.body, room, set.text, said.bold, set.lines) {
        let base = plain(&line, Point::new(0.0, y + set.text * 0.92), set.text, said.bold, Face::Ink);
        texts.push(sided(base, is_rtl(&said.body, said.rtl), said.rtl, span));
        y += set.leading;
    }
    if set.head && !said.by.is_empty() {
        let line = clip(&said.by, room, 11.0, false);
        let base = plain(&line, Point::new(0.0, y + 10.5), 11.0, false, Face::Quiet);
        texts.push(sided(base, is_rtl(&line, said.rtl), said.rtl, span));
        y += 15.0;
    }
    DrawnBox {
        node: said.node,
        x: 0.0,
        y: 0.0,
        width: set.width,
        height: round((y.max(PAD + 15.0) + PAD - 3.0).ceil()),
        round: dress.round,
        fill: dress.fill,
        edge: dress.edge,
        thick: dress.thick,
        stroke: dress.stroke,
        signs,
        texts,
        label: said.label,
    }
}

/// Words at a place, from left to right.
pub(crate) fn plain(text: &str, at: Point, size: f64, bold: bool, face: Face) -> DrawnText {
    DrawnText { x: round(at.x), y: round(at.y), size, bold, at_end: false, rtl: false, face, text: text.to_owned() }
}

/// Words at the side at which they begin. Where our own run from right to left, the picture is turned round
/// in the end: theirs that do begin at the left until then.
fn sided(text: DrawnText, rtl: bool, ours: bool, (left, right): (f64, f64)) -> DrawnText {
    let at_end = rtl != ours;
    DrawnText { x: if at_end { right } else { left }, at_end, rtl, ..text }
}

/// What the thing is. A tick looks the same whichever way words run: it is turned before the picture is.
fn sign(said: &Said, middle: Point) -> Shape {
    let sign = said.sign.at(middle, 9.0, said.sign_face);
    if said.rtl && said.sign == Sign::Tick { Shape { path: turned(&sign.path, 2.0 * middle.x), ..sign } } else { sign }
}

/// Moves a box, and all in it, from the origin.
pub(crate) fn move_to(drawn: &mut DrawnBox, to: Point) {
    (drawn.x, drawn.y) = (to.x, to.y);
    for text in &mut drawn.texts {
        (text.x, text.y) = (round(text.x + to.x), round(text.y + to.y));
    }
    for sign in &mut drawn.signs {
        sign.path = moved(&sign.path, to);
    }
}
