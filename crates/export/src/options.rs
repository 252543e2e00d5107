//! What a person chooses of a report's dress: beside its scope and its audience, which say what stands in it.

pub use claimdesk_map::Language;
use serde::{Deserialize, Serialize};

/// What a person chooses of a report's dress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The address under which the report will be published; empty where it will not.
    pub address: String,
    /// The language of our own words. Users' words stay as they are.
    pub language: Language,
    /// The size of its pages.
    pub paper: Paper,
    /// How sources are cited.
    pub style: Style,
}

/// A size of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// ISO A4, 210 × 297 mm.
    #[default]
    A4,
    /// US Letter, 8.5 × 11 in.
    Letter,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name where pages are set.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "us-letter",
        }
    }

    /// Width and height in twentieths of a point.
    pub(crate) fn twips(self) -> (u32, u32) {
        match self {
            Self::A4 => (11_906, 16_838),
            Self::Letter => (12_240, 15_840),
        }
    }

    /// Width and height as ODF writes them.
    pub(crate) fn lengths(self) -> (&'static str, &'static str) {
        match self {
            Self::A4 => ("21cm", "29.7cm"),
            Self::Letter => ("8.5in", "11in"),
        }
    }
}

/// How sources are cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// The desk's own: who, title, symbol, publisher, date, address.
    #[default]
    Plain,
    /// American Psychological Association, 7th edition.
    Apa,
    /// Chicago Manual of Style, author and date.
    ChicagoAuthorDate,
    /// Chicago Manual of Style, notes.
    ChicagoNotes,
    /// Modern Language Association, 9th edition.
    Mla,
    /// ISO 690, author and date.
    Iso690,
    /// Harvard as Cite Them Right has it.
    Harvard,
    /// Vancouver.
    Vancouver,
    /// GOST R 7.0.5-2008.
    Gost,
}

impl Style {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Plain,
        Self::Apa,
        Self::ChicagoAuthorDate,
        Self::ChicagoNotes,
        Self::Mla,
        Self::Iso690,
        Self::Harvard,
        Self::Vancouver,
        Self::Gost,
    ];
}
