//! The generated pages of docs/: the diagnostics, the tables, the JSON, and the JSON Schemas of the document and of the
//! rows of the tables.

use std::fmt::Write as _;

use gongwen::diagnostic::rules;
use gongwen::render::SchemaOf;

use crate::{Outcome, json_page, root};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Fail where a page is stale, and write nothing
    #[arg(long)]
    pub(crate) check: bool,
}

const COMMAND: &str = "cargo xtask docs";
const JSON: &str = "crates/gongwen/src/render/json/";

pub(crate) fn run(args: &Args) -> Outcome {
    let pages = [
        ("docs/diagnostics.md", diagnostics()),
        ("docs/schema.json", format!("{:#}\n", schema())),
        ("docs/reference/json.md", json()),
        ("docs/tables.md", tables()),
        ("docs/tables.schema.json", table_schemas()),
    ];
    for (name, text) in pages {
        let path = root().join(name);
        let fail = |error: std::io::Error| format!("{name}: {error}");
        if !args.check {
            std::fs::write(&path, text).map_err(fail)?;
        } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
            return Err(format!("{name} is stale; run `{COMMAND}`"));
        }
    }
    Ok(())
}

fn diagnostics() -> String {
    let mut page = format!(
        "<!-- Made by `{COMMAND}` from crates/gongwen/src/diagnostic/registry.rs. -->\n\n# Diagnostics\n\n"
    );
    page.push_str("| code | severity | what is found |\n|---|---|---|\n");
    for rule in rules() {
        let _ =
            writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", rule.name, rule.severity.as_str(), rule.summary);
    }
    for rule in rules() {
        let _ = write!(
            page,
            "\n## {}\n\nSeverity: {}. {}\n\n{}\n\nFound in:\n\n```text\n{}```\n\nNot in:\n\n```text\n{}```\n",
            rule.name,
            rule.severity.as_str(),
            rule.summary,
            rule.reason,
            visible(rule.example),
            visible(rule.better)
        );
    }
    page
}

/// An example with what no reader sees written out.
fn visible(example: &str) -> String {
    example.replace('\u{200b}', "␣(U+200B)")
}

fn tables() -> String {
    let source = "crates/gongwen-tables/src/define/";
    format!("<!-- Made by `{COMMAND}` from {source}. -->\n\n{}", gongwen_tables::markdown())
}

/// The JSON Schemas of the rows of all tables, by name.
fn table_schemas() -> String {
    let mut schemas = serde_json::Map::new();
    schemas.insert(
        "$comment".to_owned(),
        format!("Made by `{COMMAND}` from crates/gongwen-tables/src/define/.").into(),
    );
    for table in gongwen_tables::Table::ALL {
        schemas.insert(table.as_str().to_owned(), gongwen_tables::json_schema(*table));
    }
    format!("{:#}\n", serde_json::Value::Object(schemas))
}

fn schema() -> serde_json::Value {
    let mut schema = gongwen::render::schema(SchemaOf::Document);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$comment".to_owned(), format!("Made by `{COMMAND}` from {JSON}.").into());
    }
    schema
}

fn json() -> String {
    format!("<!-- Made by `{COMMAND}` from {JSON}. -->\n\n{}", json_page::page(&schema()))
}
