//! Rich Text Format (1.9.1), by a reader of its own.
//!
//! The library that was tried first (`rtf-parser-tt` 0.6) gives runs of text: cells come as tabs and rows as line
//! feeds, so that tables, and what is merged in them, are gone; outline levels and styles of headings are not told;
//! deleted words stand among the others; one wrong byte fails the whole file. The language is small enough to read here.
//!
//! | module | what it does |
//! |---|---|
//! | `token` | bytes to groups, words and text |
//! | `charset` | bytes of text to characters, by their font |
//! | `reader` | groups and what their text is |
//! | `sink` | paragraphs and rows |
//!
//! Numbers of lists are those that the writer of the file left beside its lists for readers without lists
//! (`\listtext`), which all writers do; the list tables are not read. Formulas and embedded objects have no text here.

mod charset;
mod reader;
mod sink;
mod token;

use gongwen::block::{BlockKind, Document, Format, LeftOutReason, Origin};

use crate::builder::{Builder, Paragraph};
use crate::edges;
use crate::error::Fault;
use crate::heads::Heads;
use crate::limits::Budget;
use reader::Reader;
use sink::{Item, Para};

/// Reads a file.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Document, Fault> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !start.starts_with(b"{\\rt") {
        return Err(Fault::damaged("its first bytes", "which are not those of Rich Text ({\\rtf)"));
    }
    let found = Reader::new(start).read(budget)?;
    let mut writer = Writer { builder: Builder::new(Format::Rtf), paragraphs: 0, tables: 0, boxes: 0 };
    writer.items(found.body, "", budget)?;
    writer.builder.notes();
    for (index, note) in found.notes.into_iter().enumerate() {
        writer.paragraphs = 0;
        writer.items(note, &format!("footnote[{}]/", index + 1), budget)?;
    }
    let mut heads = Heads::default();
    for (items, numbered) in found.heads {
        for text in texts(items) {
            let numbered = numbered && !text.chars().any(char::is_alphabetic);
            heads.leave_out(&mut writer.builder, &text, numbered, origin("header".to_owned()));
        }
    }
    for text in found.comments.into_iter().flat_map(texts) {
        writer.builder.left_out(LeftOutReason::Comment, &text, origin("annotation".to_owned()));
    }
    if found.cut {
        writer.builder.damaged("groups do not end where they should: the file is cut or changed");
    }
    let replaced = writer.replaced();
    if replaced > 0 {
        writer.builder.damaged(&format!("{replaced} bytes are no text in the code page of their font"));
    }
    Ok(writer.builder.finish())
}

fn origin(element: String) -> Origin {
    let mut origin = Origin::default();
    origin.element = Some(element);
    origin
}

/// Puts the items into a document.
struct Writer {
    builder: Builder,
    paragraphs: usize,
    tables: u32,
    boxes: usize,
}

impl Writer {
    fn items(&mut self, items: Vec<Item>, within: &str, budget: &mut Budget) -> Result<(), Fault> {
        for item in items {
            match item {
                Item::Para(para) => {
                    self.paragraphs += 1;
                    self.push(para, None, format!("{within}p[{}]", self.paragraphs));
                }
                Item::Table(rows) => {
                    budget.time()?;
                    for filled in edges::fill(rows, self.tables, budget)? {
                        let cell = filled.cell;
                        let place = format!(
                            "{within}tbl[{}]/tr[{}]/tc[{}]",
                            cell.table + 1,
                            cell.row + 1,
                            cell.column + 1
                        );
                        for para in filled.paragraphs {
                            self.push(para, Some(BlockKind::Cell(cell)), place.clone());
                        }
                    }
                    self.tables += 1;
                }
                Item::Box(items) => {
                    self.boxes += 1;
                    let outer = std::mem::take(&mut self.paragraphs);
                    // As deep as groups are, which is bounded.
                    self.items(items, &format!("{within}box[{}]/", self.boxes), budget)?;
                    self.paragraphs = outer;
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, para: Para, kind: Option<BlockKind>, element: String) {
        let origin = origin(element);
        for (reason, text) in &para.left_out {
            self.builder.left_out(*reason, text, origin.clone());
        }
        self.builder.push(&Paragraph {
            kind: kind.unwrap_or(para.kind),
            text: para.text,
            break_before: para.break_before,
            bold: para.bold,
            indent: para.indent,
            centred: para.centred,
            origin,
        });
    }

    /// How many characters stand for bytes that are no text.
    fn replaced(&self) -> usize {
        self.builder.text().matches('\u{fffd}').count()
    }
}

/// The paragraphs of a text, its tables included.
fn texts(items: Vec<Item>) -> Vec<String> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Para(para) => found.push(para.text.trim().to_owned()),
            Item::Table(rows) => {
                let cells = rows.into_iter().flat_map(|row| row.cells).flatten();
                found.extend(cells.map(|para| para.text.trim().to_owned()));
            }
            Item::Box(items) => found.extend(texts(items)),
        }
    }
    found.retain(|text| !text.is_empty());
    found
}
