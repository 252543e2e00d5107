//! Commands: what each does, and what it refuses.

mod refusals;
