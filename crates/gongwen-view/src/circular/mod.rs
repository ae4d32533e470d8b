//! A circular to what is shown of it. Facts and notes find the block that they stand in by their place in the repaired text.

mod over;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gongwen::Circular;
use gongwen::tree::{NodeKind, NodeRef};

use crate::caption;
use crate::model::{Block, BlockKind, Document, Place, Status, Text};

use words::front;

impl Document {
    /// What is shown of a circular; `key` names it among those of a page.
    #[must_use]
    pub fn from_circular(key: &str, circular: &Circular<'_>) -> Self {
        let mut reader = Reader::new(circular);
        reader.all();
        let mut document = reader.finish();
        document.key = key.to_owned();
        front(&mut document, circular);
        document
    }

    /// What is shown of a node and all below it: no facts and notes but those in it.
    #[must_use]
    pub fn from_node(node: NodeRef<'_>) -> Self {
        let mut reader = Reader::new(node.circular());
        node.walk().for_each(|below| reader.node(below));
        let mut document = reader.finish();
        document.title = node.heading().map_or_else(|| node.id(), str::to_owned);
        document
    }
}

/// A heading or text that was made a block, with its place in the repaired text.
struct Slot {
    range: Range<usize>,
    block: usize,
    is_heading: bool,
}

struct Reader<'c> {
    circular: &'c Circular<'c>,
    /// Line ends of the source, for formats of which nothing else is known.
    lines: Vec<usize>,
    document: Document,
    slots: Vec<Slot>,
    /// Where notes stand between two characters: slot and byte.
    pointed: BTreeSet<(usize, usize)>,
    /// By node, from the first one on: its block.
    blocks: Vec<(usize, usize)>,
    /// Whether the whole circular is shown, and with it what stands nowhere in the text.
    whole: bool,
}

impl<'c> Reader<'c> {
    fn new(circular: &'c Circular<'c>) -> Self {
        let lines = if circular.blocks().is_empty() {
            circular
                .source()
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect()
        } else {
            Vec::new()
        };
        let document = Document::default();
        Self {
            circular,
            lines,
            document,
            slots: Vec::new(),
            pointed: BTreeSet::new(),
            blocks: Vec::new(),
            whole: false,
        }
    }

