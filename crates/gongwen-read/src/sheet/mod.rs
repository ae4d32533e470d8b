//! Excel and CSV: tables without a text around them, but for what stands above and below them in the sheet itself.
//!
//! | module | what it does |
//! |---|---|
//! | `workbook` | XLSX by `calamine`, cell by cell: a sheet of two far cells is no larger than that |
//! | `number` | numbers and dates as Excel shows them |
//! | `comma` | CSV: its delimiter, its quotes |
//! | `layout` | the cells of a sheet into titles, a table, notes below |
//!
//! Rows and columns that are hidden are read like others; sheets that are hidden are left out. Formulas give the value
//! that was saved with them. Comments and drawings have no text here.

mod comma;
mod layout;
mod number;
mod workbook;

pub(crate) use comma::read as read_csv;
pub(crate) use workbook::read as read_workbook;
