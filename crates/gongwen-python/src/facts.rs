//! Facts as Python objects: exact decimals, dates, spans in code points.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use gongwen::facts::{Action, Citation, DateFact, Fact, FactData, FactKind, Facts, Metric, Term};
use gongwen::number::Decimal;
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyAny, PyType};

use crate::circular::PyCircular;
use crate::extraction::PyExtraction;
use crate::values::{PyOrigin, PySpan, Reduced};

/// A `decimal.Decimal`, made from the decimal string: never through a float.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PyDecimal(Decimal);

impl PyDecimal {
    /// From a `decimal.Decimal`, by its digits.
    fn of(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let written = format!("{}", value.str()?);
        written.parse().map(Self).map_err(|_| PyValueError::new_err(format!("no plain decimal: {written}")))
    }
}

impl<'py> IntoPyObject<'py> for PyDecimal {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        CLASS.import(py, "decimal", "Decimal")?.call1((self.0.to_string(),))
    }
}

/// What a fact was read from.
pub(crate) enum Owner {
    Circular(Py<PyCircular>),
    Extraction(Py<PyExtraction>),
}

impl Owner {
    /// The repaired text.
    fn text(&self) -> &str {
        match self {
            Self::Circular(circular) => circular.get().inner().text(),
            Self::Extraction(extraction) => extraction.get().inner().text(),
        }
    }

    fn object(&self, py: Python<'_>) -> Py<PyAny> {
        match self {
            Self::Circular(circular) => circular.clone_ref(py).into_any(),
            Self::Extraction(extraction) => extraction.clone_ref(py).into_any(),
        }
    }
}

/// What all facts have; two facts with the same words at the same place and id are of one hash.
pub(crate) struct Place {
    pub(crate) owner: Owner,
    /// Of the repaired text.
    pub(crate) range: Range<usize>,
    pub(crate) id: String,
    pub(crate) node: Option<String>,
    pub(crate) text: String,
    pub(crate) spans: Vec<PySpan>,
    /// Where its first word stands in the file.
    pub(crate) origin: Option<PyOrigin>,
}

// Where it stands in the file follows from where it stands in the source, as far as two facts are compared.
impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        (&self.id, &self.node, &self.text, &self.spans) == (&other.id, &other.node, &other.text, &other.spans)
    }
}

impl Eq for Place {}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.id, &self.node, &self.text, &self.spans).hash(state);
    }
}

impl Place {
    /// From the first fragment to the last.
    fn span(&self) -> PySpan {
        let start = self.spans.first().map_or(0, |span| span.start);
        PySpan { start, end: self.spans.last().map_or(start, |span| span.end) }
    }

    /// The words around, with … where the paragraph goes on.
    fn context(&self, width: usize) -> String {
        let text = self.owner.text();
        let around = gongwen::text::context(text, self.range.clone(), width);
        let cut = |next: Option<char>| if next.is_some_and(|next| next != '\n') { "…" } else { "" };
        let before = cut(text[..around.start].chars().next_back());
        let after = cut(text[around.end..].chars().next());
        format!("{before}{}{after}", &text[around])
    }

    /// A fact is pickled as what it was read from, which a pickle keeps once for all facts of it, and its id.
    fn reduce<'py>(&self, py: Python<'py>) -> Reduced<'py, (Py<PyAny>, String)> {
        Ok((py.import("gongwen._native")?.getattr("_fact")?, (self.owner.object(py), self.id.clone())))
    }
}

