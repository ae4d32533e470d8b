//! The cells of a sheet into blocks: lines that stand alone above and below the table are paragraphs.

use std::ops::Range;

use gongwen::block::{BlockKind, Cell, LeftOutReason, Origin};

use crate::builder::{Builder, Paragraph};
use crate::error::Fault;
use crate::limits::Budget;

/// A cell that is not empty. Rows and columns count from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) centred: bool,
}

impl Entry {
    pub(super) fn new(row: u32, column: u32, text: String) -> Self {
        Self { row, column, text, bold: false, centred: false }
    }
}

/// Cells that are one; its ends are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// A sheet that is put into a document.
pub(super) struct Layout<'a> {
    pub(super) builder: &'a mut Builder,
    /// Which table of the document it is.
    pub(super) table: u32,
    /// Says where a cell of this row and column stands.
    pub(super) origin: &'a dyn Fn(u32, u32) -> Origin,
}

impl Layout<'_> {
    /// Adds the cells, which are in order; gives whether there was a table among them.
    pub(super) fn add(
        &mut self,
        entries: &[Entry],
        merged: &[Merged],
        budget: &mut Budget,
    ) -> Result<bool, Fault> {
        let mut covers = Covers::new(merged);
        let mut shown: Vec<(&Entry, Option<Merged>)> = Vec::new();
        for entry in entries {
            budget.cell()?;
            match covers.at(entry.row, entry.column) {
                Some(cover) if (cover.top, cover.left) != (entry.row, entry.column) => {
                    // What a merged cell covers is kept in the file and shown nowhere.
                    let origin = (self.origin)(entry.row, entry.column);
                    self.builder.left_out(LeftOutReason::Hidden, &entry.text, origin);
                }
                cover => shown.push((entry, cover)),
            }
            if shown.len().is_multiple_of(4096) {
                budget.time()?;
            }
        }
        let table = table(&shown);
        let first = shown.get(table.start).map_or(0, |(entry, _)| entry.row);
        let left = shown[table.clone()].iter().map(|(entry, _)| entry.column).min().unwrap_or(0);
        for (index, (entry, cover)) in shown.iter().enumerate() {
            let kind = if table.contains(&index) {
                let (bottom, right) =
                    cover.map_or((entry.row, entry.column), |cover| (cover.bottom, cover.right));
                BlockKind::Cell(Cell {
                    table: self.table,
                    row: entry.row - first,
                    column: entry.column - left,
                    rows: bottom.saturating_sub(entry.row).saturating_add(1),
                    columns: right.saturating_sub(entry.column).saturating_add(1),
                })
            } else {
                BlockKind::Paragraph
            };
            let origin = (self.origin)(entry.row, entry.column);
            self.builder.push(&Paragraph {
                bold: if entry.bold { entry.text.len() } else { 0 },
                centred: entry.centred,
                ..Paragraph::new(kind, entry.text.as_str(), origin)
            });
        }
        Ok(!table.is_empty())
    }
}

/// Which of the cells are the table: from the first row of several cells to the last, and what hangs below it.
fn table(shown: &[(&Entry, Option<Merged>)]) -> Range<usize> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    for (index, (entry, _)) in shown.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if shown[row.start].0.row == entry.row => row.end = index + 1,
            _ => rows.push(index..index + 1),
        }
    }
    let Some(first) = rows.iter().position(|row| row.len() > 1) else { return 0..0 };
    let last = rows.iter().rposition(|row| row.len() > 1).unwrap_or(first);
    let table = rows[first].start..rows[last].end;
    let left = shown[table.clone()].iter().map(|(entry, _)| entry.column).min().unwrap_or(0);
    // Down to where the merged cells of the table reach.
    let bottom = shown[table.clone()].iter().filter_map(|(_, cover)| cover.map(|cover| cover.bottom)).max();
    let mut end = table.end;
    for row in &rows[last + 1..] {
        let (entry, cover) = shown[row.start];
        let wide = cover.is_some_and(|cover| cover.right > cover.left);
        let hangs = bottom.is_some_and(|bottom| entry.row <= bottom) || (entry.column > left && !wide);
        if hangs {
            end = row.end;
        } else {
            break;
        }
    }
    table.start..end
}

/// Merged cells, asked in the order of rows.
#[derive(Debug)]
struct Covers {
    /// Those to come, the next one last.
    later: Vec<Merged>,
    /// Those that reach into the current row.
    active: Vec<Merged>,
    row: Option<u32>,
}

impl Covers {
    fn new(merged: &[Merged]) -> Self {
        let mut later = merged.to_vec();
        later.sort_by_key(|cover| std::cmp::Reverse((cover.top, cover.left)));
        Self { later, active: Vec::new(), row: None }
    }

    fn at(&mut self, row: u32, column: u32) -> Option<Merged> {
        if self.row != Some(row) {
            self.row = Some(row);
            while let Some(cover) = self.later.pop_if(|cover| cover.top <= row) {
                self.active.push(cover);
            }
            self.active.retain(|cover| cover.bottom >= row);
            self.active.sort_by_key(|cover| cover.left);
        }
        // Merged cells do not overlap.
        let after = self.active.partition_point(|cover| cover.left <= column);
        self.active[..after].last().copied().filter(|cover| column <= cover.right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use gongwen::block::Format;

    fn kinds(entries: &[Entry], merged: &[Merged]) -> Vec<String> {
        let mut builder = Builder::new(Format::Xlsx);
        let origin = |_, _| Origin::default();
        let mut layout = Layout { builder: &mut builder, table: 0, origin: &origin };
        layout.add(entries, merged, &mut Budget::new(&Limits::default())).unwrap();
        let document = builder.finish();
        let show = |kind| match kind {
            BlockKind::Cell(cell) => {
                format!("{},{} {}x{}", cell.row, cell.column, cell.rows, cell.columns)
            }
            _ => "-".to_owned(),
        };
        document.blocks.iter().map(|block| show(block.kind)).collect()
    }

    fn entry(row: u32, column: u32) -> Entry {
        Entry::new(row, column, format!("r{row}c{column}"))
    }

    #[test]
    fn lines_above_and_below_the_table_are_paragraphs() {
        let wide = |row| Merged { top: row, left: 0, bottom: row, right: 2 };
        let entries = [
            entry(0, 0),
            entry(1, 0),
            entry(1, 2),
            entry(2, 0),
            entry(3, 0),
            entry(3, 1),
            entry(4, 1),
            entry(5, 0),
        ];
        let merged = [wide(0), wide(2), wide(5), Merged { top: 3, left: 0, bottom: 4, right: 0 }];
        assert_eq!(
            kinds(&entries, &merged),
            ["-", "0,0 1x1", "0,2 1x1", "1,0 1x3", "2,0 2x1", "2,1 1x1", "3,1 1x1", "-"]
        );
    }

    #[test]
    fn a_column_of_single_cells_is_no_table() {
        assert_eq!(kinds(&[entry(0, 0), entry(1, 0)], &[]), ["-", "-"]);
    }

    #[test]
    fn what_merged_cells_cover_is_left_out() {
        let merged = [Merged { top: 0, left: 0, bottom: 1, right: 0 }];
        assert_eq!(
            kinds(&[entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)], &merged),
            ["0,0 2x1", "0,1 1x1", "1,1 1x1"]
        );
    }
}
