//! The JSON Schema of the document as a page: a section a type, in the order in which a reader meets them.

use std::fmt::Write as _;

use serde_json::{Map, Value};

const INTRODUCTION: &str = "\
What `gongwen parse --to json`, `Circular::to_json` and `Circular.to_dict()` give, and a line of `gongwen convert --to
jsonl`: one document. The machine-readable form is [schema.json](../schema.json), JSON Schema 2020-12, which `gongwen
schema` prints; `gongwen schema extraction` and `gongwen schema fact` describe what `gongwen facts` prints.

A field whose value is unknown is null (`?` behind its type) or an empty list, never left out. Dates are ISO 8601; figures are
decimal numbers as text, since a float would change some of them. Fields are added without notice; `schema_version` is
raised where one is renamed or removed.
";

/// The page of a schema, its own type first.
pub(crate) fn page(schema: &Value) -> String {
    let mut page = format!("# JSON\n\n{INTRODUCTION}");
    section(&mut page, "Document", schema);
    for name in order(schema) {
        if let Some(definition) = definition(schema, &name) {
            section(&mut page, &name, definition);
        }
    }
    page
}

fn definition<'s>(schema: &'s Value, name: &str) -> Option<&'s Value> {
    schema.get("$defs")?.get(name)
}

/// The types that a document names, each after one that names it.
fn order(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(properties) = schema.get("properties") {
        references(properties, &mut found);
    }
    let mut next = 0;
    while let Some(name) = found.get(next).cloned() {
        if let Some(definition) = definition(schema, &name) {
            references(definition, &mut found);
        }
        next += 1;
    }
    found
}

/// Adds the types that a schema names to those found, each once. Schemas are as deep as our types are.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(name) = referenced(object).filter(|name| !found.iter().any(|known| known == name)) {
                found.push(name.to_owned());
            }
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

fn referenced(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
}

fn section(page: &mut String, name: &str, schema: &Value) {
    let _ = write!(page, "\n## {name}\n");
    if let Some(description) = text(schema, "description") {
        let _ = write!(page, "\n{description}\n");
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        page.push_str("\n| field | type | what it says |\n|---|---|---|\n");
        for (field, property) in properties {
            let said = text(property, "description").unwrap_or_default();
            let _ = writeln!(page, "| `{field}` | {} | {} |", shown(property), cell(said));
        }
    }
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        let names: Vec<String> =
            names.iter().filter_map(Value::as_str).map(|name| format!("`{name}`")).collect();
        let _ = write!(page, "\nOne of {}.\n", names.join(", "));
    }
    if let Some(variants) = schema.get("oneOf").and_then(Value::as_array) {
        page.push_str("\n| value | what it says |\n|---|---|\n");
        for variant in variants {
            let said = text(variant, "description").unwrap_or_default();
            let values = variant
                .get("const")
                .into_iter()
                .chain(variant.get("enum").and_then(Value::as_array).into_iter().flatten());
            for value in values.filter_map(Value::as_str) {
                let _ = writeln!(page, "| `{value}` | {} |", cell(said));
            }
        }
    }
}

fn text<'s>(schema: &'s Value, key: &str) -> Option<&'s str> {
    schema.get(key)?.as_str()
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A type as the page writes it: a link, a list of something, `?` where it may be null.
fn shown(schema: &Value) -> String {
    let Some(object) = schema.as_object() else { return "any".to_owned() };
    if let Some(name) = referenced(object) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(either) = object.get("anyOf").and_then(Value::as_array) {
        let (nulls, others): (Vec<&Value>, Vec<&Value>) =
            either.iter().partition(|schema| text(schema, "type") == Some("null"));
        let names: Vec<String> = others.into_iter().map(shown).collect();
        return names.join(" or ") + if nulls.is_empty() { "" } else { "?" };
    }
    match object.get("type") {
        Some(Value::Array(types)) => {
            let mut some = object.clone();
            let named = types.iter().find(|kind| kind.as_str() != Some("null"));
            some.insert("type".to_owned(), named.cloned().unwrap_or_default());
            let optional = types.len() > 1;
            shown(&Value::Object(some)) + if optional { "?" } else { "" }
        }
        Some(Value::String(kind)) if kind == "array" => {
            format!("list of {}", object.get("items").map_or_else(|| "any".to_owned(), shown))
        }
        Some(Value::String(kind)) => match (kind.as_str(), text(schema, "format")) {
            ("string", Some("date")) => "date".to_owned(),
            ("string", _) => "text".to_owned(),
            ("boolean", _) => "flag".to_owned(),
            (other, _) => other.to_owned(),
        },
        _ => "any".to_owned(),
    }
}
