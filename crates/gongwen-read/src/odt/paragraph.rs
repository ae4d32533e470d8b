//! Paragraphs: their numbers, their white space, what of them is shown.

use gongwen::block::{BlockKind, LeftOutReason, Origin};

use super::list::Mark;
use super::story::{Level, Open, Run, Story};
use super::style::Family;
use crate::builder::Paragraph;
use crate::label::between;
use crate::xml::Tag;

impl Story<'_> {
    pub(super) fn open_paragraph(&mut self, tag: &Tag<'_>) {
        if self.levels.is_empty() {
            self.paragraphs += 1;
        }
        let heading = tag.name() == "h";
        let outline = heading.then(|| {
            let level = tag.attribute("outline-level").and_then(|level| level.parse::<u8>().ok());
            level.unwrap_or(1).max(1)
        });
        let name = tag.attribute("style-name");
        let style = self.styles.resolve(Family::Paragraph, name.clone());
        let run = Run { bold: style.bold.unwrap_or(false), hidden: style.hidden };
        let list = style.list.clone();
        let counted = self.asides == 0
            && self.hidden == 0
            && tag.attribute("is-list-header").is_none_or(|value| value != "true");
        let mark = counted.then(|| self.lists.mark(outline, list.as_deref(), self.styles)).flatten();
        self.runs.push(run);
        self.levels.push(Level::Paragraph(Box::new(Open {
            after_space: true,
            style: name,
            outline,
            mark,
            number: self.paragraphs,
            ..Open::default()
        })));
    }

    pub(super) fn close_paragraph(&mut self) {
        self.runs.pop();
        let Some(Level::Paragraph(mut open)) = self.levels.pop() else { return };
        let origin = self.origin(open.number);
        if !open.hidden.is_empty() {
            self.builder.left_out(LeftOutReason::Hidden, &open.hidden, origin.clone());
        }
        let mut bullet = false;
        match open.mark.take() {
            Some(Mark::Label { text: mut label, after }) => {
                label.push_str(between(&label, after, &open.text));
                if open.bold > 0 {
                    open.bold += label.len();
                }
                open.text.insert_str(0, &label);
            }
            Some(Mark::Bullet) => bullet = true,
            None => {}
        }
        let boxes = std::mem::take(&mut open.boxes);
        if !open.text.trim().is_empty() {
            self.shown(*open, bullet, origin);
        }
        for paragraph in boxes {
            self.deliver(paragraph);
        }
    }

    pub(super) fn shown(&mut self, open: Open, bullet: bool, origin: Origin) {
        if self.margin && self.levels.is_empty() {
            self.lines.push((open.page, open.text));
            return;
        }
        let style = self.styles.resolve(Family::Paragraph, open.style);
        let kind = match open.outline {
            Some(level) => BlockKind::Heading(level.min(6)),
            None if style.title => BlockKind::Heading(1),
            None if bullet => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        let mut paragraph = Paragraph::new(kind, open.text, origin);
        paragraph.bold = open.bold;
        paragraph.indent = style.indent;
        paragraph.centred = style.centred;
        self.deliver(paragraph);
    }

    /// Hands a paragraph to what it stands in.
    pub(super) fn deliver(&mut self, paragraph: Paragraph) {
        match self.levels.last_mut() {
            Some(Level::Paragraph(open)) => open.boxes.push(paragraph),
            Some(Level::Table(table)) => table.push(paragraph),
            Some(Level::Aside(_, lines)) => lines.push(paragraph.text),
            Some(Level::Note) => self.notes.push(paragraph),
            None if self.margin => self.lines.push((false, paragraph.text)),
            None => self.builder.push(&paragraph),
        }
    }

    /// Text as it stands in the file: white space is one space, and none at the start (6.1.2).
    pub(super) fn text(&mut self, text: &str) {
        const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];
        let Some(Level::Paragraph(open)) = self.levels.last_mut() else {
            // Text has its place in paragraphs; what has not is not lost for that.
            if !text.trim().is_empty() {
                let origin = self.origin(self.paragraphs);
                self.deliver(Paragraph::new(BlockKind::Paragraph, text.replace(['\n', '\r'], " "), origin));
            }
            return;
        };
        let mut after_space = open.after_space;
        if !text.contains(WHITE) {
            if !text.is_empty() {
                self.push(text);
            }
            return;
        }
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            if !WHITE.contains(&c) {
                kept.push(c);
                after_space = false;
            } else if !std::mem::replace(&mut after_space, true) {
                kept.push(' ');
            }
        }
        self.push(&kept);
        if let Some(Level::Paragraph(open)) = self.levels.last_mut() {
            open.after_space = after_space;
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        let hidden = self.hidden > 0 || run.hidden;
        let Some(Level::Paragraph(open)) = self.levels.last_mut() else { return };
        open.after_space = false;
        if hidden {
            open.hidden.push_str(text);
            return;
        }
        let all_bold = open.bold == open.text.len();
        open.text.push_str(text);
        // White space shows no weight.
        if all_bold && (run.bold || (open.bold > 0 && text.trim().is_empty())) {
            open.bold = open.text.len();
        }
    }
}
