//! What is the same in every ODT: styles, page and properties.

use super::super::package::xml;
use crate::flow::{Flow, Style, Tone};
use crate::text::language;
use crate::view::LogoView;

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3""#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// What the package holds.
pub(super) fn manifest(has_logo: bool) -> String {
    let logo = if has_logo {
        r#"<manifest:file-entry manifest:full-path="Pictures/logo.png" manifest:media-type="image/png"/>"#
    } else {
        ""
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>{logo}</manifest:manifest>"#
    )
}

/// The sign of the desk, in a line of text.
pub(super) fn logo(logo: &LogoView) -> String {
    let (width, height, alt) = (logo.width, logo.height, xml(&logo.alt));
    format!(
        r#"<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" draw:name="Logo" text:anchor-type="as-char" svg:width="{width:.2}pt" svg:height="{height:.2}pt"><draw:image xlink:href="Pictures/logo.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/><svg:desc>{alt}</svg:desc></draw:frame>"#
    )
}

pub(super) fn content(styles: &str, changes: &str, body: &str, rtl: bool) -> String {
    let mode = writing_mode(rtl);
    // Changes that are not tracked would be taken for the text itself.
    let changes = if changes.is_empty() {
        String::new()
    } else {
        format!("<text:tracked-changes>{changes}</text:tracked-changes>")
    };
    format!(
        r##"{HEAD}<office:document-content {NAMES}><office:automatic-styles><style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style><style:style style:name="Table" style:family="table"><style:table-properties style:width="17.3cm"{mode} table:align="margins" fo:margin-bottom="0.3cm"/></style:style><style:style style:name="Cells" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" fo:border-bottom="0.75pt solid #D9D3C6"/></style:style><text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.5cm" fo:text-indent="-0.5cm" fo:margin-left="0.5cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>{styles}</office:automatic-styles><office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>"##
    )
}

pub(super) fn meta(flow: &Flow, by: &str, at: &str, program: &str) -> String {
    let (title, by, program) = (xml(&flow.title), xml(by), xml(program));
    let tag = language(&flow.language).unwrap_or("en");
    format!(
        "{HEAD}<office:document-meta {NAMES}><office:meta><meta:generator>{program}</meta:generator><dc:title>{title}</dc:title><dc:creator>{by}</dc:creator><meta:initial-creator>{by}</meta:initial-creator><meta:creation-date>{at}</meta:creation-date><dc:date>{at}</dc:date><dc:language>{tag}</dc:language></office:meta></office:document-meta>"
    )
}

pub(super) fn style_name(style: Style) -> String {
    match style {
        Style::Body => "Text_20_body".to_owned(),
        Style::Title => "Title".to_owned(),
        Style::Heading(level) => format!("Heading_20_{level}"),
        Style::Small => "Small".to_owned(),
        Style::Fact => "Fact".to_owned(),
        Style::Item => "Item".to_owned(),
        Style::Quote => "Quotations".to_owned(),
        Style::Thread => "Thread".to_owned(),
        Style::Code => "Preformatted_20_Text".to_owned(),
        Style::Cell => "Table_20_Contents".to_owned(),
        Style::HeadCell => "Table_20_Heading".to_owned(),
        Style::Note => "Footnote".to_owned(),
        Style::Comment => "Standard".to_owned(),
    }
}

/// Name, display name, properties of the paragraph and of its words.
struct Look(&'static str, &'static str, &'static str, &'static str);

const SANS: &str = r#" fo:font-family="'Noto Sans'" style:font-family-complex="'Noto Sans Arabic'""#;

const QUIET: &str = r##" fo:color="#5B564D""##;

