//! Plain text: a line of the source is a line.

use std::ops::Range;

use super::rows::{Rows, is_row};
use super::tabbed::Tabbed;
use super::{Line, LineKind, Lines, Piece, is_space};
use crate::repair::MarkupKind;
use crate::text::Span;

/// Reads `range` of the source; each line without the white space around it.
pub(super) fn read(source: &str, range: Range<usize>, kind: LineKind, lines: &mut Lines) {
    let mut start = range.start;
    let mut blank = true;
    let mut rows = Rows::default();
    let mut tabbed: Option<Tabbed> = None;
    while start < range.end {
        let end = memchr::memchr(b'\n', &source.as_bytes()[start..range.end])
            .map_or(range.end, |at| start + at + 1);
        let line = &source[start..end];
        let content = line.trim_matches(is_space);
        if content.is_empty() {
            lines.mark(MarkupKind::Layout, Span::new(start, end));
            blank = true;
            rows.end();
            tabbed = None;
        } else {
            let lead = line.len() - line.trim_start_matches(is_space).len();
            let from = start + lead;
            let to = from + content.len();
            lines.mark(MarkupKind::Layout, Span::new(start, from));
            tabbed = tabbed.or_else(|| Tabbed::opened(content, lines));
            let lead_tabs = line[..lead].matches('\t').count();
            let span = Span::new(from, to);
            if is_row(content) {
                rows.push(source, span, blank, lines);
            } else if tabbed.as_mut().is_some_and(|table| table.push(source, span, lead_tabs, lines)) {
                rows.end();
            } else {
                tabbed = None;
                rows.end();
                let piece = lines.pieces.len();
                lines.pieces.push(Piece { span: Span::new(from, to), entity: None });
                lines.push(
                    source,
                    Line {
                        kind,
                        pieces: (piece, piece + 1),
                        indent: indent(&line[..lead]),
                        blank_before: blank,
                        apart: false,
                        runs_on: false,
                        bold: 0,
                        len: content.len(),
                        columns: None,
                    },
                );
            }
            lines.mark(MarkupKind::Layout, Span::new(to, end));
            blank = false;
        }
        start = end;
    }
}

pub(super) fn indent(lead: &str) -> usize {
    lead.chars().map(|c| if c == '\u{3000}' || c == '\t' { 2 } else { 1 }).sum()
}
