//! Builds the repaired text, a paragraph at a time, with the map back to the source.

use super::join::{Before, Layout, Side, join};
use super::page_number::is_page_number;
use super::{Markup, MarkupKind, Repair, RepairKind};
use crate::block::{Cell, Line, LineKind, Lines, Piece, trim_end, trim_start};
use crate::text::{Span, TextMap};

/// What the format said of a paragraph's first line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) kind: LineKind,
    pub(crate) indent: usize,
    /// Bytes at its start that are bold.
    pub(crate) bold: usize,
}

/// One paragraph of repaired text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paragraph {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) origin: Origin,
}

/// The repaired text and its paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Paragraphs {
    pub(crate) text: String,
    pub(crate) map: TextMap,
    pub(crate) list: Vec<Paragraph>,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) markup: Vec<Markup>,
    /// The cells that paragraphs of tables stand in.
    pub(crate) cells: Vec<Cell>,
    /// What of the source is not in the text is white space and ASCII, but for page numbers; before a heading one space stands
    /// behind its marks.
    pub(crate) bare_markup: bool,
}

/// Characters without width, which no reader sees and every search trips over.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Joins lines to paragraphs. `clean` says that the source has no invisible character.
///
/// `whole` is handed each paragraph as soon as it is complete, while its text is still at hand.
pub(crate) fn repair(
    source: &str,
    mut lines: Lines,
    clean: bool,
    mut whole: impl FnMut(&str, &Paragraph),
) -> Paragraphs {
    let layout = Layout::of(&lines);
    let mut builder =
        Builder { source, clean, out: Paragraphs::default(), last: None, cut: None, page: false };
    builder.out.text.reserve(source.len());
    builder.out.list.reserve(lines.lines.len());
    builder.out.repairs.reserve(lines.lines.len() / 4);
    builder.out.map.reserve(lines.pieces.len());
    if source.starts_with('\u{feff}') {
        builder.invisible(Span::new(0, '\u{feff}'.len_utf8()));
    }
    builder.out.markup = std::mem::take(&mut lines.markup);
    builder.out.cells = std::mem::take(&mut lines.cells);
    builder.out.bare_markup = lines.bare_markup && clean;
    for line in &lines.lines {
        let done = builder.out.list.len();
        builder.line(&lines, line, layout);
        if builder.out.list.len() > done && done > 0 {
            whole(&builder.out.text, &builder.out.list[done - 1]);
        }
    }
    if let Some(last) = builder.out.list.last() {
        whole(&builder.out.text, last);
    }
    builder.out
}

struct Builder<'s> {
    source: &'s str,
    clean: bool,
    out: Paragraphs,
    /// The line added last, and where its text starts.
    last: Option<(Line, usize)>,
    /// Where the source of the last line ends.
    cut: Option<usize>,
    /// A page number stood after the last line.
    page: bool,
}

