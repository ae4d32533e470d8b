//! CSV: what a spreadsheet opens, so that no cell may run as a formula.

use std::borrow::Cow;
use std::io::Write;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, RecordBatch, StringArray};
use arrow_csv::WriterBuilder;
use arrow_schema::DataType;

use crate::error::FileError;
use crate::table::Table;

/// How CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CsvOptions {
    /// A byte order mark before the header: without it, Excel takes UTF-8 for the encoding of its country.
    pub bom: bool,
}

/// What a spreadsheet takes for the start of a formula, in half and full width (OWASP, CSV Injection).
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

pub(super) fn write<W: Write>(
    table: Table,
    batches: &[RecordBatch],
    options: CsvOptions,
    mut out: W,
) -> Result<W, FileError> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new().with_header(true).build(out);
    if batches.is_empty() {
        writer.write(&RecordBatch::new_empty(table.schema()))?;
    }
    for batch in batches {
        let columns = batch.columns().iter().map(safe).collect();
        writer.write(&RecordBatch::try_new(batch.schema(), columns)?)?;
    }
    Ok(writer.into_inner())
}

/// The column with an apostrophe before each cell that would run; the column itself where none would.
fn safe(column: &ArrayRef) -> ArrayRef {
    if column.data_type() != &DataType::Utf8 {
        return Arc::clone(column);
    }
    let texts = column.as_string::<i32>();
    if !texts.iter().flatten().any(runs) {
        return Arc::clone(column);
    }
    let made: StringArray = texts.iter().map(|text| text.map(safe_cell)).collect();
    Arc::new(made)
}

/// The text, with an apostrophe before it where a spreadsheet would run it as a formula.
///
/// ```
/// assert_eq!(gongwen_tables::write::safe_cell("=1+1"), "'=1+1");
/// assert_eq!(gongwen_tables::write::safe_cell("整改"), "整改");
/// ```
#[must_use]
pub fn safe_cell(text: &str) -> Cow<'_, str> {
    if runs(text) { format!("'{text}").into() } else { text.into() }
}

fn runs(text: &str) -> bool {
    text.starts_with(FORMULA)
}
