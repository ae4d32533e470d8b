//! Archives to tables: what the commands `convert`, `retry` and `status` do.

#![expect(clippy::needless_pass_by_value, reason = "arguments are made of Python objects, and are ours")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use gongwen_archive::{ArchiveError, Options, OutputFormat, Progress, Selection, Summary};
use pyo3::prelude::*;

use crate::errors;
use crate::reading::PyLimits;
use crate::tables::reading;

/// (inputs, documents, duplicates, failed, skipped, parts, bytes, stopped).
type SummaryRow = (u64, u64, u64, u64, u64, u64, u64, bool);
/// (inputs, total, documents, bytes, failed).
type ProgressRow = (u64, u64, u64, u64, u64);
/// (parts, inputs, files, documents, duplicates, bytes, [(path, stage, code, message)]).
type StatusRow = (usize, u64, u64, u64, u64, u64, Vec<(String, String, String, String)>);

/// Between two looks for a signal, which take the interpreter's lock.
const PAUSE: Duration = Duration::from_millis(50);

/// What all runs take.
struct Run {
    options: Options,
    progress: Option<Py<PyAny>>,
}

impl Run {
    /// Runs without the interpreter's lock. What the callable raises, or a key that interrupts, ends the run after what is in
    /// hand.
    fn run(
        mut self,
        py: Python<'_>,
        work: impl Send + FnOnce(&Options, &mut (dyn FnMut(Progress) + Send)) -> Result<Summary, ArchiveError>,
    ) -> PyResult<SummaryRow> {
        let stop = Arc::new(AtomicBool::new(false));
        self.options.stop = Arc::clone(&stop);
        let mut raised_inside = None;
        let mut last: Option<Instant> = None;
        let Self { options, progress } = self;
        let done = py.detach(|| {
            work(&options, &mut |at| {
                if stop.load(Ordering::Relaxed) || last.is_some_and(|last| last.elapsed() < PAUSE) {
                    return;
                }
                last = Some(Instant::now());
                let told = Python::attach(|py| {
                    py.check_signals()?;
                    let row: ProgressRow = (at.inputs, at.total, at.documents, at.bytes, at.failed);
                    progress.as_ref().map_or(Ok(()), |call| call.call1(py, row).map(drop))
                });
                if let Err(error) = told {
                    raised_inside = Some(error);
                    stop.store(true, Ordering::Relaxed);
                }
            })
        });
        if let Some(error) = raised_inside {
            return Err(error);
        }
        let summary = done.map_err(|error| errors::ended(&error))?;
        let last = summary.progress;
        if let Some(call) = &progress {
            call.call1(py, (last.inputs, last.total, last.documents, last.bytes, last.failed))?;
        }
        let Summary { skipped, duplicates, parts, stopped, .. } = summary;
        Ok((last.inputs, last.documents, duplicates, last.failed, skipped, parts, last.bytes, stopped))
    }
}

// One parameter an option, as in the command.
#[allow(clippy::too_many_arguments)]
#[pyfunction]
pub(crate) fn convert(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    output: PathBuf,
    to: Vec<String>,
    include: Vec<String>,
    exclude: Vec<String>,
    hidden: bool,
    force: bool,
    bom: bool,
    captions: bool,
    fail_fast: bool,
    jobs: Option<usize>,
    part_rows: Option<usize>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
    progress: Option<Py<PyAny>>,
) -> PyResult<SummaryRow> {
    let mut options = Options {
        formats: to.iter().map(|name| format_of(name)).collect::<PyResult<_>>()?,
        selection: Selection { include, exclude, hidden },
        force,
        ..options(fail_fast, jobs, part_rows, encoding, limits)
    };
    options.csv.bom = bom;
    options.xlsx.captions = captions;
    Run { options, progress }
        .run(py, |options, progress| gongwen_archive::convert(&paths, &output, options, progress))
}

// One parameter an option, as in the command.
#[allow(clippy::too_many_arguments)]
#[pyfunction]
pub(crate) fn retry(
    py: Python<'_>,
    output: PathBuf,
    fail_fast: bool,
    jobs: Option<usize>,
    part_rows: Option<usize>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
    progress: Option<Py<PyAny>>,
) -> PyResult<SummaryRow> {
    let options = options(fail_fast, jobs, part_rows, encoding, limits);
    Run { options, progress }.run(py, |options, progress| gongwen_archive::retry(&output, options, progress))
}

#[pyfunction]
pub(crate) fn status(py: Python<'_>, output: PathBuf) -> PyResult<StatusRow> {
    let status = py.detach(|| gongwen_archive::status(&output)).map_err(|error| errors::ended(&error))?;
    let failed =
        status.failed.into_iter().map(|failed| (failed.path, failed.stage, failed.code, failed.message));
    let counts =
        (status.parts, status.inputs, status.files, status.documents, status.duplicates, status.bytes);
    Ok((counts.0, counts.1, counts.2, counts.3, counts.4, counts.5, failed.collect()))
}

fn options(
    fail_fast: bool,
    jobs: Option<usize>,
    part_rows: Option<usize>,
    encoding: Option<String>,
    limits: Option<PyLimits>,
) -> Options {
    let usual = Options::default();
    let part_rows = part_rows.unwrap_or(usual.part_rows);
    Options { read: reading(encoding, limits), jobs, fail_fast, part_rows, ..usual }
}

fn format_of(name: &str) -> PyResult<OutputFormat> {
    OutputFormat::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = OutputFormat::ALL.iter().map(|format| format.as_str()).collect();
        errors::option(&format!("no output format {name:?}; there are {}", names.join(", ")))
    })
}
