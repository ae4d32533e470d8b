//! One file a subcommand, and what they share: reading the input, writing the output.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod explain;
pub(crate) mod facts;
pub(crate) mod formats;
pub(crate) mod parse;
pub(crate) mod query;
pub(crate) mod schema;
pub(crate) mod status;
pub(crate) mod view;

use std::io::{IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use gongwen::block::{Document, Format};
use gongwen::{Circular, Options};

use crate::args::{Color, Input};
use crate::failure::Failure;

fn reading(input: &Input, format: Option<Format>) -> gongwen_read::Options {
    gongwen_read::Options { format, encoding: input.encoding.clone(), limits: (&input.limits).into() }
}

/// Reads the input, which is one document.
fn document(input: &Input, format: Option<Format>) -> Result<Document, Failure> {
    let options = reading(input, format);
    Ok(if input.file == Path::new("-") {
        gongwen_read::read_from(std::io::stdin().lock(), "-", &options)?
    } else {
        gongwen_read::read(&input.file, &options)?
    })
}

/// Which circular of the input it is.
enum Place {
    /// The only one.
    Only,
    First,
    Later,
}

/// Reads and parses the input, an archive document by document. A document that cannot be read is told on standard
/// error, and counted among the failures at the end.
fn each_circular(
    input: &Input,
    format: Option<Format>,
    mut visit: impl FnMut(&Circular<'_>, &Place) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let options = reading(input, format);
    let mut held: Option<Circular<'static>> = None;
    let mut failed: Vec<gongwen_read::Error> = Vec::new();
    let (mut count, mut stopped) = (0_usize, None);
    let each = |found: Result<Document, gongwen_read::Error>| {
        let document = match found {
            Ok(document) => document,
            Err(error) => {
                failed.push(error);
                return ControlFlow::Continue(());
            }
        };
        let circular = gongwen::parse_document(document, &Options::default());
        count += 1;
        // Only a second one tells that the first is not alone.
        let result = match (count, held.take()) {
            (1, _) => {
                held = Some(circular);
                Ok(())
            }
            (2, Some(first)) => visit(&first, &Place::First).and_then(|()| visit(&circular, &Place::Later)),
            _ => visit(&circular, &Place::Later),
        };
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                stopped = Some(failure);
                ControlFlow::Break(())
            }
        }
    };
    if input.file == Path::new("-") {
        gongwen_read::each_from(std::io::stdin().lock(), "-", &options, each)?;
    } else {
        gongwen_read::each(&input.file, &options, each)?;
    }
    if let Some(failure) = stopped {
        return Err(failure);
    }
    if let Some(only) = held {
        visit(&only, &Place::Only)?;
        count = 1;
    }
    if let (0, 1) = (count, failed.len()) {
        return Err(failed.remove(0).into());
    }
    for error in &failed {
        eprintln!("gongwen: {error}");
    }
    match (count, failed.len()) {
        (0, 0) => Err(gongwen_read::Error::Empty { name: input.file.display().to_string() }.into()),
        (_, 0) => Ok(()),
        (_, failed) => Err(Failure::Some { failed }),
    }
}

/// What is said of an output of which parts are being made again.
fn made_again(parts: usize) -> Option<String> {
    let parts = match parts {
        0 => return None,
        1 => "1 part is being made again, and its rows are missing".to_owned(),
        parts => format!("{parts} parts are being made again, and their rows are missing"),
    };
    Some(format!("a run is under way, or was stopped: {parts}"))
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
