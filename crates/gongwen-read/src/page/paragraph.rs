//! Which line opens a paragraph.

use super::line::Line;
use super::margin::{Margins, Measures};

/// How a line goes on from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// In the same paragraph.
    On,
    /// In the same paragraph, after a line end that was set: a title over several lines.
    Line,
    /// With a paragraph of its own.
    Open,
}

/// A line and the place that it had.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'l> {
    pub(super) line: &'l Line,
    pub(super) margins: Margins,
}

/// Lines that are larger than running text by this much are of a title.
const TITLE: f32 = 1.15;

impl Placed<'_> {
    /// Characters between the left margin and the line.
    fn indent(&self) -> f32 {
        (self.line.x0 - self.margins.left) / self.line.size
    }

    fn room_after(&self) -> f32 {
        (self.margins.right - self.line.x1).max(0.0)
    }

    /// Columns of white space before the line, two a character.
    pub(super) fn columns(&self, measures: &Measures) -> usize {
        let columns = ((self.line.x0 - self.margins.left) / measures.size * 2.0).round();
        // At most the width of a page, which fits.
        columns.clamp(0.0, 400.0) as usize
    }

    /// Whether it is set in the middle between the margins.
    pub(super) fn is_centred(&self, measures: &Measures) -> bool {
        let size = self.line.size;
        let (before, after) = (self.line.x0 - self.margins.left, self.margins.right - self.line.x1);
        let is_large = size > measures.size * TITLE;
        // A first line has two characters before it, and may by chance have as much room behind.
        let apart = if is_large { 0.0 } else { size * 2.8 };
        (before - after).abs() <= size * 1.2 && before >= apart && (is_large || after >= apart)
    }
}

/// How `next` goes on from `last`; `is_below` where both are on the same page and column.
pub(super) fn step(last: Placed<'_>, next: Placed<'_>, is_below: bool, measures: &Measures) -> Step {
    let larger = last.line.size.max(next.line.size);
    if (last.line.size - next.line.size).abs() > larger * 0.08 {
        return Step::Open;
    }
    let apart = next.line.baseline - last.line.baseline;
    if is_below && next.line.size > measures.size * TITLE {
        return if apart <= next.line.size * 2.3 { Step::Line } else { Step::Open };
    }
    if is_below && apart > measures.pitch.max(larger) * if measures.indents { 1.5 } else { 1.25 } {
        return Step::Open;
    }
    if next.is_centred(measures) || last.is_centred(measures) {
        let goes_on = is_below
            && next.is_centred(measures)
            && last.is_centred(measures)
            && last.line.is_bold() == next.line.is_bold();
        return if goes_on { Step::Line } else { Step::Open };
    }
    // GB/T 9704-2012, 7.3.3: paragraphs begin two characters in, and their other lines at the margin.
    if next.indent() >= 1.2 {
        return Step::Open;
    }
    // Far in from the left: a signature or a date, which nothing goes on from.
    if last.indent() >= 6.0 {
        return Step::Open;
    }
    // The word would have found room, so that the line before was ended.
    let size = last.line.size;
    let spare = last.room_after() > (size * 2.0).max(next.line.first_word + size);
    if spare { Step::Open } else { Step::On }
}
