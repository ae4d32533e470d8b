//! What is open while a part is read: elements, paragraphs, runs.

use gongwen::block::LeftOutReason;

use super::field::Fields;
use super::format::{Indent, ParagraphFormat};
use super::numbering::Mark;
use crate::builder::Paragraph;
use crate::grid::Table;

/// An element that is open, and what its end does.
#[derive(Debug)]
pub(super) enum Element {
    Other,
    Paragraph,
    Run,
    /// `t`; `keep` where white space at its ends counts.
    Text {
        keep: bool,
    },
    Instruction,
    /// Deleted, or moved away.
    Deleted,
    /// Not shown: a reading beside a character.
    Hidden,
    Table,
    Row {
        deleted: bool,
    },
    Cell {
        merge: Merge,
        deleted: bool,
    },
    /// A text box: fields and runs around it go on after it. `outer` where it is in no other.
    Box {
        fields: Fields,
        runs: Vec<Run>,
        outer: bool,
    },
    Note,
    /// Forms of one thing; with how much was met before them.
    Alternatives(u64),
}

/// How a cell is merged with those above and below (ECMA-376 Part 1, 17.4.84).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    No,
    /// Cells below may belong to it.
    Starts,
    /// It belongs to a cell above.
    Covered,
}

/// A paragraph or table that is open.
#[derive(Debug)]
pub(super) enum Level {
    Paragraph(Box<Open>),
    Table(Table),
}

/// A paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) text: String,
    /// Bytes at the start of the text that are bold.
    pub(super) bold: usize,
    pub(super) own: ParagraphFormat,
    /// Whether style and number are known.
    pub(super) settled: bool,
    pub(super) style_bold: bool,
    pub(super) style_hidden: bool,
    /// Of the first run, or the style.
    pub(super) size: Option<i64>,
    pub(super) heading: Option<u8>,
    pub(super) centred: bool,
    pub(super) indent: Indent,
    pub(super) mark: Option<Mark>,
    /// It holds a page number.
    pub(super) page: bool,
    /// Which of its part.
    pub(super) number: u32,
    /// What stands in text boxes that hang on it.
    pub(super) boxes: Vec<Paragraph>,
}

impl Open {
    /// Adds text of a run.
    pub(super) fn push(&mut self, text: &str, run: &Run) {
        let all_bold = self.bold == self.text.len();
        if self.text.is_empty() {
            self.size = run.size.or(self.size);
        }
        self.text.push_str(text);
        // White space shows no weight.
        if all_bold && (run.bold || (self.bold > 0 && text.trim().is_empty())) {
            self.bold = self.text.len();
        }
    }
}

/// A run that is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) bold: bool,
    pub(super) hidden: bool,
    pub(super) size: Option<i64>,
}

/// Text of a paragraph whose mark is gone: it belongs to the next one.
#[derive(Debug)]
pub(super) struct Carried {
    pub(super) text: String,
    pub(super) bold: usize,
}

/// Text that is left out, while it goes on.
#[derive(Debug)]
pub(super) struct Aside {
    pub(super) reason: LeftOutReason,
    pub(super) text: String,
}