/// A frozen, hashable class with the attributes of every fact and its own; the repr leaves out what is `None`.
macro_rules! fact {
    ($rust:ident, $python:literal, $kind:expr, { $($field:ident: $type:ty),* $(,)? }) => {
        #[pyclass(name = $python, module = "gongwen", frozen, eq, hash)]
        #[derive(PartialEq, Eq)]
        pub(crate) struct $rust {
            place: Place,
            $(#[pyo3(get)] $field: $type,)*
        }

        impl Hash for $rust {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.place.hash(state);
            }
        }

        #[pymethods]
        impl $rust {
            #[getter]
            fn r#type(&self) -> &'static str {
                $kind.as_str()
            }

            #[getter]
            fn id(&self) -> &str {
                &self.place.id
            }

            #[getter]
            fn node(&self) -> Option<&str> {
                self.place.node.as_deref()
            }

            #[getter]
            fn text(&self) -> &str {
                &self.place.text
            }

            #[getter]
            fn span(&self) -> PySpan {
                self.place.span()
            }

            #[getter]
            fn spans(&self) -> Vec<PySpan> {
                self.place.spans.clone()
            }

            #[getter]
            fn origin(&self) -> Option<PyOrigin> {
                self.place.origin.clone()
            }

            #[pyo3(signature = (width=30))]
            fn context(&self, width: usize) -> String {
                self.place.context(width)
            }

            #[pyo3(signature = (words, *, within=None))]
            fn distance(&self, words: &str, within: Option<usize>) -> Option<usize> {
                let within = within.unwrap_or(usize::MAX);
                gongwen::text::distance(self.place.owner.text(), self.place.range.clone(), words, within)
            }

            fn __copy__(slf: Py<Self>) -> Py<Self> {
                slf
            }

            fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
                slf
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, (Py<PyAny>, String)> {
                self.place.reduce(py)
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let mut parts = vec![format!("id='{}'", self.place.id)];
                parts.extend(self.place.node.as_ref().map(|node| format!("node='{node}'")));
                $(
                    let value = self.$field.clone().into_pyobject(py).map_err(Into::<PyErr>::into)?;
                    if !value.as_any().is_none() {
                        parts.push(format!("{}={}", stringify!($field), value.as_any().repr()?));
                    }
                )*
                let text = self.place.text.as_str().into_pyobject(py)?.repr()?;
                parts.push(format!("text={text}, span={}", self.place.span().__repr__()));
                Ok(format!("{}({})", $python, parts.join(", ")))
            }
        }
    };
}

fact!(PyMetric, "Metric", FactKind::Metric, {
    subject: String, value: PyDecimal, value_to: Option<PyDecimal>, unit: String, kind: &'static str,
    canonical_value: Option<PyDecimal>, canonical_unit: String, qualifier: &'static str, target: bool,
    change: Option<PyChange>, period: Option<String>,
});
fact!(PyDateFact, "DateFact", FactKind::Date, {
    start: Date, end: Option<Date>, precision: &'static str, inferred: bool,
});
fact!(PyCitation, "Citation", FactKind::Citation, {
    title: String, kind: Option<String>, document_number: Option<String>, act: Option<&'static str>,
    first_mention: Option<String>,
});
fact!(PyAction, "Action", FactKind::Action, {
    kind: &'static str, sanction: Option<String>, count: PyDecimal, unit: String,
});
fact!(PyTerm, "Term", FactKind::Term, { term: String });

#[pyclass(name = "Change", module = "gongwen", frozen, eq)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PyChange {
    from: PyDecimal,
    #[pyo3(get)]
    to: PyDecimal,
}

#[pymethods]
impl PyChange {
    // `from` is a word of Python's own.
    #[getter(from_)]
    fn before(&self) -> PyDecimal {
        self.from
    }

    #[new]
    fn new(from_: &Bound<'_, PyAny>, to: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self { from: PyDecimal::of(from_)?, to: PyDecimal::of(to)? })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (PyDecimal, PyDecimal)) {
        let change = slf.get();
        (slf.get_type(), (change.from, change.to))
    }

    /// As equal decimals have it: 1.50 is 1.5.
    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.from, self.to).into_pyobject(py)?.hash()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (from, to) = (self.from.into_pyobject(py)?.repr()?, self.to.into_pyobject(py)?.repr()?);
        Ok(format!("Change(from_={from}, to={to})"))
    }
}

