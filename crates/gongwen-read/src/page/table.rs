//! Cells of a page to rows of a table, which may go on over the ends of pages.

use gongwen::block::{BlockKind, Cell, LeftOutReason, Origin};

use super::grid::Grid;
use super::line::{Line, lines};
use super::{Frame, Page};
use crate::builder::{Builder, Paragraph};
use crate::error::Fault;
use crate::limits::Budget;

/// A table while its pages are read.
#[derive(Debug)]
pub(super) struct Table {
    /// Widths of its columns.
    widths: Vec<f32>,
    rows: Vec<Row>,
    /// The page of its last row.
    pub(super) page: u32,
}

/// The cells that begin in a row.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<TableCell>,
}

#[derive(Debug)]
struct TableCell {
    column: usize,
    rows: usize,
    columns: usize,
    paragraphs: Vec<CellText>,
}

/// A paragraph of a cell.
#[derive(Debug)]
struct CellText {
    text: String,
    bold: usize,
    frame: Frame,
    origin: Origin,
}

impl Table {
    pub(super) fn of(grid: &Grid, page: &Page, origin: &dyn Fn(Frame) -> Origin) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for cell in &grid.cells {
            while rows.len() <= cell.row {
                rows.push(Row::default());
            }
            let inside = grid.cell_frame(cell);
            let paragraphs = paragraphs(lines(cell.glyphs.clone()), inside, origin);
            rows[cell.row].cells.push(TableCell {
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                paragraphs,
            });
        }
        let widths = grid.xs.windows(2).map(|pair| pair[1] - pair[0]).collect();
        Self { widths, rows, page: page.number }
    }

    /// Whether the table of the next page is the rest of this one.
    pub(super) fn goes_on(&self, next: &Self) -> bool {
        const ABOUT: f32 = 4.0;
        next.page == self.page + 1
            && self.widths.len() == next.widths.len()
            && self.widths.iter().zip(&next.widths).all(|(a, b)| (a - b).abs() < ABOUT)
    }

    /// Puts the rest of the table below it.
    pub(super) fn append(&mut self, mut next: Self, builder: &mut Builder) {
        let heads = self.repeated_heads(&next);
        for row in next.rows.drain(..heads) {
            for text in row.cells.iter().flat_map(|cell| &cell.paragraphs) {
                builder.left_out(LeftOutReason::RunningHead, &text.text, text.origin.clone());
            }
        }
        let mut rows = next.rows.into_iter();
        if let Some(first) = rows.next() {
            match self.rows.last_mut() {
                Some(last) if first.is_rest_of(last) => last.append(first),
                _ => self.rows.push(first),
            }
        }
        self.rows.extend(rows);
        self.page = next.page;
    }

    /// How many rows at the head of the next page repeat those at the head of the table.
    fn repeated_heads(&self, next: &Self) -> usize {
        const HEADS: usize = 3;
        let same = |(a, b): &(&Row, &Row)| a.is_same_as(b);
        self.rows.iter().zip(&next.rows).take(HEADS).take_while(same).count()
    }

    pub(super) fn emit(&self, builder: &mut Builder, budget: &mut Budget) -> Result<(), Fault> {
        let table = builder.next_table();
        for (row, cells) in self.rows.iter().enumerate() {
            for cell in &cells.cells {
                budget.cell()?;
                let kind = BlockKind::Cell(Cell {
                    table,
                    row: number(row),
                    column: number(cell.column),
                    rows: number(cell.rows),
                    columns: number(cell.columns),
                });
                for text in &cell.paragraphs {
                    let mut paragraph = Paragraph::new(kind, text.text.as_str(), text.origin.clone());
                    paragraph.bold = text.bold;
                    builder.push(&paragraph);
                }
            }
        }
        Ok(())
    }
}

/// Rows and columns are bounded far below what fits.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl Row {
    fn is_same_as(&self, other: &Self) -> bool {
        let texts = |row: &Self| -> Vec<String> {
            row.cells.iter().flat_map(|cell| &cell.paragraphs).map(|text| text.text.clone()).collect()
        };
        let own = texts(self);
        !own.is_empty() && own == texts(other)
    }

    fn text_at(&self, column: usize) -> Option<&str> {
        let cell = self.cells.iter().find(|cell| cell.column == column)?;
        cell.paragraphs.last().map(|text| text.text.as_str())
    }

    /// Whether it is the rest of a row that the end of a page cut: its first cell has nothing to say, and one of the
    /// others goes on in the middle of a sentence.
    fn is_rest_of(&self, last: &Self) -> bool {
        let mut goes_on = false;
        for cell in self.cells.iter().filter(|cell| !cell.paragraphs.is_empty()) {
            let Some(before) = last.text_at(cell.column) else { return false };
            goes_on |= !before.ends_with(['。', '；', '！', '？']);
        }
        let first_is_empty = self.cells.first().is_some_and(|cell| cell.paragraphs.is_empty());
        first_is_empty && goes_on
    }

    fn append(&mut self, rest: Self) {
        for cell in rest.cells {
            let Some(own) = self.cells.iter_mut().find(|own| own.column == cell.column) else { continue };
            let mut texts = cell.paragraphs.into_iter();
            match (own.paragraphs.last_mut(), texts.next()) {
                (Some(last), Some(first)) if !begins_item(&first.text) => last.text.push_str(&first.text),
                (_, first) => own.paragraphs.extend(first),
            }
            own.paragraphs.extend(texts);
        }
    }
}

/// Lines of a cell to paragraphs: one opens where two of three hold: the line before had room left, a sentence ended
/// there, the line begins an item.
fn paragraphs(lines: Vec<Line>, cell: Frame, origin: &dyn Fn(Frame) -> Origin) -> Vec<CellText> {
    let left = lines.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
    // As far from the right border as the text is from the left one.
    let right = cell.x1 - (left - cell.x0).clamp(0.0, 12.0);
    let mut texts: Vec<CellText> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        let opens = last.as_ref().is_none_or(|last| {
            let spare = right - last.x1 > line.first_word + last.size * 0.5;
            let ended = last.text.ends_with(['。', '；']);
            (begins_item(&line.text) && (spare || ended)) || (spare && ended)
        });
        match texts.last_mut() {
            Some(text) if !opens => {
                if text.bold == text.text.len() {
                    text.bold += line.bold;
                }
                text.text.push_str(&line.text);
                text.frame = text.frame.join(line.frame());
            }
            _ => texts.push(CellText {
                text: line.text.clone(),
                bold: line.bold,
                frame: line.frame(),
                origin: Origin::default(),
            }),
        }
        last = Some(line);
    }
    for text in &mut texts {
        text.origin = origin(text.frame);
    }
    texts
}

/// Begins with what opens an item: 一是, （1）, 1., ①.
fn begins_item(text: &str) -> bool {
    let mut chars = text.chars();
    const NUMERALS: &str = "一二三四五六七八九十";
    match (chars.next(), chars.next()) {
        (Some(c), Some('是' | '、' | '要')) if NUMERALS.contains(c) => true,
        (Some('首'), Some('先')) => true,
        (Some('（' | '('), Some(c)) => c.is_ascii_digit() || NUMERALS.contains(c),
        (Some(c), Some('.' | '．' | '、')) => c.is_ascii_digit(),
        (Some('①'..='⑳'), _) => true,
        _ => false,
    }
}
