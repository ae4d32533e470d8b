//! From the source to lines: content without markup, and what the format says of each line.
//!
//! Markdown, plain text and what readers hand over give the same lines, so that the later stages know no format.

mod detect;
mod document;
mod format;
mod given;
mod markdown;
mod plain;
mod rows;
mod simple;
mod tabbed;

pub use detect::detect;
pub use document::{
    Area, Block, BlockKind, Break, Cell, Document, Encoding, EncodingReason, LeftOut, LeftOutReason, Origin,
};
pub use format::Format;
pub(crate) use markdown::APART;

use crate::repair::{Markup, MarkupKind};
use crate::text::{Span, columns};

/// What the format says a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    Text,
    /// A heading and its depth, 1 to 6.
    Heading(u8),
    Bullet,
    /// A paragraph in a cell: its place in [`Lines::cells`].
    Cell(u32),
    /// Front matter.
    Metadata,
    /// A footnote.
    Note,
    /// The heading of an attached text.
    Attachment,
}

/// A stretch of a line's content.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// Index of the text that stands for it, where that is not the source itself.
    pub(crate) entity: Option<usize>,
}

/// One line of content.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) kind: LineKind,
    /// First and one past the last of its pieces.
    pub(crate) pieces: (usize, usize),
    /// Columns of white space before it.
    pub(crate) indent: usize,
    /// A blank line, or the border of a block, stands before it.
    pub(crate) blank_before: bool,
    /// The source says that this is a paragraph of its own.
    pub(crate) apart: bool,
    /// The layout says that the paragraph before runs on in it.
    pub(crate) runs_on: bool,
    /// Bytes of content at its start that are bold.
    pub(crate) bold: usize,
    /// Bytes of content.
    pub(crate) len: usize,
    /// Display columns of content, where they are few enough to be those of a wrapped line.
    pub(crate) columns: Option<u8>,
}

/// All lines of a source.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) entities: Vec<String>,
    pub(crate) markup: Vec<Markup>,
    pub(crate) cells: Vec<Cell>,
    /// What is no content is white space and ASCII.
    pub(crate) bare_markup: bool,
    /// How many tables there are.
    tables: u32,
}

impl Lines {
    /// Adds a line; its width is taken while its text is at hand.
    fn push(&mut self, source: &str, line: Line) {
        // Four bytes a character at most: a long line need not be counted to be too wide.
        let narrow = line.len <= usize::from(u8::MAX)
            && !matches!(line.kind, LineKind::Heading(_) | LineKind::Cell(_) | LineKind::Metadata);
        let columns =
            if narrow { u8::try_from(columns(&source[self.span(&line).range()])).ok() } else { None };
        self.lines.push(Line { columns, ..line });
    }

    /// Source span from a line's first piece to its last.
    pub(crate) fn span(&self, line: &Line) -> Span {
        let pieces = &self.pieces[line.pieces.0..line.pieces.1];
        match (pieces.first(), pieces.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start(), last.span.end()),
            _ => Span::default(),
        }
    }

    /// Where the lines stand now, to come back to.
    fn mark_position(&self) -> (usize, usize, usize, Option<Markup>) {
        (self.lines.len(), self.pieces.len(), self.markup.len(), self.markup.last().copied())
    }

    /// Forgets all lines read since.
    fn back_to(&mut self, (lines, pieces, markup, last): (usize, usize, usize, Option<Markup>)) {
        self.lines.truncate(lines);
        self.pieces.truncate(pieces);
        self.markup.truncate(markup);
        // It may have grown by what followed.
        if let (Some(mark), Some(last)) = (self.markup.last_mut(), last) {
            *mark = last;
        }
    }

    fn mark(&mut self, kind: MarkupKind, span: Span) {
        if span.is_empty() {
            return;
        }
        match self.markup.last_mut() {
            Some(last) if last.kind == kind && last.span.end() == span.start() => {
                last.span = Span::new(last.span.start(), span.end());
            }
            _ => self.markup.push(Markup { kind, span }),
        }
    }
}

/// Cuts a source into lines; `blocks` are what a reader knows of it.
pub(crate) fn lines(source: &str, format: Format, blocks: &[Block]) -> Lines {
    // A line of a circular is some 160 bytes long.
    let count = source.len() / 96 + 8;
    let mut lines = Lines {
        lines: Vec::with_capacity(count),
        pieces: Vec::with_capacity(count),
        entities: Vec::new(),
        markup: Vec::with_capacity(2 * count),
        cells: Vec::new(),
        bare_markup: false,
        tables: 0,
    };
    if !blocks.is_empty() {
        given::read(source, blocks, &mut lines);
        return lines;
    }
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let body = detect::front_matter(source, start).map_or(start, |end| {
        plain::read(source, start..end, LineKind::Metadata, &mut lines);
        end
    });
    lines.bare_markup = match format {
        Format::Markdown => markdown::read(source, body, &mut lines),
        _ => {
            plain::read(source, body..source.len(), LineKind::Text, &mut lines);
            true
        }
    };
    lines
}

/// A text without the white space at its start. Most text has none: its first byte tells.
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b'!'..=b'~' | 0xE4..=0xE9) => text,
        _ => text.trim_start_matches(is_space),
    }
}

/// A text without the white space at its end. Most text has none: its last three bytes tell.
pub(crate) fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        // A common Chinese character, one of ，；：？！）, or a full stop.
        [.., 0xE4..=0xE9 | 0xEF, _, _] | [.., 0xE3, 0x80, 0x82] => text,
        _ => text.trim_end_matches(is_space),
    }
}

/// White space as circulars use it for layout: ASCII, U+3000 and the no-break space.
pub(crate) fn is_space(c: char) -> bool {
    // Chinese text is all above: one comparison for most of the characters that are asked about.
    c <= '\u{3000}'
        && (matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{3000}' | '\u{a0}')
            || ('\u{2000}'..='\u{200a}').contains(&c))
}
