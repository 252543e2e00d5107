//! One page, as far as a reader of words is concerned.

use super::line::Line;

/// A page with its lines in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// As it is cited: its label, or else its number.
    pub(crate) label: String,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) lines: Vec<Line>,
    /// Signs that mean no letter.
    pub(crate) odd: u32,
    /// Without text, but with a picture.
    pub(crate) pictured: bool,
}

impl Page {
    /// A page of which nothing is known but its place.
    pub(crate) fn blank(index: i32) -> Self {
        Self { label: (index + 1).to_string(), ..Self::default() }
    }

    /// Bytes of all its lines.
    pub(crate) fn letters(&self) -> usize {
        self.lines.iter().map(|line| line.text.len()).sum()
    }
}
