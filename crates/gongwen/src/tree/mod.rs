//! Sections, issues, measures and paragraphs, built from labelled paragraphs. Building never fails: what is not
//! understood is a paragraph in its place.

mod classify;
mod conserve;
mod content;
mod grow;
mod item;
mod node;

pub use conserve::{Conservation, violations};
pub use node::{Label, NodeKind, NodeRef, Role, Status};

pub(crate) use conserve::conservation;
pub(crate) use grow::{Grown, grow, leaves};
pub(crate) use node::{NodeData, siblings};

use crate::outline::{Clause, Scan, Scanned};
use crate::repair::Paragraphs;

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
    pub(crate) fn text(&self, range: std::ops::Range<usize>) -> &'t str {
        &self.paragraphs.text[range]
    }

    /// The clauses of a part of a paragraph.
    pub(crate) fn clauses(&self, paragraph: usize, range: &std::ops::Range<usize>) -> &'t [Clause] {
        let from_here = &self.scan.clauses[self.scanned[paragraph].first_clause..];
        let before = from_here.iter().take_while(|clause| clause.at < range.start).count();
        let inside = from_here[before..].iter().take_while(|clause| clause.at < range.end).count();
        &from_here[before..before + inside]
    }

    pub(crate) fn paragraph(&self, at: usize) -> std::ops::Range<usize> {
        let paragraph = self.paragraphs.list[at];
        paragraph.start..paragraph.end
    }
}
