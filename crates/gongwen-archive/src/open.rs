//! The tables of an output, to read from: opened by name, their batches one at a time.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use gongwen_tables::write::TableFormat;
use gongwen_tables::{FileError, Table};

use crate::error::ArchiveError;
use crate::manifest::part_path;
use crate::view::Parts;

/// One table of an output: the files of all its parts, in order.
#[derive(Debug, Clone)]
pub struct OutputTable {
    table: Table,
    format: TableFormat,
    files: Vec<PathBuf>,
    rows: usize,
}

/// Opens a table of an output.
///
/// # Errors
///
/// Where `out` is no output, holds neither Parquet nor Arrow files, or a file of it is damaged.
pub fn open(out: &Path, table: Table) -> Result<OutputTable, ArchiveError> {
    let parts = Parts::load(out)?;
    parts.some()?;
    let format = parts.format;
    let name = format!("{}.{}", table.as_str(), format.extension());
    let files: Vec<PathBuf> = parts.hashes.keys().map(|part| part_path(out, *part).join(&name)).collect();
    let mut rows = 0;
    for path in &files {
        let counted = File::open(path).map_err(FileError::from);
        let counted = counted.and_then(|file| gongwen_tables::read::rows(file, format));
        rows += counted.map_err(|error| damaged(path, &error))?;
    }
    Ok(OutputTable { table, format, files, rows })
}

impl OutputTable {
    /// Which table it is.
    #[must_use]
    pub fn table(&self) -> Table {
        self.table
    }

    /// Rows of all parts.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.table.schema()
    }

    /// The batches of all parts, read as they are asked for.
    pub fn batches(self) -> impl Iterator<Item = Result<RecordBatch, ArchiveError>> + Send {
        let Self { format, files, .. } = self;
        files.into_iter().flat_map(move |path| {
            let opened = File::open(&path).map_err(FileError::from);
            let (batches, failed) = match opened.and_then(|file| gongwen_tables::read::batches(file, format))
            {
                Ok(batches) => (Some(batches), None),
                Err(error) => (None, Some(damaged(&path, &error))),
            };
            let read = batches.into_iter().flatten();
            read.map(move |batch| batch.map_err(|error| damaged(&path, &error)))
                .chain(failed.into_iter().map(Err))
        })
    }
}

fn damaged(path: &Path, error: &FileError) -> ArchiveError {
    ArchiveError::Part { path: path.to_owned(), what: error.to_string() }
}
