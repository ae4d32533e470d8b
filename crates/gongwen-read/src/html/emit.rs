//! The document from the lines that were judged.

use gongwen::block::{BlockKind, Break, Cell, LeftOutReason, Origin};

use super::article::opens_with_label;
use super::flow::Page;
use super::judge::{Fate, Judgement};
use super::line::{Gap, LineKind};
use super::path::Paths;
use super::rules::Says;
use super::style::Align;
use super::tree::Tree;
use crate::builder::{Builder, Paragraph};

/// Puts the document together.
pub(super) fn emit(tree: &Tree, page: &Page, judgement: &Judgement, builder: &mut Builder) {
    let mut emit = Emit { page, builder, paths: Paths::of(tree), out: None, tables: Vec::new(), last: None };
    let first = judgement.fates.iter().position(|fate| matches!(fate, Fate::Keep));
    for (at, fate) in judgement.fates.iter().enumerate() {
        if Some(at) == first
            && let Some(title) = &judgement.title
        {
            emit.title_of_page(title);
        }
        match fate {
            Fate::Keep => emit.keep(at),
            Fate::Title(end) => emit.title(at..*end),
            Fate::Pairs(pairs) => {
                for pair in pairs {
                    match pair.says {
                        Says::Nothing => emit.leave_out(at, LeftOutReason::Tools, &pair.text),
                        Says::Document | Says::Publication => emit.pair(at, &pair.text),
                    }
                }
            }
            Fate::Out(reason) => emit.leave_out(at, *reason, page.line_text(at)),
            Fate::Open | Fate::Taken => {}
        }
    }
    emit.close();
    for (text, node) in &page.hidden {
        let origin = emit.paths.origin(*node);
        emit.builder.left_out(LeftOutReason::Hidden, text, origin);
    }
}

struct Emit<'p, 'b> {
    page: &'p Page,
    builder: &'b mut Builder,
    paths: Paths<'p>,
    /// Text left out, until another reason comes.
    out: Option<(LeftOutReason, String, Origin)>,
    /// The tables of data so far.
    tables: Vec<usize>,
    /// The line that was put down last.
    last: Option<usize>,
}

impl Emit<'_, '_> {
    fn title_of_page(&mut self, title: &str) {
        self.close();
        let mut origin = Origin::default();
        origin.element = Some("head/title".to_owned());
        self.builder.push(&Paragraph::new(BlockKind::Heading(1), title, origin));
    }

    fn title(&mut self, lines: std::ops::Range<usize>) {
        self.close();
        self.last = None;
        let first = &self.page.lines[lines.start];
        let text: Vec<&str> = lines.map(|at| self.page.line_text(at)).collect();
        let origin = self.paths.origin(first.node);
        let mut paragraph = Paragraph::new(BlockKind::Heading(1), text.join("\n"), origin);
        paragraph.centred = first.align == Align::Center;
        paragraph.bold = first.bold;
        self.builder.push(&paragraph);
    }

    fn pair(&mut self, at: usize, text: &str) {
        self.close();
        self.last = None;
        let origin = self.paths.origin(self.page.lines[at].node);
        self.builder.push(&Paragraph::new(BlockKind::Metadata, text, origin));
    }

    fn keep(&mut self, at: usize) {
        self.close();
        let line = &self.page.lines[at];
        let kind = match (self.cell(at), line.kind) {
            (Some(cell), _) => BlockKind::Cell(cell),
            (None, LineKind::Heading(depth)) => BlockKind::Heading(depth),
            (None, LineKind::Item) => BlockKind::Item,
            (None, LineKind::Text | LineKind::Control) => BlockKind::Paragraph,
        };
        let mut paragraph = Paragraph::new(kind, self.page.line_text(at), self.paths.origin(line.node));
        paragraph.bold = line.bold;
        paragraph.indent = line.indent;
        paragraph.centred = line.align == Align::Center;
        paragraph.break_before = self.break_before(at);
        self.builder.push(&paragraph);
        self.last = Some(at);
    }

    /// Where writers end their paragraphs with `<br>`, each line is one, unless the line before clearly does not end
    /// and this one does not begin.
    fn break_before(&self, at: usize) -> Break {
        let line = &self.page.lines[at];
        if line.gap != Gap::Break || self.last != at.checked_sub(1) {
            return Break::Paragraph;
        }
        let Some(before) = self.last else { return Break::Paragraph };
        if matches!(line.kind, LineKind::Heading(_)) {
            return Break::Line;
        }
        let text = self.page.line_text(before);
        let ends = text.ends_with(['。', '！', '？', '；', '：', '”', '）', ':', ')', '!', '?', ';']);
        let open = text.ends_with(['，', '、', '（', '“', '《', '〔']);
        let begins = line.indent > 0 || opens_with_label(self.page.line_text(at));
        let heads = opens_with_label(text) && !open;
        let bold = self.page.lines[before].bold > 0 && !open;
        if ends || begins || heads || bold { Break::Paragraph } else { Break::Line }
    }

    fn cell(&mut self, at: usize) -> Option<Cell> {
        let (table, cell) = self.page.data_cell(at)?;
        let known = self.tables.iter().position(|&known| known == table);
        let number = known.unwrap_or_else(|| {
            self.tables.push(table);
            self.tables.len() - 1
        });
        let cell = self.page.cells[cell].within(&self.page.tables[table]);
        let short = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Some(Cell {
            table: short(number),
            row: short(cell.row),
            column: short(cell.column),
            rows: short(cell.rows),
            columns: short(cell.columns),
        })
    }

    /// Lines that follow one another and are left out for one reason are told as one.
    fn leave_out(&mut self, at: usize, reason: LeftOutReason, text: &str) {
        match &mut self.out {
            Some((known, all, _)) if *known == reason => {
                all.push('\n');
                all.push_str(text);
            }
            _ => {
                self.close();
                let origin = self.paths.origin(self.page.lines[at].node);
                self.out = Some((reason, text.to_owned(), origin));
            }
        }
    }

    fn close(&mut self) {
        if let Some((reason, text, origin)) = self.out.take() {
            self.builder.left_out(reason, &text, origin);
        }
    }
}
