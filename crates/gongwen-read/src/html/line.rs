//! Text as it is shown: white space collapses, borders of blocks and `<br>` end lines.

use super::style::Align;
use super::tree::NodeId;

/// What a line is by its markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    Text,
    Heading(u8),
    Item,
    /// In a form.
    Control,
}

/// What parts a line from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// The border of a block.
    Block,
    /// One `<br>`.
    Break,
    /// Several: an empty line.
    Blank,
}

/// A line of a page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its range in the text of the page.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: LineKind,
    pub(super) gap: Gap,
    /// The innermost block that it stands in.
    pub(super) node: NodeId,
    /// Bytes at its start that are bold.
    pub(super) bold: usize,
    pub(super) indent: usize,
    pub(super) align: Align,
    /// Characters that count: Han, letters and digits; and how many of them are links.
    pub(super) weight: usize,
    pub(super) linked: usize,
    /// The innermost cell that it stands in.
    pub(super) cell: Option<usize>,
    /// The innermost part of the page that names itself something else than text.
    pub(super) zone: Option<usize>,
}

impl Line {
    /// Whether it is a link and hardly anything else.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 5 >= self.weight * 4 && self.linked > 0
    }
}

/// How text that comes now is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) node: NodeId,
    pub(super) kind: LineKind,
    pub(super) bold: bool,
    pub(super) link: bool,
    pub(super) align: Align,
    /// Of the first line of the block.
    pub(super) indent: usize,
    pub(super) pre: bool,
    pub(super) cell: Option<usize>,
    pub(super) zone: Option<usize>,
}

/// All lines, and the one that is being written.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
    current: Option<Line>,
    /// White space that is written once something follows it: whether a line end is in it.
    space: Option<bool>,
    /// Line ends since the last line; none at the border of a block.
    breaks: Option<usize>,
    /// Columns of spaces before a line that has not begun.
    lead: usize,
    /// Where elements begin within lines.
    borders: Vec<usize>,
    /// The number of a list item that has not begun.
    pub(super) number: Option<String>,
}

impl Lines {
    /// How many lines there are, with the open one.
    pub(super) fn len(&self) -> usize {
        self.lines.len() + usize::from(self.current.is_some())
    }

    /// Ends a block.
    pub(super) fn border(&mut self) {
        self.flush();
        self.breaks = None;
    }

    /// `<br>`.
    pub(super) fn line_break(&mut self) {
        self.flush();
        self.breaks = self.breaks.map(|breaks| breaks + 1);
    }

    /// Begins an element within a line.
    pub(super) fn inline(&mut self) {
        if self.current.is_some() && self.borders.last() != Some(&self.text.len()) {
            self.borders.push(self.text.len());
        }
    }

    /// Adds text of a text node.
    pub(super) fn push(&mut self, text: &str, look: &Look) {
        if look.pre {
            return self.push_lines(text, look);
        }
        let mut rest = text;
        loop {
            let run = rest.trim_ascii_start();
            if run.len() < rest.len() {
                let line_end =
                    rest.as_bytes()[..rest.len() - run.len()].iter().any(|&c| c == b'\n' || c == b'\r');
                self.space = Some(self.space.unwrap_or(false) | line_end);
            }
            if run.is_empty() {
                return;
            }
            let end = run.bytes().position(|c| c.is_ascii_whitespace()).unwrap_or(run.len());
            self.run(&run[..end], look);
            rest = &run[end..];
        }
    }

    /// Adds text whose lines and spaces are kept.
    fn push_lines(&mut self, text: &str, look: &Look) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line_break();
            }
            self.run(line.trim_end_matches('\r'), look);
        }
    }

    /// Adds text without white space that collapses.
    fn run(&mut self, run: &str, look: &Look) {
        let mut run = run;
        if self.current.is_none() {
            let content = run.trim_start_matches(is_indent);
            let lead = run[..run.len() - content.len()].chars().map(columns).sum();
            self.space = None;
            if content.is_empty() {
                self.lead += lead;
                return;
            }
            run = content;
            self.open(look, lead);
            if let Some(number) = self.number.take().filter(|_| !has_number(run)) {
                self.text.push_str(&number);
            }
        }
        let Some(line) = self.current.as_mut() else { return };
        if let Some(line_end) = self.space.take() {
            let next = run.chars().next();
            let last = self.text.chars().next_back();
            // A line end of the source means a space between words of letters, and nothing between Han characters.
            if !line_end || !(last.is_some_and(is_wide) || next.is_some_and(is_wide)) {
                let bold = line.bold == self.text.len() - line.start;
                self.text.push(' ');
                line.bold += usize::from(bold && look.bold);
            }
        }
        let bold = look.bold && line.bold == self.text.len() - line.start;
        self.text.push_str(run);
        if bold {
            line.bold = self.text.len() - line.start;
        }
        let weight = weight(run);
        line.weight += weight;
        line.linked += if look.link { weight } else { 0 };
    }

    fn open(&mut self, look: &Look, lead: usize) {
        let gap = match self.breaks {
            None => Gap::Block,
            Some(0 | 1) => Gap::Break,
            Some(_) => Gap::Blank,
        };
        let start = self.text.len();
        self.current = Some(Line {
            start,
            end: start,
            kind: look.kind,
            gap,
            node: look.node,
            bold: 0,
            indent: std::mem::take(&mut self.lead) + lead + if gap == Gap::Block { look.indent } else { 0 },
            align: look.align,
            weight: 0,
            linked: 0,
            cell: look.cell,
            zone: look.zone,
        });
    }

    fn flush(&mut self) {
        self.space = None;
        self.lead = 0;
        let Some(mut line) = self.current.take() else { return };
        let content =
            self.text[line.start..].trim_end_matches(|c: char| is_indent(c) || c.is_ascii_whitespace());
        line.end = line.start + content.len();
        line.bold = line.bold.min(content.len());
        self.text.truncate(line.end);
        if line.end > line.start {
            self.lines.push(line);
            self.breaks = Some(0);
        }
    }

    /// Ends the page: its text, its lines, and where elements begin within them.
    pub(super) fn finish(mut self) -> (String, Vec<Line>, Vec<usize>) {
        self.flush();
        (self.text, self.lines, self.borders)
    }
}

