//! Documents of a converted output, from the rows of its tables. A part is read as a whole: all rows of a document are in
//! one.

use std::collections::HashMap;
use std::path::Path;

use gongwen_archive::{ArchiveError, OutputTables};
use gongwen_tables::{CellValue, Cells, Table};
use gongwen_view::fact::{Action, Citation, Date, FactData, Metric};
use gongwen_view::model::Document;
use gongwen_view::rows::{DiagnosticRow, DocumentRows, FactRow, NodeRow};

use super::Gathered;
use crate::failure::Failure;

/// Columns of `documents` that stand above the text.
const SHOWN: &[&str] = &[
    "issuer",
    "document_number",
    "addressees",
    "inspection_type",
    "inspection_team",
    "inspected",
    "inspection_start",
    "inspection_end",
    "feedback_date",
    "signature",
    "date",
    "cc",
    "name",
    "format",
    "chars",
];

/// Tables that a page is made from, that of the documents first.
const TABLES: &[Table] = &[
    Table::Documents,
    Table::Nodes,
    Table::Metrics,
    Table::Dates,
    Table::Citations,
    Table::Actions,
    Table::Terms,
    Table::Diagnostics,
];

pub(super) fn read(out: &Path, gathered: &mut Gathered) -> Result<(), Failure> {
    if !is_output(out) {
        return Err(Failure::Archive(ArchiveError::NoOutput {
            path: out.to_owned(),
            what: "no output of `gongwen convert`; convert the folder first, or name its files".to_owned(),
        }));
    }
    let tables = OutputTables::open(out)?;
    for part in tables.parts() {
        for rows in documents(&tables, part)? {
            gathered.add(Document::from_rows(rows));
        }
    }
    for failed in gongwen_archive::status(out)?.failed {
        gathered.overview.add_unread(format!("{}: {}", failed.path, failed.message));
    }
    Ok(())
}

/// Whether a folder holds a part: one with circulars in it does not.
fn is_output(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("part-"))
}

fn documents(tables: &OutputTables<'_>, part: u32) -> Result<Vec<DocumentRows>, ArchiveError> {
    let mut documents: Vec<DocumentRows> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for &table in TABLES {
        tables.each_batch(part, table, &mut |batch| {
            let Some(cells) = Cells::of(batch) else { return };
            for at in 0..batch.num_rows() {
                let row = Row { table, cells: &cells, at };
                if table == Table::Documents {
                    places.insert(row.text("doc_id"), documents.len());
                    documents.push(document(&row));
                } else if let Some(&place) = places.get(&row.text("doc_id")) {
                    add(&mut documents[place], &row);
                }
            }
        })?;
    }
    Ok(documents)
}

/// A row, whose cells are asked for by the names of their columns.
struct Row<'b> {
    table: Table,
    cells: &'b [Cells<'b>],
    at: usize,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> CellValue<'_> {
        let place = self.table.columns().iter().position(|column| column.name == name);
        place.and_then(|place| self.cells.get(place)).map_or(CellValue::Null, |cells| cells.get(self.at))
    }

    /// A cell as it is shown; `None` where it is empty.
    fn option(&self, name: &str) -> Option<String> {
        match self.cell(name) {
            CellValue::Null => None,
            CellValue::Text(text) => Some(text.to_owned()),
            CellValue::Integer(integer) => Some(integer.to_string()),
            CellValue::Real(real) => Some(real.to_string()),
            CellValue::Flag(flag) => Some(flag.to_string()),
            CellValue::Date(date) => Some(date.to_string()),
        }
    }

    fn text(&self, name: &str) -> String {
        self.option(name).unwrap_or_default()
    }

    fn integer(&self, name: &str) -> Option<i64> {
        match self.cell(name) {
            CellValue::Integer(integer) => Some(integer),
            _ => None,
        }
    }

    fn flag(&self, name: &str) -> bool {
        self.cell(name) == CellValue::Flag(true)
    }

    fn page(&self) -> Option<u32> {
        self.integer("page").and_then(|page| page.try_into().ok())
    }
}

fn document(row: &Row<'_>) -> DocumentRows {
    let shown = row.table.columns().iter().filter(|column| SHOWN.contains(&column.name));
    DocumentRows {
        key: row.text("doc_id"),
        title: row.option("title"),
        name: row.option("name"),
        issuer: row.option("issuer"),
        date: row.option("date"),
        meta: shown.filter_map(|column| Some((column.caption, row.option(column.name)?))).collect(),
        ..DocumentRows::default()
    }
}

fn add(document: &mut DocumentRows, row: &Row<'_>) {
    let data = match row.table {
        Table::Metrics => FactData::Metric(metric(row)),
        Table::Dates => FactData::Date(date(row)),
        Table::Citations => FactData::Citation(citation(row)),
        Table::Actions => FactData::Action(action(row)),
        Table::Terms => FactData::Term(row.text("term")),
        Table::Nodes => return document.nodes.push(node(row)),
        _ => return document.diagnostics.push(diagnostic(row)),
    };
    document.facts.push(FactRow {
        id: row.text("id"),
        data,
        node: row.option("node"),
        text: row.text("text"),
        start: row.integer("start").unwrap_or_default(),
        page: row.page(),
    });
}

fn node(row: &Row<'_>) -> NodeRow {
    NodeRow {
        node: row.text("node"),
        parent: row.option("parent"),
        kind: row.text("type"),
        label: row.option("label"),
        heading: row.option("heading"),
        role: row.option("role"),
        status: row.option("status"),
        text: row.option("text"),
        start: row.integer("start"),
        end: row.integer("end"),
        page: row.page(),
    }
}

fn diagnostic(row: &Row<'_>) -> DiagnosticRow {
    DiagnosticRow {
        code: row.text("code"),
        severity: row.text("severity"),
        message: row.text("message"),
        suggestion: row.option("suggestion"),
        start: row.integer("start").unwrap_or_default(),
    }
}

fn metric(row: &Row<'_>) -> Metric {
    Metric {
        subject: row.text("subject"),
        value: row.text("value"),
        value_to: row.option("value_to"),
        unit: row.text("unit"),
        kind: row.text("kind"),
        canonical: row.option("canonical_value").zip(row.option("canonical_unit")),
        qualifier: row.text("qualifier"),
        target: row.flag("target"),
        change: row.option("change_from").zip(row.option("change_to")),
        period: row.option("period"),
    }
}

fn date(row: &Row<'_>) -> Date {
    Date {
        first: row.text("first"),
        last: row.option("last"),
        precision: row.text("precision"),
        inferred: row.flag("inferred"),
    }
}

fn citation(row: &Row<'_>) -> Citation {
    Citation {
        title: row.text("title"),
        kind: row.option("kind"),
        number: row.option("document_number"),
        act: row.option("act"),
        first_mention: row.option("first_mention"),
    }
}

fn action(row: &Row<'_>) -> Action {
    Action {
        kind: row.text("kind"),
        sanction: row.option("sanction"),
        count: row.text("count"),
        unit: row.text("unit"),
    }
}
