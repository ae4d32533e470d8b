//! The names of the formats that circulars are published in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// Markdown, as converters write it.
    Markdown,
    /// Text without markup.
    Plain,
    /// A web page.
    Html,
    /// Word since 2007 (ECMA-376).
    Docx,
    /// Word before 2007 (MS-DOC).
    Doc,
    /// WPS Writer, the layout of which is that of [`Format::Doc`].
    Wps,
    /// Rich Text Format.
    Rtf,
    /// `OpenDocument` text (ISO/IEC 26300).
    Odt,
    /// PDF with a text layer (ISO 32000).
    Pdf,
    /// OFD (GB/T 33190-2016).
    Ofd,
    /// Excel since 2007.
    Xlsx,
    /// Comma-separated values.
    Csv,
}

impl Format {
    /// All formats, in the order in which they are listed to users.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Plain,
        Self::Html,
        Self::Docx,
        Self::Doc,
        Self::Wps,
        Self::Rtf,
        Self::Odt,
        Self::Pdf,
        Self::Ofd,
        Self::Xlsx,
        Self::Csv,
    ];

    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Plain => "plain",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Wps => "wps",
            Self::Rtf => "rtf",
            Self::Odt => "odt",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The format of a name.
    ///
    /// ```
    /// use gongwen::block::Format;
    /// assert_eq!(Format::from_name("docx"), Some(Format::Docx));
    /// assert_eq!(Format::from_name("word"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }
}
