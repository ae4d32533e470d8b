//! Failures of the Rust crates as exceptions of `gongwen.errors`, which are classes of Python's own.

use gongwen_archive::ArchiveError;
use pyo3::prelude::*;
use pyo3::types::IntoPyDict as _;

/// An exception of `gongwen.errors`, with the file that it is about and the name of its kind.
fn exception(class: &str, message: &str, path: Option<&str>, code: &str) -> PyErr {
    Python::attach(|py| {
        let made = || {
            let class = py.import("gongwen.errors")?.getattr(class)?;
            let known =
                [("path", path.into_pyobject(py)?.into_any()), ("code", code.into_pyobject(py)?.into_any())];
            class.call((message,), Some(&known.into_py_dict(py)?))
        };
        made().map_or_else(|error| error, PyErr::from_value)
    })
}

/// Why a file gave no document.
pub(crate) fn unread(error: &gongwen_read::Error) -> PyErr {
    let code = error.code();
    let class = match code {
        "encoding" => "OptionError",
        "not_found" => "MissingError",
        "limit" => "LimitError",
        "kind" | "encrypted" | "several" | "empty" => "FormatError",
        "damaged" | "no_text" | "reader" | "archive" => "DecodeError",
        _ => "ReadError",
    };
    exception(class, &error.to_string(), error.name(), code)
}

/// Why a run over an archive ended, or its output cannot be used.
pub(crate) fn ended(error: &ArchiveError) -> PyErr {
    let (class, path, code) = match error {
        ArchiveError::Read(error) => return unread(error),
        ArchiveError::Input { path, .. } => ("ReadError", Some(path), "input"),
        ArchiveError::Pattern { .. } => ("OptionError", None, "pattern"),
        ArchiveError::Output { path, .. } => ("OutputError", Some(path), "output"),
        ArchiveError::NoOutput { path, .. } => ("NoOutputError", Some(path), "no_output"),
        ArchiveError::Part { path, .. } => ("ReadError", Some(path), "part"),
        ArchiveError::Busy { path } => ("OutputError", Some(path), "busy"),
        _ => ("GongwenError", None, "archive"),
    };
    let path = path.map(|path| path.display().to_string());
    exception(class, &error.to_string(), path.as_deref(), code)
}

/// An option with a value that there is not.
pub(crate) fn option(message: &str) -> PyErr {
    exception("OptionError", message, None, "option")
}