    /// Nodes and the parts around them, in the order of the source.
    fn all(&mut self) {
        self.whole = true;
        let circular = self.circular;
        // The title stands above all, in one line.
        let is_title =
            |part: &gongwen::Part<'_>| part.kind == gongwen::PartKind::Title && circular.title().is_some();
        let mut parts: Vec<(usize, gongwen::Part<'_>)> = circular
            .parts()
            .filter(|part| !is_title(part))
            .filter_map(|part| Some((circular.map().place(part.spans.first()?.start()), part)))
            .filter(|(at, part)| circular.text().get(*at..*at + part.text.len()) == Some(part.text))
            .collect();
        parts.sort_by_key(|(at, _)| *at);
        let mut parts = parts.into_iter().enumerate().peekable();
        let attached: BTreeMap<usize, &gongwen::Attachment> = circular
            .attachments()
            .iter()
            .filter_map(|attachment| Some((circular.attachment_body(attachment).next()?.index(), attachment)))
            .collect();
        for node in (0..).map_while(|index| circular.node(index)) {
            let at = first_byte(node);
            while let Some((number, (at, part))) =
                parts.next_if(|(_, (part, _))| at.is_some_and(|at| *part < at))
            {
                self.part(number, at, &part);
            }
            if let Some(attachment) = attached.get(&node.index()) {
                self.attachment(attachment);
            }
            self.node(node);
        }
        for (number, (at, part)) in parts {
            self.part(number, at, &part);
        }
    }

    fn part(&mut self, number: usize, at: usize, part: &gongwen::Part<'_>) {
        let range = at..at + part.text.len();
        let kind = BlockKind::Part(caption::part(part.kind.as_str()));
        let block = self.push(format!("part{}", number + 1), kind, 0, &range);
        self.document.blocks[block].text = Some(self.text(range, block, false));
    }

    fn attachment(&mut self, attachment: &gongwen::Attachment) {
        let number = self.document.blocks.len();
        let place = self.place(attachment.span.start());
        let words = Text { words: attachment.title.clone(), ..Text::default() };
        self.document.blocks.push(Block {
            label: Some(
                attachment.ordinal.map_or_else(|| "附件".to_owned(), |ordinal| format!("附件{ordinal}")),
            ),
            heading: Some(words),
            place,
            ..block(format!("attachment{number}"), BlockKind::Attachment, 0)
        });
    }

    fn node(&mut self, node: NodeRef<'c>) {
        let parent = node.parent().and_then(|parent| {
            let at = self.blocks.binary_search_by_key(&parent.index(), |(node, _)| *node).ok()?;
            Some(self.blocks[at].1)
        });
        let depth = parent.map_or(0, |parent| self.document.blocks[parent].depth + 1);
        let (heading, text) = (node.heading_range().cloned(), node.text_range().cloned());
        let own = heading.clone().or_else(|| text.clone()).unwrap_or(0..0);
        let block = self.push(node.id(), kind(node.kind()), depth, &own);
        self.blocks.push((node.index(), block));
        let heading = heading.map(|range| self.text(range, block, true));
        let text = text.map(|range| self.text(range, block, false));
        let inherited = parent.and_then(|parent| self.document.blocks[parent].issue);
        let issue = node.kind() == NodeKind::Issue;
        let of = &mut self.document.blocks[block];
        of.label = node.label().map(|label| label.text.to_owned());
        (of.heading, of.text) = (heading, text);
        of.role = node.role().and_then(|role| caption::role(role.as_str()));
        of.status = issue.then(|| Status::from_name(node.status().map(gongwen::tree::Status::as_str)));
        of.issue = if issue { Some(block) } else { inherited };
    }

    fn push(&mut self, id: String, kind: BlockKind, depth: usize, range: &Range<usize>) -> usize {
        let source = self.circular.map().cover(range.clone());
        let place = source.map(|span| self.place(span.start())).unwrap_or_default();
        self.document.blocks.push(Block { place, ..block(id, kind, depth) });
        self.document.blocks.len() - 1
    }

    fn text(&mut self, range: Range<usize>, block: usize, is_heading: bool) -> Text {
        let words = self.circular.text()[range.clone()].to_owned();
        self.slots.push(Slot { range, block, is_heading });
        Text { words, ..Text::default() }
    }

    fn place(&self, source: usize) -> Place {
        match self.circular.origin(source) {
            Some(origin) => Place {
                page: origin.page,
                part: origin.part.clone(),
                element: origin.element.clone(),
                line: None,
            },
            None if self.circular.blocks().is_empty() => {
                Place { line: Some(self.lines.partition_point(|end| *end < source) + 1), ..Place::default() }
            }
            None => Place::default(),
        }
    }

    fn finish(mut self) -> Document {
        self.slots.sort_by_key(|slot| slot.range.start);
        self.facts();
        self.notes();
        self.document
    }
}

/// A block of which nothing else is known.
pub(crate) fn block(id: String, kind: BlockKind, depth: usize) -> Block {
    Block {
        id,
        kind,
        depth,
        label: None,
        heading: None,
        text: None,
        role: None,
        status: None,
        issue: None,
        place: Place::default(),
    }
}

/// Where the first words of a node stand.
fn first_byte(node: NodeRef<'_>) -> Option<usize> {
    let own = |node: NodeRef<'_>| node.heading_range().or(node.text_range()).map(|range| range.start);
    own(node).or_else(|| node.walk().take(8).find_map(own))
}

fn kind(kind: NodeKind) -> BlockKind {
    match kind {
        NodeKind::Section => BlockKind::Section,
        NodeKind::Issue => BlockKind::Issue,
        NodeKind::Measure => BlockKind::Measure,
        NodeKind::Table => BlockKind::Table,
        NodeKind::Row => BlockKind::Row,
        NodeKind::Cell => BlockKind::Cell,
        _ => BlockKind::Paragraph,
    }
}
