//! Bibliography files: BibTeX, RIS and CSL-JSON to sources, and sources to them.
//!
//! Bytes and records only: no file, no network, no desk. What a format says and a source has
//! no field for is kept under `other`, and goes out again in the same format.

mod bibtex;
mod csl;
mod dates;
mod kinds;
mod ris;

use claimdesk_core::model::{Source, SourcePatch};

/// Among what a source keeps under `other`: the key by which texts cite it.
pub const CITED_AS: &str = "citation-key";

/// A format of bibliographies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// BibTeX, with the fields of BibLaTeX.
    Bibtex,
    /// RIS: a tag a line.
    Ris,
    /// CSL-JSON.
    Csl,
}

impl Style {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Bibtex, Self::Ris, Self::Csl];

    /// With this begins the name of what only this format knows, where a source keeps it.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Bibtex => bibtex::KEPT,
            Self::Ris => ris::KEPT,
            Self::Csl => csl::KEPT,
        }
    }

    /// How files of it usually end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Csl => "json",
        }
    }

    /// The format of a text, by what it looks like.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('{') || text.starts_with('[') {
            return Some(Self::Csl);
        }
        if text.lines().take(200).any(|line| ris::tag(line).is_some_and(|(tag, _)| tag == "TY")) {
            return Some(Self::Ris);
        }
        let is_entry = |line: &str| {
            let line = line.trim_start();
            let word: String = line.chars().skip(1).take_while(char::is_ascii_alphabetic).collect();
            line.starts_with('@') && line[1 + word.len()..].trim_start().starts_with(['{', '('])
        };
        text.lines().any(is_entry).then_some(Self::Bibtex)
    }
}

/// What a bibliography holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bibliography {
    /// Its entries, in order.
    pub entries: Vec<SourcePatch>,
    /// What could not be read, and where: a sentence each.
    pub problems: Vec<String>,
}

/// The letters of a bibliography: UTF-8, or else Latin-1 as old ones are, where every byte is the letter of its number.
pub fn decode(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().map(|byte| char::from(*byte)).collect())
}

/// Reads a bibliography, in the format that it looks like.
pub fn read(text: &str) -> Option<(Style, Bibliography)> {
    let text = text.trim_start_matches('\u{feff}');
    let style = Style::of(text)?;
    let found = match style {
        Style::Bibtex => bibtex::read(text),
        Style::Ris => ris::read(text),
        Style::Csl => csl::read(text),
    };
    Some((style, found))
}

/// Reads one line that names a work: an address or a DOI.
pub fn read_name(line: &str) -> Option<SourcePatch> {
    let line = line.trim();
    let mut csl = claimdesk_core::model::Csl::default();
    let bare = line.trim_start_matches("doi:").trim_start_matches("DOI:").trim();
    let at = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"];
    let doi = at.iter().find_map(|at| bare.strip_prefix(at)).unwrap_or(bare);
    if is_doi(doi) {
        csl.doi = doi.to_owned();
        csl.url = format!("https://doi.org/{doi}");
    } else if is_web(line) && !line.contains(char::is_whitespace) {
        csl.url = line.to_owned();
        csl.csl_type = "webpage".to_owned();
    } else {
        return None;
    }
    let kind = Some(kinds::kind_of(&csl.csl_type));
    Some(SourcePatch { kind, csl: Some(csl), ..SourcePatch::default() })
}

/// Writes sources as a bibliography.
pub fn write(sources: &[Source], style: Style) -> String {
    match style {
        Style::Bibtex => bibtex::write(sources),
        Style::Ris => ris::write(sources),
        Style::Csl => csl::write(sources),
    }
}

/// A text as one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has the shape of a digital object identifier.
fn is_doi(text: &str) -> bool {
    let Some((registrant, name)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else { return false };
    registrant.len() >= 4
        && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !name.is_empty()
        && !name.contains(char::is_whitespace)
}

/// Whether a text begins like an address of the web: only those does a source keep as its address.
fn is_web(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}
