//! Rows of cells into a grid. Each row has edges of its own; a column is what stands between two edges of any row.

use super::sprm::{Down, Row};
use super::story::{CELL_MARK, Para};
use crate::error::Fault;
use crate::limits::Budget;

use gongwen::block::Cell;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Line>,
    cells: Vec<Vec<Para>>,
    cell: Vec<Para>,
}

#[derive(Debug)]
struct Line {
    cells: Vec<Vec<Para>>,
    row: Option<Row>,
}

/// A cell and what stands in it.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) cell: Cell,
    pub(super) paragraphs: Vec<Para>,
}

/// Edges as far apart as this are one: twentieths of a point, a fifth of a millimetre.
const TOLERANCE: i32 = 12;

impl Table {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.cells.is_empty() && self.cell.is_empty()
    }

    /// Adds a paragraph of the table. Tables inside a cell are paragraphs of it.
    pub(super) fn push(&mut self, para: Para) {
        if para.pap.row_end && para.pap.depth <= 1 {
            self.end_cell();
            let row = para.pap.row.clone();
            let cells = std::mem::take(&mut self.cells);
            self.rows.push(Line { cells, row });
        } else {
            let end = para.mark == CELL_MARK && para.pap.depth <= 1;
            self.cell.push(para);
            if end {
                self.cells.push(std::mem::take(&mut self.cell));
            }
        }
    }

    fn end_cell(&mut self) {
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
    }

    /// The cells of the table, row by row.
    pub(super) fn finish(&mut self, number: u32, budget: &mut Budget) -> Result<Vec<Filled>, Fault> {
        self.end_cell();
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            self.rows.push(Line { cells, row: None });
        }
        let rows = std::mem::take(&mut self.rows);
        let edges = edges(&rows);
        let mut filled: Vec<Filled> = Vec::new();
        // The last cell that starts in each column.
        let mut above: Vec<Option<usize>> = vec![None; edges.len() + 1];
        for (row_index, line) in rows.into_iter().enumerate() {
            let mut across: Option<u8> = None;
            let count = line.cells.len();
            for (index, paragraphs) in line.cells.into_iter().enumerate() {
                budget.cell()?;
                let merge = line.row.as_ref().and_then(|row| row.merges.get(index)).copied().unwrap_or_default();
                let (column, end) = columns(line.row.as_ref(), index, count, &edges);
                let follows = merge.across != 0 && across.is_some_and(|first| first != merge.across);
                if follows && let Some(last) = filled.last_mut() {
                    last.cell.columns = end.saturating_sub(last.cell.column).max(1);
                    last.paragraphs.extend(paragraphs);
                    continue;
                }
                across = (merge.across != 0).then_some(merge.across);
                let upper = above.get(column as usize).copied().flatten();
                if merge.down == Down::Covered
                    && let Some(upper) = upper.and_then(|at| filled.get_mut(at))
                {
                    upper.cell.rows = as_u32(row_index).saturating_sub(upper.cell.row).saturating_add(1);
                    upper.paragraphs.extend(paragraphs);
                    continue;
                }
                if let Some(above) = above.get_mut(column as usize) {
                    *above = Some(filled.len());
                }
                let cell = Cell {
                    table: number,
                    row: as_u32(row_index),
                    column,
                    rows: 1,
                    columns: end.saturating_sub(column).max(1),
                };
                filled.push(Filled { cell, paragraphs });
            }
        }
        Ok(filled)
    }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// All edges of all rows, apart from one another.
fn edges(rows: &[Line]) -> Vec<i32> {
    let mut all: Vec<i32> = rows
        .iter()
        .filter_map(|line| line.row.as_ref())
        .flat_map(|row| row.edges.iter().map(|edge| i32::from(*edge)))
        .collect();
    all.sort_unstable();
    all.dedup_by(|later, earlier| *later - *earlier <= TOLERANCE);
    all
}

/// The first column of a cell and the one behind its last.
fn columns(row: Option<&Row>, index: usize, count: usize, edges: &[i32]) -> (u32, u32) {
    let place = |edge: i16| {
        let after = edges.partition_point(|known| *known <= i32::from(edge));
        as_u32(after.saturating_sub(1))
    };
    // A row that says nothing of its cells, or of fewer than it has: one column each.
    let known = row.filter(|row| row.edges.len() > count);
    match known.and_then(|row| Some((*row.edges.get(index)?, *row.edges.get(index + 1)?))) {
        Some((left, right)) => (place(left), place(right)),
        None => (as_u32(index), as_u32(index + 1)),
    }
}
