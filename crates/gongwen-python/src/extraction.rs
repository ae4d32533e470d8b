//! The facts of a text that is no circular.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use gongwen::facts::FactKind;
use gongwen::render::{Offsets, extraction_to_json};
use gongwen::{ExtractOptions, Extraction};
use jiff::civil::Date;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyString};

use crate::errors;
use crate::facts::{Owner, Place, objects};
use crate::points::Points;
use crate::selection;
use crate::values::Reduced;

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

    pub(crate) fn inner(&self) -> &Extraction<'static> {
        &self.found
    }

    fn of_kind<'py>(slf: &Bound<'py, Self>, kind: Option<FactKind>) -> PyResult<Bound<'py, PyAny>> {
        let (this, py) = (slf.get(), slf.py());
        let found = &this.found;
        let span = |span| this.points.span(found.source(), span);
        let place = |fact: gongwen::facts::Fact<'_>| Place {
            owner: Owner::Extraction(slf.clone().unbind()),
            range: fact.range().clone(),
            origin: None,
            id: fact.id(),
            node: None,
            text: found.words(fact.range()).to_owned(),
            spans: found.spans(fact.range()).into_iter().map(span).collect(),
        };
        selection::facts(py, objects(found.facts(), kind, |fact| Some(place(fact))))
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
    fn facts<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::of_kind(slf, None)
    }

    #[getter]
    fn metrics<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::of_kind(slf, Some(FactKind::Metric))
    }

    #[getter]
    fn dates<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::of_kind(slf, Some(FactKind::Date))
    }

    #[getter]
    fn citations<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::of_kind(slf, Some(FactKind::Citation))
    }

    #[getter]
    fn actions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::of_kind(slf, Some(FactKind::Action))
    }

    #[getter]
    fn terms<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::of_kind(slf, Some(FactKind::Term))
    }

    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| extraction_to_json(&self.found, Offsets::CodePoint))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.found.source() == other.found.source()
            && self.found.reference_date() == other.found.reference_date()
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.found.source().hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> Reduced<'py, (String, Option<Date>)> {
        let found = &slf.get().found;
        let make = slf.py().import("gongwen._native")?.getattr("_extraction")?;
        Ok((make, (found.source().to_owned(), found.reference_date())))
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
    let wrong = |_| errors::option(&format!("reference_date is a date like '2026-03-11', not {written:?}"));
    written.parse().map(Some).map_err(wrong)
}

/// What a pickled extraction is made from.
#[pyfunction]
pub(crate) fn _extraction(py: Python<'_>, text: String, reference_date: Option<Date>) -> PyExtraction {
    let options = ExtractOptions { reference_date };
    py.detach(|| PyExtraction::new(text, &options))
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
    let texts: Vec<String> = texts.try_iter()?.enumerate().map(text_of).collect::<PyResult<_>>()?;
    Ok(py.detach(|| texts.into_iter().map(|text| PyExtraction::new(text, &options)).collect()))
}

/// One of many texts; a column may have gaps, and whoever has it wants to know where.
fn text_of((at, text): (usize, PyResult<Bound<'_, PyAny>>)) -> PyResult<String> {
    let text = text?;
    text.extract().map_err(|_| {
        let found =
            text.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
        PyTypeError::new_err(format!("texts[{at}] is no string but {found}; leave it out or give \"\""))
    })
}
