//! Tables: their grid, and which of them are tables of data and not of layout.

use super::flow::Page;
use super::line::han;
use super::rules::{LABELS, Says};
use super::tree::NodeId;

/// A cell on the grid of its table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) table: usize,
    pub(super) node: NodeId,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) node: NodeId,
    /// The cell of another table that it stands in.
    pub(super) outer: Option<usize>,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Cells of heads.
    pub(super) heads: usize,
    pub(super) kind: TableKind,
}

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    /// Sets parts of the page side by side.
    Layout,
    Data,
    /// Pairs of names and values about the document.
    Head,
}

impl Table {
    pub(super) fn new(node: NodeId, outer: Option<usize>) -> Self {
        Self { node, outer, rows: 0, columns: 0, heads: 0, kind: TableKind::Layout }
    }
}

/// The most columns and rows that a cell may cover, by the HTML Standard's rules for forming a table.
const WIDEST: usize = 1000;
const HIGHEST: usize = 65_534;
/// Columns beyond this are not kept free for cells that reach down into the next rows.
const COLUMNS: usize = 4096;

/// A table whose end has not come.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) table: usize,
    /// Rows so far.
    rows: usize,
    column: usize,
    widest: usize,
    /// The row up to which a cell from above covers each column.
    taken: Vec<usize>,
}

impl Open {
    pub(super) fn new(table: usize) -> Self {
        Self { table, rows: 0, column: 0, widest: 0, taken: Vec::new() }
    }

    /// Starts a row.
    pub(super) fn row(&mut self) {
        self.rows += 1;
        self.column = 0;
    }

    /// Places a cell at the next free column.
    pub(super) fn cell(&mut self, node: NodeId, rows: usize, columns: usize) -> Cell {
        self.rows = self.rows.max(1);
        let row = self.rows - 1;
        while self.taken.get(self.column).is_some_and(|&until| until > row) {
            self.column += 1;
        }
        let column = self.column;
        let columns = columns.clamp(1, WIDEST);
        // No rows at all means down to the end.
        let rows = if rows == 0 { HIGHEST } else { rows.min(HIGHEST) };
        if rows > 1 && column < COLUMNS {
            let end = (column + columns).min(COLUMNS);
            if self.taken.len() < end {
                self.taken.resize(end, 0);
            }
            self.taken[column..end].fill(row + rows);
        }
        self.column += columns;
        self.widest = self.widest.max(column + 1);
        Cell { table: self.table, node, row, column, rows, columns }
    }

    /// Ends the table.
    pub(super) fn close(&self, table: &mut Table) {
        (table.rows, table.columns) = (self.rows, self.widest);
    }
}

impl Cell {
    /// With what it covers cut at the borders of its table: a span of a thousand columns covers those there are.
    pub(super) fn within(self, table: &Table) -> Self {
        Self {
            rows: self.rows.clamp(1, table.rows.saturating_sub(self.row).max(1)),
            columns: self.columns.clamp(1, table.columns.saturating_sub(self.column).max(1)),
            ..self
        }
    }
}

/// Decides what each table is for, from the innermost on.
pub(super) fn classify(page: &mut Page) {
    page.cells_of = vec![Vec::new(); page.tables.len()];
    for (at, cell) in page.cells.iter().enumerate() {
        page.cells_of[cell.table].push(at);
    }
    let mut has_data = vec![false; page.tables.len()];
    for at in (0..page.tables.len()).rev() {
        let kind = if has_data[at] { TableKind::Layout } else { kind(page, at) };
        page.tables[at].kind = kind;
        let inner = kind != TableKind::Layout || has_data[at];
        if inner && let Some(outer) = page.tables[at].outer {
            has_data[page.cells[outer].table] = true;
        }
    }
}

/// The text of a cell, its paragraphs joined.
pub(super) fn cell_text(page: &Page, cell: usize) -> String {
    page.lines_of(page.cells[cell].node).map(|line| page.line_text(line)).collect()
}

/// Without spaces and the colon after it.
pub(super) fn label_of(text: &str) -> Option<(&'static str, Says)> {
    const LONGEST: usize = 64;
    if text.len() > LONGEST {
        return None;
    }
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let name = squeezed.trim_matches(['：', ':', '【', '】', '[', ']']);
    LABELS.iter().find(|(label, _)| *label == name).copied()
}

fn kind(page: &Page, table: usize) -> TableKind {
    const LONG: usize = 300;
    let cells = page.cells_of(table);
    let Table { rows, columns, heads, .. } = page.tables[table];
    let texts = || cells.iter().map(|&cell| page.lines_of(page.cells[cell].node));
    let filled = texts().filter(|lines| !lines.is_empty()).count();
    let labels = cells
        .iter()
        .filter(|&&cell| page.lines_of(page.cells[cell].node).len() == 1)
        .filter(|&&cell| label_of(&cell_text(page, cell)).is_some())
        .count();
    if labels >= 2 && labels * 4 >= filled {
        return TableKind::Head;
    }
    if columns < 2 || rows < 2 || filled < 4 {
        return TableKind::Layout;
    }
    let weights = texts().map(|lines| lines.map(|line| han(page.line_text(line))).sum::<usize>());
    let (total, largest) = weights.fold((0, 0), |(sum, most), weight| (sum + weight, most.max(weight)));
    // One cell holds the page, the others what stands round it.
    if heads == 0 && largest > LONG && largest * 10 > total * 7 {
        return TableKind::Layout;
    }
    TableKind::Data
}
