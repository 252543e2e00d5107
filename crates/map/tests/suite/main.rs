//! The pictures through their public faces.

mod layout;
mod pictures;
