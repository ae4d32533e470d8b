//! Plain values: what a circular says around its tree.

use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};

/// A civil date as `datetime.date`.
fn py_date(py: Python<'_>, date: Option<Date>) -> PyResult<Option<Bound<'_, PyDate>>> {
    date.map(|date| {
        // Years of circulars are positive, months and days are: the casts lose nothing.
        PyDate::new(py, i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
    })
    .transpose()
}

#[pyclass(name = "Span", module = "gongwen", frozen, eq, hash)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PySpan {
    #[pyo3(get)]
    pub(crate) start: usize,
    #[pyo3(get)]
    pub(crate) end: usize,
}

#[pymethods]
impl PySpan {
    fn __repr__(&self) -> String {
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

/// A frozen class of plain attributes with a repr that shows them.
macro_rules! record {
    ($(#[$meta:meta])* $rust:ident, $python:literal, { $($field:ident: $type:ty),* $(,)? } $(, dates { $($date:ident),* })?) => {
        $(#[$meta])*
        #[pyclass(name = $python, module = "gongwen", frozen)]
        #[derive(Clone)]
        pub(crate) struct $rust {
            $(#[pyo3(get)] pub(crate) $field: $type,)*
            $($(pub(crate) $date: Option<Date>,)*)?
        }

        #[pymethods]
        impl $rust {
            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let mut parts: Vec<String> = Vec::new();
                $(
                    let value = self.$field.clone().into_pyobject(py).map_err(Into::<PyErr>::into)?;
                    parts.push(format!("{}={}", stringify!($field), value.as_any().repr()?));
                )*
                $($(parts.push(format!("{}={}", stringify!($date), self.$date.map_or("None".to_owned(), |date| date.to_string())));)*)?
                Ok(format!("{}({})", $python, parts.join(", ")))
            }

            $($(
                #[getter]
                fn $date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
                    py_date(py, self.$date)
                }
            )*)?
        }
    };
}

record!(PyLabel, "Label", { text: String, scheme: &'static str, ordinal: Option<u32> });
record!(PyTitle, "Title", {
    text: String, issuer: Option<String>, subject: Option<String>, kind: Option<String>, span: PySpan,
});
record!(PyHeader, "Header", {
    document_number: Option<String>, secrecy: Option<String>, urgency: Option<String>,
    copy_number: Option<String>, signer: Option<String>, issuer_mark: Option<String>,
});
record!(PyInspection, "Inspection", {
    r#type: Option<String>, look_back: bool, team: Option<String>, inspected: Option<String>,
}, dates { start, end, feedback_date });
record!(PyContact, "Contact", {
    phones: Vec<String>, emails: Vec<String>, address: Option<String>, postcode: Option<String>,
});
record!(PyClosing, "Closing", {
    contact: PyContact, signature: Vec<String>, note: Option<String>, cc: Vec<String>,
    printing_office: Option<String>,
}, dates { date, printing_date });
record!(PyAttachment, "Attachment", { ordinal: Option<u32>, title: String, span: PySpan });
record!(PyDiagnostic, "Diagnostic", {
    code: &'static str, severity: &'static str, message: String, span: PySpan, related: Vec<PySpan>,
    suggestion: Option<String>,
});
record!(PyRepair, "Repair", { kind: &'static str, span: PySpan, original: String, replacement: String });
record!(PyPart, "Part", { r#type: String, text: String, spans: Vec<PySpan> });
record!(PyConservation, "Conservation", { share: f64, complete: bool, lost: Vec<PySpan>, doubled: Vec<PySpan> });
