//! Parsed circulars as tables: Arrow record batches with fixed schemas, and files of them.
//!
//! | module | part |
//! |---|---|
//! | `define` | each table once: row, columns, what they say |
//! | `column` | types of cells |
//! | `table` | the tables by name, their Arrow schemas |
//! | `fill` | a circular to its rows |
//! | `builder` | gathers rows, gives batches |
//! | `cell` | batches cell by cell |
//! | [`mod@read`] | files to batches again |
//! | `describe` | the tables as a page and as JSON Schema |
//! | [`mod@write`] | batches to Parquet, Arrow IPC, CSV, a workbook |
//!
//! Nothing here walks folders or prints; whoever calls says where to write.

#![forbid(unsafe_code)]

mod builder;
mod cell;
mod column;
mod define;
mod describe;
mod error;
mod fill;
pub mod read;
mod table;
pub mod write;

pub use builder::{Builder, doc_id};
pub use cell::{CellValue, Cells};
pub use column::{Column, ColumnType};
pub use describe::{json_schema, markdown};
pub use error::FileError;
pub use table::{TABLES_VERSION, Table};
