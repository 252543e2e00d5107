//! A cleaned tree becomes blocks.
//!
//! One pass over the tree. Block elements end the block that is being written
//! and begin another; inline elements mark it. What an element looks like on
//! the page plays no part, only what it is.

use super::about::squeezed;
use super::dom::{Content, Dom, NodeId, ROOT};
use super::links::{self, Leads};
use super::table;
use crate::composer::Composer;
use crate::draft::Draft;
use crate::unreadable::Unreadable;
use claimdesk_core::model::{BlockKind, MarkStyle};
use url::Url;

/// What surrounds a node; copied on the way down, so nothing must be undone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    base: Option<&'a Url>,
    rtl: bool,
    place: Place,
    lists: u8,
    quotes: u8,
    note: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    Heading(u8),
    Code,
    Caption,
}

/// A list item that has no words yet.
#[derive(Clone, Copy, Debug)]
struct Item {
    level: u8,
    ordinal: Option<u32>,
    note: bool,
}

impl<'a> Context<'a> {
    /// What surrounds the whole tree.
    pub(crate) fn new(base: Option<&'a Url>, rtl: bool) -> Self {
        Self { base, rtl, place: Place::Text, lists: 0, quotes: 0, note: false }
    }

    fn draft(self) -> Draft {
        let (kind, level) = match self.place {
            Place::Heading(level) => (BlockKind::Heading, level),
            Place::Code => (BlockKind::Code, 0),
            Place::Caption => (BlockKind::Caption, 0),
            Place::Text if self.note => (BlockKind::Footnote, 0),
            Place::Text if self.quotes > 0 => (BlockKind::Quote, self.quotes - 1),
            Place::Text => (BlockKind::Paragraph, 0),
        };
        let mut draft = Draft::new(kind);
        draft.level = level;
        draft.stated_rtl = self.rtl;
        draft
    }
}

/// Adds the blocks of a tree.
pub(crate) fn compose(dom: &Dom, context: Context<'_>, composer: &mut Composer) -> Result<(), Unreadable> {
    let title = composer.title_text().map(squeezed);
    let mut walker = Walker { dom, composer, draft: None, styles: Vec::new(), item: None, title, in_cell: false };
    walker.children(ROOT, context)?;
    walker.flush()
}

/// The tree and the block that is being written.
pub(super) struct Walker<'d, 'c> {
    pub(super) dom: &'d Dom,
    composer: &'c mut Composer,
    draft: Option<Draft>,
    styles: Vec<(MarkStyle, Option<String>)>,
    item: Option<Item>,
    /// The title, until the first heading was compared with it.
    title: Option<String>,
    in_cell: bool,
}

impl Walker<'_, '_> {
    pub(super) fn children(&mut self, id: NodeId, context: Context<'_>) -> Result<(), Unreadable> {
        let dom = self.dom;
        for child in dom.children(id) {
            self.node(*child, context)?;
        }
        Ok(())
    }

