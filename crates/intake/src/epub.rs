//! EPUB: books, whose chapters are pages.
//!
//! Which pages there are and in which order is read here; each is read like
//! any page, without scripts, by `html`. What is said about the book's
//! navigation is not text.

use crate::composer::{Composer, line};
use crate::draft::Anchor;
use crate::html;
use crate::intake::Intake;
use crate::packed::archive::{Archive, beside, damaged};
use crate::reader::{self, About, language_tag};
use crate::unreadable::Unreadable;
use crate::xml::{self, Id, Xml};
use claimdesk_core::model::LocatorKind;
use std::collections::{HashMap, HashSet};

/// What the media type is called.
pub(crate) const MEDIA_TYPE: &str = "application/epub+zip";

/// Reads a book.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Intake, Unreadable> {
    let container = archive.part("META-INF/container.xml")?.ok_or_else(|| damaged("its table of parts is missing"))?;
    let container = Xml::parse(&container, xml::nothing)?;
    let files = container.below(xml::ROOT).filter(|id| container.name(*id) == "ocf:rootfile");
    let place = files.filter_map(|id| container.attribute(id, "full-path")).next();
    let place = place.ok_or_else(|| damaged("its table of parts is missing"))?.to_owned();
    let package = archive.part(&place)?.ok_or_else(|| damaged("its table of parts is missing"))?;
    let package = Xml::parse(&package, xml::nothing)?;
    let root = package.at(&["opf:package"]).ok_or_else(|| damaged("its table of parts is missing"))?;
    let secret = secrets(archive)?;
    let about = about(&package, root);
    let mut composer = Composer::default();
    if let Some(title) = &about.title {
        composer.title(title, false)?;
    }
    for page in pages(&package, root) {
        let page = beside(&place, &page);
        if secret.contains(&page.to_lowercase()) {
            return Err(Unreadable::Encrypted);
        }
        let Some(bytes) = archive.part(&page)? else { continue };
        let number = composer.locator(LocatorKind::Part, String::new())?;
        composer.begin(Anchor::Locator(number));
        let first = composer.count();
        let title = html::add_page(&bytes, &mut composer)?;
        let label = composer.heading_since(first).or(title).unwrap_or_else(|| file_of(&page));
        composer.label(number, line(&label).unwrap_or_default());
    }
    let made = composer.finish()?;
    Ok(reader::intake(MEDIA_TYPE, "epub 1".to_owned(), about, made, (String::new(), Vec::new())))
}

/// The pages in the order in which they are read.
fn pages(xml: &Xml, root: Id) -> Vec<String> {
    let part = |name| xml.child(root, name).into_iter().flat_map(|id| xml.children(id));
    let mut places = HashMap::new();
    for item in part("opf:manifest") {
        let stated = |name| xml.attribute(item, name).unwrap_or_default();
        let is_page = matches!(stated("media-type"), "application/xhtml+xml" | "text/html");
        let navigates = stated("properties").split_whitespace().any(|property| property == "nav");
        if is_page && !navigates {
            places.insert(stated("id"), unescaped(stated("href")));
        }
    }
    let mut met = HashSet::new();
    let order = part("opf:spine").filter_map(|item| xml.attribute(item, "idref"));
    order.filter(|id| met.insert(*id)).filter_map(|id| places.get(id).cloned()).collect()
}

/// Addresses inside a book are written as on the web: `%20` is a space.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The parts that only a password or a licence opens. Fonts are often among them.
fn secrets(archive: &mut Archive<'_>) -> Result<HashSet<String>, Unreadable> {
    let Some(part) = archive.part("META-INF/encryption.xml")? else {
        return Ok(HashSet::new());
    };
    let xml = Xml::parse(&part, xml::nothing)?;
    let references = xml.below(xml::ROOT).filter(|id| xml.name(*id) == "enc:CipherReference");
    let places = references.filter_map(|id| xml.attribute(id, "URI"));
    Ok(places.map(|place| unescaped(place).to_lowercase()).collect())
}

fn about(xml: &Xml, root: Id) -> About {
    let metadata = xml.child(root, "opf:metadata");
    let stated = |name| metadata.and_then(|metadata| xml.child(metadata, name)).map(|id| xml.letters(id));
    About {
        title: stated("dc:title").as_deref().and_then(line),
        author: stated("dc:creator").as_deref().and_then(line),
        published: stated("dc:date").as_deref().and_then(line),
        site: stated("dc:publisher").as_deref().and_then(line),
        language: stated("dc:language").as_deref().and_then(language_tag),
        ..About::default()
    }
}

fn file_of(place: &str) -> String {
    place.rsplit('/').next().unwrap_or(place).to_owned()
}
