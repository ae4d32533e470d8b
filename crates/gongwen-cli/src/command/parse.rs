//! `gongwen parse`: a circular as a tree, JSON or Markdown.

use std::process::ExitCode;

use gongwen::render::{Offsets, TreeOptions, to_json, to_markdown, to_tree};

use super::{circular, columns, print, use_color};
use crate::args::{ParseArgs, To};
use crate::failure::Failure;

pub(crate) fn run(args: &ParseArgs) -> Result<ExitCode, Failure> {
    let circular = circular(&args.input, args.format)?;
    let text = match args.to {
        To::Tree => {
            let color = args.output.is_none() && use_color(args.color);
            let width = args.width.unwrap_or_else(columns);
            to_tree(&circular, &TreeOptions { width, color })
        }
        To::Json => to_json(&circular, Offsets::Utf8),
        To::Markdown => to_markdown(&circular),
    };
    match &args.output {
        Some(path) => {
            std::fs::write(path, text).map_err(|error| Failure::write(&path.display().to_string(), error))?;
        }
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}
