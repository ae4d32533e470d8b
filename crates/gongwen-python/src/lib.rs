//! The native module behind the Python package `gongwen`: types and offsets mapped, no logic.
//!
//! Spans count code points, so that `circular.source[start:end]` is the text in Python.

mod circular;
mod extraction;
mod facts;
mod node;
mod points;
mod values;

use std::path::PathBuf;

use gongwen::Options;
use gongwen::block::Format;
use gongwen::render::SchemaOf;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

use circular::PyCircular;
use extraction::date_of;
use values::{PyContact, PyDiagnostic, PyInspection, PyLabel, PyPart, PyRepair, PySpan, PyTitle};

pyo3::create_exception!(gongwen, ReadError, PyOSError, "A file could not be read; the message names it.");

fn format_of(name: Option<&str>) -> PyResult<Option<Format>> {
    let Some(name) = name else { return Ok(None) };
    Format::from_name(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
        PyValueError::new_err(format!("{name:?} is no format; there are {}", names.join(", ")))
    })
}

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
    let (format, reference_date) = (format_of(format)?, date_of(reference_date)?);
    let options = Options { name, encoding: None, format, facts, reference_date };
    Ok(py.detach(|| PyCircular::new(gongwen::parse_with(text, &options))))
}

// PyO3 hands arguments over by value.
#[allow(clippy::needless_pass_by_value)]
#[pyfunction]
#[pyo3(signature = (path, *, format=None, encoding=None, max_bytes=None, facts=true, reference_date=None))]
fn read(
    py: Python<'_>,
    path: PathBuf,
    format: Option<&str>,
    encoding: Option<String>,
    max_bytes: Option<u64>,
    facts: bool,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyCircular> {
    let (format, reference_date) = (format_of(format)?, date_of(reference_date)?);
    let mut reading = gongwen_read::Options::default();
    reading.format = format;
    reading.encoding = encoding;
    reading.limits.bytes = max_bytes.unwrap_or(reading.limits.bytes);
    py.detach(|| {
        let document =
            gongwen_read::read(&path, &reading).map_err(|error| ReadError::new_err(error.to_string()))?;
        let options = Options { facts, reference_date, ..Options::default() };
        Ok(PyCircular::new(gongwen::parse_document(document, &options)))
    })
}

#[pyfunction]
fn schema_json(of: &str) -> PyResult<String> {
    let of = match of {
        "document" => SchemaOf::Document,
        "extraction" => SchemaOf::Extraction,
        "fact" => SchemaOf::Fact,
        other => {
            let message = format!("a schema is of 'document', 'extraction' or 'fact', not {other:?}");
            return Err(PyValueError::new_err(message));
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
    module.add("ReadError", module.py().get_type::<ReadError>())?;
    module.add_class::<PyCircular>()?;
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
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(extraction::extract, module)?)?;
    module.add_function(wrap_pyfunction!(extraction::extract_many, module)?)?;
    module.add_function(wrap_pyfunction!(schema_json, module)?)?;
    module.add_function(wrap_pyfunction!(rules, module)?)?;
    Ok(())
}
