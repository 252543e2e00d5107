//! The engine through its public face: scenes, a corpus of judged cases,
//! random edits whose outcome is known, and promises over any text.

mod corpus;
mod edits;
mod generated;
mod promises;
mod scenes;
