//! One file a subcommand, and what they share: reading the input, writing the output.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod facts;
pub(crate) mod parse;
pub(crate) mod schema;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use gongwen::block::{Document, Format};
use gongwen::{Circular, Options};

use crate::args::{Color, Input};
use crate::failure::Failure;

/// Reads the input.
fn document(input: &Input, format: Option<Format>) -> Result<Document, Failure> {
    let mut options = gongwen_read::Options::default();
    options.format = format;
    options.encoding.clone_from(&input.encoding);
    options.limits = (&input.limits).into();
    Ok(if input.file == Path::new("-") {
        gongwen_read::read_from(std::io::stdin().lock(), "-", &options)?
    } else {
        gongwen_read::read(&input.file, &options)?
    })
}

/// Reads and parses the input.
fn circular(input: &Input, format: Option<Format>) -> Result<Circular<'static>, Failure> {
    Ok(gongwen::parse_document(document(input, format)?, &Options::default()))
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::write("standard output", error))
}

fn use_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stdout().is_terminal()
                && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
        }
    }
}

/// Columns to fill: those of the terminal, or of `COLUMNS`, or 100.
fn columns() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let told = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal.or_else(told).filter(|&columns| columns > 0).unwrap_or(100)
}
