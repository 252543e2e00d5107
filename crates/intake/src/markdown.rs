//! Markdown: CommonMark with tables, footnotes and front matter.
//!
//! HTML inside it is never markup here: its tags are dropped, its words go
//! through the same cleaning as any page. The front matter is read only for
//! the few plain lines that say what the text is.

use crate::composer::{self, Composer};
use crate::draft::{Anchor, Draft};
use crate::html;
use crate::html::links::{self, Leads};
use crate::intake::{Hint, Intake};
use crate::limits::{MAX_DEPTH, MAX_NOTE};
use crate::reader::{self, About, Claim, Reader, Sample, language_tag};
use crate::unreadable::Unreadable;
use claimdesk_core::model::{BlockKind, MarkStyle, Note, NoteKind};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;

/// Reads Markdown.
#[derive(Debug)]
pub(crate) struct Markdown;

impl Reader for Markdown {
    fn media_type(&self) -> &'static str {
        "text/markdown"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let endings = ["md", "markdown", "mdown", "mkd", "qmd", "rmd"];
        if sample.is_named(&endings, &["text/markdown", "text/x-markdown"]) {
            return Claim::Named;
        }
        if sample.is_named(&["txt", "text"], &[]) {
            return Claim::No;
        }
        if signs(sample.head) >= 2 { Claim::Likely } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
        let decoded = reader::letters(bytes, hint)?;
        let mut about = About::default();
        let mut composer = Composer::default();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let mut scribe = Scribe::new(&mut composer, &mut about);
        for event in Parser::new_ext(&decoded.text, options) {
            scribe.hear(event)?;
        }
        scribe.flush()?;
        if composer.title_text().is_none() {
            about.title = composer.promote_heading();
        }
        let made = composer.finish()?;
        Ok(reader::intake(
            self.media_type(),
            "markdown/pulldown-cmark 0.13, layout 2".to_owned(),
            about,
            made,
            (decoded.charset, decoded.warnings),
        ))
    }
}

/// How many different signs of Markdown a text shows.
fn signs(head: &str) -> usize {
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        (1..=6).contains(&level) && rest.starts_with(' ')
    };
    let ruled = |line: &str| {
        let rule = line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '));
        rule && line.contains("--") && line.contains('|')
    };
    let bold = |line: &str| line.matches("**").count() >= 2;
    [
        head.starts_with("---\n") && head.matches("\n---\n").count() > 0,
        head.lines().any(heading),
        head.lines().any(ruled),
        head.lines().any(bold),
        head.lines().any(|line| line.starts_with("```")),
        head.contains("](http"),
        head.contains("[^1]:"),
    ]
    .into_iter()
    .filter(|sign| *sign)
    .count()
}

/// A list that is open, with the number of its next item.
#[derive(Clone, Copy)]
struct List {
    next: Option<u64>,
}

/// Turns what the parser says into blocks.
struct Scribe<'c> {
    composer: &'c mut Composer,
    about: &'c mut About,
    draft: Option<Draft>,
    kind: Option<(BlockKind, u8)>,
    styles: Vec<(MarkStyle, Option<String>)>,
    /// For every open link, whether it became a mark.
    links: Vec<bool>,
    lists: Vec<List>,
    quotes: u8,
    depth: u32,
    /// The level and number of an item that has no words yet.
    item: Option<(u8, Option<u32>)>,
    feet: HashMap<String, Foot>,
    /// The footnote that is being read: its label, its number, and its first block.
    note: Option<(String, u32, usize)>,
    table: Option<Table>,
    html: Option<String>,
    front: Option<String>,
}

/// A footnote: its number, the note that hangs where it was first named, and its words once they were read.
#[derive(Default)]
struct Foot {
    number: u32,
    note: Option<usize>,
    words: Option<(Option<u32>, String)>,
}

struct Table {
    draft: Draft,
    row: u32,
    column: u32,
    head: bool,
}

impl<'c> Scribe<'c> {
    fn new(composer: &'c mut Composer, about: &'c mut About) -> Self {
        Self {
            composer,
            about,
            draft: None,
            kind: None,
            styles: Vec::new(),
            links: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            depth: 0,
            item: None,
            feet: HashMap::new(),
            note: None,
            table: None,
            html: None,
            front: None,
        }
    }

