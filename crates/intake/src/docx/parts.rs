//! The parts of a document beside its text that have to know of comments: the
//! comments themselves, the relations that lead to them, and the list of types.

use super::mark::{prefix, written};
use super::remark::escaped;
use super::{Relations, is_looks};
use crate::limits::MAX_PART;
use crate::packed::archive::Archive;
use crate::packed::repack::Changed;
use crate::unmarkable::Unmarkable;
use crate::unreadable::Unreadable;
use crate::xml::{self, Id, ROOT, Xml};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const TYPES: &str = "[Content_Types].xml";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The names that the two kinds of the format have for the same: of elements, and of the relation to comments.
const TRANSITIONAL: (&str, &str) = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
);
const STRICT: (&str, &str) = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
);

/// The parts as they are.
pub(super) struct Parts {
    comments: (String, Option<String>),
    relations: (String, Option<String>),
    types: String,
    /// Whether a relation leads to the comments.
    is_related: bool,
    names: (&'static str, &'static str),
}

impl Parts {
    /// Unpacks them; `place` is the part that holds the text.
    pub(super) fn open(
        archive: &mut Archive<'_>,
        place: &str,
        relations: &Relations,
        is_strict: bool,
    ) -> Result<Self, Unmarkable> {
        let related = relations.find("comments").map(str::to_owned);
        let is_related = related.is_some();
        let folder = place.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let comments = related.unwrap_or_else(|| {
            let more = std::iter::once(String::new()).chain((1..).map(|n: u32| n.to_string()));
            let mut names = more.map(|more| format!("{folder}comments{more}.xml"));
            names.find(|name| !archive.has(name)).unwrap_or_default()
        });
        let mut text = |name: &str| archive.part(name)?.map(written).transpose();
        let said = text(&comments)?;
        let place = Relations::place(place).trim_start_matches('/').to_owned();
        let relations = text(&place)?;
        let types = text(TYPES)?.ok_or_else(|| closed("its list of types is missing"))?;
        // Word opens neither under the name of an ordinary document.
        if types.contains("macroEnabled") || types.contains("template.main+xml") {
            return Err(Unmarkable::OtherFormat);
        }
        if archive.has_below("_xmlsignatures/") {
            return Err(closed("it bears a digital signature"));
        }
        let names = if is_strict { STRICT } else { TRANSITIONAL };
        Ok(Self { comments: (comments, said), relations: (place, relations), types, is_related, names })
    }

    /// The comments that there are, as markup.
    pub(super) fn comments(&self) -> &str {
        self.comments.1.as_deref().unwrap_or_default()
    }

    /// All parts that change, the document first; `say` writes the new comments with a prefix.
    pub(super) fn finish(
        self,
        document: Changed,
        say: impl FnOnce(&str) -> String,
    ) -> Result<Vec<Changed>, Unmarkable> {
        let mut changed = vec![document];
        let (place, said) = self.comments;
        let comments = match &said {
            Some(said) => {
                let xml = Xml::parse_placed(bare(said), is_looks)?;
                let prefix = prefix(&xml, &["w:comments"], bare(said))?;
                let root = xml.at(&["w:comments"]).ok_or_else(|| closed("its comments are none"))?;
                within(&xml, root, bare(said), &say(prefix))
            }
            None => Some(format!(r#"{HEAD}<w:comments xmlns:w="{}">{}</w:comments>"#, self.names.0, say("w"))),
        };
        changed.push((place.clone(), comments.ok_or_else(|| closed("its comments are broken"))?.into_bytes()));
        if !self.is_related {
            let (_, file) = place.rsplit_once('/').unwrap_or(("", &place));
            let relations = relate(self.relations.1.as_deref(), file, self.names.1)?;
            changed.push((self.relations.0, relations.into_bytes()));
        }
        if let Some(types) = state(&self.types, &place)? {
            changed.push((TYPES.to_owned(), types.into_bytes()));
        }
        match changed.iter().find(|(_, bytes)| bytes.len() as u64 > MAX_PART) {
            Some(_) => Err(Unreadable::Expands { limit: MAX_PART }.into()),
            None => Ok(changed),
        }
    }
}

/// The relations with one more, that leads to the comments.
fn relate(relations: Option<&str>, file: &str, kind: &str) -> Result<String, Unmarkable> {
    let relation = |prefix: &str, id: &str| {
        format!(r#"<{prefix}Relationship Id="{id}" Type="{kind}" Target="{}"/>"#, escaped(file))
    };
    let Some(relations) = relations else {
        return Ok(format!(
            r#"{HEAD}<Relationships xmlns="{RELATIONSHIPS}">{}</Relationships>"#,
            relation("", "comments")
        ));
    };
    let relations = bare(relations);
    let xml = Xml::parse_placed(relations, xml::nothing)?;
    let root = xml.at(&["rel:Relationships"]).ok_or_else(|| closed("its relations are broken"))?;
    let is_taken = |id: &str| xml.children(root).any(|one| xml.attribute(one, "Id") == Some(id));
    let more = std::iter::once(String::new()).chain((1..).map(|n: u32| n.to_string()));
    let id = more.map(|more| format!("comments{more}")).find(|id| !is_taken(id)).unwrap_or_default();
    let prefix = prefix(&xml, &["rel:Relationships"], relations).map_or(String::new(), |prefix| format!("{prefix}:"));
    within(&xml, root, relations, &relation(&prefix, &id)).ok_or_else(|| closed("its relations are broken"))
}

/// The list of types with that of the comments; none if it names them already.
fn state(types: &str, place: &str) -> Result<Option<String>, Unmarkable> {
    let types = bare(types);
    let xml = Xml::parse_placed(types, xml::nothing)?;
    let broken = || closed("its list of types is broken");
    let root = xml.children(ROOT).next().ok_or_else(broken)?;
    let part = format!("/{place}");
    let named = |one: Id| xml.attribute(one, "PartName").is_some_and(|name| name.eq_ignore_ascii_case(&part));
    if xml.children(root).any(named) {
        return Ok(None);
    }
    let tag = xml.place(root).and_then(|place| types.get(place.start + 1..place.inside)).unwrap_or_default();
    let prefix = tag.split_once("Types").map_or("", |(prefix, _)| prefix);
    let stated = format!(r#"<{prefix}Override PartName="{}" ContentType="{COMMENTS}"/>"#, escaped(&part));
    within(&xml, root, types, &stated).map(Some).ok_or_else(broken)
}

/// A part with something more at the end of an element.
fn within(xml: &Xml, id: Id, source: &str, more: &str) -> Option<String> {
    let place = xml.place(id)?;
    if place.inside < place.end {
        return Some([source.get(..place.close)?, more, source.get(place.close..)?].concat());
    }
    // An element without content is opened for it.
    let tag = source.get(place.start..place.end)?.strip_suffix("/>")?;
    let name = tag.get(1..)?.split(char::is_whitespace).next()?;
    Some([source.get(..place.start)?, tag, ">", more, "</", name, ">", source.get(place.end..)?].concat())
}

/// Without the sign that some programs begin a text with.
fn bare(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

fn closed(what: &str) -> Unmarkable {
    Unmarkable::Closed { what: what.to_owned() }
}
