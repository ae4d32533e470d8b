//! Plain values: what a circular says around its tree.

use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

/// What a pickle keeps of an object: what makes it again, and from what.
pub(crate) type Reduced<'py, A> = PyResult<(Bound<'py, PyAny>, A)>;

/// Two code points, the first and one past the last: compared, hashed and pickled by value.
#[pyclass(name = "Span", module = "gongwen", frozen, eq, hash, from_py_object)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PySpan {
    #[pyo3(get)]
    pub(crate) start: usize,
    #[pyo3(get)]
    pub(crate) end: usize,
}

#[pymethods]
impl PySpan {
    #[new]
    fn new(start: usize, end: usize) -> PyResult<Self> {
        if end < start {
            return Err(PyValueError::new_err(format!("a span ends at {end} before it starts at {start}")));
        }
        Ok(Self { start, end })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (usize, usize)) {
        let span = slf.get();
        (slf.get_type(), (span.start, span.end))
    }

    pub(crate) fn __repr__(&self) -> String {
        format!("Span(start={}, end={})", self.start, self.end)
    }

    fn __len__(&self) -> usize {
        self.end - self.start
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyTuple::new(py, [self.start, self.end])?.call_method0("__iter__")
    }

    fn of(&self, source: &str) -> String {
        source.chars().skip(self.start).take(self.end - self.start).collect()
    }
}

/// A frozen class of plain attributes: compared and pickled by value, with a repr that shows them.
macro_rules! record {
    // Of what can be hashed by value in Python: no lists, no floats.
    (hashed $rust:ident, $python:literal, { $($field:ident: $type:ty),* $(,)? }) => {
        #[pyclass(name = $python, module = "gongwen", frozen, from_py_object, eq, hash)]
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub(crate) struct $rust {
            $(#[pyo3(get)] pub(crate) $field: $type,)*
        }

        record!(methods $rust, $python, { $($field: $type),* });
    };
    ($rust:ident, $python:literal, { $($field:ident: $type:ty),* $(,)? }) => {
        #[pyclass(name = $python, module = "gongwen", frozen, from_py_object, eq)]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $rust {
            $(#[pyo3(get)] pub(crate) $field: $type,)*
        }

        record!(methods $rust, $python, { $($field: $type),* });
    };
    (methods $rust:ident, $python:literal, { $($field:ident: $type:ty),* }) => {
        #[pymethods]
        impl $rust {
            // One parameter an attribute.
            #[allow(clippy::too_many_arguments)]
            #[new]
            fn new($($field: $type),*) -> Self {
                Self { $($field),* }
            }

            fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
                let py = slf.py();
                let values = slf.get().clone();
                let values = ($(values.$field,)*).into_pyobject(py)?;
                Ok((slf.get_type(), values))
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let mut parts: Vec<String> = Vec::new();
                $(
                    let value = self.$field.clone().into_pyobject(py).map_err(Into::<PyErr>::into)?;
                    parts.push(format!("{}={}", stringify!($field).trim_start_matches("r#"), value.as_any().repr()?));
                )*
                Ok(format!("{}({})", $python, parts.join(", ")))
            }
        }
    };
}

record!(hashed PyLabel, "Label", { text: String, scheme: String, ordinal: Option<u32> });
record!(hashed PyTitle, "Title", {
    text: String, issuer: Option<String>, subject: Option<String>, kind: Option<String>, span: PySpan,
});
record!(hashed PyHeader, "Header", {
    document_number: Option<String>, secrecy: Option<String>, urgency: Option<String>,
    copy_number: Option<String>, signer: Option<String>, issuer_mark: Option<String>,
});
record!(hashed PyInspection, "Inspection", {
    r#type: Option<String>, look_back: bool, team: Option<String>, inspected: Option<String>,
    start: Option<Date>, end: Option<Date>, feedback_date: Option<Date>,
});
record!(PyContact, "Contact", {
    phones: Vec<String>, emails: Vec<String>, address: Option<String>, postcode: Option<String>,
});
record!(PyContactItem, "ContactItem", { kind: String, value: String, text: String, spans: Vec<PySpan> });
record!(PyClosing, "Closing", {
    contact: PyContact, contacts: Vec<PyContactItem>, signature: Vec<String>, date: Option<Date>,
    note: Option<String>, cc: Vec<String>, printing_office: Option<String>, printing_date: Option<Date>,
});
record!(hashed PyAttachment, "Attachment", { ordinal: Option<u32>, title: String, span: PySpan });
record!(PyDiagnostic, "Diagnostic", {
    code: String, severity: String, message: String, span: PySpan, related: Vec<PySpan>,
    suggestion: Option<String>,
});
record!(hashed PyRepair, "Repair", { kind: String, span: PySpan, original: String, replacement: String });
record!(PyPart, "Part", { r#type: String, text: String, spans: Vec<PySpan> });
record!(PyConservation, "Conservation", { share: f64, complete: bool, lost: Vec<PySpan>, doubled: Vec<PySpan> });
record!(PyOrigin, "Origin", {
    part: Option<String>, element: Option<String>, page: Option<u32>, area: Option<(f32, f32, f32, f32)>,
});
record!(hashed PyEncoding, "Encoding", { name: String, reason: String, replaced: usize });
record!(PyLeftOut, "LeftOut", { reason: String, text: String, origin: PyOrigin });

impl From<&gongwen::block::Origin> for PyOrigin {
    fn from(origin: &gongwen::block::Origin) -> Self {
        Self {
            part: origin.part.clone(),
            element: origin.element.clone(),
            page: origin.page,
            area: origin.area.map(|area| (area.left, area.top, area.width, area.height)),
        }
    }
}
