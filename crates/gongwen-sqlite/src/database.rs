//! Rows into the database. A part of the archive is one transaction: it is there as a whole, or not at all, and a database
//! that was left behind is brought to the state of the archive by what changed since.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use arrow_array::RecordBatch;
use gongwen_tables::{CellValue, Cells, Table};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql, Transaction, TransactionBehavior, params};

use crate::error::SqliteError;
use crate::schema::{create, user_version};
use crate::search::spaced;

/// How long one waits for another program that writes the same database.
const BUSY: Duration = Duration::from_secs(60);
/// Kibibytes of pages in memory: the keys of a part are spread over all of an index.
const CACHE: i64 = 64 * 1024;

/// A database that is being written.
pub struct Database {
    connection: Connection,
}

impl Database {
    /// Opens a database, and makes one where there is none, or one of other tables.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written, or is no database.
    pub fn open(path: &Path) -> Result<Self, SqliteError> {
        let mut connection = connect(path)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version != 0 && version != user_version() {
            // Of other tables: what it holds is in the parts, and is made again.
            drop(connection);
            std::fs::remove_file(path).map_err(SqliteError::Old)?;
            connection = connect(path)?;
        }
        if version != user_version() {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another program may have made it in the meantime.
            let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
            if version == 0 {
                transaction.execute_batch(&create())?;
                transaction.pragma_update(None, "user_version", user_version())?;
            }
            transaction.commit()?;
        }
        Ok(Self { connection })
    }

    /// The parts that it holds, by number, with their hashes.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn parts(&self) -> Result<BTreeMap<u32, String>, SqliteError> {
        let mut statement = self.connection.prepare("SELECT part, hash FROM archive_parts")?;
        let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(parts.collect::<Result<_, _>>()?)
    }

    /// Takes a part out.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn remove(&mut self, part: u32) -> Result<(), SqliteError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        remove(&transaction, part)?;
        Ok(transaction.commit()?)
    }

    /// Puts a part in: `batches` gives the rows of each table. One of the same number is replaced; one of the same number and
    /// hash is there already, and stays.
    ///
    /// # Errors
    ///
    /// What `batches` returns; where the file cannot be written.
    pub fn add<E: From<SqliteError>>(
        &mut self,
        part: u32,
        hash: &str,
        mut batches: impl FnMut(Table, &mut dyn FnMut(&RecordBatch) -> Result<(), E>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error: rusqlite::Error| E::from(error.into());
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let held = transaction.query_row("SELECT hash FROM archive_parts WHERE part = ?", [part], |row| {
            row.get::<_, String>(0)
        });
        if held.is_ok_and(|held| held == hash) {
            return Ok(());
        }
        remove(&transaction, part).map_err(E::from)?;
        transaction
            .execute("INSERT INTO archive_parts VALUES (?, ?)", params![part, hash])
            .map_err(failed)?;
        for &table in Table::ALL {
            let first = last_row(&transaction, table).map_err(E::from)? + 1;
            batches(table, &mut |batch| insert(&transaction, table, batch).map_err(E::from))?;
            let last = last_row(&transaction, table).map_err(E::from)?;
            transaction
                .execute(
                    "INSERT INTO archive_rows VALUES (?, ?, ?, ?)",
                    params![part, table.as_str(), first, last],
                )
                .map_err(failed)?;
        }
        transaction.commit().map_err(failed)
    }

    /// Gathers the statistics by which SQLite chooses an index.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn optimize(&self) -> Result<(), SqliteError> {
        Ok(self.connection.execute_batch("PRAGMA analysis_limit = 1000; ANALYZE;")?)
    }
}

fn connect(path: &Path) -> Result<Connection, SqliteError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    // Rows come from tables that hold to the keys; checking each again would double the time.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    // The rollback journal keeps the file whole; it can always be made again from the parts.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(connection)
}

fn last_row(transaction: &Transaction<'_>, table: Table) -> Result<i64, SqliteError> {
    let sql = format!("SELECT coalesce(max(rowid), 0) FROM {}", table.as_str());
    Ok(transaction.query_row(&sql, [], |row| row.get(0))?)
}

