//! Grows the nodes from classified items and their content, in document order.

use std::collections::HashMap;
use std::ops::Range;

use super::classify::{Class, classify};
use super::content::{Segment, SegmentKind, Stretch, numbered_segments};
use super::fill::Numbered;
use super::item::{Item, nested};
use super::node::{LabelData, NodeData, Number};
use super::{Body, NodeKind, Role, TableData};
use crate::block::{LineKind, trim_end, trim_start};
use crate::diagnostic::{Code, Diagnostic};
use crate::part::statement;
use crate::repair::{Markup, MarkupKind};
use crate::rules::statuses;
use crate::text::{Span, place_in};

/// What grew.
#[derive(Debug, Default)]
pub(crate) struct Grown {
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) markup: Vec<Markup>,
    pub(crate) tables: Vec<TableData>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Labelled headings to which the format gives a depth.
    pub(crate) depths: Vec<HeadingDepth>,
    /// The paragraphs before the first heading.
    pub(crate) lead: Range<usize>,
}

/// How deep a heading is by its format, and by the tree.
#[derive(Debug, Clone)]
pub(crate) struct HeadingDepth {
    pub(crate) label: Range<usize>,
    /// Its number of #.
    pub(crate) written: u8,
    /// How many headings it stands below, itself among them.
    pub(crate) level: u8,
}

/// Grows the body of its items.
pub(crate) fn grow(body: &Body<'_>, mut items: Vec<Item>) -> Grown {
    items.retain(|item| (body.first..body.end).contains(&item.paragraph));
    let flaws = nested(body, &mut items);
    let classes = classify(body, &items);
    let mut gardener = Gardener::new(body, &items, &classes, Grown::default());
    let first = items.first().map_or(body.end, |item| item.paragraph);
    gardener.grown.lead = body.first..first;
    if first > body.first {
        gardener.cursor = body.paragraph(body.first).start;
    } else if let Some(item) = items.first() {
        gardener.cursor = body.paragraph(item.paragraph).start;
    }
    // A paragraph is a node, and so is what most clauses open.
    gardener.grown.nodes.reserve(body.paragraphs.list.len() + body.scan.clauses.len());
    gardener.grown.markup.reserve(2 * items.len());
    gardener.paragraphs(body.first..first);
    let mut at = 0;
    while at < items.len() {
        at = gardener.item(at);
    }
    let end = if body.end > body.first { body.paragraph(body.end - 1).end } else { 0 };
    gardener.skip_to(end, None);
    let mut grown = gardener.grown;
    for flaw in flaws {
        let item = &items[flaw.item];
        let Some(label) = item.label else { continue };
        let start = body.paragraph(item.paragraph).start;
        let written = body.text(start..start + label.len());
        let message = format!("“{written}” where number {} is expected", flaw.expected).into();
        let span = body.paragraphs.map.cover(start..start + label.len()).unwrap_or_default();
        grown.diagnostics.push(Diagnostic {
            code: flaw.code,
            message,
            span,
            related: Vec::new(),
            suggestion: None,
        });
    }
    for (item, _) in items.iter().zip(&classes).filter(|(item, class)| item.parent.is_none() && class.unsure)
    {
        let heading = body.text(item.heading.clone());
        let span = body.paragraphs.map.cover(item.heading.clone()).unwrap_or_default();
        let message = ["“", heading, "” does not say what the section is for"].concat().into();
        grown.diagnostics.push(Diagnostic {
            code: Code::UnknownRole,
            message,
            span,
            related: Vec::new(),
            suggestion: None,
        });
    }
    grown
}

/// Paragraphs and tables of an attachment, put behind the nodes that grew before.
pub(crate) fn leaves(body: &Body<'_>, grown: &mut Grown) -> Range<usize> {
    let start = grown.nodes.len();
    if body.first < body.end {
        let mut gardener = Gardener::new(body, &[], &[], std::mem::take(grown));
        gardener.cursor = body.paragraph(body.first).start;
        gardener.paragraphs(body.first..body.end);
        gardener.skip_to(body.paragraph(body.end - 1).end, None);
        *grown = gardener.grown;
    }
    start..grown.nodes.len()
}

