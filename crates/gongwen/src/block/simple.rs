//! The short way through Markdown that has nothing but headings, bold and paragraphs, which is most of what
//! converters write. It reads such a source as pulldown-cmark does, in a fraction of the time; a property test
//! compares the two. Any other construct sends the whole source to the parser.

use super::{Line, LineKind, Lines, Piece, is_space};
use crate::repair::MarkupKind;
use crate::text::Span;

/// Bytes that are looked at before their lines are read, so that they are still at hand then.
const AHEAD: usize = 16 * 1024;

/// Whether nothing begins here inside a line, or an HTML block, and nothing is replaced.
fn is_plain(bytes: &[u8]) -> bool {
    const SPECIAL: [[u8; 3]; 4] = [*b"`<>", *b"[]&", *b"\\|~", *b"_\r\t"];
    let special = |[a, b, c]: [u8; 3]| memchr::memchr3(a, b, c, bytes).is_some();
    !SPECIAL.into_iter().any(special) && memchr::memchr(0, bytes).is_none()
}

/// A line without list marker, quotation, code, underline or rule, whose stars are all bold marks.
fn is_simple_line(line: &[u8]) -> bool {
    let Some(&first) = line.first() else { return true };
    if first == b'#' {
        let depth = line.iter().take_while(|&&byte| byte == b'#').count();
        let text = &line[depth.min(line.len())..];
        // Closing marks and headings without text are left to the parser.
        return depth <= 6
            && text.len() > 1
            && text[0] == b' '
            && text[1] != b' '
            && !text.contains(&b'#')
            && !text.contains(&b'*')
            && text[text.len() - 1] != b' '
            && !text[1..].starts_with("\u{3000}".as_bytes());
    }
    let marker = matches!(first, b' ' | b'-' | b'+' | b'=');
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let listed = digits > 0
        && matches!(line.get(digits), Some(b'.' | b')'))
        && matches!(line.get(digits + 1), None | Some(b' '));
    if marker || listed || line[line.len() - 1] == b' ' {
        return false;
    }
    let mut stars = memchr::memchr_iter(b'*', line);
    let mut marks = 0;
    while let Some(at) = stars.next() {
        if stars.next() != Some(at + 1) || line.get(at + 2) == Some(&b'*') {
            return false;
        }
        marks += 1;
    }
    // One bold text that opens the line; whatever else stars may do is left to the parser.
    marks == 0
        || (marks == 2
            && line.starts_with(b"**")
            && line.len() > 4
            && line[2] != b' '
            && !line[2..].starts_with("\u{3000}".as_bytes()))
}

/// Reads a simple source from `start` on; false where it is not simple, and then `lines` is of no use.
#[must_use]
pub(super) fn read(source: &str, start: usize, lines: &mut Lines) -> bool {
    let mut at = start;
    let mut checked = start;
    let mut blank = true;
    while at < source.len() {
        let end = memchr::memchr(b'\n', &source.as_bytes()[at..]).map_or(source.len(), |n| at + n + 1);
        if end > checked {
            let ahead = (at + AHEAD).max(end).min(source.len());
            if !is_plain(&source.as_bytes()[checked..ahead]) {
                return false;
            }
            checked = ahead;
        }
        let line = &source[at..end];
        let content = line.strip_suffix('\n').unwrap_or(line);
        if !is_simple_line(content.as_bytes()) {
            return false;
        }
        let depth = content.bytes().take_while(|&byte| byte == b'#').count();
        if content.chars().all(is_space) {
            lines.mark(MarkupKind::Layout, Span::new(at, at + content.len()));
            blank |= content.is_empty();
        } else if depth > 0 {
            lines.mark(MarkupKind::Markdown, Span::new(at, at + depth));
            let kind = LineKind::Heading(u8::try_from(depth).unwrap_or(6));
            push(source, at + depth..at + content.len(), kind, true, lines);
            blank = true;
        } else {
            push(source, at..at + content.len(), LineKind::Text, blank, lines);
            blank = false;
        }
        lines.mark(MarkupKind::Layout, Span::new(at + content.len(), end));
        at = end;
    }
    true
}

/// Adds one line, without the bold marks in it.
fn push(source: &str, range: std::ops::Range<usize>, kind: LineKind, blank_before: bool, lines: &mut Lines) {
    let text = &source[range.clone()];
    let lead = text.len() - text.trim_start_matches(is_space).len();
    let from = range.start + lead;
    lines.mark(MarkupKind::Layout, Span::new(range.start, from));
    let first = lines.pieces.len();
    let indent = super::plain::indent(text[..lead].trim_start_matches(' '));
    let (mut bold, mut len) = (0, 0);
    let add = |start: usize, end: usize, lines: &mut Lines| {
        if start < end {
            lines.pieces.push(Piece { span: Span::new(start, end), entity: None });
        }
        end - start
    };
    if source[from..range.end].starts_with("**") {
        let close = from + 2 + source[from + 2..range.end].find("**").unwrap_or(0);
        lines.mark(MarkupKind::Markdown, Span::new(from, from + 2));
        bold = add(from + 2, close, lines);
        lines.mark(MarkupKind::Markdown, Span::new(close, close + 2));
        len += bold + add(close + 2, range.end, lines);
    } else {
        len += add(from, range.end, lines);
    }
    let pieces = (first, lines.pieces.len());
    lines.lines.push(Line { kind, pieces, indent, blank_before, apart: false, bold, len });
}
