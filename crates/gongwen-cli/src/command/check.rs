//! `gongwen check`: each finding in its source line, the caret under it.

use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use gongwen::Circular;
use gongwen::diagnostic::{Diagnostic, Severity};
use serde_json::json;

use super::{circular, columns, print, use_color};
use crate::args::{CheckArgs, CheckFormat};
use crate::failure::Failure;

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let circular = circular(&args.input, args.source_format)?;
    let least: Severity = args.min_severity.into();
    let places = Places::new(circular.source());
    let found: Vec<(&Diagnostic, Place)> = circular
        .diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.severity() >= least)
        .map(|diagnostic| (diagnostic, places.of(diagnostic.span.start())))
        .collect();
    match args.format {
        CheckFormat::Json => print(&as_json(&circular, &found))?,
        CheckFormat::Text => {
            let renderer = if use_color(args.color) { Renderer::styled() } else { Renderer::plain() };
            let renderer = renderer.term_width(columns().max(40));
            // Written one at a time: a large source may have many.
            for (diagnostic, place) in &found {
                print(&as_text(&circular, diagnostic, *place, &renderer))?;
            }
            print(&format!("{}: {}\n", circular.name().unwrap_or("-"), counts(&found)))?;
        }
    }
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn counts(found: &[(&Diagnostic, Place)]) -> String {
    let count = |severity| found.iter().filter(|(diagnostic, _)| diagnostic.severity() == severity).count();
    format!(
        "{} errors, {} warnings, {} notes",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    )
}

fn as_text(circular: &Circular<'_>, diagnostic: &Diagnostic, place: Place, renderer: &Renderer) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::NOTE,
    };
    let span = diagnostic.span;
    let source = circular.source();
    // Only the line itself is handed over, so that each finding costs the same; a cut spans lines, and is shown
    // at the end of the first.
    let line = source[place.line_start..place.line_end].trim_end_matches('\r');
    let start = (span.start() - place.line_start).min(line.len());
    let end = (span.end() - place.line_start).clamp(start, line.len());
    let mut group = level.primary_title(&*diagnostic.message).id(diagnostic.code.name()).element(
        Snippet::source(line)
            .line_start(place.line)
            .path(circular.name().unwrap_or("-"))
            .annotation(AnnotationKind::Primary.span(start..end)),
    );
    if let Some(suggestion) = &diagnostic.suggestion {
        group = group.element(Level::HELP.message(format!("write “{suggestion}”")));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

fn as_json(circular: &Circular<'_>, found: &[(&Diagnostic, Place)]) -> String {
    let list: Vec<_> = found
        .iter()
        .map(|(diagnostic, place)| {
            json!({
                "code": diagnostic.code.name(),
                "severity": diagnostic.severity().as_str(),
                "message": diagnostic.message,
                "span": {"start": diagnostic.span.start(), "end": diagnostic.span.end()},
                "line": place.line,
                "column": place.column,
                "suggestion": diagnostic.suggestion,
            })
        })
        .collect();
    format!("{:#}\n", json!({"file": circular.name(), "diagnostics": list}))
}

/// Where a byte of the source stands, as an editor counts.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    line_start: usize,
    line_end: usize,
}

struct Places<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Places<'s> {
    fn new(source: &'s str) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { source, starts }
    }

    fn of(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= offset);
        let line_start = self.starts[line - 1];
        let line_end = self.starts.get(line).map_or(self.source.len(), |next| next - 1);
        // A megabyte on one line must not be counted for each finding in it.
        const COUNTED: usize = 100_000;
        let column = match offset - line_start {
            bytes if bytes <= COUNTED => self.source[line_start..offset].chars().count() + 1,
            bytes => bytes / 3 + 1,
        };
        Place { line, column, line_start, line_end }
    }
}
