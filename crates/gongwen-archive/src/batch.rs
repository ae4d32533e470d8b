//! A few files in memory to tables: what an engine that spreads an archive over machines calls for each of its tasks. The
//! rows of a file depend on its name and bytes alone, so that a task that is done twice gives the same rows.

use std::collections::HashSet;
use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use gongwen_tables::Table;

use crate::error::ArchiveError;
use crate::work::{Converted, Copy, Task, Worker, key};

/// A file, or member of an archive, and the content that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileKey {
    /// Where it was found, a member of an archive as `archive.zip!/member`.
    pub path: String,
    /// Key of its first document; the same for the same bytes.
    pub key: String,
}

/// Converts files, each a name and its bytes, to one batch a table, in the order of [`Table::ALL`]. A file that fails is a row
/// of `errors`.
///
/// `copies` names the files, or members, whose content stands elsewhere first, so that their documents are not counted here;
/// where it is `None`, copies are found among the files themselves, of which the first counts.
///
/// # Errors
///
/// For an encoding that does not exist.
pub fn tables(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    copies: Option<&HashSet<String>>,
    options: &gongwen_read::Options,
) -> Result<Vec<(Table, RecordBatch)>, ArchiveError> {
    let worker = Worker { read: options, formats: &[] };
    let mut out = Converted::default();
    let mut seen = HashSet::new();
    for (name, bytes) in files {
        gongwen_read::files_of_bytes(bytes, &name, options, |found| {
            match found {
                Ok(file) => {
                    let key = key(file.bytes());
                    let first = seen.insert(key.clone());
                    let copy = copies.map_or(!first, |copies| copies.contains(file.name()));
                    one(&worker, file, key, copy, &mut out);
                }
                Err(error) => {
                    let path = error.name().unwrap_or(&name).to_owned();
                    worker.run_into(Task::Failed { path, input: String::new(), error }, &mut out);
                }
            }
            ControlFlow::Continue(())
        })?;
    }
    out.builder.finish().map_err(|error| ArchiveError::output("tables".as_ref(), &error))
}

fn one(worker: &Worker<'_>, file: gongwen_read::File, key: String, copy: bool, out: &mut Converted) {
    if !copy {
        return worker.run_into(Task::Convert { file, input: String::new(), key }, out);
    }
    // How many documents the content gives is not known here but by reading it again: copies are few.
    let bytes = file.bytes().len() as u64;
    // Of a batch, no manifest is written.
    let copy = Copy { path: file.name().to_owned(), input: String::new(), key: key.clone(), bytes };
    let mut aside = Converted::default();
    worker.run_into(Task::Convert { file, input: String::new(), key }, &mut aside);
    let documents = aside.documents();
    out.copy(copy, documents);
}

/// The contents of files, members of archives one by one; what cannot be unpacked is left out.
///
/// # Errors
///
/// For an encoding that does not exist.
pub fn keys(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    options: &gongwen_read::Options,
) -> Result<Vec<FileKey>, ArchiveError> {
    let mut keys = Vec::new();
    for (name, bytes) in files {
        gongwen_read::files_of_bytes(bytes, &name, options, |found| {
            if let Ok(file) = found {
                keys.push(FileKey { path: file.name().to_owned(), key: key(file.bytes()) });
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(keys)
}
