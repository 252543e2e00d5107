//! The lists of a document: which number an item shows.

use super::Part;
use std::collections::HashMap;

/// How deep lists go.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// Whether it shows numbers at all.
    numbered: bool,
    start: u32,
}

/// A list: its levels, and the list whose numbers it goes on with.
#[derive(Clone, Debug)]
struct List {
    family: String,
    levels: [Level; LEVELS],
    restarts: [bool; LEVELS],
}

/// The lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashMap<String, ()>,
}

const BULLET: Level = Level { numbered: false, start: 1 };

impl Numbering {
    pub(super) fn read(part: Option<&Part>) -> Self {
        let mut numbering = Self::default();
        let Some(Part { xml, .. }) = part else { return numbering };
        let Some(all) = xml.at(&["w:numbering"]) else { return numbering };
        let value = |id, name| xml.child(id, name).and_then(|child| xml.attribute(child, "w:val"));
        let read_level = |id, levels: &mut [Level; LEVELS]| {
            let at = xml.attribute(id, "w:ilvl").and_then(|level| level.parse::<usize>().ok());
            if let Some(level) = at.and_then(|at| levels.get_mut(at)) {
                let format = value(id, "w:numFmt").unwrap_or("decimal");
                level.numbered = !matches!(format, "bullet" | "none");
                level.start = value(id, "w:start").and_then(|start| start.parse().ok()).unwrap_or(1);
            }
        };
        let mut families: HashMap<&str, [Level; LEVELS]> = HashMap::new();
        for family in xml.children(all).filter(|id| xml.name(*id) == "w:abstractNum") {
            let mut levels = [BULLET; LEVELS];
            for level in xml.children(family).filter(|id| xml.name(*id) == "w:lvl") {
                read_level(level, &mut levels);
            }
            families.insert(xml.attribute(family, "w:abstractNumId").unwrap_or_default(), levels);
        }
        for list in xml.children(all).filter(|id| xml.name(*id) == "w:num") {
            let family = value(list, "w:abstractNumId").unwrap_or_default();
            let mut levels = families.get(family).copied().unwrap_or([BULLET; LEVELS]);
            let mut restarts = [false; LEVELS];
            for change in xml.children(list).filter(|id| xml.name(*id) == "w:lvlOverride") {
                let at = xml.attribute(change, "w:ilvl").and_then(|level| level.parse::<usize>().ok());
                let Some(at) = at.filter(|at| *at < LEVELS) else { continue };
                if let Some(level) = xml.child(change, "w:lvl") {
                    read_level(level, &mut levels);
                }
                if let Some(start) = value(change, "w:startOverride").and_then(|start| start.parse().ok()) {
                    levels[at].start = start;
                    restarts[at] = true;
                }
            }
            let id = xml.attribute(list, "w:numId").unwrap_or_default();
            numbering.lists.insert(id.to_owned(), List { family: family.to_owned(), levels, restarts });
        }
        numbering
    }

    /// Whether there is a list of this id; `0` takes a paragraph out of its list.
    pub(super) fn has(&self, id: &str) -> bool {
        id != "0" && self.lists.contains_key(id)
    }

    /// Counts an item; the number that it shows, if it shows one.
    pub(super) fn count(&mut self, id: &str, level: u8) -> Option<u32> {
        let list = self.lists.get(id)?;
        let at = usize::from(level).min(LEVELS - 1);
        let first = self.begun.insert(id.to_owned(), ()).is_none();
        let counts = self.counts.entry(list.family.clone()).or_default();
        if first {
            for (count, _) in counts.iter_mut().zip(list.restarts).filter(|(_, restarts)| *restarts) {
                *count = None;
            }
        }
        let count = counts.get_mut(at)?;
        let now = count.map_or(list.levels[at].start, |count| count.saturating_add(1));
        *count = Some(now);
        for deeper in counts.iter_mut().skip(at + 1) {
            *deeper = None;
        }
        list.levels[at].numbered.then_some(now)
    }
}
