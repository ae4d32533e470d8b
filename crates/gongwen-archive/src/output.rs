//! The tables of an output, read again: one as a whole, for those who count, or all part by part, for those who show
//! documents.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use gongwen_tables::write::TableFormat;
use gongwen_tables::{FileError, Table};

use crate::error::ArchiveError;
use crate::view::{Parts, Problem};

/// The tables of an output. All rows of a document are in one part.
pub struct OutputTables<'o>(Parts<'o>);

impl<'o> OutputTables<'o> {
    /// The tables of an output as they are now.
    ///
    /// # Errors
    ///
    /// Where `out` is no output, or holds neither Parquet nor Arrow.
    pub fn open(out: &'o Path) -> Result<Self, ArchiveError> {
        Parts::some(out).map(Self)
    }

    /// The numbers of its parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.numbers()
    }

    /// Hands over the rows of a table of a part, in order, a batch at a time.
    ///
    /// # Errors
    ///
    /// Where a file is missing or damaged.
    pub fn each_batch(
        &self,
        part: u32,
        table: Table,
        visit: &mut dyn FnMut(&RecordBatch),
    ) -> Result<(), ArchiveError> {
        let mut each = |batch: &RecordBatch| -> Result<(), Problem> {
            visit(batch);
            Ok(())
        };
        self.0.rows(part, table, &mut each).map_err(|problem| problem.at(&self.0.path(part, table)))
    }
}

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
    let parts = Parts::some(out)?;
    let format = parts.format;
    let files: Vec<PathBuf> = parts.numbers().map(|part| parts.path(part, table)).collect();
    let mut rows = 0;
    for path in &files {
        let counted = File::open(path).map_err(FileError::from);
        let counted = counted.and_then(|file| gongwen_tables::read::rows(file, format));
        rows += counted.map_err(|error| ArchiveError::part(path, &error))?;
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
                Err(error) => (None, Some(ArchiveError::part(&path, &error))),
            };
            let read = batches.into_iter().flatten();
            read.map(move |batch| batch.map_err(|error| ArchiveError::part(&path, &error)))
                .chain(failed.into_iter().map(Err))
        })
    }
}
