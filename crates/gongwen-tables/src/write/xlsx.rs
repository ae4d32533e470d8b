//! A workbook: a sheet a table, as a person opens it. Rows go to the disk as they come, so that memory does not grow.

use std::io::Write;
use std::path::Path;

use arrow_array::RecordBatch;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use crate::cell::{CellValue, Cells};
use crate::column::Column;
use crate::error::FileError;
use crate::table::Table;

/// How workbooks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct XlsxOptions {
    /// Chinese captions for sheets and columns: 指标, 数值. Names of tables and columns where it is false.
    pub captions: bool,
}

/// Rows of a sheet, the header among them (Excel specifications and limits).
const SHEET_ROWS: u32 = 1_048_576;
/// UTF-16 code units of a cell (Excel specifications and limits).
const CELL_UNITS: usize = 32_767;
/// Rows that the width of a column is taken from.
const MEASURED_ROWS: usize = 100;
/// Widths of a column, in characters: a date fits into the least, a clause into the widest.
const WIDTHS: (usize, usize) = (10, 60);
/// The first day that Excel writes right: it takes 1900 for a leap year.
const FIRST_DAY: Date = Date::constant(1900, 3, 1);

/// Writes a workbook of all tables. `rows` is asked for each table in turn, and hands over its batches.
///
/// Temporary files are made in the folder `temporary`. A table with more rows than a sheet takes goes on in `metrics (2)`; a
/// text longer than a cell takes is cut, and says so at its end.
///
/// # Errors
///
/// What `rows` returns; where `out` or the temporary files cannot be written.
pub fn workbook<W: Write + Send, E: From<FileError>>(
    options: XlsxOptions,
    temporary: &Path,
    out: W,
    rows: impl FnMut(Table, &mut dyn FnMut(&RecordBatch) -> Result<(), E>) -> Result<(), E>,
) -> Result<(), E> {
    workbook_with(options, SHEET_ROWS, temporary, out, rows)
}

fn workbook_with<W: Write + Send, E: From<FileError>>(
    options: XlsxOptions,
    sheet_rows: u32,
    temporary: &Path,
    out: W,
    mut rows: impl FnMut(Table, &mut dyn FnMut(&RecordBatch) -> Result<(), E>) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: XlsxError| E::from(FileError::from(error));
    let mut workbook = Workbook::new();
    workbook.set_tempdir(temporary).map_err(failed)?;
    // The time of writing would make each file differ from the last.
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    let formats = Formats::default();
    for &table in Table::ALL {
        let mut sheets = Sheets {
            workbook: &mut workbook,
            options,
            sheet_rows,
            table,
            formats: &formats,
            sheets: 0,
            row: 0,
        };
        sheets.next(None)?;
        rows(table, &mut |batch| sheets.add(batch).map_err(E::from))?;
        sheets.end()?;
    }
    workbook.save_to_writer(out).map_err(failed)
}

struct Formats {
    header: Format,
    date: Format,
}

impl Default for Formats {
    fn default() -> Self {
        Self { header: Format::new().set_bold(), date: Format::new().set_num_format("yyyy-mm-dd") }
    }
}

/// The sheets of one table; the last is the one that is written.
struct Sheets<'w> {
    workbook: &'w mut Workbook,
    options: XlsxOptions,
    sheet_rows: u32,
    table: Table,
    formats: &'w Formats,
    sheets: usize,
    /// The next row of the last sheet.
    row: u32,
}

