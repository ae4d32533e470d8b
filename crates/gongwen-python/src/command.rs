//! The command `gongwen`, as pip installs it.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the command with its arguments, its name first, and gives its exit code.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| gongwen_cli::run(arguments))
}
