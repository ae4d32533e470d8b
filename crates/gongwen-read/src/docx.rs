//! Word since 2007 (ECMA-376).

use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;

/// Reads a package.
pub(crate) fn read(_bytes: &[u8], _budget: &mut Budget) -> Result<Document, Fault> {
    Ok(Builder::new(Format::Docx).finish())
}
