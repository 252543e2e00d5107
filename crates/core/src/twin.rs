//! By what two sources are told to be one: DOI, address, symbol, title. Pure; whether they are one, a person says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::Source;

/// The shortest title that says enough, in letters and digits.
const TITLE_MIN: usize = 12;

/// What sources share that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TwinBy {
    /// The digital object identifier.
    Doi,
    /// The address.
    Url,
    /// The document symbol.
    Symbol,
    /// The title.
    Title,
}

/// What of a source would be the same in its twin.
pub(crate) fn keys(source: &Source) -> Vec<(TwinBy, String)> {
    let mut keys = Vec::new();
    let doi = source.csl.doi.trim().to_lowercase();
    let doi = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"]
        .iter()
        .find_map(|at| doi.strip_prefix(at))
        .unwrap_or(&doi)
        .trim()
        .to_owned();
    if !doi.is_empty() {
        keys.push((TwinBy::Doi, doi));
    }
    if let Some(url) = address(&source.csl.url) {
        keys.push((TwinBy::Url, url));
    }
    let symbol: String = source.symbol.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if !symbol.is_empty() {
        keys.push((TwinBy::Symbol, symbol));
    }
    let letters = source.csl.title.chars().filter(|c| c.is_alphanumeric());
    let title: String = letters.flat_map(char::to_lowercase).collect();
    if title.chars().count() >= TITLE_MIN {
        // Yearly reports share a title and are several.
        let year = source.published.as_str().get(..4).or(source.csl.issued.date.as_str().get(..4)).unwrap_or_default();
        keys.push((TwinBy::Title, format!("{title} {year}")));
    }
    keys
}

/// An address without what does not tell pages apart: scheme, `www.`, fragment, last slash, tracking.
fn address(url: &str) -> Option<String> {
    let (_, rest) = url.trim().split_once("://")?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let telling: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("utm_") && !part.starts_with("fbclid"))
        .collect();
    (!host.is_empty()).then(|| format!("{host}/{}?{}", path.trim_end_matches('/'), telling.join("&")))
}
