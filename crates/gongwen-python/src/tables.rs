//! Tables as Arrow, handed over through the Arrow PyCapsule interface: without a copy, and without a library on our side.

#![expect(clippy::needless_pass_by_value, reason = "arguments are made of Python objects, and are ours")]

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use gongwen_archive::{ArchiveError, OutputTable};
use gongwen_tables::{CellValue, Cells, Table};
use pyo3::exceptions::{PyImportError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyBytes, PyCapsule, PyDict, PyList};

use crate::errors;
use crate::reading::PyLimits;
use crate::values::Reduced;

/// Rows of one table: those of a batch, or those of an output, which are read as they are asked for.
enum Rows {
    Batch(RecordBatch),
    /// With what keeps its folder: a corpus may go before its tables do.
    Output(OutputTable, Option<Arc<Py<PyAny>>>),
}

#[pyclass(name = "Table", module = "gongwen", frozen)]
pub(crate) struct PyTable {
    table: Table,
    rows: Rows,
}

impl PyTable {
    fn schema(&self) -> SchemaRef {
        match &self.rows {
            Rows::Batch(batch) => batch.schema(),
            Rows::Output(output, _) => output.schema(),
        }
    }

    fn batches(&self) -> Box<dyn Iterator<Item = Result<RecordBatch, ArchiveError>> + Send> {
        match &self.rows {
            Rows::Batch(batch) => Box::new(std::iter::once(Ok(batch.clone()))),
            Rows::Output(output, folder) => {
                let folder = folder.clone();
                // The iterator may outlive the table, as a stream that was handed over does.
                Box::new(output.clone().batches().inspect(move |_| {
                    let _kept = &folder;
                }))
            }
        }
    }

    /// The batches as a consumer of Arrow takes them.
    fn stream(&self) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static {
        self.batches().map(|batch| batch.map_err(|error| ArrowError::from_external_error(error.into())))
    }

    /// Hands over each row until there is one too many.
    fn each_row(
        &self,
        limit: Option<usize>,
        mut row: impl FnMut(&[Cells<'_>], usize) -> PyResult<()>,
    ) -> PyResult<()> {
        let mut left = limit.unwrap_or(usize::MAX);
        for batch in self.batches() {
            if left == 0 {
                break;
            }
            let batch = batch.map_err(|error| errors::ended(&error))?;
            let cells =
                Cells::of(&batch).ok_or_else(|| PyValueError::new_err("a column of an unknown type"))?;
            for at in 0..batch.num_rows().min(left) {
                row(&cells, at)?;
            }
            left = left.saturating_sub(batch.num_rows());
        }
        Ok(())
    }
}

fn failed(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// A class or function of a library that is only needed by those who ask for it.
fn library<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    Ok(py
        .import(name)
        .map_err(|error| {
            let hint = PyImportError::new_err(format!("{name} is not installed: pip install {name}"));
            hint.set_cause(py, Some(error));
            hint
        })?
        .into_any())
}

/// Rows that a notebook shows of a table.
const SHOWN_ROWS: usize = 20;

fn shown(value: CellValue<'_>) -> String {
    match value {
        CellValue::Null => String::new(),
        CellValue::Text(text) => text.to_owned(),
        CellValue::Integer(number) => number.to_string(),
        CellValue::Real(number) => number.to_string(),
        CellValue::Flag(flag) => flag.to_string(),
        CellValue::Date(date) => date.to_string(),
    }
}

fn cell<'py>(py: Python<'py>, value: CellValue<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        CellValue::Null => py.None().into_bound(py),
        CellValue::Text(text) => text.into_pyobject(py)?.into_any(),
        CellValue::Integer(number) => number.into_pyobject(py)?.into_any(),
        CellValue::Real(number) => number.into_pyobject(py)?.into_any(),
        CellValue::Flag(flag) => flag.into_pyobject(py)?.to_owned().into_any(),
        CellValue::Date(date) => date.into_pyobject(py)?.into_any(),
    })
}

