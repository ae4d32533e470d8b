//! Tables, keys, indexes and views as SQL. Columns come from the definitions of the tables; what SQLite wants besides stands
//! here as data.

use std::fmt::Write as _;

use gongwen_tables::{Column, ColumnType, TABLES_VERSION, Table};

/// What a table has beside its columns.
struct Keys {
    table: Table,
    primary: &'static [&'static str],
    foreign: &'static [(&'static [&'static str], Table)],
    indexes: &'static [&'static [&'static str]],
}

/// Key of whatever belongs to a document.
const DOC: &[&str] = &["doc_id"];
/// Key of the node that a row is, or stands in.
const NODE: &[&str] = &["doc_id", "node"];
/// Key of the issue that a row stands in; the index of it makes the views quick.
const ISSUE: &[&str] = &["doc_id", "issue"];
/// What a fact refers to.
const FACT: &[(&[&str], Table)] = &[(DOC, Table::Documents), (NODE, Table::Nodes), (ISSUE, Table::Issues)];
/// Key of a fact.
const ID: &[&str] = &["doc_id", "id"];

/// Indexes are on what one filters or groups by; each costs space, so that columns without an index are the rule.
const KEYS: &[Keys] = &[
    Keys { table: Table::Documents, primary: DOC, foreign: &[], indexes: &[&["issuer"], &["date"]] },
    Keys {
        table: Table::Nodes,
        primary: NODE,
        foreign: &[(DOC, Table::Documents), (&["doc_id", "parent"], Table::Nodes)],
        indexes: &[],
    },
    Keys {
        table: Table::Issues,
        primary: NODE,
        foreign: &[(DOC, Table::Documents), (NODE, Table::Nodes)],
        indexes: &[&["status"], &["deadline"]],
    },
    Keys { table: Table::Measures, primary: NODE, foreign: FACT, indexes: &[ISSUE] },
    Keys { table: Table::Metrics, primary: ID, foreign: FACT, indexes: &[ISSUE, &["subject"]] },
    Keys { table: Table::Dates, primary: ID, foreign: FACT, indexes: &[ISSUE] },
    Keys { table: Table::Citations, primary: ID, foreign: FACT, indexes: &[ISSUE, &["title"]] },
    Keys { table: Table::Actions, primary: ID, foreign: FACT, indexes: &[ISSUE, &["kind"]] },
    Keys { table: Table::Terms, primary: ID, foreign: FACT, indexes: &[&["term"]] },
    Keys { table: Table::Contacts, primary: &[], foreign: &[(DOC, Table::Documents)], indexes: &[DOC] },
    Keys {
        table: Table::Diagnostics,
        primary: &[],
        foreign: &[(DOC, Table::Documents)],
        indexes: &[DOC, &["code"]],
    },
    Keys {
        table: Table::Sources,
        primary: &[],
        foreign: &[(DOC, Table::Documents)],
        indexes: &[DOC, &["path"]],
    },
    Keys { table: Table::Errors, primary: &[], foreign: &[], indexes: &[&["path"]] },
];

/// A view: a question that is asked often enough to have a name.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Its name in SQL.
    pub name: &'static str,
    /// What a row is.
    pub description: &'static str,
    select: &'static str,
}

