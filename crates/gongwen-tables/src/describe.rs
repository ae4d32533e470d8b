//! The tables described, from the definition that makes them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::column::{Column, ColumnType};
use crate::table::{TABLES_VERSION, Table};

/// A page of Markdown: a heading a table, a row a column.
#[must_use]
pub fn markdown() -> String {
    let mut page = format!(
        "# Tables\n\nVersion {TABLES_VERSION}. Offsets are code points of the decoded source. A column without ? is \
         never null.\n"
    );
    for table in Table::ALL {
        let _ = write!(
            page,
            "\n## {}\n\n{} ({})\n\n| column | type | caption | what it says |\n|---|---|---|---|\n",
            table.as_str(),
            table.description(),
            table.caption()
        );
        for column in table.columns() {
            let mark = if column.nullable { "?" } else { "" };
            let _ = writeln!(
                page,
                "| `{}` | {}{mark} | {} | {} |",
                column.name,
                column.column_type.as_str(),
                column.caption,
                column.description.trim_ascii()
            );
        }
    }
    page
}

/// The JSON Schema of a row of a table, as JSON lines of it would be.
#[must_use]
pub fn json_schema(table: Table) -> Value {
    let properties: serde_json::Map<String, Value> =
        table.columns().iter().map(|column| (column.name.to_owned(), property(column))).collect();
    let required: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.as_str(),
        "description": table.description(),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(column: &Column) -> Value {
    let name = match column.column_type {
        ColumnType::Text | ColumnType::Date => "string",
        ColumnType::Integer => "integer",
        ColumnType::Real => "number",
        ColumnType::Flag => "boolean",
    };
    let mut property = json!({"type": name, "description": column.description.trim_ascii()});
    if column.nullable {
        property["type"] = json!([name, "null"]);
    }
    if column.column_type == ColumnType::Date {
        property["format"] = "date".into();
    }
    property
}
