//! Old Word and WPS.

use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;

/// Reads a compound file.
pub(crate) fn read(_bytes: Vec<u8>, format: Format, _budget: &mut Budget) -> Result<Document, Fault> {
    Ok(Builder::new(format).finish())
}
