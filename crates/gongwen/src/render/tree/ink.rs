//! Writing in columns and colours.

use std::fmt::Write as _;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::TreeOptions;

pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const LABEL: Style = AnsiColor::Cyan.on_default();
pub(super) const ISSUE: Style = AnsiColor::Yellow.on_default();
pub(super) const TAG: Style = AnsiColor::Green.on_default();
const FIGURE: Style = AnsiColor::Magenta.on_default();

/// The text so far, and what bounds its lines.
pub(super) struct Out {
    text: String,
    color: bool,
    width: usize,
}

impl Out {
    pub(super) fn new(options: &TreeOptions) -> Self {
        Self { text: String::new(), color: options.color, width: options.width.max(40) }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn space(&mut self, columns: usize) {
        self.text.push_str(&" ".repeat(columns));
    }

    pub(super) fn styled(&mut self, style: Style, text: &str) {
        if self.color && !text.is_empty() {
            let _ = write!(self.text, "{style}{text}{style:#}");
        } else {
            self.text.push_str(text);
        }
    }

    /// The text in at most `columns`; what was cut off is a `…`.
    pub(super) fn cut(&mut self, style: Style, text: &str, columns: usize) {
        self.marked(style, text, columns, &[]);
    }

    /// As [`Out::cut`], the ranges of `figures`, which are in order, in a colour of their own.
    pub(super) fn marked(&mut self, style: Style, text: &str, columns: usize, figures: &[Range<usize>]) {
        let end = fitting(text, columns);
        let mut at = 0;
        for figure in figures {
            let (from, to) = (figure.start.clamp(at, end), figure.end.clamp(at, end));
            self.styled(style, &printable(&text[at..from]));
            self.styled(FIGURE, &printable(&text[from..to]));
            at = to;
        }
        self.styled(style, &printable(&text[at..end]));
        if end < text.len() {
            self.styled(style, "…");
        }
    }

    /// A name and its value, in two columns.
    pub(super) fn field(&mut self, name: &str, value: &str) {
        const VALUES: usize = 10;
        self.styled(FAINT, name);
        self.space(VALUES.saturating_sub(name.width()));
        self.cut(Style::new(), value, self.width.saturating_sub(VALUES));
        self.end_line();
    }

    pub(super) fn end_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push('\n');
    }

    /// A blank line, where none is yet.
    pub(super) fn blank_line(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// How many bytes of the text to show, so that they take at most `columns` with the `…` for the rest.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        used += shown(c).width().unwrap_or(0);
        if used > columns {
            return end;
        }
        if used < columns {
            end = at + c.len_utf8();
        }
    }
    text.len()
}

fn printable(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A control character would move the cursor or change the terminal: a space stands for it.
fn shown(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, columns: usize, figures: &[Range<usize>], color: bool) -> String {
        let mut out = Out::new(&TreeOptions { width: 80, color });
        out.marked(Style::new(), text, columns, figures);
        out.finish()
    }

    #[test]
    fn a_text_fits_its_columns() {
        assert_eq!(marked("整改情况", 8, &[], false), "整改情况");
        assert_eq!(marked("整改情况", 7, &[], false), "整改情…");
        assert_eq!(marked("整改情况", 6, &[], false), "整改…");
        assert_eq!(marked("a\u{1b}b", 8, &[], false), "a b");
        assert_eq!(marked("", 8, &[], false), "");
    }

    #[test]
    fn figures_are_marked_up_to_the_cut_and_never_without_colour() {
        let text = "会议7次，问题143个";
        let figures = ["会议".len().."会议7次".len(), "会议7次，问题".len()..text.len()];
        let plain = marked(text, 80, &figures, false);
        assert_eq!(plain, text);
        let colored = marked(text, 15, &figures, true);
        assert!(colored.contains(&format!("{FIGURE}7次{FIGURE:#}，问题")), "{colored:?}");
        assert!(colored.contains(&format!("{FIGURE}1{FIGURE:#}…")), "{colored:?}");
    }
}