    /// Ends the block that is being written, if there is one.
    pub(super) fn flush(&mut self) -> Result<(), Unreadable> {
        if self.in_cell {
            if let Some(draft) = &mut self.draft {
                draft.space();
            }
            return Ok(());
        }
        let Some(mut draft) = self.draft.take() else {
            return Ok(());
        };
        if draft.is_blank() {
            return Ok(());
        }
        if draft.kind == BlockKind::Heading
            && let Some(title) = self.title.take()
            && title == squeezed(draft.text())
        {
            return Ok(());
        }
        let plain = matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Footnote);
        if plain && let Some(item) = self.item.take() {
            draft.kind =
                if item.note || draft.kind == BlockKind::Footnote { BlockKind::Footnote } else { BlockKind::ListItem };
            draft.level = item.level;
            draft.ordinal = item.ordinal;
        }
        self.composer.add(draft).map(|_| ())
    }

    /// Writes a block that is complete.
    pub(super) fn add(&mut self, draft: Draft) -> Result<(), Unreadable> {
        self.composer.add(draft).map(|_| ())
    }

    /// Reads a node as the one line of a table cell.
    pub(super) fn cell(&mut self, id: NodeId, context: Context<'_>) -> Result<Draft, Unreadable> {
        let styles = std::mem::take(&mut self.styles);
        let item = self.item.take();
        let draft = self.draft.replace(Draft::line());
        let nested = std::mem::replace(&mut self.in_cell, true);
        let done = self.children(id, context);
        self.in_cell = nested;
        self.styles = styles;
        self.item = item;
        let cell = std::mem::replace(&mut self.draft, draft);
        done?;
        Ok(cell.unwrap_or_else(Draft::line))
    }

    fn node(&mut self, id: NodeId, context: Context<'_>) -> Result<(), Unreadable> {
        match self.dom.content(id) {
            Content::Nothing => Ok(()),
            Content::Text(words) => {
                self.write(words, context);
                Ok(())
            }
            Content::Element(..) => {
                let mut context = context;
                match self.dom.attribute(id, "dir") {
                    Some(dir) if dir.eq_ignore_ascii_case("rtl") => context.rtl = true,
                    Some(dir) if dir.eq_ignore_ascii_case("ltr") => context.rtl = false,
                    _ => {}
                }
                self.element(id, context)
            }
        }
    }

    fn element(&mut self, id: NodeId, context: Context<'_>) -> Result<(), Unreadable> {
        let name = self.dom.name(id);
        if let Some(style) = style(name) {
            let redundant = style == MarkStyle::Code && context.place == Place::Code;
            return self.marked(id, (!redundant).then_some((style, None)), context);
        }
        match name {
            "a" => {
                let link = self.link(id, context);
                self.marked(id, link, context)
            }
            "br" => self.line_break(context),
            "q" => {
                self.write("\u{201c}", context);
                self.children(id, context)?;
                self.write("\u{201d}", context);
                Ok(())
            }
            "ul" | "ol" | "menu" => self.list(id, context),
            "table" if !self.in_cell => {
                self.flush()?;
                table::add(self, id, context)?;
                self.flush()
            }
            _ => match block(name, context) {
                Some(_) if context.place == Place::Code => {
                    self.write("\n", context);
                    self.children(id, context)?;
                    self.write("\n", context);
                    Ok(())
                }
                Some(inner) => {
                    let note = inner.note || is_note(self.dom, id);
                    self.flush()?;
                    self.children(id, Context { note, ..inner })?;
                    self.flush()
                }
                None => self.children(id, context),
            },
        }
    }

    fn write(&mut self, words: &str, context: Context<'_>) {
        let kept = context.place == Place::Code;
        let white = words.chars().all(|c| c.is_ascii_whitespace());
        if self.draft.is_none() && white {
            return;
        }
        let styles = &self.styles;
        let draft = self.draft.get_or_insert_with(|| {
            let mut draft = context.draft();
            for (style, href) in styles {
                draft.open(*style, href.clone());
            }
            draft
        });
        if kept {
            draft.write_kept(words);
        } else {
            draft.write(words);
        }
    }

    /// One break ends a line, two end a paragraph.
    fn line_break(&mut self, context: Context<'_>) -> Result<(), Unreadable> {
        let Some(draft) = &mut self.draft else {
            return Ok(());
        };
        if context.place == Place::Code {
            draft.write_kept("\n");
            return Ok(());
        }
        let again = draft.line_break();
        if again && context.place == Place::Text {
            return self.flush();
        }
        Ok(())
    }

    fn marked(
        &mut self,
        id: NodeId,
        mark: Option<(MarkStyle, Option<String>)>,
        context: Context<'_>,
    ) -> Result<(), Unreadable> {
        let Some((style, href)) = mark else {
            return self.children(id, context);
        };
        if let Some(draft) = &mut self.draft {
            draft.open(style, href.clone());
        }
        self.styles.push((style, href));
        self.children(id, context)?;
        self.styles.pop();
        if let Some(draft) = &mut self.draft {
            draft.close();
        }
        Ok(())
    }

    fn link(&self, id: NodeId, context: Context<'_>) -> Option<(MarkStyle, Option<String>)> {
        let written = self.dom.attribute(id, "href")?;
        match links::resolve(written, context.base) {
            Leads::To(href) => Some((MarkStyle::Link, Some(href))),
            Leads::Inside | Leads::Nowhere => None,
        }
    }

    fn list(&mut self, id: NodeId, context: Context<'_>) -> Result<(), Unreadable> {
        self.flush()?;
        let dom = self.dom;
        let number = |id: NodeId, name: &str| dom.attribute(id, name)?.trim().parse::<u32>().ok();
        let ordered = dom.name(id) == "ol";
        let items = || dom.children(id).iter().filter(|child| dom.name(**child) == "li");
        let reversed = dom.attribute(id, "reversed").is_some();
        let count = || u32::try_from(items().count()).unwrap_or(u32::MAX);
        let first = if reversed { count() } else { 1 };
        let mut ordinal = number(id, "start").unwrap_or(first);
        let inner = Context {
            lists: context.lists.saturating_add(1),
            place: Place::Text,
            note: context.note || is_note(dom, id),
            ..context
        };
        for child in dom.children(id) {
            if dom.name(*child) != "li" {
                self.node(*child, inner)?;
                continue;
            }
            ordinal = number(*child, "value").unwrap_or(ordinal);
            self.item = Some(Item {
                level: context.lists,
                ordinal: ordered.then_some(ordinal),
                note: inner.note || is_note(dom, *child),
            });
            self.children(*child, inner)?;
            self.flush()?;
            self.item = None;
            ordinal = if reversed { ordinal.saturating_sub(1) } else { ordinal.saturating_add(1) };
        }
        self.flush()
    }
}

