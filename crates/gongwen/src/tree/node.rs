//! Nodes of the tree, kept in one list in document order, and the handle through which they are read.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::circular::Circular;
use crate::outline::Scheme;
use crate::text::Span;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NodeKind {
    /// A headed part: 一、组织整改落实情况.
    Section,
    /// One problem that was fed back: 1.关于“…”问题.
    Issue,
    /// One thing done, or planned, about it: 一是….
    Measure,
    /// Any other text.
    Paragraph,
    /// A table that is no list of issues.
    Table,
    /// A row of a table; its number is that of the row.
    Row,
    /// A cell of a row; its number is that of the column.
    Cell,
}

impl NodeKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Issue => "issue",
            Self::Measure => "measure",
            Self::Paragraph => "paragraph",
            Self::Table => "table",
            Self::Row => "row",
            Self::Cell => "cell",
        }
    }

    pub(crate) fn letter(self) -> char {
        match self {
            Self::Section => 's',
            Self::Issue => 'i',
            Self::Measure => 'm',
            Self::Paragraph => 'p',
            Self::Table => 't',
            Self::Row => 'r',
            Self::Cell => 'c',
        }
    }
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// How the rectification was organised.
    Organization,
    /// What was done about the issues.
    Rectification,
    /// Next steps.
    Plan,
    /// None of these could be told.
    Other,
}

impl Role {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Rectification => "rectification",
            Self::Plan => "plan",
            Self::Other => "other",
        }
    }
}

/// How far an issue is, where the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// 已完成整改.
    Completed,
    /// 基本完成.
    MostlyCompleted,
    /// 正在整改, 持续推进.
    InProgress,
    /// 长期坚持.
    LongTerm,
}

impl Status {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::MostlyCompleted => "mostly_completed",
            Self::InProgress => "in_progress",
            Self::LongTerm => "long_term",
        }
    }
}

/// A numbering or field label as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'c> {
    /// As written: `（一）`, `(三)`, `2.`, `一是`, `完成情况：`.
    pub text: &'c str,
    /// Which numbering it belongs to.
    pub scheme: Scheme,
    /// Its number, where it has one.
    pub ordinal: Option<u32>,
}

/// A label before its text is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LabelData {
    pub(crate) range: Range<usize>,
    /// 0 where it has no number.
    number: u32,
    pub(crate) scheme: Scheme,
    /// Its words are the header of a column, which heads other rows as well: they are accounted for there.
    pub(crate) borrowed: bool,
}

impl LabelData {
    /// A label with its number, which is 0 for none.
    pub(crate) fn new(range: Range<usize>, scheme: Scheme, number: u32) -> Self {
        Self { range, number, scheme, borrowed: false }
    }

    /// The header of a column as the label of one of its cells.
    pub(crate) fn borrowed(range: Range<usize>) -> Self {
        Self { borrowed: true, ..Self::new(range, Scheme::Field, 0) }
    }

    pub(crate) fn ordinal(&self) -> Option<u32> {
        Some(self.number).filter(|&number| number > 0)
    }
}

/// A range that may be missing, in the space of one that may not: a long source has a great many.
#[derive(Debug, Clone)]
pub(crate) struct MaybeRange(Range<usize>);

impl MaybeRange {
    const NONE: Self = Self(Range { start: usize::MAX, end: 0 });

    pub(crate) fn get(&self) -> Option<&Range<usize>> {
        (self.0.start <= self.0.end).then_some(&self.0)
    }
}

impl From<Range<usize>> for MaybeRange {
    fn from(range: Range<usize>) -> Self {
        Self(range)
    }
}

/// One node; ranges are in the repaired text. Kept small: the nodes of a long source do not fit into the cache.
#[derive(Debug, Clone)]
pub(crate) struct NodeData {
    pub(crate) label: Option<LabelData>,
    /// The heading of a node that has one, the text of a leaf.
    words: MaybeRange,
    statement: MaybeRange,
    /// The words that the status rests on.
    status_words: MaybeRange,
    /// Itself where it has none.
    parent: usize,
    /// One past the last node below this one.
    pub(crate) end: usize,
    /// The number in the id, and how often it was used before among the same siblings.
    pub(crate) number: Number,
    pub(crate) kind: NodeKind,
    pub(crate) role: Option<Role>,
    pub(crate) status: Option<Status>,
    headed: bool,
}

