//! Pictures of a claim: the evidence map and its dates in order of time.
//!
//! A picture is made in steps, each a plain value: what stands in it ([`EvidenceMap`], [`Story`]),
//! where it stands ([`Drawing`]), and SVG ([`svg`]). The window draws the same [`Drawing`] that a
//! report prints, so that they can never differ. Nothing here depends on the machine: letters are
//! measured by a table, and the same value gives the same bytes.
//!
//! Our own words are said in the language that is asked for (`labels/labels.tsv`); a picture in Arabic runs from
//! right to left. Words of users stay as they are, each set apart from what stands beside it.
//!
//! No clock, no files, no network. Raster pictures are made in `export`, which has the fonts.

mod arrows;
mod boxes;
mod build;
mod column;
mod dates;
mod draw;
mod drawing;
mod language;
mod layout;
mod legend;
mod measure;
mod mirror;
mod path;
mod person;
mod rank;
mod read;
mod sign;
mod story;
mod story_draw;
mod story_read;
mod svg;
mod text;
mod value;
mod widths;
mod words;

pub use build::{Builder, ClaimFacts, EvidenceFacts, RebuttalFacts, SourceFacts};
pub use draw::{Frame, draw};
pub use drawing::{Drawing, DrawnBox, DrawnEdge, DrawnText, Face, Shape, Stroke};
pub use language::{Labels, Language};
pub use person::party_name;
pub use read::{EvidenceMapPage, page};
pub use story::{Story, StoryDate, StoryEvent, StoryWhat, Teller};
pub use story_draw::draw_story;
pub use svg::{Theme, svg};
pub use text::is_leftward;
pub use value::{EvidenceMap, MapCircle, MapEdge, MapNode, NodeKind, Opens, Relation, Side, VerdictSign};
