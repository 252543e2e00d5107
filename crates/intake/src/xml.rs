//! XML as a small tree, under the same counters as pages.
//!
//! Names carry the usual prefix of their namespace, whatever the document
//! calls it, so that the strict and the transitional kind of a format read
//! alike. Document types are refused: they are how entities multiply.

use crate::limits::{MAX_DEPTH, MAX_XML_ATTRIBUTES, MAX_XML_NODES};
use crate::unreadable::Unreadable;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;
use std::collections::HashMap;

/// A node of a tree.
pub(crate) type Id = u32;

/// The root, which has no name; the outermost element is its child.
pub(crate) const ROOT: Id = 0;

const NONE: u32 = u32::MAX;

/// The namespaces that are read, with the prefix that is usual for each.
const SPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("http://schemas.microsoft.com/office/word/2012/wordml", "w15"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("urn:oasis:names:tc:opendocument:xmlns:container", "ocf"),
    ("http://www.idpf.org/2007/opf", "opf"),
    ("http://www.w3.org/2001/04/xmlenc#", "enc"),
];

#[derive(Clone, Copy, Debug)]
struct Node {
    /// The name; `NONE` for letters.
    name: u32,
    /// The first attribute and the one behind the last; of letters the bytes.
    from: u32,
    to: u32,
    child: u32,
    next: u32,
}

/// Where an element stands in the text that was parsed, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where its tag begins.
    pub(crate) start: usize,
    /// Behind that tag; behind all of an element without content.
    pub(crate) inside: usize,
    /// Where the tag begins that ends it.
    pub(crate) close: usize,
    /// Behind all of it.
    pub(crate) end: usize,
}

/// A tree of elements and letters.
pub(crate) struct Xml {
    nodes: Vec<Node>,
    /// Where the nodes stand; empty if nobody asked.
    places: Vec<Place>,
    attributes: Vec<(u32, u32, u32)>,
    letters: String,
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// Where the tree grows.
struct Open {
    id: Id,
    last: u32,
}

impl Xml {
    /// Parses a part. What `skips` names is left out with all that is in it.
    pub(crate) fn parse(bytes: &[u8], skips: fn(&str) -> bool) -> Result<Self, Unreadable> {
        let decoded;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => {
                decoded = crate::charset::decode(bytes, &crate::Hint::default())?.text;
                &decoded
            }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut xml = Self::empty();
        xml.grow(text, skips)?;
        Ok(xml)
    }

    /// The same, and remembers where each element stands in the text.
    pub(crate) fn parse_placed(text: &str, skips: fn(&str) -> bool) -> Result<Self, Unreadable> {
        let mut xml = Self::empty();
        xml.places.push(Place::default());
        xml.grow(text, skips)?;
        Ok(xml)
    }

