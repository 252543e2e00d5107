//! Patches: the fields of a record that a person may set, each optional.
//!
//! A patch makes a new record (over its default) and edits an old one, so that
//! the two can never disagree on what a record holds.

use serde::{Deserialize, Deserializer};

/// Reads a field that is present: `null` then means "clear it", absence "leave it".
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// Writes the patch of a record: `patch! { ClaimPatch for Claim { statement: String, .. } }`.
macro_rules! patch {
    ($(#[$doc:meta])* $patch:ident for $record:ident { $($field:ident : $ty:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(deny_unknown_fields, default)]
        #[ts(export, optional_fields)]
        #[allow(missing_docs, reason = "each field is the record's field of that name")]
        pub struct $patch {
            $(
                #[serde(
                    skip_serializing_if = "Option::is_none",
                    deserialize_with = "crate::model::patch::present"
                )]
                pub $field: Option<$ty>,
            )*
        }

        impl $patch {
            /// Sets on the record what the patch names.
            pub fn apply(self, record: &mut $record) {
                $(if let Some(value) = self.$field { record.$field = value; })*
            }
        }
    };
}
pub(crate) use patch;