/// Spaces that set a line off.
fn is_indent(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{a0}' | ' ' | '\t' | '\u{2000}'..='\u{200a}')
}

/// Columns of such a space: two where it is as wide as a Han character.
fn columns(c: char) -> usize {
    if matches!(c, '\u{3000}' | '\u{2001}' | '\u{2003}') { 2 } else { 1 }
}

/// Characters that no space parts from others of their kind: Han, kana, full-width forms and Chinese punctuation.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{20000}'..='\u{3fffd}')
}

/// Han characters, letters and digits of a text. Only the first byte of each is looked at.
pub(super) fn weight(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, 0xE4..=0xE9) || byte.is_ascii_alphanumeric()).count()
}

/// Han characters of a text, nearly.
pub(super) fn han(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, 0xE4..=0xE9)).count()
}

/// Whether an item brings its own number, so that the style sheet hides that of the list. The number may be cut after
/// its digits.
fn has_number(item: &str) -> bool {
    let mut chars = item.chars();
    let Some(first) = chars.next() else { return false };
    if matches!(first, '（' | '(' | '①'..='⑳' | '⑴'..='⒛' | '㈠'..='㈩') {
        return true;
    }
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = item.trim_start_matches(is_digit);
    let digits = item.len() - rest.len();
    digits > 0 && (rest.is_empty() || rest.starts_with(['.', '、', '．', ')', '）', '是', '要']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look() -> Look {
        Look {
            node: NodeId::ROOT,
            kind: LineKind::Text,
            bold: false,
            link: false,
            align: Align::Start,
            indent: 0,
            pre: false,
            cell: None,
            zone: None,
        }
    }

    fn lines(parts: &[&str]) -> Vec<String> {
        let mut lines = Lines::default();
        for part in parts {
            match *part {
                "<br>" => lines.line_break(),
                "<p>" => lines.border(),
                text => lines.push(text, &look()),
            }
        }
        let (text, lines, _) = lines.finish();
        lines
            .iter()
            .map(|line| format!("{}{:?} {}", line.indent, line.gap, &text[line.start..line.end]))
            .collect()
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(lines(&["  整改 \n 情况  a\n", "b ", "1 380次", "\t"]), ["0Block 整改情况 a b 1 380次"]);
        assert_eq!(lines(&["电话 0573", "\n", "号"]), ["0Block 电话 0573号"]);
    }

    #[test]
    fn spaces_at_the_start_are_an_indent() {
        assert_eq!(
            lines(&["\u{3000}\u{3000}整改", "<br>", "\u{a0}", "\u{a0}情况\u{a0}"]),
            ["4Block 整改", "2Break 情况"]
        );
    }

    #[test]
    fn empty_lines_are_told() {
        assert_eq!(
            lines(&["甲", "<br>", "乙", "<br>", "<br>", "丙", "<p>", "<br>", "丁"]),
            ["0Block 甲", "0Break 乙", "0Blank 丙", "0Block 丁"]
        );
    }

    #[test]
    fn bold_ends_where_plain_text_starts() {
        let mut lines = Lines::default();
        let bold = Look { bold: true, ..look() };
        for (text, look) in [("一、", bold), ("工作 ", bold), ("情况", look()), ("。", bold)] {
            lines.push(text, &look);
        }
        let (text, lines, _) = lines.finish();
        assert_eq!(&text[..lines[0].bold], "一、工作");
    }

    #[test]
    fn own_numbers_are_found() {
        for item in ["1.整改", "（一）整改", "①整改", "1", "一、整改", "一是整改"] {
            assert!(has_number(item), "{item}");
        }
        for item in ["2024年", "整改", "一盘棋"] {
            assert!(!has_number(item), "{item}");
        }
    }
}
