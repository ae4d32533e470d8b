//! What was read from a text that is no circular.

use schemars::JsonSchema;
use serde::Serialize;

use super::SCHEMA_VERSION;
use super::facts::{Facts, Records};
use super::place::{Offsets, Places};
use crate::extract::Extraction;

/// The facts of one text, in the records of the circular's document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExtractionDocument<'c> {
    schema_version: &'static str,
    source: Source,
    /// The day that 今年 and 12月4日 were seen from.
    reference_date: Option<jiff::civil::Date>,
    facts: Facts<'c>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Source {
    /// Code points.
    chars: usize,
    offsets: Offsets,
}

/// The facts of a text as a document.
#[must_use]
pub fn extraction_document<'c>(found: &'c Extraction<'_>, offsets: Offsets) -> ExtractionDocument<'c> {
    let places = Places::new(found.source(), offsets);
    ExtractionDocument {
        schema_version: SCHEMA_VERSION,
        source: Source { chars: places.chars(found.source().len()), offsets },
        reference_date: found.reference_date(),
        facts: Records::of_extraction(found, &places).lists(),
    }
}