impl Sheets<'_> {
    fn add(&mut self, batch: &RecordBatch) -> Result<(), FileError> {
        let Some(columns) = Cells::of(batch) else {
            return Err(FileError::Columns { table: self.table.as_str() });
        };
        if self.row == 1 && self.sheets == 1 {
            self.widths(&columns, batch.num_rows())?;
        }
        for row in 0..batch.num_rows() {
            if self.row == self.sheet_rows {
                self.end()?;
                self.next(Some((&columns, batch.num_rows())))?;
            }
            let (at, formats) = (self.row, self.formats);
            let sheet = self.sheet()?;
            for (column, cells) in (0..).zip(&columns) {
                write(sheet, (at, column), cells.get(row), formats)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, FileError> {
        let last = self.workbook.worksheets().len().saturating_sub(1);
        Ok(self.workbook.worksheet_from_index(last)?)
    }

    /// Begins a sheet with its header.
    fn next(&mut self, measured: Option<(&[Cells<'_>], usize)>) -> Result<(), FileError> {
        self.sheets += 1;
        self.row = 1;
        let name = if self.options.captions { self.table.caption() } else { self.table.as_str() };
        let name = if self.sheets == 1 { name.to_owned() } else { format!("{name} ({})", self.sheets) };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (place, column) in (0..).zip(self.table.columns()) {
            let title = if self.options.captions { column.caption } else { column.name };
            sheet.write_string_with_format(0, place, title, &self.formats.header)?;
        }
        let (columns, rows) = measured.unwrap_or_default();
        self.widths(columns, rows)
    }

    /// Each column as wide as its header and first rows want it.
    fn widths(&mut self, columns: &[Cells<'_>], rows: usize) -> Result<(), FileError> {
        let (least, most) = WIDTHS;
        let captions = self.options.captions;
        let table = self.table;
        let sheet = self.sheet()?;
        for (place, column) in table.columns().iter().enumerate() {
            let cells = columns.get(place);
            let widest = cells.map_or(0, |cells| {
                (0..rows.min(MEASURED_ROWS)).map(|row| width(cells.get(row))).max().unwrap_or_default()
            });
            let width = widest.max(header_width(column, captions)).clamp(least, most);
            #[expect(clippy::cast_precision_loss, reason = "at most 60")]
            sheet.set_column_width(u16::try_from(place).unwrap_or(u16::MAX), width as f64 + 2.0)?;
        }
        Ok(())
    }

    /// Ends a sheet: its rows can be filtered.
    fn end(&mut self) -> Result<(), FileError> {
        let last_row = self.row.saturating_sub(1);
        let last_column = u16::try_from(self.table.columns().len().saturating_sub(1)).unwrap_or(u16::MAX);
        if last_row > 0 {
            self.sheet()?.autofilter(0, 0, last_row, last_column)?;
        }
        Ok(())
    }
}

fn header_width(column: &Column, captions: bool) -> usize {
    if captions { column.caption.width() } else { column.name.width() }
}

fn width(cell: CellValue<'_>) -> usize {
    match cell {
        CellValue::Text(text) => text.lines().map(|line| line.width()).max().unwrap_or_default(),
        _ => 0,
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: CellValue<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        CellValue::Null => return Ok(()),
        CellValue::Text(text) => sheet.write_string(row, column, fitting(text))?,
        #[expect(
            clippy::cast_precision_loss,
            reason = "a workbook has no other numbers; offsets stay far below 2⁵³"
        )]
        CellValue::Integer(integer) => sheet.write_number(row, column, integer as f64)?,
        CellValue::Real(real) => sheet.write_number(row, column, real)?,
        CellValue::Flag(flag) => sheet.write_boolean(row, column, flag)?,
        CellValue::Date(date) if date < FIRST_DAY => sheet.write_string(row, column, date.to_string())?,
        CellValue::Date(date) => sheet.write_datetime_with_format(row, column, date, &formats.date)?,
    };
    Ok(())
}

/// The text, or as much of it as a cell takes, with a word about the rest.
fn fitting(text: &str) -> String {
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return text.to_owned();
    }
    const NOTE_UNITS: usize = 40;
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_UNITS - NOTE_UNITS
    });
    let (kept, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    format!("{kept}……（余{}字，见其他格式）", rest.chars().count())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

    use super::*;
    use crate::builder::{Builder, doc_id};

    fn made(options: XlsxOptions, sheet_rows: u32, text: &str) -> Xlsx<Cursor<Vec<u8>>> {
        let mut builder = Builder::default();
        builder.add(&doc_id(text.as_bytes(), 0), &gongwen::parse(text));
        let batches = builder.finish().expect("rows of one length");
        let mut bytes = Vec::new();
        let temporary = std::env::temp_dir();
        workbook_with::<_, FileError>(options, sheet_rows, &temporary, &mut bytes, |table, push| {
            batches.iter().filter(|(of, _)| *of == table).try_for_each(|(_, batch)| push(batch))
        })
        .expect("a workbook");
        Xlsx::new(Cursor::new(bytes)).expect("a workbook")
    }

    const TEXT: &str = "一、工作情况\n\n=1+1，排查问题143个，2025年6月底前完成整改，完成率达99.5%。\n";

    #[test]
    fn cells_have_the_types_of_their_columns() {
        let mut book = made(XlsxOptions::default(), SHEET_ROWS, TEXT);
        let names: Vec<&str> = Table::ALL.iter().map(|table| table.as_str()).collect();
        assert_eq!(book.sheet_names(), names);
        let metrics = book.worksheet_range("metrics").expect("a sheet");
        let place = |name: &str| Table::Metrics.columns().iter().position(|column| column.name == name);
        let cell = |row: usize, name: &str| metrics.get((row, place(name).expect("a column"))).cloned();
        assert_eq!(cell(0, "value"), Some(Data::String("value".to_owned())));
        assert_eq!(cell(1, "value"), Some(Data::Float(143.0)));
        assert_eq!(cell(1, "target"), Some(Data::Bool(false)));
        assert_eq!(cell(1, "subject"), Some(Data::String("问题".to_owned())));
        let dates = book.worksheet_range("dates").expect("a sheet");
        let last = Table::Dates.columns().iter().position(|column| column.name == "last").expect("a column");
        assert!(matches!(dates.get((1, last)), Some(Data::DateTime(_))), "{:?}", dates.get((1, last)));
        let nodes = book.worksheet_formula("nodes").expect("a sheet");
        assert!(nodes.is_empty(), "a text that begins with = is a text");
    }

    #[test]
    fn captions_are_chinese_where_asked_for() {
        let mut book = made(XlsxOptions { captions: true }, SHEET_ROWS, TEXT);
        let metrics = book.worksheet_range("指标").expect("a sheet");
        assert_eq!(metrics.get((0, 5)), Some(&Data::String("数值".to_owned())));
    }

    #[test]
    fn a_table_goes_on_in_a_further_sheet() {
        let mut book = made(XlsxOptions::default(), 2, TEXT);
        assert!(book.sheet_names().contains(&"metrics (2)".to_owned()), "{:?}", book.sheet_names());
        let second = book.worksheet_range("metrics (2)").expect("a sheet");
        assert_eq!(second.height(), 2, "a header and a row");
    }

    #[test]
    fn a_text_longer_than_a_cell_says_what_is_left_out() {
        let long = "整".repeat(40_000);
        let fit = fitting(&long);
        assert!(fit.encode_utf16().count() <= CELL_UNITS);
        let kept = fit.chars().take_while(|&c| c == '整').count();
        assert!(
            fit.ends_with(&format!("（余{}字，见其他格式）", 40_000 - kept)),
            "{}",
            &fit[fit.len() - 60..]
        );
        assert_eq!(fitting("短"), "短");
        let wide = "𠮷".repeat(20_000);
        assert!(fitting(&wide).encode_utf16().count() <= CELL_UNITS);
    }
}
