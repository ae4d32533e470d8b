//! `gongwen query` and `gongwen report`: questions to an output.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use gongwen_archive::OutputDatabase;
use gongwen_sqlite::{Reader, SqliteError, VIEWS, Value, report};
use gongwen_tables::write::safe_cell;
use serde_json::json;

use super::{columns, print};
use crate::args::{AnswerFormat, QueryArgs, ReportArgs};
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &QueryArgs) -> Result<u8, Failure> {
    let (_made, reader) = open(&args.output)?;
    match &args.sql {
        Some(sql) => answer(&reader, sql, &[], args.format, args.limit),
        None => print(&what_is_there()),
    }?;
    Ok(SUCCESS)
}

pub(crate) fn report(args: &ReportArgs) -> Result<u8, Failure> {
    let Some(name) = &args.name else {
        print(&reports())?;
        return Ok(SUCCESS);
    };
    let Some(report) = report::find(name) else {
        return Err(Failure::Usage(format!(
            "{name}: no report; `gongwen report {}` lists them",
            args.output.display()
        )));
    };
    let (_made, reader) = open(&args.output)?;
    let day = args.day.unwrap_or_else(|| jiff::Zoned::now().date()).to_string();
    answer(&reader, report.sql, &[(":day", &day)], args.format, args.limit)?;
    Ok(SUCCESS)
}

/// The database of an output, or one that is named itself.
fn open(output: &Path) -> Result<(Option<OutputDatabase>, Reader), Failure> {
    let made = if output.is_file() { None } else { Some(gongwen_archive::database(output)?) };
    // A database that is named itself may be that of an output as well.
    let folder = if output.is_file() { output.parent().unwrap_or(output) } else { output };
    if let Some(told) = super::made_again(gongwen_archive::parts_again(folder)) {
        eprintln!("gongwen: {}: {told}", folder.display());
    }
    let path: PathBuf = made.as_ref().map_or(output, |made| made.path()).to_owned();
    let reader = Reader::open(&path).map_err(|error| Failure::Database { path, error })?;
    Ok((made, reader))
}

/// Rows of a table on the terminal; the other formats give all.
const SHOWN: usize = 50;

fn answer(
    reader: &Reader,
    sql: &str,
    parameters: &[(&str, &str)],
    format: AnswerFormat,
    limit: Option<usize>,
) -> Result<(), Failure> {
    match format {
        AnswerFormat::Table => as_table(reader, sql, parameters, limit.unwrap_or(SHOWN)),
        AnswerFormat::Csv => as_csv(reader, sql, parameters, limit.unwrap_or(usize::MAX)),
        AnswerFormat::Json => as_json(reader, sql, parameters, limit.unwrap_or(usize::MAX)),
    }
}

/// Why an answer ends: it is long enough, or something failed.
enum End {
    Enough,
    Failed(Failure),
}

impl From<SqliteError> for End {
    fn from(error: SqliteError) -> Self {
        Self::Failed(match error {
            SqliteError::Database(error) => Failure::Usage(format!("the statement failed: {error}")),
            error => Failure::Usage(error.to_string()),
        })
    }
}