/// The mark that an inline element makes.
fn style(name: &str) -> Option<MarkStyle> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => MarkStyle::Emphasis,
        "b" | "strong" => MarkStyle::Strong,
        "code" | "kbd" | "samp" | "tt" => MarkStyle::Code,
        "s" | "strike" | "del" => MarkStyle::Strike,
        "sup" => MarkStyle::Superscript,
        "sub" => MarkStyle::Subscript,
        _ => return None,
    })
}

/// What surrounds the inside of a block element; `None` for inline elements.
fn block<'a>(name: &str, context: Context<'a>) -> Option<Context<'a>> {
    let mut inner = context;
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.strip_prefix('h').and_then(|digit| digit.parse().ok());
            inner.place = Place::Heading(level.unwrap_or(1));
        }
        "pre" => inner.place = Place::Code,
        "figcaption" | "caption" => inner.place = Place::Caption,
        "blockquote" => inner.quotes = context.quotes.saturating_add(1),
        "address" | "article" | "aside" | "body" | "center" | "dd" | "details" | "div" | "dl" | "dt" | "figure"
        | "footer" | "header" | "hgroup" | "hr" | "html" | "li" | "main" | "nav" | "p" | "section" | "summary"
        | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => {}
        _ => return None,
    }
    Some(inner)
}

/// Whether an element holds a footnote, by its role or its usual name.
fn is_note(dom: &Dom, id: NodeId) -> bool {
    if let Some(role) = dom.attribute(id, "role") {
        return matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes");
    }
    let Some(name) = dom.attribute(id, "id") else {
        return false;
    };
    let name = name.to_ascii_lowercase();
    if name.starts_with("cite_note") {
        return true;
    }
    let known = ["footnote", "endnote", "_ftn", "_edn", "ftn", "fn"];
    let rest = known.iter().find_map(|start| name.strip_prefix(start));
    let follows = rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches([':', '-', '_', 's']);
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    follows && !name.contains("ref")
}
