//! Pages in order, into a document.

use gongwen::block::{BlockKind, Break, LeftOutReason, Origin};
use gongwen::part::opens_closing;

use crate::builder::{Builder, Paragraph};
use crate::error::Fault;
use crate::limits::Budget;
use crate::page::column::{Strip, strips};
use crate::page::furniture::is_number_alone;
use crate::page::furniture::{Sheet, furniture};
use crate::page::grid::{Grid, tables};
use crate::page::line::{Line, Row, lines, rows};
use crate::page::margin::{Margins, Measures};
use crate::page::note::{self, take_notes};
use crate::page::paragraph::{Placed, Step, step};
use crate::page::table::Table;
use crate::page::turn::{Stray, set_upright};
use crate::page::{Frame, Glyph, Page, Turn};

/// A page taken apart.
#[derive(Debug)]
struct Sorted {
    page: Page,
    items: Vec<Item>,
    strays: Vec<Stray>,
    notes: Vec<Line>,
}

/// What stands on a page, from the top down.
#[derive(Debug)]
enum Item {
    Strip(Strip),
    Table(Grid),
}

/// Reads pages into a document.
pub(crate) fn lay_out(mut pages: Vec<Page>, builder: &mut Builder, budget: &mut Budget) -> Result<(), Fault> {
    take_watermarks(&mut pages, builder);
    let mut sorted = Vec::with_capacity(pages.len());
    for mut page in pages {
        budget.time()?;
        builder.left_out(LeftOutReason::Hidden, &page.take_outside(), on_page(page.number));
        sorted.push(sort(page));
    }
    take_furniture(&mut sorted, builder);
    let width = sorted.first().map_or(0.0, |sorted| sorted.page.width);
    let measures = Measures::of(all_strips(&sorted), width);
    for sorted in &mut sorted {
        let mut strips: Vec<&mut Strip> = sorted.items.iter_mut().filter_map(Item::strip_mut).collect();
        if let Some(last) = strips.last_mut() {
            sorted.notes = take_notes(&sorted.page, std::slice::from_mut(*last), measures.size);
        }
    }
    // Once more without the notes, whose lines are shorter.
    let measures = Measures::of(all_strips(&sorted), width);
    let mut flow = Flow { builder, measures, open: None, notes: Vec::new(), table: None };
    let repeated = repeated_strays(&sorted);
    for sorted in &sorted {
        budget.time()?;
        flow.page(sorted, &repeated, budget)?;
    }
    flow.finish(budget)
}

impl Item {
    fn strip(&self) -> Option<&Strip> {
        match self {
            Self::Strip(strip) => Some(strip),
            Self::Table(_) => None,
        }
    }

    fn strip_mut(&mut self) -> Option<&mut Strip> {
        match self {
            Self::Strip(strip) => Some(strip),
            Self::Table(_) => None,
        }
    }
}

fn all_strips(sorted: &[Sorted]) -> impl Iterator<Item = (u32, &Strip)> + Clone {
    sorted.iter().flat_map(|sorted| {
        sorted.items.iter().filter_map(Item::strip).map(|strip| (sorted.page.number, strip))
    })
}

/// Takes a page apart: text that runs another way, tables, lines.
fn sort(mut page: Page) -> Sorted {
    let strays = set_upright(&mut page);
    let mut glyphs = std::mem::take(&mut page.glyphs);
    let mut items = Vec::new();
    let grids = tables(&page.rules, &mut glyphs);
    let mut rows: std::iter::Peekable<_> = rows(glyphs).into_iter().peekable();
    for grid in grids {
        let top = grid.frame().y0;
        let above: Vec<Row> = std::iter::from_fn(|| rows.next_if(|row| row.baseline <= top + 1.0)).collect();
        items.extend(strips(&above).into_iter().map(Item::Strip));
        items.push(Item::Table(grid));
    }
    let rest: Vec<Row> = rows.collect();
    items.extend(strips(&rest).into_iter().map(Item::Strip));
    Sorted { page, items, strays, notes: Vec::new() }
}

/// Takes large light text off that most pages have.
fn take_watermarks(pages: &mut [Page], builder: &mut Builder) {
    let mark = |page: &Page| -> String {
        let mark = page.glyphs.iter().filter(|glyph| is_faint(glyph));
        mark.map(|glyph| glyph.c).filter(|c| !c.is_whitespace()).collect()
    };
    let marks: Vec<String> = pages.iter().map(mark).collect();
    let Some(first) = marks.iter().find(|mark| !mark.is_empty()).cloned() else { return };
    let with = marks.iter().filter(|mark| **mark == first).count();
    if with < 2 || with * 2 < pages.len() {
        return;
    }
    for (page, mark) in pages.iter_mut().zip(marks) {
        if mark == first {
            page.glyphs.retain(|glyph| !is_faint(glyph));
            builder.left_out(LeftOutReason::RunningHead, &mark, on_page(page.number));
        }
    }
}

