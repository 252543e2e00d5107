//! What a person chooses of a report's dress: beside its scope and its audience, which say what stands in it.

use serde::{Deserialize, Serialize};

/// What a person chooses of a report's dress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The address under which the report will be published; empty where it will not.
    pub address: String,
}
