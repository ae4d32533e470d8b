//! A story: the body, the notes, the comments, a header or footer. One pass over its tokens; what is open is kept on
//! stacks of its own, so that no nesting of a file can exhaust the one of the machine.

use gongwen::block::{BlockKind, LeftOutReason, Origin};

use super::field::{Fields, is_page};
use super::format::{ParagraphFormat, RunFormat};
use super::numbering::Lists;
use super::open::{Aside, Carried, Element, Level, Merge, Open, Run};
use super::style::Styles;
use crate::builder::{Builder, Paragraph};
use crate::error::Fault;
use crate::grid::Table;
use crate::limits::Budget;
use crate::xml::{Tag, Token, Xml};

/// Which story it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Notes,
    Comments,
    /// A header or footer.
    Margin,
}

/// What all stories of a document have in common.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) builder: Builder,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) tables: u32,
}

/// A story that is being read.
pub(super) struct Story<'s> {
    pub(super) shared: &'s mut Shared,
    pub(super) kind: Kind,
    /// Name of its part.
    pub(super) part: &'s str,
    pub(super) elements: Vec<Element>,
    pub(super) levels: Vec<Level>,
    pub(super) runs: Vec<Run>,
    pub(super) fields: Fields,
    /// Characters of the open `t`.
    pub(super) text: String,
    pub(super) deleted: u32,
    pub(super) hidden: u32,
    pub(super) aside: Option<Aside>,
    pub(super) carried: Option<Carried>,
    pub(super) paragraphs: u32,
    pub(super) notes: u32,
    /// Bytes of text that were met, shown or not.
    pub(super) met: u64,
    /// Paragraphs that are none of the text, and whether they are page numbers.
    pub(super) margin: Vec<(bool, String)>,
}

impl<'s> Story<'s> {
    pub(super) fn new(shared: &'s mut Shared, kind: Kind, part: &'s str) -> Self {
        Self {
            shared,
            kind,
            part,
            elements: Vec::new(),
            levels: Vec::new(),
            runs: Vec::new(),
            fields: Fields::default(),
            text: String::new(),
            deleted: 0,
            hidden: 0,
            aside: None,
            carried: None,
            paragraphs: 0,
            notes: 0,
            met: 0,
            margin: Vec::new(),
        }
    }

    /// Reads the part; `false` where it is cut.
    pub(super) fn read(&mut self, bytes: &[u8], budget: &mut Budget) -> Result<bool, Fault> {
        let mut xml = Xml::new(bytes);
        loop {
            match xml.next(budget)? {
                Token::Open(tag) => self.open(&tag, &mut xml, budget)?,
                Token::Close => self.close(),
                Token::Text(text) => {
                    if let Some(Element::Text { .. } | Element::Instruction) = self.elements.last() {
                        self.text.push_str(&text);
                    }
                }
                Token::End { .. } => break,
            }
        }
        while !self.elements.is_empty() {
            self.close();
        }
        self.end_of_scope();
        Ok(!xml.is_cut())
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, budget: &mut Budget) -> Result<(), Fault> {
        let element = match tag.name() {
            "p" => {
                self.open_paragraph();
                Element::Paragraph
            }
            "r" | "fld" => {
                let run = self.paragraph().map(|open| Run {
                    bold: open.style_bold,
                    hidden: open.style_hidden,
                    size: None,
                });
                self.runs.push(run.unwrap_or_default());
                Element::Run
            }
            "t" | "delText" => Element::Text { keep: keeps_space(tag) },
            "instrText" | "delInstrText" => Element::Instruction,
            "pPr" | "rPr" | "tcPr" | "trPr" => return self.properties(tag, xml, budget),
            "del" | "moveFrom" => {
                self.deleted += 1;
                Element::Deleted
            }
            "rt" => {
                self.hidden += 1;
                Element::Hidden
            }
            "tbl" => {
                self.open_table();
                Element::Table
            }
            "tr" => {
                if let Some(table) = self.table() {
                    table.row();
                }
                Element::Row { deleted: false }
            }
            "tc" => {
                budget.cell()?;
                if let Some(table) = self.table() {
                    table.open(1, 1);
                }
                Element::Cell { merge: Merge::No, deleted: false }
            }
            "txbxContent" => {
                let outer = self.elements.iter().all(|element| !matches!(element, Element::Box { .. }));
                if outer {
                    self.shared.lists.change_place();
                }
                Element::Box {
                    fields: std::mem::take(&mut self.fields),
                    runs: std::mem::take(&mut self.runs),
                    outer,
                }
            }
            "AlternateContent" => Element::Alternatives(self.met),
            "Choice" | "Fallback" => {
                // One of them is to be seen: the first that says anything.
                if matches!(self.elements.last(), Some(Element::Alternatives(met)) if *met < self.met) {
                    return xml.skip(budget);
                }
                Element::Other
            }
            "footnote" | "endnote" | "comment" => {
                // Lines between text and notes are notes by their form.
                if tag.attribute("type").is_some_and(|kind| kind != "normal") {
                    return xml.skip(budget);
                }
                self.notes += 1;
                self.paragraphs = 0;
                Element::Note
            }
            "sectPr" | "tblPr" | "tblPrEx" | "tblGrid" | "sdtPr" | "sdtEndPr" | "rubyPr" | "ffData"
            | "fldData" | "binData" | "numberingChange" => return xml.skip(budget),
            name => {
                self.sign(name, tag);
                Element::Other
            }
        };
        self.elements.push(element);
        Ok(())
    }

