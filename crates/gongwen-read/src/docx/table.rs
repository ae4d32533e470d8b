//! Tables of Word: properties of rows and cells (ECMA-376 Part 1, 17.4).

use super::format::number;
use super::open::{Element, Level, Merge};
use super::story::Story;
use crate::error::Fault;
use crate::grid::Table;
use crate::limits::Budget;
use crate::xml::Xml;

impl Story<'_> {
    pub(super) fn format_cell(&mut self, xml: &mut Xml<'_>, budget: &Budget) -> Result<(), Fault> {
        let (mut merges, mut goes_on, mut gone) = (false, false, false);
        let mut columns = 1;
        let depth = xml.depth();
        while let Some(tag) = xml.next_in(depth, budget)? {
            match tag.name() {
                "gridSpan" => {
                    columns = number(&tag, "val").and_then(|val| u32::try_from(val).ok()).unwrap_or(1);
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

    pub(super) fn format_row(&mut self, xml: &mut Xml<'_>, budget: &Budget) -> Result<(), Fault> {
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

    pub(super) fn open_table(&mut self) {
        self.end_of_scope();
        let nested = self.levels.iter().any(|level| matches!(level, Level::Table(_)));
        self.levels.push(Level::Table(Table::new(self.shared.tables)));
        self.shared.tables += u32::from(!nested);
    }

    pub(super) fn close_table(&mut self) {
        self.end_of_scope();
        let Some(Level::Table(table)) = self.levels.pop() else { return };
        let nested = self.levels.iter().any(|level| matches!(level, Level::Table(_)));
        for paragraph in if nested { table.lines() } else { table.finish() } {
            self.deliver(paragraph);
        }
    }
}
