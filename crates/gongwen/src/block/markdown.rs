//! Markdown: pulldown-cmark says what is content; the rest of the source is markup.
//!
//! Only what the parser calls syntax is taken for markup. Whatever else it passes over (the number of a list
//! item, a reference definition) is content: no letter, digit or Chinese character is dropped.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::Cell;
use super::plain::indent;
use super::rows::{Rows, is_row};
use super::{Line, LineKind, Lines, Piece, is_space, simple};
use crate::repair::MarkupKind;
use crate::text::Span;

/// A comment that the Markdown renderer writes between paragraphs that would otherwise read as one sentence.
pub(crate) const APART: &str = "<!-- paragraph -->";

/// Reads the source from `start` on; says whether nothing but headings, bold and paragraphs stands in it.
pub(super) fn read(source: &str, start: usize, lines: &mut Lines) -> bool {
    let before = lines.mark_position();
    let simple = simple::read(source, start, lines);
    if !simple {
        lines.back_to(before);
        read_any(source, start, lines);
    }
    simple
}

fn read_any(source: &str, start: usize, lines: &mut Lines) {
    let mut reader = Reader {
        source,
        offset: start,
        done: start,
        kind: LineKind::Text,
        open: None,
        blank: true,
        apart: false,
        strong_from: None,
        target: false,
        pending: 0..0,
        cell: Cell { rows: 1, columns: 1, ..Cell::default() },
        rows: Rows::default(),
        lines,
    };
    for (event, range) in Parser::new_ext(&source[start..], Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range.start + start..range.end + start);
    }
    reader.flush();
    reader.gap(source.len());
    reader.close();
}

