//! What a circular looks like from outside: JSON, a tree for the terminal, clean Markdown.
pub mod json;
mod markdown;
mod pipes;
mod tree;

pub use json::{
    Offsets, SchemaOf, extraction_lines, extraction_to_json, fact_lines, schema, to_json, to_json_line,
};
pub use markdown::to_markdown;
pub use tree::{TreeOptions, to_tree};
