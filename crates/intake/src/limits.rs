//! The bounds of what is read: every number that stops a hostile input.
//!
//! Only numbers live here. Each was chosen so that a refusal comes within
//! two seconds and no honest document comes near it.

/// The longest input, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// How deep markup may nest.
pub const MAX_DEPTH: u32 = 256;

/// Files in one archive.
pub(crate) const MAX_ENTRIES: usize = 10_000;

/// Bytes that may come out of one archive, and out of one of its parts.
pub(crate) const MAX_OUTPUT: u64 = 128 * 1024 * 1024;
pub(crate) const MAX_PART: u64 = 48 * 1024 * 1024;

/// How many times its own size may come out of an archive, once it is more
/// than [`FREE_OUTPUT`]. Text rarely packs better than 20 to 1.
pub(crate) const MAX_RATIO: u64 = 200;
pub(crate) const FREE_OUTPUT: u64 = 10 * 1024 * 1024;

/// Elements, texts and attributes of one XML part.
pub(crate) const MAX_XML_NODES: usize = 2_000_000;

/// Attributes of one XML element.
pub(crate) const MAX_XML_ATTRIBUTES: usize = 1_000;

/// Nodes (elements and pieces of text) of one page.
pub(crate) const MAX_NODES: usize = 1_000_000;

/// Elements of one page that are still searched for the article. Above it
/// the whole page is read: the search compares every element many times.
pub(crate) const MAX_SEARCHED: usize = 200_000;

/// Attributes of one element.
pub(crate) const MAX_ATTRIBUTES: usize = 10_000;

/// Attributes compared with one another while a page is parsed. A parser
/// looks for doubles among the attributes of an element, so the work grows
/// with the square of their number.
pub(crate) const MAX_COMPARISONS: usize = 100_000_000;

/// The longest attribute value that is kept, in bytes; longer ones are
/// pictures written into the page.
pub(crate) const MAX_VALUE: usize = 16 * 1024;

/// The longest piece of data about the page (JSON-LD) that is looked at.
pub(crate) const MAX_METADATA: usize = 256 * 1024;

/// Signs `&` in one piece of data about the page.
pub(crate) const MAX_ENTITIES: usize = 500;

/// The longest link address that is kept, in bytes.
pub(crate) const MAX_HREF: usize = 4096;

/// All link addresses of one text together, in bytes.
pub(crate) const MAX_HREFS: usize = 32 * 1024 * 1024;

/// Lines of one plain text.
pub(crate) const MAX_LINES: usize = 2_000_000;

/// How deep parts of a message may nest.
pub(crate) const MAX_MIME_DEPTH: u32 = 20;

/// Parts of one message, and of all messages in it.
pub(crate) const MAX_MIME_PARTS: usize = 1_000;

/// Headers of one part of a message, in bytes.
pub(crate) const MAX_HEADERS: usize = 1024 * 1024;

/// Cues of one subtitle file: those of some 90 hours.
pub(crate) const MAX_CUES: usize = 150_000;

/// Pages of one PDF.
pub(crate) const MAX_PAGES: i32 = 10_000;

/// Letters of one page of a PDF.
pub(crate) const MAX_PAGE_LETTERS: i32 = 500_000;

/// Letters of all pages of a PDF, in bytes.
pub(crate) const MAX_PDF_LETTERS: usize = 64 * 1024 * 1024;

/// Blocks of one text.
pub(crate) const MAX_BLOCKS: usize = 500_000;

/// Marks of one text.
pub(crate) const MAX_MARKS: usize = 1_000_000;

/// Comments, notes and tracked changes of one text; also its pages or time codes.
pub(crate) const MAX_NOTES: usize = 200_000;

/// The longest note, and all notes of one text together, in code points.
pub(crate) const MAX_NOTE: usize = 20_000;
pub(crate) const MAX_NOTE_LETTERS: usize = 8 * 1024 * 1024;

/// Remarks and replacements that are written into one document, and the letters of all of them.
pub(crate) const MAX_REMARKS: usize = 20_000;
pub(crate) const MAX_REMARK_LETTERS: usize = 8 * 1024 * 1024;

/// The longest document that comes of it, in bytes.
pub(crate) const MAX_REPACKED: u64 = 80 * 1024 * 1024;

/// Bytes of one text whose language is looked for; what follows is in the document's own.
pub(crate) const MAX_GUESSED: usize = 4 * 1024 * 1024;

/// Cells of all tables of one text.
pub(crate) const MAX_CELLS: usize = 1_000_000;

/// Bytes in one cell of a word processor's table above which the table only places text.
pub(crate) const LAYOUT_CELL: usize = 2_000;

/// Columns of one table; what spans further is cut there.
pub(crate) const MAX_COLUMNS: u32 = 256;

/// The longest title, author or other line about the text, in code points.
pub(crate) const MAX_LINE: usize = 1_000;

/// How much is looked at to tell a format.
pub(crate) const HEAD: usize = 64 * 1024;
