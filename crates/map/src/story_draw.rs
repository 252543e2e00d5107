//! The story as a picture: a line of dates from above downwards, with a lane for each side.
//!
//! Dates are placed as far as they are known: a disc is a day, a ring a month, a square a year. Long
//! gaps are shortened and said in words.

use crate::arrows::side_face;
use crate::boxes::{Dress, Said, Setting, made, move_to};
use crate::draw::{Frame, MARGIN};
use crate::drawing::{Drawing, DrawnBox, DrawnText, Face, Point, Stroke, round};
use crate::language::Language;
use crate::measure::{clip, width};
use crate::mirror;
use crate::sign::{Sign, line};
use crate::story::{Story, StoryEvent, StoryWhat};
use crate::text::{apart, settled, shown};
use crate::value::Side;
use crate::words::Words;

/// Where the line stands at least, from the left margin: farther where the words beside it are longer.
const AXIS: f64 = 104.0;

/// And at most.
const AXIS_MOST: f64 = 156.0;

/// Between the line and the words beside it.
const BESIDE: f64 = 8.0;

/// Between the line and the first lane.
const LEAD: f64 = 22.0;

/// Between lanes.
const BETWEEN: f64 = 14.0;

/// The lanes, in order.
const LANES: [Side; 3] = [Side::For, Side::Against, Side::Neither];

/// Draws a story, our own words in a language; where that runs from right to left, the picture does.
pub fn draw_story(story: &Story, frame: Frame, language: Language) -> Drawing {
    let words = Words::of(language);
    let pen = Pen::of(story, frame, words);
    let number = story.number.to_string();
    let title = words.tf("Claim {0}: in order of time", &[&number]);
    let mut drawing = Drawing {
        title: words.tf("Timeline of claim {0}", &[&number]),
        description: story.events.iter().map(|event| words_of(event, words)).collect(),
        texts: vec![words.plain(&title, Point::new(MARGIN, MARGIN + 12.0), 15.0, true, Face::Ink)],
        ..Drawing::default()
    };
    let mut y = MARGIN + 44.0;
    for side in &pen.lanes {
        let name = clip(lane_name(*side, words), pen.lane_width, 12.0, true);
        drawing.texts.push(words.plain(&name, Point::new(pen.lane(*side), y - 8.0), 12.0, true, side_face(*side)));
    }
    let top = y;
    let mut before: Option<&StoryEvent> = None;
    for row in rows(&story.events) {
        if let Some(before) = before {
            y += pen.gap((before, row[0].0), y, &mut drawing);
        }
        let mut height = 0.0_f64;
        for (event, at) in &row {
            let mut drawn = boxed(event, *at, pen.lane_width, words);
            height = height.max(drawn.height);
            move_to(&mut drawn, Point::new(pen.lane(event.side), y));
            let (from, to) = (Point::new(pen.axis, y + 15.0), Point::new(drawn.x, y + 15.0));
            drawing.shapes.push(line(from, to, Face::Edge, 1.0, Stroke::Solid));
            drawing.boxes.push(drawn);
        }
        pen.date(row[0].0, y, &mut drawing);
        y += height + 12.0;
        before = row.last().map(|(event, _)| *event);
    }
    if before.is_some() {
        let (from, to) = (Point::new(pen.axis, top), Point::new(pen.axis, y - 12.0));
        drawing.shapes.insert(0, line(from, to, Face::Edge, 2.0, Stroke::Solid));
    }
    let right = pen.lanes.last().map_or_else(|| pen.lane(Side::For), |side| pen.lane(*side)) + pen.lane_width;
    drawing.width = round(right.max(MARGIN + width(&title, 15.0, true)).ceil() + MARGIN);
    drawing.height = round((y - 12.0 + MARGIN).ceil());
    if words.rtl {
        mirror::turn(&mut drawing);
    }
    drawing
}

fn lane_name(side: Side, words: Words) -> &'static str {
    match side {
        Side::For => words.t("For the claim"),
        Side::Against => words.t("Against it"),
        Side::Neither => words.t("Context and the desk"),
    }
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

/// The date as it stands beside the line, and what of it is not known.
fn dated(event: &StoryEvent, words: Words) -> (String, &'static str) {
    match event.date.as_str().len() {
        7 => (words.date(&event.date), words.t("day not known")),
        4 => (words.date(&event.date), words.t("only the year")),
        0 => (words.t("no date").to_owned(), ""),
        _ => (words.date(&event.date), ""),
    }
}

/// How much later something happened: said where both days are known, and not the next one.
fn later(before: &StoryEvent, next: &StoryEvent, words: Words) -> Option<String> {
    let days = next.date.day()?.checked_sub(before.date.day()?)?;
    u32::try_from(days).ok().filter(|days| *days >= 2).map(|days| words.later(days))
}

/// In which words it is drawn, and where the line and the lanes are.
struct Pen {
    words: Words,
    /// Where the line stands.
    axis: f64,
    lane_width: f64,
    lanes: Vec<Side>,
}

impl Pen {
    fn of(story: &Story, frame: Frame, words: Words) -> Self {
        let events = &story.events;
        let mut widest = 0.0_f64;
        for event in events {
            let (said, lacks) = dated(event, words);
            widest = widest.max(width(&said, 12.0, true)).max(width(lacks, 10.5, false));
        }
        for pair in events.windows(2) {
            widest = later(&pair[0], &pair[1], words).map_or(widest, |said| widest.max(width(&said, 11.0, false)));
        }
        Self {
            words,
            axis: MARGIN + round((widest + BESIDE).ceil().clamp(AXIS, AXIS_MOST)),
            lane_width: if frame == Frame::Screen { 262.0 } else { 176.0 },
            lanes: LANES.into_iter().filter(|side| events.iter().any(|event| event.side == *side)).collect(),
        }
    }