    fn empty() -> Self {
        let root = Node { name: NONE, from: 0, to: 0, child: NONE, next: NONE };
        Self {
            nodes: vec![root],
            places: Vec::new(),
            attributes: Vec::new(),
            letters: String::new(),
            names: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    fn grow(&mut self, text: &str, skips: fn(&str) -> bool) -> Result<(), Unreadable> {
        let mut reader = NsReader::from_str(text);
        let mut open = vec![Open { id: ROOT, last: NONE }];
        // How many elements are open inside one that is left out.
        let mut skipped = 0_u32;
        loop {
            let before = position(&reader);
            let event = reader.read_event().map_err(|_| broken())?;
            let behind = position(&reader);
            match event {
                Event::Start(tag) => {
                    // The tree's own root is no level.
                    if open.len() as u32 + skipped > MAX_DEPTH {
                        return Err(Unreadable::TooDeep { limit: MAX_DEPTH });
                    }
                    count_attributes(&tag)?;
                    let name = element(&reader, &tag);
                    if skipped > 0 || skips(&name) {
                        skipped += 1;
                    } else {
                        let id = self.add_element(&reader, &tag, name, &mut open)?;
                        self.stands(id, Place { start: before, inside: behind, ..Place::default() });
                        open.push(Open { id, last: NONE });
                    }
                }
                Event::Empty(tag) => {
                    count_attributes(&tag)?;
                    let name = element(&reader, &tag);
                    if skipped == 0 && !skips(&name) {
                        let id = self.add_element(&reader, &tag, name, &mut open)?;
                        self.stands(id, Place { start: before, inside: behind, close: behind, end: behind });
                    }
                }
                Event::End(_) if skipped > 0 => skipped -= 1,
                Event::End(_) => {
                    let ended = open.pop().and_then(|open| self.places.get_mut(open.id as usize));
                    if let Some(place) = ended {
                        (place.close, place.end) = (before, behind);
                    }
                }
                Event::Text(words) if skipped == 0 => self.add_letters(&words.xml10_content(), &mut open)?,
                Event::CData(words) if skipped == 0 => self.add_letters(&words.xml10_content(), &mut open)?,
                Event::GeneralRef(reference) if skipped == 0 => {
                    let mut letter = [0; 4];
                    let meant = match reference.resolve_char_ref() {
                        Ok(Some(meant)) => &*meant.encode_utf8(&mut letter),
                        Ok(None) => quick_xml::escape::resolve_predefined_entity(&reference).ok_or_else(broken)?,
                        // No letter, and no reason to lose the rest.
                        Err(_) => "\u{fffd}",
                    };
                    self.add_letters(meant, &mut open)?;
                }
                Event::DocType(_) => return Err(Unreadable::Declaration),
                Event::Eof => break,
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_) => {}
            }
        }
        if open.len() == 1 && self.nodes.len() > 1 { Ok(()) } else { Err(broken()) }
    }

    fn add_element(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'_>,
        name: String,
        open: &mut [Open],
    ) -> Result<Id, Unreadable> {
        let from = self.attributes.len() as u32;
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| broken())?;
            let written = attribute.key.as_ref();
            if written.starts_with("xmlns") || attribute.key.local_name().as_ref().starts_with("rsid") {
                continue;
            }
            let (space, local) = reader.resolver().resolve_attribute(attribute.key);
            let name = named(&space, local.as_ref());
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| broken())?;
            let start = self.letters.len() as u32;
            self.letters.push_str(&value);
            let name = self.number(name);
            self.attributes.push((name, start, self.letters.len() as u32));
        }
        let name = self.number(name);
        let to = self.attributes.len() as u32;
        if self.attributes.len() > MAX_XML_NODES {
            return Err(too_many());
        }
        self.hang(Node { name, from, to, child: NONE, next: NONE }, open)
    }

    fn add_letters(&mut self, words: &str, open: &mut [Open]) -> Result<(), Unreadable> {
        if words.is_empty() || open.len() == 1 {
            return Ok(());
        }
        let from = self.letters.len() as u32;
        self.letters.push_str(words);
        let to = self.letters.len() as u32;
        // References part one text into many.
        if let Some(last) = open.last().and_then(|open| self.nodes.get_mut(open.last as usize))
            && last.name == NONE
            && last.to == from
        {
            last.to = to;
            return Ok(());
        }
        self.hang(Node { name: NONE, from, to, child: NONE, next: NONE }, open).map(|_| ())
    }

    fn hang(&mut self, node: Node, open: &mut [Open]) -> Result<Id, Unreadable> {
        if self.nodes.len() >= MAX_XML_NODES || self.letters.len() >= NONE as usize {
            return Err(too_many());
        }
        let id = self.nodes.len() as u32;
        let Some(parent) = open.last_mut() else { return Err(broken()) };
        let before = if parent.last == NONE {
            self.nodes.get_mut(parent.id as usize).map(|node| &mut node.child)
        } else {
            self.nodes.get_mut(parent.last as usize).map(|node| &mut node.next)
        };
        if let Some(before) = before {
            *before = id;
        }
        parent.last = id;
        self.nodes.push(node);
        Ok(id)
    }

    /// Remembers where an element stands, if that was asked.
    fn stands(&mut self, id: Id, place: Place) {
        if !self.places.is_empty() {
            self.places.resize(id as usize, Place::default());
            self.places.push(place);
        }
    }

    /// Where an element stands in the text, if it was parsed by [`Self::parse_placed`].
    pub(crate) fn place(&self, id: Id) -> Option<Place> {
        self.places.get(id as usize).copied().filter(|place| place.end > place.start)
    }

    /// How many nodes there are, the root among them; their ids count from 0.
    pub(crate) fn count(&self) -> usize {
        self.nodes.len()
    }

    fn number(&mut self, name: String) -> u32 {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }

    /// The children of a node, in order.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let first = self.nodes.get(id as usize).filter(|_| self.is_element(id)).map_or(NONE, |node| node.child);
        let step = |id: &Id| self.nodes.get(*id as usize).map(|node| node.next).filter(|next| *next != NONE);
        std::iter::successors((first != NONE).then_some(first), step)
    }

    fn is_element(&self, id: Id) -> bool {
        id == ROOT || self.nodes.get(id as usize).is_some_and(|node| node.name != NONE)
    }

    /// The name of an element; empty for letters and the root.
    pub(crate) fn name(&self, id: Id) -> &str {
        let name = self.nodes.get(id as usize).and_then(|node| self.names.get(node.name as usize));
        name.map_or("", String::as_str)
    }

    /// The letters of a piece of text; empty for elements.
    pub(crate) fn piece(&self, id: Id) -> &str {
        let node = self.nodes.get(id as usize).filter(|node| node.name == NONE && id != ROOT);
        node.and_then(|node| self.letters.get(node.from as usize..node.to as usize)).unwrap_or_default()
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let number = *self.numbers.get(name)?;
        let node = self.nodes.get(id as usize).filter(|node| node.name != NONE)?;
        let all = self.attributes.get(node.from as usize..node.to as usize)?;
        let (_, from, to) = all.iter().find(|(name, ..)| *name == number)?;
        self.letters.get(*from as usize..*to as usize)
    }

    /// The first child of this name.
    pub(crate) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|child| self.name(*child) == name)
    }

    /// The element at the end of a path from the root, such as `["w:document", "w:body"]`.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Id> {
        path.iter().try_fold(ROOT, |id, name| self.child(id, name))
    }

    /// All nodes below one, in the order of the text.
    pub(crate) fn below(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        // A subtree is a run of the nodes, because each was added when its tag was read.
        let mut stack: Vec<Id> = self.children(id).collect();
        stack.reverse();
        std::iter::from_fn(move || {
            let id = stack.pop()?;
            let at = stack.len();
            stack.extend(self.children(id));
            stack.get_mut(at..)?.reverse();
            Some(id)
        })
    }

    /// All letters below a node, as they stand.
    pub(crate) fn letters(&self, id: Id) -> String {
        self.below(id).map(|id| self.piece(id)).collect()
    }
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn element(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> String {
    let (space, local) = reader.resolver().resolve_element(QName(tag.name().0));
    named(&space, local.as_ref())
}

/// A name with the usual prefix; a namespace that is not read becomes `?`.
fn named(space: &ResolveResult<'_>, local: &str) -> String {
    match space {
        ResolveResult::Bound(space) => {
            let prefix = SPACES.iter().find(|(address, _)| *address == space.0).map_or("?", |(_, prefix)| prefix);
            format!("{prefix}:{local}")
        }
        ResolveResult::Unbound => local.to_owned(),
        ResolveResult::Unknown(_) => format!("?:{local}"),
    }
}

/// Counted before they are looked at, because each is compared with the others.
fn count_attributes(tag: &BytesStart<'_>) -> Result<(), Unreadable> {
    let signs = tag.attributes_raw().bytes().filter(|byte| *byte == b'=').count();
    if signs <= MAX_XML_ATTRIBUTES || tag.attributes().with_checks(false).count() <= MAX_XML_ATTRIBUTES {
        return Ok(());
    }
    let what = "attributes of one element".to_owned();
    Err(Unreadable::TooMuch { what, limit: MAX_XML_ATTRIBUTES as u64 })
}

fn too_many() -> Unreadable {
    Unreadable::TooMuch { what: "elements".to_owned(), limit: MAX_XML_NODES as u64 }
}

fn broken() -> Unreadable {
    Unreadable::Damaged { what: "its XML is broken".to_owned() }
}

/// Leaves nothing out.
pub(crate) fn nothing(_: &str) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Unreadable {
        Xml::parse(text.as_bytes(), nothing).err().unwrap()
    }

    #[test]
    fn names_have_their_usual_prefix_and_references_are_letters() {
        let text = r#"<?xml version="1.0"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">
            <x:t x:val="a &amp; b">d&#xE9;j&#224; &lt;vu&gt; <![CDATA[<&>]]></x:t></x:document>"#;
        let xml = Xml::parse(text.as_bytes(), nothing).unwrap();
        let t = xml.at(&["w:document", "w:t"]).unwrap();
        assert_eq!(xml.attribute(t, "w:val"), Some("a & b"));
        assert_eq!(xml.letters(t), "déjà <vu> <&>");
    }

    #[test]
    fn elements_know_their_place() {
        let text = "<?xml version='1.0'?>\n<a>é<b x='1'/> <skip/><c>&amp;</c></a>";
        let xml = Xml::parse_placed(text, |name| name == "skip").unwrap();
        let cut = |path: &[&str]| {
            let place = xml.place(xml.at(path).unwrap()).unwrap();
            (&text[place.start..place.end], &text[place.inside..place.close])
        };
        assert_eq!(cut(&["a", "b"]), ("<b x='1'/>", ""));
        assert_eq!(cut(&["a", "c"]), ("<c>&amp;</c>", "&amp;"));
        assert_eq!(cut(&["a"]).1, "é<b x='1'/> <skip/><c>&amp;</c>");
        assert_eq!(Xml::parse(text.as_bytes(), nothing).unwrap().place(1), None);
    }

    #[test]
    fn entities_are_refused() {
        let laughs = r#"<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>"#;
        assert_eq!(refused(laughs), Unreadable::Declaration);
        assert!(matches!(refused("<a>&b;</a>"), Unreadable::Damaged { .. }));
        assert!(matches!(refused("<a b='&c;'/>"), Unreadable::Damaged { .. }));
    }

    #[test]
    fn what_grows_without_end_is_refused() {
        assert!(matches!(refused(&"<a>".repeat(100_000)), Unreadable::TooDeep { .. }));
        let attributes: String = (0..2_000).map(|n| format!(" a{n}='1'")).collect();
        assert!(matches!(refused(&format!("<a{attributes}/>")), Unreadable::TooMuch { .. }));
        let spaces: String = (0..2_000).map(|n| format!(" xmlns:a{n}='urn:{n}'")).collect();
        assert!(Xml::parse(format!("<a{spaces}/>").as_bytes(), nothing).is_err());
        assert!(matches!(refused("<a><b></a>"), Unreadable::Damaged { .. }));
        assert!(matches!(refused("<a><b>"), Unreadable::Damaged { .. }));
        assert!(matches!(refused(""), Unreadable::Damaged { .. }));
    }

    #[test]
    fn the_depth_that_is_allowed_is_read() {
        let deep = format!("{}x{}", "<a>".repeat(256), "</a>".repeat(256));
        let xml = Xml::parse(deep.as_bytes(), nothing).unwrap();
        assert_eq!(xml.letters(ROOT), "x");
    }
}
