//! The tree as a person reads it in a terminal: ids, labels, statements, measures, aligned by display width.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::Circular;
use crate::diagnostic::Severity;
use crate::repair::RepairKind;
use crate::tree::{NodeKind, NodeRef};

/// How to draw the tree.
#[derive(Debug, Clone)]
pub struct TreeOptions {
    /// Columns of the terminal; longer lines end in `…`. Less than 40 counts as 40.
    pub width: usize,
    /// Whether to write ANSI colour codes.
    pub color: bool,
}

impl Default for TreeOptions {
    fn default() -> Self {
        Self { width: 100, color: false }
    }
}

/// A circular as a tree, with counts at the end.
///
/// ```
/// use gongwen::render::{TreeOptions, to_tree};
/// let circular = gongwen::parse("一、整改落实情况\n\n1.关于“学习不深入”问题\n\n整改情况：一是学。二是用。\n");
/// let tree = to_tree(&circular, &TreeOptions::default());
/// assert!(tree.contains("学习不深入"), "{tree}");
/// assert!(tree.contains("1 sections, 1 issues, 2 measures"), "{tree}");
/// ```
#[must_use]
pub fn to_tree(circular: &Circular<'_>, options: &TreeOptions) -> String {
    let ids: Vec<String> = circular.walk().map(|node| node.id()).collect();
    let depths: Vec<usize> = circular.walk().map(depth).collect();
    let id_width = ids.iter().zip(&depths).map(|(id, depth)| id.len() + depth).max().unwrap_or(0);
    let labels = circular.walk().filter_map(NodeRef::label).map(|label| label.text.width());
    let label_width = labels.filter(|&width| width <= LONGEST_LABEL).max().unwrap_or(0);
    let mut out = Out { text: String::new(), color: options.color, width: options.width.max(40) };
    front(&mut out, circular);
    for ((node, id), depth) in circular.walk().zip(&ids).zip(&depths) {
        line(&mut out, node, id, *depth, id_width, label_width);
    }
    back(&mut out, circular);
    counts(&mut out, circular);
    out.text
}

const LONGEST_LABEL: usize = 12;

const FAINT: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const LABEL: Style = AnsiColor::Cyan.on_default();
const ISSUE: Style = AnsiColor::Yellow.on_default();
const TAG: Style = AnsiColor::Green.on_default();

struct Out {
    text: String,
    color: bool,
    width: usize,
}

impl Out {
    fn styled(&mut self, style: Style, text: &str) {
        if self.color {
            let _ = write!(self.text, "{style}{text}{style:#}");
        } else {
            self.text.push_str(text);
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        self.styled(FAINT, name);
        let pad = 10_usize.saturating_sub(name.width());
        self.text.push_str(&" ".repeat(pad));
        let room = self.width.saturating_sub(10);
        let value = cut(value, room);
        self.text.push_str(&value);
        self.text.push('\n');
    }
}

fn depth(node: NodeRef<'_>) -> usize {
    std::iter::successors(node.parent(), |parent| parent.parent()).count()
}

fn line(out: &mut Out, node: NodeRef<'_>, id: &str, depth: usize, id_width: usize, label_width: usize) {
    out.text.push_str(&" ".repeat(depth));
    out.styled(FAINT, id);
    out.text.push_str(&" ".repeat(id_width + 2 - id.len() - depth));
    let label = node.label().map(|label| label.text).unwrap_or_default();
    out.styled(LABEL, label);
    out.text.push_str(&" ".repeat(label_width.saturating_sub(label.width()) + 2));
    let taken = id_width + 2 + label_width.max(label.width()) + 2;
    let (text, style, tag) = match node.kind() {
        NodeKind::Section => (node.heading(), STRONG, node.role().map(|role| role.as_str())),
        NodeKind::Issue => (node.statement(), ISSUE, node.status().map(|status| status.as_str())),
        NodeKind::Measure => (node.text(), Style::new(), None),
        _ => (node.text(), FAINT, None),
    };
    let tag_width = tag.map_or(0, |tag| tag.len() + 2);
    let text = cut(text.unwrap_or_default(), out.width.saturating_sub(taken + tag_width).max(8));
    out.styled(style, &text);
    if let Some(tag) = tag {
        out.text.push_str("  ");
        out.styled(TAG, tag);
    }
    while out.text.ends_with(' ') {
        out.text.pop();
    }
    out.text.push('\n');
}

fn front(out: &mut Out, circular: &Circular<'_>) {
    if let Some(title) = circular.title() {
        let text = cut(&title.text, out.width);
        out.styled(STRONG, &text);
        out.text.push('\n');
    }
    let header = circular.header();
    if let Some(number) = &header.document_number {
        out.field("文号", number);
    }
    if !circular.addressees().is_empty() {
        out.field("主送", &circular.addressees().join("、"));
    }
    if let Some(inspection) = circular.inspection() {
        let mut text = inspection.kind.clone().unwrap_or_default();
        if inspection.look_back {
            text.push_str("“回头看”");
        }
        for part in [&inspection.team, &inspection.inspected].into_iter().flatten() {
            text.push_str("  ");
            text.push_str(part);
        }
        if let Some(start) = inspection.start {
            let _ = write!(text, "  {start}");
        }
        if let Some(end) = inspection.end {
            let _ = write!(text, " – {end}");
        }
        if let Some(date) = inspection.feedback_date {
            let _ = write!(text, "  反馈 {date}");
        }
        out.field("监督", &text);
    }
    if !out.text.is_empty() {
        out.text.push('\n');
    }
}

fn back(out: &mut Out, circular: &Circular<'_>) {
    let closing = circular.closing();
    let contact = &closing.contact;
    out.text.push('\n');
    for attachment in circular.attachments() {
        out.field("附件", &attachment.title);
    }
    let mut reach: Vec<String> = contact.phones.iter().chain(&contact.emails).cloned().collect();
    reach.extend(contact.address.clone());
    reach.extend(contact.postcode.clone());
    if !reach.is_empty() {
        out.field("联系", &reach.join("  "));
    }
    if !closing.signature.is_empty() {
        out.field("署名", &closing.signature.join("、"));
    }
    if let Some(date) = closing.date {
        out.field("日期", &date.to_string());
    }
    if !closing.cc.is_empty() {
        out.field("抄送", &closing.cc.join("、"));
    }
}

fn counts(out: &mut Out, circular: &Circular<'_>) {
    let joins = circular.repairs().iter().filter(|repair| repair.kind == RepairKind::PageCut).count();
    let wraps = circular.repairs().iter().filter(|repair| repair.kind == RepairKind::HardWrap).count();
    let serious = circular.diagnostics().iter().filter(|found| found.severity() >= Severity::Warning).count();
    let conservation = circular.conservation();
    let share = conservation.share() * 100.0;
    if !out.text.ends_with("\n\n") {
        out.text.push('\n');
    }
    let line = format!(
        "{} sections, {} issues, {} measures; {joins} sentences joined across pages, {wraps} across lines; \
         {serious} warnings; {share}% of {} characters kept\n",
        circular.sections().count(),
        circular.issues().count(),
        circular.measures().count(),
        conservation.chars,
    );
    out.styled(FAINT, &line);
}

/// The text in at most `width` columns; what was cut off is a `…`.
fn cut(text: &str, width: usize) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.width() <= width {
        return clean;
    }
    let mut out = String::new();
    let mut used = 1;
    for c in clean.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
