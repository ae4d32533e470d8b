//! The tree as a person reads it in a terminal: ids, labels, statements, measures and the facts in them, aligned by
//! display width.

mod facts;
mod ink;

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::circular::Circular;
use crate::diagnostic::Severity;
use crate::repair::RepairKind;
use crate::tree::{NodeKind, NodeRef};

use facts::Marks;
use ink::{FAINT, ISSUE, LABEL, Out, STRONG, TAG};

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
    let columns = Columns { id: id_width, label: label_width };
    let mut marks = Marks::new(circular);
    let mut out = Out::new(options);
    front(&mut out, circular);
    for ((node, id), depth) in circular.walk().zip(&ids).zip(&depths) {
        line(&mut out, node, id, *depth, &columns, &mut marks);
    }
    back(&mut out, circular);
    counts(&mut out, circular);
    out.finish()
}

/// Widths of what stands before the text of a line.
struct Columns {
    id: usize,
    label: usize,
}

const LONGEST_LABEL: usize = 12;

fn depth(node: NodeRef<'_>) -> usize {
    std::iter::successors(node.parent(), |parent| parent.parent()).count()
}

fn line(out: &mut Out, node: NodeRef<'_>, id: &str, depth: usize, columns: &Columns, marks: &mut Marks<'_>) {
    out.space(depth);
    out.styled(FAINT, id);
    out.space(columns.id + 2 - id.len() - depth);
    let label = node.label().map(|label| label.text).unwrap_or_default();
    out.styled(LABEL, label);
    out.space(columns.label.saturating_sub(label.width()) + 2);
    let taken = columns.id + 2 + columns.label.max(label.width()) + 2;
    let (text, style, tag) = match node.kind() {
        NodeKind::Section => (node.heading(), STRONG, node.role().map(|role| role.as_str())),
        NodeKind::Issue => (node.statement(), ISSUE, node.status().map(|status| status.as_str())),
        NodeKind::Measure => (node.text(), Style::new(), None),
        _ => (node.text(), FAINT, None),
    };
    let tag_width = tag.map_or(0, |tag| tag.len() + 2);
    let room = out.width().saturating_sub(taken + tag_width).max(8);
    let facts = marks.of(node);
    out.marked(style, text.unwrap_or_default(), room, &facts.figures);
    if let Some(tag) = tag {
        out.space(2);
        out.styled(TAG, tag);
    }
    out.end_line();
    if let Some(told) = facts.told {
        let indent = columns.id + 2 + columns.label + 2;
        out.space(indent);
        out.cut(FAINT, &told, out.width().saturating_sub(indent).max(8));
        out.end_line();
    }
}

fn front(out: &mut Out, circular: &Circular<'_>) {
    if let Some(title) = circular.title() {
        out.cut(STRONG, &title.text, out.width());
        out.end_line();
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
    if !out.is_empty() {
        out.end_line();
    }
}

fn back(out: &mut Out, circular: &Circular<'_>) {
    let closing = circular.closing();
    let contact = &closing.contact;
    out.end_line();
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
    out.blank_line();
    let line = format!(
        "{} sections, {} issues, {} measures; {} metrics, {} dates, {} citations, {} actions; \
         {joins} sentences joined across pages, {wraps} across lines; \
         {serious} warnings; {share}% of {} characters kept\n",
        circular.sections().count(),
        circular.issues().count(),
        circular.measures().count(),
        circular.metrics().len(),
        circular.dates().len(),
        circular.citations().len(),
        circular.actions().len(),
        conservation.chars,
    );
    out.styled(FAINT, &line);
}
