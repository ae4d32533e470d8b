//! A clean circular as Markdown: the depth of headings follows the tree, sentences are whole, brackets around
//! Chinese text are full-width. Parsing the result gives the same tree.

use std::fmt::Write as _;

use super::pipes;
use crate::Circular;
use crate::block::APART;
use crate::circular::PartKind;
use crate::outline::Scheme;
use crate::repair::{MarkupKind, is_page_number, reads_on};
use crate::tree::{NodeKind, NodeRef};

/// A circular as Markdown.
///
/// ```
/// let circular = gongwen::parse("#### 一、工作情况\n\n(一)组织领导。成立专\n\n班，开会7次。\n");
/// let markdown = gongwen::render::to_markdown(&circular);
/// assert_eq!(markdown, "## 一、工作情况\n\n### （一）组织领导\n\n成立专班，开会7次。\n");
/// ```
#[must_use]
pub fn to_markdown(circular: &Circular<'_>) -> String {
    let mut writer = Writer {
        out: String::with_capacity(circular.text().len() * 9 / 8),
        last: None,
        front_matter: false,
        circular,
    };
    let mut parts = circular.parts.iter().peekable();
    let mut titled = false;
    for node in circular.body().chain(circular.attachments().iter().flat_map(|a| circular.attachment_body(a)))
    {
        let start = node.first_byte();
        while let Some(part) = parts.next_if(|part| part.range.start < start) {
            writer.part(part.kind, &circular.text[part.range.clone()], &mut titled);
        }
        if !writer.table(node.index()) {
            writer.node(node, 2);
        }
    }
    for part in parts {
        writer.part(part.kind, &circular.text[part.range.clone()], &mut titled);
    }
    let mut out = writer.out;
    if !out.is_empty() {
        out.push('\n');
        if !out.starts_with('#') && !out.contains("\n#") && !out.starts_with("---\n") {
            // Nothing else would tell that this is Markdown.
            out.insert_str(0, "<!-- markdown -->\n\n");
        }
    }
    out
}

struct Writer<'c> {
    out: String,
    /// The paragraph written last, where one was.
    last: Option<String>,
    front_matter: bool,
    circular: &'c Circular<'c>,
}

impl<'c> Writer<'c> {
    fn part(&mut self, kind: PartKind, text: &str, titled: &mut bool) {
        if kind == PartKind::Metadata && (self.front_matter || (self.out.is_empty() && text == "---")) {
            // Front matter goes back as it was, a line a line.
            self.front_matter = self.out.is_empty() || text != "---";
            if !self.out.is_empty() {
                self.out.push('\n');
            }
            self.out.push_str(text);
        } else if kind != PartKind::Title {
            self.paragraph("", text);
        } else if !std::mem::replace(titled, true)
            && let Some(title) = self.circular.title()
        {
            self.heading(1, &title.text);
        }
    }

    fn node(&mut self, node: NodeRef<'c>, depth: usize) {
        let label = node.label().map(|label| label.text).unwrap_or_default();
        match node.kind() {
            NodeKind::Section | NodeKind::Issue => {
                let heading = node.heading().unwrap_or_default();
                // 第一部分 and a bullet are told from the words of a heading by the space behind them.
                let apart =
                    node.label().is_some_and(|label| matches!(label.scheme, Scheme::Bullet | Scheme::Part));
                self.heading(depth, &format!("{label}{}{heading}", if apart { " " } else { "" }));
                self.children(node, depth);
            }
            _ => self.leaf(node, ""),
        }
    }

    /// Children, and the field labels between them that became the structure of their issue.
    fn children(&mut self, node: NodeRef<'c>, depth: usize) {
        let mut fields = self.fields(node).into_iter().peekable();
        for child in node.children() {
            if self.table(child.index()) {
                continue;
            }
            let start = self
                .circular
                .map()
                .cover(child.first_byte()..child.first_byte() + 1)
                .map_or(0, |s| s.start());
            let mut prefix = String::new();
            while let Some((_, field)) = fields.next_if(|(at, _)| *at < start) {
                prefix.push_str(&field);
            }
            let bullet = is_bullet(node, child);
            if bullet || !prefix.ends_with(['：', ':', '】']) {
                self.paragraph("", &std::mem::take(&mut prefix));
            }
            match child.kind() {
                NodeKind::Section | NodeKind::Issue => self.node(child, depth + 1),
                _ if bullet => self.bullet(child.text().unwrap_or_default()),
                _ if prefix.is_empty() && goes_on(node, child) => self.goes_on(child),
                _ => self.leaf(child, &prefix),
            }
        }
        for (_, field) in fields {
            self.paragraph("", &field);
        }
    }

    /// Writes the table that a node stands in, at its first node; says whether it stands in one.
    fn table(&mut self, index: usize) -> bool {
        let Some(table) = self.circular.tables.iter().find(|table| table.nodes.contains(&index)) else {
            return false;
        };
        if table.nodes.start == index {
            self.gap();
            let cells = |range: &std::ops::Range<usize>| {
                let mut text = String::new();
                for (index, line) in self.circular.text[range.clone()].lines().enumerate() {
                    text.push_str(if index > 0 { "<br>" } else { "" });
                    escape(&mut text, &widen(line));
                }
                text
            };
            let rows = pipes::rows(table, cells);
            self.out.push_str(&rows);
            self.last = None;
        }
        true
    }

