//! The text of a part, in one pass over its tokens. What is open is kept on stacks of its own, so that no nesting of
//! a file can exhaust the one of the machine.

use gongwen::block::{LeftOutReason, Origin};

use super::list::{Lists, Mark};
use super::style::{Family, Styles};
use crate::builder::{Builder, Paragraph};
use crate::error::Fault;
use crate::grid::Table;
use crate::limits::Budget;
use crate::xml::{Tag, Token, Xml};

/// Characters of a name in a message.
const NAME: usize = 100;
/// Spaces that one element stands for.
const SPACES: usize = 256;

/// An element that is open, and what its end does.
#[derive(Debug)]
enum Element {
    Other,
    Paragraph,
    Span,
    List,
    Table,
    Row { repeated: u32 },
    Cell { columns: u32 },
    Covered { columns: u32 },
    Hidden,
    Aside,
    Note,
}

/// What paragraphs stand in.
#[derive(Debug)]
pub(super) enum Level {
    Paragraph(Box<Open>),
    Table(Table),
    /// Left out as a whole.
    Aside(LeftOutReason, Vec<String>),
    Note,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) text: String,
    pub(super) bold: usize,
    /// White space here is none: some stands before it, or nothing at all.
    pub(super) after_space: bool,
    pub(super) style: Option<String>,
    pub(super) outline: Option<u8>,
    pub(super) mark: Option<Mark>,
    pub(super) page: bool,
    pub(super) number: u32,
    pub(super) hidden: String,
    pub(super) boxes: Vec<Paragraph>,
}

/// How text looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) bold: bool,
    pub(super) hidden: bool,
}

/// A text that is being read.
pub(super) struct Story<'s> {
    pub(super) builder: &'s mut Builder,
    pub(super) styles: &'s mut Styles,
    pub(super) part: &'static str,
    /// Paragraphs in no other place are heads and feet of pages.
    pub(super) margin: bool,
    pub(super) lists: Lists,
    elements: Vec<Element>,
    pub(super) levels: Vec<Level>,
    pub(super) runs: Vec<Run>,
    pub(super) hidden: u32,
    /// Levels in which nothing is counted.
    pub(super) asides: u32,
    pub(super) paragraphs: u32,
    pub(super) tables: u32,
    pub(super) notes: Vec<Paragraph>,
    pub(super) note: u32,
    pub(super) lines: Vec<(bool, String)>,
}

impl<'s> Story<'s> {
    pub(super) fn new(
        builder: &'s mut Builder,
        styles: &'s mut Styles,
        part: &'static str,
        margin: bool,
    ) -> Self {
        Self {
            builder,
            styles,
            part,
            margin,
            lists: Lists::default(),
            elements: Vec::new(),
            levels: Vec::new(),
            runs: Vec::new(),
            hidden: 0,
            asides: 0,
            paragraphs: 0,
            tables: 0,
            notes: Vec::new(),
            note: 0,
            lines: Vec::new(),
        }
    }