/// The views. Lists are joined from a sorted subquery, which SQLite before 3.44 understands as well.
pub const VIEWS: &[View] = &[
    View {
        name: "issue_overview",
        description: "An issue with its circular, and its measures, figures and actions a line each",
        select: "SELECT i.doc_id, d.title, d.issuer, d.inspection_type, d.date, i.node, i.section_heading, i.ordinal,
    i.statement, i.status, i.responsible, i.deadline,
    (SELECT group_concat(text, char(10)) FROM (SELECT coalesce(label, '') || text AS text FROM measures
        WHERE doc_id = i.doc_id AND issue = i.node ORDER BY rowid)) AS measure_texts,
    (SELECT group_concat(text, char(10)) FROM (SELECT subject || '：' || text AS text FROM metrics
        WHERE doc_id = i.doc_id AND issue = i.node ORDER BY rowid)) AS metric_texts,
    (SELECT group_concat(text, char(10)) FROM (SELECT kind || '：' || text AS text FROM actions
        WHERE doc_id = i.doc_id AND issue = i.node ORDER BY rowid)) AS action_texts
FROM issues i JOIN documents d USING (doc_id)",
    },
    View {
        name: "metric_overview",
        description: "A figure with its circular and issue",
        select: "SELECT m.doc_id, d.title, d.issuer, d.inspection_type, d.date, i.statement, m.subject, m.value, m.value_to,
    m.unit, m.kind, m.canonical_value, m.canonical_unit, m.qualifier, m.target, m.text, m.start, m.\"end\", m.page
FROM metrics m JOIN documents d USING (doc_id) LEFT JOIN issues i ON i.doc_id = m.doc_id AND i.node = m.issue",
    },
    View {
        name: "action_overview",
        description: "An action with its circular and issue",
        select: "SELECT a.doc_id, d.title, d.issuer, d.inspection_type, d.date, i.statement, a.kind, a.sanction, a.count, a.unit,
    a.text, a.start, a.\"end\", a.page
FROM actions a JOIN documents d USING (doc_id) LEFT JOIN issues i ON i.doc_id = a.doc_id AND i.node = a.issue",
    },
];

/// What the database keeps for itself: the parts of the archive that it holds, and their rows.
const OWN: &str = "
CREATE TABLE archive_parts (part INTEGER PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE archive_rows (part INTEGER NOT NULL REFERENCES archive_parts, table_name TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (part, table_name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE node_search USING fts5(heading, text, content='', tokenize='unicode61');
";

/// The number that SQLite keeps in the file for its user: that of the tables.
pub(crate) fn user_version() -> i64 {
    TABLES_VERSION.parse().unwrap_or(1)
}

/// All statements that make an empty database.
pub(crate) fn create() -> String {
    let mut sql = String::from(OWN);
    for keys in KEYS {
        table(&mut sql, keys);
    }
    for view in VIEWS {
        let _ = writeln!(sql, "CREATE VIEW {} AS\n{};", view.name, view.select);
    }
    sql
}

fn table(sql: &mut String, keys: &Keys) {
    let name = keys.table.as_str();
    let mut lines: Vec<String> = keys.table.columns().iter().map(column).collect();
    if !keys.primary.is_empty() {
        lines.push(format!("PRIMARY KEY ({})", list(keys.primary)));
    }
    for (columns, parent) in keys.foreign {
        let target = primary(*parent);
        lines.push(format!(
            "FOREIGN KEY ({}) REFERENCES {} ({}) DEFERRABLE INITIALLY DEFERRED",
            list(columns),
            parent.as_str(),
            list(target)
        ));
    }
    let _ = writeln!(sql, "CREATE TABLE {name} (\n    {}\n);", lines.join(",\n    "));
    for columns in keys.indexes {
        let _ = writeln!(sql, "CREATE INDEX {name}_{} ON {name} ({});", columns.join("_"), list(columns));
    }
}

fn primary(table: Table) -> &'static [&'static str] {
    KEYS.iter().find(|keys| keys.table == table).map_or(&[], |keys| keys.primary)
}

/// Types that SQLite's affinity keeps as they are, under names that clients map to their own: Python's sqlite3 reads a column
/// declared DATE as a date where it is asked to.
fn column(column: &Column) -> String {
    let declared = match column.column_type {
        ColumnType::Text => "TEXT",
        ColumnType::Integer => "INTEGER",
        ColumnType::Real => "REAL",
        ColumnType::Flag => "BOOLEAN",
        ColumnType::Date => "DATE",
    };
    let null = if column.nullable { "" } else { " NOT NULL" };
    format!("\"{}\" {declared}{null}", column.name)
}

fn list(columns: &[&str]) -> String {
    columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_keys_and_each_key_is_a_column() {
        let tables: Vec<Table> = KEYS.iter().map(|keys| keys.table).collect();
        assert_eq!(tables, Table::ALL);
        for keys in KEYS {
            let names: Vec<&str> = keys.table.columns().iter().map(|column| column.name).collect();
            let used = [keys.primary].into_iter().chain(keys.foreign.iter().map(|(columns, _)| *columns));
            for column in used.chain(keys.indexes.iter().copied()).flatten() {
                assert!(names.contains(column), "{} has no {column}", keys.table.as_str());
            }
        }
    }
}