/// Numbers given out below one node.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Level {
    pub(super) node: Option<usize>,
    highest: [u32; 7],
    counted: [u32; 7],
}

pub(super) struct Gardener<'b> {
    pub(super) body: &'b Body<'b>,
    items: &'b [Item],
    classes: &'b [Class],
    pub(super) grown: Grown,
    pub(super) levels: Vec<Level>,
    pub(super) segments: Vec<Segment>,
    /// Lists of content that are not in use, for the next items.
    spare: Vec<Content>,
    /// Where the map was looked at last.
    near: usize,
    repeats: HashMap<(Option<usize>, u8, u32), u32>,
    /// The paragraph that the text was left in last.
    paragraph: usize,
    /// How many headed nodes are open.
    depth: u8,
    /// All repaired text before is in a node or recorded as markup.
    pub(super) cursor: usize,
    pub(super) role: Option<Role>,
}

/// The text under an item: the rest of its paragraph, and the paragraphs up to the next item.
type Content = Vec<Stretch>;

impl<'b> Gardener<'b> {
    fn new(body: &'b Body<'b>, items: &'b [Item], classes: &'b [Class], grown: Grown) -> Self {
        Self {
            body,
            items,
            classes,
            grown,
            levels: vec![Level::default()],
            segments: Vec::new(),
            spare: Vec::new(),
            near: 0,
            paragraph: body.first,
            depth: 0,
            repeats: HashMap::new(),
            cursor: 0,
            role: None,
        }
    }
}