fn is_faint(glyph: &Glyph) -> bool {
    // Larger than any text but a title, which nobody prints in light grey.
    glyph.light && glyph.size >= 24.0
}

/// Takes page numbers and running heads off the pages.
fn take_furniture(sorted: &mut [Sorted], builder: &mut Builder) {
    let sheets: Vec<Sheet<'_>> = sorted
        .iter()
        .map(|sorted| {
            let strips = sorted.items.iter().filter_map(Item::strip);
            let mut lines: Vec<&Line> = strips.flat_map(|strip| &strip.lines).collect();
            lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
            Sheet { number: sorted.page.number, height: sorted.page.height, lines }
        })
        .collect();
    let found: Vec<Vec<(f32, f32, LeftOutReason)>> = furniture(&sheets)
        .into_iter()
        .zip(&sheets)
        .map(|(found, sheet)| {
            let line =
                |(at, reason): (usize, LeftOutReason)| (sheet.lines[at].x0, sheet.lines[at].baseline, reason);
            found.into_iter().map(line).collect()
        })
        .collect();
    for (sorted, found) in sorted.iter_mut().zip(found) {
        let Sorted { page, items, .. } = sorted;
        for strip in items.iter_mut().filter_map(Item::strip_mut) {
            strip.lines.retain(|line| {
                let is = |(x, y, _): &&(f32, f32, LeftOutReason)| *x == line.x0 && *y == line.baseline;
                let Some((_, _, reason)) = found.iter().find(is) else { return true };
                builder.left_out(*reason, &line.text, origin(page, line.frame()));
                false
            });
        }
        items.retain(|item| item.strip().is_none_or(|strip| !strip.lines.is_empty()));
    }
}

/// Text of other directions that several pages have.
fn repeated_strays(sorted: &[Sorted]) -> Vec<String> {
    let mut texts: Vec<String> = sorted
        .iter()
        .flat_map(|sorted| &sorted.strays)
        .flat_map(|stray| lines(stray.glyphs.clone()))
        .map(|line| line.text)
        .collect();
    texts.sort_unstable();
    let needed = sorted.len().div_ceil(2).max(2);
    texts.chunk_by(|a, b| a == b).filter(|same| same.len() >= needed).map(|same| same[0].clone()).collect()
}

/// Somewhere on a page.
pub(crate) fn on_page(number: u32) -> Origin {
    let mut origin = Origin::default();
    origin.page = Some(number);
    origin
}

fn origin(page: &Page, frame: Frame) -> Origin {
    let mut origin = on_page(page.number);
    origin.part.clone_from(&page.part);
    origin.area = Some(page.area(frame));
    origin
}

/// The document as far as it was read.
struct Flow<'d> {
    builder: &'d mut Builder,
    measures: Measures,
    open: Option<Open>,
    /// What is not to stand in the middle of a sentence: it waits for the next paragraph.
    notes: Vec<Paragraph>,
    table: Option<Table>,
}

/// A paragraph while its lines are read.
struct Open {
    paragraph: Paragraph,
    last: Line,
    margins: Margins,
    frame: Frame,
    page: Page,
    all_bold: bool,
}

