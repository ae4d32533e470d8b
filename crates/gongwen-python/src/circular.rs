//! A parsed circular.

use std::sync::Arc;

use gongwen::Circular;
use gongwen::facts::FactKind;
use gongwen::render::{Offsets, TreeOptions, to_json, to_markdown, to_tree};
use gongwen::text::Span;
use gongwen::tree::NodeRef;
use pyo3::prelude::*;
use pyo3::types::PyAny;

use crate::facts::{Place, PyFact, objects};
use crate::node::PyNode;
use crate::points::Points;
use crate::values::{
    PyAttachment, PyClosing, PyConservation, PyContact, PyContactItem, PyDiagnostic, PyEncoding, PyHeader,
    PyInspection, PyLeftOut, PyOrigin, PyPart, PyRepair, PySpan, PyTitle,
};

/// The circular and the code points of its source, counted once.
pub(crate) struct Shared {
    pub(crate) circular: Circular<'static>,
    points: Points,
}

impl Shared {
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

    fn facts(&self, kind: Option<FactKind>) -> Vec<PyFact> {
        let circular = &self.circular;
        let origin = |spans: &[Span]| spans.first().and_then(|span| self.origin(*span));
        objects(circular.facts(), kind, |fact| Place {
            origin: origin(&circular.spans(fact.range())),
            id: fact.id(),
            node: fact.node().and_then(|index| circular.node(index)).map(|node| node.id()),
            text: circular.words(fact.range()).to_owned(),
            spans: self.spans(&circular.spans(fact.range())),
        })
    }
}

#[pyclass(name = "Circular", module = "gongwen", frozen)]
pub(crate) struct PyCircular {
    shared: Arc<Shared>,
}

impl PyCircular {
    pub(crate) fn new(circular: Circular<'static>) -> Self {
        let points = Points::new(circular.source());
        Self { shared: Arc::new(Shared { circular, points }) }
    }

    fn nodes<'c>(&'c self, nodes: impl Iterator<Item = NodeRef<'c>>) -> Vec<PyNode> {
        nodes.map(|node| PyNode::new(&self.shared, node)).collect()
    }
}

#[pymethods]
impl PyCircular {
    #[getter]
    fn source(&self) -> &str {
        self.shared.circular.source()
    }

    #[getter]
    fn text(&self) -> &str {
        self.shared.circular.text()
    }

    #[getter]
    fn name(&self) -> Option<&str> {
        self.shared.circular.name()
    }

