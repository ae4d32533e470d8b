//! Reading files: bounds, one document, all documents of an archive.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

use gongwen::Options;
use gongwen::block::{Document, Format};
use gongwen_read::Limits;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict as _, PyAny, PyTuple};

use crate::circular::PyCircular;
use crate::errors::{self, unread};
use crate::extraction::date_of;

/// Bounds on what one file may cost.
#[pyclass(name = "Limits", module = "gongwen", frozen, eq, hash, from_py_object)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PyLimits {
    #[pyo3(get)]
    bytes: u64,
    #[pyo3(get)]
    unpacked_bytes: u64,
    #[pyo3(get)]
    ratio: u64,
    #[pyo3(get)]
    members: u64,
    #[pyo3(get)]
    nesting: u64,
    #[pyo3(get)]
    depth: u64,
    #[pyo3(get)]
    pages: u64,
    #[pyo3(get)]
    cells: u64,
    #[pyo3(get)]
    seconds: u64,
}

#[pymethods]
impl PyLimits {
    // One keyword a limit, as the fields are.
    #[allow(clippy::too_many_arguments)]
    #[new]
    #[pyo3(signature = (*, bytes=None, unpacked_bytes=None, ratio=None, members=None, nesting=None, depth=None,
                        pages=None, cells=None, seconds=None))]
    fn new(
        bytes: Option<u64>,
        unpacked_bytes: Option<u64>,
        ratio: Option<u64>,
        members: Option<u64>,
        nesting: Option<u64>,
        depth: Option<u64>,
        pages: Option<u64>,
        cells: Option<u64>,
        seconds: Option<u64>,
    ) -> Self {
        let usual = Limits::default();
        Self {
            bytes: bytes.unwrap_or(usual.bytes),
            unpacked_bytes: unpacked_bytes.unwrap_or(usual.unpacked_bytes),
            ratio: ratio.unwrap_or(usual.ratio),
            members: members.unwrap_or(usual.members),
            nesting: nesting.unwrap_or(usual.nesting),
            depth: depth.unwrap_or(usual.depth),
            pages: pages.unwrap_or(usual.pages),
            cells: cells.unwrap_or(usual.cells),
            seconds: seconds.unwrap_or(usual.time.as_secs()),
        }
    }

    /// By keyword, as they are made.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (limits, py) = (slf.get(), slf.py());
        let given = [
            ("bytes", limits.bytes),
            ("unpacked_bytes", limits.unpacked_bytes),
            ("ratio", limits.ratio),
            ("members", limits.members),
            ("nesting", limits.nesting),
            ("depth", limits.depth),
            ("pages", limits.pages),
            ("cells", limits.cells),
            ("seconds", limits.seconds),
        ];
        let make = py
            .import("functools")?
            .getattr("partial")?
            .call((slf.get_type(),), Some(&given.into_py_dict(py)?))?;
        Ok((make, PyTuple::empty(py)).into_pyobject(py)?.into_any())
    }

    fn __repr__(&self) -> String {
        format!(
            "Limits(bytes={}, unpacked_bytes={}, ratio={}, members={}, nesting={}, depth={}, pages={}, cells={}, \
             seconds={})",
            self.bytes,
            self.unpacked_bytes,
            self.ratio,
            self.members,
            self.nesting,
            self.depth,
            self.pages,
            self.cells,
            self.seconds
        )
    }
}

impl From<PyLimits> for Limits {
    fn from(limits: PyLimits) -> Self {
        Self {
            bytes: limits.bytes,
            unpacked_bytes: limits.unpacked_bytes,
            ratio: limits.ratio,
            members: limits.members,
            nesting: limits.nesting,
            depth: limits.depth,
            pages: limits.pages,
            cells: limits.cells,
            time: Duration::from_secs(limits.seconds),
        }
    }
}

/// The format of a name; an error lists them all.
pub(crate) fn format_of(name: Option<&str>) -> PyResult<Option<Format>> {
    let Some(name) = name else { return Ok(None) };
    Format::from_name(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
        errors::option(&format!("format is one of {}, not {name:?}", names.join(", ")))
    })
}

