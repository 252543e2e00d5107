//! Remarks and tracked changes in documents of somebody else's: where they stand,
//! what of the file stays as it is, and what is refused.

mod made;
mod office;
mod places;
mod random;
mod refused;
