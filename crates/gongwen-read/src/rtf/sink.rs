//! Where text goes: the body, a note, a box, a head; with its paragraphs and tables.

use gongwen::block::{BlockKind, Break, LeftOutReason};

use crate::edges::{Down, Line, Merge, Row};
use crate::label::{After, between};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Body,
    Note,
    Box,
    Head,
    Comment,
}

/// A paragraph that is whole.
#[derive(Debug)]
pub(super) struct Para {
    /// With its number; line feeds are ends of lines in it.
    pub(super) text: String,
    pub(super) kind: BlockKind,
    pub(super) bold: usize,
    pub(super) indent: usize,
    pub(super) centred: bool,
    pub(super) break_before: Break,
    pub(super) left_out: Vec<(LeftOutReason, String)>,
}

/// What stands in a text.
#[derive(Debug)]
pub(super) enum Item {
    Para(Para),
    Table(Vec<Line<Para>>),
    Box(Vec<Item>),
}

/// Properties of paragraphs, as control words set them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pap {
    pub(super) centred: bool,
    pub(super) in_table: bool,
    /// From 0; 9 and above is body text.
    pub(super) outline: Option<i32>,
    pub(super) style: i32,
    /// Twentieths of a point.
    pub(super) left: i32,
    pub(super) first: i32,
    /// Hundredths of a character; go before the lengths where they are given.
    pub(super) left_chars: i32,
    pub(super) first_chars: i32,
}

/// Properties of characters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chp {
    pub(super) bold: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// Half points; 0 where nothing says.
    pub(super) size: i32,
}

/// A text that is being read.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) place: Place,
    pub(super) items: Vec<Item>,
    /// Shows the number of the page.
    pub(super) page_number: bool,
    /// Boxes that hang at what is not whole yet.
    waiting: Vec<Item>,
    current: Current,
    cell: Vec<Para>,
    cells: Vec<Vec<Para>>,
    rows: Vec<Line<Para>>,
    /// The row that is defined, and the merging of its next cell.
    row: Row,
    merge: Merge,
    in_row: bool,
}

#[derive(Debug, Default)]
struct Current {
    text: String,
    label: String,
    bold: usize,
    all_bold: bool,
    size: i32,
    rest: bool,
    left_out: Vec<(LeftOutReason, String)>,
    /// Where in the text the last of them stands.
    left_out_at: usize,
}

impl Current {
    fn new() -> Self {
        Self { all_bold: true, ..Self::default() }
    }
}