#[pymethods]
impl PyTable {
    #[getter]
    fn name(&self) -> &'static str {
        self.table.as_str()
    }

    #[getter]
    fn num_rows(&self) -> usize {
        match &self.rows {
            Rows::Batch(batch) => batch.num_rows(),
            Rows::Output(output, _) => output.rows(),
        }
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let schema = self.schema();
        let at = schema.index_of(name).map_err(|_| {
            PyKeyError::new_err(format!(
                "{} has no column {name:?}; it has {:?}",
                self.name(),
                self.column_names()
            ))
        })?;
        let values = PyList::empty(py);
        self.each_row(None, |cells, row| values.append(cell(py, cells[at].get(row))?))?;
        Ok(values)
    }

    #[pyo3(signature = (limit=None))]
    fn to_pylist<'py>(&self, py: Python<'py>, limit: Option<usize>) -> PyResult<Bound<'py, PyList>> {
        let names = self.column_names();
        let rows = PyList::empty(py);
        self.each_row(limit, |cells, at| {
            let row = PyDict::new(py);
            for (name, cells) in names.iter().zip(cells) {
                row.set_item(name, cell(py, cells.get(at))?)?;
            }
            rows.append(row)
        })?;
        Ok(rows)
    }

    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        library(slf.py(), "pyarrow")?.call_method1("table", (slf,))
    }

    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        library(slf.py(), "pandas")?;
        Self::to_arrow(slf)?.call_method0("to_pandas")
    }

    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        library(slf.py(), "polars")?.call_method1("DataFrame", (slf,))
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    /// Its first rows: what a notebook shows.
    fn _repr_html_(&self) -> PyResult<String> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        self.each_row(Some(SHOWN_ROWS), |cells, at| {
            rows.push(cells.iter().map(|cells| shown(cells.get(at))).collect());
            Ok(())
        })?;
        let names = self.column_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Ok(gongwen_view::fragment::table(self.table.caption(), &names, &rows, self.num_rows()))
    }

    fn __repr__(&self) -> String {
        format!("Table({:?}, num_rows={}, columns={:?})", self.name(), self.num_rows(), self.column_names())
    }

    /// A schema that is asked for is only a wish: consumers cast what they get.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let rows = RecordBatchIterator::new(self.stream(), self.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(rows)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema().as_ref()).map_err(|error| failed(&error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> Reduced<'py, (&'static str, Bound<'py, PyBytes>)> {
        let (this, py) = (slf.get(), slf.py());
        let bytes = py.detach(|| {
            let mut writer = StreamWriter::try_new(Vec::new(), &this.schema())?;
            for batch in this.stream() {
                writer.write(&batch?)?;
            }
            writer.into_inner()
        });
        let bytes = bytes.map_err(|error| failed(&error))?;
        let make = py.import("gongwen._native")?.getattr("_table")?;
        Ok((make, (this.name(), PyBytes::new(py, &bytes))))
    }
}

/// What a pickled table is made from.
#[pyfunction]
pub(crate) fn _table(py: Python<'_>, name: &str, bytes: Vec<u8>) -> PyResult<PyTable> {
    let table = table_of(name)?;
    let batch = py.detach(|| {
        let reader = StreamReader::try_new(bytes.as_slice(), None)?;
        let schema = reader.schema();
        let batches = reader.collect::<Result<Vec<_>, _>>()?;
        arrow_select::concat::concat_batches(&schema, &batches)
    });
    Ok(PyTable { table, rows: Rows::Batch(batch.map_err(|error| failed(&error))?) })
}

fn table_of(name: &str) -> PyResult<Table> {
    Table::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Table::ALL.iter().map(|table| table.as_str()).collect();
        errors::option(&format!("no table {name:?}; there are {}", names.join(", ")))
    })
}

/// A table of an output.
///
/// `folder` is kept as long as the table is: a temporary one goes with it.
#[pyfunction]
#[pyo3(signature = (output, name, folder=None))]
pub(crate) fn open_table(
    py: Python<'_>,
    output: PathBuf,
    name: &str,
    folder: Option<Py<PyAny>>,
) -> PyResult<PyTable> {
    let table = table_of(name)?;
    let opened =
        py.detach(|| gongwen_archive::open(&output, table)).map_err(|error| errors::ended(&error))?;
    Ok(PyTable { table, rows: Rows::Output(opened, folder.map(Arc::new)) })
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
    let made = made.map_err(|error| errors::ended(&error))?;
    Ok(made.into_iter().map(|(table, batch)| PyTable { table, rows: Rows::Batch(batch) }).collect())
}

/// (path, key) of each file and member.
#[pyfunction]
pub(crate) fn keys(
    py: Python<'_>,
    files: Vec<(String, Vec<u8>)>,
    limits: Option<PyLimits>,
) -> PyResult<Vec<(String, String)>> {
    let options = reading(None, limits);
    let made = py.detach(|| gongwen_archive::keys(files, &options)).map_err(|error| errors::ended(&error))?;
    Ok(made.into_iter().map(|file| (file.path, file.key)).collect())
}

pub(crate) fn reading(encoding: Option<String>, limits: Option<PyLimits>) -> gongwen_read::Options {
    let limits = limits.map_or_else(gongwen_read::Limits::default, Into::into);
    gongwen_read::Options { format: None, encoding, limits }
}
