//! A node of the tree: the circular it belongs to and its place there.

use gongwen::facts::FactKind;
use gongwen::tree::NodeRef;
use pyo3::prelude::*;
use pyo3::types::PyAny;

use crate::circular::PyCircular;
use crate::selection;
use crate::values::{PyLabel, PyOrigin, PySpan, Reduced};

#[pyclass(name = "Node", module = "gongwen", frozen)]
pub(crate) struct PyNode {
    circular: Py<PyCircular>,
    index: usize,
}

impl PyNode {
    pub(crate) fn new(circular: &Bound<'_, PyCircular>, node: NodeRef<'_>) -> Self {
        Self { circular: circular.clone().unbind(), index: node.index() }
    }

    fn node(&self) -> NodeRef<'_> {
        // The index came from this circular, which never changes.
        self.circular.get().inner().node(self.index).expect("a node of its own circular")
    }

    fn list<'py, 'c>(
        &'c self,
        py: Python<'py>,
        nodes: impl Iterator<Item = NodeRef<'c>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let circular = self.circular.bind(py);
        selection::nodes(py, nodes.map(|node| Self::new(circular, node)).collect())
    }

    /// Facts that stand in it or below it.
    fn facts_of<'py>(&self, py: Python<'py>, kind: Option<FactKind>) -> PyResult<Bound<'py, PyAny>> {
        let below: Vec<usize> = self.node().walk().map(NodeRef::index).collect();
        let inside = |node: Option<usize>| node.is_some_and(|node| below.binary_search(&node).is_ok());
        PyCircular::facts_of(self.circular.bind(py), kind, inside)
    }
}

#[pymethods]
impl PyNode {
    #[getter]
    fn circular(&self, py: Python<'_>) -> Py<PyCircular> {
        self.circular.clone_ref(py)
    }

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
        let (text, scheme) = (label.text.to_owned(), label.scheme.as_str().to_owned());
        Some(PyLabel { text, scheme, ordinal: label.ordinal })
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
        self.node().span().map(|span| self.circular.get().span(span))
    }

    #[getter]
    fn spans(&self) -> Vec<PySpan> {
        self.circular.get().spans(&self.node().spans())
    }

    #[getter]
    fn origin(&self) -> Option<PyOrigin> {
        self.node().span().and_then(|span| self.circular.get().origin(span))
    }

    #[getter]
    fn children<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.list(py, self.node().children())
    }

    #[getter]
    fn parent(&self, py: Python<'_>) -> Option<PyNode> {
        self.node().parent().map(|parent| PyNode::new(self.circular.bind(py), parent))
    }

    fn walk<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.list(py, self.node().walk())?.call_method0("__iter__")
    }

    #[getter]
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.facts_of(py, None)
    }

    #[getter]
    fn metrics<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.facts_of(py, Some(FactKind::Metric))
    }

    #[getter]
    fn dates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.facts_of(py, Some(FactKind::Date))
    }

    #[getter]
    fn citations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.facts_of(py, Some(FactKind::Citation))
    }

    #[getter]
    fn actions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.facts_of(py, Some(FactKind::Action))
    }

    #[getter]
    fn terms<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.facts_of(py, Some(FactKind::Term))
    }

    /// What a notebook shows.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| gongwen_view::fragment::node(self.node()))
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
        self.index == other.index && self.circular.get() == other.circular.get()
    }

    fn __hash__(&self) -> u64 {
        self.circular.get().key().rotate_left(17) ^ self.index as u64
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> Reduced<'py, (Py<PyCircular>, usize)> {
        let py = slf.py();
        let node = slf.get();
        Ok((py.import("gongwen._native")?.getattr("_node")?, (node.circular.clone_ref(py), node.index)))
    }
}

/// The node at a place in document order: what a pickled node is made from.
#[pyfunction]
pub(crate) fn _node(circular: &Bound<'_, PyCircular>, index: usize) -> PyResult<PyNode> {
    let node = circular.get().inner().node(index);
    let node =
        node.ok_or_else(|| pyo3::exceptions::PyIndexError::new_err("the circular has no such node"))?;
    Ok(PyNode::new(circular, node))
}
