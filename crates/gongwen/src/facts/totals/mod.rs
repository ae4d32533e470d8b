//! Figures that the text itself relates to each other. A contradiction is told with both places; nothing is
//! corrected.
//!
//! | module | checks |
//! |---|---|
//! | `words` | a figure with the words around it, and what a figure as written may stand for |
//! | `parts` | parts and their whole: 26个，已完成21个，基本完成3个，推进2个 |
//! | `change` | a change and its difference: 由7.8%下降到1.2%，下降6.6个百分点 |
//! | `share` | two numbers and their share: 139个/143个，97.2% |
//! | `average` | a total, a number and their average: 3个支部共召开12次，平均4次 |
//! | `issues` | the number of issues in the text and in the tree |
//!
//! Figures are compared within one sentence and its neighbour, a window of bounded size. Figures that are not exact
//! (约, 余, 超) and ranges are left alone, and so is every sentence with another reading under which it is right.

mod average;
mod change;
mod issues;
mod parts;
mod share;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use super::Doubt;
use super::passage::{Marked, Passage};
use crate::diagnostic::Code;
use crate::tree::NodeData;
use words::Count;

/// More figures than these, on either side, are not looked at from one of them.
const WINDOW: usize = 8;

/// The checks of one text.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    doubts: Vec<Doubt>,
    stated: Vec<issues::Stated>,
}

impl Totals {
    /// Checks the figures of a passage.
    pub(crate) fn read(&mut self, text: &str, passage: &Passage, marks: &Marked<'_>) {
        let figures = marks.figures;
        // A figure alone contradicts nothing; it can only be the number of issues.
        if let [figure] = figures
            && !issues::may_count(text, figure)
        {
            return;
        }
        let counts = words::counts(text, passage, figures, marks.sentences);
        parts::check(&counts, &mut self.doubts);
        for at in 0..counts.len() {
            let found = change::check(&counts, at)
                .or_else(|| share::check(&counts, at))
                .or_else(|| average::check(&counts, at));
            self.doubts.extend(found);
        }
        issues::collect(&counts, passage.node, &mut self.stated);
    }

    /// Checks what the passages say of the issues against the tree, and gives all that was found.
    pub(crate) fn finish(mut self, nodes: &[NodeData], doubts: &mut Vec<Doubt>) {
        issues::check(&self.stated, nodes, &mut self.doubts);
        doubts.append(&mut self.doubts);
    }
}

/// A contradiction between a figure and others.
fn contradiction<'c>(
    code: Code,
    message: String,
    of: &Count<'_>,
    others: impl Iterator<Item = &'c Count<'c>>,
) -> Doubt {
    let mut related: Vec<Range<usize>> = others.map(Count::range).collect();
    related.sort_by_key(|range| range.start);
    Doubt { code, message, range: of.range(), related }
}