impl Gardener<'_> {
    /// Grows one item with all below it; returns the index of the next item beside it.
    fn item(&mut self, at: usize) -> usize {
        let class = self.classes[at];
        self.role = Some(class.role);
        let content = self.content(at);
        let next = match class.kind {
            NodeKind::Measure => self.measure_item(at, &content),
            _ => self.headed_item(at, &content),
        };
        self.spare.push(content);
        next
    }

    /// A section or an issue with all below it.
    fn headed_item(&mut self, at: usize, content: &Content) -> usize {
        let class = self.classes[at];
        match class.kind {
            NodeKind::Issue => self.headed(at, NodeKind::Issue),
            _ => self.headed(at, NodeKind::Section),
        }
        self.depth = self.depth.saturating_add(1);
        let issue = class.kind == NodeKind::Issue;
        let measured = self.items[at + 1..].first().is_some_and(|next| next.parent == Some(at));
        self.fill(content, issue, if measured && issue { Numbered::Below } else { Numbered::No });
        let mut next = at + 1;
        while next < self.items.len() && self.items[next].parent == Some(at) {
            next = self.item(next);
        }
        self.depth -= 1;
        self.close();
        next
    }

    fn content(&mut self, at: usize) -> Content {
        let item = &self.items[at];
        let end = self.items.get(at + 1).map_or(self.body.end, |next| next.paragraph);
        let own = self.body.paragraph(item.paragraph).end;
        let rest = (item.rest < own).then_some(Stretch {
            range: item.rest..own,
            paragraph: item.paragraph,
            opening: item.opening,
        });
        let below = (item.paragraph + 1..end).map(|paragraph| Stretch::paragraph(self.body, paragraph));
        let mut content = self.spare.pop().unwrap_or_default();
        content.clear();
        content.extend(rest.into_iter().chain(below));
        content
    }

    /// Opens a section or issue with its label and heading.
    fn headed(&mut self, at: usize, kind: NodeKind) {
        let item = &self.items[at];
        let node = self.open_item(at, kind);
        let paragraph = self.body.paragraphs.list[item.paragraph];
        if let (LineKind::Heading(written), Some(label)) = (paragraph.origin.kind, item.label) {
            let label = paragraph.start..paragraph.start + label.len();
            self.grown.depths.push(HeadingDepth { label, written, level: self.depth.saturating_add(1) });
        }
        self.skip_to(item.heading.start, Some(MarkupKind::Separator));
        self.cursor = item.heading.end;
        self.skip_to(item.rest, Some(MarkupKind::Separator));
        self.grown.nodes[node].set_heading(item.heading.clone());
        if kind == NodeKind::Issue {
            let stated = if item.strong { item.statement.clone() } else { self.stated(item.heading.clone()) };
            self.grown.nodes[node].set_statement(stated);
            if item.noted
                && let Some(open) = self.body.text(item.heading.clone()).rfind(['（', '('])
            {
                self.status(node, item.heading.start + open..item.heading.end);
            }
        }
    }

    /// The problem alone, of a text that states it.
    pub(super) fn stated(&self, range: Range<usize>) -> Range<usize> {
        let text = self.body.text(range.clone());
        let stated = place_in(text, statement(text));
        range.start + stated.start..range.start + stated.end
    }

    /// A numbered measure: its text is all after the label, and the paragraphs that its first one leads up to.
    fn measure_item(&mut self, at: usize, content: &Content) -> usize {
        let item = &self.items[at];
        let range = self.body.paragraph(item.paragraph);
        let start = range.start + item.label.map_or(0, |label| label.end());
        let more = &content[usize::from(item.rest < range.end)..];
        let ends = self.body.text(start..range.end).ends_with(['。', '；', '！', '？', '”']);
        let inside = more
            .iter()
            .take_while(|next| !ends && !self.body.is_cell(next.paragraph) && self.is_prose(next))
            .count();
        let parent_of_next = self.items.get(at + 1).is_some_and(|next| next.parent == Some(at));
        let stretch = Stretch::behind(self.body, item.paragraph, start);
        let own = numbered_segments(self.body, &stretch, item.label);
        let status = own
            .iter()
            .find(|segment| segment.kind == SegmentKind::Status)
            .map(|segment| segment.text.clone());
        let issue = self.levels.last().and_then(|level| level.node);
        if let (Some(issue), Some(words)) = (issue, &status) {
            self.status(issue, words.clone());
        }
        let node = self.open_item(at, NodeKind::Measure);
        if inside > 0 || parent_of_next {
            self.leaf(NodeKind::Paragraph, None, start..range.end);
            let below = if parent_of_next { more.len() } else { inside };
            if let [first, .., last] | [first @ last] = &more[..below] {
                self.paragraphs(first.paragraph..last.paragraph + 1);
            }
            let mut next = at + 1;
            while next < self.items.len() && self.items[next].parent == Some(at) {
                next = self.item(next);
            }
            self.close();
            self.fill(&more[below..], true, self.numbered_after(at, next));
            return next;
        }
        // A sentence about the issue is none of the measure's text, nor is the next number in the same paragraph.
        let starts =
            |segment: &Segment| segment.label.as_ref().map_or(segment.text.start, |label| label.start);
        let siblings: Vec<&Segment> =
            own.iter().filter(|next| matches!(next.kind, SegmentKind::Measure(_))).collect();
        let told = status.as_ref().map(|words| words.start);
        // The text of a measure ends where the sentence about the issue begins, which is a paragraph beside it.
        let cut =
            |from: usize, until: usize| told.filter(|told| (from..until).contains(told)).unwrap_or(until);
        let until = siblings.first().map_or(range.end, |next| starts(next));
        let end = cut(start, until);
        self.text(node, self.trimmed(start..end));
        self.close();
        if end < until {
            self.leaf(NodeKind::Paragraph, None, end..until);
        }
        for (at, sibling) in siblings.iter().enumerate() {
            let SegmentKind::Measure(found) = sibling.kind else { continue };
            let label = sibling.label.clone().map(|range| LabelData::new(range, found.scheme, found.ordinal));
            let until = siblings.get(at + 1).map_or(range.end, |next| starts(next));
            let end = cut(sibling.text.start, until);
            self.labelled(NodeKind::Measure, found.ordinal, label, sibling.text.start..end);
            if end < until {
                self.leaf(NodeKind::Paragraph, None, end..until);
            }
        }
        self.fill(more, true, self.numbered_after(at, at + 1));
        at + 1
    }

    /// Where numbered measures stand to the text after the measure at `at`, before the item at `next`.
    fn numbered_after(&self, at: usize, next: usize) -> Numbered {
        match self.items.get(next) {
            Some(item) if item.parent == self.items[at].parent => Numbered::Between,
            _ => Numbered::Above,
        }
    }

    /// Opens the node of an item, with its label.
    fn open_item(&mut self, at: usize, kind: NodeKind) -> usize {
        let item = &self.items[at];
        let start = self.body.paragraph(item.paragraph).start;
        self.skip_to(start, None);
        let node = self.open(kind, item.label.map_or(0, |found| found.ordinal));
        if let Some(found) = item.label {
            self.cursor = start + found.len();
            self.grown.nodes[node].label =
                Some(LabelData::new(start..start + found.len(), found.scheme, found.ordinal));
        }
        node
    }

    fn is_prose(&self, stretch: &Stretch) -> bool {
        let found = &self.body.scanned[stretch.paragraph];
        let text = self.body.text(stretch.range.clone());
        found.opening.field.is_none()
            && !found.opening.bare
            && !statuses::SUBJECTS.iter().any(|subject| text.starts_with(subject))
    }

    /// Grows content below the open node, tables among it.
    fn fill(&mut self, content: &[Stretch], whole: bool, numbered: Numbered) {
        if self.body.paragraphs.cells.is_empty() {
            self.fill_text(content, whole, numbered);
            return;
        }
        for run in content.chunk_by(|a, b| self.body.is_cell(a.paragraph) == self.body.is_cell(b.paragraph)) {
            if self.body.is_cell(run[0].paragraph) {
                self.tables(run[0].paragraph..run[run.len() - 1].paragraph + 1);
            } else {
                self.fill_text(run, whole, numbered);
            }
        }
    }

    fn paragraphs(&mut self, paragraphs: Range<usize>) {
        let mut at = paragraphs.start;
        while at < paragraphs.end {
            if self.body.is_cell(at) {
                let end = (at..paragraphs.end).find(|&at| !self.body.is_cell(at)).unwrap_or(paragraphs.end);
                self.tables(at..end);
                at = end;
            } else {
                self.whole(NodeKind::Paragraph, 0, None, self.body.words(at));
                at += 1;
            }
        }
    }

    /// A node of a text and its label; white space around the text is none of it.
    pub(super) fn labelled(
        &mut self,
        kind: NodeKind,
        ordinal: u32,
        label: Option<LabelData>,
        text: Range<usize>,
    ) {
        let text = self.trimmed(text);
        self.whole(kind, ordinal, label, text);
    }

    /// As `labelled`, of a text without white space around it.
    pub(super) fn whole(
        &mut self,
        kind: NodeKind,
        ordinal: u32,
        label: Option<LabelData>,
        text: Range<usize>,
    ) {
        // What lies before must be settled outside the new node.
        let own = label.as_ref().filter(|label| !label.borrowed).map(|label| label.range.clone());
        self.skip_to(own.as_ref().map_or(text.start, |own| own.start), None);
        let node = self.add(kind, ordinal);
        if let Some(own) = own {
            self.cursor = own.end;
            // A comma or white space at most.
            self.skip_to(text.start, Some(MarkupKind::Separator));
        }
        self.cursor = text.end.max(self.cursor);
        let node = &mut self.grown.nodes[node];
        node.label = label;
        node.set_text(text);
    }

    pub(super) fn leaf(&mut self, kind: NodeKind, label: Option<LabelData>, text: Range<usize>) {
        self.labelled(kind, 0, label, text);
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.body.text(range.clone());
        let kept = trim_end(text);
        let lead = kept.len() - trim_start(kept).len();
        range.start + lead..range.start + kept.len()
    }

    fn text(&mut self, node: usize, range: Range<usize>) {
        self.skip_to(range.start, None);
        self.cursor = range.end.max(self.cursor);
        self.grown.nodes[node].set_text(range);
    }

    pub(super) fn status(&mut self, node: usize, range: Range<usize>) {
        if self.grown.nodes[node].kind != NodeKind::Issue || self.grown.nodes[node].status.is_some() {
            return;
        }
        if let Some((status, words)) = statuses::find(self.body.text(range.clone())) {
            self.grown.nodes[node].set_status(status, range.start + words.start..range.start + words.end);
        }
    }

    /// Records what lies between the cursor and `to` as markup. Where its kind is not known, it is looked at: words among it become
    /// a paragraph.
    #[inline]
    pub(super) fn skip_to(&mut self, to: usize, kind: Option<MarkupKind>) {
        if self.cursor < to {
            self.skip(to, kind);
        }
    }

    fn skip(&mut self, to: usize, kind: Option<MarkupKind>) {
        let range = self.cursor..to;
        self.cursor = to;
        // The line feed between two paragraphs is none of the source. It need not be looked at: the text of a long source has
        // left the cache.
        if range.len() == 1 && self.ends_paragraph(range.start) {
            return;
        }
        if kind.is_none() && has_words(self.body.text(range.clone())) {
            let node = self.add(NodeKind::Paragraph, 0);
            self.grown.nodes[node].set_text(range);
            return;
        }
        let kind = kind.unwrap_or(MarkupKind::Separator);
        let markup = &mut self.grown.markup;
        self.body
            .paragraphs
            .map
            .each_near(&mut self.near, range, |span: Span| markup.push(Markup { kind, span }));
    }

    /// Whether a paragraph ends at a place of the text; the places are asked for in order.
    fn ends_paragraph(&mut self, at: usize) -> bool {
        let list = &self.body.paragraphs.list;
        while list.get(self.paragraph).is_some_and(|paragraph| paragraph.end < at) {
            self.paragraph += 1;
        }
        list.get(self.paragraph).is_some_and(|paragraph| paragraph.end == at)
    }

    pub(super) fn open(&mut self, kind: NodeKind, ordinal: u32) -> usize {
        let node = self.add(kind, ordinal);
        self.levels.push(Level { node: Some(node), ..Level::default() });
        node
    }

    /// Adds a node with nothing below it.
    fn add(&mut self, kind: NodeKind, ordinal: u32) -> usize {
        let index = self.grown.nodes.len();
        let Some(level) = self.levels.last_mut() else { return index };
        let slot = kind_slot(kind);
        let counted = ordinal == 0;
        let (value, repeat) = if counted {
            level.counted[slot] += 1;
            (level.counted[slot], 1)
        } else if ordinal > level.highest[slot] {
            level.highest[slot] = ordinal;
            (ordinal, 1)
        } else {
            let seen = self.repeats.entry((level.node, slot as u8, ordinal)).or_insert(1);
            *seen += 1;
            (ordinal, *seen)
        };
        let parent = level.node;
        let number = Number { value, counted, repeat };
        self.grown.nodes.push(NodeData::new(index, kind, parent, number, self.role));
        index
    }

    pub(super) fn close(&mut self) {
        if let Some(Level { node: Some(node), .. }) = self.levels.pop() {
            self.grown.nodes[node].end = self.grown.nodes.len();
        }
    }
}

fn kind_slot(kind: NodeKind) -> usize {
    match kind {
        NodeKind::Section => 0,
        NodeKind::Issue => 1,
        NodeKind::Measure => 2,
        NodeKind::Paragraph => 3,
        NodeKind::Table => 4,
        NodeKind::Row => 5,
        NodeKind::Cell => 6,
    }
}

/// Whether a text has letters or figures. The marks that nearly always stand alone here need no look at the tables of
/// Unicode.
fn has_words(text: &str) -> bool {
    let is_mark = |c| matches!(c, '。' | '，' | '：' | '；' | '、' | ' ' | '\n' | '\u{3000}');
    text.chars().any(|c| !is_mark(c) && c.is_alphanumeric())
}