    fn hear(&mut self, event: Event<'_>) -> Result<(), Unreadable> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => {
                self.text(&words);
                Ok(())
            }
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.open(MarkStyle::Code, None);
                self.text(&words);
                self.close();
                Ok(())
            }
            Event::Html(markup) => {
                match &mut self.html {
                    Some(html) => html.push_str(&markup),
                    None => return html::add_fragment(&markup, self.composer),
                }
                Ok(())
            }
            Event::InlineHtml(tag) => {
                if tag.to_ascii_lowercase().starts_with("<br") {
                    self.draft().line_break();
                }
                Ok(())
            }
            Event::FootnoteReference(label) => self.refer(&label),
            Event::SoftBreak => {
                self.draft().space();
                Ok(())
            }
            Event::HardBreak => {
                self.draft().line_break();
                Ok(())
            }
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => Ok(()),
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Unreadable> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Unreadable::TooDeep { limit: MAX_DEPTH });
        }
        match tag {
            Tag::Emphasis => self.open(MarkStyle::Emphasis, None),
            Tag::Strong => self.open(MarkStyle::Strong, None),
            Tag::Strikethrough => self.open(MarkStyle::Strike, None),
            Tag::Superscript => self.open(MarkStyle::Superscript, None),
            Tag::Subscript => self.open(MarkStyle::Subscript, None),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            // Of a picture only its description stays, as plain words.
            Tag::Image { .. } => {}
            Tag::TableCell => self.draft = Some(Draft::line()),
            block => return self.start_block(block),
        }
        Ok(())
    }

    fn start_block(&mut self, tag: Tag<'_>) -> Result<(), Unreadable> {
        self.flush()?;
        match tag {
            Tag::Heading { level, .. } => self.kind = Some((BlockKind::Heading, level as u8)),
            Tag::CodeBlock(_) => self.kind = Some((BlockKind::Code, 0)),
            Tag::BlockQuote(_) => self.quotes = self.quotes.saturating_add(1),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::MetadataBlock(_) => self.front = Some(String::new()),
            Tag::List(next) => self.lists.push(List { next }),
            Tag::Item => {
                let level = self.lists.len().saturating_sub(1);
                let ordinal = self.lists.last_mut().and_then(|list| {
                    let number = list.next?;
                    list.next = number.checked_add(1);
                    u32::try_from(number).ok()
                });
                self.item = Some((u8::try_from(level).unwrap_or(u8::MAX), ordinal));
            }
            Tag::FootnoteDefinition(label) => {
                let number = self.foot(&label).number;
                self.note = Some((label.to_string(), number, self.composer.count()));
            }
            Tag::Table(_) => {
                self.table = Some(Table { draft: Draft::new(BlockKind::Table), row: 0, column: 0, head: false });
            }
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.head = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Unreadable> {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.close();
            }
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.close();
                }
            }
            TagEnd::Image => {}
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.row += 1;
                    table.column = 0;
                    table.head = false;
                }
            }
            block => return self.end_block(block),
        }
        Ok(())
    }

    fn end_block(&mut self, tag: TagEnd) -> Result<(), Unreadable> {
        self.flush()?;
        match tag {
            TagEnd::Heading(_) | TagEnd::CodeBlock => self.kind = None,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => self.item = None,
            TagEnd::FootnoteDefinition => self.end_foot(),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.composer.add(table.draft)?;
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(markup) = self.html.take() {
                    html::add_fragment(&markup, self.composer)?;
                }
            }
            TagEnd::MetadataBlock(_) => {
                if let Some(front) = self.front.take() {
                    read_front_matter(&front, self.about);
                }
                if let Some(title) = self.about.title.clone() {
                    self.composer.title(&title, false)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let cell = self.draft.take().unwrap_or_else(Draft::line);
        if let Some(table) = &mut self.table {
            table.draft.cell(cell, table.row, table.column, table.head);
            table.column += 1;
        }
    }

    fn text(&mut self, words: &str) {
        if let Some(front) = &mut self.front {
            front.push_str(words);
            return;
        }
        let code = matches!(self.kind, Some((BlockKind::Code, _)));
        let draft = self.draft();
        if code {
            draft.write_kept(words);
        } else {
            draft.write(words);
        }
    }

    /// The block that is being written; begins one if there is none.
    fn draft(&mut self) -> &mut Draft {
        let note = self.note.as_ref().map(|(_, number, _)| *number);
        let quotes = self.quotes;
        let kind = self.kind;
        let styles = &self.styles;
        self.draft.get_or_insert_with(|| {
            let (kind, level) = match (kind, note) {
                (Some(kind), _) => kind,
                (None, Some(_)) => (BlockKind::Footnote, 0),
                (None, None) if quotes > 0 => (BlockKind::Quote, quotes - 1),
                (None, None) => (BlockKind::Paragraph, 0),
            };
            let mut draft = Draft::new(kind);
            draft.level = level;
            if kind == BlockKind::Footnote {
                draft.ordinal = note;
            }
            for (style, href) in styles {
                draft.open(*style, href.clone());
            }
            draft
        })
    }

    fn flush(&mut self) -> Result<(), Unreadable> {
        let Some(mut draft) = self.draft.take() else {
            return Ok(());
        };
        if draft.is_blank() {
            return Ok(());
        }
        let first = self.composer.title_text() == Some(draft.text().trim());
        if first && draft.kind == BlockKind::Heading && !self.composer.has_body() {
            return Ok(());
        }
        let plain = matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quote);
        if plain && let Some((level, ordinal)) = self.item.take() {
            draft.kind = BlockKind::ListItem;
            draft.level = level;
            draft.ordinal = ordinal;
        }
        self.composer.add(draft).map(|_| ())
    }

    fn open(&mut self, style: MarkStyle, href: Option<String>) {
        self.draft().open(style, href.clone());
        self.styles.push((style, href));
    }

    fn close(&mut self) {
        self.styles.pop();
        if let Some(draft) = &mut self.draft {
            draft.close();
        }
    }

    fn open_link(&mut self, written: &str) {
        let leads = links::resolve(written, None);
        self.links.push(matches!(leads, Leads::To(_)));
        if let Leads::To(href) = leads {
            self.open(MarkStyle::Link, Some(href));
        }
    }

    /// Footnotes are numbered in the order in which they are first named.
    fn foot(&mut self, label: &str) -> &mut Foot {
        let next = u32::try_from(self.feet.len()).unwrap_or(u32::MAX - 1) + 1;
        self.feet.entry(label.to_owned()).or_insert_with(|| Foot { number: next, ..Foot::default() })
    }

    /// A footnote hangs where it is first named. Where it is named again its figure stands.
    fn refer(&mut self, label: &str) -> Result<(), Unreadable> {
        let inside = self.note.is_some();
        let foot = self.foot(label);
        let (number, words) = (foot.number, foot.words.clone());
        if inside || foot.note.is_some() {
            self.open(MarkStyle::Superscript, None);
            self.text(&number.to_string());
            self.close();
            return Ok(());
        }
        let (block, text) = words.unwrap_or_default();
        let note = self.composer.note(Note {
            kind: NoteKind::Footnote,
            span: None,
            text,
            author: None,
            written: None,
            label: Some(number.to_string()),
            block,
            answers: None,
        })?;
        self.foot(label).note = Some(note);
        self.draft().hang(Anchor::Note(note));
        Ok(())
    }

    /// Gives a footnote its words.
    fn end_foot(&mut self) {
        let Some((label, _, first)) = self.note.take() else { return };
        let block = (self.composer.count() > first).then(|| u32::try_from(first).ok()).flatten();
        let text: String = self.composer.text_since(first).chars().take(MAX_NOTE).collect();
        let foot = self.foot(&label);
        let hangs = foot.note;
        foot.words = Some((block, text.clone()));
        if let Some(note) = hangs.and_then(|number| self.composer.note_mut(number)) {
            (note.block, note.text) = (block, text);
        }
    }
}

/// Reads the plain `key: value` lines of the front matter.
fn read_front_matter(front: &str, about: &mut About) {
    for (key, value) in front.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        let bare = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
        let value = composer::line(bare.unwrap_or(value));
        match key {
            "title" => about.title = value,
            "author" => about.author = value,
            "date" => about.published = value,
            "url" | "canonical" => about.url = value.as_deref().and_then(links::absolute),
            "lang" | "language" => about.language = value.as_deref().and_then(language_tag),
            _ => {}
        }
    }
}
