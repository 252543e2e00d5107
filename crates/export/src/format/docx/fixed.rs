//! What is the same in every DOCX: styles, numbering, page and properties.

use super::super::package::xml;
use super::Made;
use crate::flow::Tone;
use crate::options::Paper;
use crate::text::language;
use crate::view::LogoView;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The namespace of relations of the office.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#;

pub(super) const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="app" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;

/// Bullets on nine levels.
pub(super) const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="568" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

pub(super) fn relationships(inner: &str) -> String {
    format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
    )
}

pub(super) fn core(title: &str, made: &Made) -> String {
    let (title, by, at) = (xml(title), xml(&made.by), &made.at);
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{by}</dc:creator><cp:lastModifiedBy>{by}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>"#
    )
}

pub(super) fn app(program: &str) -> String {
    format!(
        r#"{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{}</Application></Properties>"#,
        xml(program)
    )
}

/// The sign of the desk, in a line of text (ECMA-376-1, 20.4.2.8): its size is in points, there are 12,700 units to each.
pub(super) fn logo(logo: &LogoView) -> String {
    let (width, height) = ((logo.width * 12_700.0).round(), (logo.height * 12_700.0).round());
    let alt = xml(&logo.alt);
    format!(
        r#"<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="Logo" descr="{alt}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="logo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

/// The text on its paper with head and foot.
pub(super) fn document(body: &str, paper: Paper, rtl: bool) -> String {
    let ((width, height), bidi) = (paper.twips(), if rtl { "<w:bidi/>" } else { "" });
    format!(
        r#"{HEAD}<w:document {WORD}><w:body>{body}<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="1400" w:right="1050" w:bottom="1320" w:left="1050" w:header="709" w:footer="709" w:gutter="0"/>{bidi}</w:sectPr></w:body></w:document>"#
    )
}

pub(super) fn footnotes(inner: &str) -> String {
    format!(
        r#"{HEAD}<w:footnotes {WORD}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>{inner}</w:footnotes>"#
    )
}

pub(super) fn comments(inner: &str) -> String {
    format!("{HEAD}<w:comments {WORD}>{inner}</w:comments>")
}

pub(super) fn header(running: &str, rtl: bool) -> String {
    let bidi = if rtl { "<w:bidi/>" } else { "" };
    let running = xml(running);
    format!(
        r#"{HEAD}<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val="Header"/>{bidi}</w:pPr><w:r><w:t xml:space="preserve">{running}</w:t></w:r></w:p></w:hdr>"#
    )
}

/// Entry and hash on one side, the page and their number on the other.
pub(super) fn footer(foot: &str, rtl: bool) -> String {
    let bidi = if rtl { "<w:bidi/>" } else { "" };
    let foot = xml(foot);
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    format!(
        r#"{HEAD}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val="Footer"/>{bidi}</w:pPr><w:r><w:t xml:space="preserve">{foot}</w:t></w:r><w:r><w:tab/></w:r>{}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{}</w:p></w:ftr>"#,
        field("PAGE"),
        field("NUMPAGES")
    )
}

/// A style of paragraphs: id, name, parent, properties of the paragraph and of its words.
struct Look(&'static str, &'static str, &'static str, &'static str, &'static str);

const SANS: &str = r#"<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:cs="Noto Sans Arabic"/>"#;

const STYLES: [Look; 18] = [
    Look("BodyText", "Body Text", "Normal", r#"<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>"#, ""),
    Look(
        "Title",
        "Title",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="60" w:after="200"/>"#,
        r#"<w:b/><w:bCs/><w:sz w:val="44"/><w:szCs w:val="44"/>"#,
    ),
    Look(
        "Heading1",
        "heading 1",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>"#,
        r#"<w:b/><w:bCs/><w:sz w:val="31"/><w:szCs w:val="31"/>"#,
    ),
    Look(
        "Heading2",
        "heading 2",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="1"/>"#,
        r#"<w:b/><w:bCs/><w:color w:val="5B564D"/><w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ),
    Look(
        "Heading3",
        "heading 3",
        "Normal",
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="2"/>"#,
        r#"<w:b/><w:bCs/><w:sz w:val="21"/><w:szCs w:val="21"/>"#,
    ),
    Look(
        "Small",
        "Small",
        "Normal",
        r#"<w:spacing w:after="80"/>"#,
        r#"<w:color w:val="5B564D"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    Look(
        "Fact",
        "Fact",
        "Normal",
        r#"<w:spacing w:after="80"/><w:ind w:left="340" w:hanging="340"/>"#,
        r#"<w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ),
    Look(
        "ListBullet",
        "List Bullet",
        "Normal",
        r#"<w:spacing w:after="60"/>"#,
        r#"<w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ),
    Look(
        "Quote",
        "Quote",
        "Normal",
        r#"<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="D9D3C6"/></w:pBdr><w:spacing w:after="120"/><w:ind w:left="284"/>"#,
        "",
    ),
    Look(
        "Thread",
        "Thread",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="120" w:after="40"/>"#,
        r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    Look(
        "Code",
        "Code",
        "Normal",
        r#"<w:spacing w:after="120"/>"#,
        r#"<w:rFonts w:ascii="Noto Sans Mono" w:hAnsi="Noto Sans Mono" w:cs="Noto Sans Mono"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    Look(
        "Cell",
        "Cell",
        "Normal",
        r#"<w:spacing w:before="30" w:after="30"/>"#,
        r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ),
    Look(
        "HeadCell",
        "Head Cell",
        "Cell",
        r#"<w:keepNext/>"#,
        r#"<w:b/><w:bCs/><w:color w:val="5B564D"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
    Look(
        "Gap",
        "Gap",
        "Normal",
        r#"<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="8"/><w:szCs w:val="8"/>"#,
    ),
    Look(
        "Header",
        "header",
        "Normal",
        r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="D9D3C6"/></w:pBdr>"#,
        r#"<w:color w:val="5B564D"/><w:sz w:val="16"/><w:szCs w:val="16"/>"#,
    ),
    Look(
        "Footer",
        "footer",
        "Normal",
        r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="D9D3C6"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9806"/></w:tabs>"#,
        r#"<w:color w:val="5B564D"/><w:sz w:val="14"/><w:szCs w:val="14"/>"#,
    ),
    Look(
        "FootnoteText",
        "footnote text",
        "Normal",
        r#"<w:spacing w:after="40"/>"#,
        r#"<w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ),
    Look(
        "CommentText",
        "annotation text",
        "Normal",
        r#"<w:spacing w:after="60"/>"#,
        r#"<w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ),
];

/// In these the words are set without serifs, as in the PDF.
const SANS_STYLES: [&str; 7] = ["Heading2", "Small", "Thread", "HeadCell", "Header", "Footer", "CommentText"];

pub(super) fn styles(tag: &str) -> String {
    let tag = language(tag).unwrap_or("en");
    let mut text = format!(
        r#"{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:eastAsia="Noto Serif CJK SC" w:cs="Noto Naskh Arabic"/><w:color w:val="{}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{tag}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>"#,
        Tone::Ink.hex()
    );
    for Look(id, name, parent, para, words) in STYLES {
        let font = if SANS_STYLES.contains(&id) { SANS } else { "" };
        text.push_str(&format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{parent}"/><w:qFormat/><w:pPr>{para}</w:pPr><w:rPr>{font}{words}</w:rPr></w:style>"#
        ));
    }
    text.push_str(r#"<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1F4E79"/><w:u w:val="single"/></w:rPr></w:style><w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="Lines"><w:name w:val="Lines"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="D9D3C6"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="D9D3C6"/></w:tblBorders></w:tblPr></w:style></w:styles>"#);
    text
}
