//! A picture for a language that runs from right to left: drawn like any other, then turned round as a whole,
//! so that it begins at its right edge. Words are never turned, only their places.

use crate::drawing::{Drawing, DrawnText, Shape, round};
use crate::path::turned;

/// Turns a picture round.
pub(crate) fn turn(drawing: &mut Drawing) {
    let width = drawing.width;
    for edge in &mut drawing.edges {
        edge.path = turned(&edge.path, width);
        edge.head.iter_mut().for_each(|head| shape(head, width));
    }
    for drawn in &mut drawing.boxes {
        drawn.x = round(width - drawn.x - drawn.width);
        drawn.signs.iter_mut().for_each(|sign| shape(sign, width));
        drawn.texts.iter_mut().for_each(|words| text(words, width));
    }
    drawing.shapes.iter_mut().for_each(|one| shape(one, width));
    drawing.texts.iter_mut().for_each(|words| text(words, width));
}

fn shape(shape: &mut Shape, width: f64) {
    shape.path = turned(&shape.path, width);
}

fn text(text: &mut DrawnText, width: f64) {
    text.x = round(width - text.x);
    text.at_end = !text.at_end;
}