    /// Elements that are a character, or the border of a field.
    fn sign(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "tab" | "ptab" => self.tab(),
            // A page or column that the writer ends begins a new line.
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "sym" => {
                let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => {
                    let page = self.fields.separate();
                    self.mark_page(page);
                }
                Some("end") => {
                    if let Some(text) = self.fields.end() {
                        self.push(&text);
                    }
                }
                _ => {}
            },
            "fldSimple" => {
                let page = tag.attribute("instr").is_some_and(|instruction| is_page(&instruction));
                self.mark_page(page);
            }
            "pgNum" => self.mark_page(true),
            // Words that are drawn.
            "textpath" => {
                if let Some(text) = tag.attribute("string") {
                    self.met += text.len() as u64;
                    let origin = self.origin();
                    self.deliver(Paragraph::new(BlockKind::Paragraph, text, origin));
                }
            }
            "altChunk" => {
                let what = format!("{}: it holds another document, which is not read", self.part);
                self.shared.builder.damaged(&what);
            }
            _ => {}
        }
    }

    /// A tab sets the first line in; between words it is a distance like any other.
    fn tab(&mut self) {
        let leading = self.paragraph().is_some_and(|open| open.text.is_empty());
        self.push(if leading { "\t" } else { " " });
    }

    fn properties(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, budget: &Budget) -> Result<(), Fault> {
        match (tag.name(), self.elements.last_mut()) {
            ("pPr", Some(Element::Paragraph)) => {
                let format = ParagraphFormat::read(xml, budget)?;
                if let Some(open) = self.paragraph() {
                    open.own = format;
                }
                self.settle();
            }
            ("rPr", Some(Element::Run)) => {
                let format = RunFormat::read(xml, budget)?;
                self.format_run(&format);
            }
            ("tcPr", Some(Element::Cell { .. })) => self.format_cell(xml, budget)?,
            ("trPr", Some(Element::Row { .. })) => self.format_row(xml, budget)?,
            _ => xml.skip(budget)?,
        }
        Ok(())
    }

    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.close_paragraph(),
            Some(Element::Run) => {
                self.runs.pop();
            }
            Some(Element::Text { keep }) => {
                let text = std::mem::take(&mut self.text);
                let text = if keep { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                // A line end in the text of a run is a space.
                if text.contains(['\n', '\r']) {
                    self.push(&text.replace(['\n', '\r'], " "));
                } else {
                    self.push(text);
                }
            }
            Some(Element::Instruction) => {
                let text = std::mem::take(&mut self.text);
                self.fields.instruct(&text);
            }
            Some(Element::Deleted) => {
                self.deleted -= 1;
                self.end_aside();
            }
            Some(Element::Hidden) => self.hidden -= 1,
            Some(Element::Table) => self.close_table(),
            Some(Element::Row { deleted }) => self.deleted -= u32::from(deleted),
            Some(Element::Cell { merge, deleted }) => {
                self.end_of_scope();
                self.deleted -= u32::from(deleted);
                self.hidden -= u32::from(merge == Merge::Covered);
                if let Some(table) = self.table() {
                    table.close(match merge {
                        Merge::No => Some(false),
                        Merge::Starts => Some(true),
                        Merge::Covered => None,
                    });
                }
            }
            Some(Element::Box { fields, runs, outer }) => {
                self.end_of_scope();
                if outer {
                    self.shared.lists.change_place();
                }
                self.fields = fields;
                self.runs = runs;
            }
            Some(Element::Note) => {
                self.end_of_scope();
                self.end_note();
            }
            Some(Element::Other | Element::Alternatives(_)) | None => {}
        }
    }

    /// The innermost paragraph, where nothing else is open in it.
    pub(super) fn paragraph(&mut self) -> Option<&mut Open> {
        match self.levels.last_mut() {
            Some(Level::Paragraph(open)) => Some(open),
            _ => None,
        }
    }

    /// The innermost table, where nothing else is open in it.
    pub(super) fn table(&mut self) -> Option<&mut Table> {
        match self.levels.last_mut() {
            Some(Level::Table(table)) => Some(table),
            _ => None,
        }
    }

    fn mark_page(&mut self, page: bool) {
        if let Some(open) = self.paragraph() {
            open.page |= page;
        }
    }

    /// What a comment says is left out as one.
    fn end_note(&mut self) {
        if self.kind == Kind::Comments {
            let lines: Vec<String> = self.margin.drain(..).map(|(_, text)| text).collect();
            let origin = self.origin_at(format!("comment[{}]", self.notes));
            self.shared.builder.left_out(LeftOutReason::Comment, &lines.join("\n"), origin);
        }
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin_of(self.paragraphs)
    }

    /// Where the paragraph `number` of this story stands.
    pub(super) fn origin_of(&self, number: u32) -> Origin {
        let table = self.levels.iter().find_map(|level| match level {
            Level::Table(table) => Some(table.place()),
            Level::Paragraph(_) => None,
        });
        let place = table.unwrap_or_else(|| format!("p[{number}]"));
        self.origin_at(if self.notes > 0 { format!("note[{}]/{place}", self.notes) } else { place })
    }

    pub(super) fn origin_at(&self, element: String) -> Origin {
        let mut origin = Origin::default();
        origin.part = Some(self.part.to_owned());
        origin.element = Some(element);
        origin
    }
}

/// Whether white space at the ends of a text counts: in text of Word only where it says so, elsewhere always.
fn keeps_space(tag: &Tag<'_>) -> bool {
    !tag.full_name().starts_with("w:") || tag.attribute("space").is_some_and(|value| value == "preserve")
}
