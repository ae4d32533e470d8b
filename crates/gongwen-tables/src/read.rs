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

/// Hands over the batches of a file, one after the other. CSV is not read: its types are gone.
///
/// # Errors
///
/// Where the file is damaged or not of the format, and what `row` returns.
pub fn each_batch<E: From<FileError>>(
    file: File,
    format: TableFormat,
    batch: &mut dyn FnMut(&RecordBatch) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: FileError| E::from(error);
    match format {
        TableFormat::Parquet => {
            let reader =
                ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| failed(error.into()))?;
            let reader = reader.with_batch_size(BATCH_ROWS).build().map_err(|error| failed(error.into()))?;
            for read in reader {
                batch(&read.map_err(|error| failed(error.into()))?)?;
            }
        }
        TableFormat::Arrow => {
            let reader =
                FileReader::try_new(BufReader::new(file), None).map_err(|error| failed(error.into()))?;
            for read in reader {
                batch(&read.map_err(|error| failed(error.into()))?)?;
            }
        }
        TableFormat::Csv => return Err(failed(FileError::Untyped)),
    }
    Ok(())
}
