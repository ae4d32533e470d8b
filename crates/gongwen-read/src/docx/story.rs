//! A story: the body, the notes, the comments, a header or footer. One pass over its tokens; what is open is kept on
//! stacks of its own, so that no nesting of a file can exhaust the one of the machine.

use gongwen::block::{BlockKind, LeftOutReason, Origin};

use super::field::{Fields, is_page};
use super::format::{ParagraphFormat, RunFormat, number};
use super::numbering::{Lists, Mark};
use super::open::{Aside, Carried, Element, Level, Merge, Open, Run};
use super::style::{Styles, depth};
use crate::builder::{Builder, Paragraph};
use crate::error::Fault;
use crate::grid::Table;
use crate::limits::Budget;
use crate::numeral::between;
use crate::xml::{Tag, Token, Xml};

/// Size of text that nothing sets, in half-points: 五号, that of Word's new documents.
const SIZE: i64 = 21;

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
    shared: &'s mut Shared,
    kind: Kind,
    /// Name of its part.
    part: &'s str,
    elements: Vec<Element>,
    levels: Vec<Level>,
    runs: Vec<Run>,
    fields: Fields,
    /// Characters of the open `t`.
    text: String,
    deleted: u32,
    hidden: u32,
    aside: Option<Aside>,
    carried: Option<Carried>,
    paragraphs: u32,
    notes: u32,
    /// Bytes of text that were met, shown or not.
    met: u64,
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
            "txbxContent" => Element::Box(std::mem::take(&mut self.fields), std::mem::take(&mut self.runs)),
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
                    if self.fields.separate() {
                        self.mark_page();
                    }
                }
                Some("end") => {
                    if let Some(text) = self.fields.end() {
                        self.push(&text);
                    }
                }
                _ => {}
            },
            "fldSimple" if tag.attribute("instr").is_some_and(|instruction| is_page(&instruction)) => {
                self.mark_page();
            }
            "pgNum" => self.mark_page(),
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

    fn format_run(&mut self, format: &RunFormat) {
        let (mut bold, mut hidden, mut size) = (false, false, None);
        if let Some(style) = &format.style {
            let style = self.shared.styles.run(style);
            (bold, hidden, size) = (style.bold, style.hidden, style.size);
        }
        if let Some(run) = self.runs.last_mut() {
            // Styles of a paragraph and of a run that are both bold undo one another (17.7.3).
            run.bold = format.bold.unwrap_or(run.bold != bold);
            run.hidden = format.hidden.unwrap_or(run.hidden != hidden);
            run.size = format.size.or(size);
        }
    }

    fn format_cell(&mut self, xml: &mut Xml<'_>, budget: &Budget) -> Result<(), Fault> {
        let (mut merges, mut goes_on, mut gone) = (false, false, false);
        let mut columns = 1;
        let depth = xml.depth();
        while let Some(tag) = xml.next_in(depth, budget)? {
            match tag.name() {
                "gridSpan" => {
                    columns = number(&tag, "val").and_then(|val| u32::try_from(val).ok()).unwrap_or(1)
                }
                "vMerge" => {
                    merges = true;
                    goes_on = tag.attribute("val").is_none_or(|value| value == "continue");
                }
                "cellDel" => gone = true,
                "tcPrChange" => xml.skip(budget)?,
                _ => {}
            }
        }
        let Some(table) = self.table() else { return Ok(()) };
        table.widen(columns);
        let covered = goes_on && table.goes_on();
        // What stands in a covered cell is not shown.
        self.hidden += u32::from(covered);
        self.deleted += u32::from(gone);
        if let Some(Element::Cell { merge, deleted }) = self.elements.last_mut() {
            *deleted = gone;
            *merge = match (covered, merges) {
                (true, _) => Merge::Covered,
                (false, true) => Merge::Starts,
                (false, false) => Merge::No,
            };
        }
        Ok(())
    }

    fn format_row(&mut self, xml: &mut Xml<'_>, budget: &Budget) -> Result<(), Fault> {
        let depth = xml.depth();
        while let Some(tag) = xml.next_in(depth, budget)? {
            match tag.name() {
                "gridBefore" => {
                    let columns = number(&tag, "val").and_then(|val| u32::try_from(val).ok()).unwrap_or(0);
                    if let Some(table) = self.table() {
                        table.pass(columns);
                    }
                }
                "del" => {
                    if let Some(Element::Row { deleted: deleted @ false }) = self.elements.last_mut() {
                        *deleted = true;
                        self.deleted += 1;
                    }
                }
                "trPrChange" => xml.skip(budget)?,
                _ => {}
            }
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
            Some(Element::Box(fields, runs)) => {
                self.end_of_scope();
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
    fn paragraph(&mut self) -> Option<&mut Open> {
        match self.levels.last_mut() {
            Some(Level::Paragraph(open)) => Some(open),
            _ => None,
        }
    }

    /// The innermost table, where nothing else is open in it.
    fn table(&mut self) -> Option<&mut Table> {
        match self.levels.last_mut() {
            Some(Level::Table(table)) => Some(table),
            _ => None,
        }
    }

    fn mark_page(&mut self) {
        if let Some(open) = self.paragraph() {
            open.page = true;
        }
    }

    fn open_paragraph(&mut self) {
        if self.levels.is_empty() {
            self.paragraphs += 1;
        }
        let carried = self.carried.take().unwrap_or(Carried { text: String::new(), bold: 0 });
        let number = self.paragraphs;
        let open = Open { text: carried.text, bold: carried.bold, number, ..Open::default() };
        self.levels.push(Level::Paragraph(Box::new(open)));
    }

    /// Finds what the style and the list of a paragraph say, and counts it.
    fn settle(&mut self) {
        let Some(Level::Paragraph(open)) = self.levels.last_mut() else { return };
        if std::mem::replace(&mut open.settled, true) {
            return;
        }
        let Shared { styles, lists, .. } = &mut *self.shared;
        let (bold, hidden, size) = {
            let defaults = styles.defaults();
            (defaults.bold == Some(true), defaults.hidden == Some(true), defaults.size)
        };
        let style = styles.paragraph(open.own.style.as_deref());
        open.style_bold = style.bold || bold;
        open.style_hidden = style.hidden || hidden;
        open.size = style.size.or(size);
        open.heading = open.own.outline.map_or(style.heading, |level| depth(Some(level)));
        open.centred = open.own.centred.unwrap_or(style.centred);
        let place = lists.place(&open.own, style);
        let of_list = place.map(|place| lists.indent(place)).unwrap_or_default();
        // A list that the paragraph names stands above its style, one of the style below.
        let below =
            if open.own.list.is_some() { of_list.over(style.indent) } else { style.indent.over(of_list) };
        open.indent = open.own.indent.over(below);
        if self.deleted == 0 && self.hidden == 0 && !open.own.mark.gone {
            open.mark = place.and_then(|place| lists.count(place));
        }
    }

    fn close_paragraph(&mut self) {
        self.settle();
        self.end_aside();
        self.fields.end_paragraph();
        let Some(Level::Paragraph(mut open)) = self.levels.pop() else { return };
        if let Some(Mark::Label { text: mut label, after }) =
            open.mark.take_if(|mark| matches!(mark, Mark::Label { .. }))
        {
            label.push_str(between(&label, after, &open.text));
            if open.bold > 0 {
                open.bold += label.len();
            }
            open.text.insert_str(0, &label);
        }
        let boxes = std::mem::take(&mut open.boxes);
        if open.own.mark.gone || open.own.mark.hidden == Some(true) {
            self.carried = (!open.text.is_empty()).then_some(Carried { text: open.text, bold: open.bold });
        } else if !open.text.trim().is_empty() {
            self.shown(*open);
        }
        for paragraph in boxes {
            self.deliver(paragraph);
        }
    }

    fn shown(&mut self, open: Open) {
        if self.kind == Kind::Margin && self.levels.is_empty() {
            self.margin.push((open.page, open.text));
            return;
        }
        let kind = match (open.heading, open.mark) {
            (Some(depth), _) => BlockKind::Heading(depth),
            (None, Some(Mark::Bullet)) => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        let mut paragraph = Paragraph::new(kind, open.text, self.origin_of(open.number));
        paragraph.bold = open.bold;
        paragraph.indent = open.indent.columns(open.size.unwrap_or(SIZE));
        paragraph.centred = open.centred;
        self.deliver(paragraph);
    }

    fn open_table(&mut self) {
        self.end_of_scope();
        let nested = self.levels.iter().any(|level| matches!(level, Level::Table(_)));
        self.levels.push(Level::Table(Table::new(self.shared.tables)));
        self.shared.tables += u32::from(!nested);
    }

    fn close_table(&mut self) {
        self.end_of_scope();
        let Some(Level::Table(table)) = self.levels.pop() else { return };
        let nested = self.levels.iter().any(|level| matches!(level, Level::Table(_)));
        for paragraph in if nested { table.lines() } else { table.finish() } {
            self.deliver(paragraph);
        }
    }

    /// Hands a paragraph to what it stands in.
    fn deliver(&mut self, paragraph: Paragraph) {
        match self.levels.last_mut() {
            Some(Level::Paragraph(open)) => open.boxes.push(paragraph),
            Some(Level::Table(table)) => table.push(paragraph),
            None if matches!(self.kind, Kind::Body | Kind::Notes) => self.shared.builder.push(&paragraph),
            None => self.margin.push((false, paragraph.text)),
        }
    }

    /// Text that stands here.
    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.met += text.len() as u64;
        let run = self.runs.last().cloned().unwrap_or_default();
        if self.deleted > 0 {
            self.leave_out(LeftOutReason::Deleted, text);
        } else if self.hidden > 0 || run.hidden || !self.fields.shows() {
            self.leave_out(LeftOutReason::Hidden, text);
        } else {
            self.end_aside();
            if let Some(open) = self.paragraph() {
                open.push(text, &run);
            } else {
                let origin = self.origin();
                self.deliver(Paragraph::new(BlockKind::Paragraph, text, origin));
            }
        }
    }

    fn leave_out(&mut self, reason: LeftOutReason, text: &str) {
        if let Some(aside) = self.aside.as_mut().filter(|aside| aside.reason == reason) {
            aside.text.push_str(text);
            return;
        }
        self.end_aside();
        self.aside = Some(Aside { reason, text: text.to_owned() });
    }

    fn end_aside(&mut self) {
        if let Some(aside) = self.aside.take() {
            let origin = self.origin();
            self.shared.builder.left_out(aside.reason, &aside.text, origin);
        }
    }

    /// The end of what holds paragraphs: text that waits for the next one is one of its own.
    fn end_of_scope(&mut self) {
        self.end_aside();
        if let Some(carried) = self.carried.take() {
            let mut paragraph = Paragraph::new(BlockKind::Paragraph, carried.text, self.origin());
            paragraph.bold = carried.bold;
            self.deliver(paragraph);
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

    fn origin(&self) -> Origin {
        self.origin_of(self.paragraphs)
    }

    /// Where the paragraph `number` of this story stands.
    fn origin_of(&self, number: u32) -> Origin {
        let table = self.levels.iter().find_map(|level| match level {
            Level::Table(table) => Some(table.place()),
            Level::Paragraph(_) => None,
        });
        let place = table.unwrap_or_else(|| format!("p[{number}]"));
        self.origin_at(if self.notes > 0 { format!("note[{}]/{place}", self.notes) } else { place })
    }

    fn origin_at(&self, element: String) -> Origin {
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
