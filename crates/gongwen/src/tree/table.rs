//! Tables as grids: which paragraphs stand in which cell, and whether the columns are those of a list of issues.

use std::ops::Range;

use super::Body;
use crate::block::{Cell, LineKind};
use crate::rules::columns::{Column, column};

/// A cell and its paragraphs.
#[derive(Debug, Clone)]
pub(super) struct GridCell {
    pub(super) place: Cell,
    /// Its paragraphs in the body.
    pub(super) paragraphs: Range<usize>,
}

impl GridCell {
    /// Its text in the repaired text, from its first paragraph to its last.
    pub(super) fn range(&self, body: &Body<'_>) -> Range<usize> {
        body.paragraph(self.paragraphs.start).start..body.paragraph(self.paragraphs.end - 1).end
    }
}

/// The cells of one table that hold text, in the order of the source.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) cells: Vec<GridCell>,
    pub(super) columns: u32,
}

/// The header of a table of issues.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The first row of the header, and the first row of what it heads.
    pub(super) rows: Range<u32>,
    /// What each column holds, and the words of the header that say so.
    columns: Vec<(Column, Option<Range<usize>>)>,
}

impl Header {
    /// What a column holds.
    pub(super) fn column(&self, at: u32) -> Column {
        self.columns.get(at as usize).map_or(Column::Other, |(column, _)| *column)
    }

    /// The words of the header over a column, which may stand in the table before.
    pub(super) fn words(&self, at: u32) -> Option<Range<usize>> {
        self.columns.get(at as usize).and_then(|(_, words)| words.clone())
    }

    pub(super) fn has(&self, wanted: Column) -> bool {
        self.columns.iter().any(|(column, _)| *column == wanted)
    }
}

/// The cell that a paragraph stands in.
pub(super) fn cell_of(body: &Body<'_>, paragraph: usize) -> Option<Cell> {
    match body.paragraphs.list[paragraph].origin.kind {
        LineKind::Cell(at) => body.paragraphs.cells.get(at as usize).copied(),
        _ => None,
    }
}

/// One past the last paragraph of the table that `first` stands in.
pub(super) fn table_end(body: &Body<'_>, first: usize, end: usize) -> usize {
    let table = cell_of(body, first).map(|cell| cell.table);
    (first..end).find(|&at| cell_of(body, at).map(|cell| cell.table) != table).unwrap_or(end)
}

/// The first paragraphs of all tables of issues.
pub(super) fn ledgers(body: &Body<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = if body.paragraphs.cells.is_empty() { body.end } else { body.first };
    while at < body.end {
        if !body.is_cell(at) {
            at += 1;
            continue;
        }
        let end = table_end(body, at, body.end);
        if Grid::new(body, at..end).header(body).is_some() {
            found.push(at);
        }
        at = end;
    }
    found
}

/// How many rows from the top may be a title of the table before its header.
const TITLE_ROWS: u32 = 4;
/// More columns than a table that people read has.
const COLUMNS: u32 = 64;

impl Grid {
    /// The table of the paragraphs of `range`, all of which stand in cells.
    pub(super) fn new(body: &Body<'_>, range: Range<usize>) -> Self {
        let mut cells: Vec<GridCell> = Vec::new();
        let mut columns = 0;
        for paragraph in range {
            let Some(place) = cell_of(body, paragraph) else { continue };
            columns = place.column.saturating_add(place.columns).max(columns);
            match cells.last_mut() {
                Some(last) if last.place == place => last.paragraphs.end = paragraph + 1,
                _ => cells.push(GridCell { place, paragraphs: paragraph..paragraph + 1 }),
            }
        }
        Self { cells, columns: columns.min(COLUMNS) }
    }

    /// The rows, each as a range of cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            let row = self.cells.get(at)?.place.row;
            let start = at;
            at += self.cells[at..].iter().take_while(|cell| cell.place.row == row).count();
            Some(start..at)
        })
    }

    /// Whether a row is one cell over all columns, or the only one of its row that holds text.
    pub(super) fn is_banner(&self, row: &Range<usize>) -> bool {
        row.len() == 1 && {
            let place = self.cells[row.start].place;
            self.columns > 1 && place.rows <= 1 && (place.columns >= self.columns || place.column == 0)
        }
    }

    /// The header, where the table lists issues.
    pub(super) fn header(&self, body: &Body<'_>) -> Option<Header> {
        let first = self.cells.first()?.place.row;
        self.rows()
            .take_while(|row| self.cells[row.start].place.row < first.saturating_add(TITLE_ROWS))
            .find_map(|row| self.header_at(body, &row))
    }

    /// The header that opens in a row: the row says what the problem is, and what was done about it.
    fn header_at(&self, body: &Body<'_>, row: &Range<usize>) -> Option<Header> {
        if row.len() < 2 {
            return None;
        }
        let top = self.cells[row.start].place.row;
        let depth = self.cells[row.clone()].iter().map(|cell| cell.place.rows.max(1)).max()?;
        // A header of more rows is a merged row of the list itself.
        let end = top.saturating_add(depth.min(3));
        let mut columns = vec![(Column::Other, None); self.columns as usize];
        let head = self.cells[row.start..].iter().take_while(|cell| cell.place.row < end);
        for cell in head {
            let named = column(body.text(cell.range(body)))?;
            let covered = cell.place.column as usize
                ..(cell.place.column.saturating_add(cell.place.columns.max(1)) as usize).min(columns.len());
            for (at, slot) in columns.iter_mut().enumerate().take(covered.end).skip(covered.start) {
                // The lower of two header rows says what a column holds, where it says it.
                let vague = named == Column::Other && slot.1.is_some() && at != covered.start;
                if !vague {
                    *slot = (
                        if named == Column::Other && slot.1.is_some() { slot.0 } else { named },
                        Some(cell.range(body)),
                    );
                }
            }
        }
        let header = Header { rows: top..end, columns };
        let tells = header.has(Column::Measures) || header.has(Column::Status);
        (header.has(Column::Statement) && tells).then_some(header)
    }
}
