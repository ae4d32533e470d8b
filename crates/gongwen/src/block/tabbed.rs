//! Tables that were copied out of a page or a sheet into plain text: a line a row, a tab between cells. Only a header
//! that lists issues makes lines with tabs a table; elsewhere a tab is white space.

use super::document::Cell;
use super::{Line, Lines, Piece, is_space};
use crate::outline::series;
use crate::repair::MarkupKind;
use crate::rules::columns::{Column, column};
use crate::text::Span;

/// The table that consecutive lines belong to.
#[derive(Debug)]
pub(super) struct Tabbed {
    table: u32,
    row: u32,
    /// Its column of measures, to which lines without a tab belong that open with 二是.
    measures: Option<u32>,
}

impl Tabbed {
    /// The table that a line opens, where it is the header of one.
    pub(super) fn opened(line: &str, lines: &mut Lines) -> Option<Self> {
        if !line.contains('\t') {
            return None;
        }
        let columns: Vec<Option<Column>> = line.split('\t').map(column).collect();
        let at = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
        let measures = at(Column::Measures);
        let lists = at(Column::Statement).is_some() && (measures.is_some() || at(Column::Status).is_some());
        if !lists || columns.iter().any(Option::is_none) {
            return None;
        }
        let measures = measures.and_then(|at| u32::try_from(at).ok());
        Some(Self { table: lines.new_table(), row: 0, measures })
    }

    /// Reads a line as the next row, with as many empty cells before it as tabs; says whether it is one.
    pub(super) fn push(&mut self, source: &str, span: Span, empty: usize, lines: &mut Lines) -> bool {
        let text = &source[span.range()];
        if empty == 0 && !text.contains('\t') {
            let Some(column) = self.measures.filter(|_| series(text).is_some()) else { return false };
            self.cell(span, column, lines);
            self.row += 1;
            return true;
        }
        let mut from = span.start();
        for (column, cell) in text.split('\t').enumerate() {
            let lead = cell.len() - cell.trim_start_matches(is_space).len();
            let content = cell.trim_matches(is_space);
            lines.mark(MarkupKind::Layout, Span::new(from, from + lead));
            let start = from + lead;
            if !content.is_empty() {
                let column = u32::try_from(empty + column).unwrap_or(u32::MAX);
                self.cell(Span::new(start, start + content.len()), column, lines);
            }
            // The tab after it, where one follows.
            let end = (from + cell.len() + 1).min(span.end());
            lines.mark(MarkupKind::Layout, Span::new(start + content.len(), end));
            from = end;
        }
        self.row += 1;
        true
    }

    fn cell(&self, span: Span, column: u32, lines: &mut Lines) {
        let kind = lines.cell(Cell { table: self.table, row: self.row, column, rows: 1, columns: 1 });
        let piece = lines.pieces.len();
        lines.pieces.push(Piece { span, entity: None });
        lines.lines.push(Line {
            kind,
            pieces: (piece, piece + 1),
            indent: 0,
            blank_before: false,
            apart: false,
            runs_on: false,
            bold: 0,
            len: span.len(),
            columns: None,
        });
    }
}
