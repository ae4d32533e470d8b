//! Tables of circulars as a SQLite database: one file that any client reads, with keys, views and search.
//!
//! | module | part |
//! |---|---|
//! | `schema` | tables, keys, indexes and views as SQL, from the definitions of the tables |
//! | `database` | rows into the database, a part of the archive in one transaction |
//! | `search` | text so that Chinese words are found in it |
//! | `query` | SQL that only reads, and its answer |
//! | [`mod@report`] | questions that one asks of every archive |
//!
//! SQLite was chosen over an engine on Arrow: it adds two megabytes instead of forty, its file is an output of its own that
//! every language reads, and its full-text index answers what scans cannot.

#![forbid(unsafe_code)]

mod database;
mod error;
mod query;
pub mod report;
mod schema;
mod search;

pub use database::Database;
pub use error::SqliteError;
pub use query::{Answer, Reader, Value};
pub use schema::{VIEWS, View};
pub use search::words;
