//! `gongwen check`: each finding in its source line, the caret under it.

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use gongwen::Circular;
use gongwen::diagnostic::{Diagnostic, Severity};
use gongwen::text::Span;
use serde_json::json;

use super::{Place as Which, columns, each_circular, print, use_color};
use crate::args::{CheckArgs, CheckFormat};
use crate::failure::{FOUND, Failure, SUCCESS};

pub(crate) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let mut clean = true;
    each_circular(&args.input, args.source_format, |circular, place| {
        clean &= check(args, circular, place)?;
        Ok(())
    })?;
    Ok(if clean { SUCCESS } else { FOUND })
}

/// Shows what is found in one circular; says whether that is nothing.
fn check(args: &CheckArgs, circular: &Circular<'_>, place: &Which) -> Result<bool, Failure> {
    let least: Severity = args.min_severity.into();
    let places = Places::new(circular.source());
    let found: Vec<(&Diagnostic, Place)> = circular
        .diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.severity() >= least)
        .map(|diagnostic| (diagnostic, places.of(diagnostic.span.start())))
        .collect();
    match args.format {
        CheckFormat::Json if matches!(place, Which::Only) => {
            print(&format!("{:#}\n", as_json(circular, &places, &found)))?;
        }
        CheckFormat::Json => print(&format!("{}\n", as_json(circular, &places, &found)))?,
        CheckFormat::Text => {
            let renderer = if use_color(args.color) { Renderer::styled() } else { Renderer::plain() };
            let renderer = renderer.term_width(columns().max(40));
            // Written one at a time: a large source may have many.
            for (diagnostic, place) in &found {
                print(&as_text(circular, &places, diagnostic, *place, &renderer))?;
            }
            print(&format!("{}: {}\n", circular.name().unwrap_or("-"), counts(&found)))?;
        }
    }
    Ok(found.is_empty())
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

fn as_text(
    circular: &Circular<'_>,
    places: &Places<'_>,
    diagnostic: &Diagnostic,
    place: Place,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::NOTE,
    };
    let mut snippets = vec![(place, vec![(AnnotationKind::Primary, diagnostic.span)])];
    for &span in &diagnostic.related {
        let there = places.of(span.start());
        match snippets.iter_mut().find(|(place, _)| place.line == there.line) {
            Some((_, marks)) => marks.push((AnnotationKind::Context, span)),
            None => snippets.push((there, vec![(AnnotationKind::Context, span)])),
        }
    }
    let snippets = snippets.into_iter().map(|(place, marks)| snippet(circular, place, &marks));
    let mut group = level.primary_title(&*diagnostic.message).id(diagnostic.code.name()).elements(snippets);
    if let Some(suggestion) = &diagnostic.suggestion {
        group = group.element(Level::HELP.message(format!("write “{suggestion}”")));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

/// One line of the source with what is marked in it. Only the line itself is handed over, so that each finding costs
/// the same; a cut spans lines, and is shown at the end of the first.
fn snippet<'c>(
    circular: &'c Circular<'_>,
    place: Place,
    marks: &[(AnnotationKind, Span)],
) -> Snippet<'c, Annotation<'c>> {
    let line = circular.source()[place.line_start..place.line_end].trim_end_matches('\r');
    let mut snippet = Snippet::source(line).line_start(place.line).path(circular.name().unwrap_or("-"));
    for &(kind, span) in marks {
        let start = (span.start() - place.line_start).min(line.len());
        let end = (span.end() - place.line_start).clamp(start, line.len());
        snippet = snippet.annotation(kind.span(start..end));
    }
    snippet
}

fn as_json(
    circular: &Circular<'_>,
    places: &Places<'_>,
    found: &[(&Diagnostic, Place)],
) -> serde_json::Value {
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
                "related": related(places, diagnostic),
                "suggestion": diagnostic.suggestion,
            })
        })
        .collect();
    json!({"file": circular.name(), "diagnostics": list})
}

fn related(places: &Places<'_>, diagnostic: &Diagnostic) -> Vec<serde_json::Value> {
    let each = |span: &Span| {
        let place = places.of(span.start());
        json!({
            "span": {"start": span.start(), "end": span.end()},
            "line": place.line,
            "column": place.column,
        })
    };
    diagnostic.related.iter().map(each).collect()
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
