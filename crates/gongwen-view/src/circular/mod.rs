//! A circular to what is shown of it. Facts and notes find the block that they stand in by their place in the repaired text.

mod words;

use std::ops::Range;

use gongwen::Circular;
use gongwen::tree::{NodeKind, NodeRef};

use crate::caption;
use crate::model::{Block, BlockKind, Document, Fact, Mark, MarkOf, Note, NoteKind, Place, Status, Text};

use words::{data, diagnostic_note, front, repair_note};

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
        Self { circular, lines, document, slots: Vec::new(), blocks: Vec::new(), whole: false }
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
        let attached: Vec<(usize, &gongwen::Attachment)> = circular
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
            if let Some((_, attachment)) = attached.iter().find(|(first, _)| *first == node.index()) {
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

    /// The slot that holds a range.
    fn slot(&self, range: &Range<usize>) -> Option<usize> {
        let after = self.slots.partition_point(|slot| slot.range.start <= range.start);
        let at = after.checked_sub(1)?;
        (range.end <= self.slots[at].range.end).then_some(at)
    }

    fn text_of(&mut self, slot: usize) -> Option<&mut Text> {
        let Slot { block, is_heading, .. } = self.slots[slot];
        let block = &mut self.document.blocks[block];
        if is_heading { block.heading.as_mut() } else { block.text.as_mut() }
    }

    fn mark(&mut self, slot: usize, range: &Range<usize>, of: MarkOf) {
        let start = self.slots[slot].range.start;
        if let Some(text) = self.text_of(slot) {
            text.marks.push(Mark { range: range.start - start..range.end - start, of });
        }
    }

    fn facts(&mut self) {
        let circular = self.circular;
        for found in circular.facts().all() {
            let range = found.range();
            let slot = self.slot(range);
            if slot.is_none() && !self.whole {
                continue;
            }
            let Some(data) = data(found.data) else { continue };
            let number = self.document.facts.len();
            if let Some(slot) = slot {
                self.mark(slot, range, MarkOf::Fact(number));
            }
            let source = circular.map().cover(range.clone());
            let place = source.map(|span| self.place(span.start())).unwrap_or_default();
            self.document.facts.push(Fact {
                id: found.id(),
                data,
                text: circular.words(range).to_owned(),
                block: slot.map(|slot| self.slots[slot].block),
                place,
            });
        }
    }

    fn notes(&mut self) {
        let circular = self.circular;
        for (number, repair) in circular.repairs().iter().enumerate() {
            let at = circular.map().place(repair.span.start());
            self.note(at..at, repair.span.start(), || repair_note(number, repair, circular.source()));
        }
        for (number, found) in circular.diagnostics().iter().enumerate() {
            let range = circular.map().place(found.span.start())..circular.map().place(found.span.end());
            self.note(range, found.span.start(), || diagnostic_note(number, found));
        }
    }

    /// Puts a note where it belongs: over its words, between two characters, or into the list alone.
    fn note(&mut self, range: Range<usize>, source: usize, make: impl FnOnce() -> Note) {
        let after = self.slots.partition_point(|slot| slot.range.start <= range.start);
        let inside = |slot: &Slot| range.start <= slot.range.end;
        let slot = after.checked_sub(1).filter(|&at| inside(&self.slots[at]));
        if slot.is_none() && !self.whole {
            return;
        }
        let (number, note) = (self.document.notes.len(), make());
        if let Some(slot) = slot {
            let Range { start, end } = self.slots[slot].range;
            let covered = range.start..range.end.min(end);
            if covered.start < covered.end {
                self.mark(slot, &covered, MarkOf::Note(number));
            } else {
                self.point(slot, covered.start - start, number, &note);
            }
        }
        let block = slot.map(|slot| self.slots[slot].block);
        let place = self.place(source);
        self.document.notes.push(Note { block, place, ..note });
    }

    /// Shows a note between two characters. What only tells of a repair is not shown beside it.
    fn point(&mut self, slot: usize, at: usize, number: usize, note: &Note) {
        if let Some(text) = self.text_of(slot)
            && !(note.kind == NoteKind::Info && text.points.iter().any(|(other, _)| *other == at))
        {
            text.points.push((at, number));
        }
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
