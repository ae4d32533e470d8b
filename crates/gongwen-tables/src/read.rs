//! Files that [`mod@crate::write`] made, to batches again.

use std::fs::File;
use std::io::BufReader;

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::FileError;
use crate::write::TableFormat;

/// Rows of a batch: its memory is that of some hundred circulars.
const BATCH_ROWS: usize = 8192;

/// Batches of one file, in its order.
pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch, FileError>> + Send>;

/// The batches of a file, read as they are asked for. CSV is not read: its types are gone.
///
/// # Errors
///
/// Where the file is damaged or not of the format.
pub fn batches(file: File, format: TableFormat) -> Result<Batches, FileError> {
    Ok(match format {
        TableFormat::Parquet => {
            let reader =
                ParquetRecordBatchReaderBuilder::try_new(file)?.with_batch_size(BATCH_ROWS).build()?;
            Box::new(reader.map(|read| read.map_err(Into::into)))
        }
        TableFormat::Arrow => {
            let reader = FileReader::try_new(BufReader::new(file), None)?;
            Box::new(reader.map(|read| read.map_err(Into::into)))
        }
        TableFormat::Csv => return Err(FileError::Untyped),
    })
}

/// How many rows a file has; of Parquet, its footer alone is read.
///
/// # Errors
///
/// Where the file is damaged or not of the format.
pub fn rows(file: File, format: TableFormat) -> Result<usize, FileError> {
    if format == TableFormat::Parquet {
        let rows = ParquetRecordBatchReaderBuilder::try_new(file)?.metadata().file_metadata().num_rows();
        return Ok(usize::try_from(rows).unwrap_or(0));
    }
    batches(file, format)?.try_fold(0, |rows, batch| Ok(rows + batch?.num_rows()))
}
