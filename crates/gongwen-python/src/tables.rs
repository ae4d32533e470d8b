//! Files in memory to Arrow tables, handed over through the Arrow PyCapsule interface: without a copy, and without a library
//! on our side.

#![expect(clippy::needless_pass_by_value, reason = "arguments are made of Python objects, and are ours")]

use std::collections::HashSet;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::archive::raised;
use crate::reading::PyLimits;

/// Rows of one table.
#[pyclass(name = "Table", module = "gongwen", frozen)]
pub(crate) struct PyTable {
    #[pyo3(get)]
    name: &'static str,
    batch: RecordBatch,
}

#[pymethods]
impl PyTable {
    #[getter]
    fn num_rows(&self) -> usize {
        self.batch.num_rows()
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!(
            "Table({:?}, num_rows={}, columns={:?})",
            self.name,
            self.batch.num_rows(),
            self.column_names()
        )
    }

    /// A schema that is asked for is only a wish: consumers cast what they get.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let rows = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(rows)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema_ref().as_ref())
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

#[pyfunction]
#[pyo3(signature = (files, copies, encoding, limits))]
pub(crate) fn tables(
    py: Python<'_>,
    files: Vec<(String, Vec<u8>)>,
    copies: Option<HashSet<String>>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
) -> PyResult<Vec<PyTable>> {
    let options = reading(encoding, limits);
    let made = py.detach(|| gongwen_archive::tables(files, copies.as_ref(), &options));
    let made = made.map_err(|error| raised(&error))?;
    Ok(made.into_iter().map(|(table, batch)| PyTable { name: table.as_str(), batch }).collect())
}

/// (path, key) of each file and member.
#[pyfunction]
pub(crate) fn keys(
    py: Python<'_>,
    files: Vec<(String, Vec<u8>)>,
    limits: Option<PyLimits>,
) -> PyResult<Vec<(String, String)>> {
    let options = reading(None, limits);
    let made = py.detach(|| gongwen_archive::keys(files, &options)).map_err(|error| raised(&error))?;
    Ok(made.into_iter().map(|file| (file.path, file.key)).collect())
}

pub(crate) fn reading(encoding: Option<String>, limits: Option<PyLimits>) -> gongwen_read::Options {
    let limits = limits.map_or_else(gongwen_read::Limits::default, Into::into);
    gongwen_read::Options { format: None, encoding, limits }
}
