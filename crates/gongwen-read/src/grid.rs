//! Tables while they are read: cells by their place in the grid, merged ones as one, tables in cells as lines.

use std::collections::HashMap;
use std::ops::Range;

use gongwen::block::{BlockKind, Cell};

use crate::builder::Paragraph;

/// Columns beyond which a table is only counted, not placed: no word processor lays out as many.
const COLUMNS: u32 = 1 << 14;

/// A table, row by row. Its paragraphs are kept back until it closes: how many rows a cell covers shows only below it.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Which of its document.
    number: u32,
    /// Rows that were opened.
    rows: u32,
    /// The next free column.
    column: u32,
    cell: Cell,
    /// Where the paragraphs of the open cell begin.
    cell_from: usize,
    /// Cells that may go on below, by their first column.
    going_on: HashMap<u32, Merged>,
    paragraphs: Vec<Paragraph>,
}

/// A cell that may go on below.
#[derive(Debug)]
struct Merged {
    paragraphs: Range<usize>,
    rows: u32,
}

impl Table {
    pub(crate) fn new(number: u32) -> Self {
        let cell = Cell { table: number, row: 0, column: 0, rows: 1, columns: 1 };
        Self { number, cell, ..Self::default() }
    }

    /// Opens a row.
    pub(crate) fn row(&mut self) {
        self.rows = self.rows.saturating_add(1);
        self.column = 0;
    }

    /// Leaves columns of a row free.
    pub(crate) fn pass(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns).min(COLUMNS);
    }

    /// Leaves rows free.
    pub(crate) fn pass_rows(&mut self, rows: u32) {
        self.rows = self.rows.saturating_add(rows);
    }

    /// Opens a cell of the row; `rows` where they are known already.
    pub(crate) fn open(&mut self, columns: u32, rows: u32) {
        self.cell_from = self.paragraphs.len();
        let columns = columns.clamp(1, COLUMNS);
        let row = self.rows.saturating_sub(1);
        self.cell = Cell { table: self.number, row, column: self.column, rows: rows.max(1), columns };
    }

    /// Makes the open cell as wide as its properties say, once they are read.
    pub(crate) fn widen(&mut self, columns: u32) {
        self.cell.columns = columns.clamp(1, COLUMNS);
    }

    /// Whether a cell above goes on in the open one; if so it covers one row more.
    pub(crate) fn goes_on(&mut self) -> bool {
        let above = self.going_on.get_mut(&self.cell.column);
        above.map(|above| above.rows = above.rows.saturating_add(1)).is_some()
    }

    /// Closes the cell; `goes_on` where it may cover rows below, or is covered itself (`None`).
    pub(crate) fn close(&mut self, goes_on: Option<bool>) {
        if let Some(goes_on) = goes_on {
            if let Some(above) = self.going_on.remove(&self.cell.column) {
                self.heighten(above);
            }
            if goes_on {
                let paragraphs = self.cell_from..self.paragraphs.len();
                self.going_on.insert(self.cell.column, Merged { paragraphs, rows: 1 });
            }
        }
        self.pass(self.cell.columns);
    }

    /// Makes a cell as high as it turned out to be.
    fn heighten(&mut self, merged: Merged) {
        for paragraph in &mut self.paragraphs[merged.paragraphs] {
            if let BlockKind::Cell(cell) = &mut paragraph.kind {
                cell.rows = merged.rows;
            }
        }
    }

    /// Adds a paragraph to the open cell.
    pub(crate) fn push(&mut self, mut paragraph: Paragraph) {
        paragraph.kind = BlockKind::Cell(self.cell);
        self.paragraphs.push(paragraph);
    }

    /// The place of the open cell, as an element: `tr[2]/tc[3]`.
    pub(crate) fn place(&self) -> String {
        format!("tbl[{}]/tr[{}]/tc[{}]", self.number + 1, self.cell.row + 1, self.cell.column + 1)
    }

    /// All paragraphs of its cells.
    pub(crate) fn finish(mut self) -> Vec<Paragraph> {
        for (_, merged) in std::mem::take(&mut self.going_on) {
            self.heighten(merged);
        }
        self.paragraphs
    }

    /// Its rows as one paragraph each, for a table that stands in a cell of another.
    pub(crate) fn lines(self) -> Vec<Paragraph> {
        let mut lines: Vec<Paragraph> = Vec::new();
        let mut row = None;
        for paragraph in self.paragraphs {
            let BlockKind::Cell(cell) = paragraph.kind else { continue };
            let text = paragraph.text.trim();
            if text.is_empty() {
                continue;
            }
            match lines.last_mut().filter(|_| row == Some(cell.row)) {
                Some(line) => {
                    line.text.push(' ');
                    line.text.push_str(text);
                }
                None => lines.push(Paragraph {
                    kind: BlockKind::Paragraph,
                    text: text.to_owned(),
                    bold: 0,
                    ..paragraph
                }),
            }
            row = Some(cell.row);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use gongwen::block::Origin;

    use super::*;

    fn text(of: &str) -> Paragraph {
        Paragraph::new(BlockKind::Paragraph, of, Origin::default())
    }

    fn cell(of: &Paragraph) -> (u32, u32, u32, u32) {
        let BlockKind::Cell(cell) = of.kind else { panic!("a cell") };
        (cell.row, cell.column, cell.rows, cell.columns)
    }

    #[test]
    fn merged_cells_cover_rows_and_columns() {
        let mut table = Table::new(0);
        table.row();
        table.open(1, 1);
        table.push(text("甲"));
        table.close(Some(true));
        table.open(2, 1);
        table.push(text("乙"));
        table.close(Some(false));
        for _ in 0..2 {
            table.row();
            table.open(1, 1);
            assert!(table.goes_on());
            table.close(None);
            table.open(1, 1);
            assert!(!table.goes_on());
            table.push(text("丙"));
            table.close(Some(false));
        }
        let cells: Vec<_> = table.finish().iter().map(cell).collect();
        assert_eq!(cells, [(0, 0, 3, 1), (0, 1, 1, 2), (1, 1, 1, 1), (2, 1, 1, 1)]);
    }

    #[test]
    fn a_table_in_a_cell_is_a_line_a_row() {
        let mut table = Table::new(0);
        for row in [["城区", "18处"], ["乡镇", "9处"]] {
            table.row();
            for of in row {
                table.open(1, 1);
                table.push(text(of));
                table.close(Some(false));
            }
        }
        let lines: Vec<_> = table.lines().into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["城区 18处", "乡镇 9处"]);
    }
}
