//! The story as a picture: a line of dates from above downwards, with a lane for each side.
//!
//! Dates are placed as far as they are known: a disc is a day, a ring a month, a square a year. Long
//! gaps are shortened and said in words.

use crate::arrows::side_face;
use crate::boxes::{Dress, Said, Setting, made, move_to, plain};
use crate::dates;
use crate::draw::{Frame, MARGIN};
use crate::drawing::{Drawing, DrawnBox, Face, Point, Stroke, round};
use crate::sign::{Sign, line};
use crate::story::{Story, StoryEvent, StoryWhat};
use crate::text::shown;
use crate::value::Side;
use crate::words;

/// Where the line stands, from the left margin.
const AXIS: f64 = 104.0;

/// Between the line and the first lane.
const LEAD: f64 = 22.0;

/// Between lanes.
const BETWEEN: f64 = 14.0;

/// The lanes, in order.
const LANES: [(Side, &str); 3] =
    [(Side::For, "For the claim"), (Side::Against, "Against it"), (Side::Neither, "Context and the desk")];

/// Draws a story.
pub fn draw_story(story: &Story, frame: Frame) -> Drawing {
    let lane_width = if frame == Frame::Screen { 262.0 } else { 176.0 };
    let used: Vec<(Side, &str)> =
        LANES.into_iter().filter(|(side, _)| story.events.iter().any(|event| event.side == *side)).collect();
    let lane_x = |side: Side| {
        let lane = used.iter().position(|(of, _)| *of == side).unwrap_or(0);
        let before: f64 = std::iter::repeat_n(lane_width + BETWEEN, lane).sum();
        MARGIN + AXIS + LEAD + before
    };
    let title = format!("Claim {}: in order of time", story.number);
    let mut drawing = Drawing {
        title: format!("Timeline of claim {}", story.number),
        description: story.events.iter().map(words_of).collect(),
        texts: vec![plain(&title, Point::new(MARGIN, MARGIN + 12.0), 15.0, true, Face::Ink)],
        ..Drawing::default()
    };
    let mut y = MARGIN + 44.0;
    for (side, name) in &used {
        drawing.texts.push(plain(name, Point::new(lane_x(*side), y - 8.0), 12.0, true, lane_face(*side)));
    }
    let top = y;
    let mut before: Option<&StoryEvent> = None;
    for row in rows(&story.events) {
        y = gap(before, row[0], y, &mut drawing);
        let mut height = 0.0_f64;
        for (event, at) in &row {
            let mut drawn = boxed(event, *at, lane_width);
            height = height.max(drawn.height);
            move_to(&mut drawn, Point::new(lane_x(event.side), y));
            let (from, to) = (Point::new(MARGIN + AXIS, y + 15.0), Point::new(drawn.x, y + 15.0));
            drawing.shapes.push(line(from, to, Face::Edge, 1.0, Stroke::Solid));
            drawing.boxes.push(drawn);
        }
        date(row[0].0, y, &mut drawing);
        y += height + 12.0;
        before = row.last().map(|(event, _)| *event);
    }
    if before.is_some() {
        let axis = MARGIN + AXIS;
        let (from, to) = (Point::new(axis, top), Point::new(axis, y - 12.0));
        drawing.shapes.insert(0, line(from, to, Face::Edge, 2.0, Stroke::Solid));
    }
    drawing.width =
        round(lane_x(Side::For).max(used.last().map_or(0.0, |(side, _)| lane_x(*side))) + lane_width + MARGIN);
    drawing.height = round((y - 12.0 + MARGIN).ceil());
    drawing
}

type Row<'a> = Vec<(&'a StoryEvent, u32)>;

/// What has the same date and stands on different sides shares a row.
fn rows(events: &[StoryEvent]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (event, at) in events.iter().zip(0..) {
        let fits = rows
            .last()
            .is_some_and(|row| row.iter().all(|(other, _)| other.date == event.date && other.side != event.side));
        match rows.last_mut() {
            Some(row) if fits => row.push((event, at)),
            _ => rows.push(vec![(event, at)]),
        }
    }
    rows
}

/// Leaves room for the time that went by, and says how long that was.
fn gap(before: Option<&StoryEvent>, (next, _): (&StoryEvent, u32), y: f64, drawing: &mut Drawing) -> f64 {
    let Some(before) = before else { return y };
    if next.date.is_empty() && !before.date.is_empty() {
        drawing.texts.push(plain("Not dated", Point::new(MARGIN, y + 16.0), 12.0, true, Face::Quiet));
        return y + 26.0;
    }
    let days = match (dates::span(&before.date), dates::span(&next.date)) {
        (Some((_, last)), Some((first, _))) => first - last,
        _ => 0,
    };
    if days < 2 {
        return y;
    }
    let words = format!("{} later", dates::distance(days));
    drawing.texts.push(plain(&words, Point::new(MARGIN, y + 11.0), 11.0, false, Face::Quiet));
    y + match days {
        ..=14 => 18.0,
        15..=90 => 26.0,
        91..=700 => 36.0,
        _ => 48.0,
    }
}

