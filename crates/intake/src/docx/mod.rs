//! DOCX: word processors' documents in Office Open XML, strict and transitional.
//!
//! The parts are unpacked by `packed` and parsed by `xml`; `styles` and
//! `numbering` say what a paragraph is, `walk` goes through it, `run` reads its
//! letters, `notes` what hangs on it. Headers, footers and pictures are not read.
//!
//! `mark` writes remarks and tracked changes into a document: `trail` is how the
//! reader tells it where letters stand, `ground` where something may be put,
//! `splice` puts it there, `remark` says it in markup, `parts` lets the package know.

mod ground;
mod mark;
mod notes;
mod numbering;
mod parts;
mod remark;
mod run;
mod splice;
mod styles;
mod trail;
mod walk;

use crate::composer::{Composer, line};
use crate::flow::Flow;
use crate::intake::Intake;
use crate::packed::archive::{Archive, beside, damaged};
use crate::reader::{self, About, language_tag};
use crate::unreadable::Unreadable;
use crate::xml::{self, Xml};
use notes::Notes;
use numbering::Numbering;
use std::collections::HashMap;
use styles::Styles;
use trail::Trail;
use walk::Walker;

pub use mark::{Marked, mark};

/// What the media type is called.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A part with the addresses that it refers to.
pub(super) struct Part {
    pub(super) xml: Xml,
    pub(super) links: HashMap<String, String>,
}

/// The relationships of a part: what they are to it, and where it is.
struct Relations {
    parts: Vec<(String, String)>,
    links: HashMap<String, String>,
}

impl Relations {
    /// Reads what a part of this name refers to; the archive's own for an empty name.
    fn of(name: &str, archive: &mut Archive<'_>) -> Result<Self, Unreadable> {
        let mut relations = Self { parts: Vec::new(), links: HashMap::new() };
        let Some(part) = archive.part(&Self::place(name))? else {
            return Ok(relations);
        };
        let xml = Xml::parse(&part, xml::nothing)?;
        let Some(all) = xml.at(&["rel:Relationships"]) else {
            return Ok(relations);
        };
        for relation in xml.children(all) {
            let stated = |what| xml.attribute(relation, what).unwrap_or_default();
            if stated("TargetMode").eq_ignore_ascii_case("external") {
                relations.links.insert(stated("Id").to_owned(), stated("Target").to_owned());
            } else {
                // Strict and transitional addresses end alike.
                let kind = stated("Type").rsplit('/').next().unwrap_or_default();
                relations.parts.push((kind.to_owned(), beside(name, stated("Target"))));
            }
        }
        Ok(relations)
    }

    /// Where the relations of a part of this name are kept.
    fn place(name: &str) -> String {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        format!("{folder}/_rels/{file}.rels")
    }

    /// The part that holds the text; asked of the archive's own relations.
    fn main(&self) -> &str {
        self.find("officeDocument").unwrap_or("word/document.xml")
    }

    /// The name of the part that is this to the one that refers to it.
    fn find(&self, kind: &str) -> Option<&str> {
        self.parts.iter().find(|(is, _)| is == kind).map(|(_, place)| place.as_str())
    }

    /// Parses the part that is this to the one that refers to it.
    fn part(&self, kind: &str, archive: &mut Archive<'_>) -> Result<Option<Part>, Unreadable> {
        let Some(place) = self.find(kind) else {
            return Ok(None);
        };
        let Some(bytes) = archive.part(place)? else {
            return Ok(None);
        };
        let xml = Xml::parse(&bytes, is_looks)?;
        Ok(Some(Part { xml, links: Self::of(place, archive)?.links }))
    }
}

/// What only concerns looks, and is much of a document.
fn is_looks(name: &str) -> bool {
    matches!(
        name,
        "w:rFonts"
            | "w:sz"
            | "w:szCs"
            | "w:color"
            | "w:lang"
            | "w:spacing"
            | "w:ind"
            | "w:kern"
            | "w:bCs"
            | "w:iCs"
            | "w:u"
            | "w:shd"
            | "w:highlight"
            | "w:noProof"
            | "w:tcBorders"
            | "w:tblBorders"
            | "w:tcW"
            | "w:rPrChange"
            | "w:pPrChange"
            | "w:tblPrChange"
            | "w:tcPrChange"
            | "w:trPrChange"
            | "w:sectPrChange"
            | "w:proofErr"
            | "w:lastRenderedPageBreak"
            | "w:bookmarkStart"
            | "w:bookmarkEnd"
    )
}

/// Whether an archive is such a document.
pub(crate) fn is_one(archive: &Archive<'_>) -> bool {
    archive.has("[Content_Types].xml") && archive.has_below("word/")
}

/// A document that was read, with what it takes to find its letters again.
struct Whole {
    intake: Intake,
    /// The numbers of the letters of its text.
    numbers: Vec<u32>,
    trail: Trail,
    document: Part,
    styles: Styles,
    relations: Relations,
}

/// Reads a document.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Intake, Unreadable> {
    let package = Relations::of("", archive)?;
    let place = package.main();
    let bytes = archive.part(place)?.ok_or_else(|| damaged("its text is missing"))?;
    let document = Xml::parse(&bytes, is_looks)?;
    drop(bytes);
    Ok(whole(archive, &package, document, Trail::default())?.intake)
}

/// Reads the text of a document with all that hangs on it.
fn whole(archive: &mut Archive<'_>, package: &Relations, document: Xml, trail: Trail) -> Result<Whole, Unreadable> {
    let mut relations = Relations::of(package.main(), archive)?;
    let styles = Styles::read(relations.part("styles", archive)?.as_ref());
    let numbering = Numbering::read(relations.part("numbering", archive)?.as_ref());
    let mut notes = Notes::read(
        relations.part("comments", archive)?,
        relations.part("commentsExtended", archive)?,
        relations.part("footnotes", archive)?,
        relations.part("endnotes", archive)?,
    );
    let mut about = match package.part("core-properties", archive)? {
        Some(properties) => about(&properties.xml),
        None => About::default(),
    };
    let document = Part { xml: document, links: std::mem::take(&mut relations.links) };
    let body = document.xml.at(&["w:document", "w:body"]).ok_or_else(|| damaged("its text is missing"))?;
    let mut composer = Composer::default();
    let mut flow = Flow::new(&mut composer);
    notes.register(&mut flow)?;
    let mut walker = Walker::new(&styles, numbering, &mut notes, flow);
    walker.trail = trail;
    walker.body(&document, body)?;
    walker.feet()?;
    let (warnings, trail) = walker.finish()?;
    let title = composer.title_text().map(str::to_owned).or_else(|| composer.promote_heading());
    about.title = title.as_deref().and_then(line).or(about.title);
    let mut made = composer.finish()?;
    let numbers = std::mem::take(&mut made.numbers);
    let intake = reader::intake(MEDIA_TYPE, "docx 1".to_owned(), about, made, (String::new(), warnings));
    Ok(Whole { intake, numbers, trail, document, styles, relations })
}

fn about(xml: &Xml) -> About {
    let core = xml.at(&["cp:coreProperties"]);
    let stated = |name| core.and_then(|core| xml.child(core, name)).map(|id| xml.letters(id));
    About {
        title: stated("dc:title").as_deref().and_then(line),
        author: stated("dc:creator").as_deref().and_then(line),
        language: stated("dc:language").as_deref().and_then(language_tag),
        ..About::default()
    }
}
