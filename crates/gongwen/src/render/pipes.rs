//! Tables as rows of pipes, which Markdown has no better way to write: a cell over several rows or columns stands at
//! its first, a cell of several paragraphs has `<br>` between them.

use std::fmt::Write as _;
use std::ops::Range;

use crate::tree::TableData;

/// More columns than a table that people read has; a wider one is cut into lines of its own by nobody.
const COLUMNS: u32 = 64;

/// The rows of a table, without a line feed after the last; `text` gives the text of a cell as Markdown.
pub(super) fn rows(table: &TableData, text: impl Fn(&Range<usize>) -> String) -> String {
    let columns = table.cells.iter().map(|(cell, _)| cell.column.saturating_add(1)).max().unwrap_or(1);
    let mut out = String::new();
    let mut cells = table.cells.iter().peekable();
    let mut first = true;
    while let Some(row) = cells.peek().map(|(cell, _)| cell.row) {
        let mut column = 0;
        while let Some((cell, range)) = cells.next_if(|(cell, _)| cell.row == row) {
            while column < cell.column.min(COLUMNS) {
                out.push_str("| ");
                column += 1;
            }
            let _ = write!(out, "| {} ", text(range).replace('|', "\\|"));
            column += 1;
        }
        while column < columns.min(COLUMNS) {
            out.push_str("| ");
            column += 1;
        }
        out.push_str("|\n");
        if std::mem::take(&mut first) {
            out.push_str(&"|---".repeat(columns.clamp(1, COLUMNS) as usize));
            out.push_str("|\n");
        }
    }
    out.truncate(out.trim_end().len());
    out
}
