//! What an output holds, and what failed.

use std::path::Path;

use serde::Serialize;

use crate::error::ArchiveError;
use crate::manifest::{Line, Manifest};

/// What an output holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Parts that are in place.
    pub parts: usize,
    /// Inputs of which all files are done.
    pub inputs: u64,
    /// Files and members of archives, read or not.
    pub files: u64,
    /// Distinct documents.
    pub documents: u64,
    /// Files with the content of an earlier one.
    pub duplicates: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// What could not be converted, in the order of the parts.
    pub failed: Vec<Failed>,
}

/// A file, or a document of one, that could not be converted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// Where it was found.
    pub path: String,
    /// `read`, `parse` or `write`.
    pub stage: String,
    /// Name of the kind of failure.
    pub code: String,
    /// What failed, and what to do.
    pub message: String,
}

/// Tells what an output holds.
///
/// # Errors
///
/// Where `out` is no output.
pub fn status(out: &Path) -> Result<Status, ArchiveError> {
    let manifest = Manifest::load(out)?;
    if manifest.parts.is_empty() {
        return Err(ArchiveError::no_parts(out));
    }
    let mut status = Status { parts: manifest.parts.len(), ..Status::default() };
    for line in manifest.parts.into_values().flat_map(|part| part.lines) {
        match line {
            Line::Part { .. } | Line::Input { done: false, .. } => {}
            Line::Input { .. } => status.inputs += 1,
            Line::File { path, bytes, documents, duplicate, errors, .. } => {
                status.files += 1;
                status.bytes += bytes;
                if duplicate {
                    status.duplicates += 1;
                } else {
                    status.documents += documents.len() as u64;
                }
                status.failed.extend(errors.into_iter().map(|error| Failed {
                    path: path.clone(),
                    stage: error.stage,
                    code: error.code,
                    message: error.message,
                }));
            }
        }
    }
    Ok(status)
}
