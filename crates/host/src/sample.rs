//! The sample case.
