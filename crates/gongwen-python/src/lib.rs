//! The native module behind the Python package `gongwen`: types and offsets mapped, no logic.
//!
//! Spans count code points, so that `circular.source[start:end]` is the text in Python.

mod archive;
mod circular;
mod command;
mod errors;
mod extraction;
mod facts;
mod node;
mod points;
mod reading;
mod selection;
mod tables;
mod values;

use gongwen::Options;
use gongwen::block::Format;
use gongwen::render::SchemaOf;
use pyo3::prelude::*;

use circular::PyCircular;
use extraction::date_of;
use reading::format_of;
use values::{PyContact, PyDiagnostic, PyInspection, PyLabel, PyPart, PyRepair, PySpan, PyTitle};

#[pyfunction]
#[pyo3(signature = (text, *, name=None, format=None, facts=true, reference_date=None))]
fn parse(
    py: Python<'_>,
    text: String,
    name: Option<String>,
    format: Option<&str>,
    facts: bool,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyCircular> {
    let format = format_of(format)?;
    if !matches!(format, None | Some(Format::Markdown | Format::Plain)) {
        return Err(errors::option("the format of a text is 'markdown' or 'plain'; read() takes files"));
    }
    let reference_date = date_of(reference_date)?;
    let options = Options { name, encoding: None, format, facts, reference_date };
    Ok(py.detach(|| PyCircular::new(gongwen::parse_with(text, &options), &options)))
}

#[pyfunction]
fn schema_json(of: &str) -> PyResult<String> {
    let of = match of {
        "document" => SchemaOf::Document,
        "extraction" => SchemaOf::Extraction,
        "fact" => SchemaOf::Fact,
        other => {
            let message = format!("a schema is of 'document', 'extraction' or 'fact', not {other:?}");
            return Err(errors::option(&message));
        }
    };
    Ok(gongwen::render::schema(of).to_string())
}

/// (name, severity, summary, reason, example, better) of every diagnostic.
#[pyfunction]
fn rules() -> Vec<(&'static str, &'static str, &'static str, &'static str, &'static str, &'static str)> {
    gongwen::diagnostic::rules()
        .iter()
        .map(|rule| (rule.name, rule.severity.as_str(), rule.summary, rule.reason, rule.example, rule.better))
        .collect()
}

#[pymodule(gil_used = false)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<PyCircular>()?;
    module.add_class::<reading::PyLimits>()?;
    module.add_class::<values::PyOrigin>()?;
    module.add_class::<values::PyEncoding>()?;
    module.add_class::<values::PyLeftOut>()?;
    module.add_class::<node::PyNode>()?;
    module.add_class::<PySpan>()?;
    module.add_class::<PyLabel>()?;
    module.add_class::<PyTitle>()?;
    module.add_class::<PyInspection>()?;
    module.add_class::<PyContact>()?;
    module.add_class::<values::PyContactItem>()?;
    module.add_class::<extraction::PyExtraction>()?;
    module.add_class::<facts::PyMetric>()?;
    module.add_class::<facts::PyChange>()?;
    module.add_class::<facts::PyDateFact>()?;
    module.add_class::<facts::PyCitation>()?;
    module.add_class::<facts::PyAction>()?;
    module.add_class::<facts::PyTerm>()?;
    module.add_class::<values::PyClosing>()?;
    module.add_class::<values::PyHeader>()?;
    module.add_class::<values::PyAttachment>()?;
    module.add_class::<values::PyConservation>()?;
    module.add_class::<PyDiagnostic>()?;
    module.add_class::<PyRepair>()?;
    module.add_class::<PyPart>()?;
    module.add_function(wrap_pyfunction!(parse, module)?)?;
    module.add_function(wrap_pyfunction!(reading::read, module)?)?;
    module.add_function(wrap_pyfunction!(reading::read_all, module)?)?;
    module.add_function(wrap_pyfunction!(reading::read_bytes, module)?)?;
    module.add_function(wrap_pyfunction!(reading::formats, module)?)?;
    module.add_function(wrap_pyfunction!(extraction::extract, module)?)?;
    module.add_function(wrap_pyfunction!(extraction::extract_many, module)?)?;
    module.add_class::<tables::PyTable>()?;
    module.add_function(wrap_pyfunction!(tables::tables, module)?)?;
    module.add_function(wrap_pyfunction!(tables::keys, module)?)?;
    module.add_function(wrap_pyfunction!(archive::convert, module)?)?;
    module.add_function(wrap_pyfunction!(archive::retry, module)?)?;
    module.add_function(wrap_pyfunction!(archive::status, module)?)?;
    module.add_function(wrap_pyfunction!(tables::open_table, module)?)?;
    module.add_function(wrap_pyfunction!(reading::inputs, module)?)?;
    module.add_function(wrap_pyfunction!(command::run_command, module)?)?;
    module.add_function(wrap_pyfunction!(circular::_circular, module)?)?;
    module.add_function(wrap_pyfunction!(node::_node, module)?)?;
    module.add_function(wrap_pyfunction!(facts::_fact, module)?)?;
    module.add_function(wrap_pyfunction!(extraction::_extraction, module)?)?;
    module.add_function(wrap_pyfunction!(tables::_table, module)?)?;
    module.add_function(wrap_pyfunction!(schema_json, module)?)?;
    module.add_function(wrap_pyfunction!(rules, module)?)?;
    Ok(())
}
