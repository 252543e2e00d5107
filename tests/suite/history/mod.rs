//! History: undo, redo, revert, restore, and every past moment.

mod model;
mod returns;
mod steps;
mod time;
mod transfer;
