//! Paragraphs and runs: what of them is shown, and what is left out.

use gongwen::block::{BlockKind, LeftOutReason};

use super::format::RunFormat;
use super::numbering::Mark;
use super::open::{Aside, Carried, Level, Open};
use super::story::{Kind, Shared, Story};
use super::style::depth;
use crate::builder::Paragraph;
use crate::label::between;

/// Size of text that nothing sets, in half-points: 五号, that of Word's new documents.
const SIZE: i64 = 21;

impl Story<'_> {
    pub(super) fn open_paragraph(&mut self) {
        if self.levels.is_empty() {
            self.paragraphs += 1;
        }
        let carried = self.carried.take().unwrap_or(Carried { text: String::new(), bold: 0 });
        let number = self.paragraphs;
        let open = Open { text: carried.text, bold: carried.bold, number, ..Open::default() };
        self.levels.push(Level::Paragraph(Box::new(open)));
    }

    /// Finds what the style and the list of a paragraph say, and counts it.
    pub(super) fn settle(&mut self) {
        let Some(Level::Paragraph(open)) = self.levels.last_mut() else { return };
        if std::mem::replace(&mut open.settled, true) {
            return;
        }
        let Shared { styles, lists, .. } = &mut *self.shared;
        let (bold, hidden, size) = {
            let defaults = styles.defaults();
            (defaults.bold == Some(true), defaults.hidden == Some(true), defaults.size)
        };
        let style = styles.paragraph(open.own.style.as_deref());
        open.style_bold = style.bold || bold;
        open.style_hidden = style.hidden || hidden;
        open.size = style.size.or(size);
        open.heading = open.own.outline.map_or(style.heading, |level| depth(Some(level)));
        open.centred = open.own.centred.unwrap_or(style.centred);
        let place = lists.place(&open.own, style);
        let of_list = place.map(|place| lists.indent(place)).unwrap_or_default();
        // A list that the paragraph names stands above its style, one of the style below.
        let below =
            if open.own.list.is_some() { of_list.over(style.indent) } else { style.indent.over(of_list) };
        open.indent = open.own.indent.over(below);
        if self.deleted == 0 && self.hidden == 0 && !open.own.mark.gone {
            open.mark = place.and_then(|place| lists.count(place));
        }
    }

    pub(super) fn close_paragraph(&mut self) {
        self.settle();
        self.end_aside();
        self.fields.end_paragraph();
        let Some(Level::Paragraph(mut open)) = self.levels.pop() else { return };
        if let Some(Mark::Label { text: mut label, after }) =
            open.mark.take_if(|mark| matches!(mark, Mark::Label { .. }))
        {
            label.push_str(between(&label, after, &open.text));
            if open.bold > 0 {
                open.bold += label.len();
            }
            open.text.insert_str(0, &label);
        }
        let boxes = std::mem::take(&mut open.boxes);
        if open.own.mark.gone || open.own.mark.hidden == Some(true) {
            self.carried = (!open.text.is_empty()).then_some(Carried { text: open.text, bold: open.bold });
        } else if !open.text.trim().is_empty() {
            self.shown(*open);
        }
        for paragraph in boxes {
            self.deliver(paragraph);
        }
    }

    pub(super) fn shown(&mut self, open: Open) {
        if self.kind == Kind::Margin && self.levels.is_empty() {
            self.margin.push((open.page, open.text));
            return;
        }
        let kind = match (open.heading, open.mark) {
            (Some(depth), _) => BlockKind::Heading(depth),
            (None, Some(Mark::Bullet)) => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        let mut paragraph = Paragraph::new(kind, open.text, self.origin_of(open.number));
        paragraph.bold = open.bold;
        paragraph.indent = open.indent.columns(open.size.unwrap_or(SIZE));
        paragraph.centred = open.centred;
        self.deliver(paragraph);
    }

    pub(super) fn format_run(&mut self, format: &RunFormat) {
        let (mut bold, mut hidden, mut size) = (false, false, None);
        if let Some(style) = &format.style {
            let style = self.shared.styles.run(style);
            (bold, hidden, size) = (style.bold, style.hidden, style.size);
        }
        if let Some(run) = self.runs.last_mut() {
            // Styles of a paragraph and of a run that are both bold undo one another (17.7.3).
            run.bold = format.bold.unwrap_or(run.bold != bold);
            run.hidden = format.hidden.unwrap_or(run.hidden != hidden);
            run.size = format.size.or(size);
        }
    }

    /// Hands a paragraph to what it stands in.
    pub(super) fn deliver(&mut self, paragraph: Paragraph) {
        match self.levels.last_mut() {
            Some(Level::Paragraph(open)) => open.boxes.push(paragraph),
            Some(Level::Table(table)) => table.push(paragraph),
            None if matches!(self.kind, Kind::Body | Kind::Notes) => self.shared.builder.push(&paragraph),
            None => self.margin.push((false, paragraph.text)),
        }
    }

    /// Text that stands here.
    pub(super) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.met += text.len() as u64;
        let run = self.runs.last().cloned().unwrap_or_default();
        if self.deleted > 0 {
            self.leave_out(LeftOutReason::Deleted, text);
        } else if self.hidden > 0 || run.hidden || !self.fields.shows() {
            self.leave_out(LeftOutReason::Hidden, text);
        } else {
            self.end_aside();
            if let Some(open) = self.paragraph() {
                open.push(text, &run);
            } else {
                let origin = self.origin();
                self.deliver(Paragraph::new(BlockKind::Paragraph, text, origin));
            }
        }
    }

    pub(super) fn leave_out(&mut self, reason: LeftOutReason, text: &str) {
        if let Some(aside) = self.aside.as_mut().filter(|aside| aside.reason == reason) {
            aside.text.push_str(text);
            return;
        }
        self.end_aside();
        self.aside = Some(Aside { reason, text: text.to_owned() });
    }

    pub(super) fn end_aside(&mut self) {
        if let Some(aside) = self.aside.take() {
            let origin = self.origin();
            self.shared.builder.left_out(aside.reason, &aside.text, origin);
        }
    }

    /// The end of what holds paragraphs: text that waits for the next one is one of its own.
    pub(super) fn end_of_scope(&mut self) {
        self.end_aside();
        if let Some(carried) = self.carried.take() {
            let mut paragraph = Paragraph::new(BlockKind::Paragraph, carried.text, self.origin());
            paragraph.bold = carried.bold;
            self.deliver(paragraph);
        }
    }
}
