//! Sources cited in a style of the Citation Style Language, by hayagriva and its archive.
//!
//! The archive is part of the program: nothing is fetched, and the same record
//! gives the same words. What a style cannot say of a source, or says nothing
//! of, is cited plainly.

use std::collections::HashMap;
use std::sync::LazyLock;

use claimdesk_biblio::{CITED_AS, Style as Written};
use claimdesk_core::model::{Source, SourceKind};
use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, Style as Csl};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, Formatted};

use super::source;
use crate::options::{Language, Options, Style};
use crate::report::Report;
use crate::text::{visible, web_address};
use crate::view::{Line, Span};

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archive::locales);

/// The citations of a report's sources in the chosen style, by number; none in the desk's own style.
pub(crate) fn styled(report: &Report, options: &Options) -> HashMap<u32, Line> {
    let Some(style) = archived(options.style).and_then(independent) else { return HashMap::new() };
    let mut items: Vec<Item> = Vec::new();
    let mut numbers = HashMap::new();
    for entry in &report.sources {
        let Some(source) = source(report, entry, None).map(retold) else { continue };
        let json = claimdesk_biblio::write(std::slice::from_ref(&source), Written::Csl);
        // A record that is not CSL-JSON to others is cited plainly.
        let Ok(one) = serde_json::from_str::<Vec<Item>>(&json) else { continue };
        items.extend(one);
        numbers.extend(source.csl.other.get(CITED_AS).map(|key| (key.clone(), entry.number)));
    }
    let mut driver = BibliographyDriver::new();
    for one in &items {
        driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(one)], &style, &LOCALES));
    }
    let locale = Some(LocaleCode(locale(options.language).to_owned()));
    let rendered = driver.finish(BibliographyRequest { style: &style, locale, locale_files: &LOCALES });
    let entries = rendered.bibliography.into_iter().flat_map(|bibliography| bibliography.items);
    let mut lines = HashMap::new();
    for entry in entries {
        // The number of a numbering style stands in the first field; the report has numbers of its own.
        let mut line = Line::default();
        entry.content.0.iter().for_each(|child| add(&mut line, child));
        if let Some(number) = numbers.get(&entry.key).filter(|_| !line.plain().trim().is_empty()) {
            lines.insert(*number, line);
        }
    }
    lines
}

/// A source as styles know such: to them a law is one of the United States, and a speech was held before somebody.
/// What an organisation decided or stated is cited as its report.
fn retold(mut source: Source) -> Source {
    if source.csl.csl_type.is_empty() {
        match source.kind {
            SourceKind::OfficialAct | SourceKind::Statement => source.csl.csl_type = "report".to_owned(),
            SourceKind::ArchiveItem => source.csl.csl_type = "document".to_owned(),
            SourceKind::Report
            | SourceKind::NewsArticle
            | SourceKind::WebPage
            | SourceKind::Book
            | SourceKind::JournalArticle
            | SourceKind::DataSet
            | SourceKind::Interview
            | SourceKind::Letter
            | SourceKind::Image
            | SourceKind::Recording
            | SourceKind::Post
            | SourceKind::OwnObservation => {}
        }
    }
    source
}

fn add(line: &mut Line, child: &ElemChild) {
    match child {
        ElemChild::Text(text) => put(line, text),
        ElemChild::Elem(elem) => elem.children.0.iter().for_each(|child| add(line, child)),
        ElemChild::Markup(words) => put_span(line, Span::User(visible(words).into_owned())),
        ElemChild::Link { text, url } => match web_address(url) {
            Some(web) => put_span(line, Span::Link(web.to_owned())),
            None => put(line, text),
        },
        // The place of a citation within a sentence: lists have none.
        ElemChild::Transparent { .. } => {}
    }
}

fn put(line: &mut Line, text: &Formatted) {
    let words = visible(&text.text).into_owned();
    let look = text.formatting;
    put_span(
        line,
        if look.font_style == FontStyle::Italic {
            Span::Title(words)
        } else if look.font_weight == FontWeight::Bold {
            Span::UserStrong(words)
        } else {
            Span::User(words)
        },
    );
}

/// Adds words; those that look like the ones before go on with them, so that no letter is set apart from its word.
fn put_span(line: &mut Line, span: Span) {
    match (line.0.last_mut(), span) {
        (Some(Span::User(before)), Span::User(words))
        | (Some(Span::Title(before)), Span::Title(words))
        | (Some(Span::UserStrong(before)), Span::UserStrong(words)) => before.push_str(&words),
        (_, span) => *line = std::mem::take(line).with(span),
    }
}

fn independent(style: ArchivedStyle) -> Option<IndependentStyle> {
    match style.get() {
        Csl::Independent(mut style) => {
            // The report's list has an order of its own: a dash would stand for another author.
            if let Some(bibliography) = &mut style.bibliography {
                bibliography.subsequent_author_substitute = None;
            }
            Some(style)
        }
        Csl::Dependent(_) => None,
    }
}

fn archived(style: Style) -> Option<ArchivedStyle> {
    Some(match style {
        Style::Plain => return None,
        Style::Apa => ArchivedStyle::AmericanPsychologicalAssociation,
        Style::ChicagoAuthorDate => ArchivedStyle::ChicagoAuthorDate,
        Style::ChicagoNotes => ArchivedStyle::ChicagoNotes,
        Style::Mla => ArchivedStyle::ModernLanguageAssociation,
        Style::Iso690 => ArchivedStyle::Iso690AuthorDate,
        Style::Harvard => ArchivedStyle::HarvardCiteThemRight,
        Style::Vancouver => ArchivedStyle::ElsevierVancouver,
        Style::Gost => ArchivedStyle::GostR7052008Numeric,
    })
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::En => "en-US",
        Language::Fr => "fr-FR",
        Language::Ar => "ar",
        Language::Ru => "ru-RU",
        Language::De => "de-DE",
        Language::Es => "es-ES",
    }
}
