//! A node of the tree: the circular it belongs to and its place there.

use std::sync::Arc;

use gongwen::tree::NodeRef;
use pyo3::prelude::*;
use pyo3::types::PyAny;

use crate::circular::Shared;
use crate::values::{PyLabel, PyOrigin, PySpan};

#[pyclass(name = "Node", module = "gongwen", frozen)]
pub(crate) struct PyNode {
    shared: Arc<Shared>,
    index: usize,
}

impl PyNode {
    pub(crate) fn new(shared: &Arc<Shared>, node: NodeRef<'_>) -> Self {
        Self { shared: Arc::clone(shared), index: node.index() }
    }

    fn node(&self) -> NodeRef<'_> {
        // The index came from this circular, which never changes.
        self.shared.circular.node(self.index).expect("a node of its own circular")
    }

    fn nodes<'c>(&'c self, nodes: impl Iterator<Item = NodeRef<'c>>) -> Vec<PyNode> {
        nodes.map(|node| PyNode::new(&self.shared, node)).collect()
    }
}

#[pymethods]
impl PyNode {
    #[getter]
    fn r#type(&self) -> &'static str {
        self.node().kind().as_str()
    }

    #[getter]
    fn id(&self) -> String {
        self.node().id()
    }

    #[getter]
    fn label(&self) -> Option<PyLabel> {
        let label = self.node().label()?;
        Some(PyLabel { text: label.text.to_owned(), scheme: label.scheme.as_str(), ordinal: label.ordinal })
    }

    #[getter]
    fn heading(&self) -> Option<&str> {
        self.node().heading()
    }

    #[getter]
    fn statement(&self) -> Option<&str> {
        self.node().statement()
    }

    #[getter]
    fn role(&self) -> Option<&'static str> {
        self.node().role().map(|role| role.as_str())
    }

    #[getter]
    fn status(&self) -> Option<&'static str> {
        self.node().status().map(|status| status.as_str())
    }

    #[getter]
    fn text(&self) -> Option<&str> {
        self.node().text()
    }

    #[getter]
    fn full_text(&self) -> String {
        self.node().full_text()
    }

    #[getter]
    fn span(&self) -> Option<PySpan> {
        self.node().span().map(|span| self.shared.span(span))
    }

    #[getter]
    fn spans(&self) -> Vec<PySpan> {
        self.shared.spans(&self.node().spans())
    }

    #[getter]
    fn origin(&self) -> Option<PyOrigin> {
        self.node().span().and_then(|span| self.shared.origin(span))
    }

    #[getter]
    fn children(&self) -> Vec<PyNode> {
        self.nodes(self.node().children())
    }

    #[getter]
    fn parent(&self) -> Option<PyNode> {
        self.node().parent().map(|parent| PyNode::new(&self.shared, parent))
    }

    fn walk<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.nodes(self.node().walk()).into_pyobject(py)?.call_method0("__iter__")
    }

    fn __repr__(&self) -> String {
        const SHOWN: usize = 24;
        let node = self.node();
        let text = node.statement().or(node.heading()).or(node.text()).unwrap_or_default();
        let mut shown: String = text.chars().take(SHOWN).collect();
        if text.chars().count() > SHOWN {
            shown.push('…');
        }
        format!("<{} {}: {shown}>", node.kind().as_str(), node.id())
    }

    fn __eq__(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared) && self.index == other.index
    }

    fn __hash__(&self) -> usize {
        self.index ^ Arc::as_ptr(&self.shared) as usize
    }
}