/// Rows of a part stand together: each table has a first and a last.
fn remove(transaction: &Transaction<'_>, part: u32) -> Result<(), SqliteError> {
    let mut statement =
        transaction.prepare("SELECT table_name, first, last FROM archive_rows WHERE part = ?")?;
    let ranges: Vec<(String, i64, i64)> = statement
        .query_map([part], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (name, first, last) in ranges {
        // Names come from the list of tables, never from outside.
        let Some(table) = Table::from_name(&name) else { continue };
        if table == Table::Nodes {
            forget_words(transaction, first, last)?;
        }
        let sql = format!("DELETE FROM {} WHERE rowid BETWEEN ? AND ?", table.as_str());
        transaction.execute(&sql, [first, last])?;
    }
    transaction.execute("DELETE FROM archive_rows WHERE part = ?", [part])?;
    transaction.execute("DELETE FROM archive_parts WHERE part = ?", [part])?;
    Ok(())
}

/// An index without content is told what stood there.
fn forget_words(transaction: &Transaction<'_>, first: i64, last: i64) -> Result<(), SqliteError> {
    let mut nodes =
        transaction.prepare("SELECT rowid, heading, text FROM nodes WHERE rowid BETWEEN ? AND ?")?;
    let mut forget = transaction
        .prepare("INSERT INTO node_search (node_search, rowid, heading, text) VALUES ('delete', ?, ?, ?)")?;
    let of = |text: Option<String>| text.as_deref().map(spaced).unwrap_or_default();
    let mut rows = nodes.query([first, last])?;
    while let Some(row) = rows.next()? {
        let (heading, text): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        forget.execute(params![row.get::<_, i64>(0)?, of(heading), of(text)])?;
    }
    Ok(())
}

fn insert(transaction: &Transaction<'_>, table: Table, batch: &RecordBatch) -> Result<(), SqliteError> {
    let columns = Cells::of(batch).ok_or(SqliteError::Columns { table: table.as_str() })?;
    let marks = vec!["?"; columns.len()].join(", ");
    let mut statement = transaction.prepare(&format!("INSERT INTO {} VALUES ({marks})", table.as_str()))?;
    let mut search = match table {
        Table::Nodes => Some(Search::new(transaction, &columns)?),
        _ => None,
    };
    for row in 0..batch.num_rows() {
        for (index, cells) in columns.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, Stored(cells.get(row)))?;
        }
        statement.raw_execute()?;
        if let Some(search) = &mut search {
            search.add(transaction.last_insert_rowid(), row)?;
        }
    }
    Ok(())
}

/// The words of nodes, into the full-text index.
struct Search<'t> {
    statement: Statement<'t>,
    heading: Cells<'t>,
    text: Cells<'t>,
}

impl<'t> Search<'t> {
    fn new(transaction: &'t Transaction<'_>, columns: &[Cells<'t>]) -> Result<Self, SqliteError> {
        let statement =
            transaction.prepare("INSERT INTO node_search (rowid, heading, text) VALUES (?, ?, ?)")?;
        let of = |name: &str| {
            let place = Table::Nodes.columns().iter().position(|column| column.name == name);
            let cells = place.and_then(|place| columns.get(place)).copied();
            cells.ok_or(SqliteError::Columns { table: Table::Nodes.as_str() })
        };
        Ok(Self { statement, heading: of("heading")?, text: of("text")? })
    }

    fn add(&mut self, rowid: i64, row: usize) -> Result<(), SqliteError> {
        let cell = |cells: &Cells<'_>| match cells.get(row) {
            CellValue::Text(text) => spaced(text),
            _ => String::new(),
        };
        self.statement.execute(params![rowid, cell(&self.heading), cell(&self.text)])?;
        Ok(())
    }
}

/// A cell as SQLite keeps it: a day as ISO 8601 writes it, which its date functions read.
struct Stored<'b>(CellValue<'b>);

impl ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            CellValue::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            CellValue::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            CellValue::Integer(integer) => ToSqlOutput::Borrowed(ValueRef::Integer(integer)),
            CellValue::Real(real) => ToSqlOutput::Borrowed(ValueRef::Real(real)),
            CellValue::Flag(flag) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(flag))),
            CellValue::Date(date) => ToSqlOutput::Owned(date.to_string().into()),
        })
    }
}
