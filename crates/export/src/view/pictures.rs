//! Pictures of a claim, with the same in words: for people who would rather look, and for those who cannot.

use claimdesk_map::{Drawing, DrawnText, Frame, Theme, draw, draw_story, svg};
use serde::Serialize;

use crate::labels::{spoken, words};
use crate::options::Language;
use crate::pictures;
use crate::report::{ClaimSheet, Report};

/// Fewer dates need no drawing.
const FEWEST: usize = 3;

/// A picture.
#[derive(Debug, Serialize)]
pub(crate) struct PictureView {
    pub(crate) heading: &'static str,
    /// Dark on light, for paper, without its words.
    pub(crate) svg: String,
    /// Its words with their places.
    pub(crate) letters: Vec<DrawnText>,
    /// In the colours of the page in which it stands.
    #[serde(skip)]
    pub(crate) page: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// All that it shows, a sentence each.
    pub(crate) words: Vec<String>,
    /// The same as one text.
    pub(crate) alt: String,
}

/// The pictures of a claim: the map where it is disputed or its sources run in a circle, the timeline where
/// there is something to be set in order.
pub(super) fn of_claim(report: &Report, claim: &ClaimSheet) -> Vec<PictureView> {
    let mut found = Vec::new();
    // What stands in a picture is said in English alone: in other languages the line of dates stands for it.
    if spoken() != Language::default() {
        return found;
    }
    if !claim.rebuttals.is_empty() || !claim.balance.circles.is_empty() {
        let drawing = draw(&pictures::map(report, claim), Frame::Page);
        found.push(view(words().map, "map", claim.number, drawing));
    }
    let story = pictures::story(report, claim);
    if story.events.iter().filter(|event| !event.date.is_empty()).count() >= FEWEST {
        found.push(view(words().timeline, "timeline", claim.number, draw_story(&story, Frame::Page)));
    }
    found
}

fn view(heading: &'static str, key: &str, number: u32, mut drawing: Drawing) -> PictureView {
    let id = format!("{key}-{number}");
    let page = svg(&drawing, Theme::Page, &id);
    let mut letters = std::mem::take(&mut drawing.texts);
    letters.extend(drawing.boxes.iter_mut().flat_map(|drawn| std::mem::take(&mut drawn.texts)));
    PictureView {
        heading,
        svg: svg(&drawing, Theme::Light, &id),
        page,
        letters,
        width: drawing.width,
        height: drawing.height,
        alt: format!("{}. {}", drawing.title, drawing.description.join(" ")),
        words: drawing.description,
    }
}
