//! Formulas as words: the sanitiser would drop them with all that they say.
//!
//! Only the letters, signs and raised or lowered places survive; a formula
//! that is set in two dimensions reads as one line.

use super::dom::{Content, Dom, NodeId, ROOT};

/// Turns the elements of formulas into plain inline elements.
pub(super) fn flatten(dom: &mut Dom) {
    dom.prune(|dom, id| matches!(dom.math_name(id), "annotation" | "annotation-xml"));
    let formulas: Vec<NodeId> = dom.below(ROOT).filter(|id| !dom.math_name(*id).is_empty()).collect();
    // Parents come first, so a child may be given its name before its turn;
    // by then it is no longer an element of a formula and is passed over.
    for id in formulas {
        let places: &[&str] = match dom.math_name(id) {
            "" => continue,
            "msup" => &["span", "sup"],
            "msub" => &["span", "sub"],
            "msubsup" => &["span", "sub", "sup"],
            _ => &[],
        };
        let children: Vec<NodeId> = dom
            .children(id)
            .iter()
            .copied()
            .filter(|child| matches!(dom.content(*child), Content::Element(..)))
            .collect();
        for (child, place) in children.into_iter().zip(places) {
            // What holds places of its own must keep its name until its turn.
            if matches!(dom.math_name(child), "mi" | "mn" | "mo" | "mtext" | "mrow") {
                dom.rename(child, place);
            }
        }
        dom.rename(id, "span");
    }
}
