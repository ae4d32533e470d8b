//! The short way through Markdown that has nothing but headings, bold and paragraphs, which is most of what
//! converters write. It reads such a source as pulldown-cmark does, in a fraction of the time; a property test
//! compares the two. Any other construct sends the whole source to the parser.

use super::{Line, LineKind, Lines, Piece, trim_start};
use crate::repair::MarkupKind;
use crate::text::{Span, lanes};

/// What a line is, where it is of the few kinds that the short way reads.
#[derive(Clone, Copy)]
enum Shape {
    Blank,
    Heading {
        depth: usize,
    },
    Text {
        /// Where the closing mark stands of a bold text that opens the line.
        bold: Option<usize>,
    },
}

/// Reads a simple source from `start` on; false where it is not simple, and then `lines` is of no use.
#[must_use]
pub(super) fn read(source: &str, start: usize, lines: &mut Lines) -> bool {
    let bytes = source.as_bytes();
    let mut reader = Reader { source, at: start, blank: true, lines };
    let mut stars = false;
    let simple = lanes::ascii(bytes, start..bytes.len()).each(|at| match mark(bytes[at]) {
        None => true,
        Some(Mark::Star) => {
            stars = true;
            true
        }
        Some(Mark::LineEnd) if reader.at == at => reader.blank_line(at),
        Some(Mark::LineEnd) => reader.line(at, std::mem::take(&mut stars)),
        Some(Mark::Other) => false,
    });
    simple && (reader.at == bytes.len() || reader.line(bytes.len(), stars))
}

struct Reader<'s, 'l> {
    source: &'s str,
    /// Where the next line starts.
    at: usize,
    blank: bool,
    lines: &'l mut Lines,
}

impl Reader<'_, '_> {
    /// An empty line, as every other one is.
    fn blank_line(&mut self, end: usize) -> bool {
        self.blank = true;
        self.at = end + 1;
        self.lines.mark(MarkupKind::Layout, Span::new(end, end + 1));
        true
    }

    /// Reads the line up to its line feed at `end`; false where it is not simple.
    fn line(&mut self, end: usize, stars: bool) -> bool {
        let at = self.at;
        let Some(shape) = shape(&self.source[at..end], stars) else { return false };
        match shape {
            Shape::Blank => {
                self.lines.mark(MarkupKind::Layout, Span::new(at, end));
                self.blank |= at == end;
            }
            Shape::Heading { depth } => {
                self.lines.mark(MarkupKind::Markdown, Span::new(at, at + depth));
                let kind = LineKind::Heading(u8::try_from(depth).unwrap_or(6));
                push(self.source, at + depth..end, None, kind, true, self.lines);
                self.blank = true;
            }
            Shape::Text { bold } => {
                let bold = bold.map(|close| at + close);
                push(self.source, at..end, bold, LineKind::Text, self.blank, self.lines);
                self.blank = false;
            }
        }
        self.at = (end + 1).min(self.source.len());
        self.lines.mark(MarkupKind::Layout, Span::new(end, self.at));
        true
    }
}

/// What a line has of the marks of Markdown, all of which are ASCII.
enum Mark {
    LineEnd,
    Star,
    /// Something may begin here that is neither heading nor bold: code, HTML, links, entities, escapes, or what the
    /// parser replaces.
    Other,
}

fn mark(byte: u8) -> Option<Mark> {
    Some(match byte {
        b'\n' => Mark::LineEnd,
        b'*' => Mark::Star,
        b'`' | b'<' | b'>' | b'[' | b']' | b'&' | b'\\' | b'|' | b'~' | b'_' | b'\r' | b'\t' | 0 => {
            Mark::Other
        }
        _ => return None,
    })
}

/// What a line is; `None` for a list marker, quotation, code, underline or rule, and for stars that are more than
/// one bold text at the start.
fn shape(text: &str, stars: bool) -> Option<Shape> {
    let line = text.as_bytes();
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return Some(Shape::Blank) };
    if first == b'#' {
        return (!stars).then(|| heading(text)).flatten();
    }
    let marker = matches!(first, b' ' | b'-' | b'+' | b'=');
    if marker || last == b' ' || (first.is_ascii_digit() && is_list_item(line)) {
        return None;
    }
    if stars {
        return bold(line).map(|close| Shape::Text { bold: Some(close) });
    }
    let blank = trim_start(text).is_empty();
    Some(if blank { Shape::Blank } else { Shape::Text { bold: None } })
}

/// Closing marks, headings without text and more white space than one space behind the marks are left to the parser.
fn heading(line: &str) -> Option<Shape> {
    let depth = line.bytes().take_while(|&byte| byte == b'#').count();
    let text = line[depth..].strip_prefix(' ')?;
    let plain = depth <= 6
        && !text.is_empty()
        && trim_start(text).len() == text.len()
        && !text.contains('#')
        && !text.ends_with(' ');
    plain.then_some(Shape::Heading { depth })
}

fn is_list_item(line: &[u8]) -> bool {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    matches!(line.get(digits), Some(b'.' | b')')) && matches!(line.get(digits + 1), None | Some(b' '))
}

/// Where the bold text that opens a line closes, if all stars are its marks; whatever else stars may do is left to
/// the parser.
fn bold(line: &[u8]) -> Option<usize> {
    let text = line.strip_prefix(b"**")?;
    let mut stars = memchr::memchr_iter(b'*', text);
    let close = stars.next()?;
    let plain = stars.next() == Some(close + 1)
        && stars.next().is_none()
        && close > 0
        && line.len() > 4
        && text[0] != b' '
        && !text.starts_with("\u{3000}".as_bytes());
    plain.then_some(close + 2)
}

/// Adds one line; `bold` is the place of the mark that closes the bold text at its start.
fn push(
    source: &str,
    range: std::ops::Range<usize>,
    bold: Option<usize>,
    kind: LineKind,
    blank_before: bool,
    lines: &mut Lines,
) {
    let text = &source[range.clone()];
    let lead = text.len() - trim_start(text).len();
    let from = range.start + lead;
    lines.mark(MarkupKind::Layout, Span::new(range.start, from));
    let first = lines.pieces.len();
    let indent = super::plain::indent(text[..lead].trim_start_matches(' '));
    let add = |start: usize, end: usize, lines: &mut Lines| {
        if start < end {
            lines.pieces.push(Piece { span: Span::new(start, end), entity: None });
        }
        end - start
    };
    let (bold, len) = match bold {
        Some(close) => {
            lines.mark(MarkupKind::Markdown, Span::new(from, from + 2));
            let bold = add(from + 2, close, lines);
            lines.mark(MarkupKind::Markdown, Span::new(close, close + 2));
            (bold, bold + add(close + 2, range.end, lines))
        }
        None => (0, add(from, range.end, lines)),
    };
    let pieces = (first, lines.pieces.len());
    lines.push(
        source,
        Line { kind, pieces, indent, blank_before, apart: false, runs_on: false, bold, len, columns: None },
    );
}