impl NodeData {
    /// A node at the place `index` with nothing in it.
    pub(crate) fn new(
        index: usize,
        kind: NodeKind,
        parent: Option<usize>,
        number: Number,
        role: Option<Role>,
    ) -> Self {
        Self {
            label: None,
            words: MaybeRange::NONE,
            statement: MaybeRange::NONE,
            status_words: MaybeRange::NONE,
            parent: parent.unwrap_or(index),
            end: index + 1,
            number,
            kind,
            role,
            status: None,
            headed: false,
        }
    }

    /// The node that it stands in; `index` is its own place.
    pub(crate) fn parent(&self, index: usize) -> Option<usize> {
        Some(self.parent).filter(|&parent| parent != index)
    }

    /// Heading without label and closing full stop.
    pub(crate) fn heading(&self) -> Option<&Range<usize>> {
        self.words.get().filter(|_| self.headed)
    }

    /// The text of a leaf.
    pub(crate) fn text(&self) -> Option<&Range<usize>> {
        self.words.get().filter(|_| !self.headed)
    }

    pub(crate) fn statement(&self) -> Option<&Range<usize>> {
        self.statement.get()
    }

    pub(crate) fn status_words(&self) -> Option<&Range<usize>> {
        self.status_words.get()
    }

    pub(crate) fn set_heading(&mut self, range: Range<usize>) {
        (self.words, self.headed) = (range.into(), true);
    }

    pub(crate) fn set_text(&mut self, range: Range<usize>) {
        (self.words, self.headed) = (range.into(), false);
    }

    pub(crate) fn set_statement(&mut self, range: Range<usize>) {
        self.statement = range.into();
    }

    pub(crate) fn set_status(&mut self, status: Status, words: Range<usize>) {
        (self.status, self.status_words) = (Some(status), words.into());
    }
}

/// The last step of a node's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Number {
    pub(crate) value: u32,
    /// Not an ordinal of the text, only a count.
    pub(crate) counted: bool,
    /// 1 for the first node of that number, 2 for the next.
    pub(crate) repeat: u32,
}

/// A node of a [`Circular`], cheap to copy.
#[derive(Clone, Copy)]
pub struct NodeRef<'c> {
    pub(crate) circular: &'c Circular<'c>,
    pub(crate) index: usize,
}

