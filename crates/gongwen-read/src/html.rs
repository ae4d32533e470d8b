//! Web pages.

use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;

/// Reads a page.
pub(crate) fn read(
    _bytes: Vec<u8>,
    _encoding: Option<&'static encoding_rs::Encoding>,
    _budget: &mut Budget,
) -> Result<Document, Fault> {
    Ok(Builder::new(Format::Html).finish())
}
