//! A citation from a bibliographic record: one plain style for all sources.

use claimdesk_core::model::{Csl, CslName, Source};

use crate::report::Citation;

/// Who is named before “and others”.
const NAMES: usize = 3;

/// The citation of a source, in parts.
pub(super) fn of(source: &Source) -> Citation {
    let csl = &source.csl;
    let by = [names(&csl.author), source.originator.clone(), names(&csl.editor)];
    let issued =
        [csl.issued.literal.as_str(), csl.issued.date.as_str(), source.published.as_str(), source.dated.as_str()];
    let symbol = if source.symbol.is_empty() { &csl.number } else { &source.symbol };
    Citation {
        by: by.into_iter().find(|by| !by.is_empty()).unwrap_or_default(),
        title: csl.title.clone(),
        symbol: symbol.clone(),
        container: container(csl),
        publisher: joined(&[&csl.publisher_place, &csl.publisher], ": "),
        date: issued.into_iter().find(|date| !date.is_empty()).unwrap_or_default().to_owned(),
        archive: csl.archive.clone(),
        doi: csl.doi.clone(),
        url: csl.url.clone(),
        accessed: source.accessed.clone(),
    }
}

fn names(names: &[CslName]) -> String {
    let shown: Vec<String> = names.iter().map(name).filter(|name| !name.is_empty()).collect();
    match shown.len() {
        0..=NAMES => shown.join("; "),
        _ => format!("{} et al.", shown[0]),
    }
}

fn name(name: &CslName) -> String {
    if name.literal.is_empty() { joined(&[&name.family, &name.given], ", ") } else { name.literal.clone() }
}

fn container(csl: &Csl) -> String {
    let issue = if csl.issue.is_empty() { String::new() } else { format!("({})", csl.issue) };
    let number = format!("{}{issue}", csl.volume);
    joined(&[&joined(&[&csl.container_title, &number], " "), &csl.page], ", ")
}

fn joined(parts: &[&str], with: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_containers_are_put_together() {
        let person = |family: &str| CslName { family: family.to_owned(), given: "A.".to_owned(), ..CslName::default() };
        assert_eq!(names(&[person("First"), person("Second")]), "First, A.; Second, A.");
        let four = ["B", "C", "D", "E"].map(person);
        assert_eq!(names(&four), "B, A. et al.");
        let csl = Csl {
            container_title: "Annals".to_owned(),
            volume: "12".to_owned(),
            issue: "3".to_owned(),
            page: "4–9".to_owned(),
            ..Csl::default()
        };
        assert_eq!(container(&csl), "Annals 12(3), 4–9");
        assert_eq!(container(&Csl::default()), "");
    }
}
