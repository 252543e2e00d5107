//! What was tracked in a text: who put words in, who struck which.

use super::walk::plain;
use crate::flow::Hand;
use crate::xml::{Id, Xml};
use std::collections::HashMap;

/// One tracked change.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Words that stand in the text.
    Insertion(Hand),
    /// Words that stand only here.
    Deletion(Hand, String),
}

/// The changes by their ids.
#[derive(Debug, Default)]
pub(super) struct Changes {
    all: HashMap<String, Change>,
}

impl Changes {
    pub(super) fn read(xml: &Xml, text: Id) -> Self {
        let mut changes = Self::default();
        let Some(tracked) = xml.child(text, "text:tracked-changes") else { return changes };
        for region in xml.children(tracked) {
            let id = xml.attribute(region, "text:id").or_else(|| xml.attribute(region, "xml:id"));
            let Some(id) = id else { continue };
            for change in xml.children(region) {
                let read = match xml.name(change) {
                    "text:insertion" => Change::Insertion(hand(xml, change)),
                    "text:deletion" => Change::Deletion(hand(xml, change), struck(xml, change)),
                    _ => continue,
                };
                changes.all.insert(id.to_owned(), read);
            }
        }
        changes
    }

    /// The change of an id.
    pub(super) fn find(&self, id: Option<&str>) -> Option<&Change> {
        self.all.get(id?)
    }
}

fn hand(xml: &Xml, change: Id) -> Hand {
    let Some(info) = xml.child(change, "office:change-info") else { return Hand::default() };
    let stated = |name| xml.child(info, name).map(|id| xml.letters(id));
    Hand::new(stated("dc:creator").as_deref(), stated("dc:date").as_deref())
}

/// What was struck, one line for each paragraph.
fn struck(xml: &Xml, change: Id) -> String {
    let paragraphs = xml.children(change).filter(|id| xml.name(*id) != "office:change-info");
    let words: Vec<String> = paragraphs.map(|id| plain(xml, id)).collect();
    words.join(" ").trim_matches('\n').to_owned()
}
