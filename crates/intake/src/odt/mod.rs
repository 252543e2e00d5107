//! ODT: texts in OpenDocument, as LibreOffice writes them.
//!
//! `styles` says what paragraphs and letters are, `walk` goes through the
//! text, `changes` knows what was tracked. Headers, footers and pictures are
//! not read.

mod changes;
mod styles;
mod walk;

use crate::composer::{Composer, line};
use crate::flow::Flow;
use crate::intake::Intake;
use crate::packed::archive::{Archive, damaged};
use crate::reader::{self, About, language_tag};
use crate::unreadable::Unreadable;
use crate::xml::{self, Id, Xml};
use changes::Changes;
use styles::Styles;
use walk::Walker;

/// What the media type is called.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

/// A template, which is a text as well.
pub(crate) const TEMPLATE: &str = "application/vnd.oasis.opendocument.text-template";

/// Reads a text.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Intake, Unreadable> {
    if let Some(manifest) = archive.part("META-INF/manifest.xml")? {
        let manifest = Xml::parse(&manifest, xml::nothing)?;
        let is_secret = |id| manifest.name(id) == "manifest:encryption-data";
        if manifest.below(xml::ROOT).any(is_secret) {
            return Err(Unreadable::Encrypted);
        }
    }
    let content = archive.part("content.xml")?.ok_or_else(|| damaged("its text is missing"))?;
    let content = Xml::parse(&content, is_looks)?;
    let mut styles = Styles::default();
    if let Some(part) = archive.part("styles.xml")? {
        let part = Xml::parse(&part, is_looks)?;
        if let Some(root) = part.at(&["office:document-styles"]) {
            styles.read(&part, root);
        }
    }
    let about = match archive.part("meta.xml")? {
        Some(part) => about(&Xml::parse(&part, xml::nothing)?),
        None => About::default(),
    };
    let root = content.at(&["office:document-content"]).ok_or_else(|| damaged("its text is missing"))?;
    compose(&content, root, styles, about)
}

fn compose(content: &Xml, root: Id, mut styles: Styles, mut about: About) -> Result<Intake, Unreadable> {
    styles.read(content, root);
    let body = content.child(root, "office:body");
    let text = body.and_then(|body| content.child(body, "office:text"));
    let text = text.ok_or_else(|| damaged("its text is missing"))?;
    let mut composer = Composer::default();
    let changes = Changes::read(content, text);
    let mut walker = Walker::new(content, &styles, changes, Flow::new(&mut composer));
    walker.body(text, walk::Around::default())?;
    walker.feet()?;
    let warnings = walker.finish()?;
    let title = composer.title_text().map(str::to_owned).or_else(|| composer.promote_heading());
    about.title = title.as_deref().and_then(line).or(about.title);
    let made = composer.finish()?;
    Ok(reader::intake(MEDIA_TYPE, "odt 1".to_owned(), about, made, (String::new(), warnings)))
}

/// What only concerns looks, and is much of a text.
fn is_looks(name: &str) -> bool {
    matches!(name, "draw:image" | "office:font-face-decls" | "style:graphic-properties" | "office:scripts")
        || matches!(name, "office:settings" | "text:sequence-decls" | "text:soft-page-break" | "office:forms")
}

fn about(xml: &Xml) -> About {
    let meta = xml.at(&["office:document-meta", "office:meta"]);
    let stated = |name| meta.and_then(|meta| xml.child(meta, name)).map(|id| xml.letters(id));
    let author = stated("meta:initial-creator").or_else(|| stated("dc:creator"));
    About {
        title: stated("dc:title").as_deref().and_then(line),
        author: author.as_deref().and_then(line),
        language: stated("dc:language").as_deref().and_then(language_tag),
        ..About::default()
    }
}
