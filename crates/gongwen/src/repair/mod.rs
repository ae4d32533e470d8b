//! From lines to paragraphs: sentences cut by page breaks and line ends are joined, page numbers and invisible
//! characters taken out. Each repair is recorded with its place, what was there and what was made of it.

mod join;
mod page_number;
mod paragraphs;

use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use join::reads_on;
pub(crate) use page_number::is_page_number;
pub(crate) use paragraphs::{Origin, Paragraph, Paragraphs, repair};

use crate::text::Span;

/// What kind of damage was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RepairKind {
    /// Two paragraphs that are one sentence.
    PageCut,
    /// A line end inside a paragraph.
    HardWrap,
    /// A page number.
    PageNumber,
    /// A character without width: BOM, NUL, zero-width space.
    Invisible,
    /// An HTML entity.
    Entity,
}

impl RepairKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PageCut => "page_cut",
            Self::HardWrap => "hard_wrap",
            Self::PageNumber => "page_number",
            Self::Invisible => "invisible",
            Self::Entity => "entity",
        }
    }
}

/// One repair: the source at `span` reads `replacement` in the repaired text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What kind of damage it was.
    pub kind: RepairKind,
    /// What was there.
    pub span: Span,
    /// What was made of it.
    pub replacement: String,
}

/// Why a stretch of the source is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MarkupKind {
    /// Line ends, indents and blank lines between paragraphs.
    Layout,
    /// Markdown's own characters, and link targets.
    Markdown,
    /// HTML tags and comments.
    Html,
    /// The full stop that ends a heading, the comma after 首先.
    Separator,
    /// 整改情况： and its like, which became the structure of the issue.
    Field,
    /// The header of a table of issues, which became the labels of its rows.
    Header,
}

impl MarkupKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Layout => "layout",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Separator => "separator",
            Self::Field => "field",
            Self::Header => "header",
        }
    }
}

/// A stretch of the source that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markup {
    /// Why.
    pub kind: MarkupKind,
    /// Where.
    pub span: Span,
}