    /// Reads what is in the element that was opened last.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, budget: &mut Budget) -> Result<(), Fault> {
        let outside = xml.depth().saturating_sub(1);
        loop {
            match xml.next(budget)? {
                Token::Open(tag) => self.open(&tag, xml, budget)?,
                Token::Close if xml.depth() <= outside => break,
                Token::Close => self.close(),
                Token::Text(text) => self.text(&text),
                Token::End { .. } => break,
            }
        }
        while !self.elements.is_empty() {
            self.close();
        }
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            self.builder.notes();
        }
        for note in notes {
            self.builder.push(&note);
        }
        Ok(())
    }

    /// Lines of heads and feet, and whether each is a page number.
    pub(super) fn into_lines(self) -> Vec<(bool, String)> {
        self.lines
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, budget: &mut Budget) -> Result<(), Fault> {
        let element = match tag.name() {
            "p" | "h" => {
                self.open_paragraph(tag);
                Element::Paragraph
            }
            "span" => {
                let run = self.runs.last().copied().unwrap_or_default();
                let style = self.styles.resolve(Family::Text, tag.attribute("style-name"));
                self.runs
                    .push(Run { bold: style.bold.unwrap_or(run.bold), hidden: style.hidden || run.hidden });
                Element::Span
            }
            "list" | "numbered-paragraph" => {
                self.open_list(tag);
                Element::List
            }
            "list-item" | "list-header" => {
                self.lists.item(tag);
                Element::Other
            }
            "table" => {
                let nested = self.in_table();
                self.levels.push(Level::Table(Table::new(self.tables)));
                self.tables += u32::from(!nested);
                Element::Table
            }
            "table-row" => {
                if let Some(table) = self.table() {
                    table.row();
                }
                Element::Row { repeated: count(tag, "number-rows-repeated") }
            }
            "table-cell" | "covered-table-cell" => self.open_cell(tag, budget)?,
            "note-body" => {
                self.note += 1;
                self.levels.push(Level::Note);
                self.asides += 1;
                Element::Note
            }
            "annotation" => self.aside(LeftOutReason::Comment),
            "deletion" => self.aside(LeftOutReason::Deleted),
            "ruby-text" | "hidden-text" => self.hide(),
            "section" if tag.attribute("display").is_some_and(|display| display == "none") => self.hide(),
            // When a comment was made; a date in the text is text:date.
            "date" if tag.full_name() == "dc:date" => return xml.skip(budget),
            name if is_unseen(name) => return xml.skip(budget),
            name => {
                self.sign(name, tag);
                Element::Other
            }
        };
        self.elements.push(element);
        Ok(())
    }

    /// Elements that are characters.
    fn sign(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(SPACES)));
            }
            // A tab sets the first line in; between words it is a distance like any other.
            "tab" => {
                let leading =
                    matches!(self.levels.last(), Some(Level::Paragraph(open)) if open.text.is_empty());
                self.push(if leading { "\t" } else { " " });
            }
            "line-break" => self.push("\n"),
            "object" => {
                if let Some(place) = tag.attribute("href") {
                    let place: String = place.chars().take(NAME).collect();
                    self.builder.damaged(&format!("{place}: an object, whose text is not read"));
                }
            }
            "page-number" | "page-count" => {
                if let Some(Level::Paragraph(open)) = self.levels.last_mut() {
                    open.page = true;
                }
            }
            _ => {}
        }
    }

    fn hide(&mut self) -> Element {
        self.hidden += 1;
        Element::Hidden
    }

    fn aside(&mut self, reason: LeftOutReason) -> Element {
        self.levels.push(Level::Aside(reason, Vec::new()));
        self.asides += 1;
        Element::Aside
    }

    fn open_list(&mut self, tag: &Tag<'_>) {
        self.lists.open(tag);
        if tag.name() == "numbered-paragraph" {
            let level: usize = tag.attribute("level").and_then(|level| level.parse().ok()).unwrap_or(1);
            self.lists.at_level(level, tag);
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>, budget: &mut Budget) -> Result<Element, Fault> {
        budget.cell()?;
        let columns = count(tag, "number-columns-repeated");
        let covered = tag.name() == "covered-table-cell";
        let (wide, high) = (count(tag, "number-columns-spanned"), count(tag, "number-rows-spanned"));
        if let Some(table) = self.table() {
            table.open(wide, high);
        }
        // What stands in a covered cell is not shown.
        self.hidden += u32::from(covered);
        Ok(if covered { Element::Covered { columns } } else { Element::Cell { columns } })
    }

    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.close_paragraph(),
            Some(Element::Span) => {
                self.runs.pop();
            }
            Some(Element::List) => self.lists.close(),
            Some(Element::Table) => self.close_table(),
            Some(Element::Row { repeated }) => {
                if let Some(table) = self.table() {
                    table.pass_rows(repeated - 1);
                }
            }
            Some(Element::Cell { columns }) => {
                if let Some(table) = self.table() {
                    table.pass(columns);
                }
            }
            Some(Element::Covered { columns }) => {
                self.hidden -= 1;
                if let Some(table) = self.table() {
                    table.pass(columns);
                }
            }
            Some(Element::Hidden) => self.hidden -= 1,
            Some(Element::Aside) => {
                self.asides -= 1;
                if let Some(Level::Aside(reason, lines)) = self.levels.pop() {
                    let origin = self.origin(self.paragraphs);
                    self.builder.left_out(reason, &lines.join("\n"), origin);
                }
            }
            Some(Element::Note) => {
                self.asides -= 1;
                self.levels.pop();
            }
            Some(Element::Other) | None => {}
        }
    }

    pub(super) fn in_table(&self) -> bool {
        self.levels.iter().any(|level| matches!(level, Level::Table(_)))
    }

    /// The innermost table, where nothing else is open in it.
    fn table(&mut self) -> Option<&mut Table> {
        match self.levels.last_mut() {
            Some(Level::Table(table)) => Some(table),
            _ => None,
        }
    }

    fn close_table(&mut self) {
        let Some(Level::Table(table)) = self.levels.pop() else { return };
        for paragraph in if self.in_table() { table.lines() } else { table.finish() } {
            self.deliver(paragraph);
        }
    }

    /// Where the paragraph `number` stands.
    pub(super) fn origin(&self, number: u32) -> Origin {
        let table = self.levels.iter().find_map(|level| match level {
            Level::Table(table) => Some(table.place()),
            _ => None,
        });
        let place = table.unwrap_or_else(|| format!("p[{number}]"));
        let noted = self.levels.iter().any(|level| matches!(level, Level::Note));
        let mut origin = Origin::default();
        origin.part = Some(self.part.to_owned());
        origin.element = Some(if noted { format!("{place}/note[{}]", self.note) } else { place });
        origin
    }
}

/// How often or how far: at least once.
fn count(tag: &Tag<'_>, name: &str) -> u32 {
    tag.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// Elements whose text is none of the page's.
fn is_unseen(name: &str) -> bool {
    name.ends_with("-source")
        || name.ends_with("-decls")
        || matches!(
            name,
            "note-citation"
                | "number"
                | "change-info"
                | "creator"
                | "date-string"
                | "creator-initials"
                | "initials"
                | "forms"
                | "event-listeners"
                | "script"
                | "title"
                | "desc"
                | "binary-data"
                | "enhanced-geometry"
                | "user-defined"
        )
}