impl Sink {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            items: Vec::new(),
            page_number: false,
            waiting: Vec::new(),
            current: Current::new(),
            cell: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            row: Row::default(),
            merge: Merge::default(),
            in_row: false,
        }
    }

    /// Adds text; what is deleted or hidden is kept apart.
    pub(super) fn text(&mut self, text: &str, chp: &Chp) {
        let current = &mut self.current;
        let left_out = match chp {
            Chp { deleted: true, .. } => Some(LeftOutReason::Deleted),
            Chp { hidden: true, .. } => Some(LeftOutReason::Hidden),
            _ => None,
        };
        if let Some(reason) = left_out {
            let at = current.text.len();
            match current.left_out.last_mut() {
                Some((last, before)) if *last == reason && current.left_out_at == at => before.push_str(text),
                _ => current.left_out.push((reason, text.to_owned())),
            }
            current.left_out_at = at;
            return;
        }
        if current.size == 0 {
            current.size = chp.size;
        }
        current.text.push_str(text);
        if !text.trim().is_empty() {
            current.all_bold &= chp.bold;
            if current.all_bold {
                current.bold = current.text.trim_end().len();
            }
        }
    }

    /// Adds to the number of the paragraph.
    pub(super) fn label(&mut self, text: &str) {
        self.current.label.push_str(text);
    }

    /// Ends a paragraph of these properties; `heading` is what its style says.
    pub(super) fn end_paragraph(&mut self, pap: &Pap, heading: Option<i32>) {
        let para = self.paragraph(pap, heading);
        if pap.in_table || self.in_row {
            self.cell.push(para);
            return;
        }
        self.end_table();
        self.items.push(Item::Para(para));
        self.items.append(&mut self.waiting);
    }

    /// The page ends, maybe within a paragraph.
    pub(super) fn end_page(&mut self, pap: &Pap, heading: Option<i32>) {
        if !self.current.text.trim().is_empty() {
            self.end_paragraph(pap, heading);
            self.current.rest = true;
        }
    }

    fn paragraph(&mut self, pap: &Pap, heading: Option<i32>) -> Para {
        const DEEPEST: u8 = 6;
        let mut current = std::mem::replace(&mut self.current, Current::new());
        let label = current.label.trim();
        let counts = label.chars().any(char::is_alphanumeric);
        let bullet = !label.is_empty() && !counts;
        if counts && !current.text.trim().is_empty() {
            let follow = if current.label.ends_with(' ') { After::Space } else { After::Tab };
            let label = format!("{label}{}", between(label, follow, &current.text));
            if current.bold > 0 {
                current.bold += label.len();
            }
            current.text.insert_str(0, &label);
        }
        let heading = pap.outline.or(heading).filter(|level| (0..9).contains(level));
        let kind = match heading.and_then(|level| u8::try_from(level + 1).ok()) {
            Some(depth) => BlockKind::Heading(depth.min(DEEPEST)),
            None if bullet => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        Para {
            kind,
            bold: current.bold,
            indent: indent(pap, current.size),
            centred: pap.centred,
            break_before: if current.rest { Break::Page } else { Break::Paragraph },
            left_out: current.left_out,
            text: current.text,
        }
    }

    /// A row is defined anew.
    pub(super) fn define_row(&mut self) {
        self.row = Row::default();
        self.merge = Merge::default();
        self.in_row = true;
    }

    /// The left edge of the row that is defined.
    pub(super) fn left_edge(&mut self, edge: i32) {
        self.row.edges.clear();
        self.row.edges.push(edge);
    }

    /// The next cell of the definition is merged.
    pub(super) fn merge_across(&mut self, value: u8) {
        self.merge.across = value;
    }

    /// The next cell of the definition is merged.
    pub(super) fn merge_down(&mut self, down: Down) {
        self.merge.down = down;
    }

    /// The next cell of the definition ends here.
    pub(super) fn right_edge(&mut self, edge: i32) {
        if self.row.edges.is_empty() {
            self.row.edges.push(0);
        }
        self.row.edges.push(edge);
        self.row.merges.push(std::mem::take(&mut self.merge));
    }

    pub(super) fn end_cell(&mut self, pap: &Pap, heading: Option<i32>) {
        let para = self.paragraph(pap, heading);
        self.cell.push(para);
        self.cells.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self) {
        self.in_row = false;
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        if !self.cells.is_empty() {
            self.rows.push(Line { cells: std::mem::take(&mut self.cells), row: Some(self.row.clone()) });
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        if !self.rows.is_empty() {
            self.items.push(Item::Table(std::mem::take(&mut self.rows)));
            self.items.append(&mut self.waiting);
        }
    }

    /// Adds a box that hangs at the current paragraph.
    pub(super) fn hang(&mut self, items: Vec<Item>) {
        self.waiting.push(Item::Box(items));
    }

    /// The text ends, with its last paragraph if that has no end of its own.
    pub(super) fn finish(&mut self, pap: &Pap, heading: Option<i32>) {
        let current = &self.current;
        if !current.text.trim().is_empty() || !current.left_out.is_empty() {
            self.end_paragraph(pap, heading);
        }
        self.end_table();
        self.items.append(&mut self.waiting);
    }
}

/// Columns of white space before the first line, two for a full-width character.
fn indent(pap: &Pap, size: i32) -> usize {
    /// Twelve points, in half points, where nothing says.
    const SIZE: i32 = 24;
    let size = if size > 0 { size } else { SIZE };
    // A half point is ten twentieths, a column half a character.
    let part =
        |chars: i32, length: i32| if chars == 0 { length / size.saturating_mul(5) } else { chars / 50 };
    let columns = part(pap.left_chars, pap.left).saturating_add(part(pap.first_chars, pap.first));
    usize::try_from(columns).unwrap_or(0)
}
