//! Archives of circulars to tables: many files in parallel, in bounded memory, and resumed where a run ended.
//!
//! | module | part |
//! |---|---|
//! | `inputs` | paths and folders to the files to convert, in a fixed order |
//! | `manifest` | what an output already holds |
//! | `plan` | what a run has to do, and which parts are made again |
//! | `feeder` | inputs, read and unpacked in order, to chunks |
//! | `work` | one file to rows and texts |
//! | `part` | rows and texts to a part of the output, whole or not at all |
//! | `collector` | results in order to parts |
//! | `writer` | the thread that writes parts, while others convert |
//! | `convert` | the pipeline: read in order, convert in parallel, write in order |
//! | `batch` | files in memory to tables, for engines that spread an archive over machines |
//! | `view` | parts to one database, one workbook |
//! | `status` | what an output holds |
//! | `output` | the tables of an output, read again: one as a whole, or all part by part |
//!
//! An output is a folder of parts, `part-00000` and so on. Each holds a file a table, or a text a document, and
//! `manifest.jsonl`, which tells what is in it. A part is written elsewhere and moved to its place in one step: a run
//! that is killed leaves whole parts, and the next one goes on behind them.

#![forbid(unsafe_code)]

mod batch;
mod collector;
mod convert;
mod error;
mod feeder;
mod inputs;
mod manifest;
mod output;
mod part;
mod plan;
mod status;
mod view;
mod work;
mod writer;

pub use batch::{FileKey, keys, tables};
pub use convert::{Options, Progress, Summary, convert, retry};
pub use error::ArchiveError;
pub use inputs::{Selection, inputs};
pub use output::{OutputTable, OutputTables, open};
pub use part::OutputFormat;
pub use status::{Failed, Status, parts_again, status};
pub use view::{OutputDatabase, database};
