//! Batches to files, each by the library of its format.

mod csv;
mod xlsx;

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::error::FileError;
use crate::table::Table;

pub use csv::{CsvOptions, safe_cell};
pub use xlsx::{XlsxOptions, workbook};

/// Rows of a row group: enough to compress well, few enough to read a part of a file.
const ROW_GROUP: usize = 1 << 17;

/// A file format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TableFormat {
    /// Parquet, compressed by zstd, with statistics.
    Parquet,
    /// Arrow IPC file, also known as Feather.
    Arrow,
    /// Comma-separated values.
    Csv,
}

impl TableFormat {
    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
            Self::Csv => "csv",
        }
    }
}

/// Writes the batches of one table as one file, and gives the writer back.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write<W: Write + Send>(
    table: Table,
    batches: &[RecordBatch],
    format: TableFormat,
    csv: CsvOptions,
    out: W,
) -> Result<W, FileError> {
    match format {
        TableFormat::Parquet => {
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_max_row_group_row_count(Some(ROW_GROUP))
                .build();
            let mut writer = ArrowWriter::try_new(out, table.schema(), Some(properties))?;
            for batch in batches {
                writer.write(batch)?;
            }
            Ok(writer.into_inner()?)
        }
        TableFormat::Arrow => {
            let mut writer = FileWriter::try_new(out, &table.schema())?;
            for batch in batches {
                writer.write(batch)?;
            }
            writer.finish()?;
            Ok(writer.into_inner()?)
        }
        TableFormat::Csv => csv::write(table, batches, csv, out),
    }
}
