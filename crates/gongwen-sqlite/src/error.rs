//! What a database answers where it cannot do what was asked.

/// Why a database could not be written or asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SqliteError {
    /// The database itself: its file, its space, another program that keeps it.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// A statement that is not one, or names what is not there.
    #[error("the statement was refused: {0}; `gongwen query OUT` lists tables, views and columns")]
    Statement(String),
    /// A statement that would change the database.
    #[error("the statement would change the database; only SELECT is run here")]
    Writes,
    /// Rows of another shape than the table has.
    #[error("the rows are not those of {table}")]
    Columns {
        /// The table.
        table: &'static str,
    },
    /// A database of an earlier version that cannot be replaced.
    #[error("the database is of another version, and cannot be removed: {0}")]
    Old(std::io::Error),
}

impl SqliteError {
    /// Whether the file is no database, or a damaged one: then it is removed and made again, where it is made of other files.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        let Self::Database(error) = self else { return false };
        matches!(error.sqlite_error_code(), Some(NotADatabase | DatabaseCorrupt))
    }
}