/// The date at the line, with a mark that says how much of it is known.
fn date(event: &StoryEvent, y: f64, drawing: &mut Drawing) {
    let axis = Point::new(MARGIN + AXIS, y + 15.0);
    let (sign, words, lacks) = match event.date.as_str().len() {
        10 => (Sign::Disc, dates::short(&event.date), ""),
        7 => (Sign::Ring, dates::short(&event.date), "day not known"),
        4 => (Sign::Square, dates::short(&event.date), "only the year"),
        _ => (Sign::Ring, "no date".to_owned(), ""),
    };
    // The line does not run through a ring.
    drawing.shapes.push(Sign::Disc.at(axis, 13.0, Face::Paper));
    drawing.shapes.push(sign.at(axis, 10.0, Face::Ink));
    drawing.texts.push(plain(&words, Point::new(MARGIN, y + 19.0), 12.0, true, Face::Ink));
    if !lacks.is_empty() {
        drawing.texts.push(plain(lacks, Point::new(MARGIN, y + 33.0), 10.5, false, Face::Quiet));
    }
}

fn boxed(event: &StoryEvent, at: u32, width: f64) -> DrawnBox {
    let face = if is_desk(event) { Face::Desk } else { lane_face(event.side) };
    let soft = match event.side {
        Side::For => Face::ForSoft,
        Side::Against => Face::AgainstSoft,
        Side::Neither if is_desk(event) => Face::DeskSoft,
        Side::Neither => Face::ContextSoft,
    };
    let (name, text) = (shown(&event.name), shown(&event.text));
    let (body, by) = if text.is_empty() { (name, String::new()) } else { (text, name) };
    let said = Said {
        node: at,
        sign: sign(event),
        sign_face: face,
        head: standing(event).join(" · "),
        face,
        body,
        bold: false,
        by,
        label: words_of(event),
    };
    let set = Setting { width, text: 13.0, leading: 16.5, head: true, lines: 3 };
    let stroke = if event.waits { Stroke::Dashed } else { Stroke::Solid };
    let thick = if event.waits { 2.4 } else { 1.2 };
    made(said, set, Dress { fill: soft, edge: face, thick, stroke, round: 6.0 })
}

fn is_desk(event: &StoryEvent) -> bool {
    matches!(event.what, StoryWhat::Verdict | StoryWhat::Withdrawn | StoryWhat::SignedOff)
}

fn lane_face(side: Side) -> Face {
    side_face(side)
}

fn sign(event: &StoryEvent) -> Sign {
    match event.what {
        StoryWhat::Claim | StoryWhat::Appearance => Sign::Square,
        StoryWhat::Source => match event.side {
            Side::For => Sign::Up,
            Side::Against => Sign::Down,
            Side::Neither => Sign::Diamond,
        },
        StoryWhat::Rebuttal => Sign::Cross,
        StoryWhat::Answer => Sign::Turn,
        StoryWhat::Verdict | StoryWhat::SignedOff => Sign::Tick,
        StoryWhat::Withdrawn => Sign::Ring,
    }
}

/// What it is and how it stands.
fn standing(event: &StoryEvent) -> Vec<String> {
    let kind = match event.what {
        StoryWhat::Claim => "claim made",
        StoryWhat::Appearance => "appeared",
        StoryWhat::Source => "source",
        StoryWhat::Rebuttal => "rebuttal",
        StoryWhat::Answer => "answer",
        StoryWhat::Verdict => "verdict",
        StoryWhat::Withdrawn => "verdict withdrawn",
        StoryWhat::SignedOff if event.waits => "signed off, stale since",
        StoryWhat::SignedOff => "signed off",
    };
    let sign = event.sign.map(|sign| sign.glyph().to_string());
    let stance = event.stance.map(|stance| words::stance(stance).to_owned());
    let status =
        event.status.filter(|_| event.what == StoryWhat::Rebuttal).map(|status| words::status(status).to_owned());
    [Some(kind.to_owned()), sign, stance, status].into_iter().flatten().collect()
}

/// An event in one sentence.
fn words_of(event: &StoryEvent) -> String {
    let date = dates::short(&event.date);
    let date = if date.is_empty() { "Not dated".to_owned() } else { date };
    let parts = [standing(event).join(", "), shown(&event.name), shown(&event.text)];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{date}: {}.", said.join(". "))
}