/// What the keywords of all reading functions say.
struct Call {
    reading: gongwen_read::Options,
    parsing: Options,
}

impl Call {
    fn new(
        format: Option<&str>,
        encoding: Option<String>,
        limits: Option<PyLimits>,
        facts: bool,
        reference_date: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let reading = gongwen_read::Options {
            format: format_of(format)?,
            encoding,
            limits: limits.map(Limits::from).unwrap_or_default(),
        };
        let parsing = Options { facts, reference_date: date_of(reference_date)?, ..Options::default() };
        Ok(Self { reading, parsing })
    }

    fn parse(&self, document: Document) -> PyCircular {
        PyCircular::new(gongwen::parse_document(document, &self.parsing), &self.parsing)
    }
}

// PyO3 hands arguments over by value.
#[allow(clippy::needless_pass_by_value, clippy::too_many_arguments)]
#[pyfunction]
#[pyo3(signature = (path, *, format=None, encoding=None, limits=None, facts=true, reference_date=None))]
pub(crate) fn read(
    py: Python<'_>,
    path: PathBuf,
    format: Option<&str>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
    facts: bool,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyCircular> {
    let call = Call::new(format, encoding, limits, facts, reference_date)?;
    py.detach(|| {
        let document = gongwen_read::read(&path, &call.reading).map_err(|error| unread(&error))?;
        Ok(call.parse(document))
    })
}

#[allow(clippy::too_many_arguments)]
#[pyfunction]
#[pyo3(signature = (data, *, name="-", format=None, encoding=None, limits=None, facts=true, reference_date=None))]
pub(crate) fn read_bytes(
    py: Python<'_>,
    data: Vec<u8>,
    name: &str,
    format: Option<&str>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
    facts: bool,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyCircular> {
    let call = Call::new(format, encoding, limits, facts, reference_date)?;
    py.detach(|| {
        let document = gongwen_read::read_bytes(data, name, &call.reading).map_err(|error| unread(&error))?;
        Ok(call.parse(document))
    })
}

/// A circular, or the error that a document gave instead of one.
// It goes to Python at once: a box for the circular would be one more allocation.
#[allow(clippy::large_enum_variant)]
#[derive(IntoPyObject)]
pub(crate) enum Found {
    Circular(PyCircular),
    Error(PyErr),
}

#[allow(clippy::needless_pass_by_value, clippy::too_many_arguments)]
#[pyfunction]
#[pyo3(signature = (path, *, format=None, encoding=None, limits=None, facts=true, reference_date=None))]
pub(crate) fn read_all(
    py: Python<'_>,
    path: PathBuf,
    format: Option<&str>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
    facts: bool,
    reference_date: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<Found>> {
    let call = Call::new(format, encoding, limits, facts, reference_date)?;
    py.detach(|| {
        let mut all = Vec::new();
        let each = |found: Result<Document, gongwen_read::Error>| {
            all.push(match found {
                Ok(document) => Found::Circular(call.parse(document)),
                Err(error) => Found::Error(unread(&error)),
            });
            ControlFlow::Continue(())
        };
        gongwen_read::each(&path, &call.reading, each).map_err(|error| unread(&error))?;
        Ok(all)
    })
}

/// The files of paths, folders and patterns.
#[allow(clippy::needless_pass_by_value)]
#[pyfunction]
pub(crate) fn inputs(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    include: Vec<String>,
    exclude: Vec<String>,
    hidden: bool,
) -> PyResult<Vec<OsString>> {
    let selection = gongwen_archive::Selection { include, exclude, hidden };
    let files = py.detach(|| gongwen_archive::inputs(&paths, &selection));
    Ok(files.map_err(|error| errors::ended(&error))?.into_iter().map(PathBuf::into_os_string).collect())
}

/// (name, whether it is an archive, extensions, what is read) of all formats.
#[pyfunction]
pub(crate) fn formats() -> Vec<(&'static str, bool, Vec<&'static str>, &'static str)> {
    gongwen_read::formats()
        .iter()
        .map(|info| (info.name, info.format.is_none(), info.extensions.to_vec(), info.reads))
        .collect()
}