impl PyMetric {
    pub(crate) fn new(place: Place, fact: &Metric) -> Self {
        Self {
            place,
            subject: fact.subject.clone(),
            value: PyDecimal(fact.value),
            value_to: fact.value_to.map(PyDecimal),
            unit: fact.unit.to_string(),
            kind: fact.kind.as_str(),
            canonical_value: fact.canonical_value.map(PyDecimal),
            canonical_unit: fact.canonical_unit.to_string(),
            qualifier: fact.qualifier.as_str(),
            target: fact.target,
            change: (fact.change)
                .map(|change| PyChange { from: PyDecimal(change.from), to: PyDecimal(change.to) }),
            period: fact.period.clone(),
        }
    }
}

impl PyDateFact {
    pub(crate) fn new(place: Place, fact: &DateFact) -> Self {
        Self {
            place,
            start: fact.start,
            end: fact.end,
            precision: fact.precision.as_str(),
            inferred: fact.inferred,
        }
    }
}

impl PyCitation {
    pub(crate) fn new(place: Place, fact: &Citation) -> Self {
        Self {
            place,
            title: fact.title.clone(),
            kind: fact.kind.map(str::to_owned),
            document_number: fact.document_number.clone(),
            act: fact.act.map(|act| act.as_str()),
            first_mention: fact.first_mention.map(|first| FactKind::Citation.id(first)),
        }
    }
}

impl PyAction {
    pub(crate) fn new(place: Place, fact: &Action) -> Self {
        Self {
            place,
            kind: fact.kind.as_str(),
            sanction: fact.sanction.clone(),
            count: PyDecimal(fact.count),
            unit: fact.unit.to_string(),
        }
    }
}

impl PyTerm {
    pub(crate) fn new(place: Place, fact: &Term) -> Self {
        Self { place, term: fact.term.clone() }
    }
}

/// A fact of any kind as an object of its class.
// It goes to Python at once: a box for the large ones would be one more allocation.
#[allow(clippy::large_enum_variant)]
#[derive(IntoPyObject)]
pub(crate) enum PyFact {
    Metric(PyMetric),
    Date(PyDateFact),
    Citation(PyCitation),
    Action(PyAction),
    Term(PyTerm),
}

impl PyFact {
    /// `None` for a kind that this package has no class for.
    pub(crate) fn new(place: Place, fact: Fact<'_>) -> Option<Self> {
        Some(match fact.data {
            FactData::Metric(data) => Self::Metric(PyMetric::new(place, data)),
            FactData::Date(data) => Self::Date(PyDateFact::new(place, data)),
            FactData::Citation(data) => Self::Citation(PyCitation::new(place, data)),
            FactData::Action(data) => Self::Action(PyAction::new(place, data)),
            FactData::Term(data) => Self::Term(PyTerm::new(place, data)),
            _ => return None,
        })
    }
}

/// Facts as objects: of one kind as they stand in its list, or all in the order of the text; those that are given no place
/// are left out.
pub(crate) fn objects(
    facts: &Facts,
    kind: Option<FactKind>,
    place: impl Fn(Fact<'_>) -> Option<Place>,
) -> Vec<PyFact> {
    let mut all = facts.all();
    if let Some(kind) = kind {
        all.retain(|fact| fact.kind() == kind);
        all.sort_by_key(|fact| fact.index);
    }
    all.into_iter().filter_map(|fact| PyFact::new(place(fact)?, fact)).collect()
}

/// The fact of an id in what it was read from: what a pickled fact is made from.
#[pyfunction]
pub(crate) fn _fact<'py>(owner: &Bound<'py, PyAny>, id: &str) -> PyResult<Bound<'py, PyAny>> {
    for fact in owner.getattr("facts")?.try_iter()? {
        let fact = fact?;
        if fact.getattr("id")?.extract::<String>()? == id {
            return Ok(fact);
        }
    }
    Err(pyo3::exceptions::PyKeyError::new_err(id.to_owned()))
}
