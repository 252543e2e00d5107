//! The styles of a text: what a paragraph, a list or letters are because of them.

use crate::xml::{Id, Xml};
use claimdesk_core::model::BlockKind;
use std::collections::HashMap;

/// How long a chain of styles may be; longer ones go in a circle.
const CHAIN: usize = 32;

/// What a style says itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    parent: Option<String>,
    kind: Option<(BlockKind, u8)>,
    list: Option<String>,
    rtl: Option<bool>,
    letters: Letters,
}

/// What letters are; `None` where nothing is said.
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
}

/// What a paragraph is.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    pub(super) kind: Option<(BlockKind, u8)>,
    pub(super) list: Option<String>,
    pub(super) rtl: bool,
    pub(super) letters: Letters,
}

/// A level of a list: whether it shows numbers, and from which on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub(super) numbered: bool,
    pub(super) start: u32,
}

/// The styles by their names; those of paragraphs and of letters apart.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    letters: HashMap<String, Style>,
    lists: HashMap<String, HashMap<u8, Level>>,
}

impl Styles {
    /// Reads the styles of a part.
    pub(super) fn read(&mut self, xml: &Xml, root: Id) {
        let groups =
            xml.children(root).filter(|id| matches!(xml.name(*id), "office:styles" | "office:automatic-styles"));
        for style in groups.flat_map(|group| xml.children(group)) {
            let Some(name) = xml.attribute(style, "style:name") else { continue };
            match (xml.name(style), xml.attribute(style, "style:family")) {
                ("style:style", Some("paragraph")) => {
                    self.paragraphs.insert(name.to_owned(), read(xml, style));
                }
                ("style:style", Some("text")) => {
                    self.letters.insert(name.to_owned(), read(xml, style));
                }
                ("text:list-style", _) => {
                    self.lists.insert(name.to_owned(), levels(xml, style));
                }
                _ => {}
            }
        }
    }

    /// What a paragraph of this style is.
    pub(super) fn paragraph(&self, name: Option<&str>) -> Resolved {
        let mut found = Resolved::default();
        let mut rtl = None;
        let mut next = name;
        for _ in 0..CHAIN {
            let Some(name) = next else { break };
            found.kind = found.kind.or_else(|| meaning(name));
            let Some(style) = self.paragraphs.get(name) else { break };
            found.kind = found.kind.or(style.kind);
            found.list = found.list.or_else(|| style.list.clone());
            found.letters = found.letters.over(style.letters);
            rtl = rtl.or(style.rtl);
            next = style.parent.as_deref();
        }
        found.rtl = rtl.unwrap_or(false);
        found
    }

    /// What letters of this style are.
    pub(super) fn letters(&self, name: Option<&str>) -> Letters {
        let mut found = Letters::default();
        let mut next = name;
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|name| self.letters.get(name)) else { break };
            found = found.over(style.letters);
            next = style.parent.as_deref();
        }
        found
    }

    /// A level of a list; levels that nothing is said of show bullets.
    pub(super) fn level(&self, list: Option<&str>, level: u8) -> Level {
        let list = list.and_then(|list| self.lists.get(list));
        list.and_then(|levels| levels.get(&level)).copied().unwrap_or(Level { numbered: false, start: 1 })
    }
}

fn read(xml: &Xml, id: Id) -> Style {
    let mut style =
        Style { parent: xml.attribute(id, "style:parent-style-name").map(str::to_owned), ..Style::default() };
    let outline = xml.attribute(id, "style:default-outline-level").and_then(|level| level.parse::<u8>().ok());
    style.kind = outline.filter(|level| *level > 0).map(|level| (BlockKind::Heading, level.min(6)));
    style.list = xml.attribute(id, "style:list-style-name").filter(|name| !name.is_empty()).map(str::to_owned);
    for properties in xml.children(id) {
        let value = |name| xml.attribute(properties, name);
        match xml.name(properties) {
            "style:paragraph-properties" => {
                style.rtl = value("style:writing-mode").map(|mode| mode.starts_with("rl"));
            }
            "style:text-properties" => {
                let letters = &mut style.letters;
                letters.bold = value("fo:font-weight").map(is_bold);
                letters.italic = value("fo:font-style").map(|style| matches!(style, "italic" | "oblique"));
                letters.strike = value("style:text-line-through-style").map(|style| style != "none");
                letters.hidden = value("text:display").map(|display| display == "none");
                letters.raised = value("style:text-position").map(raised);
            }
            _ => {}
        }
    }
    style
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

/// Reads `super 58%`, `sub`, `33% 58%` or `0% 100%`.
fn raised(position: &str) -> i8 {
    let first = position.split_whitespace().next().unwrap_or_default();
    match first {
        "super" => 1,
        "sub" => -1,
        first => first.trim_end_matches('%').parse::<f32>().map_or(0, |height| match height {
            height if height > 0.0 => 1,
            height if height < 0.0 => -1,
            _ => 0,
        }),
    }
}

fn levels(xml: &Xml, id: Id) -> HashMap<u8, Level> {
    let level = |id| {
        let at = xml.attribute(id, "text:level")?.parse::<u8>().ok()?.checked_sub(1)?;
        let shows = xml.attribute(id, "style:num-format").is_some_and(|format| !format.is_empty());
        let numbered = xml.name(id) == "text:list-level-style-number" && shows;
        let start = xml.attribute(id, "text:start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
        Some((at, Level { numbered, start }))
    };
    xml.children(id).filter_map(level).collect()
}

/// What the name of a style means, in the English that is stored for the usual ones.
fn meaning(name: &str) -> Option<(BlockKind, u8)> {
    match name {
        "Title" => Some((BlockKind::Title, 0)),
        "Quotations" | "Quote" | "Block_20_Quotation" => Some((BlockKind::Quote, 0)),
        "Caption" | "Illustration" | "Table" | "Figure" | "Drawing" => Some((BlockKind::Caption, 0)),
        "Preformatted_20_Text" => Some((BlockKind::Code, 0)),
        _ => None,
    }
}
