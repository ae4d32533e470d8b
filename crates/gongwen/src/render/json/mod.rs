//! The documents of the data contract, as serde types: the JSON and its schema come from the same definitions.

mod document;
mod extraction;
mod facts;
mod node;
mod place;

use serde::Serialize;

use crate::circular::Circular;
use crate::extract::Extraction;

pub use document::{Document, document};
pub use extraction::{ExtractionDocument, extraction_document};
pub use place::Offsets;

use facts::{Record, Records};
use place::Places;

/// Version of the data contract; raised when a field is renamed or removed.
pub const SCHEMA_VERSION: &str = "1";

/// What JSON a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SchemaOf {
    /// A parsed circular.
    #[default]
    Document,
    /// The facts of any text.
    Extraction,
    /// One fact, as it stands in a line of JSON lines.
    Fact,
}

/// The JSON Schema of a document, made from its types.
///
/// ```
/// use gongwen::render::{SchemaOf, schema};
/// assert!(schema(SchemaOf::Document)["properties"]["body"].is_object());
/// ```
#[must_use]
pub fn schema(of: SchemaOf) -> serde_json::Value {
    let schema = match of {
        SchemaOf::Document => schemars::schema_for!(Document<'static>),
        SchemaOf::Extraction => schemars::schema_for!(ExtractionDocument<'static>),
        SchemaOf::Fact => schemars::schema_for!(Record<'static>),
    };
    schema.to_value()
}

/// A circular as JSON, indented, with a line feed at its end.
///
/// ```
/// use gongwen::render::{Offsets, to_json};
/// let json = to_json(&gongwen::parse("一、工作情况\n\n内容。"), Offsets::Utf8);
/// assert!(json.starts_with("{\n  \"schema_version\": \"1\""));
/// ```
#[must_use]
pub fn to_json(circular: &Circular<'_>, offsets: Offsets) -> String {
    pretty(&document(circular, offsets))
}

/// A circular as JSON in one line, with a line feed at its end.
#[must_use]
pub fn to_json_line(circular: &Circular<'_>, offsets: Offsets) -> String {
    line(&document(circular, offsets))
}

/// The facts of a text as JSON, indented, with a line feed at its end.
///
/// ```
/// use gongwen::{ExtractOptions, extract, render::{Offsets, extraction_to_json}};
/// let found = extract("排查问题143个。", &ExtractOptions::default());
/// assert!(extraction_to_json(&found, Offsets::Utf8).contains("\"subject\": \"问题\""));
/// ```
#[must_use]
pub fn extraction_to_json(found: &Extraction<'_>, offsets: Offsets) -> String {
    pretty(&extraction_document(found, offsets))
}

/// The facts of a circular, a line of JSON each, in the order of the text.
///
/// ```
/// use gongwen::render::{Offsets, fact_lines};
/// let lines = fact_lines(&gongwen::parse("一、工作情况\n\n排查问题143个。"), Offsets::Utf8);
/// assert!(lines.starts_with("{\"type\":\"metric\",\"id\":\"metric1\",\"node\":\"s1.p1\""), "{lines}");
/// ```
#[must_use]
pub fn fact_lines(circular: &Circular<'_>, offsets: Offsets) -> String {
    let places = Places::new(circular.source(), offsets);
    let mut records = Records::of_circular(circular, &places);
    circular.facts().all().into_iter().map(|fact| line(&records.record(fact))).collect()
}

/// The facts of any text, a line of JSON each, in its order.
#[must_use]
pub fn extraction_lines(found: &Extraction<'_>, offsets: Offsets) -> String {
    let places = Places::new(found.source(), offsets);
    let mut records = Records::of_extraction(found, &places);
    found.facts().all().into_iter().map(|fact| line(&records.record(fact))).collect()
}

// Strings, numbers and lists always serialise: the error arms below cannot be reached.

fn pretty(document: &impl Serialize) -> String {
    let mut json = serde_json::to_string_pretty(document).unwrap_or_default();
    json.push('\n');
    json
}

fn line(record: &impl Serialize) -> String {
    let mut json = serde_json::to_string(record).unwrap_or_default();
    json.push('\n');
    json
}