const STYLES: [Look; 15] = [
    Look("Text_20_body", "Text body", r#" fo:margin-bottom="0.2cm" fo:line-height="125%""#, ""),
    Look(
        "Title",
        "Title",
        r#" fo:margin-top="0.1cm" fo:margin-bottom="0.35cm" fo:keep-with-next="always""#,
        r#" fo:font-size="22pt" style:font-size-complex="22pt" fo:font-weight="bold" style:font-weight-complex="bold""#,
    ),
    Look(
        "Heading_20_1",
        "Heading 1",
        r#" fo:margin-top="0.7cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always" fo:keep-together="always""#,
        r#" fo:font-size="15.5pt" style:font-size-complex="15.5pt" fo:font-weight="bold" style:font-weight-complex="bold""#,
    ),
    Look(
        "Heading_20_2",
        "Heading 2",
        r#" fo:margin-top="0.5cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always" fo:keep-together="always""#,
        r#" fo:font-size="11pt" style:font-size-complex="11pt" fo:font-weight="bold" style:font-weight-complex="bold""#,
    ),
    Look(
        "Heading_20_3",
        "Heading 3",
        r#" fo:margin-top="0.4cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always" fo:keep-together="always""#,
        r#" fo:font-size="10.5pt" style:font-size-complex="10.5pt" fo:font-weight="bold" style:font-weight-complex="bold""#,
    ),
    Look("Small", "Small", r#" fo:margin-bottom="0.13cm""#, r#" fo:font-size="9pt" style:font-size-complex="9pt""#),
    Look(
        "Fact",
        "Fact",
        r#" fo:margin-bottom="0.13cm" fo:margin-left="0.6cm" fo:text-indent="-0.6cm""#,
        r#" fo:font-size="10pt" style:font-size-complex="10pt""#,
    ),
    Look("Item", "Item", r#" fo:margin-bottom="0.1cm""#, r#" fo:font-size="10pt" style:font-size-complex="10pt""#),
    Look(
        "Quotations",
        "Quotations",
        r##" fo:margin-bottom="0.2cm" fo:margin-left="0.5cm" fo:border-left="1.5pt solid #D9D3C6" fo:padding-left="0.25cm""##,
        "",
    ),
    Look(
        "Thread",
        "Thread",
        r#" fo:margin-top="0.2cm" fo:margin-bottom="0.05cm" fo:keep-with-next="always""#,
        r#" fo:font-size="9pt" style:font-size-complex="9pt""#,
    ),
    Look(
        "Preformatted_20_Text",
        "Preformatted Text",
        r#" fo:margin-bottom="0.2cm""#,
        r#" fo:font-family="'Noto Sans Mono'" fo:font-size="9pt" style:font-size-complex="9pt""#,
    ),
    Look(
        "Table_20_Contents",
        "Table Contents",
        r#" fo:margin-bottom="0.05cm""#,
        r#" fo:font-size="9pt" style:font-size-complex="9pt""#,
    ),
    Look(
        "Table_20_Heading",
        "Table Heading",
        r#" fo:keep-with-next="always""#,
        r#" fo:font-size="8.5pt" style:font-size-complex="8.5pt" fo:font-weight="bold" style:font-weight-complex="bold""#,
    ),
    Look(
        "Header",
        "Header",
        r##" fo:border-bottom="0.75pt solid #D9D3C6" fo:padding-bottom="0.12cm""##,
        r#" fo:font-size="8pt" style:font-size-complex="8pt""#,
    ),
    Look(
        "Footnote",
        "Footnote",
        r#" fo:margin-bottom="0.05cm""#,
        r#" fo:font-size="8.5pt" style:font-size-complex="8.5pt""#,
    ),
];

/// In these the words are set without serifs and stand back, as in the PDF.
const QUIET_STYLES: [&str; 5] = ["Heading_20_2", "Small", "Thread", "Table_20_Heading", "Header"];

fn writing_mode(rtl: bool) -> &'static str {
    if rtl { r#" style:writing-mode="rl-tb""# } else { "" }
}

/// How a paragraph runs. Where it begins is said as a side of the page: LibreOffice takes “start” for the left.
pub(super) fn direction(rtl: bool) -> &'static str {
    if rtl {
        r#" style:writing-mode="rl-tb" fo:text-align="right""#
    } else {
        r#" style:writing-mode="lr-tb" fo:text-align="left""#
    }
}

pub(super) fn styles(flow: &Flow) -> String {
    let tag = language(&flow.language).unwrap_or("en");
    let main = tag.split('-').next().unwrap_or(tag);
    let ink = Tone::Ink.hex();
    let direction = if flow.rtl { direction(true) } else { "" };
    let mut text = format!(
        r##"{HEAD}<office:document-styles {NAMES}><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"{direction}/><style:text-properties fo:font-family="'Noto Serif'" style:font-family-complex="'Noto Naskh Arabic'" style:font-family-asian="'Noto Serif CJK SC'" fo:font-size="10.5pt" style:font-size-complex="10.5pt" fo:color="#{ink}" fo:language="{main}" fo:country="none"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/>"##
    );
    for Look(name, shown, para, words) in STYLES {
        let level = name
            .strip_prefix("Heading_20_")
            .map(|n| format!(r#" style:default-outline-level="{n}""#))
            .unwrap_or_default();
        let more = if QUIET_STYLES.contains(&name) { format!("{SANS}{QUIET}") } else { String::new() };
        text.push_str(&format!(
            r#"<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" style:parent-style-name="Standard"{level}><style:paragraph-properties{para}/><style:text-properties{words}{more}/></style:style>"#
        ));
    }
    let (running, foot) = (xml(&flow.running), xml(&flow.foot));
    let ((width, height), mode) = (flow.paper.lengths(), writing_mode(flow.rtl));
    text.push_str(&format!(
        r##"<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:border-top="0.75pt solid #D9D3C6" fo:padding-top="0.12cm"><style:tab-stops><style:tab-stop style:position="17.3cm" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties fo:font-size="7pt" style:font-size-complex="7pt"{SANS}{QUIET}/></style:style><style:style style:name="Link" style:family="text"><style:text-properties fo:color="#1F4E79" style:text-underline-style="solid"/></style:style></office:styles><office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}"{mode} fo:margin-left="1.85cm" fo:margin-right="1.85cm" fo:margin-top="1.25cm" fo:margin-bottom="1.25cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"><style:header><text:p text:style-name="Header">{running}</text:p></style:header><style:footer><text:p text:style-name="Footer">{foot}<text:tab/><text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"##
    ));
    text
}
