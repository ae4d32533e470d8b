//! Stories into one document: the main text with its tables and boxes, notes behind it, heads and comments left out.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use gongwen::block::{BlockKind, Break, LeftOutReason, Origin};

use super::bytes::{plc, u16_at, u32_at};
use super::fib::{Fib, Part, Story};
use super::lists::Lists;
use super::story::{Para, Word};
use super::table::Table;
use super::{Builder, STREAM};
use crate::builder::Paragraph;
use crate::error::Fault;
use crate::heads::Heads;
use crate::limits::Budget;

pub(super) fn origin(element: String) -> Origin {
    let mut origin = Origin::default();
    origin.part = Some(STREAM.to_owned());
    origin.element = Some(element);
    origin
}

/// A document that is being put together.
struct Assembly<'a> {
    builder: &'a mut Builder,
    /// Text boxes that wait for their anchor, by the place of it.
    boxes: BTreeMap<u32, Vec<Vec<Para>>>,
    boxes_seen: usize,
    tables: u32,
}

pub(super) fn document<'b>(
    word: &Word<'b>,
    fib: &Fib<'_>,
    table: &'b [u8],
    lists: &mut Lists<'b>,
    builder: &mut Builder,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let main = word.read(fib.story(Story::Main), lists, budget)?;
    let (boxes, loose) = boxes(word, fib, table, lists, budget)?;
    let mut assembly = Assembly { builder, boxes, boxes_seen: 0, tables: 0 };
    assembly.body(main, budget)?;
    let left: Vec<_> = std::mem::take(&mut assembly.boxes).into_values().flatten().collect();
    for paragraphs in loose.into_iter().chain(left) {
        assembly.text_box(&paragraphs);
    }
    assembly.builder.notes();
    for (story, part, name) in
        [(Story::Footnotes, Part::FootnoteText, "footnote"), (Story::Endnotes, Part::EndnoteText, "endnote")]
    {
        for (index, range) in within(fib, story, fib.part(table, part)).enumerate() {
            for (number, para) in word.read(range, lists, budget)?.iter().enumerate() {
                assembly.push(para, para.kind(), format!("{name}[{}]/p[{}]", index + 1, number + 1));
            }
        }
    }
    for range in within(fib, Story::Comments, fib.part(table, Part::CommentText)) {
        for para in word.read(range, lists, budget)? {
            assembly.builder.left_out(LeftOutReason::Comment, &para.text, origin("comment".to_owned()));
        }
    }
    heads(word, fib, table, lists, assembly.builder, budget)
}

/// The stretches of a story that a PLC without data names. Its last position only ends it.
fn within<'t>(fib: &Fib<'_>, story: Story, part: &'t [u8]) -> impl Iterator<Item = Range<u32>> + use<'t> {
    let whole = fib.story(story);
    plc(part, 0).filter_map(move |(start, end, _)| {
        let range = whole.start.saturating_add(start)..whole.start.saturating_add(end).min(whole.end);
        (range.start < range.end).then_some(range)
    })
}

type Boxes = (BTreeMap<u32, Vec<Vec<Para>>>, Vec<Vec<Para>>);

/// Text boxes by their anchor in the main text, and those whose anchor is not known, such as those in a group.
fn boxes<'b>(
    word: &Word<'b>,
    fib: &Fib<'_>,
    table: &[u8],
    lists: &mut Lists<'b>,
    budget: &Budget,
) -> Result<Boxes, Fault> {
    // MS-DOC, Spa and FTXBXS.
    const DRAWING: usize = 26;
    const TEXT: usize = 22;
    let anchors: HashMap<u32, u32> = plc(fib.part(table, Part::Drawings), DRAWING)
        .filter_map(|(cp, _, data)| Some((u32_at(data, 0)?, cp)))
        .collect();
    let story = fib.story(Story::TextBoxes);
    let (mut found, mut loose): Boxes = Default::default();
    for (start, end, data) in plc(fib.part(table, Part::TextBoxes), TEXT) {
        let reusable = u16_at(data, 8) != Some(0);
        let range = story.start.saturating_add(start)..story.start.saturating_add(end).min(story.end);
        if reusable || range.is_empty() {
            continue;
        }
        let paragraphs = word.read(range, lists, budget)?;
        match u32_at(data, 14).and_then(|shape| anchors.get(&shape)) {
            Some(cp) => found.entry(*cp).or_default().push(paragraphs),
            None => loose.push(paragraphs),
        }
    }
    Ok((found, loose))
}

