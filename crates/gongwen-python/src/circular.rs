//! A parsed circular.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use gongwen::block::Document;
use gongwen::facts::FactKind;
use gongwen::render::{Offsets, TreeOptions, to_json, to_markdown, to_tree};
use gongwen::text::Span;
use gongwen::tree::NodeRef;
use gongwen::{Circular, Options};
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyAny;

use crate::facts::{Owner, Place, objects};
use crate::node::PyNode;
use crate::points::Points;
use crate::selection;
use crate::values::{
    PyAttachment, PyClosing, PyConservation, PyContact, PyContactItem, PyDiagnostic, PyEncoding, PyHeader,
    PyInspection, PyLeftOut, PyOrigin, PyPart, PyRepair, PySpan, PyTitle, Reduced,
};

/// The circular, the code points of its source, counted once, and what it was parsed with.
#[pyclass(name = "Circular", module = "gongwen", frozen)]
pub(crate) struct PyCircular {
    circular: Circular<'static>,
    points: Points,
    facts: bool,
    reference_date: Option<Date>,
}

/// Equal where the same document was read in the same way, of which all else follows.
impl PartialEq for PyCircular {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.facts == other.facts
                && self.reference_date == other.reference_date
                && self.circular.is_from_same_document(&other.circular))
    }
}

impl PyCircular {
    pub(crate) fn new(circular: Circular<'static>, options: &Options) -> Self {
        let points = Points::new(circular.source());
        Self { circular, points, facts: options.facts, reference_date: options.reference_date }
    }

    pub(crate) fn inner(&self) -> &Circular<'static> {
        &self.circular
    }

    pub(crate) fn span(&self, span: Span) -> PySpan {
        self.points.span(self.circular.source(), span)
    }

    pub(crate) fn spans(&self, spans: &[Span]) -> Vec<PySpan> {
        spans.iter().map(|span| self.span(*span)).collect()
    }

    /// Where in the file a stretch of the source begins.
    pub(crate) fn origin(&self, span: Span) -> Option<PyOrigin> {
        self.circular.origin(span.start()).map(Into::into)
    }

    /// What a hash is made of.
    pub(crate) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.circular.source().hash(&mut hasher);
        hasher.finish()
    }

    /// Facts of one kind as they stand in its list, or all in the order of the text, in the nodes that are asked for.
    pub(crate) fn facts_of<'py>(
        slf: &Bound<'py, Self>,
        kind: Option<FactKind>,
        inside: impl Fn(Option<usize>) -> bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (this, py) = (slf.get(), slf.py());
        let circular = &this.circular;
        let place = |fact: gongwen::facts::Fact<'_>| {
            let spans = circular.spans(fact.range());
            Place {
                owner: Owner::Circular(slf.clone().unbind()),
                range: fact.range().clone(),
                origin: spans.first().and_then(|span| this.origin(*span)),
                id: fact.id(),
                node: fact.node().and_then(|index| circular.node(index)).map(|node| node.id()),
                text: circular.words(fact.range()).to_owned(),
                spans: this.spans(&spans),
            }
        };
        let facts = objects(circular.facts(), kind, |fact| inside(fact.node()).then(|| place(fact)));
        selection::facts(py, facts)
    }

    fn list<'py, 'c>(
        slf: &Bound<'py, Self>,
        nodes: impl Iterator<Item = NodeRef<'c>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        selection::nodes(slf.py(), nodes.map(|node| PyNode::new(slf, node)).collect())
    }
}

#[pymethods]
impl PyCircular {
    #[getter]
    fn source(&self) -> &str {
        self.circular.source()
    }

    #[getter]
    fn text(&self) -> &str {
        self.circular.text()
    }

    #[getter]
    fn name(&self) -> Option<&str> {
        self.circular.name()
    }

