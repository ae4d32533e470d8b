//! Plain values: what a circular says around its tree.

use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

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

/// A frozen class of plain attributes with a repr that shows them.
macro_rules! record {
    ($rust:ident, $python:literal, { $($field:ident: $type:ty),* $(,)? }) => {
        #[pyclass(name = $python, module = "gongwen", frozen)]
        #[derive(Clone)]
        pub(crate) struct $rust {
            $(#[pyo3(get)] pub(crate) $field: $type,)*
        }

        #[pymethods]
        impl $rust {
            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let mut parts: Vec<String> = Vec::new();
                $(
                    let value = self.$field.clone().into_pyobject(py).map_err(Into::<PyErr>::into)?;
                    parts.push(format!("{}={}", stringify!($field), value.as_any().repr()?));
                )*
                Ok(format!("{}({})", $python, parts.join(", ")))
            }
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
    start: Option<Date>, end: Option<Date>, feedback_date: Option<Date>,
});
record!(PyContact, "Contact", {
    phones: Vec<String>, emails: Vec<String>, address: Option<String>, postcode: Option<String>,
});
record!(PyContactItem, "ContactItem", { kind: &'static str, value: String, text: String, spans: Vec<PySpan> });
record!(PyClosing, "Closing", {
    contact: PyContact, contacts: Vec<PyContactItem>, signature: Vec<String>, date: Option<Date>,
    note: Option<String>, cc: Vec<String>, printing_office: Option<String>, printing_date: Option<Date>,
});
record!(PyAttachment, "Attachment", { ordinal: Option<u32>, title: String, span: PySpan });
record!(PyDiagnostic, "Diagnostic", {
    code: &'static str, severity: &'static str, message: String, span: PySpan, related: Vec<PySpan>,
    suggestion: Option<String>,
});
record!(PyRepair, "Repair", { kind: &'static str, span: PySpan, original: String, replacement: String });
record!(PyPart, "Part", { r#type: String, text: String, spans: Vec<PySpan> });
record!(PyConservation, "Conservation", { share: f64, complete: bool, lost: Vec<PySpan>, doubled: Vec<PySpan> });
record!(PyOrigin, "Origin", {
    part: Option<String>, element: Option<String>, page: Option<u32>, area: Option<(f32, f32, f32, f32)>,
});
record!(PyEncoding, "Encoding", { name: String, reason: &'static str, replaced: usize });
record!(PyLeftOut, "LeftOut", { reason: &'static str, text: String, origin: PyOrigin });

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
