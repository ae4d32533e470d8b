//! What a reader hands over: text, what the format says of its paragraphs, and where each of them came from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Format;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A source as a reader took it from its format. All spans of the circular point into `text`.
///
/// It can be stored by `serde` and parsed elsewhere. Its form there is that of this version, and no part of the data contract.
///
/// ```
/// use gongwen::block::{Block, BlockKind, Document, Format};
/// use gongwen::text::Span;
/// let mut document = Document::new("一、工作情况\n内容。", Format::Docx);
/// document.blocks = vec![
///     Block::new(BlockKind::Heading(1), Span::new(0, 18)),
///     Block::new(BlockKind::Paragraph, Span::new(19, 28)),
/// ];
/// let circular = gongwen::parse_document(document, &gongwen::Options::default());
/// assert_eq!(circular.sections().next().and_then(|section| section.heading()), Some("工作情况"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// Where it was read from: a path, `archive.zip!/folder/file.docx`, `-`.
    pub name: Option<String>,
    /// The format it was read as.
    pub format: Format,
    /// What the bytes of its text were decoded from, where the format leaves that open.
    pub encoding: Option<Encoding>,
    /// The text, a line a block.
    pub text: String,
    /// What the format says of the text, in its order. Text between blocks is read as plain text; none at all for
    /// Markdown and plain text, of which the core reads the blocks itself.
    pub blocks: Vec<Block>,
    /// What the source shows and the text leaves out: navigation, page numbers, running heads.
    pub left_out: Vec<LeftOut>,
    /// What the reader found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document of which nothing but the text is known.
    #[must_use]
    pub fn new(text: impl Into<String>, format: Format) -> Self {
        Self {
            name: None,
            format,
            encoding: None,
            text: text.into(),
            blocks: Vec::new(),
            left_out: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// An encoding, and why it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// Its name in the WHATWG's Encoding Standard: `UTF-8`, `gb18030`.
    pub name: String,
    /// What it was told from.
    pub reason: EncodingReason,
    /// How many stretches of bytes were no text in it and became U+FFFD.
    pub replaced: usize,
}

/// What an encoding was told from, in the order in which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EncodingReason {
    /// The caller said so.
    Option,
    /// A byte order mark.
    ByteOrderMark,
    /// The document declares it.
    Declared,
    /// All bytes are text in it, which hardly happens by chance.
    Valid,
    /// The statistics of the bytes.
    Detected,
}

impl EncodingReason {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::ByteOrderMark => "byte_order_mark",
            Self::Declared => "declared",
            Self::Valid => "valid",
            Self::Detected => "detected",
        }
    }
}

/// One paragraph, heading, list item or paragraph of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without a line feed in it.
    pub span: Span,
    /// What parts it from the block before.
    pub break_before: Break,
    /// Bytes at its start that are bold.
    pub bold: usize,
    /// Columns of white space before its first line, two for each full-width character.
    pub indent: usize,
    /// Set in the middle of the line.
    pub centred: bool,
    /// Where it stands in the file.
    pub origin: Origin,
}

impl Block {
    /// A block of which nothing else is known.
    #[must_use]
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self {
            kind,
            span,
            break_before: Break::Paragraph,
            bold: 0,
            indent: 0,
            centred: false,
            origin: Origin::default(),
        }
    }
}

/// What the format says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading and its depth, 1 to 6.
    Heading(u8),
    /// An item of a list without numbers. A number that the format renders is part of the text.
    Item,
    /// A paragraph in a cell of a table.
    Cell(Cell),
    /// What a page says of the document: `索引号：…`.
    Metadata,
    /// A footnote or endnote, put behind the text.
    Note,
    /// The heading of an attached text: the name of a further sheet of a workbook.
    Attachment,
}

/// The cell of a table. Rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Which table of the document.
    pub table: u32,
    /// Its first row.
    pub row: u32,
    /// Its first column.
    pub column: u32,
    /// Rows that it covers, at least 1.
    pub rows: u32,
    /// Columns that it covers, at least 1.
    pub columns: u32,
}

/// What parts a block from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Break {
    /// The border of a paragraph.
    #[default]
    Paragraph,
    /// A line end that the writer set within a paragraph.
    Line,
    /// The end of a page or column, over which the paragraph runs on as far as the layout tells.
    Page,
}

/// Where a block stands in its file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Origin {
    /// The part of a package: `word/document.xml`, `Doc_0/Pages/Page_2/Content.xml`.
    pub part: Option<String>,
    /// The element in it: `p[12]`, `tbl[1]/tr[2]/tc[3]`, `#zoom/p[4]`.
    pub element: Option<String>,
    /// The page, from 1.
    pub page: Option<u32>,
    /// The box on the page that encloses it.
    pub area: Option<Area>,
}

/// A box on a page, in points from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// From the left edge.
    pub left: f32,
    /// From the upper edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Text that a source shows and the document leaves out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// Why.
    pub reason: LeftOutReason,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

impl LeftOut {
    /// Text that is left out.
    #[must_use]
    pub fn new(reason: LeftOutReason, text: impl Into<String>, origin: Origin) -> Self {
        Self { reason, text: text.into(), origin }
    }
}

/// Why text is none of the circular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LeftOutReason {
    /// Menus, breadcrumbs, search boxes.
    Navigation,
    /// Share bars, font sizes, counters.
    Tools,
    /// Links to other pages.
    Related,
    /// The foot of a web page.
    Footer,
    /// Not shown: scripts, styles, `display:none`.
    Hidden,
    /// A page number.
    PageNumber,
    /// What every page of a document repeats at its head or foot.
    RunningHead,
    /// Deleted in a tracked change.
    Deleted,
    /// A comment of a reviewer.
    Comment,
}

impl LeftOutReason {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Tools => "tools",
            Self::Related => "related",
            Self::Footer => "footer",
            Self::Hidden => "hidden",
            Self::PageNumber => "page_number",
            Self::RunningHead => "running_head",
            Self::Deleted => "deleted",
            Self::Comment => "comment",
        }
    }
}