    #[getter]
    fn format(&self) -> &'static str {
        self.circular.format().as_str()
    }

    #[getter]
    fn encoding(&self) -> Option<PyEncoding> {
        self.circular.encoding().map(|encoding| PyEncoding {
            name: encoding.name.clone(),
            reason: encoding.reason.as_str().to_owned(),
            replaced: encoding.replaced,
        })
    }

    #[getter]
    fn left_out(&self) -> Vec<PyLeftOut> {
        let left_out = self.circular.left_out().iter();
        left_out
            .map(|left| PyLeftOut {
                reason: left.reason.as_str().to_owned(),
                text: left.text.clone(),
                origin: (&left.origin).into(),
            })
            .collect()
    }

    #[getter]
    fn header(&self) -> PyHeader {
        let header = self.circular.header().clone();
        PyHeader {
            document_number: header.document_number,
            secrecy: header.secrecy,
            urgency: header.urgency,
            copy_number: header.copy_number,
            signer: header.signer,
            issuer_mark: header.issuer_mark,
        }
    }

    #[getter]
    fn title(&self) -> Option<PyTitle> {
        self.circular.title().cloned().map(|title| PyTitle {
            span: self.span(title.span),
            text: title.text,
            issuer: title.issuer,
            subject: title.subject,
            kind: title.kind,
        })
    }

    #[getter]
    fn addressees(&self) -> Vec<String> {
        self.circular.addressees().to_vec()
    }

    #[getter]
    fn inspection(&self) -> Option<PyInspection> {
        self.circular.inspection().cloned().map(|inspection| PyInspection {
            r#type: inspection.kind,
            look_back: inspection.look_back,
            team: inspection.team,
            inspected: inspection.inspected,
            start: inspection.start,
            end: inspection.end,
            feedback_date: inspection.feedback_date,
        })
    }

    #[getter]
    fn body<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::list(slf, slf.get().circular.body())
    }

    #[getter]
    fn sections<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::list(slf, slf.get().circular.sections())
    }

    #[getter]
    fn issues<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::list(slf, slf.get().circular.issues())
    }

    #[getter]
    fn measures<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::list(slf, slf.get().circular.measures())
    }

    #[getter]
    fn facts<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::facts_of(slf, None, |_| true)
    }

    #[getter]
    fn metrics<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::facts_of(slf, Some(FactKind::Metric), |_| true)
    }

    #[getter]
    fn dates<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::facts_of(slf, Some(FactKind::Date), |_| true)
    }

    #[getter]
    fn citations<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::facts_of(slf, Some(FactKind::Citation), |_| true)
    }

    #[getter]
    fn actions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::facts_of(slf, Some(FactKind::Action), |_| true)
    }

    #[getter]
    fn terms<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::facts_of(slf, Some(FactKind::Term), |_| true)
    }

    fn walk<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::list(slf, slf.get().circular.walk())?.call_method0("__iter__")
    }

    fn find(slf: &Bound<'_, Self>, id: &str) -> Option<PyNode> {
        slf.get().circular.find(id).map(|node| PyNode::new(slf, node))
    }

    #[getter]
    fn closing(&self) -> PyClosing {
        let closing = self.circular.closing().clone();
        let contacts = self.circular.contacts();
        PyClosing {
            contacts: contacts
                .map(|item| PyContactItem {
                    kind: item.kind.as_str().to_owned(),
                    value: item.value.to_owned(),
                    text: item.text.to_owned(),
                    spans: self.spans(&item.spans),
                })
                .collect(),
            contact: PyContact {
                phones: closing.contact.phones,
                emails: closing.contact.emails,
                address: closing.contact.address,
                postcode: closing.contact.postcode,
            },
            signature: closing.signature,
            note: closing.note,
            cc: closing.cc,
            printing_office: closing.printing_office,
            date: closing.date,
            printing_date: closing.printing_date,
        }
    }

    #[getter]
    fn attachments(&self) -> Vec<PyAttachment> {
        let attachments = self.circular.attachments().iter();
        attachments
            .map(|attachment| PyAttachment {
                ordinal: attachment.ordinal,
                title: attachment.title.clone(),
                span: self.span(attachment.span),
            })
            .collect()
    }

    #[getter]
    fn parts(&self) -> Vec<PyPart> {
        let parts = self.circular.parts();
        parts
            .map(|part| PyPart {
                r#type: part.kind.as_str().to_owned(),
                text: part.text.to_owned(),
                spans: self.spans(&part.spans),
            })
            .collect()
    }

    #[getter]
    fn repairs(&self) -> Vec<PyRepair> {
        let circular = &self.circular;
        let repairs = circular.repairs().iter();
        repairs
            .map(|repair| PyRepair {
                kind: repair.kind.as_str().to_owned(),
                span: self.span(repair.span),
                original: circular.source()[repair.span.range()].to_owned(),
                replacement: repair.replacement.clone(),
            })
            .collect()
    }

    #[getter]
    fn diagnostics(&self) -> Vec<PyDiagnostic> {
        let diagnostics = self.circular.diagnostics().iter();
        diagnostics
            .map(|diagnostic| PyDiagnostic {
                code: diagnostic.code.name().to_owned(),
                severity: diagnostic.severity().as_str().to_owned(),
                message: diagnostic.message.to_string(),
                span: self.span(diagnostic.span),
                related: diagnostic.related.iter().map(|&span| self.span(span)).collect(),
                suggestion: diagnostic.suggestion.as_ref().map(ToString::to_string),
            })
            .collect()
    }

    fn conservation(&self, py: Python<'_>) -> PyConservation {
        let found = py.detach(|| self.circular.conservation());
        PyConservation {
            share: found.share(),
            complete: found.is_complete(),
            lost: self.spans(&found.lost),
            doubled: self.spans(&found.doubled),
        }
    }

    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| to_json(&self.circular, Offsets::CodePoint))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| to_markdown(&self.circular))
    }

    #[pyo3(signature = (*, width=100, color=false))]
    fn to_tree(&self, py: Python<'_>, width: usize, color: bool) -> String {
        py.detach(|| to_tree(&self.circular, &TreeOptions { width, color }))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self) -> u64 {
        self.key()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// As the document that it was read from, which is parsed again: less than the tree, and of any version.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> Reduced<'py, Pickled> {
        let (this, py) = (slf.get(), slf.py());
        let document = py
            .detach(|| serde_json::to_string(&this.circular.to_document()))
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        let make = py.import("gongwen._native")?.getattr("_circular")?;
        Ok((make, (document, this.facts, this.reference_date)))
    }

    /// Folded, its facts marked: what a notebook shows.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| gongwen_view::fragment::circular(&self.circular))
    }

    fn __repr__(&self) -> String {
        let circular = &self.circular;
        let title = circular.title().map_or("no title", |title| title.text.as_str());
        format!(
            "<Circular {title}: {} sections, {} issues, {} measures>",
            circular.sections().count(),
            circular.issues().count(),
            circular.measures().count()
        )
    }
}

type Pickled = (String, bool, Option<Date>);

/// What a pickled circular is made from.
#[pyfunction]
pub(crate) fn _circular(
    py: Python<'_>,
    document: &str,
    facts: bool,
    reference_date: Option<Date>,
) -> PyResult<PyCircular> {
    let options = Options { facts, reference_date, ..Options::default() };
    py.detach(|| {
        let document: Document =
            serde_json::from_str(document).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(PyCircular::new(gongwen::parse_document(document, &options), &options))
    })
}
