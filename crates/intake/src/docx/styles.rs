//! The styles of a document: what a paragraph or a run is because of its style.
//!
//! Only what has a meaning is kept (headings, quotations, lists, emphasis),
//! resolved along the chain of styles that each is based on.

use super::Part;
use crate::flow::meaning;
use crate::xml::{Id, Xml};
use claimdesk_core::model::BlockKind;
use std::collections::HashMap;

/// How long a chain of styles may be; longer ones go in a circle.
const CHAIN: usize = 32;

/// What a style, or a paragraph itself, says.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) kind: Option<(BlockKind, u8)>,
    /// The list and the level in it.
    pub(super) list: (Option<String>, Option<u8>),
    pub(super) rtl: Option<bool>,
    pub(super) letters: Letters,
}

/// What the letters of a run are; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Raised (1), lowered (-1) or neither.
    pub(super) raised: Option<i8>,
}

impl Letters {
    /// What holds where `self` says nothing is what `below` says.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            raised: self.raised.or(below.raised),
        }
    }

    /// Reads `w:rPr`.
    pub(super) fn read(xml: &Xml, properties: Option<Id>) -> Self {
        let mut letters = Self::default();
        let Some(properties) = properties else { return letters };
        for property in xml.children(properties) {
            let on = Some(is_on(xml, property));
            match xml.name(property) {
                "w:b" => letters.bold = on,
                "w:i" => letters.italic = on,
                "w:strike" | "w:dstrike" => letters.strike = on,
                "w:vanish" => letters.hidden = on,
                "w:vertAlign" => {
                    letters.raised = match xml.attribute(property, "w:val") {
                        Some("superscript") => Some(1),
                        Some("subscript") => Some(-1),
                        _ => Some(0),
                    };
                }
                _ => {}
            }
        }
        letters
    }
}

/// Whether a property that can be switched off is on.
pub(super) fn is_on(xml: &Xml, property: Id) -> bool {
    !matches!(xml.attribute(property, "w:val"), Some("0" | "false" | "off"))
}

/// The styles by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, (Option<String>, Style)>,
    usual: Option<String>,
    /// Those of comments: of their words, and of their signs in the text.
    pub(super) comment_words: Option<String>,
    pub(super) comment_sign: Option<String>,
}

impl Styles {
    pub(super) fn read(part: Option<&Part>) -> Self {
        let mut styles = Self::default();
        let Some(Part { xml, .. }) = part else { return styles };
        let Some(all) = xml.at(&["w:styles"]) else { return styles };
        for style in xml.children(all).filter(|id| xml.name(*id) == "w:style") {
            let Some(id) = xml.attribute(style, "w:styleId") else { continue };
            let value = |name| xml.child(style, name).and_then(|child| xml.attribute(child, "w:val"));
            let based_on = value("w:basedOn").map(str::to_owned);
            let mut own = paragraph(xml, xml.child(style, "w:pPr"));
            own.letters = Letters::read(xml, xml.child(style, "w:rPr"));
            if let Some(named) = value("w:name").and_then(meaning) {
                own.kind = Some(named);
            }
            match value("w:name").map(str::to_lowercase).as_deref() {
                Some("annotation text") => styles.comment_words = Some(id.to_owned()),
                Some("annotation reference") => styles.comment_sign = Some(id.to_owned()),
                _ => {}
            }
            let usual = xml.attribute(style, "w:default").is_some_and(|stated| stated == "1" || stated == "true");
            if usual && xml.attribute(style, "w:type") == Some("paragraph") {
                styles.usual = Some(id.to_owned());
            }
            styles.all.insert(id.to_owned(), (based_on, own));
        }
        styles
    }

    /// What a style of this id says, with all that it is based on; the usual style for `None`.
    pub(super) fn resolve(&self, id: Option<&str>) -> Style {
        let mut found = Style::default();
        let mut next = id.or(self.usual.as_deref());
        for _ in 0..CHAIN {
            let Some(id) = next else { break };
            let Some((based_on, style)) = self.all.get(id) else {
                // Programs that write no styles still use their names as ids.
                found.kind = found.kind.or_else(|| meaning(id));
                break;
            };
            found = over(found, style);
            next = based_on.as_deref();
        }
        found
    }
}

/// What holds where `own` says nothing is what `below` says.
pub(super) fn over(own: Style, below: &Style) -> Style {
    Style {
        kind: own.kind.or(below.kind),
        list: (own.list.0.or_else(|| below.list.0.clone()), own.list.1.or(below.list.1)),
        rtl: own.rtl.or(below.rtl),
        letters: own.letters.over(below.letters),
    }
}

/// Reads `w:pPr`, without the style that it names.
pub(super) fn paragraph(xml: &Xml, properties: Option<Id>) -> Style {
    let mut style = Style::default();
    let Some(properties) = properties else { return style };
    for property in xml.children(properties) {
        let value = || xml.attribute(property, "w:val");
        match xml.name(property) {
            "w:outlineLvl" => {
                style.kind = match value().and_then(|level| level.parse::<u8>().ok()) {
                    Some(level @ 0..=8) => Some((BlockKind::Heading, (level + 1).min(6))),
                    // Body text, said of a paragraph whose style is a heading.
                    _ => Some((BlockKind::Paragraph, 0)),
                };
            }
            "w:numPr" => {
                let of = |name| xml.child(property, name).and_then(|child| xml.attribute(child, "w:val"));
                style.list = (of("w:numId").map(str::to_owned), of("w:ilvl").and_then(|level| level.parse().ok()));
            }
            "w:bidi" => style.rtl = Some(is_on(xml, property)),
            _ => {}
        }
    }
    style
}
