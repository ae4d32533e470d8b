//! SQL that only reads, and its answer.

use std::path::Path;
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Statement};

use crate::error::SqliteError;
use crate::search::words;

/// A cell of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'r> {
    /// No value.
    Null,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// True or false: a cell of a column that is a flag in its table.
    Flag(bool),
    /// A text; days are texts as well, 2025-06-30.
    Text(&'r str),
}

/// The columns of an answer, which are known before its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Their names.
    pub columns: Vec<String>,
}

/// A connection that reads.
pub struct Reader {
    connection: Connection,
}

/// How long one waits for a program that writes.
const BUSY: Duration = Duration::from_secs(60);

impl Reader {
    /// Opens a database that is there.
    ///
    /// # Errors
    ///
    /// Where the file is missing, or no database.
    pub fn open(path: &Path) -> Result<Self, SqliteError> {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(BUSY)?;
        // Fails here, not at the first question, where the file is none.
        connection.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0))?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection
            .create_scalar_function("words", 1, flags, |context| Ok(words(&context.get::<String>(0)?)))?;
        Ok(Self { connection })
    }

    /// Runs one statement. `start` gets the columns, `row` each row; either may end it by an error.
    ///
    /// # Errors
    ///
    /// Where the statement is none, or would write; and what `start` and `row` return.
    pub fn query<E: From<SqliteError>>(
        &self,
        sql: &str,
        parameters: &[(&str, &str)],
        start: impl FnOnce(&Answer) -> Result<(), E>,
        mut row: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| E::from(SqliteError::Database(error));
        let mut statement = self.prepare(sql)?;
        bind(&mut statement, parameters).map_err(failed)?;
        let flags: Vec<bool> =
            statement.columns().map(|column| column.decl_type() == Some("BOOLEAN")).collect();
        let columns = statement.column_names().map(str::to_owned).collect();
        start(&Answer { columns })?;
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next().map_err(failed)? {
            let cells: Result<Vec<Value<'_>>, _> = flags
                .iter()
                .enumerate()
                .map(|(index, flag)| Ok(value(found.get_ref(index)?, *flag)))
                .collect();
            row(&cells.map_err(failed)?)?;
        }
        Ok(())
    }

    fn prepare(&self, sql: &str) -> Result<Statement<'_>, SqliteError> {
        let statement = self.connection.prepare(sql).map_err(|error| match error {
            rusqlite::Error::SqlInputError { msg, .. } => SqliteError::Statement(msg),
            rusqlite::Error::MultipleStatement => {
                SqliteError::Statement("one statement at a time".to_owned())
            }
            error => SqliteError::Statement(error.to_string()),
        })?;
        if statement.readonly() { Ok(statement) } else { Err(SqliteError::Writes) }
    }
}

/// Binds the parameters that the statement names.
fn bind(statement: &mut Statement<'_>, parameters: &[(&str, &str)]) -> Result<(), rusqlite::Error> {
    for (name, value) in parameters {
        if let Some(index) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

fn value(cell: ValueRef<'_>, flag: bool) -> Value<'_> {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(integer) if flag => Value::Flag(integer != 0),
        ValueRef::Integer(integer) => Value::Integer(integer),
        ValueRef::Real(real) => Value::Real(real),
        // The tables hold no blobs; one that a statement makes is shown where it is text.
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            std::str::from_utf8(bytes).map_or(Value::Null, Value::Text)
        }
    }
}
