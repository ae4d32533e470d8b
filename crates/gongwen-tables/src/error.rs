//! Why a file of a table could not be written or read.

use parquet::errors::ParquetError;

/// What the library of a format, or the file system, said.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// Parquet.
    #[error("Parquet: {0}")]
    Parquet(#[from] ParquetError),
    /// Arrow IPC or CSV.
    #[error("the table: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
    /// A workbook.
    #[error("the workbook: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// Rows of another shape than the table has.
    #[error("the rows are not those of {table}")]
    Columns {
        /// The table.
        table: &'static str,
    },
    /// A format that keeps no types.
    #[error("CSV keeps no types, and is not read; Parquet and Arrow IPC are")]
    Untyped,
    /// The file itself.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