    #[getter]
    fn format(&self) -> &'static str {
        self.shared.circular.format().as_str()
    }

    #[getter]
    fn encoding(&self) -> Option<PyEncoding> {
        self.shared.circular.encoding().map(|encoding| PyEncoding {
            name: encoding.name.clone(),
            reason: encoding.reason.as_str(),
            replaced: encoding.replaced,
        })
    }

    #[getter]
    fn left_out(&self) -> Vec<PyLeftOut> {
        let left_out = self.shared.circular.left_out().iter();
        left_out
            .map(|left| PyLeftOut {
                reason: left.reason.as_str(),
                text: left.text.clone(),
                origin: (&left.origin).into(),
            })
            .collect()
    }

    #[getter]
    fn header(&self) -> PyHeader {
        let header = self.shared.circular.header().clone();
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
        self.shared.circular.title().cloned().map(|title| PyTitle {
            span: self.shared.span(title.span),
            text: title.text,
            issuer: title.issuer,
            subject: title.subject,
            kind: title.kind,
        })
    }

    #[getter]
    fn addressees(&self) -> Vec<String> {
        self.shared.circular.addressees().to_vec()
    }

    #[getter]
    fn inspection(&self) -> Option<PyInspection> {
        self.shared.circular.inspection().cloned().map(|inspection| PyInspection {
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
    fn body(&self) -> Vec<PyNode> {
        self.nodes(self.shared.circular.body())
    }

    #[getter]
    fn sections(&self) -> Vec<PyNode> {
        self.nodes(self.shared.circular.sections())
    }

    #[getter]
    fn issues(&self) -> Vec<PyNode> {
        self.nodes(self.shared.circular.issues())
    }

    #[getter]
    fn measures(&self) -> Vec<PyNode> {
        self.nodes(self.shared.circular.measures())
    }

    #[getter]
    fn facts(&self) -> Vec<PyFact> {
        self.shared.facts(None)
    }

    #[getter]
    fn metrics(&self) -> Vec<PyFact> {
        self.shared.facts(Some(FactKind::Metric))
    }

    #[getter]
    fn dates(&self) -> Vec<PyFact> {
        self.shared.facts(Some(FactKind::Date))
    }

    #[getter]
    fn citations(&self) -> Vec<PyFact> {
        self.shared.facts(Some(FactKind::Citation))
    }

    #[getter]
    fn actions(&self) -> Vec<PyFact> {
        self.shared.facts(Some(FactKind::Action))
    }

    #[getter]
    fn terms(&self) -> Vec<PyFact> {
        self.shared.facts(Some(FactKind::Term))
    }

    fn walk<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.nodes(self.shared.circular.walk()).into_pyobject(py)?.call_method0("__iter__")
    }

    #[getter]
    fn closing(&self) -> PyClosing {
        let closing = self.shared.circular.closing().clone();
        let contacts = self.shared.circular.contacts();
        PyClosing {
            contacts: contacts
                .map(|item| PyContactItem {
                    kind: item.kind.as_str(),
                    value: item.value.to_owned(),
                    text: item.text.to_owned(),
                    spans: self.shared.spans(&item.spans),
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
        let attachments = self.shared.circular.attachments().iter();
        attachments
            .map(|attachment| PyAttachment {
                ordinal: attachment.ordinal,
                title: attachment.title.clone(),
                span: self.shared.span(attachment.span),
            })
            .collect()
    }

    #[getter]
    fn parts(&self) -> Vec<PyPart> {
        let parts = self.shared.circular.parts();
        parts
            .map(|part| PyPart {
                r#type: part.kind.as_str().to_owned(),
                text: part.text.to_owned(),
                spans: self.shared.spans(&part.spans),
            })
            .collect()
    }

    #[getter]
    fn repairs(&self) -> Vec<PyRepair> {
        let circular = &self.shared.circular;
        let repairs = circular.repairs().iter();
        repairs
            .map(|repair| PyRepair {
                kind: repair.kind.as_str(),
                span: self.shared.span(repair.span),
                original: circular.source()[repair.span.range()].to_owned(),
                replacement: repair.replacement.clone(),
            })
            .collect()
    }

    #[getter]
    fn diagnostics(&self) -> Vec<PyDiagnostic> {
        let diagnostics = self.shared.circular.diagnostics().iter();
        diagnostics
            .map(|diagnostic| PyDiagnostic {
                code: diagnostic.code.name(),
                severity: diagnostic.severity().as_str(),
                message: diagnostic.message.to_string(),
                span: self.shared.span(diagnostic.span),
                related: diagnostic.related.iter().map(|&span| self.shared.span(span)).collect(),
                suggestion: diagnostic.suggestion.as_ref().map(ToString::to_string),
            })
            .collect()
    }

    fn conservation(&self, py: Python<'_>) -> PyConservation {
        let found = py.detach(|| self.shared.circular.conservation());
        PyConservation {
            share: found.share(),
            complete: found.is_complete(),
            lost: self.shared.spans(&found.lost),
            doubled: self.shared.spans(&found.doubled),
        }
    }

    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| to_json(&self.shared.circular, Offsets::CodePoint))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| to_markdown(&self.shared.circular))
    }

    #[pyo3(signature = (*, width=100, color=false))]
    fn to_tree(&self, py: Python<'_>, width: usize, color: bool) -> String {
        py.detach(|| to_tree(&self.shared.circular, &TreeOptions { width, color }))
    }

    fn __repr__(&self) -> String {
        let circular = &self.shared.circular;
        let title = circular.title().map_or("no title", |title| title.text.as_str());
        format!(
            "<Circular {title}: {} sections, {} issues, {} measures>",
            circular.sections().count(),
            circular.issues().count(),
            circular.measures().count()
        )
    }
}
