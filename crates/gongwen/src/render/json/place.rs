//! Spans as the caller counts them: bytes or code points.

use schemars::JsonSchema;
use serde::Serialize;

use crate::text::CodePoints;

/// What the numbers of spans count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, JsonSchema)]
pub enum Offsets {
    /// Bytes of the decoded source in UTF-8.
    #[default]
    #[serde(rename = "utf8")]
    Utf8,
    /// Unicode code points, as Python indexes strings.
    #[serde(rename = "codepoint")]
    CodePoint,
}

/// Offsets into the decoded source; `source.offsets` says what they count.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(super) struct Span {
    /// Where it begins.
    start: usize,
    /// Behind its last byte or code point.
    end: usize,
}

/// Spans of one source, as the caller counts them.
pub(super) struct Places<'c> {
    index: CodePoints<'c>,
    offsets: Offsets,
}

impl<'c> Places<'c> {
    pub(super) fn new(source: &'c str, offsets: Offsets) -> Self {
        Self { index: CodePoints::new(source), offsets }
    }

    /// Code points of the source up to a byte.
    pub(super) fn chars(&self, end: usize) -> usize {
        self.index.at(end)
    }

    pub(super) fn span(&self, span: crate::text::Span) -> Span {
        let span = match self.offsets {
            Offsets::Utf8 => span,
            Offsets::CodePoint => self.index.span(span),
        };
        Span { start: span.start(), end: span.end() }
    }

    pub(super) fn spans(&self, spans: Vec<crate::text::Span>) -> Vec<Span> {
        spans.into_iter().map(|span| self.span(span)).collect()
    }
}
