//! Excel and CSV: tables without a text around them.

use encoding_rs::Encoding as Charset;
use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;

/// Reads a workbook.
pub(crate) fn read_workbook(_bytes: Vec<u8>, _budget: &mut Budget) -> Result<Document, Fault> {
    Ok(Builder::new(Format::Xlsx).finish())
}

/// Reads comma-separated values.
pub(crate) fn read_csv(
    _bytes: Vec<u8>,
    _encoding: Option<&'static Charset>,
    _budget: &mut Budget,
) -> Result<Document, Fault> {
    Ok(Builder::new(Format::Csv).finish())
}
