//! What an output holds, and what failed.

use std::fs::DirEntry;
use std::path::Path;

use serde::Serialize;

use crate::error::ArchiveError;
use crate::manifest::{Line, MANIFEST, Manifest, REMOVED, WORK};

/// What an output holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Parts that are in place.
    pub parts: usize,
    /// Parts that are being made again, and whose rows are missing: a run is under way, or was stopped.
    pub parts_again: usize,
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
    let mut status =
        Status { parts: manifest.parts.len(), parts_again: parts_again(out), ..Status::default() };
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

/// How many parts of an output are being made again. Their rows are missing while a run is under way, and after one that was
/// stopped, until the next.
#[must_use]
pub fn parts_again(out: &Path) -> usize {
    let entries = std::fs::read_dir(out.join(WORK)).into_iter().flatten().flatten();
    let removed = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with(REMOVED);
    entries.filter(|entry| removed(entry) && entry.path().join(MANIFEST).exists()).count()
}
