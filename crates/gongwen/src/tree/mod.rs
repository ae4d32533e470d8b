//! Sections, issues, measures and paragraphs, built from labelled paragraphs. Building never fails: what is not
//! understood is a paragraph in its place.

mod classify;
mod conserve;
mod content;
mod fill;
mod grow;
mod item;
mod ledger;
mod node;
mod numbered;
mod table;

pub use conserve::{Conservation, violations};
pub use node::{Label, NodeKind, NodeRef, Role, Status};

pub(crate) use conserve::conservation;
pub(crate) use grow::{Grown, HeadingDepth, grow, leaves};
pub(crate) use item::{Item, Scope, opt_item};
pub(crate) use node::{NodeData, siblings};

use std::ops::Range;

use crate::block::{Cell, LineKind, trim_start};
use crate::outline::{Clause, Scan, Scanned, clauses_in};
use crate::repair::Paragraphs;

/// A table as it stands in the source, for those who write it again: the nodes that it became, and its cells with their
/// paragraphs.
#[derive(Debug, Clone)]
pub(crate) struct TableData {
    pub(crate) nodes: Range<usize>,
    /// Each with its range of the repaired text, a line a paragraph.
    pub(crate) cells: Vec<(Cell, Range<usize>)>,
}

/// What the stages before found of the body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body<'t> {
    pub(crate) paragraphs: &'t Paragraphs,
    pub(crate) scan: &'t Scan,
    /// What was found of each paragraph.
    pub(crate) scanned: &'t [Scanned],
    /// First paragraph of the body, and one past its last.
    pub(crate) first: usize,
    pub(crate) end: usize,
}

impl<'t> Body<'t> {
    pub(crate) fn text(&self, range: Range<usize>) -> &'t str {
        &self.paragraphs.text[range]
    }

    /// The clauses of a part of a paragraph.
    pub(crate) fn clauses(&self, paragraph: usize, range: &Range<usize>) -> &'t [Clause] {
        clauses_in(&self.scan.clauses[self.scanned[paragraph].first_clause..], range)
    }

    /// Whether a paragraph stands in a table.
    pub(crate) fn is_cell(&self, paragraph: usize) -> bool {
        matches!(self.paragraphs.list[paragraph].origin.kind, LineKind::Cell(_))
    }

    /// The paragraph from its first word on.
    pub(crate) fn words(&self, at: usize) -> Range<usize> {
        let range = self.paragraph(at);
        if !self.scanned[at].indented {
            return range;
        }
        range.end - trim_start(self.text(range.clone())).len()..range.end
    }

    pub(crate) fn paragraph(&self, at: usize) -> Range<usize> {
        let paragraph = self.paragraphs.list[at];
        paragraph.start..paragraph.end
    }
}