impl Flow<'_> {
    fn page(&mut self, sorted: &Sorted, repeated: &[String], budget: &mut Budget) -> Result<(), Fault> {
        if let Some(damage) = &sorted.page.damage {
            self.close(budget)?;
            self.builder.damaged(damage);
        }
        for item in &sorted.items {
            match item {
                Item::Strip(strip) => self.strip(strip, &sorted.page, budget)?,
                Item::Table(grid) => self.grid(grid, &sorted.page, budget)?,
            }
        }
        let notes = note::paragraphs(sorted.notes.clone()).into_iter().map(|(text, line)| {
            Paragraph::new(BlockKind::Paragraph, text, origin(&sorted.page, line.frame()))
        });
        self.notes.extend(notes);
        self.strays(sorted, repeated);
        Ok(())
    }

    fn strip(&mut self, strip: &Strip, page: &Page, budget: &mut Budget) -> Result<(), Fault> {
        let margins = self.measures.margins(page.number, strip);
        for (at, line) in strip.lines.iter().enumerate() {
            self.line(Placed { line, margins }, at > 0, page, budget)?;
        }
        Ok(())
    }

    /// One more line; `is_below` where it follows the one before in the same column.
    fn line(
        &mut self,
        next: Placed<'_>,
        is_below: bool,
        page: &Page,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        let how = match &self.open {
            Some(open) => {
                // What a table parts is no longer below.
                let is_below = is_below && open.page.number == page.number;
                let last = Placed { line: &open.last, margins: open.margins };
                // A line of contacts may stand at the margin, under a sentence that fills its last line.
                let ended = open.paragraph.text.ends_with(['。', '！', '；']);
                let apart = ended && opens_closing(&next.line.text);
                let how = if apart { Step::Open } else { step(last, next, is_below, &self.measures) };
                Some((how, is_below))
            }
            None => None,
        };
        match (how, &mut self.open) {
            (Some((Step::On, true)), Some(open)) => open.join(next, false),
            (Some((Step::Line, _)), Some(open)) => open.join(next, true),
            (Some((Step::On, false)), _) => {
                self.push_open();
                self.open_paragraph(next, Break::Page, page);
            }
            _ => {
                self.close(budget)?;
                self.open_paragraph(next, Break::Paragraph, page);
            }
        }
        Ok(())
    }

    fn open_paragraph(&mut self, first: Placed<'_>, break_before: Break, page: &Page) {
        let Placed { line, margins } = first;
        let mut paragraph = Paragraph::new(BlockKind::Paragraph, line.text.as_str(), Origin::default());
        paragraph.break_before = break_before;
        paragraph.bold = line.bold;
        if break_before == Break::Paragraph {
            paragraph.indent = first.columns(&self.measures);
            paragraph.centred = first.is_centred(&self.measures);
        }
        self.open = Some(Open {
            paragraph,
            last: line.clone(),
            margins,
            frame: line.frame(),
            page: page.bare(),
            all_bold: line.is_bold(),
        });
    }

    fn grid(&mut self, grid: &Grid, page: &Page, budget: &mut Budget) -> Result<(), Fault> {
        let next = Table::of(grid, page, &|frame| origin(page, frame));
        if self.open.is_none()
            && let Some(table) = self.table.as_mut().filter(|table| table.goes_on(&next))
        {
            table.append(next, self.builder);
            return Ok(());
        }
        self.close(budget)?;
        self.table = Some(next);
        Ok(())
    }

    /// Text that runs another way than the page.
    fn strays(&mut self, sorted: &Sorted, repeated: &[String]) {
        for stray in &sorted.strays {
            for line in lines(stray.glyphs.clone()) {
                // Where it stood before it was set level.
                let page = sorted.page_of(stray.turn);
                let origin = origin(&page, line.frame());
                if stray.turn == Turn::Slanted || repeated.contains(&line.text) {
                    self.builder.left_out(LeftOutReason::RunningHead, &line.text, origin);
                } else if is_number_alone(&line.text) {
                    self.builder.left_out(LeftOutReason::PageNumber, &line.text, origin);
                } else {
                    self.notes.push(Paragraph::new(BlockKind::Paragraph, line.text, origin));
                }
            }
        }
    }

    fn push_open(&mut self) {
        if let Some(open) = self.open.take() {
            let mut paragraph = open.paragraph;
            paragraph.origin = origin(&open.page, open.frame);
            self.builder.push(&paragraph);
        }
    }

    /// Ends what is open: the next block is a paragraph of its own.
    fn close(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        self.push_open();
        if let Some(table) = self.table.take() {
            table.emit(self.builder, budget)?;
        }
        for note in self.notes.drain(..) {
            self.builder.push(&note);
        }
        Ok(())
    }

    fn finish(mut self, budget: &mut Budget) -> Result<(), Fault> {
        self.close(budget)
    }
}

impl Sorted {
    /// The page as it would be upright for text of another direction.
    fn page_of(&self, turn: Turn) -> Page {
        let across = |turn| matches!(turn, Turn::Down | Turn::Up);
        let (mut width, mut height) = (self.page.width, self.page.height);
        if across(turn) != across(self.page.turned) {
            std::mem::swap(&mut width, &mut height);
        }
        Page { width, height, turned: turn, ..self.page.bare() }
    }
}

impl Open {
    fn join(&mut self, next: Placed<'_>, is_set: bool) {
        let line = next.line;
        let text = &mut self.paragraph.text;
        if is_set {
            text.push('\n');
        } else if parts_words(text, self.last.space_after, &line.text) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&line.text);
        if self.all_bold {
            self.paragraph.bold = start + line.bold;
            self.all_bold = line.is_bold();
        }
        self.frame = self.frame.join(line.frame());
        self.last = line.clone();
        self.margins = next.margins;
    }
}

/// Whether the end of a line stands for a space: between words of letters, and where one was set beside a letter or
/// digit. A number that is cut by a line end is one number.
fn parts_words(text: &str, space_after: bool, next: &str) -> bool {
    let (Some(last), Some(first)) = (text.chars().next_back(), next.chars().next()) else { return false };
    if space_after {
        last.is_ascii_alphanumeric() || first.is_ascii_alphanumeric()
    } else {
        last.is_ascii_alphabetic() && first.is_ascii_alphabetic()
    }
}

#[cfg(test)]
mod tests;
