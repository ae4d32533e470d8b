//! The facts of a text that is no circular.

use gongwen::facts::FactKind;
use gongwen::render::{Offsets, extraction_to_json};
use gongwen::{ExtractOptions, Extraction};
use jiff::civil::Date;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyString};

use crate::facts::{Place, PyFact, objects};
use crate::points::Points;

#[pyclass(name = "Extraction", module = "gongwen", frozen)]
pub(crate) struct PyExtraction {
    found: Extraction<'static>,
    points: Points,
}

impl PyExtraction {
    fn new(text: String, options: &ExtractOptions) -> Self {
        let points = Points::new(&text);
        Self { found: gongwen::extract(text, options), points }
    }

    fn of_kind(&self, kind: Option<FactKind>) -> Vec<PyFact> {
        let found = &self.found;
        objects(found.facts(), kind, |fact| Place {
            origin: None,
            id: fact.id(),
            node: None,
            text: found.words(fact.range()).to_owned(),
            spans: (found.spans(fact.range()).into_iter())
                .map(|span| self.points.span(found.source(), span))
                .collect(),
        })
    }
}

#[pymethods]
impl PyExtraction {
    #[getter]
    fn source(&self) -> &str {
        self.found.source()
    }

    #[getter]
    fn text(&self) -> &str {
        self.found.text()
    }

    #[getter]
    fn reference_date(&self) -> Option<Date> {
        self.found.reference_date()
    }

    #[getter]
    fn facts(&self) -> Vec<PyFact> {
        self.of_kind(None)
    }

    #[getter]
    fn metrics(&self) -> Vec<PyFact> {
        self.of_kind(Some(FactKind::Metric))
    }

    #[getter]
    fn dates(&self) -> Vec<PyFact> {
        self.of_kind(Some(FactKind::Date))
    }

    #[getter]
    fn citations(&self) -> Vec<PyFact> {
        self.of_kind(Some(FactKind::Citation))
    }

    #[getter]
    fn actions(&self) -> Vec<PyFact> {
        self.of_kind(Some(FactKind::Action))
    }

    #[getter]
    fn terms(&self) -> Vec<PyFact> {
        self.of_kind(Some(FactKind::Term))
    }

    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| extraction_to_json(&self.found, Offsets::CodePoint))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    fn __repr__(&self) -> String {
        let facts = self.found.facts();
        format!(
            "<Extraction: {} metrics, {} dates, {} citations, {} actions, {} terms>",
            facts.metrics.len(),
            facts.dates.len(),
            facts.citations.len(),
            facts.actions.len(),
            facts.terms.len()
        )
    }
}

/// A `datetime.date`, or a date written as in ISO 8601.
pub(crate) fn date_of(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(value) = value else { return Ok(None) };
    let Ok(written) = value.cast::<PyString>() else {
        let wrong =
            |_| PyTypeError::new_err("reference_date is a datetime.date or a string like '2026-03-11'");
        return value.extract().map(Some).map_err(wrong);
    };
    let written = written.to_str()?;
    let wrong =
        |_| PyValueError::new_err(format!("reference_date is a date like '2026-03-11', not {written:?}"));
    written.parse().map(Some).map_err(wrong)
}

#[pyfunction]
#[pyo3(signature = (text, *, reference_date=None))]
pub(crate) fn extract(
    py: Python<'_>,
    text: String,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyExtraction> {
    let options = ExtractOptions { reference_date: date_of(reference_date)? };
    Ok(py.detach(|| PyExtraction::new(text, &options)))
}

#[pyfunction]
#[pyo3(signature = (texts, *, reference_date=None))]
pub(crate) fn extract_many(
    py: Python<'_>,
    texts: &Bound<'_, PyAny>,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<PyExtraction>> {
    if texts.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "texts is an iterable of strings, not one string; for that there is extract",
        ));
    }
    let options = ExtractOptions { reference_date: date_of(reference_date)? };
    let texts: Vec<String> = texts.try_iter()?.map(|text| text?.extract()).collect::<PyResult<_>>()?;
    Ok(py.detach(|| texts.into_iter().map(|text| PyExtraction::new(text, &options)).collect()))
}