struct Reader<'s, 'l> {
    source: &'s str,
    offset: usize,
    /// All before is accounted for.
    done: usize,
    kind: LineKind,
    /// The line being filled.
    open: Option<Line>,
    blank: bool,
    apart: bool,
    /// Bytes of the open line before the bold text that is running.
    strong_from: Option<usize>,
    /// The gap that follows is the target of a link.
    target: bool,
    /// Text that is not read yet: the parser hands it over in pieces.
    pending: std::ops::Range<usize>,
    /// The cell that is being read.
    cell: Cell,
    /// Rows that the parser did not see as such.
    rows: Rows,
    lines: &'l mut Lines,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        if let Event::Text(text) = &event
            && range.start == self.pending.end
            && !self.pending.is_empty()
            && self.is_verbatim(text, &range)
        {
            self.pending.end = range.end;
            return;
        }
        self.flush();
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(_) => self.code(range),
            Event::SoftBreak | Event::HardBreak => {
                self.gap(range.start);
                self.close();
            }
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Start(Tag::Strong) => {
                self.gap(range.start);
                self.open_strong();
            }
            Event::End(TagEnd::Strong) => self.close_strong(),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.gap(range.start),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.target = true;
                self.gap(range.end);
                self.target = false;
            }
            // The number of a list item and its paragraph are one line.
            Event::Start(Tag::Paragraph) if self.kind == LineKind::Bullet => self.gap(range.start),
            Event::Start(tag) if !matches!(tag, Tag::Emphasis | Tag::Strikethrough) => {
                self.gap(range.start);
                self.close();
                self.blank = true;
                match tag {
                    Tag::Heading { level, .. } => self.kind = LineKind::Heading(depth(level)),
                    Tag::Item => self.kind = LineKind::Bullet,
                    Tag::Table(_) => (self.cell.table, self.cell.row) = (self.lines.new_table(), 0),
                    Tag::TableHead | Tag::TableRow => self.cell.column = 0,
                    Tag::TableCell => self.kind = self.lines.cell(self.cell),
                    _ => {}
                }
            }
            Event::End(tag) if !matches!(tag, TagEnd::Emphasis | TagEnd::Strikethrough) => {
                self.gap(range.end);
                self.close();
                self.blank = true;
                match tag {
                    TagEnd::Heading(_) | TagEnd::Item => self.kind = LineKind::Text,
                    TagEnd::TableCell => {
                        self.kind = LineKind::Text;
                        self.cell.column += 1;
                    }
                    TagEnd::TableHead | TagEnd::TableRow => self.cell.row += 1,
                    _ => {}
                }
            }
            Event::Rule => {
                self.gap(range.end);
                self.close();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &CowStr<'_>, range: std::ops::Range<usize>) {
        self.gap(range.start);
        if range.start < self.done {
            return;
        }
        // The parser shows NUL as U+FFFD; here the repair takes it out.
        if self.is_verbatim(text, &range) || &self.source[range.clone()] == "\0" {
            self.pending = range;
            return;
        }
        let entity = self.lines.entities.len();
        self.lines.entities.push(text.replace('\n', " "));
        self.done = range.end;
        self.push(Piece { span: Span::from(range), entity: Some(entity) });
    }

    /// Whether a text event is the source itself, not an entity or an escape.
    fn is_verbatim(&self, text: &CowStr<'_>, range: &std::ops::Range<usize>) -> bool {
        let written = &self.source[range.clone()];
        text.len() == written.len() && (std::ptr::eq(text.as_ptr(), written.as_ptr()) || **text == *written)
    }

    /// A code span: what stands between its marks is text as it is.
    fn code(&mut self, range: std::ops::Range<usize>) {
        self.gap(range.start);
        let ticks = self.source[range.clone()].bytes().take_while(|&byte| byte == b'`').count();
        self.lines.mark(MarkupKind::Markdown, Span::new(range.start, range.start + ticks));
        self.done = range.start + ticks;
        self.content(range.start + ticks, range.end - ticks);
        self.lines.mark(MarkupKind::Markdown, Span::new(range.end - ticks, range.end));
        self.done = range.end;
    }

    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if !pending.is_empty() {
            self.content(pending.start, pending.end);
        }
    }

    /// Content from `start` to `end`, which may hold line ends (in code blocks).
    fn content(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let stop = memchr::memchr(b'\n', &self.source.as_bytes()[at..end]).map_or(end, |n| at + n);
            self.line_content(at, stop);
            at = stop;
            if at < end {
                self.lines.mark(MarkupKind::Layout, Span::new(at, at + 1));
                self.done = at + 1;
                self.close();
                at += 1;
            }
        }
        self.done = end;
    }

    /// Content within a line. CommonMark sees no emphasis in `**整改情况：**一是`, since the closing mark stands
    /// between punctuation and a letter; writers of Chinese mean it all the same.
    fn line_content(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(mark) = memchr::memmem::find(&self.source.as_bytes()[at..end], b"**") {
            self.visible_content(at, at + mark);
            self.lines.mark(MarkupKind::Markdown, Span::new(at + mark, at + mark + 2));
            if self.strong_from.is_some() {
                self.close_strong();
            } else {
                self.open_strong();
            }
            at += mark + 2;
        }
        self.visible_content(at, end);
        self.done = end;
    }

    fn open_strong(&mut self) {
        self.strong_from = Some(self.open.map_or(0, |line| line.len));
    }

    fn close_strong(&mut self) {
        if let (Some(0), Some(line)) = (self.strong_from.take(), self.open.as_mut()) {
            line.bold = line.len;
        }
    }

    fn visible_content(&mut self, start: usize, end: usize) {
        let text = &self.source[start..end];
        let lead = if self.open.is_none() { text.len() - text.trim_start_matches(is_space).len() } else { 0 };
        self.lines.mark(MarkupKind::Layout, Span::new(start, start + lead));
        if lead < text.len() {
            if self.open.is_none() {
                let columns = indent(&text[..lead]);
                self.open_line(columns);
            }
            self.push(Piece { span: Span::new(start + lead, end), entity: None });
        }
    }

    fn open_line(&mut self, indent: usize) {
        let piece = self.lines.pieces.len();
        self.open = Some(Line {
            kind: self.kind,
            pieces: (piece, piece),
            indent,
            blank_before: self.blank,
            apart: self.apart,
            runs_on: false,
            columns: None,
            bold: 0,
            len: 0,
        });
        self.blank = false;
        self.apart = false;
    }

    fn push(&mut self, piece: Piece) {
        if self.open.is_none() {
            self.open_line(0);
        }
        let len = match piece.entity {
            Some(entity) => self.lines.entities[entity].len(),
            None => piece.span.len(),
        };
        let Some(line) = self.open.as_mut() else { return };
        line.len += len;
        if let (None, Some(last)) = (piece.entity, self.lines.pieces[line.pieces.0..].last_mut())
            && last.entity.is_none()
            && last.span.end() == piece.span.start()
        {
            last.span = Span::new(last.span.start(), piece.span.end());
            return;
        }
        self.lines.pieces.push(piece);
        line.pieces.1 = self.lines.pieces.len();
    }

    /// The source up to `end` that no event claimed: markup where it is syntax, else content.
    fn gap(&mut self, end: usize) {
        while self.done < end {
            let rest = &self.source[self.done..end];
            let line_end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
            let line = &rest[..line_end];
            let from = self.done;
            if !self.target && line.contains(char::is_alphanumeric) {
                let content = line.trim_end_matches(is_space).len();
                self.line_content(from, from + content);
                self.done = from + content;
                self.lines.mark(MarkupKind::Layout, Span::new(self.done, from + line_end));
            } else {
                let space = line.chars().all(is_space);
                let kind = if space { MarkupKind::Layout } else { MarkupKind::Markdown };
                if space && line.ends_with('\n') && from > self.offset && self.source[..from].ends_with('\n')
                {
                    self.blank = true;
                }
                self.lines.mark(kind, Span::new(from, from + line_end));
            }
            self.done = from + line_end;
            if line.ends_with('\n') {
                self.close();
            }
        }
    }

    /// HTML: its tags are markup, its text is content.
    fn html(&mut self, range: std::ops::Range<usize>) {
        self.gap(range.start);
        let mut at = range.start.max(self.done);
        while at < range.end {
            let rest = &self.source[at..range.end];
            let Some(open) = memchr::memchr(b'<', rest.as_bytes()) else {
                self.content(at, range.end);
                break;
            };
            self.content(at, at + open);
            let tag = &rest[open..];
            let end = if tag.starts_with("<!--") {
                memchr::memmem::find(tag.as_bytes(), b"-->").map(|n| n + 3)
            } else {
                memchr::memchr(b'>', tag.as_bytes()).map(|n| n + 1)
            };
            let start = at + open;
            let Some(end) = end else {
                self.content(start, range.end);
                break;
            };
            let tag = &tag[..end];
            if tag == APART {
                self.apart = true;
            } else if breaks_line(tag) {
                self.close();
            }
            self.lines.mark(MarkupKind::Html, Span::new(start, start + end));
            at = start + end;
            self.done = at;
        }
    }

    /// Ends the open line and gives the white space at its end to the layout.
    fn close(&mut self) {
        self.strong_from = None;
        let Some(line) = self.open.take() else { return };
        if let [piece] = self.lines.pieces[line.pieces.0..]
            && piece.entity.is_none()
            && is_row(&self.source[piece.span.range()])
        {
            self.lines.pieces.pop();
            self.rows.push(self.source, piece.span, line.blank_before, self.lines);
            return;
        }
        self.rows.end();
        self.lines.push(self.source, line);
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

fn breaks_line(tag: &str) -> bool {
    const BLOCKS: &[&str] = &["br", "p", "div", "li", "tr", "table", "ul", "ol", "section", "h1", "h2", "h3"];
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(source: &str) {
        let (mut short, mut long) = (Lines::default(), Lines::default());
        if simple::read(source, 0, &mut short) {
            read_any(source, 0, &mut long);
            let shape = |lines: &Lines| {
                lines
                    .lines
                    .iter()
                    .map(|line| {
                        let text: Vec<&str> = lines.pieces[line.pieces.0..line.pieces.1]
                            .iter()
                            .map(|p| &source[p.span.range()])
                            .collect();
                        (line.kind, text.concat(), line.blank_before, line.bold, line.indent)
                    })
                    .collect::<Vec<_>>()
            };
            assert_eq!(shape(&short), shape(&long), "{source:?}");
        }
    }

    #[test]
    fn the_short_way_reads_headings_and_bold_as_the_parser_does() {
        for source in [
            "# 一、甲\n\n**乙：**丙。\n丁\n\n## （一）戊 ##\n己",
            "#甲\n",
            "#\n甲",
            "**甲**\n\n  乙\n",
            "甲\n# 乙\n丙",
        ] {
            same(source);
        }
    }

    proptest! {
        #[test]
        fn the_short_way_reads_what_the_parser_reads(
            source in "([#]{1,7} ?|[ \u{3000}]{0,5}|\n{1,2}|\\*\\*|[一甲。，a1.（]){0,40}"
        ) {
            same(&source);
        }
    }
}