    fn fields(&self, node: NodeRef<'c>) -> Vec<(usize, String)> {
        let Some(span) = node.span() else { return Vec::new() };
        // Up to the next heading: those below it belong to what it heads.
        let headed = |other: &NodeRef<'c>| matches!(other.kind(), NodeKind::Section | NodeKind::Issue);
        let rest = node.index() + 1..self.circular.nodes.len();
        let next = rest.filter_map(|index| self.circular.node(index)).find(headed).and_then(NodeRef::span);
        let end = next.map_or(self.circular.source().len(), |next| next.start());
        let markup = self.circular.markup();
        let first = markup.partition_point(|mark| mark.span.start() < span.start());
        markup[first..]
            .iter()
            .take_while(|mark| mark.span.start() < end)
            .filter(|mark| mark.kind == MarkupKind::Field)
            .map(|mark| (mark.span.start(), self.circular.source()[mark.span.range()].to_owned()))
            .collect()
    }

    fn leaf(&mut self, node: NodeRef<'c>, prefix: &str) {
        let label = node.label();
        let sign = match label.map(|label| label.scheme) {
            Some(Scheme::First | Scheme::Aspect) => "，",
            _ => "",
        };
        let label = format!("{prefix}{}{sign}", label.map(|label| label.text).unwrap_or_default());
        match node.text() {
            Some(text) => self.paragraph(&label, text),
            None => {
                let mut label = label.as_str();
                for child in node.children() {
                    if child.text().is_some() && child.label().is_none() {
                        self.paragraph(label, child.text().unwrap_or_default());
                    } else {
                        self.leaf(child, label);
                    }
                    label = "";
                }
            }
        }
    }

    /// Writes a measure behind the one before it, in its paragraph.
    fn goes_on(&mut self, node: NodeRef<'c>) {
        let label = node.label().map(|label| label.text).unwrap_or_default();
        escape(&mut self.out, &widen(&format!("{label}{}", node.text().unwrap_or_default())));
    }

    fn bullet(&mut self, text: &str) {
        self.gap();
        self.out.push_str("- ");
        escape(&mut self.out, &widen(text));
        self.last = None;
    }

    fn heading(&mut self, depth: usize, text: &str) {
        self.gap();
        let _ = write!(self.out, "{} ", "#".repeat(depth.min(6)));
        escape(&mut self.out, &widen(text));
        self.last = None;
    }

    fn paragraph(&mut self, label: &str, text: &str) {
        let whole = widen(&format!("{label}{text}"));
        if whole.is_empty() {
            return;
        }
        self.gap();
        if is_page_number(&whole, false) || self.last.as_ref().is_some_and(|last| reads_on(last, &whole)) {
            let _ = write!(self.out, "{APART}\n\n");
        }
        let start = self.out.len();
        escape(&mut self.out, &whole);
        escape_start(&mut self.out, start);
        self.last = Some(whole);
    }

    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }
}

/// Whether a measure is numbered as its issue is, 1.落实不力 with 1.制定计划。2.加强监督。, so that its number tells it from an issue only
/// inside a paragraph.
fn goes_on(parent: NodeRef<'_>, child: NodeRef<'_>) -> bool {
    let scheme = |node: NodeRef<'_>| node.label().map(|label| label.scheme);
    let ordinal = child.label().and_then(|label| label.ordinal);
    child.kind() == NodeKind::Measure
        && child.text().is_some()
        && scheme(child) == Some(Scheme::Arabic)
        && scheme(parent) == Some(Scheme::Arabic)
        && ordinal.is_some_and(|ordinal| ordinal > 1)
}

/// Whether a measure is told as one by its bullet: it has no number, and is not all that was done.
fn is_bullet(parent: NodeRef<'_>, child: NodeRef<'_>) -> bool {
    let plain = |node: &NodeRef<'_>| {
        node.kind() == NodeKind::Measure && node.label().is_none() && node.text().is_some()
    };
    plain(&child) && (parent.kind() == NodeKind::Section || parent.children().filter(plain).nth(1).is_some())
}

/// Half-width brackets beside Chinese text become full-width.
fn widen(text: &str) -> String {
    let is_han = |c: Option<char>| c.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let beside = |inner| is_han(inner) || (is_han(before) && is_han(after));
        out.push(match c {
            '(' if beside(after) => '（',
            ')' if beside(before) => '）',
            _ => c,
        });
        before = Some(c);
    }
    out
}

/// Writes text so that Markdown reads it back as it is.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '&' | '~' | '#') {
            out.push('\\');
        }
        // A line end inside a paragraph is no text.
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
}

/// What would open a list, a heading underline or a rule at the start of a line.
fn escape_start(out: &mut String, start: usize) {
    let line = &out[start..];
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().first() {
        Some(b'-' | b'+' | b'=') => Some(0),
        Some(b'0'..=b'9') if matches!(line.as_bytes().get(digits), Some(b'.' | b')')) => Some(digits),
        _ => None,
    };
    if let Some(at) = at {
        out.insert(start + at, '\\');
    }
}