impl Builder<'_> {
    fn line(&mut self, lines: &Lines, line: &Line, layout: Layout) {
        let pieces = &lines.pieces[line.pieces.0..line.pieces.1];
        let pieces = &pieces[self.indent_entities(lines, pieces)..];
        let (Some(first), Some(end)) = (pieces.first(), pieces.last()) else { return };
        let span = Span::new(first.span.start(), end.span.end());
        let visible = trim_start(trim_end(&self.source[span.range()]));
        let may_be_number = !line.apart
            && !matches!(line.kind, LineKind::Heading(_) | LineKind::Cell(_))
            && !self.out.list.is_empty();
        if may_be_number && is_page_number(visible, line.kind == LineKind::Bullet) {
            self.out.repairs.push(Repair { kind: RepairKind::PageNumber, span, replacement: String::new() });
            self.page = true;
            self.cut = Some(span.end());
            return;
        }
        match self.joins(line, visible, layout) {
            Some(kind) => self.join(kind, span, visible),
            None => self.start(line),
        }
        let start = self.out.text.len();
        for piece in pieces {
            match piece.entity {
                Some(entity) => self.entity(piece.span, &lines.entities[entity]),
                None => self.copy(piece.span),
            }
        }
        self.trim_end(start);
        self.last = Some((*line, start));
        self.cut = Some(span.end());
        self.page = false;
        if let Some(paragraph) = self.out.list.last_mut() {
            if paragraph.start == start {
                // Bytes were counted in the source: what was taken out since would shift them.
                let all = line.bold == line.len;
                let len = self.out.text.len() - start;
                paragraph.origin.bold = if all {
                    len
                } else if self.clean {
                    line.bold.min(len)
                } else {
                    0
                };
            }
            paragraph.end = self.out.text.len();
        }
    }

    /// White space that the source writes as entities is an indent; says how many pieces that is.
    fn indent_entities(&mut self, lines: &Lines, pieces: &[Piece]) -> usize {
        let is_indent = |piece: &&Piece| {
            piece.entity.is_some_and(|entity| trim_start(&lines.entities[entity]).is_empty())
                || trim_start(&self.source[piece.span.range()]).is_empty()
        };
        let count = pieces.iter().take_while(is_indent).count();
        for piece in &pieces[..count] {
            let kind = if piece.entity.is_some() { MarkupKind::Html } else { MarkupKind::Layout };
            self.out.markup.push(Markup { kind, span: piece.span });
        }
        count
    }

    fn joins(&self, line: &Line, visible: &str, layout: Layout) -> Option<RepairKind> {
        let (last, last_start) = self.last.as_ref()?;
        let paragraph = self.out.list.last()?;
        let before = &self.out.text[paragraph.start..paragraph.end];
        let last = Side { line: last, text: &self.out.text[(*last_start).min(paragraph.end)..paragraph.end] };
        let before = Before { last, head: before, first_kind: paragraph.origin.kind };
        join(before, Side { line, text: visible }, self.page, layout)
    }

    fn join(&mut self, kind: RepairKind, next: Span, visible: &str) {
        let from = self.cut.unwrap_or(next.start());
        let space = words_meet(&self.out.text, visible);
        if space {
            self.out.text.push(' ');
        }
        let replacement = if space { " ".to_owned() } else { String::new() };
        self.out.repairs.push(Repair { kind, span: Span::new(from, next.start()), replacement });
    }

    fn start(&mut self, line: &Line) {
        if !self.out.text.is_empty() {
            self.out.text.push('\n');
        }
        let start = self.out.text.len();
        let origin = Origin { kind: line.kind, indent: line.indent, bold: 0 };
        self.out.list.push(Paragraph { start, end: start, origin });
    }

    fn copy(&mut self, span: Span) {
        let text = &self.source[span.range()];
        if self.clean {
            self.out.map.push(self.out.text.len(), text.len(), span);
            self.out.text.push_str(text);
            return;
        }
        let mut from = 0;
        for (at, c) in text.char_indices().filter(|&(_, c)| is_invisible(c)) {
            self.copy_clean(span.start() + from, span.start() + at);
            from = at + c.len_utf8();
            self.invisible(Span::new(span.start() + at, span.start() + from));
        }
        self.copy_clean(span.start() + from, span.end());
    }

    fn copy_clean(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.map.push(self.out.text.len(), end - start, Span::new(start, end));
            self.out.text.push_str(&self.source[start..end]);
        }
    }

    fn entity(&mut self, span: Span, replacement: &str) {
        self.out.map.push(self.out.text.len(), replacement.len(), span);
        self.out.text.push_str(replacement);
        self.out.repairs.push(Repair { kind: RepairKind::Entity, span, replacement: replacement.to_owned() });
    }

    fn invisible(&mut self, span: Span) {
        match self.out.repairs.last_mut() {
            Some(last) if last.kind == RepairKind::Invisible && last.span.end() == span.start() => {
                last.span = Span::new(last.span.start(), span.end());
            }
            _ => self.out.repairs.push(Repair {
                kind: RepairKind::Invisible,
                span,
                replacement: String::new(),
            }),
        }
    }

    /// White space at the end of a line is layout.
    fn trim_end(&mut self, start: usize) {
        let line = &self.out.text[start..];
        let kept = start + trim_end(line).len();
        if kept == self.out.text.len() {
            return;
        }
        for span in self.out.map.spans(kept..self.out.text.len()) {
            // An entity that is layout after all is no repair.
            let repairs = &mut self.out.repairs;
            let tail =
                repairs.iter().rposition(|repair| repair.span.start() < span.start()).map_or(0, |at| at + 1);
            let after = repairs.split_off(tail);
            repairs.extend(after.into_iter().filter(|repair| repair.kind != RepairKind::Entity));
            let entity = self.source[span.range()].starts_with('&');
            let kind = if entity { MarkupKind::Html } else { MarkupKind::Layout };
            self.out.markup.push(Markup { kind, span });
        }
        self.out.map.truncate(kept);
        self.out.text.truncate(kept);
    }
}

/// Whether two Latin words or numbers meet at a join, between which the line end was a space.
fn words_meet(before: &str, next: &str) -> bool {
    let left = before.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
    left && next.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
}
