//! Rows of cells into a grid, for formats in which each row has edges of its own: a column is what stands between two
//! edges of any row. Cells that are merged become one, which keeps the text of all of them.

use gongwen::block::Cell;

use crate::error::Fault;
use crate::limits::Budget;

/// What a row says of its cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// Left edge of each cell, and the right edge of the last; twentieths of a point.
    pub(crate) edges: Vec<i32>,
    pub(crate) merges: Vec<Merge>,
}

/// How a cell is one with its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Merge {
    /// Non-zero in a set of cells that are one; its first cell has another value than those that follow.
    pub(crate) across: u8,
    pub(crate) down: Down,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Down {
    #[default]
    None,
    First,
    /// Belongs to the cell above.
    Covered,
}

/// A row with what stands in its cells.
#[derive(Debug)]
pub(crate) struct Line<T> {
    pub(crate) cells: Vec<Vec<T>>,
    pub(crate) row: Option<Row>,
}

/// A cell and what stands in it.
#[derive(Debug)]
pub(crate) struct Filled<T> {
    pub(crate) cell: Cell,
    pub(crate) paragraphs: Vec<T>,
}

/// Edges as far apart as this are one: twentieths of a point, a fifth of a millimetre.
const TOLERANCE: i32 = 12;

/// The cells of table `number`, row by row.
pub(crate) fn fill<T>(rows: Vec<Line<T>>, number: u32, budget: &mut Budget) -> Result<Vec<Filled<T>>, Fault> {
    let edges = edges(&rows);
    let mut filled: Vec<Filled<T>> = Vec::new();
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
            let slot = above.get_mut(column as usize);
            let upper = slot.as_ref().and_then(|slot| **slot);
            if merge.down == Down::Covered
                && let Some(upper) = upper.and_then(|at| filled.get_mut(at))
            {
                upper.cell.rows = as_u32(row_index).saturating_sub(upper.cell.row).saturating_add(1);
                upper.paragraphs.extend(paragraphs);
                continue;
            }
            if let Some(slot) = slot {
                *slot = Some(filled.len());
            }
            let columns = end.saturating_sub(column).max(1);
            let cell = Cell { table: number, row: as_u32(row_index), column, rows: 1, columns };
            filled.push(Filled { cell, paragraphs });
        }
    }
    Ok(filled)
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// All edges of all rows, apart from one another.
fn edges<T>(rows: &[Line<T>]) -> Vec<i32> {
    let mut all: Vec<i32> =
        rows.iter().filter_map(|line| line.row.as_ref()).flat_map(|row| row.edges.iter().copied()).collect();
    all.sort_unstable();
    all.dedup_by(|later, earlier| later.saturating_sub(*earlier) <= TOLERANCE);
    all
}

/// The first column of a cell and the one behind its last.
fn columns(row: Option<&Row>, index: usize, count: usize, edges: &[i32]) -> (u32, u32) {
    let place = |edge: i32| {
        let after = edges.partition_point(|known| *known <= edge);
        as_u32(after.saturating_sub(1))
    };
    // A row that says nothing of its cells, or of fewer than it has: one column each.
    let known = row.filter(|row| row.edges.len() > count);
    match known.and_then(|row| Some((*row.edges.get(index)?, *row.edges.get(index + 1)?))) {
        Some((left, right)) => (place(left), place(right)),
        None => (as_u32(index), as_u32(index + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn line(edges: &[i32], merges: &[(u8, Down)], cells: &[&'static str]) -> Line<&'static str> {
        let merges = merges.iter().map(|&(across, down)| Merge { across, down }).collect();
        Line {
            cells: cells.iter().map(|text| vec![*text]).collect(),
            row: Some(Row { edges: edges.to_vec(), merges }),
        }
    }

    #[test]
    fn columns_stand_between_the_edges_of_all_rows() {
        let rows = vec![
            line(&[0, 100, 300], &[], &["a", "b"]),
            line(&[0, 105, 200, 300], &[], &["c", "d", "e"]),
            line(&[0, 300], &[], &["f"]),
        ];
        let filled = fill(rows, 0, &mut Budget::new(&Limits::default())).unwrap();
        let places: Vec<_> =
            filled.iter().map(|f| (f.paragraphs[0], f.cell.row, f.cell.column, f.cell.columns)).collect();
        assert_eq!(
            places,
            [("a", 0, 0, 1), ("b", 0, 1, 2), ("c", 1, 0, 1), ("d", 1, 1, 1), ("e", 1, 2, 1), ("f", 2, 0, 3)]
        );
    }

    #[test]
    fn merged_cells_are_one_and_keep_their_text() {
        use Down::{Covered, First, None};
        let rows = vec![
            line(&[0, 100, 200, 300], &[(0, First), (2, None), (1, None)], &["a", "b", "c"]),
            line(&[0, 100, 200, 300], &[(0, Covered), (0, None), (0, None)], &["d", "e", "f"]),
        ];
        let filled = fill(rows, 0, &mut Budget::new(&Limits::default())).unwrap();
        assert_eq!(filled.len(), 4);
        assert_eq!((filled[0].cell.rows, filled[0].paragraphs.as_slice()), (2, ["a", "d"].as_slice()));
        assert_eq!((filled[1].cell.columns, filled[1].paragraphs.as_slice()), (2, ["b", "c"].as_slice()));
    }
}
