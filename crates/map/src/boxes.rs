//! A box with its words, at the origin; where it stands is decided later.

use crate::drawing::{DrawnBox, DrawnText, Face, Point, Stroke, number, round};
use crate::measure::{clip, wrap};
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
        signs.push(said.sign.at(Point::new(PAD + 5.0, y + 6.0), 9.0, said.sign_face));
        for line in wrap(&said.head, room - 16.0, 11.0, true, 2) {
            texts.push(plain(&line, Point::new(PAD + 16.0, y + 10.0), 11.0, true, said.face));
            y += 14.0;
        }
        y += 3.0;
    } else {
        signs.push(said.sign.at(Point::new(PAD + 4.0, y + 7.0), 9.0, said.sign_face));
    }
    let span = (left, set.width - PAD);
    for line in wrap(&said.body, room, set.text, said.bold, set.lines) {
        let base = plain(&line, Point::new(0.0, y + set.text * 0.92), set.text, said.bold, Face::Ink);
        texts.push(sided(base, is_rtl(&said.body), span));
        y += set.leading;
    }
    if set.head && !said.by.is_empty() {
        let line = clip(&said.by, room, 11.0, false);
        let base = plain(&line, Point::new(0.0, y + 10.5), 11.0, false, Face::Quiet);
        texts.push(sided(base, is_rtl(&line), span));
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

/// Words of ours.
pub(crate) fn plain(text: &str, at: Point, size: f64, bold: bool, face: Face) -> DrawnText {
    DrawnText { x: round(at.x), y: round(at.y), size, bold, at_end: false, rtl: false, face, text: text.to_owned() }
}

/// Words at the side at which they begin.
fn sided(text: DrawnText, rtl: bool, (left, right): (f64, f64)) -> DrawnText {
    DrawnText { x: if rtl { right } else { left }, at_end: rtl, rtl, ..text }
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

/// A path of absolute places, moved: `M L Z H V A`, as `sign.rs` writes them.
fn moved(path: &str, by: Point) -> String {
    let mut out = String::with_capacity(path.len() + 16);
    for part in commands(path) {
        let (letter, rest) = part.split_at(1);
        let numbers: Vec<f64> = rest.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let shift = |at: usize| match letter {
            "H" => by.x,
            "V" => by.y,
            // Radii, angle and flags of an arc stay.
            "A" if at < 5 => 0.0,
            "A" => {
                if at == 5 {
                    by.x
                } else {
                    by.y
                }
            }
            _ => {
                if at.is_multiple_of(2) {
                    by.x
                } else {
                    by.y
                }
            }
        };
        let shifted: Vec<String> = numbers.iter().enumerate().map(|(at, value)| number(value + shift(at))).collect();
        out.push_str(letter);
        out.push_str(&shifted.join(" "));
    }
    out
}

/// The commands of a path, each with its numbers.
fn commands(path: &str) -> Vec<&str> {
    let starts: Vec<usize> =
        path.char_indices().filter(|(_, letter)| letter.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([path.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| path.get(*start..end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_move_as_a_whole() {
        let by = Point::new(10.0, 100.0);
        for sign in [Sign::Up, Sign::Ring, Sign::Rings, Sign::Turn, Sign::Square, Sign::Cross, Sign::Tick] {
            let at_origin = sign.at(Point::new(4.0, 6.0), 9.0, Face::Ink).path;
            let there = sign.at(Point::new(14.0, 106.0), 9.0, Face::Ink).path;
            let norm = |path: &str| moved(path, Point::new(0.0, 0.0));
            assert_eq!(moved(&at_origin, by), norm(&there), "{sign:?}");
        }
    }
}
