//! The counters that stop a page from costing more than it is worth.
//!
//! Only counting: the tree tells what it saw, and is told when to stop.

use crate::limits::{MAX_ATTRIBUTES, MAX_COMPARISONS, MAX_DEPTH, MAX_NODES};
use crate::unreadable::Unreadable;

/// Where the first tag is looked for that has not ended yet.
const PIECE: usize = 4096;

/// What was seen so far of one page.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    depth: u32,
    nodes: usize,
    comparisons: usize,
    heard: bool,
    /// Where the parser last said something.
    spoke_at: usize,
    /// How far into a silence it was last looked for attributes.
    looked_at: usize,
}

impl Guard {
    pub(crate) fn saw_node(&mut self, nodes: usize) {
        self.nodes = nodes;
        self.heard = true;
    }

    pub(crate) fn saw_letters(&mut self) {
        self.heard = true;
    }

    pub(crate) fn saw_depth(&mut self, depth: u32) {
        self.depth = self.depth.max(depth);
        self.heard = true;
    }

    pub(crate) fn saw_attributes(&mut self, count: usize) {
        if count > 32 {
            let square = count.saturating_mul(count);
            self.comparisons = self.comparisons.saturating_add(square);
        }
    }

    /// Called when the page was parsed up to `offset`.
    pub(crate) fn check(&mut self, html: &str, offset: usize) -> Result<(), Unreadable> {
        self.verdict()?;
        if std::mem::take(&mut self.heard) {
            self.spoke_at = offset;
            self.looked_at = offset;
            return Ok(());
        }
        // A silent parser is inside one tag or comment. Look for attributes
        // without end, less often the longer the silence lasts.
        let silence = offset - self.spoke_at;
        if silence > 2 * MAX_ATTRIBUTES && offset - self.looked_at > silence / 2 {
            self.looked_at = offset;
            let start = self.spoke_at.saturating_sub(PIECE + 4);
            let part = html.as_bytes().get(start..offset).unwrap_or_default();
            let first_piece = part.len().min(2 * PIECE);
            let endless =
                (0..first_piece).any(|at| part.get(at) == Some(&b'<') && open_attributes(&part[at..]) > MAX_ATTRIBUTES);
            if endless {
                return Err(too_many("attributes of one element", MAX_ATTRIBUTES));
            }
        }
        Ok(())
    }

    /// What is to be said about all that was seen.
    pub(crate) fn verdict(&self) -> Result<(), Unreadable> {
        if self.depth > MAX_DEPTH {
            return Err(Unreadable::TooDeep { limit: MAX_DEPTH });
        }
        if self.nodes > MAX_NODES {
            return Err(too_many("elements", MAX_NODES));
        }
        if self.comparisons > MAX_COMPARISONS {
            return Err(too_many("attributes of one element", MAX_ATTRIBUTES));
        }
        Ok(())
    }
}

fn too_many(what: &str, limit: usize) -> Unreadable {
    Unreadable::TooMuch { what: what.to_owned(), limit: limit as u64 }
}

/// The attributes of a tag that begins here and does not end; 0 if it ends.
fn open_attributes(tag: &[u8]) -> usize {
    if !tag.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
        return 0;
    }
    let mut count = 0;
    let mut quote = None;
    let mut before = b' ';
    for byte in tag.iter().skip(1) {
        match (quote, byte) {
            (Some(end), byte) if end == *byte => quote = None,
            (Some(_), _) => continue,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
            (None, b'>') => return 0,
            (None, b' ' | b'\n' | b'\t' | b'\x0c' | b'/') => {
                if before == b'=' {
                    continue;
                }
                count += usize::from(before != b' ');
                before = b' ';
                continue;
            }
            (None, _) => {}
        }
        before = *byte;
        if count > MAX_ATTRIBUTES {
            break;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::dom::Dom;
    use super::*;

    #[test]
    fn nesting_is_stopped_early() {
        for opening in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<svg><g>", "<a><i>"] {
            let refused = Dom::parse(&opening.repeat(200_000)).unwrap_err();
            assert!(matches!(refused, Unreadable::TooDeep { .. }), "{opening}");
        }
    }

    #[test]
    fn what_is_long_but_flat_is_read() {
        assert!(Dom::parse(&"<p>word".repeat(50_000)).is_ok());
        let picture = format!("<img src=\"data:{}\">", "a b ".repeat(100_000));
        assert!(Dom::parse(&picture).is_ok());
        assert!(Dom::parse(&format!("<!-- {} -->", "<p a b> ".repeat(100_000))).is_ok());
    }

    #[test]
    fn attributes_without_end_are_refused() {
        let names: String = (0..300_000).map(|n| format!(" a{n}=1")).collect();
        let valued: String = (0..300_000).map(|n| format!(" a{n}=\">\"")).collect();
        for page in [format!("<p{names}>"), format!("<p{names}"), format!("x<q <p t=\"<b =\"{valued}")] {
            assert!(Dom::parse(&page).is_err());
        }
        let some: String = (0..900).map(|n| format!(" a{n}")).collect();
        assert!(Dom::parse(&format!("<p{some}>").repeat(1_000)).is_err());
    }

    #[test]
    fn formatting_that_multiplies_is_refused() {
        let marks: String = (0..200).map(|n| format!("<b id=n{n}>")).collect();
        let page = format!("<p>{marks}</p>{}", "<p>x</p>".repeat(100_000));
        assert!(Dom::parse(&page).is_err());
    }
}