impl<'c> NodeRef<'c> {
    fn data(self) -> &'c NodeData {
        &self.circular.nodes[self.index]
    }

    fn slice(self, range: &Range<usize>) -> &'c str {
        &self.circular.text[range.clone()]
    }

    /// Where its label, heading or text starts in the repaired text.
    pub(crate) fn first_byte(self) -> usize {
        let data = self.data();
        let label = data.label.as_ref().filter(|label| !label.borrowed).map(|label| label.range.start);
        let own = label.or(data.words.get().map(|words| words.start));
        own.or_else(|| self.children().next().map(Self::first_byte)).unwrap_or(0)
    }

    /// The circular that it is a node of.
    #[must_use]
    pub fn circular(self) -> &'c Circular<'c> {
        self.circular
    }

    /// Its place in document order.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.data().kind
    }

    /// Stable, readable id: the path of ordinals, `s2.1.i3.m4`.
    #[must_use]
    pub fn id(self) -> String {
        let mut steps = Vec::new();
        let mut at = Some(self.index);
        while let Some(index) = at {
            steps.push(index);
            at = self.circular.nodes[index].parent(index);
        }
        let mut id = self.circular.id_prefix(self.index);
        let mut above = None;
        for &index in steps.iter().rev() {
            let node = &self.circular.nodes[index];
            if !id.is_empty() {
                id.push('.');
            }
            if above != Some(NodeKind::Section) || node.kind != NodeKind::Section {
                id.push(node.kind.letter());
            }
            if node.number.counted && node.kind != NodeKind::Paragraph && node.kind != NodeKind::Table {
                id.push('x');
            }
            id.push_str(&node.number.value.to_string());
            if node.number.repeat > 1 {
                id.push('~');
                id.push_str(&node.number.repeat.to_string());
            }
            above = Some(node.kind);
        }
        id
    }

    /// Its numbering or field label.
    #[must_use]
    pub fn label(self) -> Option<Label<'c>> {
        let label = self.data().label.as_ref()?;
        Some(Label { text: self.slice(&label.range), scheme: label.scheme, ordinal: label.ordinal() })
    }

    /// Heading without label and closing full stop.
    #[must_use]
    pub fn heading(self) -> Option<&'c str> {
        self.data().heading().map(|range| self.slice(range))
    }

    /// The problem alone, of an issue: 主体责任压得不实.
    #[must_use]
    pub fn statement(self) -> Option<&'c str> {
        self.data().statement().map(|range| self.slice(range))
    }

    /// What the section, or the one it stands in, is for.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        self.data().role
    }

    /// How far an issue is, where the text says it.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        self.data().status
    }

    /// The words that the status rests on, and their place.
    #[must_use]
    pub fn status_words(self) -> Option<(&'c str, Vec<Span>)> {
        let range = self.data().status_words()?;
        Some((self.slice(range), self.circular.map.spans(range.clone())))
    }

    /// Repaired text of a leaf; `None` for a node with children.
    #[must_use]
    pub fn text(self) -> Option<&'c str> {
        self.data().text().map(|range| self.slice(range))
    }

    /// Where the text of a leaf stands in the repaired text, as do the ranges of facts.
    #[must_use]
    pub fn text_range(self) -> Option<&'c Range<usize>> {
        self.data().text()
    }

    /// Where the heading stands in the repaired text.
    #[must_use]
    pub fn heading_range(self) -> Option<&'c Range<usize>> {
        self.data().heading()
    }

    /// Heading-less text of the node and all below it.
    #[must_use]
    pub fn full_text(self) -> String {
        let mut out = String::new();
        for index in self.index..self.data().end {
            if let Some(range) = self.circular.nodes[index].text() {
                out.push_str(self.slice(range));
            }
        }
        out
    }

    /// Source spans: of a leaf one for each fragment of its text, of a node with children the one that covers it.
    #[must_use]
    pub fn spans(self) -> Vec<Span> {
        match self.data().text() {
            Some(range) => self.circular.map.spans(range.clone()),
            None => self.span().into_iter().collect(),
        }
    }

    /// The smallest source span that holds the text of a leaf, or label, heading and all below of another node.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        let map = &self.circular.map;
        if let Some(range) = self.data().text() {
            return map.cover(range.clone());
        }
        let mut cover: Option<Span> = None;
        for index in self.index..self.data().end {
            let node = &self.circular.nodes[index];
            let label = node.label.as_ref().filter(|label| !label.borrowed).map(|label| &label.range);
            for range in [label, node.words.get()].into_iter().flatten() {
                if let Some(span) = map.cover(range.clone()) {
                    let (start, end) = cover.map_or((span.start(), span.end()), |c| {
                        (c.start().min(span.start()), c.end().max(span.end()))
                    });
                    cover = Some(Span::new(start, end));
                }
            }
        }
        cover
    }

    /// The node it stands in.
    #[must_use]
    pub fn parent(self) -> Option<NodeRef<'c>> {
        self.data().parent(self.index).map(|index| NodeRef { circular: self.circular, index })
    }

    /// The nodes directly below, in order.
    pub fn children(self) -> impl Iterator<Item = NodeRef<'c>> + 'c {
        siblings(self.circular, self.index + 1, self.data().end)
    }

    /// This node and all below it, in order.
    pub fn walk(self) -> impl Iterator<Item = NodeRef<'c>> + 'c {
        let circular = self.circular;
        (self.index..self.data().end).map(move |index| NodeRef { circular, index })
    }
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NodeRef({} {})", self.kind().as_str(), self.id())
    }
}

/// The topmost nodes from `start` to `end`.
pub(crate) fn siblings<'c>(
    circular: &'c Circular<'c>,
    start: usize,
    end: usize,
) -> impl Iterator<Item = NodeRef<'c>> + 'c {
    let mut next = start;
    std::iter::from_fn(move || {
        if next >= end {
            return None;
        }
        let index = next;
        next = circular.nodes[index].end;
        Some(NodeRef { circular, index })
    })
}
