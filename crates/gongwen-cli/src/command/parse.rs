//! `gongwen parse`: a circular as a tree, JSON or Markdown; of an archive, one after the other.

use std::io::Write;

use gongwen::Circular;
use gongwen::render::{Offsets, TreeOptions, to_json, to_json_line, to_markdown, to_tree};

use super::{Place, columns, each_circular, use_color};
use crate::args::{ParseArgs, To};
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &ParseArgs) -> Result<u8, Failure> {
    let mut out: Option<Output> = None;
    each_circular(&args.input, args.format, |circular, place| {
        // Not before there is something to write: an input that cannot be read leaves the file as it was.
        let out = match &mut out {
            Some(out) => out,
            None => out.insert(Output::open(args)?),
        };
        out.write(&text(args, circular, place))
    })?;
    Ok(SUCCESS)
}

fn text(args: &ParseArgs, circular: &Circular<'_>, place: &Place) -> String {
    let name = circular.name().unwrap_or("-");
    match (args.to, place) {
        (To::Tree, Place::Only) => tree(args, circular),
        (To::Tree, Place::First) => format!("{name}\n\n{}\n", tree(args, circular).trim_end()),
        (To::Tree, Place::Later) => format!("\n{name}\n\n{}\n", tree(args, circular).trim_end()),
        (To::Json, Place::Only) => to_json(circular, Offsets::Utf8),
        (To::Json, _) => to_json_line(circular, Offsets::Utf8),
        (To::Markdown, Place::Later) => format!("\n---\n\n{}", to_markdown(circular)),
        (To::Markdown, _) => to_markdown(circular),
    }
}

fn tree(args: &ParseArgs, circular: &Circular<'_>) -> String {
    let color = args.output.is_none() && use_color(args.color);
    to_tree(circular, &TreeOptions { width: args.width.unwrap_or_else(columns), color })
}

/// Where the result goes.
struct Output {
    name: String,
    to: Box<dyn Write>,
}

impl Output {
    fn open(args: &ParseArgs) -> Result<Self, Failure> {
        let Some(path) = &args.output else {
            return Ok(Self { name: "standard output".to_owned(), to: Box::new(std::io::stdout().lock()) });
        };
        let name = path.display().to_string();
        let file = std::fs::File::create(path).map_err(|error| Failure::write(&name, error))?;
        Ok(Self { name, to: Box::new(file) })
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.to.write_all(text.as_bytes()).and_then(|()| self.to.flush());
        written.map_err(|error| Failure::write(&self.name, error))
    }
}
