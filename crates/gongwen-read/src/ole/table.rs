//! Paragraphs with their cell marks and row ends into rows.

use super::story::{CELL_MARK, Para};
use crate::edges::{self, Filled, Line};
use crate::error::Fault;
use crate::limits::Budget;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Line<Para>>,
    cells: Vec<Vec<Para>>,
    cell: Vec<Para>,
}

impl Table {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.cells.is_empty() && self.cell.is_empty()
    }

    /// Adds a paragraph of the table. Tables inside a cell are paragraphs of it.
    pub(super) fn push(&mut self, para: Para) {
        let outer = para.pap.depth <= 1;
        if para.pap.row_end && outer {
            let row = para.pap.row.clone();
            self.end_row(row);
        } else {
            let end = para.mark == CELL_MARK && outer;
            self.cell.push(para);
            if end {
                self.end_cell();
            }
        }
    }

    fn end_cell(&mut self) {
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
    }

    fn end_row(&mut self, row: Option<edges::Row>) {
        self.end_cell();
        if !self.cells.is_empty() {
            self.rows.push(Line { cells: std::mem::take(&mut self.cells), row });
        }
    }

    /// The cells of the table, row by row. What is left of a row that does not end is a row.
    pub(super) fn finish(&mut self, number: u32, budget: &mut Budget) -> Result<Vec<Filled<Para>>, Fault> {
        self.end_row(None);
        edges::fill(std::mem::take(&mut self.rows), number, budget)
    }
}