impl Assembly<'_> {
    fn body(&mut self, main: Vec<Para>, budget: &mut Budget) -> Result<(), Fault> {
        let mut table = Table::default();
        let mut anchors = Vec::new();
        let mut number = 0;
        for para in main {
            if para.pap.in_table || para.pap.row_end {
                anchors.extend(&para.anchors);
                table.push(para);
                continue;
            }
            self.table(&mut table, &mut anchors, budget)?;
            number += 1;
            self.push(&para, para.kind(), format!("p[{number}]"));
            self.boxes_at(&para.anchors);
        }
        self.table(&mut table, &mut anchors, budget)
    }

    /// Closes a table, if one is open.
    fn table(&mut self, table: &mut Table, anchors: &mut Vec<u32>, budget: &mut Budget) -> Result<(), Fault> {
        if table.is_empty() {
            return Ok(());
        }
        for filled in table.finish(self.tables, budget)? {
            let cell = filled.cell;
            let place = format!("tbl[{}]/tr[{}]/tc[{}]", cell.table + 1, cell.row + 1, cell.column + 1);
            for para in &filled.paragraphs {
                self.push(para, BlockKind::Cell(cell), place.clone());
            }
        }
        self.tables += 1;
        self.boxes_at(anchors);
        anchors.clear();
        Ok(())
    }

    fn boxes_at(&mut self, anchors: &[u32]) {
        for anchor in anchors {
            for paragraphs in self.boxes.remove(anchor).unwrap_or_default() {
                self.text_box(&paragraphs);
            }
        }
    }

    fn text_box(&mut self, paragraphs: &[Para]) {
        self.boxes_seen += 1;
        for (index, para) in paragraphs.iter().enumerate() {
            self.push(para, para.kind(), format!("box[{}]/p[{}]", self.boxes_seen, index + 1));
        }
    }

    fn push(&mut self, para: &Para, kind: BlockKind, element: String) {
        let origin = origin(element);
        for (reason, text) in &para.left_out {
            self.builder.left_out(*reason, text, origin.clone());
        }
        let break_before = if para.rest { Break::Page } else { Break::Paragraph };
        self.builder.push(&Paragraph {
            break_before,
            bold: para.bold,
            indent: para.indent(),
            centred: para.pap.centred,
            ..Paragraph::new(kind, para.text.as_str(), origin)
        });
    }
}

/// Heads and feet of pages, which are left out: each once.
fn heads<'b>(
    word: &Word<'b>,
    fib: &Fib<'_>,
    table: &[u8],
    lists: &mut Lists<'b>,
    builder: &mut Builder,
    budget: &Budget,
) -> Result<(), Fault> {
    /// The first six are lines that part notes from the text (MS-DOC, Plcfhdd).
    const SEPARATORS: usize = 6;
    let mut stretches: Vec<_> = within(fib, Story::Headers, fib.part(table, Part::Headers)).collect();
    let all = plc(fib.part(table, Part::Headers), 0).take(SEPARATORS).filter(|(start, end, _)| start < end);
    stretches.drain(..all.count().min(stretches.len()));
    stretches.push(fib.story(Story::HeaderTextBoxes));
    let mut heads = Heads::default();
    for range in stretches {
        for para in word.read(range, lists, budget)? {
            heads.leave_out(builder, para.text.trim(), false, origin("header".to_owned()));
        }
    }
    Ok(())
}
