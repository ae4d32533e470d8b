//! Rows of tables written with pipes, where no parser of Markdown cut them: `| 1 | 问题 |`.

use super::document::Cell;
use super::{Line, LineKind, Lines, Piece, is_space};
use crate::repair::MarkupKind;
use crate::text::Span;

/// Whether a line is a row.
pub(super) fn is_row(content: &str) -> bool {
    content.len() > 2 && content.starts_with('|') && content.ends_with('|')
}

/// The table that the rows of consecutive lines belong to.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Its number, and the row that comes next.
    open: Option<(u32, u32)>,
}

impl Rows {
    /// A line that is no row ends the table.
    pub(super) fn end(&mut self) {
        self.open = None;
    }

    /// Cuts the row at `span` into its cells.
    pub(super) fn push(&mut self, source: &str, span: Span, blank_before: bool, lines: &mut Lines) {
        let (table, row) = *self.open.get_or_insert_with(|| (lines.new_table(), 0));
        let text = &source[span.range()];
        if is_delimiter(text) {
            lines.mark(MarkupKind::Markdown, span);
            return;
        }
        let mut column = 0;
        let mut from = span.start();
        lines.mark(MarkupKind::Markdown, Span::new(from, from + 1));
        from += 1;
        while let Some(pipe) = pipe(&source[from..span.end()]) {
            cell(source, Span::new(from, from + pipe), (table, row, column), blank_before, lines);
            from += pipe;
            lines.mark(MarkupKind::Markdown, Span::new(from, from + 1));
            from += 1;
            column += 1;
        }
        lines.mark(MarkupKind::Markdown, Span::new(from, span.end()));
        self.open = Some((table, row + 1));
    }
}

/// The line under the header: `|---|:--:|`.
fn is_delimiter(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The next pipe that no backslash takes its meaning from.
fn pipe(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'|', text.as_bytes()).find(|&at| at == 0 || text.as_bytes()[at - 1] != b'\\')
}

fn cell(
    source: &str,
    span: Span,
    (table, row, column): (u32, u32, u32),
    blank_before: bool,
    lines: &mut Lines,
) {
    let mut rest = span;
    // A cell of several paragraphs: what parts them is markup, with or without a parser of Markdown.
    while let Some((at, tag)) = line_break(&source[rest.range()]) {
        let tag_at = rest.start() + at;
        paragraph(source, Span::new(rest.start(), tag_at), (table, row, column), blank_before, lines);
        lines.mark(MarkupKind::Html, Span::new(tag_at, tag_at + tag));
        rest = Span::new(tag_at + tag, rest.end());
    }
    paragraph(source, rest, (table, row, column), blank_before, lines);
}

/// Where a text has its first `<br>`, and how long that is.
fn line_break(text: &str) -> Option<(usize, usize)> {
    const TAGS: [&str; 3] = ["<br>", "<br/>", "<br />"];
    memchr::memchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let tag = TAGS.iter().find(|tag| {
            text.as_bytes()[at..]
                .get(..tag.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes()))
        })?;
        Some((at, tag.len()))
    })
}

fn paragraph(
    source: &str,
    span: Span,
    (table, row, column): (u32, u32, u32),
    blank_before: bool,
    lines: &mut Lines,
) {
    let text = &source[span.range()];
    let lead = text.len() - text.trim_start_matches(is_space).len();
    let content = text.trim_matches(is_space);
    let from = span.start() + lead;
    let to = from + content.len();
    lines.mark(MarkupKind::Layout, Span::new(span.start(), from));
    if !content.is_empty() {
        let kind = lines.cell(Cell { table, row, column, rows: 1, columns: 1 });
        let piece = lines.pieces.len();
        lines.pieces.push(Piece { span: Span::new(from, to), entity: None });
        lines.lines.push(Line {
            kind,
            pieces: (piece, piece + 1),
            indent: 0,
            blank_before,
            apart: false,
            runs_on: false,
            bold: 0,
            len: content.len(),
            columns: None,
        });
    }
    lines.mark(MarkupKind::Layout, Span::new(to, span.end()));
}

impl Lines {
    /// The number of the next table.
    pub(super) fn new_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }

    /// The kind of a line in a cell.
    pub(super) fn cell(&mut self, cell: Cell) -> LineKind {
        self.cells.push(cell);
        LineKind::Cell(u32::try_from(self.cells.len() - 1).unwrap_or(u32::MAX))
    }
}
