//! A picture as SVG. It holds no script, no style sheet, no address and nothing of a user's but text,
//! which the XML writer escapes.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use crate::drawing::{Drawing, DrawnBox, DrawnEdge, DrawnText, Face, Shape, Stroke, number};

/// The fonts, best first; whatever shows the picture takes the first that it has.
const FONTS: &str =
    "Noto Sans, Inter, Noto Sans Arabic, Noto Naskh Arabic, Noto Sans Hebrew, Noto Sans CJK SC, sans-serif";

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Those of the HTML page in which it stands.
    Page,
}

impl Theme {
    fn colour(self, face: Face) -> &'static str {
        let (light, dark, page) = match face {
            Face::Paper => ("#ffffff", "#1b1a17", "var(--paper)"),
            Face::Raised => ("#ffffff", "#2a2824", "var(--paper)"),
            Face::Ink => ("#1d1b18", "#ece8df", "var(--ink)"),
            Face::Quiet => ("#544f47", "#bbb4a6", "var(--ink2)"),
            Face::Line => ("#ddd7ca", "#3a372f", "var(--line)"),
            Face::Edge => ("#8f887a", "#7b7468", "var(--ink2)"),
            Face::For => ("#25623f", "#83cda0", "var(--supported)"),
            Face::ForSoft => ("#e4efe7", "#1d3428", "var(--paper)"),
            Face::Against => ("#9c3629", "#f0a093", "var(--refuted)"),
            Face::AgainstSoft => ("#f6e6e2", "#40241f", "var(--paper)"),
            Face::Context => ("#735a12", "#dcbe66", "var(--context)"),
            Face::ContextSoft => ("#f5eeda", "#372f18", "var(--paper)"),
            Face::Desk => ("#1f4e79", "#8fbbe3", "var(--accent)"),
            Face::DeskSoft => ("#e3ebf3", "#22323f", "var(--paper)"),
        };
        match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::Page => page,
        }
    }
}

/// The picture as SVG. `id` tells pictures of one page apart.
pub fn svg(drawing: &Drawing, theme: Theme, id: &str) -> String {
    let mut out = Out { writer: Writer::new(Vec::new()), theme };
    out.picture(drawing, id);
    // Only text was written.
    String::from_utf8(out.writer.into_inner()).unwrap_or_default()
}

struct Out {
    writer: Writer<Vec<u8>>,
    theme: Theme,
}

impl Out {
    fn picture(&mut self, drawing: &Drawing, id: &str) {
        let (width, height) = (number(drawing.width), number(drawing.height));
        let view = format!("0 0 {width} {height}");
        let labels = format!("{id}-title {id}-words");
        let mut root = vec![
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", view.as_str()),
            ("role", "img"),
            ("aria-labelledby", labels.as_str()),
            ("font-family", FONTS),
            // Places are counted from the left, also on a page that runs from the right.
            ("direction", "ltr"),
        ];
        if self.theme != Theme::Page {
            root.extend([("width", width.as_str()), ("height", height.as_str())]);
        }
        self.open("svg", &root);
        let words = drawing.description.join(" ");
        self.text("title", &[("id", &format!("{id}-title"))], &drawing.title);
        self.text("desc", &[("id", &format!("{id}-words"))], &words);
        if self.theme != Theme::Page {
            let paper = self.theme.colour(Face::Paper);
            self.empty("rect", &[("width", &width), ("height", &height), ("fill", paper)]);
        }
        drawing.edges.iter().for_each(|edge| self.edge(edge));
        drawing.shapes.iter().for_each(|shape| self.shape(shape));
        drawing.boxes.iter().for_each(|drawn| self.drawn_box(drawn));
        drawing.texts.iter().for_each(|text| self.words(text));
        self.close("svg");
    }

    fn edge(&mut self, edge: &DrawnEdge) {
        self.shape(&Shape { path: edge.path.clone(), face: edge.face, thick: edge.thick, stroke: edge.stroke });
        edge.head.iter().for_each(|head| self.shape(head));
    }

    fn drawn_box(&mut self, drawn: &DrawnBox) {
        self.open("g", &[]);
        self.text("title", &[], &drawn.label);
        let thick = number(drawn.thick);
        let [x, y, width, height, round] = [drawn.x, drawn.y, drawn.width, drawn.height, drawn.round].map(number);
        let (fill, edge) = (self.theme.colour(drawn.fill), self.theme.colour(drawn.edge));
        let mut attributes = vec![
            ("x", x.as_str()),
            ("y", &y),
            ("width", &width),
            ("height", &height),
            ("rx", &round),
            ("fill", fill),
            ("stroke", edge),
            ("stroke-width", &thick),
        ];
        if drawn.stroke != Stroke::Solid {
            attributes.push(("stroke-dasharray", drawn.stroke.dashes()));
        }
        self.empty("rect", &attributes);
        drawn.signs.iter().for_each(|sign| self.shape(sign));
        drawn.texts.iter().for_each(|text| self.words(text));
        self.close("g");
    }

    fn shape(&mut self, shape: &Shape) {
        let colour = self.theme.colour(shape.face);
        if shape.thick == 0.0 {
            self.empty("path", &[("d", &shape.path), ("fill", colour)]);
            return;
        }
        let thick = number(shape.thick);
        let mut attributes =
            vec![("d", shape.path.as_str()), ("fill", "none"), ("stroke", colour), ("stroke-width", &thick)];
        if shape.stroke != Stroke::Solid {
            attributes.push(("stroke-dasharray", shape.stroke.dashes()));
        }
        self.empty("path", &attributes);
    }

    fn words(&mut self, text: &DrawnText) {
        let [x, y, size] = [text.x, text.y, text.size].map(number);
        let colour = self.theme.colour(text.face);
        let mut attributes = vec![("x", x.as_str()), ("y", &y), ("font-size", &size), ("fill", colour)];
        if text.bold {
            attributes.push(("font-weight", "700"));
        }
        if text.at_end {
            attributes.push(("text-anchor", "end"));
        }
        // Isolated, so that the words run their way wherever the picture is shown.
        let words = if text.rtl { format!("\u{2067}{}\u{2069}", text.text) } else { text.text.clone() };
        self.text("text", &attributes, &words);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        // HTML knows no element that closes itself.
        if self.theme == Theme::Page {
            self.open(name, attributes);
            self.close(name);
        } else {
            self.write(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        }
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(text)));
        self.close(name);
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes all that is written to it");
    }
}
