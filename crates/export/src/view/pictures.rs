//! Pictures of a claim, with the same in words: for people who would rather look, and for those who cannot.

use claimdesk_map::{Drawing, DrawnText, Frame, Theme, draw, draw_story, svg};
use serde::Serialize;

use crate::labels::{spoken, words};
use crate::pictures;
use crate::report::{ClaimSheet, Report};

/// Fewer dates need no drawing.
const FEWEST: usize = 3;

/// The room for a picture on the narrower paper, in points (`templates/claim.typ` sets it).
const ROOM: (f64, f64) = (490.0, 620.0);

/// Scaled down below this a picture's words, of twelve points, cannot be read on paper: it is left out there. All
/// that it shows stands in the text.
const LEGIBLE: f64 = 0.42;

/// Where a report is drawn, beside its words: what draws nothing is spared the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawn {
    Nowhere,
    /// On a screen, in the colours of the page in which a picture stands.
    Screen,
    /// On paper, dark on light, with the words set by who sets the text.
    Paper,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(crate) struct PictureView {
    pub(crate) heading: &'static str,
    /// For paper without its words.
    pub(crate) svg: String,
    /// Its words with their places, for paper alone.
    pub(crate) letters: Vec<DrawnText>,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// All that it shows, a sentence each.
    pub(crate) words: Vec<String>,
    /// The same as one text.
    pub(crate) alt: String,
}

/// The pictures of a claim: the map where it is disputed or its sources run in a circle, the timeline where
/// there is something to be set in order.
pub(super) fn of_claim(report: &Report, claim: &ClaimSheet, drawn: Drawn) -> Vec<PictureView> {
    let mut found = Vec::new();
    if drawn == Drawn::Nowhere {
        return found;
    }
    if !claim.rebuttals.is_empty() || !claim.balance.circles.is_empty() {
        let drawing = draw(&pictures::map(report, claim), Frame::Page, spoken());
        found.push(view(words().map, &format!("map-{}", claim.number), drawing, drawn));
    }
    let story = pictures::story(report, claim);
    if story.events.iter().filter(|event| !event.date.is_empty()).count() >= FEWEST {
        let id = format!("timeline-{}", claim.number);
        found.push(view(words().timeline, &id, draw_story(&story, Frame::Page, spoken()), drawn));
    }
    found.retain(|picture| drawn != Drawn::Paper || picture.is_legible());
    found
}

impl PictureView {
    fn is_legible(&self) -> bool {
        (ROOM.0 / self.width).min(ROOM.1 / self.height) >= LEGIBLE
    }
}

fn view(heading: &'static str, id: &str, mut drawing: Drawing, drawn: Drawn) -> PictureView {
    let mut letters = Vec::new();
    if drawn == Drawn::Paper {
        letters.append(&mut drawing.texts);
        drawing.boxes.iter_mut().for_each(|of_box| letters.append(&mut of_box.texts));
    }
    let theme = if drawn == Drawn::Paper { Theme::Light } else { Theme::Page };
    PictureView {
        heading,
        svg: svg(&drawing, theme, id),
        letters,
        width: drawing.width,
        height: drawing.height,
        alt: format!("{}. {}", drawing.title, drawing.description.join(" ")),
        words: drawing.description,
    }
}
