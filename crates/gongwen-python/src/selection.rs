//! Lists of nodes and of facts, as the classes of `gongwen.selection` that can be asked for some of them.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyAny, PyType};

use crate::facts::PyFact;
use crate::node::PyNode;

pub(crate) fn nodes(py: Python<'_>, nodes: Vec<PyNode>) -> PyResult<Bound<'_, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "gongwen.selection", "Nodes")?.call1((nodes,))
}

pub(crate) fn facts(py: Python<'_>, facts: Vec<PyFact>) -> PyResult<Bound<'_, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "gongwen.selection", "Facts")?.call1((facts,))
}