    /// The left edge of a lane.
    fn lane(&self, side: Side) -> f64 {
        let at = self.lanes.iter().position(|of| *of == side).unwrap_or(0);
        let before: f64 = std::iter::repeat_n(self.lane_width + BETWEEN, at).sum();
        self.axis + LEAD + before
    }

    /// Words beside the line.
    fn beside(&self, said: &str, y: f64, (size, bold, face): (f64, bool, Face)) -> DrawnText {
        let said = clip(said, self.axis - MARGIN - BESIDE, size, bold);
        self.words.plain(&said, Point::new(MARGIN, y), size, bold, face)
    }

    /// The room for the time that went by between two events, and how long it was.
    fn gap(&self, (before, next): (&StoryEvent, &StoryEvent), y: f64, drawing: &mut Drawing) -> f64 {
        if next.date.is_empty() && !before.date.is_empty() {
            drawing.texts.push(self.beside(self.words.t("Not dated"), y + 16.0, (12.0, true, Face::Quiet)));
            return 26.0;
        }
        let days = match (before.date.days(), next.date.days()) {
            (Some((_, last)), Some((first, _))) => first - last,
            _ => 0,
        };
        if let Some(said) = later(before, next, self.words) {
            drawing.texts.push(self.beside(&said, y + 11.0, (11.0, false, Face::Quiet)));
        }
        match days {
            ..=1 => 0.0,
            2..=14 => 18.0,
            15..=90 => 26.0,
            91..=700 => 36.0,
            _ => 48.0,
        }
    }

    /// The date at the line, with a mark that says how much of it is known.
    fn date(&self, event: &StoryEvent, y: f64, drawing: &mut Drawing) {
        let at = Point::new(self.axis, y + 15.0);
        let sign = match event.date.as_str().len() {
            10 => Sign::Disc,
            4 => Sign::Square,
            _ => Sign::Ring,
        };
        let (said, lacks) = dated(event, self.words);
        // The line does not run through a ring.
        drawing.shapes.push(Sign::Disc.at(at, 13.0, Face::Paper));
        drawing.shapes.push(sign.at(at, 10.0, Face::Ink));
        drawing.texts.push(self.beside(&said, y + 19.0, (12.0, true, Face::Ink)));
        if !lacks.is_empty() {
            drawing.texts.push(self.beside(lacks, y + 33.0, (10.5, false, Face::Quiet)));
        }
    }
}

fn boxed(event: &StoryEvent, at: u32, width: f64, words: Words) -> DrawnBox {
    let face = if is_desk(event) { Face::Desk } else { side_face(event.side) };
    let soft = match event.side {
        Side::For => Face::ForSoft,
        Side::Against => Face::AgainstSoft,
        Side::Neither if is_desk(event) => Face::DeskSoft,
        Side::Neither => Face::ContextSoft,
    };
    let (name, text) = (name_of(event, words), shown(&event.text));
    let (body, by) = if text.is_empty() { (name, String::new()) } else { (text, name) };
    let said = Said {
        node: at,
        sign: sign(event),
        sign_face: face,
        head: standing(event, words).join("\u{a0}· "),
        face,
        body,
        bold: false,
        by,
        label: words_of(event, words),
        rtl: words.rtl,
    };
    let set = Setting { width, text: 13.0, leading: 16.5, head: true, lines: 3 };
    let stroke = if event.waits { Stroke::Dashed } else { Stroke::Solid };
    let thick = if event.waits { 2.4 } else { 1.2 };
    made(said, set, Dress { fill: soft, edge: face, thick, stroke, round: 6.0 })
}

/// Who, or which source; a source without a name is kept back.
fn name_of(event: &StoryEvent, words: Words) -> String {
    let name = shown(&event.name);
    if name.is_empty() && event.what == StoryWhat::Source { words.t("Source kept back").to_owned() } else { name }
}

fn is_desk(event: &StoryEvent) -> bool {
    matches!(event.what, StoryWhat::Verdict | StoryWhat::Withdrawn | StoryWhat::SignedOff)
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
fn standing(event: &StoryEvent, words: Words) -> Vec<String> {
    let kind = match event.what {
        StoryWhat::Claim => words.t("claim made"),
        StoryWhat::Appearance => words.t("appeared"),
        StoryWhat::Source => words.t("source"),
        StoryWhat::Rebuttal => words.t("rebuttal"),
        StoryWhat::Answer => words.t("answer"),
        StoryWhat::Verdict => words.t("verdict"),
        StoryWhat::Withdrawn => words.t("verdict withdrawn"),
        StoryWhat::SignedOff if event.waits => words.t("signed off, stale since"),
        StoryWhat::SignedOff => words.t("signed off"),
    };
    let sign = event.sign.map(|sign| sign.glyph().to_string());
    let stance = event.stance.map(|stance| words.stance(stance).to_owned());
    let status =
        event.status.filter(|_| event.what == StoryWhat::Rebuttal).map(|status| words.status(status).to_owned());
    [Some(kind.to_owned()), sign, stance, status].into_iter().flatten().collect()
}

/// An event in one sentence.
fn words_of(event: &StoryEvent, words: Words) -> String {
    let date = words.date(&event.date);
    let date = if date.is_empty() { words.t("Not dated").to_owned() } else { apart(&date) };
    let parts = [words.join(&standing(event, words)), apart(&name_of(event, words)), apart(&shown(&event.text))];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    settled(format!("{}.", words.tf("{0}: {1}", &[&date, &said.join(". ")])))
}
