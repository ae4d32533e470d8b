//! PDF with a text layer.

use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;

/// Reads a file.
pub(crate) fn read(_bytes: Vec<u8>, _budget: &mut Budget) -> Result<Document, Fault> {
    Ok(Builder::new(Format::Pdf).finish())
}