impl From<Failure> for End {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Runs a statement, and gives its first `limit` rows to `row`; whether there are more.
fn each(
    reader: &Reader,
    sql: &str,
    parameters: &[(&str, &str)],
    limit: usize,
    start: impl FnOnce(&[String]) -> Result<(), Failure>,
    mut row: impl FnMut(&[Value<'_>]) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mut rows = 0;
    let asked = reader.query::<End>(
        sql,
        parameters,
        |answer| Ok(start(&answer.columns)?),
        |cells| {
            if rows == limit {
                return Err(End::Enough);
            }
            rows += 1;
            Ok(row(cells)?)
        },
    );
    match asked {
        Ok(()) => Ok(false),
        Err(End::Enough) => Ok(true),
        Err(End::Failed(failure)) => Err(failure),
    }
}

fn as_table(reader: &Reader, sql: &str, parameters: &[(&str, &str)], limit: usize) -> Result<(), Failure> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(columns()).unwrap_or(u16::MAX));
    let mut rows = Vec::new();
    let mut header = Vec::new();
    let more = each(
        reader,
        sql,
        parameters,
        limit,
        |names| {
            header = names.to_vec();
            Ok(())
        },
        |cells| {
            rows.push(cells.iter().map(|cell| shown(*cell)).collect::<Vec<_>>());
            Ok(())
        },
    )?;
    table.set_header(header);
    let count = rows.len();
    table.add_rows(rows);
    let count = if more {
        format!("the first {count} rows; --limit N shows more, --format csv all")
    } else {
        format!("{count} {}", if count == 1 { "row" } else { "rows" })
    };
    print(&format!("{table}\n{count}\n"))
}

fn shown(cell: Value<'_>) -> Cell {
    match cell {
        Value::Null => Cell::new(""),
        Value::Text(text) => Cell::new(text),
        number => Cell::new(text_of(number)).set_alignment(CellAlignment::Right),
    }
}

fn text_of(cell: Value<'_>) -> String {
    match cell {
        Value::Null => String::new(),
        Value::Integer(integer) => integer.to_string(),
        Value::Real(real) => real.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Text(text) => text.to_owned(),
    }
}

fn as_csv(reader: &Reader, sql: &str, parameters: &[(&str, &str)], limit: usize) -> Result<(), Failure> {
    // Both closures write, one after the other.
    let out = std::cell::RefCell::new(csv::Writer::from_writer(std::io::stdout().lock()));
    let failed = |error: csv::Error| Failure::write("standard output", error.into());
    let header = |names: &[String]| out.borrow_mut().write_record(names).map_err(failed);
    each(reader, sql, parameters, limit, header, |cells| {
        let cells = cells.iter().map(|cell| match cell {
            Value::Text(text) => safe_cell(text).into_owned(),
            cell => text_of(*cell),
        });
        out.borrow_mut().write_record(cells).map_err(failed)
    })?;
    out.into_inner().flush().map_err(|error| Failure::write("standard output", error))
}

fn as_json(reader: &Reader, sql: &str, parameters: &[(&str, &str)], limit: usize) -> Result<(), Failure> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let failed = |error| Failure::write("standard output", error);
    let mut before = "[";
    // Set before the first row, and read by each.
    let names = std::cell::OnceCell::new();
    let header = |columns: &[String]| {
        let _ = names.set(distinct(columns));
        Ok(())
    };
    each(reader, sql, parameters, limit, header, |cells| {
        let names = names.get().into_iter().flatten();
        let row: serde_json::Map<_, _> =
            names.cloned().zip(cells.iter().map(|cell| json_of(*cell))).collect();
        write!(out, "{before}\n{}", serde_json::Value::Object(row)).map_err(failed)?;
        before = ",";
        Ok(())
    })?;
    writeln!(out, "{}", if before == "[" { "[]" } else { "\n]" }).and_then(|()| out.flush()).map_err(failed)
}

/// Names of the columns of an answer, as keys: `a`, and `a_2` where another column has that name.
fn distinct(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let taken = |name: &String| names.contains(name);
        let numbered = (2_usize..).map(|number| format!("{column}_{number}"));
        let free = std::iter::once(column.clone()).chain(numbered).find(|name| !taken(name));
        names.extend(free);
    }
    names
}

fn json_of(cell: Value<'_>) -> serde_json::Value {
    match cell {
        Value::Null => serde_json::Value::Null,
        Value::Integer(integer) => json!(integer),
        Value::Real(real) => json!(real),
        Value::Flag(flag) => json!(flag),
        Value::Text(text) => json!(text),
    }
}

/// Tables and views with their columns, for whoever writes a statement.
fn what_is_there() -> String {
    let mut text = String::new();
    for table in gongwen_tables::Table::ALL {
        let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        text.push_str(&format!("{} ({})\n    {}\n", table.as_str(), table.caption(), names.join(", ")));
    }
    for view in VIEWS {
        text.push_str(&format!("{}\n    {}\n", view.name, view.description));
    }
    text.push_str(
        "node_search\n    Words of nodes: SELECT n.* FROM node_search s JOIN nodes n ON n.rowid = s.rowid \
         WHERE node_search MATCH words('公务接待')\n",
    );
    text
}

fn reports() -> String {
    let width = report::ALL.iter().map(|report| report.name.len()).max().unwrap_or_default();
    report::ALL.iter().map(|report| format!("{:width$}  {}\n", report.name, report.description)).collect()
}
