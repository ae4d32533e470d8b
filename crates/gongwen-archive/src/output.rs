//! The tables of an output, read again part by part: for those who show them.

use std::path::Path;

use arrow_array::RecordBatch;
use gongwen_tables::Table;

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
